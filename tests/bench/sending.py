"""What a delivery costs beside the sending: rows taken, settled, parts put in order.

A chat in this process takes every message at once, so no platform's limit counts.
"""

import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from bot import outbox, subscriptions
from bot.app import migrate
from bot.chat import Address, Answer, Leave, freely
from bot.delivery import Delivering
from bot.dispatch import Dispatch
from bot.documents import Document, Paragraph, Run
from bot.proofs import Slice
from digests import Database, utc_now
from tests.bench.figures import Measured

_PLATFORM = "here"
_PARTS = 2
_DOCUMENT = Document(blocks=(Paragraph(line=(Run(text="The bridge is open. " * 40),)),))


class _Here:
    """A platform that takes everything."""

    platform = _PLATFORM

    def __init__(self) -> None:
        self.taken = 0

    async def run(self, answer: Answer, *, ready: Callable[[], None]) -> None:
        ready()

    async def send(
        self, address: Address, document: Document, *, key: str, leave: Leave = freely
    ) -> str:
        await leave()
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
            dispatch = _dispatch(database, chat)
            started, cpu = time.perf_counter(), time.process_time()
            await dispatch.drain()
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


def _dispatch(database: Database, chat: _Here) -> Dispatch:
    delivering = Delivering(
        database=database,
        still_true=_all_true,
        chats={_PLATFORM: chat},
        clock=utc_now,
    )
    return Dispatch(delivering, _PLATFORM, is_up=lambda: True)
