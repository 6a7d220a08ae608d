"""Buttons whose press needs words: a form that asks for them, and what was written in it."""

from collections.abc import Iterator
from typing import Any

import discord
from discord import ui

from bot.discord_commands import Interaction
from bot.discord_presses import Press
from bot.tongue import _, marked

MOST_CHARS = 300
_FIELD = "words"
_TITLE = 45

ABOUT_NEWS = marked("Ask about the news")
ABOUT_STORY = marked("Ask about story {number}")
QUESTION = marked("Your question")


def form(press: Press) -> ui.Modal:
    """Draw the form of a button; its id is the button's, so that no restart loses it."""
    title = _(ABOUT_NEWS)
    if press.argument:
        title = _(ABOUT_STORY).format(number=press.argument)
    modal = ui.Modal(title=title[:_TITLE], custom_id=press.written())
    line: ui.TextInput[ui.Modal] = ui.TextInput(
        style=discord.TextStyle.paragraph, custom_id=_FIELD, max_length=MOST_CHARS
    )
    modal.add_item(ui.Label(text=_(QUESTION), component=line))
    # The library need not wait for an answer: whatever comes is read from its id.
    modal.stop()
    return modal


def words_in(interaction: Interaction) -> str:
    """Return what somebody wrote in a form."""
    sent: Any = interaction.data
    values = (
        str(part.get("value") or "")
        for part in _fields(sent["components"])
        if part.get("custom_id") == _FIELD
    )
    return next(values, "")


def _fields(components: list[Any]) -> Iterator[Any]:
    for part in components:
        inner = part.get("component")
        yield from _fields([inner]) if inner else iter([part])
