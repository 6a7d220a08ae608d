import asyncio
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
import pytest
from aiohttp import web

from tests.chaos import weather
from tests.chaos.line import Line, between, sends
from tests.telegram_desk import heard

SEND = "/bot1:x/sendMessage"
POST = "/api/v10/channels/7/messages"
CHANCE = random.Random(1)  # noqa: S311 - the same weather every time


@dataclass(slots=True)
class Platform:
    """Takes down what it is told, and what is under way on its line at that moment."""

    session: aiohttp.ClientSession
    line: Line
    took: list[str] = field(default_factory=list)
    under_way: list[tuple[str, ...]] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        text = await request.text()
        self.took.append(f"{request.method} {request.path_qs} {text}")
        self.under_way.append(self.line.under_way(time.time()))
        return web.json_response({"ok": True}, headers={"Via": "a proxy"})


@asynccontextmanager
async def a_platform() -> AsyncIterator[tuple[Line, Platform]]:
    """A platform behind a line, which ``session`` calls."""
    there: list[Platform] = []

    async def take(request: web.Request) -> web.Response:
        return await there[0].take(request)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        async with (
            between("telegram", url) as line,
            aiohttp.ClientSession(line.url) as session,
        ):
            there.append(Platform(session=session, line=line))
            yield line, there[0]
    finally:
        await runner.cleanup()


async def test_a_line_passes_everything_on_as_it_is() -> None:
    async with a_platform() as (line, platform):
        answer = await platform.session.post(f"{SEND}?a=1", data="chat_id=5")

        assert platform.took == [f"POST {SEND}?a=1 chat_id=5"]
        assert (answer.status, answer.headers["Via"]) == (200, "a proxy")
        assert await answer.json() == {"ok": True}
        assert line.troubled == 0


async def test_a_line_may_break_before_or_after_a_message_is_taken() -> None:
    async with a_platform() as (line, platform):
        for makes, arrived in ((weather.dropped_before, 0), (weather.dropped_after, 1)):
            line.weather = weather.bad(CHANCE, 1.0, [makes])
            with pytest.raises(aiohttp.ClientError):
                await platform.session.post(SEND, data="chat_id=5")

            assert len(platform.took) == arrived
        assert line.troubled == 2


@pytest.mark.parametrize(
    ("path", "makes"),
    [
        pytest.param(SEND, weather.flooded_telegram, id="telegram"),
        pytest.param(POST, weather.flooded_discord, id="discord"),
    ],
)
async def test_a_flooded_platform_takes_nothing_and_says_how_long(
    path: str, makes: weather.Maker
) -> None:
    async with a_platform() as (line, platform):
        line.weather = weather.bad(CHANCE, 1.0, [makes])
        answer = await platform.session.post(path, data="chat_id=5")
        told = await answer.json()

        assert (answer.status, platform.took) == (429, [])
        assert told.get("parameters", told)["retry_after"] > 0


async def test_a_platform_that_fails_may_have_taken_the_message() -> None:
    async with a_platform() as (line, platform):
        line.weather = weather.bad(CHANCE, 1.0, [weather.failing])
        answers = [
            await platform.session.post(SEND, data="chat_id=5") for _ in range(20)
        ]

        assert {answer.status for answer in answers} == {500, 502, 503}
        assert 0 < len(platform.took) < 20


async def test_a_line_knows_whom_messages_are_being_sent_to() -> None:
    async with a_platform() as (line, platform):
        began = time.time()
        await platform.session.post(SEND, data="chat_id=-5&message_thread_id=3")
        await platform.session.post(POST, data="{}")
        await platform.session.post("/bot1:x/getUpdates")

        assert platform.under_way == [("-5/3",), ("7",), ()]
        assert line.under_way(time.time()) == ()
        assert line.under_way(began) == ("-5/3", "7")


async def test_half_a_request_was_on_its_way_when_its_sender_died() -> None:
    async with a_platform() as (line, platform):
        began = time.time()
        _, writer = await asyncio.open_connection("127.0.0.1", line.port)
        head = f"POST {SEND} HTTP/1.1\r\nHost: t\r\nContent-Length: 9"
        writer.write(f"{head}\r\n\r\n".encode())
        await heard(lambda: line.under_way(began))
        killed = time.time()
        writer.transport.abort()
        await heard(lambda: not line.under_way(time.time()))

        assert len(line.under_way(killed)) == 1
        assert platform.took == []


async def test_an_answer_that_nobody_has_read_is_on_its_way() -> None:
    async with a_platform() as (line, platform):
        reader, writer = await asyncio.open_connection("127.0.0.1", line.port)
        ours = writer.get_extra_info("sockname")[1]

        async def ask(path: str) -> None:
            form = "Content-Type: application/x-www-form-urlencoded"
            head = f"POST {path} HTTP/1.1\r\nHost: t\r\n{form}\r\nContent-Length: 9"
            writer.write(f"{head}\r\n\r\nchat_id=5".encode())
            await reader.readuntil(b"true}")

        await ask(SEND)
        ended = time.time()
        assert line.under_way(ended) == ()
        assert line.under_way(ended, unread={ours + 1}) == ()
        assert line.under_way(ended, unread={ours}) == ("5",)
        await ask("/bot1:x/getUpdates")
        assert line.under_way(ended, unread={ours}) == ()
        writer.close()
        assert len(platform.took) == 2


@pytest.mark.parametrize(
    ("request_", "is_one"),
    [
        (f"POST {SEND}", True),
        (f"POST {POST}", True),
        ("POST /api/v10/channels/7/threads", True),
        ("POST /api/v10/channels/7/messages/8/threads", False),
        ("GET /api/v10/channels/7/messages", False),
        ("POST /bot1:x/getUpdates", False),
    ],
)
def test_only_messages_are_messages(request_: str, *, is_one: bool) -> None:
    assert sends(request_) is is_one
