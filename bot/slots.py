"""Claiming what is due: each subscription's slot once, and its next time, together.

A slot waits until it is composed, found empty, or skipped because it is hours late.
Of several that passed while the bot was away, only the last is claimed.
"""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, bindparam, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.schedule import Slot, last_slot, next_slot
from bot.subscriptions import KnownChat, chat_of
from bot.tables import chats, slots, subscriptions
from bot.timetable import rule_of
from digests import Database, Interest, InterestKind, insert

log = logging.getLogger(__name__)

# In one transaction: whoever else wants to write gets a turn several times a second.
_AT_ONCE = 1_000
# Whoever is due in one minute mostly has one of a few rules, and one of 600 zones.
_RULES = 8_192
# Chats follow a handful of things: so many slots are of enough different chats.
_SLOTS_A_CHAT = 5
AHEAD = timedelta(minutes=3)
"""How long before their time slots are claimed and composed, so that sending begins then.

A million are claimed in one minute; two are left to compose what can be sent in the first
minutes. Longer would make the news older, and shorten the time to change one's mind.
"""
_NOT_AHEAD = timedelta(0)
_A_MINUTE = timedelta(minutes=1)
# Written out, so that databases see that the index of what waits is meant.
_WAITING = slots.c.state == bindparam("waits", "waiting", literal_execute=True)


class SlotsChanged(Exception):
    """Slots were settled or removed by somebody else in the meantime."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueSlots:
    """Slots of one chat that wait, together one briefing: all that are due.

    If none is due yet, those of the first moment ahead. ``due_at`` is the latest moment among them, ``local`` the time that was promised
    for it, as in ``schedule.Slot``; ``moments`` counts the different ones.
    """

    chat: KnownChat
    due_at: datetime
    local: str
    moments: int
    ids: tuple[int, ...]
    interests: tuple[Interest, ...]


async def claim(
    database: Database, *, at: datetime, ahead: timedelta = _NOT_AHEAD
) -> int:
    """Claim every slot that is due, or will be so soon; returns how many.

    Doing it again finds none. Of those that have passed, a subscription's last is
    claimed; of those ahead, each. All are taken in the order of their times, and a later
    minute is not begun before an earlier one is done. A chat that is gone, or whose zone
    nobody knows any more, is passed by and holds up nobody.
    """
    plans = _Plans(at)
    claimed = 0
    # What follows in a subscription is found after all others of its transaction. If it
    # failed then, a later moment of the chat would be composed before an earlier one.
    minutes = (at + n * _A_MINUTE for n in range(ahead // _A_MINUTE))
    for until in (*minutes, at + ahead):
        claimed += await _claim_until(database, plans, until)
    for zone in sorted(plans.unknown):
        log.error("there is no time zone called %s: nothing is due there", zone)
    return claimed


class _Place(NamedTuple):
    """How far the claiming has come: the time and the id of the last one."""

    at: datetime
    id: int


class _Some(NamedTuple):
    """How many were claimed at once, and the last one looked at, if there was any."""

    claimed: int
    last: _Place | None


class _Plan(NamedTuple):
    """What is claimed of a subscription, and when it is due again."""

    slot: Slot
    then: Slot


class _Plans:
    """Plans, each made once for all whose rows are alike.

    ``unknown`` are the zones for which none could be made.
    """

    def __init__(self, now: datetime) -> None:
        self.unknown: set[str] = set()
        self._now = now
        self._made = lru_cache(_RULES)(self._make)

    def of(self, row: Row[*tuple[Any, ...]]) -> _Plan | None:
        return self._made(*row[1:])

    def _make(
        self, next_at: datetime, next_local: str, days: int, times: str, zone: str
    ) -> _Plan | None:
        """Plan for the last slot that has passed, or else for the first ahead."""
        try:
            rule = rule_of(days, times, zone)
        except ValueError:
            self.unknown.add(zone)
            return None
        slot = Slot(local=next_local, due_at=next_at)
        if next_at <= self._now:
            last = last_slot(rule, self._now)
            slot = max(slot, last, key=lambda slot: slot.due_at)
        return _Plan(slot=slot, then=next_slot(rule, max(slot.due_at, self._now)))


async def _claim_until(database: Database, plans: _Plans, until: datetime) -> int:
    claimed, done = 0, _Place(datetime.min.replace(tzinfo=UTC), 0)
    while True:
        some = await _claim_some(database, plans, done, until)
        claimed += some.claimed
        if some.last is None:
            return claimed
        done = some.last


async def _claim_some(
    database: Database, plans: _Plans, done: _Place, until: datetime
) -> _Some:
    async with database.writing() as connection:
        rows = (await connection.execute(_due_after(done, until))).all()
        due = [(row, plan) for row in rows if (plan := plans.of(row)) is not None]
        if due:
            await _make_slots(connection, due)
            await _move_on(connection, due)
    # Who is due again so soon stands further on, even if these were the last.
    last = _Place(rows[-1].next_at, rows[-1].id) if rows else None
    return _Some(claimed=len(due), last=last)


def _due_after(done: _Place, until: datetime) -> Select[*tuple[Any, ...]]:
    due = subscriptions.c
    return (
        select(due.id, due.next_at, due.next_local, due.days, due.times, chats.c.zone)
        .join_from(subscriptions, chats)
        .where(
            due.next_at.between(done.at, until),
            or_(due.next_at > done.at, due.id > done.id),
            chats.c.state == "active",
        )
        .order_by(due.next_at, due.id)
        .limit(_AT_ONCE)
        # Who claims at the same time claims others; SQLite's writers take turns anyway.
        .with_for_update(of=subscriptions, skip_locked=True)
    )


_Due = Sequence[tuple[Row[*tuple[Any, ...]], _Plan]]


async def _make_slots(connection: AsyncConnection, due: _Due) -> None:
    """Make the slots: mostly those that rows promise, which need not travel to us."""
    kept = subscriptions.c
    promised = [row.id for row, plan in due if plan.slot.due_at == row.next_at]
    made = insert(connection, slots).from_select(
        ["subscription_id", "local", "due_at", "state"],
        select(kept.id, kept.next_local, kept.next_at, literal("waiting")).where(
            kept.id.in_(promised)
        ),
    )
    await connection.execute(made.on_conflict_do_nothing())
    later = [
        {
            "subscription_id": row.id,
            "local": plan.slot.local,
            "due_at": plan.slot.due_at,
            "state": "waiting",
        }
        for row, plan in due
        if plan.slot.due_at != row.next_at
    ]
    if later:
        one = insert(connection, slots).on_conflict_do_nothing()
        await connection.execute(one, later)


async def _move_on(connection: AsyncConnection, due: _Due) -> None:
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
                "then": plan.then.due_at,
                "promised": plan.then.local,
            }
            for row, plan in due
        ],
    )


async def waiting(
    database: Database, platforms: Collection[str], *, limit: int
) -> tuple[int, ...]:
    """List one waiting slot of each of up to ``limit`` chats, the longest waiting first.

    Only so many of the slots that wait are looked at: a million may, and this is asked
    every few seconds. Whose turn does not come now is found when these are done.
    """
    # Else SQLite would begin with all chats of the platform.
    unindexed = chats.c.platform.concat("")
    async with database.reading() as connection:
        found = await connection.execute(
            select(subscriptions.c.chat_id, slots.c.id)
            .join_from(slots, subscriptions)
            .join(chats)
            .where(_WAITING, unindexed.in_(platforms))
            .order_by(slots.c.due_at, slots.c.id)
            .limit(limit * _SLOTS_A_CHAT)
        )
        first: dict[int, int] = {}
        for row in found:
            first.setdefault(row.chat_id, row.id)
        return tuple(first.values())[:limit]


async def waiting_with(
    connection: AsyncConnection, slot_id: int, *, at: datetime
) -> DueSlots | None:
    """Return what is to be composed now for the chat of a waiting slot."""
    chat_id = await connection.scalar(
        select(subscriptions.c.chat_id)
        .join_from(slots, subscriptions)
        .where(slots.c.id == slot_id, _WAITING)
    )
    chat = None if chat_id is None else await chat_of(connection, chat_id)
    if chat is None:
        return None
    wanted = subscriptions.c.kind, subscriptions.c.value, subscriptions.c.label
    found = await connection.execute(
        select(slots.c.id, slots.c.due_at, slots.c.local, *wanted)
        .join_from(slots, subscriptions)
        .where(subscriptions.c.chat_id == chat.id, _WAITING)
        .order_by(subscriptions.c.id, slots.c.due_at)
    )
    rows = found.all()
    until = max(at, min(row.due_at for row in rows))
    return _together(chat, [row for row in rows if row.due_at <= until])


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
        .where(slots.c.id.in_(ids), _WAITING)
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
