"""Briefings that were composed and have not left yet, taken back.

They are composed some minutes ahead and may wait for their turn behind others. Who
changes their mind in that time must not get what they no longer want: nothing of such a
briefing was seen, so it can be as if it had never been, and its slots wait again.
"""

from collections.abc import Sequence

from sqlalchemy import delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.tables import briefings, deliveries, seen, slots, subscriptions


async def take_back(connection: AsyncConnection, chat_id: int) -> None:
    """Take back a chat's briefings of which no message can have arrived.

    What is on its way stays, and so does what may have arrived at an earlier try.
    """
    unsent = await _unsent(connection, chat_id)
    if not unsent:
        return
    told = (seen.c.chat_id == chat_id, seen.c.briefing_id.in_(unsent))
    await connection.execute(delete(seen).where(*told, seen.c.before.is_(None)))
    await connection.execute(
        update(seen).where(*told).values(at=seen.c.before, before=None)
    )
    its = select(subscriptions.c.id).where(subscriptions.c.chat_id == chat_id)
    await connection.execute(
        update(slots)
        .where(slots.c.subscription_id.in_(its), slots.c.briefing_id.in_(unsent))
        .values(state="waiting", briefing_id=None)
    )
    await connection.execute(delete(briefings).where(briefings.c.id.in_(unsent)))


async def _unsent(connection: AsyncConnection, chat_id: int) -> Sequence[int]:
    begun = deliveries.alias()
    may_have_left = exists().where(
        begun.c.briefing_id == deliveries.c.briefing_id,
        or_(begun.c.state != "pending", begun.c.started_at.is_not(None)),
    )
    found = await connection.scalars(
        select(deliveries.c.briefing_id)
        .join(briefings)
        .where(
            deliveries.c.chat_id == chat_id,
            deliveries.c.state == "pending",
            briefings.c.kind == "briefing",
            ~may_have_left,
        )
        .distinct()
    )
    return [number for number in found if number is not None]
