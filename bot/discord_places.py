"""Where something was asked on Discord, and what may be done there, by whom."""

from dataclasses import dataclass, replace
from typing import Any

import discord

from bot.chat import Address
from bot.discord_commands import Channel, Interaction
from bot.discord_permissions import lacking
from bot.discord_presses import Press, read_target, written_target
from bot.documents import Document, Paragraph, Run
from bot.tongue import _, marked, using

PLATFORM = "discord"
FOR_CHANNEL = marked("For #{name}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a request belongs, and what its asker may do there.

    ``private`` is a direct message with us. ``outside`` is where we are no member and
    can only answer: a server or a group whose member installed the app for themselves.
    ``lacks`` are the permissions that we need to post there and do not have.
    ``elsewhere`` says that it is another channel than the one where it was asked.
    """

    address: Address
    private: bool = False
    can_manage: bool = False
    outside: bool = False
    name: str = ""
    lacks: tuple[str, ...] = ()
    elsewhere: bool = False


def here(interaction: Interaction) -> Place:
    """Say where an interaction happened."""
    if _is_outside(interaction):
        # What one person asks where we are no member is nobody else's.
        chat, thread = str(interaction.channel_id), str(interaction.user.id)
        return Place(address=_address(chat, thread), outside=True)
    if interaction.guild_id is None:
        return Place(address=address_of(interaction), private=True, can_manage=True)
    channel: Any = interaction.channel
    return Place(
        address=address_of(interaction),
        can_manage=interaction.permissions.manage_guild,
        name=getattr(channel, "name", ""),
        lacks=lacking(interaction.app_permissions, channel),
    )


def chosen(interaction: Interaction, channel: Channel) -> Place:
    """Say what may be done in a channel that somebody chose."""
    if _is_outside(interaction):
        return here(interaction)
    parent = getattr(channel, "parent_id", None)
    chat, thread = (parent, channel.id) if parent else (channel.id, "")
    given = channel.permissions
    return Place(
        address=_address(chat, thread),
        can_manage=given.manage_guild or given.manage_channels,
        name=channel.name,
        lacks=lacking(_ours(interaction, channel.id), channel),
        elsewhere=True,
    )


def pressed(interaction: Interaction, press: Press) -> Place | None:
    """Say what a button is about: this place, or a channel that may be gone by now."""
    if not press.target:
        return here(interaction)
    address = read_target(PLATFORM, press.target)
    return named(interaction, int(address.thread or address.chat))


def named(interaction: Interaction, channel_id: int) -> Place | None:
    """Say what may be done in a channel of which nothing came along but its id.

    It is looked up among what Discord told of this server; ``None`` if it is not there.
    """
    place = _known(interaction.guild, channel_id)
    if place is None or _is_outside(interaction):
        return None
    parent = place.parent_id if isinstance(place, discord.Thread) else None
    member = interaction.user
    manages = interaction.permissions.manage_guild or (
        isinstance(member, discord.Member)
        and place.permissions_for(member).manage_channels
    )
    return Place(
        address=_address(parent, place.id) if parent else _address(place.id),
        can_manage=manages,
        name=place.name,
        lacks=lacking(place.permissions_for(place.guild.me), place),
        elsewhere=True,
    )


def headed(document: Document, place: Place) -> Document:
    """Say above an answer which channel it is about, and let its buttons mean that one."""
    if not place.elsewhere:
        return document
    with using(document.language):
        words = _(FOR_CHANNEL).format(name=place.name)
    title = Paragraph(line=(Run(text=words, bold=True),))
    target = written_target(place.address)
    buttons = tuple(
        tuple(
            button if button.url else replace(button, command=button.command + target)
            for button in row
        )
        for row in document.buttons
    )
    return replace(document, blocks=(title, *document.blocks), buttons=buttons)


def address_of(interaction: Interaction) -> Address:
    """Return where an interaction happened; a thread belongs to its channel.

    What is said in a thread that we began ourselves, a forum's post for instance, is
    about what its channel gets.
    """
    channel, me = interaction.channel, interaction.client.user
    if not isinstance(channel, discord.Thread):
        return _address(interaction.channel_id)
    if me and channel.owner_id == me.id:
        return _address(channel.parent_id)
    return _address(channel.parent_id, channel.id)


def _address(chat: object, thread: object = "") -> Address:
    return Address(platform=PLATFORM, chat=str(chat), thread=str(thread))


def _ours(interaction: Interaction, channel_id: int) -> discord.Permissions:
    """Return what we may do in a chosen channel, which the library does not read."""
    data: Any = interaction.data
    shown = data["resolved"]["channels"][str(channel_id)].get("app_permissions")
    if shown is not None:
        return discord.Permissions(int(shown))
    place = _known(interaction.guild, channel_id)
    if place is None:
        return discord.Permissions.all()
    return place.permissions_for(place.guild.me)


def _known(
    guild: discord.Guild | None, channel_id: int
) -> discord.abc.GuildChannel | discord.Thread | None:
    """Find a channel among those that Discord told of; a thread with its channel."""
    place = guild.get_channel_or_thread(channel_id) if guild else None
    is_orphan = isinstance(place, discord.Thread) and place.parent is None
    return None if is_orphan else place


def _is_outside(interaction: Interaction) -> bool:
    if interaction.guild_id is None:
        return bool(interaction.context.private_channel)
    by_user, by_guild = (
        interaction.is_user_integration(),
        interaction.is_guild_integration(),
    )
    return by_user and not by_guild
