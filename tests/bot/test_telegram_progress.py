"""How far the real client's messages are, told by its HTTP library."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import httpx
import pytest
from typing_extensions import override

from bot.chat import Call, NotSent, SendError
from bot.telegram_progress import Progress
from tests.telegram_desk import Desk, address_of, an_open_desk, saying
from tests.telegram_faults import How


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with an_open_desk() as desk:
        yield desk


class Journal:
    """Notes how far a message is, and how many Telegram has by then."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.noted: list[tuple[str, int]] = []

    async def leave(self) -> Call:
        self._note("taken")
        return self

    def promise(self) -> None:
        self._note("promised")

    def begin(self) -> None:
        self._note("begun")

    def arrive(self) -> None:
        self._note("arrived")

    def _note(self, what: str) -> None:
        self.noted.append((what, len(self.desk.telegram.log)))


class FullDisk(Journal):
    """A journal without room for another note."""

    @override
    def begin(self) -> None:
        raise NotSent("there is no room for a note")


class Deaf:
    """Must hear of nothing."""

    def promise(self) -> None:
        raise AssertionError("a call promised to tell")

    def begin(self) -> None:
        raise AssertionError("a call began")

    def arrive(self) -> None:
        raise AssertionError("a message arrived")


async def send(desk: Desk, text: str, journal: Journal) -> None:
    await desk.chat.send(
        address_of(desk.ada), saying(text), key="k", leave=journal.leave
    )


async def test_a_message_tells_when_it_is_taken_leaves_and_has_arrived(
    desk: Desk,
) -> None:
    journal = Journal(desk)
    for text in ("one", "two"):
        await send(desk, text, journal)

    assert journal.noted == [
        *(("taken", 0), ("promised", 0), ("begun", 0), ("arrived", 1)),
        *(("taken", 1), ("promised", 1), ("begun", 1), ("arrived", 2)),
    ]


async def test_what_cannot_be_noted_does_not_leave(desk: Desk) -> None:
    with pytest.raises(NotSent, match="no room"):
        await send(desk, "one", FullDisk(desk))
    assert desk.telegram.log == []
    await desk.send(saying("two"))
    assert len(desk.telegram.log) == 1


@pytest.mark.parametrize("how", [429, 403, 400, 500, 502, "drop_before", "drop_after"])
async def test_what_is_refused_or_has_no_answer_is_not_told_to_have_arrived(
    desk: Desk, how: How
) -> None:
    journal = Journal(desk)
    desk.telegram.fail_next("sendMessage", how)
    with suppress(SendError):
        await send(desk, "one", journal)

    first = [what for what, _ in journal.noted[:4]]
    assert first[:3] == ["taken", "promised", "begun"]
    assert first[3:] != ["arrived"]


@pytest.fixture
async def somebody() -> AsyncIterator[str]:
    """The address of a server that takes everything."""

    async def agree(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(agree, "127.0.0.1", 0)
    async with server:
        yield "http://{}:{}".format(*server.sockets[0].getsockname())


def listened_to(progress: Progress, *, proxy: str | None = None) -> httpx.AsyncClient:
    return httpx.AsyncClient(proxy=proxy, event_hooks={"request": [progress.trace]})


class Listener:
    """Takes down what it hears of one call."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def promise(self) -> None:
        self.heard.append("promised")

    def begin(self) -> None:
        self.heard.append("begun")

    def arrive(self) -> None:
        self.heard.append("arrived")


async def test_calls_promise_to_tell_once_a_request_was_heard_to(
    somebody: str,
) -> None:
    listeners = [Listener() for _ in range(3)]
    progress, other = Progress(), Progress()
    async with listened_to(progress) as client:
        for listener in listeners[:2]:
            with progress.telling(listener):
                await client.post(somebody)
    async with listened_to(other) as client:
        with suppress(httpx.ConnectError):
            await client.post("http://127.0.0.1:1/")
        with other.telling(listeners[2]):
            await client.post(somebody)

    first, second, third = (listener.heard for listener in listeners)
    assert first == third == ["begun", "arrived"]
    assert second == ["promised", "begun", "arrived"]


async def test_any_request_shows_that_the_library_tells(somebody: str) -> None:
    listener, progress = Listener(), Progress()
    async with listened_to(progress) as client:
        await client.get(somebody)
        with progress.telling(listener):
            await client.post(somebody)

    assert listener.heard == ["promised", "begun", "arrived"]


async def test_a_call_promises_before_its_request_is_made(somebody: str) -> None:
    listener, progress = Listener(), Progress()
    async with listened_to(progress) as client:
        await client.get(somebody)
    with progress.telling(listener):
        pass

    assert listener.heard == ["promised"]


async def test_a_request_that_reaches_nobody_never_begins() -> None:
    progress = Progress()
    async with listened_to(progress) as client:
        with progress.telling(Deaf()), pytest.raises(httpx.ConnectError):
            await client.post("http://127.0.0.1:1/", data={"a": "b"})


async def test_what_a_proxy_says_is_not_what_telegram_says() -> None:
    asked: list[bytes] = []

    async def consent(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(consent, "127.0.0.1", 0)
    proxy = "http://127.0.0.1:{1}".format(*server.sockets[0].getsockname())
    progress = Progress()
    async with server, listened_to(progress, proxy=proxy) as client:
        with progress.telling(Deaf()), pytest.raises(httpx.TransportError):
            await client.post("https://telegram.invalid/", data={"a": "b"})

    assert asked[0].startswith(b"CONNECT telegram.invalid:443 ")


async def test_each_message_tells_of_itself(desk: Desk) -> None:
    journals = [Journal(desk) for _ in range(3)]
    async with asyncio.TaskGroup() as tasks:
        for number, journal in enumerate(journals):
            tasks.create_task(send(desk, f"{number}", journal))

    for journal in journals:
        told = [what for what, _ in journal.noted]
        assert told == ["taken", "promised", "begun", "arrived"]
