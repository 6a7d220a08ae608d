"""A bot on the strict fake of Discord, with a server, a channel and two people."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.chat import (
    Address,
    Reply,
    Request,
    Suggestion,
)
from bot.discord_chat import DiscordChat
from bot.discord_commands import CommandInfo
from bot.documents import Button, Document, Paragraph, Run
from digests import Reason
from tests.discord_fake import (
    Channel,
    DiscordFake,
    Guild,
    Interaction,
    User,
)

MORE = Button(label="More", command="more", argument="2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a commands table."""

    name: str
    summary: str = "Does something."
    argument: str = ""
    file: str = ""
    who: str = "all"
    quiet: bool = False
    elsewhere: bool = False
    posts: bool = False
    discreet: bool = False


COMMANDS = (
    Row(name="digest", argument="topic or link", discreet=True),
    Row(
        name="subscribe",
        argument="topic",
        file="a list of feeds",
        who="manage",
        elsewhere=True,
        posts=True,
    ),
    Row(name="unsubscribe", argument="name", who="manage", elsewhere=True),
    Row(name="article", argument="link"),
    Row(name="settings", quiet=True, elsewhere=True),
    Row(name="more", argument="number"),
    Row(name="status", quiet=True),
    Row(name="ask", argument="number, question"),
)


def saying(text: str, **more: object) -> Document:
    return Document(blocks=(Paragraph(line=(Run(text=text),)),), **more)  # type: ignore[arg-type]  # passed on


async def echo(request: Request) -> Reply:
    return Reply(document=saying(f"{request.command}: {request.argument}"))


@dataclass
class Desk:
    """A bot on a fake Discord, with a server, a channel and two people."""

    discord: DiscordFake
    kept: dict[str, str] = field(default_factory=dict)
    lost: list[tuple[tuple[Address, ...], str]] = field(default_factory=list)
    gone: list[Address] = field(default_factory=list)
    back: list[Address] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)
    seen: list[Request] = field(default_factory=list)
    suggestions: dict[str, str] = field(default_factory=dict)
    times_ready: int = 0
    answer: Callable[[Request], Awaitable[Reply]] = echo

    def __post_init__(self) -> None:
        world = self.discord.world
        self.guild: Guild = world.add_guild("Newsroom")
        self.channel: Channel = world.add_channel(self.guild, "news")
        self.anna: User = world.add_user("anna", locale="de")
        self.boss: User = world.add_user("boss")
        self.guild.managers.add(self.boss.id)
        self.dm: Channel = world.add_dm(self.anna)
        self.chat = self.new_chat()

    def new_chat(
        self, *, token: str = "", commands: Sequence[CommandInfo] = COMMANDS
    ) -> DiscordChat:
        return DiscordChat(
            token or self.discord.token,
            commands=commands,
            suggest=self._suggest,
            recall=self._recall,
            remember=self._remember,
            lost=self._lose,
            gone=self._gone,
            back=self._return,
            operators=frozenset({str(self.boss.id)}),
            api_url=self.discord.url,
            pause=self._pause,
            jitter=lambda: 0.5,
        )

    @property
    def here(self) -> Address:
        return Address(platform="discord", chat=str(self.channel.id))

    async def replied(self, request: Request) -> Reply:
        self.seen.append(request)
        return await self.answer(request)

    async def send(self, text: str = "Hello", *, key: str = "k1") -> str:
        return await self.chat.send(self.here, saying(text), key=key)

    async def find(
        self, *texts: str, place: Channel | None = None, known: Collection[str] = ()
    ) -> str:
        """Look for what was sent a minute ago at the earliest."""
        place = place or self.channel
        parent = place.parent
        address = Address(
            platform="discord",
            chat=str(parent.id if parent else place.id),
            thread=str(place.id) if parent else "",
        )
        since = datetime.fromtimestamp(self.discord.world.now() - 60, UTC)
        documents = [saying(text) for text in texts]
        return await self.chat.find(address, documents, since=since, known=known)

    async def slash(
        self, name: str, user: User | None = None, **options: object
    ) -> Interaction:
        return await self.discord.slash(self.channel, user or self.boss, name, options)

    def texts(self) -> list[str]:
        return [message.text for message in self.discord.log]

    async def _suggest(self, request: Request) -> Sequence[Suggestion]:
        self.seen.append(request)
        return [
            Suggestion(label=label, value=value)
            for value, label in self.suggestions.items()
            if request.argument in value
        ]

    async def _recall(self, name: str) -> str:
        return self.kept.get(name, "")

    async def _remember(self, name: str, value: str) -> None:
        self.kept[name] = value

    async def _lose(self, addresses: tuple[Address, ...], why: Reason) -> None:
        self.lost.append((addresses, str(why)))

    async def _gone(self) -> tuple[Address, ...]:
        return tuple(self.gone)

    async def _return(self, addresses: tuple[Address, ...]) -> None:
        self.back += addresses

    async def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run the bot until the block ends; it has connected when the block begins."""
        ready = asyncio.Event()

        def is_ready() -> None:
            self.times_ready += 1
            ready.set()

        async with asyncio.TaskGroup() as tasks:
            running = tasks.create_task(self.chat.run(self.replied, ready=is_ready))
            async with asyncio.timeout(10):
                await ready.wait()
            try:
                yield
            finally:
                running.cancel()


@contextlib.asynccontextmanager
async def a_desk(**options: object) -> AsyncIterator[Desk]:
    async with DiscordFake(**options) as discord:  # type: ignore[arg-type]  # passed on
        yield Desk(discord)


@contextlib.asynccontextmanager
async def an_open_desk(**options: object) -> AsyncIterator[Desk]:
    async with a_desk(**options) as desk, desk.running():
        yield desk


async def heard(condition: Callable[[], bool]) -> None:
    """Let the loop run until something has been heard of."""
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - nothing to wait for: it happens in the library
            await asyncio.sleep(0)
