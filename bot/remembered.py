"""Small things by name: what a button's short argument stands for, a menu's hash.

Telegram gives a button 64 bytes, so longer arguments are kept here under the hash of
what they say: the same words always get the same name.
"""

import re
from dataclasses import replace
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.documents import Button, Document
from bot.tables import remembered
from digests import insert

_LONGEST = 30
_SHORT = re.compile(r"~[0-9a-f]{16}")


async def recall(connection: AsyncConnection, key: str) -> str:
    """Return what is kept under a name, empty if nothing is."""
    kept: str | None = await connection.scalar(
        select(remembered.c.value).where(remembered.c.key == key)
    )
    return kept or ""


async def keep(connection: AsyncConnection, key: str, value: str) -> None:
    """Keep a value under a name, instead of what was there."""
    row = insert(connection, remembered).values(key=key, value=value)
    await connection.execute(
        row.on_conflict_do_update(
            index_elements=[remembered.c.key], set_={"value": value}
        )
    )


async def spell_out(connection: AsyncConnection, argument: str) -> str:
    """Turn a button's short argument back into what it stands for."""
    return await recall(connection, argument) if is_shortened(argument) else argument


def is_shortened(argument: str) -> bool:
    """Say whether an argument stands for another one."""
    return _SHORT.fullmatch(argument) is not None


async def shorten(connection: AsyncConnection, document: Document) -> Document:
    """Give every button an argument that fits any platform."""
    long = {
        button.argument: _short(button.argument)
        for row in document.buttons
        for button in row
        if len(button.argument.encode()) > _LONGEST
    }
    for argument, short in long.items():
        await keep(connection, short, argument)
    rows = (tuple(_with(button, long) for button in row) for row in document.buttons)
    return replace(document, buttons=tuple(rows))


def is_short(document: Document) -> bool:
    """Say whether every button already fits."""
    return all(
        len(button.argument.encode()) <= _LONGEST
        for row in document.buttons
        for button in row
    )


def _short(argument: str) -> str:
    return "~" + sha256(argument.encode()).hexdigest()[:16]


def _with(button: Button, long: dict[str, str]) -> Button:
    return replace(button, argument=long.get(button.argument, button.argument))
