"""The deliveries' rows: filed, taken, settled.

``pending -> sending -> sent | uncertain | dead``, and back to pending when a call
certainly did not arrive or may be repeated. ``sending`` is committed before the call.
"""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import ValidationError
from sqlalchemy import ColumnElement, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.chat import Address
from bot.documents import Document, from_json, to_json
from bot.tables import chats, deliveries
from digests import Database, insert

log = logging.getLogger(__name__)

DEADLINE = timedelta(days=1)


class State(StrEnum):
    """Where a delivery stands."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    DEAD = "dead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One message on its way to one chat.

    ``started_at`` is when the first call began that may have arrived.
    """

    id: int
    chat_id: int
    address: Address
    briefing_id: int | None
    part: int
    document: Document
    attempts: int
    deadline: datetime
    started_at: datetime | None

    @property
    def key(self) -> str:
        """Name this message, the same at every attempt (25 characters at most)."""
        return f"verbatim-{self.id}"


async def file(
    connection: AsyncConnection,
    chat_id: int,
    parts: Sequence[Document],
    *,
    at: datetime,
    briefing_id: int | None = None,
    deadline: datetime | None = None,
) -> int:
    """File the messages of one document, to be sent in this order; returns the first's id."""
    rows = [
        {
            "chat_id": chat_id,
            "briefing_id": briefing_id,
            "part": part,
            "document": to_json(document),
            "state": State.PENDING,
            "attempts": 0,
            "try_at": at,
            "deadline": deadline or at + DEADLINE,
            "message_id": "",
            "untrue": 0,
            "why": "",
        }
        for part, document in enumerate(parts, 1)
    ]
    filed = insert(connection, deliveries).returning(
        deliveries.c.id, sort_by_parameter_order=True
    )
    first: int = (await connection.execute(filed, rows)).scalars().first() or 0
    return first


async def due(
    database: Database, platforms: Collection[str], *, at: datetime, limit: int
) -> tuple[tuple[str, int], ...]:
    """List what may be sent now as (platform, delivery id), the longest waiting first."""
    async with database.reading() as connection:
        found = await connection.execute(
            select(chats.c.platform, deliveries.c.id)
            .join_from(deliveries, chats)
            .where(chats.c.platform.in_(platforms), _ready(at))
            .order_by(deliveries.c.try_at, deliveries.c.id)
            .limit(limit)
        )
        return tuple((row.platform, row.id) for row in found)


async def look_up(
    database: Database, delivery_id: int, *, at: datetime
) -> Delivery | None:
    """Return a delivery that may be sent now; one that cannot be read ends here."""
    async with database.reading() as connection:
        found = await connection.execute(
            select(deliveries, chats.c.platform, chats.c.chat, chats.c.thread)
            .join_from(deliveries, chats)
            .where(deliveries.c.id == delivery_id, _ready(at))
        )
        row = found.one_or_none()
    if row is None:
        return None
    try:
        document = from_json(row.document)
    except ValidationError as error:
        log.warning("delivery %d cannot be read: %s", delivery_id, error)
        await _end_unreadable(database, delivery_id)
        return None
    return Delivery(
        id=row.id,
        chat_id=row.chat_id,
        address=Address(platform=row.platform, chat=row.chat, thread=row.thread),
        briefing_id=row.briefing_id,
        part=row.part,
        document=document,
        attempts=row.attempts,
        deadline=row.deadline,
        started_at=row.started_at,
    )


async def _end_unreadable(database: Database, delivery_id: int) -> None:
    async with database.writing() as connection:
        await connection.execute(
            update(deliveries)
            .where(deliveries.c.id == delivery_id)
            .values(state=State.DEAD, why="its document could not be read")
        )


async def take(
    database: Database, delivery: Delivery, *, at: datetime, untrue: int = 0
) -> bool:
    """Commit that the call begins now; false if somebody else was faster.

    ``untrue`` counts its quotations that are left out, whatever becomes of the call.
    """
    async with database.writing() as connection:
        taken = await connection.execute(
            update(deliveries)
            .where(deliveries.c.id == delivery.id, deliveries.c.state == State.PENDING)
            .values(
                state=State.SENDING,
                attempts=deliveries.c.attempts + 1,
                started_at=func.coalesce(deliveries.c.started_at, at),
                untrue=untrue,
            )
        )
        return taken.rowcount == 1


async def settle(
    database: Database, delivery: Delivery, state: State, **changes: object
) -> None:
    """Commit how the call ended."""
    async with database.writing() as connection:
        await connection.execute(
            update(deliveries)
            .where(deliveries.c.id == delivery.id)
            .values(state=state, **changes)
        )


async def next_part(database: Database, delivery: Delivery) -> int | None:
    """Return the delivery that waited for this one."""
    if delivery.briefing_id is None:
        return None
    async with database.reading() as connection:
        following: int | None = await connection.scalar(
            select(deliveries.c.id).where(
                deliveries.c.briefing_id == delivery.briefing_id,
                deliveries.c.part == delivery.part + 1,
                deliveries.c.state == State.PENDING,
            )
        )
        return following


async def give_up(
    connection: AsyncConnection, chat_id: int, *, at: datetime, why: str
) -> int:
    """End all of a chat's deliveries whose deadline is over; returns how many briefings."""
    ended = await connection.execute(
        update(deliveries)
        .where(
            deliveries.c.chat_id == chat_id,
            deliveries.c.state == State.PENDING,
            deliveries.c.deadline < at,
        )
        .values(state=State.DEAD, why=why)
        .returning(deliveries.c.briefing_id)
    )
    return len(set(ended.scalars()) - {None})


async def recover(
    database: Database, platform: str, *, at: datetime, repeatable: timedelta
) -> int:
    """Settle what an earlier run left in ``sending``; returns how many there were.

    What began less than ``repeatable`` ago will be sent again under its key, all
    else is uncertain. Only for the one process that sends to this platform, before
    it sends anything.
    """
    async with database.writing() as connection:
        left = deliveries.c.chat_id.in_(
            select(chats.c.id).where(chats.c.platform == platform)
        ) & (deliveries.c.state == State.SENDING)
        fresh = (deliveries.c.started_at > at - repeatable) & (
            deliveries.c.started_at <= at
        )
        again = await connection.execute(
            update(deliveries).where(left, fresh).values(state=State.PENDING, try_at=at)
        )
        parked = await connection.execute(
            update(deliveries)
            .where(left)
            .values(state=State.UNCERTAIN, why="the bot stopped while sending")
        )
        return again.rowcount + parked.rowcount


async def unclear(connection: AsyncConnection, briefing_id: int) -> bool:
    """Say whether a part of a briefing may not have arrived."""
    doubtful = await connection.scalar(
        select(func.count()).where(
            deliveries.c.briefing_id == briefing_id,
            deliveries.c.state.in_([State.UNCERTAIN, State.DEAD]),
        )
    )
    return bool(doubtful)


async def tally(connection: AsyncConnection) -> dict[State, int]:
    """Count the deliveries in each state."""
    found = await connection.execute(
        select(deliveries.c.state, func.count()).group_by(deliveries.c.state)
    )
    return {State(state): count for state, count in found}


async def count_untrue(connection: AsyncConnection) -> int:
    """Count the quotations dropped because their article no longer holds the words."""
    dropped = await connection.scalar(select(func.sum(deliveries.c.untrue)))
    return int(dropped or 0)


def _ready(at: datetime) -> ColumnElement[bool]:
    """Pending, due, its chat is there, and no earlier part is still to be sent."""
    earlier = deliveries.alias()
    unsent = exists().where(
        earlier.c.briefing_id == deliveries.c.briefing_id,
        earlier.c.part < deliveries.c.part,
        earlier.c.state.in_([State.PENDING, State.SENDING]),
    )
    return (
        (deliveries.c.state == State.PENDING)
        & (deliveries.c.try_at <= at)
        & (chats.c.state == "active")
        & ~unsent
    )
