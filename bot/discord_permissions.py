"""Which permissions we need to post somewhere, as Discord's settings call them."""

from collections.abc import Mapping
from typing import Any

import discord

_THREAD = "Send Messages in Threads"
_NEEDED: Mapping[str, Mapping[str, str]] = {
    "text": {"view_channel": "View Channel", "send_messages": "Send Messages"},
    "thread": {"view_channel": "View Channel", "send_messages_in_threads": _THREAD},
    "forum": {
        "view_channel": "View Channel",
        "send_messages": "Create Posts",
        "send_messages_in_threads": _THREAD,
    },
}


def lacking(granted: discord.Permissions, channel: Any) -> tuple[str, ...]:
    """Name the permissions that we need to post in a channel and do not have.

    ``channel`` is one of the library's, whole or as an interaction shows it.
    """
    if granted.administrator:
        return ()
    needed = _NEEDED[_sort_of(channel)]
    return tuple(name for flag, name in needed.items() if not getattr(granted, flag))


def may_post(place: discord.abc.GuildChannel | discord.Thread | None) -> bool:
    """Say whether Discord would let us post somewhere, as far as it told us."""
    if place is None:
        return False
    if isinstance(place, discord.Thread) and (place.parent is None or place.locked):
        return False
    return not lacking(place.permissions_for(place.guild.me), place)


def _sort_of(channel: Any) -> str:
    if getattr(channel, "parent_id", None):
        return "thread"
    kind = getattr(channel, "type", discord.ChannelType.text)
    return "forum" if kind is discord.ChannelType.forum else "text"
