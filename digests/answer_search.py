"""Questions to stored news: the articles that may hold an answer, and what they say."""

import asyncio
import math
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from digests import archive, cards, search_index
from digests.answers import Source, answer, questions
from digests.archive import StoredArticle
from digests.database import Database
from digests.quotes import fingerprint, link_to
from digests.reports import Answered

# So many articles are read for an answer; so many that hold a word are looked at.
READ_MAX, LOOKED_AT = 40, 500


async def answers_to(
    database: Database,
    question: str,
    *,
    story_id: int | None,
    since: datetime,
    limit: int,
) -> tuple[Answered, ...]:
    """Answer from the articles of a story, or from all since then; empty if none says it."""
    async with database.reading() as connection:
        if story_id is None:
            ids = await _likely(connection, question, since)
        else:
            ids = await _of_story(connection, story_id)
        stored = await archive.get_articles(connection, ids)
    return await asyncio.to_thread(_answers, question, stored.values(), limit)


async def _of_story(connection: AsyncConnection, story_id: int) -> list[int]:
    members = (await cards.cards_of_stories(connection, [story_id])).get(story_id, [])
    return [card.id for card in members[-READ_MAX:]]


async def _likely(
    connection: AsyncConnection, question: str, since: datetime
) -> list[int]:
    """Find the articles that hold most of a question's words, rare ones first of all."""
    worth: defaultdict[int, float] = defaultdict(float)
    for word in {term.word for term in questions.read(question).terms}:
        looked_for = search_index.wanted(word)
        found = await cards.newest_matching(
            connection,
            search_index.matching(connection.dialect.name, looked_for),
            since=since,
            limit=LOOKED_AT,
        )
        for article, _ in found:
            worth[article] += 1 / math.log(2 + len(found))
    best = sorted(worth, key=lambda article: (-worth[article], -article))
    return best[:READ_MAX]


def _answers(
    question: str, stored: Iterable[StoredArticle], limit: int
) -> tuple[Answered, ...]:
    by_id = {one.id: one for one in stored}
    sources = [Source(key=one.id, article=one.article) for one in by_id.values()]
    return tuple(
        Answered(
            text=cited.text,
            outlet=by_id[cited.key].article.outlet,
            published=by_id[cited.key].article.published,
            link=link_to(
                by_id[cited.key].article.url,
                by_id[cited.key].article.text,
                cited.start,
                cited.end,
            ),
            article_id=cited.key,
            start=cited.start,
            end=cited.end,
            sha256=fingerprint(cited.text),
        )
        for cited in answer(question, sources, limit=limit)
    )
