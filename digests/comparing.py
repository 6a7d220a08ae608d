"""What the other articles of a story add to the one that tells it, and where they differ."""

import asyncio
from collections.abc import Sequence

from digests import archive, telling
from digests.archive import StoredArticle
from digests.database import Database
from digests.differences import Account, Difference, Later, Version, differences
from digests.novelty import news_of
from digests.quotes import link_to
from digests.reports import Compared, Disagreement, Said

# The articles that are compared, the additions and differences that are shown.
COMPARED_MAX = 8
ADDED_MAX, DIFFERENCES_MAX = 2, 3
_LATER = {Later.UPDATE: "updated", Later.CORRECTION: "corrected"}


async def compared(database: Database, story_id: int, *, lang: str = "") -> Compared:
    """Compare the articles of a story. Raises ``NotFound``."""
    async with database.reading() as connection:
        stories = await telling.told(connection, [story_id], lang=lang)
        cards = telling.known(stories, story_id).cards[:COMPARED_MAX]
        texts = await archive.get_articles(connection, [card.id for card in cards])
    return await asyncio.to_thread(_compare, [texts[card.id] for card in cards])


def _compare(articles: Sequence[StoredArticle]) -> Compared:
    lead, *others = articles
    return Compared(
        additions=tuple(_added(lead, others)), disagreements=tuple(_differing(articles))
    )


def _added(lead: StoredArticle, others: Sequence[StoredArticle]) -> list[Said]:
    """Pick what only others tell, in the language of the article that leads."""
    known, added = [lead.article], list[Said]()
    for stored in others:
        if len(added) == ADDED_MAX:
            break
        if stored.article.lang != lead.article.lang:
            continue
        for news in news_of(stored.article, known, limit=1):
            added.append(_said(stored, news.span))
            known.append(stored.article)
    return added


def _differing(articles: Sequence[StoredArticle]) -> list[Disagreement]:
    by_key = {stored.id: stored for stored in articles}
    accounts = [Account(key=stored.id, article=stored.article) for stored in articles]
    found = differences(accounts, limit=DIFFERENCES_MAX)
    return [_disagreement(difference, by_key) for difference in found]


def _disagreement(
    difference: Difference, by_key: dict[int, StoredArticle]
) -> Disagreement:
    later = _LATER[difference.later] if difference.later else ""
    return Disagreement(
        about=difference.about,
        versions=tuple(_version(each, by_key) for each in difference.versions),
        latest=difference.latest,
        later=later,
    )


def _version(version: Version, by_key: dict[int, StoredArticle]) -> tuple[Said, ...]:
    """Give the words of each outlet once."""
    said: dict[str, Said] = {}
    for statement in version.statements:
        one = _said(by_key[statement.key], statement.span)
        said.setdefault(one.outlet.casefold(), one)
    return tuple(said.values())


def _said(stored: StoredArticle, span: tuple[int, int]) -> Said:
    article = stored.article
    return Said(
        text=article.text[slice(*span)],
        outlet=article.outlet,
        link=link_to(article.url, article.text, *span),
    )
