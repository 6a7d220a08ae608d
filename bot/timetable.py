"""When a chat's subscriptions come: their rules as rows keep them, and the next times."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.recalls import take_back
from bot.schedule import EVERY_DAY, Rule, Slot, next_slot
from bot.tables import slots, subscriptions

# Two clocks can be 26 hours apart.
_FURTHEST_CLOCKS = timedelta(days=2)


def rule_of(days: int, times: str, zone: str) -> Rule:
    """Read a rule as rows keep it; raises ``ValueError`` if nobody knows its zone."""
    return Rule(
        days=frozenset(day for day in EVERY_DAY if days & 1 << day),
        times=tuple(time.fromisoformat(at) for at in times.split()),
        zone=zone,
    )


def rule_columns(rule: Rule) -> dict[str, int | str]:
    """Write a rule down as rows keep it."""
    return {
        "days": sum(1 << day for day in rule.days),
        "times": " ".join(f"{at:%H:%M}" for at in rule.times),
    }


async def recount(
    connection: AsyncConnection,
    chat_id: int,
    zone: str,
    *,
    at: datetime,
    after: datetime,
) -> None:
    """Set when each subscription of a chat comes next, each local time once.

    ``at`` is now, and ``after`` may be later: a pause ends first. What was claimed
    ahead and is not due yet has not been had, so it is counted anew, on the new clock
    or after the pause. What is due comes, unless there is a pause now.

    Between two clocks a local time counts once: one that had its briefing does not come
    again, even if the new clock has not reached it yet, and of one that is over on the
    new clock the briefing is not made up for. Who moves east in between has a date
    without a briefing, which the answer tells and offers to make; who crosses the date
    line has none twice.
    """
    await unclaim(connection, chat_id, at=at)
    if after > at:
        waits = _slots_of(chat_id), slots.c.state == "waiting"
        await connection.execute(update(slots).where(*waits).values(state="skipped"))
    had = await _had(connection, chat_id, since=at - _FURTHEST_CLOCKS)
    kept = await connection.execute(
        select(subscriptions).where(subscriptions.c.chat_id == chat_id)
    )
    for row in kept.all():
        rule = rule_of(row.days, row.times, zone)
        slot = next_slot(rule, after)
        while (row.id, slot.local) in had:
            slot = next_slot(rule, slot.due_at)
        await connection.execute(
            update(subscriptions)
            .where(subscriptions.c.id == row.id)
            .values(next_at=slot.due_at, next_local=slot.local)
        )


async def unclaim(connection: AsyncConnection, chat_id: int, *, at: datetime) -> bool:
    """Take back what was claimed ahead for a chat; false if nothing was."""
    await take_back(connection, chat_id)
    dropped = await connection.execute(
        delete(slots).where(
            _slots_of(chat_id), slots.c.due_at > at, slots.c.state != "composed"
        )
    )
    return dropped.rowcount > 0


async def claimed_ahead(
    connection: AsyncConnection, chat_id: int, *, at: datetime
) -> dict[int, Slot]:
    """Return the first slot that is still to come of each subscription that has one."""
    brings_something = or_(slots.c.state == "waiting", slots.c.briefing_id.is_not(None))
    found = await connection.execute(
        select(slots.c.subscription_id, slots.c.local, slots.c.due_at)
        .where(_slots_of(chat_id), slots.c.due_at > at, brings_something)
        .order_by(slots.c.due_at.desc())
    )
    return {
        row.subscription_id: Slot(local=row.local, due_at=row.due_at) for row in found
    }


async def had_on(connection: AsyncConnection, chat_id: int, day: date) -> bool:
    """Say whether any local time of a date was claimed for a chat."""
    on_that_day = slots.c.local.startswith(f"{day} ")
    found = await connection.scalar(
        select(slots.c.id).where(_slots_of(chat_id), on_that_day).limit(1)
    )
    return found is not None


def _slots_of(chat_id: int) -> ColumnElement[bool]:
    its = select(subscriptions.c.id).where(subscriptions.c.chat_id == chat_id)
    return slots.c.subscription_id.in_(its)


async def _had(
    connection: AsyncConnection, chat_id: int, *, since: datetime
) -> frozenset[tuple[int, str]]:
    """List the (subscription, local time) that have been claimed."""
    found = await connection.execute(
        select(slots.c.subscription_id, slots.c.local)
        .join_from(slots, subscriptions)
        .where(subscriptions.c.chat_id == chat_id, slots.c.due_at > since)
    )
    return frozenset((row.subscription_id, row.local) for row in found)
