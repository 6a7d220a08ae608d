"""What is new in the stories that a reader was told before.

A story returns only with something new. The look costs much and is the same for all
who were told a story in between the same two articles, so it is remembered.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from digests import archive, cards
from digests.archive import StoredArticle
from digests.cards import Card
from digests.compose import Candidate, Choice, choose
from digests.news import DigestSentence, Update
from digests.novelty import News, news_of
from digests.remembering import Kept

# Of a long story, the newest articles say what is known and what is new.
KNOWN_MAX, FRESH_MAX = 40, 8
SENTENCES = 2
REMEMBERED = 2_000
ROUNDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The article that tells what is new in a story, and what it tells."""

    article_id: int
    update: Update


class Updates:
    """Finds what is new, and remembers it by the articles that were compared."""

    def __init__(self) -> None:
        self._news = Kept[tuple[int, tuple[int, ...]], tuple[News, ...]](REMEMBERED)

    async def choose(
        self,
        connection: AsyncConnection,
        candidates: Iterable[Candidate],
        seen: Mapping[int, datetime],
        *,
        at: datetime,
    ) -> tuple[Choice, dict[int, Found]]:
        """Choose stories; those told before only if they have news, which comes along.

        Only what would be chosen is looked at, since a look is dear. After some rounds
        what is left of told stories is let go.
        """
        left, news = list(candidates), dict[int, Found]()
        for _ in range(ROUNDS):
            choice = choose(left, at=at)
            asked = seen.keys() & {*choice.stories, *choice.also} - news.keys()
            if not asked:
                return choice, news
            news |= await self.of(connection, {id_: seen[id_] for id_ in asked})
            left = [c for c in left if c.story not in asked or c.story in news]
        left = [c for c in left if c.story not in seen or c.story in news]
        return choose(left, at=at), news

    async def of(
        self, connection: AsyncConnection, told: Mapping[int, datetime]
    ) -> dict[int, Found]:
        """Find what these stories tell that is new since each was told, by story.

        Stories without anything new are left out, and so are those of which nothing is
        kept from before.
        """
        listed = await cards.cards_of_stories(connection, told)
        parted = {id_: _parted(row, told[id_]) for id_, row in listed.items()}
        wanted = {c.id for known, fresh in parted.values() for c in (*known, *fresh)}
        texts = await archive.get_articles(connection, wanted)
        found: dict[int, Found] = {}
        for id_, (known, fresh) in parted.items():
            best = await self._best(
                [texts[c.id] for c in fresh], [texts[c.id] for c in known]
            )
            if best is not None:
                found[id_] = _found(*best, since=told[id_])
        return found

    async def _best(
        self, fresh: Sequence[StoredArticle], known: Sequence[StoredArticle]
    ) -> tuple[StoredArticle, tuple[News, ...]] | None:
        """Choose the article whose first new sentence is worth most."""
        tells = [(stored, await self._compared(stored, known)) for stored in fresh]
        told = [one for one in tells if one[1]]
        return max(told, key=lambda one: (one[1][0].worth, -one[0].id), default=None)

    async def _compared(
        self, fresh: StoredArticle, known: Sequence[StoredArticle]
    ) -> tuple[News, ...]:
        key = (fresh.id, tuple(sorted(stored.id for stored in known)))
        news = self._news.get(key)
        if news is None:
            articles = [stored.article for stored in known]
            news = await asyncio.to_thread(
                news_of, fresh.article, articles, limit=SENTENCES
            )
            self._news.keep(key, news)
        return news


def _parted(
    members: Sequence[Card], told_at: datetime
) -> tuple[list[Card], list[Card]]:
    """Part a story's articles into those before it was told and its own reports since."""
    known = [card for card in members if card.at <= told_at]
    ids = {card.id for card in members}
    fresh = [c for c in members if c.at > told_at and c.copy_of not in ids]
    return known[-KNOWN_MAX:], fresh[-FRESH_MAX:] if known else []


def _found(stored: StoredArticle, news: Sequence[News], *, since: datetime) -> Found:
    return Found(
        article_id=stored.id,
        update=Update(
            sentences=tuple(
                DigestSentence(text=one.text, support=(one.span,)) for one in news
            ),
            corrects=news[0].corrects,
            since=since,
        ),
    )
