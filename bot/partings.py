"""What becomes of chats: one is gone for a while, or lives on at another address.

Every function works inside the caller's transaction.
"""

from datetime import datetime

from sqlalchemy import delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.chat import Address
from bot.subscriptions import KnownChat, chat_of, look_up
from bot.tables import (
    briefings,
    chats,
    deliveries,
    feedback,
    founders,
    seen,
    subscriptions,
)
from bot.timetable import rule_columns
from digests import Reason


async def part_with(
    connection: AsyncConnection, chat_id: int, *, why: Reason, at: datetime
) -> None:
    """Note that a chat is gone: its deliveries end, its subscriptions stay.

    Who set it up is owed a word about that, once, however often it is reported.
    """
    it = chats.c.id == chat_id
    ends = select(chats.c.id).where(it, chats.c.state == "active")
    await connection.execute(
        update(founders).where(founders.c.chat_id.in_(ends)).values(owed_since=at)
    )
    await connection.execute(
        update(chats).where(it).values(state="gone", why=why.written())
    )
    await connection.execute(
        update(deliveries)
        .where(deliveries.c.chat_id == chat_id, deliveries.c.state == "pending")
        .values(state="dead", why=str(why))
    )


async def gone(connection: AsyncConnection, platform: str) -> tuple[Address, ...]:
    """List the chats of a platform that we could not write to any more."""
    found = await connection.execute(
        select(chats.c.platform, chats.c.chat, chats.c.thread).where(
            chats.c.platform == platform, chats.c.state == "gone"
        )
    )
    return tuple(
        Address(platform=row.platform, chat=row.chat, thread=row.thread)
        for row in found
    )


async def move(connection: AsyncConnection, chat_id: int, to: Address) -> int:
    """Give a chat its new address; returns the id of the chat that lives there.

    If the new address has written already, both become one: the chat that moved
    keeps its id and its rule, and gains what the other had.
    """
    chat, there = await chat_of(connection, chat_id), await look_up(connection, to)
    if chat is None:
        return chat_id if there is None else there.id
    changes = {"platform": to.platform, "chat": to.chat, "thread": to.thread}
    if there is not None and there.id != chat_id:
        await _absorb(connection, there.id, chat)
        changes |= {"state": "active" if there.active else "gone", "why": there.why}
    await connection.execute(update(chats).where(chats.c.id == chat_id).values(changes))
    return chat_id


async def _absorb(connection: AsyncConnection, other: int, chat: KnownChat) -> None:
    """Give a chat all that another one had, and drop the other one."""
    twin = subscriptions.alias()
    doubled = exists().where(
        twin.c.chat_id == chat.id,
        twin.c.kind == subscriptions.c.kind,
        twin.c.value == subscriptions.c.value,
    )
    await connection.execute(
        update(subscriptions)
        .where(subscriptions.c.chat_id == other, ~doubled)
        .values(chat_id=chat.id, **rule_columns(chat.rule))
    )
    for table in (seen, feedback):
        known = select(table.c.story).where(table.c.chat_id == chat.id)
        await connection.execute(
            update(table)
            .where(table.c.chat_id == other, table.c.story.not_in(known))
            .values(chat_id=chat.id)
        )
    its_own = select(founders.c.chat_id).where(founders.c.chat_id == chat.id)
    await connection.execute(
        update(founders)
        .where(founders.c.chat_id == other, ~its_own.exists())
        .values(chat_id=chat.id)
    )
    for table in (briefings, deliveries):
        await connection.execute(
            update(table).where(table.c.chat_id == other).values(chat_id=chat.id)
        )
    await connection.execute(delete(chats).where(chats.c.id == other))
