"""Sources: rows to values and back, and which of them an operator vouches for.

Every function works inside the transaction that it is given.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from digests import tables
from digests.database import insert
from digests.errors import Reason
from digests.fetch import Validators
from digests.links import one_address
from digests.polling import FIRST_INTERVAL
from digests.reports import SourceStatus
from digests.topics import StarterSource

sources, offered_sources = tables.sources, tables.offered_sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source as polling needs it.

    ``validators`` were received with the last feed that could be read whole, at
    ``validated_at``. ``last_ok_at`` is ``None`` until the first good poll.
    """

    id: int
    url: str
    title: str
    lang: str
    validators: Validators
    validated_at: datetime | None
    next_poll_at: datetime
    interval: timedelta
    failures: int
    last_ok_at: datetime | None
    gone: bool


async def add_source(
    connection: AsyncConnection,
    url: str,
    *,
    title: str = "",
    topics: Iterable[str] = (),
    at: datetime,
) -> int:
    """Store a source once and return its id; known ones only gain topics."""
    await connection.execute(
        insert(connection, sources)
        .values(
            url=url,
            title=title,
            added_at=at,
            next_poll_at=at,
            interval_seconds=FIRST_INTERVAL.total_seconds(),
        )
        .on_conflict_do_nothing()
    )
    source_id = await source_at(connection, url)
    if source_id is None:
        raise LookupError(url)
    await _add_topics(connection, source_id, topics)
    return source_id


async def offer_source(
    connection: AsyncConnection, offered: StarterSource, *, at: datetime
) -> None:
    """Store a source that was never offered before; a known one only gains topics."""
    column = offered_sources.c
    rows = await connection.execute(
        select(column.source_id).where(column.url == offered.url)
    )
    row = rows.one_or_none()
    if row is None:
        source_id = await add_source(
            connection,
            offered.url,
            title=offered.title,
            topics=offered.topics,
            at=at,
        )
        await connection.execute(
            insert(connection, offered_sources)
            .values(url=offered.url, source_id=source_id)
            .on_conflict_do_nothing()
        )
    elif row.source_id is not None:
        await _add_topics(connection, row.source_id, offered.topics)


async def is_vouched_for(connection: AsyncConnection, source_id: int) -> bool:
    """Tell whether a source came from a catalogue, and not from a reader."""
    column = offered_sources.c
    query = select(column.url).where(column.source_id == source_id).limit(1)
    return await connection.scalar(query) is not None


async def note_followed(
    connection: AsyncConnection, source_id: int, *, at: datetime
) -> None:
    """Say that somebody follows a source from now on; one that had gone is tried again."""
    here = sources.c.id == source_id
    await connection.execute(
        update(sources)
        .where(here, sources.c.gone)
        .values(gone=False, failures=0, next_poll_at=at)
    )
    await connection.execute(update(sources).where(here).values(added_at=at))


async def remove_unfollowed(
    connection: AsyncConnection, followed: Collection[int], *, before: datetime
) -> int:
    """Remove what readers added ``before`` and nobody follows now; returns how many.

    What a catalogue offered stays.
    """
    offered = offered_sources.c
    query = select(sources.c.id).where(
        sources.c.added_at < before,
        sources.c.id.not_in(
            select(offered.source_id).where(offered.source_id.is_not(None))
        ),
    )
    unwanted = set(await connection.scalars(query)) - set(followed)
    for source_id in unwanted:
        await connection.execute(delete(sources).where(sources.c.id == source_id))
    return len(unwanted)


async def source_at(connection: AsyncConnection, url: str) -> int | None:
    """Find the source that is polled at a URL."""
    return await connection.scalar(select(sources.c.id).where(sources.c.url == url))


async def source_near(connection: AsyncConnection, url: str) -> int | None:
    """Find the source at a URL or at its secure or plain twin."""
    address = one_address(url)
    scheme, _, rest = address.partition("://")
    twin = f"{'http' if scheme == 'https' else 'https'}://{rest}"
    known = await source_at(connection, address)
    return await source_at(connection, twin) if known is None else known


async def get_source(connection: AsyncConnection, source_id: int) -> Source | None:
    """Return a source, or ``None`` if there is none of that id."""
    rows = await connection.execute(select(sources).where(sources.c.id == source_id))
    row = rows.one_or_none()
    return None if row is None else _source(row)


async def topics_of_source(
    connection: AsyncConnection, source_id: int
) -> tuple[str, ...]:
    """List the ready topics that a source belongs to."""
    column = tables.source_topics.c
    query = select(column.topic).where(column.source_id == source_id)
    return tuple(await connection.scalars(query.order_by(column.topic)))


async def due_sources(
    connection: AsyncConnection, *, at: datetime, limit: int
) -> list[int]:
    """List the sources whose turn has come, the longest due first."""
    query = select(sources.c.id).where(_due(at)).order_by(sources.c.next_poll_at)
    return list(await connection.scalars(query.limit(limit)))


async def update_source(
    connection: AsyncConnection, source_id: int, **changes: object
) -> None:
    """Set columns of a source."""
    await connection.execute(
        update(sources).where(sources.c.id == source_id).values(**changes)
    )


async def move_source(connection: AsyncConnection, source_id: int, url: str) -> None:
    """Poll a source at its new address, unless another source is already there."""
    if await source_at(connection, url) is None:
        await update_source(connection, source_id, url=url)


async def source_statuses(
    connection: AsyncConnection, only: Collection[int] | None = None
) -> tuple[SourceStatus, ...]:
    """Describe every source, or ``only`` these, by title."""
    listed = select(tables.source_topics).order_by(tables.source_topics.c.topic)
    owner = tables.articles.c.source_id
    counting = select(owner, func.count()).group_by(owner)
    wanted = select(sources).order_by(sources.c.title, "url")
    if only is not None:
        listed = listed.where(tables.source_topics.c.source_id.in_(only))
        counting = counting.where(owner.in_(only))
        wanted = wanted.where(sources.c.id.in_(only))
    topics: dict[int, list[str]] = {}
    for row in await connection.execute(listed):
        topics.setdefault(row.source_id, []).append(row.topic)
    counted = await connection.execute(counting)
    articles: dict[int | None, int] = {row[0]: row[1] for row in counted}
    rows = await connection.execute(wanted)
    return tuple(
        SourceStatus(
            id=row.id,
            url=row.url,
            title=row.title,
            topics=tuple(topics.get(row.id, ())),
            articles=articles.get(row.id, 0),
            next_poll_at=row.next_poll_at,
            last_ok_at=row.last_ok_at,
            failures=row.failures,
            error=Reason.read(row.last_error),
            gone=row.gone,
        )
        for row in rows
    )


async def count_sources(
    connection: AsyncConnection, *, at: datetime
) -> tuple[int, int, int, int]:
    """Count all sources, those that fail, those that are gone, and those that are due."""
    rows = await connection.execute(
        select(
            func.count(),
            func.count().filter(~sources.c.gone, sources.c.failures > 0),
            func.count().filter(sources.c.gone),
            func.count().filter(_due(at)),
        )
    )
    every, failing, gone, due = rows.one()
    return every, failing, gone, due


async def _add_topics(
    connection: AsyncConnection, source_id: int, topics: Iterable[str]
) -> None:
    rows = [{"source_id": source_id, "topic": topic} for topic in topics]
    if rows:
        statement = insert(connection, tables.source_topics).on_conflict_do_nothing()
        await connection.execute(statement, rows)


def _due(at: datetime) -> ColumnElement[bool]:
    return and_(~sources.c.gone, sources.c.next_poll_at <= at)


def _source(row: Row[*tuple[Any, ...]]) -> Source:
    return Source(
        id=row.id,
        url=row.url,
        title=row.title,
        lang=row.lang,
        validators=Validators(etag=row.etag, last_modified=row.last_modified),
        validated_at=row.validated_at,
        next_poll_at=row.next_poll_at,
        interval=timedelta(seconds=row.interval_seconds),
        failures=row.failures,
        last_ok_at=row.last_ok_at,
        gone=row.gone,
    )
