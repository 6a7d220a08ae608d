"""What the newsroom forgets, so that its database does not grow for ever.

An article goes with its whole story, once nobody can ask for it any more. Its entry
stays without its words: what a feed still lists must not come back as news.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from digests import search_index, tables
from digests.database import Database
from digests.storage import EntryState
from digests.stories import REACH

# Longer than anything that refers to a story is kept by those who read it.
KEPT = timedelta(days=90)
AT_ONCE = 500
# Grouping looks back this far, and never further.
PROFILES_KEPT = 2 * REACH

articles, stories, entries = tables.articles, tables.stories, tables.entries
story_digests = tables.story_digests


async def forget_old(database: Database, *, at: datetime) -> int:
    """Forget old stories, profiles and the words of old entries; counts the articles.

    Each step is a transaction of its own, so that nobody waits long.
    """
    before = at - KEPT
    gone = 0
    while some := await _forget_some(database, before):
        gone += some
    async with database.writing() as connection:
        await _forget_empty_stories(connection, before)
        await connection.execute(
            delete(tables.profiles).where(tables.profiles.c.at < at - PROFILES_KEPT)
        )
        await _forget_words(connection, before)
    return gone


async def _forget_some(database: Database, before: datetime) -> int:
    other = articles.alias()
    still_told = exists().where(
        other.c.story_id == articles.c.story_id, other.c.added_at >= before
    )
    async with database.writing() as connection:
        query = select(articles.c.id).where(articles.c.added_at < before, ~still_told)
        found = await connection.scalars(query.order_by(articles.c.id).limit(AT_ONCE))
        ids = list(found)
        await search_index.remove(connection, ids)
        await connection.execute(delete(story_digests).where(_tells_one_of(ids)))
        await connection.execute(delete(articles).where(articles.c.id.in_(ids)))
    return len(ids)


def _tells_one_of(article_ids: Collection[int]) -> ColumnElement[bool]:
    """Say that a digest is of a story of these articles: it holds what they say."""
    stories_of = select(articles.c.story_id).where(articles.c.id.in_(article_ids))
    return story_digests.c.story_id.in_(stories_of)


async def _forget_empty_stories(connection: AsyncConnection, before: datetime) -> None:
    told = exists().where(articles.c.story_id == stories.c.id)
    await connection.execute(delete(stories).where(stories.c.last_at < before, ~told))


async def _forget_words(connection: AsyncConnection, before: datetime) -> None:
    column = entries.c
    await connection.execute(
        update(entries)
        .where(column.added_at < before, column.state != EntryState.WAITING)
        .where(or_(column.link != "", column.title != ""))
        .values(link="", title="", author="", text="", why="")
    )
