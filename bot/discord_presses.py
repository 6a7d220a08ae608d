"""What a pressed button sends back: a command, its argument, and the briefing it is on."""

import re
from typing import Any, Protocol, Self, cast

import discord
from discord import ui
from typing_extensions import override

_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"


class Pressed(Protocol):
    """The client that a pressed button turns to."""

    async def pressed(
        self, interaction: discord.Interaction[Any], press: "Press"
    ) -> None: ...


class Press:
    """What a button's id says: a command, its argument, and the briefing it is on."""

    __slots__ = ("argument", "briefing", "command")
    template = re.compile(
        r"v1:(?P<command>[-_\w]{1,32}):(?P<briefing>[0-9a-z]{0,13}):(?P<argument>.*)",
        re.DOTALL,
    )

    def __init__(self, command: str, argument: str, briefing: int | None) -> None:
        self.command = command
        self.argument = argument
        self.briefing = briefing

    @classmethod
    def read(cls, match: re.Match[str]) -> Self:
        briefing = int(match["briefing"], 36) if match["briefing"] else None
        return cls(match["command"], match["argument"], briefing)

    def written(self) -> str:
        briefing = "" if self.briefing is None else _base36(self.briefing)
        return f"v1:{self.command}:{briefing}:{self.argument}"


class FollowUp(ui.DynamicItem[ui.Button[ui.LayoutView]], template=Press.template):
    """A button whose whole state is its id, so that it outlives every restart."""

    def __init__(self, label: str, press: Press) -> None:
        super().__init__(ui.Button(label=label, custom_id=press.written()))
        self.press = press

    @override
    @classmethod
    async def from_custom_id(
        cls, _: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(getattr(item, "label", None) or "…", Press.read(match))

    @override
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await cast(Pressed, interaction.client).pressed(interaction, self.press)


def _base36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = _BASE36[digit] + digits
    return digits
