"""The library's client, kept lean: no privileged intent, no cached people or messages.

It takes as many shards as Discord recommends, and hands every event that matters on.
"""

import logging
from collections.abc import Awaitable, Callable
from typing import Any, cast

import discord
from discord import app_commands
from discord.state import AutoShardedConnectionState
from typing_extensions import override

from bot.chat import Address
from bot.discord_answers import OLD_BUTTON, OLD_COMMAND, Answers
from bot.discord_asking import words_in
from bot.discord_commands import Interaction
from bot.discord_elsewhere import ElsewhereHTTP
from bot.discord_places import PLATFORM
from bot.discord_presses import FollowUp, Press

log = logging.getLogger(__name__)

LONGEST_WAIT = 60.0

Lost = Callable[[tuple[Address, ...], str], Awaitable[None]]


class Client(discord.AutoShardedClient):
    """One connection to Discord, from login to close; the next run takes a new one."""

    def __init__(
        self,
        *,
        answers: Answers,
        connected: Callable[[], None],
        lost: Lost,
        prepare: Callable[["Client"], Awaitable[None]],
        api_url: str = "",
    ) -> None:
        self.answers = answers
        self._connected = connected
        self._lost = lost
        self._prepare = prepare
        self._api_url = api_url
        super().__init__(
            intents=discord.Intents(guilds=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            max_ratelimit_timeout=LONGEST_WAIT,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.tree = Tree(self)

    @override
    def _get_state(self, **options: Any) -> AutoShardedConnectionState[Any]:
        # The first moment at which the library has made its HTTP client, and the
        # last before others take hold of it.
        if self._api_url:
            self.http = ElsewhereHTTP(self._api_url, like=self.http)
        return super()._get_state(**options)

    @override
    async def setup_hook(self) -> None:
        self.add_dynamic_items(FollowUp)
        await self._prepare(self)

    def place(
        self, channel_id: int
    ) -> discord.abc.GuildChannel | discord.Thread | None:
        """Find a channel or thread among those that Discord told of."""
        channel = self.get_channel(channel_id)
        return None if isinstance(channel, discord.abc.PrivateChannel) else channel

    async def fetched(
        self, channel_id: int
    ) -> discord.abc.GuildChannel | discord.Thread | None:
        """Ask Discord for a channel or thread of which it has not told yet."""
        channel = await self.fetch_channel(channel_id)
        return None if isinstance(channel, discord.abc.PrivateChannel) else channel

    async def pressed(self, interaction: Interaction, press: Press) -> None:
        """Take a press from a ``FollowUp``."""
        await self.answers.pressed(interaction, press)

    async def on_connect(self) -> None:
        self._connected()

    async def on_interaction(self, interaction: Interaction) -> None:
        """Answer forms, and buttons that no pattern knows.

        The library would leave both waiting.
        """
        kinds, data = discord.InteractionType, cast(Any, interaction.data)
        if interaction.type not in {kinds.component, kinds.modal_submit}:
            return
        press = Press.template.fullmatch(data["custom_id"])
        if press is None:
            await self.answers.excuse(interaction, OLD_BUTTON)
        elif interaction.type is kinds.modal_submit:
            words = words_in(interaction)
            await self.answers.worded(interaction, Press.read(press), words)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        channels = [_address(channel) for channel in guild.channels]
        threads = [_address(thread) for thread in guild.threads]
        await self._lost(
            (*channels, *threads), f"I am no longer in the server {guild.name}."
        )

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        await self._lost((_address(channel),), f"#{channel.name} was deleted.")

    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        thread = Address(
            platform=PLATFORM,
            chat=str(payload.parent_id),
            thread=str(payload.thread_id),
        )
        await self._lost((thread,), "The thread was deleted.")


class Tree(app_commands.CommandTree[Client]):
    """The slash commands; one that is registered but gone gets a sentence."""

    @override
    async def on_error(
        self, interaction: Interaction, error: app_commands.AppCommandError, /
    ) -> None:
        if isinstance(error, app_commands.CommandNotFound):
            await self.client.answers.excuse(interaction, OLD_COMMAND)
        else:
            await super().on_error(interaction, error)


def _address(place: discord.abc.GuildChannel | discord.Thread) -> Address:
    if isinstance(place, discord.Thread):
        return Address(
            platform=PLATFORM, chat=str(place.parent_id), thread=str(place.id)
        )
    return Address(platform=PLATFORM, chat=str(place.id))
