"""Where people can type a command, and how they do it there.

Each place sends it through the real client library to the strict fake of its platform,
and looks whether the answer came to where it belongs.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from io import StringIO
from typing import Protocol

from pydantic import SecretStr
from rich.console import Console

from bot.chat import Address, Answer, Chat
from bot.commands import Command, Commands, Desk, Who
from bot.console_chat import HERE, ConsoleChat
from bot.discord_commands import option_name
from bot.platforms import Ties, chats_of
from bot.settings import Settings
from tests.discord_fake import Channel, DiscordFake, User
from tests.surfaces.seen import Seen, on_console, on_discord, on_telegram
from tests.telegram_fake import Person, Room, Telegram, telegram


class Place(Protocol):
    """Where a command is typed, by somebody."""

    @property
    def address(self) -> Address: ...

    async def asks(self, command: Command, argument: str) -> Seen:
        """Type a command and read all that comes; it came where it should."""


Opening = Callable[[Desk], AbstractAsyncContextManager[Place]]


@asynccontextmanager
async def served(chat: Chat, answer: Answer) -> AsyncIterator[None]:
    """Run a platform until the block ends, and its answers have left."""
    ready = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(chat.run(answer, ready=ready.set))
        async with asyncio.timeout(10):
            await ready.wait()
        try:
            yield
        finally:
            running.cancel()


# -- Telegram --


def telegram_of(fake: Telegram, desk: Desk) -> Chat:
    """Make the program's own Telegram, pointed at a fake."""
    settings = Settings(
        _env_file=None,
        telegram_bot_token=SecretStr(fake.token),
        telegram_api_url=fake.url,
    )
    return chats_of(settings, ["telegram"], Ties.of(desk))["telegram"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTelegram:
    """A chat of Telegram, and who writes in it; nobody is named in a channel."""

    fake: Telegram
    chat: Chat
    answer: Answer
    room: Person | Room
    by: Person | None = None
    thread: int | None = None

    @property
    def address(self) -> Address:
        thread = str(self.thread or "")
        return Address(platform="telegram", chat=str(self.room.id), thread=thread)

    async def asks(self, command: Command, argument: str) -> Seen:
        words = f"/{command.name} {argument}".rstrip()
        async with served(self.chat, self.answer):
            asked = self.fake.say(self.room, words, by=self.by, thread=self.thread)
            await self.fake.sent()
        texts = [sent for sent in self.fake.log if not sent.file[0]]
        replied = None if isinstance(self.room, Person) else asked
        assert {(sent.chat, sent.thread) for sent in self.fake.log} == {
            (self.room.id, self.thread)
        }
        assert {sent.reply_to for sent in texts} == {replied}
        return on_telegram(self.fake.log)


@dataclass(frozen=True, slots=True)
class _Connected:
    """A bot on a fake Telegram, with somebody who manages its rooms and somebody else."""

    fake: Telegram
    chat: Chat
    answer: Answer
    boss: Person
    ada: Person

    def room(self, kind: str = "supergroup") -> Room:
        return self.fake.group("Readers", kind=kind, admins=(self.boss,))

    def at(
        self, room: Person | Room, by: Person | None = None, thread: int | None = None
    ) -> Place:
        return OnTelegram(
            fake=self.fake,
            chat=self.chat,
            answer=self.answer,
            room=room,
            by=by,
            thread=thread,
        )


def on_a_telegram(place: Callable[[_Connected], Place]) -> Opening:
    @asynccontextmanager
    async def opening(desk: Desk) -> AsyncIterator[Place]:
        async with telegram() as fake:
            chat = telegram_of(fake, desk)
            boss, ada = fake.person("Boss"), fake.person("Ada")
            yield place(_Connected(fake, chat, Commands(desk).answer, boss, ada))

    return opening


def in_private(bot: _Connected) -> Place:
    return bot.at(bot.ada)


def in_a_group(bot: _Connected) -> Place:
    return bot.at(bot.room(), bot.boss)


def as_a_group_member(bot: _Connected) -> Place:
    return bot.at(bot.room(), bot.ada)


def in_a_topic(bot: _Connected) -> Place:
    room = bot.room()
    return bot.at(room, bot.boss, bot.fake.topic(room))


def in_a_channel(bot: _Connected) -> Place:
    return bot.at(bot.room("channel"))


# -- Discord --


def discord_of(fake: DiscordFake, desk: Desk) -> Chat:
    """Make the program's own Discord, pointed at a fake."""
    settings = Settings(
        _env_file=None,
        discord_bot_token=SecretStr(fake.token),
        discord_api_url=fake.url,
    )
    return chats_of(settings, ["discord"], Ties.of(desk))["discord"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDiscord:
    """A channel of Discord, and who types there; ``outside`` the bot is no member."""

    fake: DiscordFake
    chat: Chat
    answer: Answer
    channel: Channel
    user: User
    outside: bool = False

    @property
    def address(self) -> Address:
        own = str(self.user.id) if self.outside else ""
        return Address(platform="discord", chat=str(self.channel.id), thread=own)

    async def asks(self, command: Command, argument: str) -> Seen:
        options = {option_name(command.argument): argument} if argument else {}
        # A server can show to everybody what we wish to be shown to its managers.
        anyway = command.who == Who.MANAGE
        async with served(self.chat, self.answer):
            asked = await self.fake.slash(
                self.channel, self.user, command.name, options, anyway=anyway
            )
            answer = await asked.answer()
        told = [answer, *asked.follow_ups]
        quiet = command.quiet or self.outside
        assert self.fake.log == told
        assert {message.ephemeral for message in told} == {quiet}
        return on_discord(told)


def on_a_discord(
    place: Callable[[DiscordFake], tuple[Channel, User]], *, outside: bool = False
) -> Opening:
    @asynccontextmanager
    async def opening(desk: Desk) -> AsyncIterator[Place]:
        async with DiscordFake() as fake:
            chat = discord_of(fake, desk)
            channel, user = place(fake)
            yield OnDiscord(
                fake=fake,
                chat=chat,
                answer=Commands(desk).answer,
                channel=channel,
                user=user,
                outside=outside,
            )

    return opening


def in_a_server(fake: DiscordFake) -> tuple[Channel, User]:
    guild, boss = fake.world.add_guild("Newsroom"), fake.world.add_user("boss")
    guild.managers.add(boss.id)
    return fake.world.add_channel(guild, "news"), boss


def as_a_server_member(fake: DiscordFake) -> tuple[Channel, User]:
    channel, _boss = in_a_server(fake)
    return channel, fake.world.add_user("anna")


def in_a_direct_message(fake: DiscordFake) -> tuple[Channel, User]:
    anna = fake.world.add_user("anna")
    return fake.world.add_dm(anna), anna


def with_ones_own_app(fake: DiscordFake) -> tuple[Channel, User]:
    others = fake.world.add_guild("Others", joined=False)
    anna = fake.world.add_user("anna")
    anna.has_app = True
    return fake.world.add_channel(others, "talk"), anna


# -- the terminal --


@dataclass(frozen=True, slots=True)
class InTheTerminal:
    """A prompt, at which one line is typed."""

    answer: Answer
    address: Address = HERE

    async def asks(self, command: Command, argument: str) -> Seen:
        lines = iter([f"/{command.name} {argument}".rstrip()])

        def read_line(prompt: str) -> str:
            for line in lines:
                return line
            raise EOFError

        out = StringIO()
        chat = ConsoleChat(Console(file=out, width=100), read_line=read_line)
        await chat.run(self.answer, ready=lambda: None)
        return on_console(out.getvalue())


@asynccontextmanager
async def in_the_terminal(desk: Desk) -> AsyncIterator[Place]:
    yield InTheTerminal(Commands(desk).answer)
