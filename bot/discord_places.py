"""Where something was asked on Discord, and what may be done there."""

from dataclasses import dataclass

import discord

from bot.chat import Address
from bot.discord_commands import Interaction

PLATFORM = "discord"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a request belongs, and what its asker may do there.

    ``private`` is a direct message with us. ``outside`` is where we are no member and
    can only answer: a server or a group whose member installed the app for themselves.
    """

    address: Address
    private: bool
    can_manage: bool
    outside: bool = False


def here(interaction: Interaction) -> Place:
    """Say where an interaction happened."""
    if _is_outside(interaction):
        # What one person asks where we are no member is nobody else's.
        chat, thread = str(interaction.channel_id), str(interaction.user.id)
        address = Address(platform=PLATFORM, chat=chat, thread=thread)
        return Place(address=address, private=False, can_manage=False, outside=True)
    private = interaction.guild_id is None
    return Place(
        address=address_of(interaction),
        private=private,
        can_manage=private or interaction.permissions.manage_guild,
    )


def address_of(interaction: Interaction) -> Address:
    """Return where an interaction happened; a thread belongs to its channel."""
    channel = interaction.channel
    if isinstance(channel, discord.Thread):
        return Address(
            platform=PLATFORM, chat=str(channel.parent_id), thread=str(channel.id)
        )
    return Address(platform=PLATFORM, chat=str(interaction.channel_id))


def _is_outside(interaction: Interaction) -> bool:
    if interaction.guild_id is None:
        return bool(interaction.context.private_channel)
    by_user, by_guild = (
        interaction.is_user_integration(),
        interaction.is_guild_integration(),
    )
    return by_user and not by_guild
