"""Questions to stored news: the articles that may hold an answer, and what they say."""

import asyncio
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from sqlalchemy.ext.asyncio import AsyncConnection

from digests import archive, cards, search_index
from digests.answers import Cited, Source, answer, questions
from digests.archive import StoredArticle
from digests.database import Database
from digests.quotes import fingerprint, link_to
from digests.reports import Answered, Place
from digests.writing import Writing

# So many articles are read for an answer; so many that hold a word are looked at.
READ_MAX, LOOKED_AT = 40, 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where an answer is looked for: in some stories, or in all articles ``since`` then."""

    since: datetime
    stories: tuple[int, ...] = ()


async def answers_to(
    database: Database,
    writing: Writing,
    question: str,
    where: Where,
    *,
    limit: int,
) -> tuple[Answered, ...]:
    """Answer from stored articles; empty if none says it."""
    async with database.reading() as connection:
        if where.stories:
            ids = await _of_stories(connection, question, where.stories)
        else:
            ids = (await _likely(connection, question, where.since))[:READ_MAX]
        stored = await archive.get_articles(connection, ids)
    found = await asyncio.to_thread(_found, question, stored.values(), limit)
    phrased = await _phrased(question, found, writing)
    return phrased or tuple(one for one, _ in found)


async def _of_stories(
    connection: AsyncConnection, question: str, story_ids: Sequence[int]
) -> list[int]:
    """List the newest articles of some stories, likely ones first if they are many."""
    listed = await cards.cards_of_stories(connection, story_ids)
    members = sorted(
        chain.from_iterable(listed.values()), key=lambda card: (card.at, card.id)
    )
    if len(members) <= READ_MAX or len(story_ids) == 1:
        return [card.id for card in members[-READ_MAX:]]
    among = {card.id for card in members}
    likely = await _likely(connection, question, members[0].at)
    return [article for article in likely if article in among][:READ_MAX]


async def _likely(
    connection: AsyncConnection, question: str, since: datetime
) -> list[int]:
    """Find the articles that hold most of a question's words, rare ones first of all."""
    worth: defaultdict[int, float] = defaultdict(float)
    for word in {term.word for term in questions.read(question).terms}:
        looked_for = search_index.wanted(word)
        found = await cards.newest_matching(
            connection,
            cards.among(search_index.matching(connection.dialect.name, looked_for)),
            since=since,
            limit=LOOKED_AT,
        )
        for article, _ in found:
            worth[article] += 1 / math.log(2 + len(found))
    return sorted(worth, key=lambda article: (-worth[article], -article))


def _found(
    question: str, stored: Iterable[StoredArticle], limit: int
) -> list[tuple[Answered, str]]:
    """Find the sentences that answer, each with its language."""
    by_id = {one.id: one for one in stored}
    sources = [Source(key=one.id, article=one.article) for one in by_id.values()]
    return [
        (_as_it_stands(by_id[cited.key], cited), by_id[cited.key].article.lang)
        for cited in answer(question, sources, limit=limit)
    ]


def _as_it_stands(stored: StoredArticle, cited: Cited) -> Answered:
    article = stored.article
    place = Place(
        outlet=article.outlet,
        published=article.published,
        link=link_to(article.url, article.text, cited.start, cited.end),
        article_id=stored.id,
        start=cited.start,
        end=cited.end,
        sha256=fingerprint(cited.text),
    )
    return Answered(text=cited.text, places=(place,))


async def _phrased(
    question: str, found: Sequence[tuple[Answered, str]], writing: Writing
) -> tuple[Answered, ...]:
    """Have an answer written, if there is a model and it holds; all in one language."""
    told = [one for one, lang in found if lang == found[0][1]] if found else []
    if writing.phrase is None or not told:
        return ()
    passages = [one.text for one in told]
    replied = await writing.phrase(question, passages, found[0][1])
    return tuple(
        Answered(
            text=reply.text,
            places=tuple(told[at].places[0] for at in reply.support),
            made_by=writing.model,
        )
        for reply in replied
    )
