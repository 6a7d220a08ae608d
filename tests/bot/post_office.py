"""A post office for tests: one platform that takes down what it is sent, and a clock."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import final

from bot import outbox
from bot.chat import Address, Answer, Leave, freely
from bot.delivery import Delivering
from bot.documents import Document, Paragraph
from bot.proofs import Slice
from bot.tables import briefings, deliveries
from digests import Database
from tests.bot.builders import HOME, NOON, Clock, a_chat, file, rows_of

SUPERGROUP = Address(platform="telegram", chat="-1007")


@final
@dataclass(slots=True)
class RecordingChat:
    """A platform that takes every message down, and fails as it was told to.

    If it ``arrives``, that is told before. ``before`` and ``during`` are awaited around
    the moment in which a message leaves, which it ``promises`` to tell, or does not.
    """

    platform: str = "telegram"
    fails: list[Exception] = field(default_factory=list)
    sent: list[tuple[Address, str, str]] = field(default_factory=list)
    arrives: bool = False
    promises: bool = False
    before: Callable[[], Awaitable[None]] | None = None
    during: Callable[[], Awaitable[None]] | None = None

    async def run(self, answer: Answer, *, ready: Callable[[], None]) -> None:
        ready()

    async def send(
        self, address: Address, document: Document, *, key: str, leave: Leave = freely
    ) -> str:
        call = await leave()
        if self.promises:
            call.promise()
        if self.before:
            await self.before()
        call.begin()
        self.sent.append((address, said(document), key))
        if self.arrives:
            call.arrive()
        if self.during:
            await self.during()
        if self.fails:
            raise self.fails.pop(0)
        return f"m{len(self.sent)}"

    def parts(self, document: Document) -> tuple[Document, ...]:
        return (document,)

    async def private(self, person: str) -> Address:
        return Address(platform=self.platform, chat=person)

    @property
    def texts(self) -> list[str]:
        return [text for _, text, _ in self.sent]


def said(document: Document) -> str:
    lines = [block.line for block in document.blocks if isinstance(block, Paragraph)]
    return " ".join(run.text for line in lines for run in line)


async def everything_stands(slices: Iterable[Slice]) -> frozenset[Slice]:
    return frozenset(slices)


async def nothing_stands(slices: Iterable[Slice]) -> frozenset[Slice]:
    return frozenset()


@dataclass(slots=True)
class Post:
    """A post office: one platform, a clock, and the deliveries of one database."""

    database: Database
    chat: RecordingChat
    clock: Clock
    delivering: Delivering

    async def deliver(self, delivery: int) -> int | None:
        return await self.delivering.deliver(delivery)

    async def sweep(self) -> list[str]:
        """Deliver all that is due, again and again, and return the states."""
        while due := await outbox.due(
            self.database, [self.chat.platform], at=self.clock(), limit=99
        ):
            for each in due:
                await self.deliver(each.id)
        return await self.states()

    async def states(self) -> list[str]:
        return [str(row) for row in await rows_of(self.database, deliveries, "state")]


def a_post(database: Database, *fails: Exception, platform: str = "telegram") -> Post:
    chat, clock = RecordingChat(platform=platform, fails=list(fails)), Clock()
    delivering = Delivering(
        database=database,
        still_true=everything_stands,
        chats={platform: chat},
        clock=clock,
        jitter=lambda: 0.5,
    )
    return Post(database=database, chat=chat, clock=clock, delivering=delivering)


async def a_filed_briefing(
    database: Database, *parts: str, address: Address = HOME
) -> int:
    chat = await a_chat(database, address)
    async with database.writing() as connection:
        row = {
            "chat_id": chat.id,
            "kind": "briefing",
            "stories": "[]",
            "document": "{}",
            "created": NOON,
        }
        made = await connection.scalar(
            briefings.insert().values(row).returning(briefings.c.id)
        )
    return await file(database, chat, *(parts or ("news",)), briefing_id=made)
