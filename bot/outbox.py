"""The deliveries' rows: filed, taken, settled.

``pending -> sending -> sent | uncertain | dead``, and back to pending when a call
certainly did not arrive or may be repeated. ``sending`` is committed before the call.
"""

import logging
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from pydantic import ValidationError
from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    bindparam,
    case,
    exists,
    func,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.chat import Address
from bot.documents import Document, from_json, to_json
from bot.tables import chats, deliveries
from digests import Database, Reason, insert

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

    ``started_at`` is when the first call began that may have arrived; ``untrue`` counts
    the quotations that were left out of the document because they no longer stand.
    ``gone`` says why the chat is, if it is.
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
    untrue: int = 0
    gone: Reason | None = None

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


@dataclass(frozen=True, slots=True)
class Due:
    """A delivery whose turn it is."""

    id: int
    chat_id: int


async def due(
    database: Database, platforms: Collection[str], *, at: datetime, limit: int
) -> tuple[Due, ...]:
    """List whose turn it is, one message of each chat, the longest waiting first."""
    async with database.reading() as connection:
        found = await connection.execute(
            select(deliveries.c.id, deliveries.c.chat_id)
            .join_from(deliveries, chats)
            .where(chats.c.platform.in_(platforms), _ready(at))
            .order_by(deliveries.c.try_at, deliveries.c.id)
            .limit(limit)
        )
        return tuple(Due(row.id, row.chat_id) for row in found)


async def next_at(
    database: Database, platform: str, *, after: datetime
) -> datetime | None:
    """Tell when the next message to a platform will be due that is not due yet."""
    async with database.reading() as connection:
        soonest: datetime | None = await connection.scalar(
            select(deliveries.c.try_at)
            .join_from(deliveries, chats)
            .where(
                chats.c.platform == platform,
                deliveries.c.state == State.PENDING,
                deliveries.c.try_at > after,
            )
            .order_by(deliveries.c.try_at)
            .limit(1)
        )
        return soonest


async def look_up(
    connection: AsyncConnection, ids: Collection[int], *, at: datetime
) -> dict[int, Delivery | None]:
    """Return those deliveries whose turn it is; ``None`` for one that is unreadable."""
    found = await connection.execute(
        _with_chats().where(deliveries.c.id.in_(ids), _ready(at))
    )
    return {row.id: _delivery(row) for row in found}


def _with_chats() -> Select[*tuple[Any, ...]]:
    return select(
        deliveries,
        *(chats.c.platform, chats.c.chat, chats.c.thread),
        case((chats.c.state == "gone", chats.c.why)).label("gone"),
    ).join_from(deliveries, chats)


def _delivery(row: Row[*tuple[Any, ...]]) -> Delivery | None:
    try:
        document = from_json(row.document)
    except ValidationError as error:
        log.warning("delivery %d cannot be read: %s", row.id, error)
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
        gone=None if row.gone is None else Reason.read(row.gone),
    )


async def end_unreadable(connection: AsyncConnection, ids: Collection[int]) -> None:
    """End deliveries whose document cannot be read."""
    await connection.execute(
        update(deliveries)
        .where(deliveries.c.id.in_(ids))
        .values(state=State.DEAD, why="its document could not be read")
    )


async def take(
    connection: AsyncConnection, untrue: Mapping[int, int], *, at: datetime
) -> frozenset[int]:
    """Note that the calls of these deliveries begin; returns those that are ours to make.

    Each comes with the number of its quotations that are left out, which is kept
    whatever becomes of the call.
    """
    if not untrue:
        return frozenset()
    taken = await connection.execute(
        update(deliveries)
        .where(deliveries.c.id.in_(untrue), deliveries.c.state == State.PENDING)
        .values(
            state=State.SENDING,
            attempts=deliveries.c.attempts + 1,
            started_at=func.coalesce(deliveries.c.started_at, at),
        )
        .returning(deliveries.c.id)
    )
    ours = frozenset(taken.scalars())
    await settle(
        connection,
        {id_: {"untrue": untrue[id_]} for id_ in ours if untrue[id_]},
    )
    return ours


async def settle(
    connection: AsyncConnection, changes: Mapping[int, Mapping[str, object]]
) -> None:
    """Change deliveries, each in its own way: how their calls ended."""
    alike: defaultdict[tuple[str, ...], list[dict[str, object]]] = defaultdict(list)
    for id_, values in changes.items():
        row = {f"new_{name}": value for name, value in values.items()}
        alike[tuple(sorted(values))].append({"settled": id_, **row})
    for names, rows in alike.items():
        await connection.execute(
            update(deliveries)
            .where(deliveries.c.id == bindparam("settled"))
            .values({name: bindparam(f"new_{name}") for name in names}),
            rows,
        )


async def following(
    connection: AsyncConnection, chat_ids: Collection[int]
) -> dict[int, int]:
    """Return what each of these chats is sent next, by its id."""
    if not chat_ids:
        return {}
    found = await connection.execute(
        select(deliveries.c.chat_id, func.min(deliveries.c.id).label("first"))
        .where(deliveries.c.chat_id.in_(chat_ids), deliveries.c.state == State.PENDING)
        .group_by(deliveries.c.chat_id)
    )
    return {row.chat_id: row.first for row in found}


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


async def uncertain(
    connection: AsyncConnection,
    platforms: Collection[str],
    *,
    at: datetime,
    begun_before: datetime,
    limit: int,
) -> tuple[Delivery, ...]:
    """List what nobody knows the fate of and could still be sent in time.

    ``try_at`` of such a delivery is when it is worth another look.
    """
    found = await connection.execute(
        _with_chats()
        .where(
            deliveries.c.state == State.UNCERTAIN,
            deliveries.c.try_at <= at,
            deliveries.c.deadline > at,
            deliveries.c.started_at < begun_before,
            chats.c.platform.in_(platforms),
            chats.c.state == "active",
        )
        .order_by(deliveries.c.try_at, deliveries.c.id)
        .limit(limit)
    )
    return tuple(filter(None, map(_delivery, found)))


async def message_ids(connection: AsyncConnection, beside: Delivery) -> frozenset[str]:
    """List the messages that other deliveries brought to the chat of this one."""
    found = await connection.scalars(
        select(deliveries.c.message_id).where(
            deliveries.c.chat_id == beside.chat_id,
            deliveries.c.state == State.SENT,
            deliveries.c.id != beside.id,
        )
    )
    return frozenset(found)


async def settle_uncertain(
    connection: AsyncConnection, delivery_id: int, changes: Mapping[str, object]
) -> None:
    """Change a delivery, if its fate is still unknown."""
    await connection.execute(
        update(deliveries)
        .where(deliveries.c.id == delivery_id, deliveries.c.state == State.UNCERTAIN)
        .values(**changes)
    )


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
    """Pending, due, and nothing earlier of this chat is on its way.

    A chat is sent one message at a time, in the order in which they were filed. What
    is for later holds up nothing, unless it was tried already.
    """
    earlier = deliveries.alias()
    on_its_way = (earlier.c.state == State.SENDING) | (
        (earlier.c.state == State.PENDING)
        & ((earlier.c.try_at <= at) | (earlier.c.attempts > 0))
    )
    unsent = exists().where(
        earlier.c.chat_id == deliveries.c.chat_id,
        # Said once more, so that the index of chats and states can be used.
        earlier.c.state.in_([State.PENDING, State.SENDING]),
        earlier.c.id < deliveries.c.id,
        on_its_way,
    )
    return (deliveries.c.state == State.PENDING) & (deliveries.c.try_at <= at) & ~unsent
