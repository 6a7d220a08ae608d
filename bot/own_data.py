"""What a chat told us, for it alone: all of it as a file, or gone.

A table that keeps something of chats has a column that names the chat, so a new one is
exported and deleted without a word here; a test holds every table to that.
"""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.subscriptions import KnownChat
from bot.tables import chats, founders, metadata, slots, subscriptions

BY_CHAT = tuple(table for table in metadata.sorted_tables if "chat_id" in table.columns)


async def export(
    connection: AsyncConnection, chat: KnownChat, *, person: str = ""
) -> str:
    """Write down every row that is kept of a chat, as JSON, by table.

    Who set it up is told to that ``person`` alone, with whatever else they set up.
    """
    kept = {
        "chats": await _rows(connection, chats.select().where(chats.c.id == chat.id))
    }
    for table in BY_CHAT:
        query = table.select().where(table.c.chat_id == chat.id)
        kept[table.name] = await _rows(connection, query)
    kept[founders.name] = await _rows(connection, _founded(chat, person))
    its = select(subscriptions.c.id).where(subscriptions.c.chat_id == chat.id)
    claimed = slots.select().where(slots.c.subscription_id.in_(its))
    kept["slots"] = await _rows(connection, claimed)
    return json.dumps(kept, ensure_ascii=False, indent=1, default=_plain)


async def erase(
    connection: AsyncConnection, chat: KnownChat, *, person: str = ""
) -> None:
    """Delete a chat's row, with which all others of it go, and what names a person."""
    if person:
        theirs = _founded(chat, person).with_only_columns(founders.c.chat_id)
        await connection.execute(delete(founders).where(founders.c.chat_id.in_(theirs)))
    await connection.execute(delete(chats).where(chats.c.id == chat.id))


def _founded(chat: KnownChat, person: str) -> Select[Any]:
    """Select what a person set up on this platform; if others read along, not who did."""
    if not person:
        kept = select(founders.c.chat_id, founders.c.owed_since)
        return kept.where(founders.c.chat_id == chat.id)
    return (
        select(founders, chats.c.chat, chats.c.thread)
        .join_from(founders, chats)
        .where(chats.c.platform == chat.address.platform, founders.c.person == person)
    )


async def _rows(connection: AsyncConnection, query: Any) -> list[dict[str, object]]:
    found = await connection.execute(query)
    return [{k: _read(k, v) for k, v in row.items()} for row in found.mappings()]


def _read(column: str, value: object) -> object:
    """Show documents as what they are, and not as JSON in a JSON string."""
    if column in {"document", "stories", "traits"} and isinstance(value, str) and value:
        return json.loads(value)
    return value


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
