"""Index cards: articles without their texts, for finding, choosing and counting."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from digests import tables
from digests.archive import batches
from digests.news import Verdict

articles, quotes, stories = tables.articles, tables.quotes, tables.stories


class Card(NamedTuple):
    """An article without its text, for choosing and listing: a row as it was read.

    ``at`` is when it became news to us: published, but never later than stored.
    ``chars`` is the length of its text, ``printed`` the number of its printed quotes.
    A ``vouched`` article came through a source that the operator chose.
    """

    id: int
    story_id: int
    url: str
    title: str
    outlet: str
    lang: str
    published: datetime | None
    at: datetime
    copy_of: int | None
    chars: int
    printed: int
    vouched: bool = True


async def headlines(
    connection: AsyncConnection, story_ids: Collection[int]
) -> dict[int, str]:
    """Return the headlines of these stories; what is not stored is left out."""
    query = select(stories.c.id, stories.c.headline).where(stories.c.id.in_(story_ids))
    return {row.id: row.headline for row in await connection.execute(query)}


async def cards_of_stories(
    connection: AsyncConnection, story_ids: Collection[int]
) -> dict[int, list[Card]]:
    """List the articles of these stories, the earliest first."""
    found: dict[int, list[Card]] = {}
    for some in batches(story_ids):
        query = _cards(articles.c.story_id.in_(some))
        for row in await connection.execute(query):
            card = Card._make(row)
            found.setdefault(card.story_id, []).append(card)
    return found


async def newest_matching(
    connection: AsyncConnection,
    which: ColumnElement[bool],
    *,
    since: datetime | None = None,
    limit: int,
) -> list[tuple[int, int]]:
    """List articles of which this is true as (article, story), the newest first.

    Pages that were read on demand, and came with no feed, stay with who asked.
    """
    query = select(articles.c.id, articles.c.story_id).where(
        which, articles.c.story_id.is_not(None), brought()
    )
    if since is not None:
        query = query.where(articles.c.at >= since)
    query = query.order_by(articles.c.at.desc(), articles.c.id.desc()).limit(limit)
    return [(row[0], row[1]) for row in await connection.execute(query)]


def brought(*, by_vouched: bool = False) -> ColumnElement[bool]:
    """Say that a feed brought the article, or one of a source that is vouched for."""
    column = tables.entries.c
    query = select(column.id).where(column.article_id == articles.c.id)
    if by_vouched:
        offered = tables.offered_sources.c
        query = query.where(column.source_id == offered.source_id)
    return query.correlate(articles).exists()


def about_topic(topic: str) -> ColumnElement[bool]:
    """Say that an article belongs to a ready topic.

    Few of a large topic are as new as is asked, so this is looked up for each new
    article, and not the time for each of the topic.
    """
    column = tables.article_topics.c
    its = select(column.topic).where(
        column.article_id == articles.c.id, column.topic == topic
    )
    return its.correlate(articles).exists()


def from_source(source_id: int) -> ColumnElement[bool]:
    """Say that a source brought an article, alone or not."""
    column = tables.entries.c
    return among(
        select(column.article_id).where(
            column.source_id == source_id, column.article_id.is_not(None)
        )
    )


def among(ids: Select[int]) -> ColumnElement[bool]:
    """Say that an article is one of these."""
    return articles.c.id.in_(ids)


async def count_archive(
    connection: AsyncConnection,
) -> tuple[int, int, int, datetime | None]:
    """Count articles, stories and printed quotes; find the newest article's time."""
    printed = select(func.count()).where(quotes.c.verdict == Verdict.PRINTED)
    return (
        await connection.scalar(select(func.count()).select_from(articles)) or 0,
        await connection.scalar(select(func.count()).select_from(stories)) or 0,
        await connection.scalar(printed) or 0,
        await newest_moment(connection),
    )


async def newest_moment(connection: AsyncConnection) -> datetime | None:
    """Find the time of the newest article."""
    query = select(articles.c.at).order_by(articles.c.at.desc()).limit(1)
    return await connection.scalar(query)


def _cards(which: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Select rows of cards, each with the fields of one in their order."""
    printed = (
        select(func.count())
        .where(quotes.c.article_id == articles.c.id)
        .where(quotes.c.verdict == Verdict.PRINTED)
        .scalar_subquery()
        .label("printed")
    )
    column = articles.c
    return (
        select(
            column.id,
            column.story_id,
            column.url,
            column.title,
            column.outlet,
            column.lang,
            column.published,
            column.at,
            column.copy_of,
            func.length(column.text).label("chars"),
            printed,
            brought(by_vouched=True).label("vouched"),
        )
        .where(which)
        .order_by(column.at, column.id)
    )
