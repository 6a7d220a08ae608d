"""Messages on their way: side by side, one a chat, and what a stop leaves behind."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import final

import pytest
from sqlalchemy import event, text

from bot import dispatch as dispatch_module
from bot.chat import Address, Answer, Leave, NotSent, freely
from bot.delivery import Delivering
from bot.dispatch import Dispatch
from bot.documents import Document
from bot.tables import deliveries
from digests import Database
from tests.bot.builders import HOME, NOON, Clock, a_chat, file, rows_of
from tests.bot.post_office import everything_stands, said


@final
@dataclass(slots=True)
class Platform:
    """A platform whose turns come when ``turn`` is set, and whose answers after that."""

    platform: str = "telegram"
    turn: asyncio.Event = field(default_factory=asyncio.Event)
    answer: asyncio.Event = field(default_factory=asyncio.Event)
    answers: Callable[[], Awaitable[object]] | None = None
    asked: asyncio.Event = field(default_factory=asyncio.Event)
    floods: set[str] = field(default_factory=set)
    waiting: list[str] = field(default_factory=list)
    sent: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.turn.set()
        self.answer.set()

    async def run(self, answer: Answer, *, ready: Callable[[], None]) -> None:
        ready()

    async def send(
        self, address: Address, document: Document, *, key: str, leave: Leave = freely
    ) -> str:
        self.waiting.append(address.chat)
        self.asked.set()
        await self.turn.wait()
        await leave()
        if address.chat in self.floods:
            raise NotSent("too many", seconds=600)
        self.sent.append((address.chat, said(document)))
        await (self.answers or self.answer.wait)()
        return key

    def parts(self, document: Document) -> tuple[Document, ...]:
        return (document,)

    async def private(self, person: str) -> Address:
        return Address(platform=self.platform, chat=person)


@dataclass(slots=True)
class Office:
    """A dispatch that is at work, with its platform."""

    database: Database
    platform: Platform = field(default_factory=Platform)
    clock: Clock = field(default_factory=Clock)
    up: bool = True

    def new_dispatch(self, *, at_once: int = 9) -> Dispatch:
        delivering = Delivering(
            database=self.database,
            still_true=everything_stands,
            chats={"telegram": self.platform},
            clock=self.clock,
        )
        return Dispatch(delivering, "telegram", is_up=lambda: self.up, at_once=at_once)

    async def file(
        self, chat: str, *texts: str, after: timedelta = timedelta(0)
    ) -> None:
        here = await a_chat(self.database, replace(HOME, chat=chat))
        for each in texts:
            await file(self.database, here, each, at=NOON + after)

    async def states(self) -> list[str]:
        return [str(row) for row in await rows_of(self.database, deliveries, "state")]


@asynccontextmanager
async def at_work(dispatch: Dispatch) -> AsyncIterator[None]:
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(dispatch.run())
        yield
        dispatch.stop()


def looks_of(database: Database) -> list[str]:
    """Note each look for what is due from now on."""
    looks: list[str] = []

    def note(_c: object, _cursor: object, sql: str, *_: object) -> None:
        if "ORDER BY deliveries.try_at, deliveries.id" in sql:
            looks.append(sql)

    readers = database._readers.sync_engine
    event.listen(readers, "before_cursor_execute", note)
    return looks


async def until(true: Callable[[], bool]) -> None:
    for _ in range(1000):
        if true():
            return
        await asyncio.sleep(0.01)
    raise TimeoutError


async def test_all_that_is_due_is_sent_each_chats_in_its_order(
    database: Database,
) -> None:
    office = Office(database)
    await office.file("1", "a", "b", "c")
    await office.file("2", "d", "e")
    await office.new_dispatch().drain()

    sent = office.platform.sent
    assert [words for chat, words in sent if chat == "1"] == ["a", "b", "c"]
    assert [words for chat, words in sent if chat == "2"] == ["d", "e"]
    assert await office.states() == ["sent"] * 5


async def test_a_chat_has_one_message_under_way_and_the_others_have_theirs(
    database: Database,
) -> None:
    office = Office(database)
    await office.file("1", *"abcdef")
    await office.file("2", "g")
    office.platform.answer.clear()
    async with at_work(office.new_dispatch()):
        await until(lambda: len(office.platform.sent) == 2)
        under_way = sorted(office.platform.sent)
        office.platform.answer.set()
        await until(lambda: len(office.platform.sent) == 7)

    assert under_way == [("1", "a"), ("2", "g")]


async def test_a_flooded_chat_leaves_its_place_to_others(database: Database) -> None:
    office = Office(database)
    await office.file("1", *"abc")
    for chat in "23456":
        await office.file(chat, "news")
    office.platform.floods.add("1")
    await office.new_dispatch(at_once=1).drain()

    assert {chat for chat, _ in office.platform.sent} == set("23456")
    assert await office.states() == ["pending"] * 3 + ["sent"] * 5


async def test_what_waits_for_its_turn_is_not_yet_being_sent(
    database: Database,
) -> None:
    office = Office(database)
    await office.file("1", "news")
    office.platform.turn.clear()
    async with at_work(office.new_dispatch()):
        await office.platform.asked.wait()
        waiting = await office.states()

    assert waiting == ["pending"]
    assert await office.states() == ["pending"]
    assert office.platform.sent == []


async def test_a_stop_waits_for_what_has_left_and_for_nothing_else(
    database: Database,
) -> None:
    office = Office(database)
    await office.file("1", "a", "b")
    office.platform.answer.clear()
    async with at_work(office.new_dispatch()):
        await until(lambda: bool(office.platform.sent))
        asyncio.get_running_loop().call_later(0.05, office.platform.answer.set)

    assert await office.states() == ["sent", "pending"]


async def test_it_rings_for_what_is_filed_while_it_works(database: Database) -> None:
    office = Office(database)
    dispatch = office.new_dispatch()
    async with at_work(dispatch):
        await asyncio.sleep(0.05)
        await office.file("1", "news")
        dispatch.ring()
        await until(lambda: bool(office.platform.sent))


async def test_it_does_not_look_again_for_each_message_that_ends(
    database: Database,
) -> None:
    office = Office(database)
    chats = [str(number) for number in range(20)]
    for chat in chats:
        await office.file(chat, "news")
    looks = looks_of(database)
    answers = iter(range(len(chats)))
    office.platform.answers = lambda: asyncio.sleep(0.01 * next(answers))
    await office.new_dispatch(at_once=50).drain()

    assert sorted(chat for chat, _ in office.platform.sent) == sorted(chats)
    # One that finds them, one or two meanwhile, and one that finds nothing left.
    assert len(looks) <= 5


async def test_what_is_filed_while_messages_are_under_way_goes_soon(
    database: Database,
) -> None:
    office = Office(database)
    await office.file("1", "slow")
    office.platform.answer.clear()
    dispatch = office.new_dispatch()
    async with at_work(dispatch):
        await until(lambda: bool(office.platform.sent))
        await office.file("2", "news")
        dispatch.ring()
        await until(lambda: len(office.platform.sent) == 2)
        office.platform.answer.set()


async def test_nothing_is_tried_while_the_platform_is_down(database: Database) -> None:
    office = Office(database, up=False)
    await office.file("1", "news")
    dispatch = office.new_dispatch()
    async with at_work(dispatch):
        dispatch.ring()
        await asyncio.sleep(0.05)
        before = list(office.platform.waiting)
        office.up = True
        dispatch.ring()
        await until(lambda: bool(office.platform.sent))

    assert before == []
    assert await rows_of(database, deliveries, "attempts") == [1]


async def test_what_is_for_later_goes_at_its_moment(database: Database) -> None:
    office = Office(database)
    await office.file("1", "news", after=timedelta(seconds=0.1))
    async with at_work(office.new_dispatch()):
        await asyncio.sleep(0.05)
        early = list(office.platform.sent)
        office.clock.pass_(timedelta(seconds=0.1))
        await until(lambda: bool(office.platform.sent))

    assert early == []


async def test_a_database_that_fails_for_a_moment_stops_nothing(
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(dispatch_module, "_LOOK_SECONDS", 0.05)
    office = Office(database)
    await office.file("1", "news")
    async with database.writing() as connection:
        await connection.execute(text("ALTER TABLE deliveries RENAME TO away"))
    async with at_work(office.new_dispatch()):
        await until(lambda: "cannot be read now" in caplog.text)
        async with database.writing() as connection:
            await connection.execute(text("ALTER TABLE away RENAME TO deliveries"))
        await until(lambda: bool(office.platform.sent))

    assert await office.states() == ["sent"]


async def test_a_message_that_breaks_the_program_is_tried_a_while_later(
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(dispatch_module, "_LOOK_SECONDS", 0.05)
    office = Office(database)
    await office.file("1", "news")
    breaks = [OSError("disk")]

    async def leaky(self: Delivering, delivery_id: int) -> int | None:
        if breaks:
            raise breaks.pop()
        return await whole(self, delivery_id)

    whole = Delivering.deliver
    monkeypatch.setattr(Delivering, "deliver", leaky)
    async with at_work(office.new_dispatch()):
        await until(lambda: bool(office.platform.sent))

    assert "delivery 1 failed" in caplog.text
    assert office.platform.sent == [("1", "news")]
