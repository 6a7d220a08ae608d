"""A morning of briefings at the strict fakes: how much of the allowed rate is used.

Real clients, real limits, real seconds; people ask all the while, and their answers have
to pass the queue of briefings.
"""

import asyncio
import tempfile
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from statistics import median, quantiles

from bot import outbox, subscriptions
from bot.app import migrate
from bot.chat import Address, Chat
from bot.delivery import Delivering
from bot.dispatch import Dispatch
from bot.documents import Document, Paragraph, Run
from bot.proofs import Slice
from digests import Database, utc_now
from tests import discord_desk, telegram_desk
from tests.bench.figures import Measured
from tests.telegram_people import Person, Room

GROUPS = 0.05
_TELEGRAM_ALLOWS, _DISCORD_ALLOWS = 30, 50
_ASKS_EVERY = 0.5
_ASKERS = 20
_DOCUMENT = Document(blocks=(Paragraph(line=(Run(text="The bridge is open. " * 40),)),))


async def measure_telegram(briefings: int) -> Measured:
    """Send so many briefings to as many chats, one in twenty of them a group."""
    async with telegram_desk.an_open_desk(flood=True) as desk:
        fake = desk.telegram
        groups = round(briefings * GROUPS)
        rooms = [fake.group(f"Group {number}") for number in range(groups)]
        people = [fake.person(f"Person {n}") for n in range(briefings - groups)]
        askers = [fake.person(f"Asker {number}") for number in range(_ASKERS)]
        talk = _Talk(ask=lambda person: fake.say(person, "/help"), askers=askers)
        chats: list[Person | Room] = [*people, *rooms]
        addresses = list(map(telegram_desk.address_of, chats))
        async with (
            _sending("telegram", desk.chat, addresses) as dispatch,
            asyncio.TaskGroup() as tasks,
        ):
            asking = tasks.create_task(talk.go_on())
            await dispatch.drain()
            asking.cancel()
        briefed = {int(address.chat) for address in addresses}
        times = [sent.at for sent in fake.log if sent.chat in briefed]
        _check(len(times), briefings)
        rate = _rate([sent.at for sent in fake.log if sent.at <= max(times)])
        return {
            ("briefings, on Telegram", "messages/s", 2): _rate(times),
            ("with the answers meanwhile", "messages/s", 2): rate,
            ("used of what is allowed", "%", 1): 100 * rate / _TELEGRAM_ALLOWS,
            ("refused with 429", "messages", 0): float(fake.floods),
            **talk.waits((sent.chat, sent.at) for sent in fake.log),
        }


async def measure_discord(messages: int) -> Measured:
    """Send so many messages to a third as many channels, three to each."""
    async with discord_desk.an_open_desk() as desk:
        world = desk.discord.world
        channels = [
            world.add_channel(desk.guild, f"news-{number}")
            for number in range(messages // 3)
        ]
        addresses = [
            Address(platform="discord", chat=str(channel.id)) for channel in channels
        ]
        async with _sending("discord", desk.chat, addresses * 3) as dispatch:
            await dispatch.drain()
        times = [message.sent_at for message in desk.discord.log]
        _check(len(times), len(addresses) * 3)
        rate = _rate(times)
        return {
            ("briefings, on Discord", "messages/s", 2): rate,
            ("used of what Discord allows", "%", 1): 100 * rate / _DISCORD_ALLOWS,
            ("refused with 429, 403 or 401", "requests", 0): float(
                desk.discord.limits.refused
            ),
        }


@dataclass(slots=True)
class _Talk:
    """People who take turns in asking something; ``asked`` holds who did, and when."""

    ask: Callable[[Person], object]
    askers: Sequence[Person]
    asked: list[tuple[int, float]] = field(default_factory=list)

    async def go_on(self) -> None:
        for person in cycle(self.askers):
            await asyncio.sleep(_ASKS_EVERY)
            self.asked.append((person.id, time.time()))
            self.ask(person)

    def waits(self, sent: Iterable[tuple[int, float]]) -> Measured:
        """Measure from each question to the answer in its chat."""
        answers: dict[int, deque[float]] = {each.id: deque() for each in self.askers}
        for chat, at in sent:
            if chat in answers:
                answers[chat].append(at)
        waits = [
            answers[chat].popleft() - at for chat, at in self.asked if answers[chat]
        ]
        return {
            ("answers meanwhile, half of them within", "ms", 0): 1000 * median(waits),
            ("99 of 100 within", "ms", 0): 1000 * quantiles(waits, n=100)[98],
            # The last one may still be on its way.
            ("without an answer", "questions", 0): float(len(self.asked) - len(waits)),
        }


@asynccontextmanager
async def _sending(
    platform: str, chat: Chat, addresses: Iterable[Address]
) -> AsyncIterator[Dispatch]:
    """File a message for each address on a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        async with Database.open(f"sqlite:///{Path(folder) / 'bench.db'}") as database:
            await migrate(database)
            at = utc_now()
            async with database.writing() as connection:
                for address in addresses:
                    known = await subscriptions.greet(connection, address, at=at)
                    await outbox.file(connection, known.id, [_DOCUMENT], at=at)
            delivering = Delivering(
                database=database,
                still_true=_all_true,
                chats={platform: chat},
                clock=utc_now,
            )
            yield Dispatch(delivering, platform, is_up=lambda: True)


async def _all_true(slices: Iterable[Slice]) -> frozenset[Slice]:
    return frozenset(slices)


def _rate(times: list[float]) -> float:
    """Count messages a second, without the first one, from which the time runs."""
    return (len(times) - 1) / (max(times) - min(times))


def _check(arrived: int, wanted: int) -> None:
    if arrived != wanted:
        raise RuntimeError(f"{arrived} messages arrived instead of {wanted}")
