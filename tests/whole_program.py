"""The whole program on both strict platforms and the sample news, with a clock to move."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from pydantic import SecretStr

from bot.app import App, open_house
from bot.platforms import Ties, chats_of
from bot.settings import Settings
from digests import SampleNews, serve_sample_news
from tests.discord_fake import Channel, DiscordFake, Message, User
from tests.telegram_fake import Person, Sent, Telegram, telegram

EARLY = datetime(2026, 11, 23, 5, 30, tzinfo=UTC)
EIGHT_IN_BERLIN = datetime(2026, 11, 23, 7, tzinfo=UTC)


@dataclass
class World:
    """Both platforms, the news, the program, its clock, and who reads in which language."""

    telegram: Telegram
    discord: DiscordFake
    news: SampleNews
    app: App
    now: list[datetime]
    language: str = "en"
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        world = self.discord.world
        guild = world.add_guild("Newsroom")
        self.ada: Person = self.telegram.person("Ada", language=self.language)
        self.channel: Channel = world.add_channel(guild, "news")
        self.boss: User = world.add_user("boss", locale=self.language)
        guild.managers.add(self.boss.id)

    async def is_up(self) -> bool:
        return self.app.is_up("telegram", "discord")

    async def says(self, text: str) -> Sent:
        """Let Ada write on Telegram, and wait for the answer."""
        told = len(self.telegram.to(self.ada))
        self.telegram.say(self.ada, text)
        return await self.telegram.sent(told + 1, to=self.ada)

    async def presses(self, sent: Sent, label: str) -> Sent:
        told = len(self.telegram.to(self.ada))
        self.telegram.press(sent, label)
        return await self.telegram.sent(told + 1, to=self.ada)

    async def types(self, name: str, **options: str) -> Message:
        """Let the server's manager use a slash command, and wait for the answer."""
        asked = await self.discord.slash(self.channel, self.boss, name, options)
        return await asked.answer()

    async def at(self, moment: datetime) -> None:
        """Let it be that time, and the tick of that minute come."""
        self.now[0] = moment
        await self.app.tick()

    async def collected(self) -> None:
        """Wait until every entry has been read or given up."""

        async def all_read() -> bool:
            status = await self.app.desk.newsroom.status()
            return status.articles == self.news.articles

        await until(all_read)

    async def posted(self, number: int = 1) -> Message:
        """Wait for the ``number``-th message that the outbox sent to the channel."""

        async def has_come() -> bool:
            return len(self._by_the_outbox()) >= number

        await until(has_come)
        return self._by_the_outbox()[number - 1]

    def _by_the_outbox(self) -> list[Message]:
        return [
            message
            for message in self.discord.log
            if message.nonce.startswith("verbatim-")
        ]


async def until(claim: Callable[[], Awaitable[bool]]) -> None:
    """Let the program go on until something is true."""
    async with asyncio.timeout(30):
        while not await claim():  # noqa: ASYNC110 - it happens in other programs
            await asyncio.sleep(0.02)


@contextlib.asynccontextmanager
async def a_world(*, language: str = "en-US") -> AsyncIterator[World]:
    now = [EARLY]
    async with (
        telegram() as telegram_fake,
        DiscordFake() as discord_fake,
        serve_sample_news(now=EARLY) as news,
        open_house(
            "sqlite://", news.catalogue, allow_private=True, clock=lambda: now[0]
        ) as desk,
    ):
        settings = Settings(
            _env_file=None,
            telegram_bot_token=SecretStr(telegram_fake.token),
            telegram_api_url=telegram_fake.url,
            discord_bot_token=SecretStr(discord_fake.token),
            discord_api_url=discord_fake.url,
        )
        chats = chats_of(settings, ("telegram", "discord"), Ties.of(desk))
        world = World(
            telegram_fake,
            discord_fake,
            news,
            App(desk=desk, chats=chats),
            now,
            language,
        )
        async with asyncio.TaskGroup() as tasks:
            serving = tasks.create_task(world.app.serve(world.stop))
            await until(world.is_up)
            yield world
            world.stop.set()
            async with asyncio.timeout(10):
                await serving
