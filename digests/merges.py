"""Stories that joined another one: their articles move, their numbers stay answerable.

Every function works inside the transaction that it is given.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from digests import tables
from digests.archive import batches

articles, stories, merged = tables.articles, tables.stories, tables.merged_stories


async def merge_stories(
    connection: AsyncConnection, story_id: int, *, into: int, by: int
) -> None:
    """Make a story part of another, as the article ``by`` showed them to be one."""
    await connection.execute(
        update(articles).where(articles.c.story_id == story_id).values(story_id=into)
    )
    await connection.execute(
        update(merged).where(merged.c.story_id == story_id).values(story_id=into)
    )
    await connection.execute(
        merged.insert().values(id=story_id, story_id=into, by_article=by)
    )
    await connection.execute(delete(stories).where(stories.c.id == story_id))
    await _span_anew(connection, into)


async def _span_anew(connection: AsyncConnection, story_id: int) -> None:
    moment = articles.c.at
    rows = await connection.execute(
        select(func.min(moment), func.max(moment)).where(
            articles.c.story_id == story_id
        )
    )
    first, last = rows.one()
    await connection.execute(
        update(stories)
        .where(stories.c.id == story_id)
        .values(first_at=first, last_at=last)
    )


async def merges_after(
    connection: AsyncConnection, article_id: int
) -> list[tuple[int, int]]:
    """List what later articles merged: stories, and those that they are part of now."""
    rows = await connection.execute(
        select(merged.c.id, merged.c.story_id)
        .where(merged.c.by_article > article_id)
        .order_by(merged.c.by_article)
    )
    return [(row[0], row[1]) for row in rows]


async def current(connection: AsyncConnection, story_id: int) -> int:
    """Say which story a number means by now."""
    found = await connection.scalar(
        select(merged.c.story_id).where(merged.c.id == story_id)
    )
    return story_id if found is None else found


async def current_moments(
    connection: AsyncConnection, moments: Mapping[int, datetime]
) -> dict[int, datetime]:
    """Give the last of the moments that belong to the numbers of each story by now."""
    homes = await _homes(connection, moments)
    found: dict[int, datetime] = {}
    for story_id, moment in moments.items():
        home = homes.get(story_id, story_id)
        found[home] = max(moment, found.get(home, moment))
    return found


async def _homes(
    connection: AsyncConnection, story_ids: Collection[int]
) -> dict[int, int]:
    found: dict[int, int] = {}
    for some in batches(story_ids):
        query = select(merged.c.id, merged.c.story_id).where(merged.c.id.in_(some))
        found.update({row[0]: row[1] for row in await connection.execute(query)})
    return found
