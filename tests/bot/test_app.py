import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from typing_extensions import override

from bot import app as app_module
from bot import outbox
from bot.app import App, open_house
from bot.chat import Address, Answer, BadToken, Chat, Leave, Reply, Request, freely
from bot.commands import Desk
from bot.documents import Document
from bot.subscriptions import greet
from bot.wording import say
from digests import Briefing, Catalogue, Database
from tests.bot.builders import Clock, a_briefing, a_story, a_subscriber
from tests.bot.paper_newsroom import PaperNewsroom

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


async def for_ever() -> None:
    await asyncio.Event().wait()


async def at_once() -> None:
    return


async def refused() -> None:
    raise BadToken("Nobody knows this token.")


async def broken() -> None:
    raise OSError("no network")


@dataclass
class Platform:
    """A chat whose connection lasts as told, and whose sends take as long as told."""

    platform: str
    lasts: Callable[[], Awaitable[None]] = for_ever
    sends: Callable[[], Awaitable[None]] = at_once
    sent: list[Document] = field(default_factory=list)
    sending: asyncio.Event = field(default_factory=asyncio.Event)
    up: asyncio.Event = field(default_factory=asyncio.Event)
    answer: Answer | None = None

    async def run(self, answer: Answer, *, ready: Callable[[], None]) -> None:
        self.answer = answer
        self.up.set()
        ready()
        await self.lasts()

    async def send(
        self, address: Address, document: Document, *, key: str, leave: Leave = freely
    ) -> str:
        await leave()
        self.sending.set()
        await self.sends()
        self.sent.append(document)
        return key

    def parts(self, document: Document) -> tuple[Document, ...]:
        return (document,)

    async def private(self, person: str) -> Address:
        return Address(platform=self.platform, chat=person)


@asynccontextmanager
async def a_desk() -> AsyncIterator[Desk]:
    async with open_house(
        "sqlite://", Catalogue(), allow_private=True, clock=lambda: NOON
    ) as desk:
        yield desk


def an_app(desk: Desk, *chats: Chat) -> App:
    return App(desk=desk, chats={chat.platform: chat for chat in chats})


async def file(desk: Desk, platform: str) -> int:
    """File a message to a chat there; gives the delivery's id."""
    address = Address(platform=platform, chat="1")
    async with desk.database.writing() as connection:
        chat = await greet(connection, address, at=NOON)
        return await outbox.file(connection, chat.id, [say("Hello")], at=NOON)


async def states(desk: Desk) -> dict[str, int]:
    async with desk.database.reading() as connection:
        tally = await outbox.tally(connection)
    return {state.value: number for state, number in tally.items() if number}


@asynccontextmanager
async def serving(app: App) -> AsyncIterator[asyncio.Event]:
    """Serve until the block ends."""
    stop = asyncio.Event()
    async with asyncio.timeout(15), asyncio.TaskGroup() as tasks:
        tasks.create_task(app.serve(stop))
        yield stop
        stop.set()


async def test_a_briefing_is_composed_ahead_and_sent_in_its_minute() -> None:
    clock = Clock(datetime(2026, 11, 24, 7, 57, tzinfo=UTC))
    async with open_house(
        "sqlite://", Catalogue(), allow_private=True, clock=clock
    ) as desk:
        early = clock.now - timedelta(hours=1)
        await a_subscriber(desk.database, at=early)
        near = Platform("telegram")
        app = an_app(desk, near)
        # The platform is connected.
        app._up.add("telegram")
        sent = []
        for _ in range(4):
            await app.tick()
            await app.work.drain()
            await app._dispatches["telegram"].drain()
            sent.append(len(near.sent))
            clock.pass_(timedelta(minutes=1))

    assert sent == [0, 0, 0, 1]


class Slow(PaperNewsroom):
    """A newsroom that takes a moment, and notes how many it is asked by at once."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.readers = self.most = 0

    @override
    async def briefing(self, *_: object, **__: object) -> Briefing:
        self.readers += 1
        self.most = max(self.most, self.readers)
        await asyncio.sleep(0.05)
        self.readers -= 1
        return a_briefing(a_story(1))


@pytest.mark.parametrize(("has_model", "most"), [(False, 1), (True, 3)])
async def test_only_a_model_is_waited_for_side_by_side(
    has_model: bool, most: int, database: Database
) -> None:
    clock = Clock(NOON.replace(hour=8))
    newsroom = Slow(clock)
    for number in range(3):
        address = Address(platform="telegram", chat=str(number))
        await a_subscriber(database, address=address, at=NOON - timedelta(hours=6))
    app = App(
        desk=Desk(newsroom=newsroom, database=database, clock=clock),
        chats={"telegram": Platform("telegram")},
        collects=False,
        has_model=has_model,
    )
    await app.tick()
    await app.work.drain()

    assert newsroom.most == most
    assert await states(app.desk) == {"pending": 3}


async def test_what_waits_at_the_start_is_sent() -> None:
    async with a_desk() as desk:
        await file(desk, "near")
        near = Platform("near")
        async with serving(an_app(desk, near)):
            await near.sending.wait()

        assert await states(desk) == {"sent": 1}


async def test_a_platform_that_cannot_connect_leaves_the_other_serving(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.supervision.FIRST_PAUSE", 0.01)
    async with a_desk() as desk:
        await file(desk, "near")
        near, far = Platform("near"), Platform("far", lasts=broken)
        async with serving(an_app(desk, near, far)):
            await near.sending.wait()
            assert near.answer is not None
            reply = await near.answer(
                Request(address=Address(platform="near", chat="1"), command="help")
            )

    assert isinstance(reply, Reply)
    assert len(near.sent) == 1


async def test_a_wrong_token_turns_off_one_platform_and_says_which_setting(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with a_desk() as desk:
        await file(desk, "near")
        near, far = Platform("near"), Platform("far", lasts=refused)
        with caplog.at_level(logging.ERROR):
            async with serving(an_app(desk, near, far)):
                await near.sending.wait()

    assert "Correct FAR_BOT_TOKEN and start again." in caplog.text
    assert len(near.sent) == 1


async def test_without_any_token_that_works_the_program_ends() -> None:
    async with a_desk() as desk:
        app = an_app(desk, Platform("near", lasts=refused))
        with pytest.raises(BadToken):
            await app.serve(asyncio.Event())


async def test_when_the_last_chat_ends_by_itself_so_does_the_program() -> None:
    async with a_desk() as desk, asyncio.timeout(15):
        await an_app(desk, Platform("near", lasts=at_once)).serve(asyncio.Event())


async def test_without_chats_it_only_collects_until_it_is_told_to_stop() -> None:
    async with a_desk() as desk:
        app = App(desk=desk, chats={})
        async with serving(app) as stop:
            await asyncio.sleep(0)
            assert not stop.is_set()


async def test_a_message_under_way_arrives_before_the_program_ends() -> None:
    gate = asyncio.Event()

    async def slowly() -> None:
        await gate.wait()

    async with a_desk() as desk:
        await file(desk, "near")
        near = Platform("near", sends=slowly)
        async with serving(an_app(desk, near)) as stop:
            await near.sending.wait()
            stop.set()
            gate.set()

        assert await states(desk) == {"sent": 1}


async def test_a_message_that_hangs_is_cut_off_and_is_uncertain_next_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(app_module, "FINISH_SECONDS", 0.5)
    async with a_desk() as desk:
        await file(desk, "near")
        stuck = Platform("near", sends=for_ever)
        async with serving(an_app(desk, stuck)):
            await stuck.sending.wait()
        left = await states(desk)
        async with serving(an_app(desk, Platform("near"))):
            pass

        assert left == {"sending": 1}
        assert await states(desk) == {"uncertain": 1}


async def test_while_a_platform_is_down_its_messages_wait_without_attempts() -> None:
    class Never(Platform):
        @override
        async def run(self, answer: Answer, *, ready: Callable[[], None]) -> None:
            await for_ever()

    async with a_desk() as desk:
        await file(desk, "near")
        app = an_app(desk, Never("near"))
        async with serving(app):
            await app.tick()

        assert await states(desk) == {"pending": 1}


async def test_a_platform_is_served_by_one_process_and_then_by_the_next(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("digests.holding._TRY_SECONDS", 0.02)
    async with a_desk() as desk:
        first, second = Platform("near"), Platform("near")
        async with serving(an_app(desk, first)) as stop:
            await first.up.wait()
            async with serving(an_app(desk, second)):
                await file(desk, "near")
                await first.sending.wait()
                waits = second.answer is None
                stop.set()
                await second.up.wait()

    assert waits
    assert "takes over when that one ends" in caplog.text
    assert len(first.sent + second.sent) == 1
