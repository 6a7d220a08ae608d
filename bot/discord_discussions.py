"""Threads for talking about a briefing, begun by a button below it."""

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import discord

from bot.discord_commands import Interaction
from bot.discord_errors import FAILURES
from bot.discord_replies import sentence
from bot.documents import Button, Document
from bot.render_discord import fits
from bot.tongue import _, marked, using

log = logging.getLogger(__name__)

DISCUSS = "discuss"
_ROW = 5
_NAME = 100
_ALREADY = 160004
_LINK = "https://discord.com/channels/{guild}/{thread}"
_TITLE = re.compile(r"## (.+)")
_ESCAPED = re.compile(r"\\(.)")

LABEL = marked("🧵 Discuss")
NAMELESS = marked("Discussion")
OPEN = marked("Open the thread")
BEGUN = marked(
    "There is a thread for this briefing now; what you ask me there is about it."
)
THERE = marked("There is a thread for this briefing already.")
NOT_ALLOWED = marked(
    "I cannot begin a thread in #{channel}: I am missing Create Public Threads. "
    "Somebody who manages the channel can allow me that in its settings."
)
FAILED = marked("Discord did not begin the thread. Please press once more in a moment.")


def with_discussion(document: Document, place: object) -> Document:
    """Add the button to a briefing for a server's text channel; a full one goes without.

    A briefing's buttons stand under its last message, and so does this one.
    """
    wanted = document.briefing is not None and document.buttons
    if not wanted or not isinstance(place, discord.TextChannel):
        return document
    *rows, last = document.buttons
    with using(document.language):
        button = Button(label=_(LABEL), command=DISCUSS)
    ends = ((*last, button),) if len(last) < _ROW else (last, (button,))
    more = replace(document, buttons=(*rows, *ends))
    return more if fits(more) else document


async def discussion(interaction: Interaction) -> Document:
    """Begin the thread of the message whose button was pressed, or lead to it."""
    message, guild = interaction.message, interaction.guild
    if message is None or guild is None:
        return sentence(_(FAILED))
    link = _LINK.format(guild=guild.id, thread=message.id)
    if message.flags.has_thread or guild.get_thread(message.id):
        return _leading(THERE, link)
    granted = interaction.app_permissions
    if not (granted.create_public_threads or granted.administrator):
        channel = getattr(interaction.channel, "name", "")
        return sentence(_(NOT_ALLOWED).format(channel=channel))
    try:
        await message.create_thread(name=_title_of(message))
    except FAILURES as error:
        if getattr(error, "code", 0) == _ALREADY:
            return _leading(THERE, link)
        log.warning("a thread could not be begun: %s", error)
        return sentence(_(FAILED))
    return _leading(BEGUN, link)


def _leading(words: str, link: str) -> Document:
    return replace(sentence(_(words)), buttons=((Button(label=_(OPEN), url=link),),))


def _title_of(message: discord.Message) -> str:
    """Name a thread like its briefing, whose title is the heading of the message."""
    for text in _texts(message.components):
        if title := _TITLE.match(text):
            return _ESCAPED.sub(r"\1", title[1])[:_NAME]
    return _(NAMELESS)


def _texts(components: Iterable[Any]) -> Iterator[str]:
    for part in components:
        if isinstance(part, discord.TextDisplay):
            yield part.content
        yield from _texts(getattr(part, "children", ()))
