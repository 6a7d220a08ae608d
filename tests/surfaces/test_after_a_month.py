"""Buttons of a month ago: the program was stopped, tidied and started again meanwhile."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Protocol

import pytest

from bot.app import App
from bot.chat import Address, Chat
from bot.commands import Commands, Desk
from bot.discord_discussions import BEGUN
from digests import Interest, InterestKind
from tests.bot.builders import a_rule, a_subscriber
from tests.discord_fake import Channel, DiscordFake, User
from tests.surfaces.cases import HEADLINE
from tests.surfaces.newsroom import NOW, Collected, a_copy, opened
from tests.surfaces.places import discord_of, served, telegram_of
from tests.surfaces.seen import Seen, on_discord, on_telegram
from tests.telegram_fake import Person, Room, Telegram, telegram

BUSINESS = Interest(kind=InterestKind.TOPIC, value="business", label="Business")
DUE = NOW + timedelta(minutes=30)
A_MONTH = timedelta(days=30)
QUESTION = "How many cracks were found?"
ASK, DISCUSS = "💬 Ask", "🧵 Discuss"

# Words of the real answer to each button.
OF_A_BRIEFING = {
    "1": "Told by others",
    "2": "Quotes are word for word",
    "3": "Quotes are word for word",
    "4": "Quotes are word for word",
    "⚙ Subscriptions": "You follow 1 thing",
    ASK: "Sentences of the articles, as they stand there.",
    DISCUSS: BEGUN,
}
OF_A_STORY = {
    "All quotes": "Tomas Reddick, the director of the roads authority",
    "Sources": "What each sentence rests on",
    "👍 Useful": "a little further up",
    "👎 Not useful": "a little further down",
    "Why?": "Why story 1 stands where it does",
    ASK: "Sentences of the articles, as they stand there.",
}


class Reader(Protocol):
    """Somebody on a platform, which outlives every program; messages go by number."""

    @property
    def address(self) -> Address: ...
    def connected(self, desk: Desk) -> Chat: ...
    async def has(self, number: int) -> None: ...
    def labels(self, number: int) -> set[str]: ...
    async def press(self, number: int, label: str) -> Seen: ...
    def a_month_passes(self) -> None: ...


Meeting = Callable[[], AbstractAsyncContextManager[Reader]]


@dataclass(frozen=True, slots=True)
class OnTelegram:
    """A reader whose old messages Telegram may no longer show to bots."""

    fake: Telegram
    room: Person | Room
    person: Person
    thread: int | None = None
    forgets: bool = False

    @property
    def address(self) -> Address:
        thread = str(self.thread or "")
        return Address(platform="telegram", chat=str(self.room.id), thread=thread)

    def connected(self, desk: Desk) -> Chat:
        return telegram_of(self.fake, desk)

    async def has(self, number: int) -> None:
        await self.fake.sent(number + 1)

    def labels(self, number: int) -> set[str]:
        return {each["text"] for row in self.fake.log[number].buttons for each in row}

    async def press(self, number: int, label: str) -> Seen:
        told = len(self.fake.log)
        self.fake.press(self.fake.log[number], label, by=self.person)
        await self.has(told)
        answer = self.fake.log[told]
        assert (answer.chat, answer.thread) == (self.room.id, self.thread)
        return on_telegram([answer])

    def a_month_passes(self) -> None:
        for sent in self.fake.log if self.forgets else ():
            self.fake.forget(sent)


@dataclass(frozen=True, slots=True)
class OnDiscord:
    """A reader who fills in each form that opens."""

    fake: DiscordFake
    channel: Channel
    user: User

    @property
    def address(self) -> Address:
        return Address(platform="discord", chat=str(self.channel.id))

    def connected(self, desk: Desk) -> Chat:
        return discord_of(self.fake, desk)

    async def has(self, number: int) -> None:
        async with asyncio.timeout(10):
            while len(self.fake.log) <= number:  # noqa: ASYNC110 - it happens in the program
                await asyncio.sleep(0.01)

    def labels(self, number: int) -> set[str]:
        return set(self.fake.log[number].buttons)

    async def press(self, number: int, label: str) -> Seen:
        message = self.fake.log[number]
        asked = await self.fake.press(message, message.buttons[label], self.user)
        if label == ASK:
            asked = await self.fake.submit(asked, QUESTION)
        answer = await asked.answer()
        assert answer.channel == self.channel
        return on_discord([answer])

    def a_month_passes(self) -> None:
        self.fake.world.skip(A_MONTH.total_seconds())


@asynccontextmanager
async def in_private() -> AsyncIterator[Reader]:
    async with telegram() as fake:
        ada = fake.person("Ada")
        yield OnTelegram(fake, ada, ada)


@asynccontextmanager
async def in_private_unseen() -> AsyncIterator[Reader]:
    async with telegram() as fake:
        ada = fake.person("Ada")
        yield OnTelegram(fake, ada, ada, forgets=True)


@asynccontextmanager
async def in_a_topic() -> AsyncIterator[Reader]:
    async with telegram() as fake:
        boss = fake.person("Boss")
        room = fake.group(admins=(boss,))
        yield OnTelegram(fake, room, boss, fake.topic(room))


@asynccontextmanager
async def in_a_topic_unseen() -> AsyncIterator[Reader]:
    async with telegram() as fake:
        boss = fake.person("Boss")
        room = fake.group(admins=(boss,))
        yield OnTelegram(fake, room, boss, fake.topic(room), forgets=True)


@asynccontextmanager
async def in_a_server() -> AsyncIterator[Reader]:
    async with DiscordFake() as fake:
        guild, boss = fake.world.add_guild("Newsroom"), fake.world.add_user("boss")
        guild.managers.add(boss.id)
        yield OnDiscord(fake, fake.world.add_channel(guild, "news"), boss)


@asynccontextmanager
async def in_a_direct_message() -> AsyncIterator[Reader]:
    async with DiscordFake() as fake:
        anna = fake.world.add_user("anna")
        yield OnDiscord(fake, fake.world.add_dm(anna), anna)


async def _brief(desk: Desk, reader: Reader) -> None:
    """Let the program run until a due briefing has come, and a story of it in full."""
    rule = a_rule(f"{DUE:%H:%M}")
    await a_subscriber(
        desk.database, BUSINESS, address=reader.address, at=NOW, rule=rule
    )
    chat, stop = reader.connected(desk), asyncio.Event()
    app = App(desk=desk, chats={chat.platform: chat}, collects=False)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(app.serve(stop))
        await reader.has(0)
        await reader.press(0, "1")
        stop.set()


async def _press_all(desk: Desk, reader: Reader) -> dict[int, dict[str, str]]:
    """Press every button of both messages, and give what was read, by label."""
    chat = reader.connected(desk)
    await App(desk=desk, chats={chat.platform: chat}, collects=False).tidy()
    async with served(chat, Commands(desk).answer):
        return {
            number: {
                label: (await reader.press(number, label)).text
                for label in sorted(reader.labels(number))
            }
            for number in (0, 1)
        }


@pytest.mark.parametrize(
    ("meeting", "lacks"),
    [
        pytest.param(in_private, {ASK, DISCUSS}, id="Telegram, private"),
        pytest.param(in_private_unseen, {ASK, DISCUSS}, id="Telegram shows it no more"),
        pytest.param(in_a_topic, {ASK, DISCUSS}, id="Telegram, forum topic"),
        pytest.param(in_a_topic_unseen, {ASK, DISCUSS}, id="topic that is not shown"),
        pytest.param(in_a_server, set(), id="Discord, server"),
        pytest.param(in_a_direct_message, {DISCUSS}, id="Discord, direct message"),
    ],
)
async def test_every_button_of_a_month_ago_gives_its_answer(
    meeting: Meeting, lacks: set[str], collected: Collected, tmp_path: Path
) -> None:
    file = a_copy(collected, tmp_path)
    async with meeting() as reader:
        async with opened(file, collected, at=DUE) as desk:
            await _brief(desk, reader)
        reader.a_month_passes()
        async with opened(file, collected, at=DUE + A_MONTH) as desk:
            read = await _press_all(desk, reader)

    for number, answers in enumerate((OF_A_BRIEFING, OF_A_STORY)):
        wanted = {
            label: words for label, words in answers.items() if label not in lacks
        }
        assert set(read[number]) == set(wanted)
        assert {
            label: text
            for label, text in read[number].items()
            if wanted[label] not in text
        } == {}
    assert HEADLINE in read[0]["1"]
