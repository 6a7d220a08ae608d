"""What a delivery costs beside the sending: rows taken, settled, parts put in order.

A chat in this process takes every message at once, so no platform's limit counts.
"""

import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bot import outbox, subscriptions
from bot.app import migrate
from bot.chat import Address, Answer
from bot.delivery import Delivering
from bot.documents import Document, Paragraph, Run
from bot.proofs import Slice
from bot.work import Kind, Notice, Work
from digests import Database, utc_now
from tests.bench.figures import Measured

_PLATFORM = "here"
_PARTS = 2
_AT_ONCE = 30
_DOCUMENT = Document(blocks=(Paragraph(line=(Run(text="The bridge is open. " * 40),)),))


class _Here:
    """A platform that takes everything."""

    platform = _PLATFORM

    def __init__(self) -> None:
        self.taken = 0

    async def run(self, answer: Answer, *, ready: Callable[[], None]) -> None:
        ready()

    async def send(self, address: Address, document: Document, *, key: str) -> str:
        self.taken += 1
        return str(self.taken)

    def parts(self, document: Document) -> tuple[Document, ...]:
        return (document,)


async def measure(briefings: int) -> Measured:
    """Deliver so many documents of two parts, each to a chat of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        async with Database.open(f"sqlite:///{path}") as database:
            await migrate(database)
            await _file(database, briefings)
            chat = _Here()
            work = _work(database, chat)
            started, cpu = time.perf_counter(), time.process_time()
            await work.drain()
            seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    if chat.taken != briefings * _PARTS:
        raise RuntimeError(f"only {chat.taken} messages arrived")
    return {
        ("deliveries, on SQLite", "deliveries/s", 0): chat.taken / seconds,
        ("the same", "deliveries/CPU-s", 0): chat.taken / cpu,
    }


async def _file(database: Database, briefings: int) -> None:
    at = utc_now()
    async with database.writing() as connection:
        for number in range(briefings):
            address = Address(platform=_PLATFORM, chat=str(number))
            chat = await subscriptions.greet(connection, address, at=at)
            await outbox.file(connection, chat.id, [_DOCUMENT] * _PARTS, at=at)


async def _all_true(slices: Iterable[Slice]) -> frozenset[Slice]:
    return frozenset(slices)


def _work(database: Database, chat: _Here) -> Work:
    delivering = Delivering(
        database=database,
        still_true=_all_true,
        chats={_PLATFORM: chat},
        clock=utc_now,
    )

    async def deliver(delivery_id: int) -> Iterable[Notice]:
        following = await delivering.deliver(delivery_id)
        return () if following is None else (Notice("deliver", following),)

    async def waiting(limit: int) -> Sequence[int]:
        due = await outbox.due(database, [_PLATFORM], at=utc_now(), limit=limit)
        return [delivery_id for _, delivery_id in due]

    kind = Kind(
        name="deliver", do=deliver, waiting=waiting, at_once=_AT_ONCE, priority=0
    )
    return Work([kind])
