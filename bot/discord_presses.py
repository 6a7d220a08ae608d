"""What a pressed button sends back: a command, its argument, and what it is about."""

import re
from typing import Any, Protocol, Self, cast

import discord
from discord import ui
from typing_extensions import override

from bot.chat import Address

_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"


class Pressed(Protocol):
    """The client that a pressed button turns to."""

    async def pressed(
        self, interaction: discord.Interaction[Any], press: "Press"
    ) -> None: ...


class Press:
    """What a button's id says: a command, its argument, and the briefing it is on.

    ``target`` names another channel than the one that the button stands in. A press
    that ``asks`` needs words, which come behind the argument.
    """

    __slots__ = ("argument", "asks", "briefing", "command", "target")
    template = re.compile(
        r"(?:v1|(?P<asks>q1)):(?P<command>[-_\w]{1,32})(?P<target>@[0-9a-z]{1,13}(?:\.[0-9a-z]{1,13})?)?"
        r":(?P<briefing>[0-9a-z]{0,13}):(?P<argument>.*)",
        re.DOTALL,
    )

    def __init__(
        self,
        command: str,
        argument: str,
        briefing: int | None,
        *,
        target: str = "",
        asks: bool = False,
    ) -> None:
        self.command = command
        self.argument = argument
        self.briefing = briefing
        self.target = target
        self.asks = asks

    @classmethod
    def read(cls, match: re.Match[str]) -> Self:
        briefing = int(match["briefing"], 36) if match["briefing"] else None
        target, asks = match["target"] or "", bool(match["asks"])
        return cls(
            match["command"], match["argument"], briefing, target=target, asks=asks
        )

    def written(self) -> str:
        briefing = "" if self.briefing is None else _base36(self.briefing)
        mark = "q1" if self.asks else "v1"
        return f"{mark}:{self.command}{self.target}:{briefing}:{self.argument}"


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


def written_target(address: Address) -> str:
    """Name a channel, so that it stands behind a command in a button's id."""
    ids = filter(None, (address.chat, address.thread))
    return "@" + ".".join(_base36(int(each)) for each in ids)


def read_target(platform: str, target: str) -> Address:
    """Return the channel that ``written_target`` named."""
    chat, _, thread = target.removeprefix("@").partition(".")
    return Address(
        platform=platform,
        chat=str(int(chat, 36)),
        thread=str(int(thread, 36)) if thread else "",
    )


def _base36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = _BASE36[digit] + digits
    return digits
