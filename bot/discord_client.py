"""The library's client, kept lean: no privileged intent, no cached people or messages.

It takes as many shards as Discord recommends, and hands every event that matters on.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
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
from bot.discord_permissions import may_post
from bot.discord_places import PLATFORM
from bot.discord_presses import FollowUp, Press
from bot.tongue import marked
from digests import Reason

log = logging.getLogger(__name__)

LONGEST_WAIT = 60.0
_EVENT_SECONDS = 1.0
_OUTSIDE = marked("I am no longer in the server {server}. Add me again.")
_NO_CHANNEL = marked("#{channel} on {server} was deleted.")
_NO_THREAD = marked("The thread was deleted.")

Back = Callable[[tuple[Address, ...]], Awaitable[None]]
Gone = Callable[[], Awaitable[tuple[Address, ...]]]
Lost = Callable[[tuple[Address, ...], Reason], Awaitable[None]]
_Event = Callable[..., Coroutine[Any, Any, Any]]


async def none() -> tuple[Address, ...]:
    """Know of no place that is gone."""
    return ()


async def unheard(addresses: tuple[Address, ...]) -> None:
    """Do without the news that places can be written to again."""


class Client(discord.AutoShardedClient):
    """One connection to Discord, from login to close; the next run takes a new one."""

    def __init__(
        self,
        *,
        answers: Answers,
        connected: Callable[[], None],
        lost: Lost,
        gone: Gone,
        back: Back,
        prepare: Callable[["Client"], Awaitable[None]],
        api_url: str = "",
    ) -> None:
        self.answers = answers
        self._connected = connected
        self._lost = lost
        self._gone = gone
        self._back = back
        self._prepare = prepare
        self._api_url = api_url
        self._events: set[asyncio.Task[None]] = set()
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

    @override
    def _schedule_event(
        self, coro: _Event, event_name: str, *args: Any, **kwargs: Any
    ) -> asyncio.Task[None]:
        """Note what is being done about an event: the library forgets it."""
        task = super()._schedule_event(coro, event_name, *args, **kwargs)
        self._events.add(task)
        task.add_done_callback(self._events.discard)
        if self.is_closed():
            task.cancel()
        return task

    @override
    async def close(self) -> None:
        """Hang up, and leave nothing at work on an event: the database is closed next."""
        await super().close()
        ours = asyncio.current_task()
        events = [task for task in self._events if task is not ours]
        if events:
            _done, late = await asyncio.wait(events, timeout=_EVENT_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.wait(events)

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

    async def on_ready(self) -> None:
        await self._look_again()

    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self._look_again()

    async def on_guild_role_update(
        self, before: discord.Role, after: discord.Role
    ) -> None:
        if before.permissions != after.permissions:
            await self._look_again()

    async def on_member_update(
        self, before: discord.Member, after: discord.Member
    ) -> None:
        # Without the intent for members, the only one that we hear of is the bot itself.
        if before.roles != after.roles:
            await self._look_again()

    async def on_guild_channel_update(
        self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        if before.overwrites != after.overwrites:
            await self._look_again()

    async def on_thread_update(
        self, before: discord.Thread, after: discord.Thread
    ) -> None:
        if before.locked and not after.locked:
            await self._look_again()

    async def _look_again(self) -> None:
        """Find out which of the places that could not be written to may be by now."""
        back = tuple(each for each in await self._gone() if self._may_post(each))
        if back:
            await self._back(back)

    def _may_post(self, address: Address) -> bool:
        return may_post(self.place(int(address.thread or address.chat)))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        channels = [_address(channel) for channel in guild.channels]
        threads = [_address(thread) for thread in guild.threads]
        why = Reason(_OUTSIDE, {"server": guild.name})
        await self._lost((*channels, *threads), why)

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        named = {"channel": channel.name, "server": channel.guild.name}
        await self._lost((_address(channel),), Reason(_NO_CHANNEL, named))

    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        thread = Address(
            platform=PLATFORM,
            chat=str(payload.parent_id),
            thread=str(payload.thread_id),
        )
        await self._lost((thread,), Reason(_NO_THREAD))


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
