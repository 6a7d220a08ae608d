"""Sources and their entries: rows to values and back.

Every function works inside the transaction that it is given.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from digests import tables
from digests.database import insert
from digests.fetch import Validators
from digests.news import Entry
from digests.polling import FIRST_INTERVAL, address_of
from digests.reports import SourceStatus

sources, entries = tables.sources, tables.entries


class EntryState(StrEnum):
    """What became of an entry; only ``WAITING`` ones want work."""

    WAITING = "waiting"
    READ = "read"
    SKIPPED = "skipped"
    FAILED = "failed"


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
    interval: timedelta
    failures: int
    last_ok_at: datetime | None
    gone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEntry:
    """An entry with its fate so far; ``article_id`` once it was read."""

    id: int
    source_id: int
    entry: Entry
    address: str
    state: EntryState
    attempts: int
    article_id: int | None


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
    rows = [{"source_id": source_id, "topic": topic} for topic in topics]
    if rows:
        statement = insert(connection, tables.source_topics).on_conflict_do_nothing()
        await connection.execute(statement, rows)
    return source_id


async def source_at(connection: AsyncConnection, url: str) -> int | None:
    """Find the source that is polled at a URL."""
    return await connection.scalar(select(sources.c.id).where(sources.c.url == url))


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


async def unknown_entries(
    connection: AsyncConnection, source_id: int, arrived: Sequence[Entry]
) -> list[Entry]:
    """Keep the entries whose guid and page this source has never brought."""
    guids = [entry.guid for entry in arrived]
    pages = [address_of(entry) for entry in arrived]
    known = await connection.execute(
        select(entries.c.guid, entries.c.address).where(
            entries.c.source_id == source_id,
            or_(entries.c.guid.in_(guids), entries.c.address.in_(pages)),
        )
    )
    seen = {value for row in known for value in row}
    return [
        entry for entry in arrived if seen.isdisjoint({entry.guid, address_of(entry)})
    ]


async def add_entries(
    connection: AsyncConnection,
    source_id: int,
    arrived: Iterable[tuple[Entry, str]],
    *,
    at: datetime,
) -> tuple[int, ...]:
    """Store entries with the reasons why they need not be read; list those that wait."""
    rows = [_entry_row(source_id, entry, why, at) for entry, why in arrived]
    if not rows:
        return ()
    statement = insert(connection, entries).on_conflict_do_nothing()
    added = await connection.execute(
        statement.returning(entries.c.id, entries.c.state), rows
    )
    return tuple(sorted(row.id for row in added if row.state == EntryState.WAITING))


async def waiting_entries(
    connection: AsyncConnection, *, at: datetime, limit: int
) -> list[int]:
    """List the entries to read now, the longest waiting first."""
    waiting = and_(entries.c.state == EntryState.WAITING, entries.c.try_at <= at)
    query = select(entries.c.id).where(waiting)
    query = query.order_by(entries.c.try_at, entries.c.id).limit(limit)
    return list(await connection.scalars(query))


async def get_entry(connection: AsyncConnection, entry_id: int) -> StoredEntry | None:
    """Return an entry, or ``None`` if there is none of that id."""
    rows = await connection.execute(select(entries).where(entries.c.id == entry_id))
    row = rows.one_or_none()
    return None if row is None else _stored_entry(row)


async def finish_entry(
    connection: AsyncConnection,
    entry_id: int,
    *,
    article_id: int | None = None,
    why: str = "",
) -> None:
    """Close an entry: read into an article, or failed because of ``why``.

    Its text has served; only what keeps it from coming back remains.
    """
    state = EntryState.FAILED if article_id is None else EntryState.READ
    await _update_entry(
        connection, entry_id, state=state, article_id=article_id, why=why, text=""
    )


async def postpone_entry(
    connection: AsyncConnection,
    entry_id: int,
    *,
    attempts: int,
    try_at: datetime,
    why: str,
) -> None:
    """Let an entry wait until ``try_at``, after so many attempts."""
    await _update_entry(connection, entry_id, attempts=attempts, try_at=try_at, why=why)


async def source_statuses(connection: AsyncConnection) -> tuple[SourceStatus, ...]:
    """Describe every source, by title."""
    topics: dict[int, list[str]] = {}
    listed = select(tables.source_topics).order_by(tables.source_topics.c.topic)
    for row in await connection.execute(listed):
        topics.setdefault(row.source_id, []).append(row.topic)
    owner = tables.articles.c.source_id
    counted = await connection.execute(select(owner, func.count()).group_by(owner))
    articles: dict[int | None, int] = {row[0]: row[1] for row in counted}
    rows = await connection.execute(select(sources).order_by(sources.c.title, "url"))
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
            error=row.last_error,
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


async def count_entries(connection: AsyncConnection) -> dict[str, int]:
    """Count entries by state."""
    counted = select(entries.c.state, func.count()).group_by(entries.c.state)
    return {row[0]: row[1] for row in await connection.execute(counted)}


def _due(at: datetime) -> ColumnElement[bool]:
    return and_(~sources.c.gone, sources.c.next_poll_at <= at)


async def _update_entry(
    connection: AsyncConnection, entry_id: int, **changes: object
) -> None:
    await connection.execute(
        update(entries).where(entries.c.id == entry_id).values(**changes)
    )


def _entry_row(
    source_id: int, entry: Entry, why: str, at: datetime
) -> dict[str, object]:
    return {
        "source_id": source_id,
        "guid": entry.guid,
        "link": entry.link,
        "address": address_of(entry),
        "title": entry.title,
        "published": entry.published,
        "author": entry.author,
        "text": "" if why else entry.text,
        "state": EntryState.SKIPPED if why else EntryState.WAITING,
        "why": why,
        "try_at": at,
        "added_at": at,
    }


def _source(row: Row[*tuple[Any, ...]]) -> Source:
    return Source(
        id=row.id,
        url=row.url,
        title=row.title,
        lang=row.lang,
        validators=Validators(etag=row.etag, last_modified=row.last_modified),
        validated_at=row.validated_at,
        interval=timedelta(seconds=row.interval_seconds),
        failures=row.failures,
        last_ok_at=row.last_ok_at,
        gone=row.gone,
    )


def _stored_entry(row: Row[*tuple[Any, ...]]) -> StoredEntry:
    return StoredEntry(
        id=row.id,
        source_id=row.source_id,
        entry=Entry(
            guid=row.guid,
            link=row.link,
            title=row.title,
            published=row.published,
            author=row.author,
            text=row.text,
        ),
        address=row.address,
        state=EntryState(row.state),
        attempts=row.attempts,
        article_id=row.article_id,
    )
