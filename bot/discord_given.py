"""What people hand over on Discord beside words, read for a request."""

import asyncio
import re

import discord

from bot.discord_errors import FAILURES
from bot.tongue import _, figure, marked

MOST_BYTES = 1024 * 1024
_READ_SECONDS = 30.0
_LINK = re.compile(r"https?://[^\s<>\"|]+", re.IGNORECASE)
_PAIRS = {")": "(", "]": "[", "}": "{"}
_AFTER_A_LINK = ".,;:!?'’”*_~…"

TOO_LARGE = marked(
    "{name} has {size} bytes, and I read files of up to {most}. "
    "Export fewer feeds, or send them in several files."
)
UNREADABLE = marked("I could not get {name} from Discord. Please send it once more.")


class Unfit(Exception):
    """What was handed over cannot be used; the message says why, and what now."""


async def content_of(file: discord.Attachment) -> bytes:
    """Return what is in a file that went along. Raises ``Unfit``."""
    if file.size > MOST_BYTES:
        size, most = figure(file.size), figure(MOST_BYTES)
        raise Unfit(_(TOO_LARGE).format(name=file.filename, size=size, most=most))
    try:
        async with asyncio.timeout(_READ_SECONDS):
            return await file.read()
    except FAILURES as error:
        raise Unfit(_(UNREADABLE).format(name=file.filename)) from error


def links_in(message: discord.Message) -> tuple[str, ...]:
    """List the web addresses of a message and its embeds, each once."""
    texts = [message.content]
    for embed in message.embeds:
        texts += [embed.url or "", embed.description or ""]
    found = (_trimmed(link) for text in texts for link in _LINK.findall(text))
    return tuple(dict.fromkeys(found))


def _trimmed(link: str) -> str:
    """Cut off what belongs to the sentence around a link, or to its markdown."""
    while link:
        last = link[-1]
        opener = _PAIRS.get(last)
        unopened = opener is not None and link.count(opener) < link.count(last)
        if not unopened and last not in _AFTER_A_LINK:
            break
        link = link[:-1]
    return link
