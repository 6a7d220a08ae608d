"""Entries of feeds: rows to values and back.

Every function works inside the transaction that it is given.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, Select, and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from digests import tables
from digests.database import Moment, insert
from digests.news import Entry
from digests.polling import address_of

sources, entries = tables.sources, tables.entries


class EntryState(StrEnum):
    """What became of an entry; only ``WAITING`` ones want work."""

    WAITING = "waiting"
    READ = "read"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEntry:
    """An entry with its fate so far; ``article_id`` once it was read."""

    id: int
    source_id: int
    source_url: str
    source_title: str
    entry: Entry
    address: str
    state: EntryState
    attempts: int
    article_id: int | None


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


async def newest_waiting(
    connection: AsyncConnection, entry_ids: Collection[int], *, limit: int
) -> list[int]:
    """List the newest of these entries that wait to be read."""
    query = select(entries.c.id).where(
        entries.c.id.in_(entry_ids), entries.c.state == EntryState.WAITING
    )
    newest = func.coalesce(entries.c.published, entries.c.added_at).desc()
    query = query.order_by(newest, entries.c.id).limit(limit)
    return list(await connection.scalars(query))


async def count_brought(
    connection: AsyncConnection, source_id: int, *, since: datetime
) -> int:
    """Count the entries that a source published since then, read or not."""
    return await connection.scalar(_brought(source_id, since)) or 0


async def count_unread(
    connection: AsyncConnection, source_id: int, *, since: datetime
) -> int:
    """Count those of a source's entries since then that still wait to be read."""
    waits = entries.c.state == EntryState.WAITING
    return await connection.scalar(_brought(source_id, since).where(waits)) or 0


def _brought(source_id: int, since: datetime) -> Select[int]:
    appeared = func.coalesce(entries.c.published, entries.c.added_at, type_=Moment)
    return select(func.count()).where(
        entries.c.source_id == source_id, appeared >= since
    )


async def get_entry(connection: AsyncConnection, entry_id: int) -> StoredEntry | None:
    """Return an entry, or ``None`` if there is none of that id."""
    query = (
        select(
            entries,
            sources.c.url.label("source_url"),
            sources.c.title.label("source_title"),
        )
        .join(sources, sources.c.id == entries.c.source_id)
        .where(entries.c.id == entry_id)
    )
    rows = await connection.execute(query)
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


async def count_entries(connection: AsyncConnection) -> dict[str, int]:
    """Count entries by state."""
    counted = select(entries.c.state, func.count()).group_by(entries.c.state)
    return {row[0]: row[1] for row in await connection.execute(counted)}


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


def _stored_entry(row: Row[*tuple[Any, ...]]) -> StoredEntry:
    return StoredEntry(
        id=row.id,
        source_id=row.source_id,
        source_url=row.source_url,
        source_title=row.source_title,
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
