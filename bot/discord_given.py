"""What people hand over on Discord beside words, read for a request."""

import asyncio

import discord

from bot.discord_errors import FAILURES

MOST_BYTES = 1024 * 1024
_READ_SECONDS = 30.0

TOO_LARGE = (
    "{name} has {size:,} bytes, and I read files of up to {most:,}. "
    "Export fewer feeds, or send them in several files."
)
UNREADABLE = "I could not get {name} from Discord. Please send it once more."


class Unfit(Exception):
    """What was handed over cannot be used; the message says why, and what now."""


async def content_of(file: discord.Attachment) -> bytes:
    """Return what is in a file that went along. Raises ``Unfit``."""
    if file.size > MOST_BYTES:
        raise Unfit(
            TOO_LARGE.format(name=file.filename, size=file.size, most=MOST_BYTES)
        )
    try:
        async with asyncio.timeout(_READ_SECONDS):
            return await file.read()
    except FAILURES as error:
        raise Unfit(UNREADABLE.format(name=file.filename)) from error
