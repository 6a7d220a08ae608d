"""Promised local times, kept when the rules of their zone change.

A subscription's row holds the local time that it promises next, and the moment of that
by the rules of the day when it was computed. Governments change the rules, sometimes
with days of notice: after an update of them the time stays, and the moment moves.
"""

import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, select, update

from bot.schedule import Slot, next_slot, read_zones_again, slot_at
from bot.tables import chats, subscriptions
from bot.timetable import rule_of
from digests import Database

log = logging.getLogger(__name__)

_ROWS = 1_000
_AT_ONCE = 2_000
_DAY = timedelta(days=1)
_wanted = subscriptions.c
_ALIKE = (
    *(_wanted.next_at, _wanted.next_local, _wanted.days, _wanted.times),
    chats.c.zone,
)

_Alike = Row[*tuple[Any, ...]]


async def mend(database: Database) -> int:
    """Move what is due by old rules to the moment that its promise has now.

    To be done before anything is claimed, and each night, for rules are updated under
    a running program too; returns how many moved. No slot is lost or doubled by that:
    the promised time, which makes a slot unique, was not claimed before and stays, even
    if its moment turns out to have passed. Only where the date itself is left out, the
    next one is promised. A zone that nobody knows any more keeps its moments.
    """
    read_zones_again()
    moved, zones = 0, set[str]()
    for alike, slot in await _broken(database):
        while some := await _move_some(database, alike, slot):
            moved += some
            zones.add(alike.zone)
    if moved:
        log.warning("%d times moved, since clocks changed: %s", moved, sorted(zones))
    return moved


async def _broken(database: Database) -> Sequence[tuple[_Alike, Slot]]:
    """Find the promises whose moment is not theirs; many subscriptions share one."""
    broken = []
    query = select(*_ALIKE).join_from(subscriptions, chats).distinct()
    async with database.reading() as connection:
        found = await connection.stream(query)
        async for rows in found.partitions(_ROWS):
            for alike in rows:
                slot = _kept(alike)
                if slot.due_at != alike.next_at:
                    broken.append((alike, slot))
    return broken


def _kept(alike: _Alike) -> Slot:
    """Give a promise the moment that it has by the rules of today."""
    try:
        rule = rule_of(alike.days, alike.times, alike.zone)
    except ValueError:
        return Slot(local=alike.next_local, due_at=alike.next_at)
    slot = slot_at(alike.next_local, alike.zone)
    if slot is not None:
        return slot
    slot = next_slot(rule, alike.next_at - _DAY)
    while slot.local <= alike.next_local:
        slot = next_slot(rule, slot.due_at)
    return slot


async def _move_some(database: Database, alike: _Alike, slot: Slot) -> int:
    """Move some of the rows that are alike; a zone may have a million."""
    some = select(_wanted.id).join_from(subscriptions, chats)
    for column, value in zip(_ALIKE, alike, strict=True):
        some = some.where(column == value)
    async with database.writing() as connection:
        moved = await connection.execute(
            update(subscriptions)
            .where(_wanted.id.in_(some.limit(_AT_ONCE)))
            .values(next_at=slot.due_at, next_local=slot.local)
        )
        return moved.rowcount
