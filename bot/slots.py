"""Claiming what is due: each subscription's slot once, and its next time, together.

A slot waits until it is composed, found empty, or skipped because it is hours late.
Of several that passed while the bot was away, only the last is claimed.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.schedule import Slot, last_slot, next_slot
from bot.subscriptions import KnownChat, chat_of, rule_of
from bot.tables import chats, slots, subscriptions
from digests import Database, Interest, InterestKind, insert

_AT_ONCE = 1000
# Nobody is late yet: most are claimed in the minute they are due.
_SOON = timedelta(minutes=10)


class SlotsChanged(Exception):
    """Slots were settled or removed by somebody else in the meantime."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueSlots:
    """All slots of one chat that wait: together one briefing.

    ``due_at`` is the latest moment among them, ``local`` the time that was promised
    for it, as in ``schedule.Slot``; ``moments`` counts the different ones.
    """

    chat: KnownChat
    due_at: datetime
    local: str
    moments: int
    ids: tuple[int, ...]
    interests: tuple[Interest, ...]


async def claim(database: Database, *, at: datetime) -> int:
    """Claim every due slot and return how many there were; doing it again finds none."""
    claimed = 0
    while done := await _claim_some(database, at):
        claimed += done
    return claimed


async def _claim_some(database: Database, at: datetime) -> int:
    async with database.writing() as connection:
        found = await connection.execute(
            select(subscriptions, chats.c.zone)
            .join_from(subscriptions, chats)
            .where(subscriptions.c.next_at <= at, chats.c.state == "active")
            .order_by(subscriptions.c.next_at, subscriptions.c.id)
            .limit(_AT_ONCE)
        )
        due = found.all()
        if due:
            await _make_slots(connection, due, at)
            await _move_on(connection, due, at)
        return len(due)


async def _make_slots(
    connection: AsyncConnection, due: Sequence[Row[*tuple[Any, ...]]], at: datetime
) -> None:
    claims = [
        {
            "subscription_id": row.id,
            "local": slot.local,
            "due_at": slot.due_at,
            "state": "waiting",
        }
        for row, slot in ((row, _latest(row, at)) for row in due)
    ]
    await connection.execute(insert(connection, slots).on_conflict_do_nothing(), claims)


def _latest(row: Row[*tuple[Any, ...]], at: datetime) -> Slot:
    """Find the last of a subscription's slots that have come due."""
    first = Slot(local=row.next_local, due_at=row.next_at)
    if at - first.due_at < _SOON:
        return first
    last = last_slot(rule_of(row, row.zone), at)
    return max(first, last, key=lambda slot: slot.due_at)


async def _move_on(
    connection: AsyncConnection, due: Sequence[Row[*tuple[Any, ...]]], at: datetime
) -> None:
    ahead = [(row, next_slot(rule_of(row, row.zone), at)) for row in due]
    await connection.execute(
        update(subscriptions)
        .where(
            subscriptions.c.id == bindparam("claimed"),
            # Another process may have claimed it first and moved it on.
            subscriptions.c.next_at == bindparam("was"),
        )
        .values(next_at=bindparam("then"), next_local=bindparam("promised")),
        [
            {
                "claimed": row.id,
                "was": row.next_at,
                "then": slot.due_at,
                "promised": slot.local,
            }
            for row, slot in ahead
        ],
    )


async def waiting(
    database: Database, platforms: Collection[str], *, limit: int
) -> tuple[int, ...]:
    """List one waiting slot of each chat, the longest waiting first."""
    async with database.reading() as connection:
        found = await connection.execute(
            select(func.min(slots.c.id))
            .join_from(slots, subscriptions)
            .join(chats)
            .where(slots.c.state == "waiting", chats.c.platform.in_(platforms))
            .group_by(subscriptions.c.chat_id)
            .order_by(func.min(slots.c.due_at), subscriptions.c.chat_id)
            .limit(limit)
        )
        return tuple(found.scalars())


async def waiting_with(connection: AsyncConnection, slot_id: int) -> DueSlots | None:
    """Return a waiting slot together with its chat's others."""
    chat_id = await connection.scalar(
        select(subscriptions.c.chat_id)
        .join_from(slots, subscriptions)
        .where(slots.c.id == slot_id, slots.c.state == "waiting")
    )
    chat = None if chat_id is None else await chat_of(connection, chat_id)
    if chat is None:
        return None
    wanted = subscriptions.c.kind, subscriptions.c.value, subscriptions.c.label
    found = await connection.execute(
        select(slots.c.id, slots.c.due_at, slots.c.local, *wanted)
        .join_from(slots, subscriptions)
        .where(subscriptions.c.chat_id == chat.id, slots.c.state == "waiting")
        .order_by(slots.c.id)
    )
    return _together(chat, found.all())


def _together(chat: KnownChat, rows: Sequence[Row[*tuple[Any, ...]]]) -> DueSlots:
    latest = max(rows, key=lambda row: row.due_at)
    interests = (
        Interest(kind=InterestKind(row.kind), value=row.value, label=row.label)
        for row in rows
    )
    return DueSlots(
        chat=chat,
        due_at=latest.due_at,
        local=latest.local,
        moments=len({row.due_at for row in rows}),
        ids=tuple(row.id for row in rows),
        # A subscription whose earlier slot still waits is there twice.
        interests=tuple(dict.fromkeys(interests)),
    )


async def settle(
    connection: AsyncConnection,
    ids: Sequence[int],
    state: str,
    *,
    briefing_id: int | None = None,
) -> None:
    """End the wait of these slots; raises ``SlotsChanged`` unless all still wait."""
    ended = await connection.execute(
        update(slots)
        .where(slots.c.id.in_(ids), slots.c.state == "waiting")
        .values(state=state, briefing_id=briefing_id)
    )
    if ended.rowcount != len(ids):
        raise SlotsChanged


async def last_briefed(connection: AsyncConnection, chat: KnownChat) -> datetime | None:
    """Return the due time of the chat's last slot that was composed or empty."""
    found = await connection.execute(
        select(slots.c.due_at)
        .join_from(slots, subscriptions)
        .where(
            subscriptions.c.chat_id == chat.id,
            slots.c.state.in_(["composed", "empty"]),
        )
        .order_by(slots.c.due_at.desc())
        .limit(1)
    )
    return found.scalar_one_or_none()
