"""The whole way: feed bytes in at one end, messages out at both platforms.

Only the network is fake, and the clock; the transcripts below are what a reader sees.
"""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import aiohttp
from pydantic import SecretStr

from bot.app import App, open_house
from bot.platforms import Ties, chats_of
from bot.settings import Settings
from digests import SampleNews, serve_sample_news
from tests.discord_fake import Channel, DiscordFake, Message, User
from tests.telegram_fake import Person, Sent, Telegram, telegram

EARLY = datetime(2026, 11, 23, 5, 30, tzinfo=UTC)
EIGHT_IN_BERLIN = datetime(2026, 11, 23, 7, tzinfo=UTC)
QUOTED = re.compile(r"“([^”]+)”")


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


async def pages_of(news: SampleNews, text: str) -> str:
    """Fetch the pages that a message links to, as one text."""
    links = {link.partition("#")[0] for link in re.findall(r"http[^\s)>]+", text)}
    async with aiohttp.ClientSession() as session:
        bodies = []
        for link in links:
            async with session.get(link) as page:
                bodies.append(await page.text())
    return "\n".join(bodies)


async def test_a_subscription_brings_a_briefing_at_the_local_time_on_both_platforms() -> (
    None
):
    async with a_world() as world:
        await world.collected()
        followed = await world.says("/subscribe business")
        scheduled = await world.says("/schedule every day 8:00 Berlin")
        on_discord = await world.types(
            "subscribe", **{"topic-website-or-words": "business"}
        )
        await world.types("schedule", **{"days-times-city": "daily 8:00 Berlin"})
        await world.at(EIGHT_IN_BERLIN - timedelta(minutes=1))
        early = len(world.telegram.to(world.ada))
        await world.at(EIGHT_IN_BERLIN)
        briefing = await world.telegram.sent(early + 1, to=world.ada)
        on_channel = await world.posted()

    assert followed.text.startswith("✅ Business")
    assert "Every day at 08:00, Europe/Berlin." in scheduled.text
    assert "✅ Business" in on_discord.text
    assert briefing.text.startswith("Morning briefing · Mon 23 Nov")
    assert on_channel.text.startswith("## Morning briefing")


async def test_every_quote_of_a_briefing_stands_in_a_page_that_it_links_to() -> None:
    async with a_world() as world:
        await world.collected()
        briefing = await world.says("/digest")
        links = " ".join(
            entity["url"] for entity in briefing.entities if "url" in entity
        )
        pages = await pages_of(world.news, links)
        quoted = [
            words
            for shown in briefing.shown("blockquote")
            for words in QUOTED.findall(shown)
        ]

    assert len(quoted) >= 4
    assert [words for words in quoted if words not in pages] == []


async def test_a_headline_is_that_of_the_page_that_it_links_to() -> None:
    async with a_world() as world:
        await world.collected()
        briefing = await world.says("/digest")
        headed = [
            (headline, await pages_of(world.news, link))
            for headline, link in zip(
                briefing.shown("text_link"),
                [each["url"] for each in briefing.entities if "url" in each],
                strict=True,
            )
            if "#" not in link
        ]

    assert len(headed) >= 4
    assert [head for head, page in headed if f">{head}</h1>" not in page] == []


async def test_buttons_and_commands_follow_up_on_a_briefing() -> None:
    async with a_world() as world:
        await world.collected()
        briefing = await world.says("/digest")
        more = await world.presses(briefing, "1")
        sources = await world.presses(more, "Sources")
        quotes = await world.says("/quotes 1")
        told = await world.types("digest")
        pressed = await world.discord.press(told, told.buttons["1"], world.boss)
        more_on_discord = await pressed.answer()

    headline = briefing.text.split("1. ")[1].split("\n")[0]
    assert more.text.startswith(f"1. {headline}")
    assert "word for word in" in sources.text
    assert quotes.text.startswith(f"1. {headline}")
    assert headline in more_on_discord.text
    assert more_on_discord.ephemeral


async def test_who_unsubscribes_gets_no_more_briefings() -> None:
    async with a_world() as world:
        await world.collected()
        await world.says("/subscribe business")
        await world.says("/schedule daily 8:00 Berlin")
        gone = await world.says("/unsubscribe all")
        told = len(world.telegram.to(world.ada))
        await world.at(EIGHT_IN_BERLIN)
        listed = await world.says("/subscriptions")

    assert "You follow nothing now." in gone.text
    assert len(world.telegram.to(world.ada)) == told + 1
    assert listed.text.startswith("This chat follows nothing yet")


async def test_a_german_chat_hears_german_from_help_to_errors_on_both_platforms() -> (
    None
):
    async with a_world(language="de") as world:
        await world.collected()
        help_ = await world.says("/help")
        followed = await world.says("/subscribe klima")
        await world.says("/schedule täglich 8:00 Berlin")
        refused = await world.says("/article https://")
        told = len(world.telegram.to(world.ada))
        await world.at(EIGHT_IN_BERLIN)
        briefing = await world.telegram.sent(told + 1, to=world.ada)
        helped = await world.types("help")
        shown = await world.types("digest", **{"topic-or-link": "Wirtschaft"})
        failed = await world.types("article", link="https://")

    assert "/digest [Thema oder Link] Jetzt ein Briefing machen" in help_.text
    assert followed.text.startswith("✅ Klima (Thema)")
    assert "In deinem Briefing: Täglich um 08:00, UTC. Das nächste:" in followed.text
    assert refused.text == "https://: ist keine Adresse, die ich öffnen kann"
    assert briefing.text.startswith("Morgenbriefing · Mo., 23. Nov.")
    assert "Zitate sind wörtlich; Texte: ausgewählte Sätze." in briefing.text
    assert "Alle Befehle zeigen" in helped.text
    assert "So ist das entstanden: " in shown.text
    assert "ist keine Adresse, die ich öffnen kann" in failed.text
