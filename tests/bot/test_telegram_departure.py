"""When the real client's messages leave, told by its HTTP library."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from bot.chat import Begin, NotSent
from bot.telegram_departure import telling, trace
from tests.telegram_desk import Desk, address_of, an_open_desk, saying


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with an_open_desk() as desk:
        yield desk


class Journal:
    """Notes when a message is taken and when it begins, and how much arrived by then."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.noted: list[tuple[str, int]] = []

    async def leave(self) -> Begin:
        self._note("taken")
        return self.begin

    def begin(self) -> None:
        self._note("begun")

    def _note(self, what: str) -> None:
        self.noted.append((what, len(self.desk.telegram.log)))


async def test_a_message_begins_once_it_is_taken_and_before_it_arrives(
    desk: Desk,
) -> None:
    journal = Journal(desk)
    for text in ("one", "two"):
        await desk.chat.send(
            address_of(desk.ada), saying(text), key="k", leave=journal.leave
        )

    assert journal.noted == [("taken", 0), ("begun", 0), ("taken", 1), ("begun", 1)]
    assert len(desk.telegram.log) == 2


async def test_what_cannot_be_noted_does_not_leave(desk: Desk) -> None:
    def refuse() -> None:
        raise NotSent("there is no room for a note")

    async def leave() -> Begin:
        return refuse

    with pytest.raises(NotSent, match="no room"):
        await desk.chat.send(address_of(desk.ada), saying("one"), key="k", leave=leave)
    assert desk.telegram.log == []
    await desk.send(saying("two"))
    assert len(desk.telegram.log) == 1


async def test_a_request_that_reaches_nobody_never_begins() -> None:
    begun: list[bool] = []
    async with httpx.AsyncClient(event_hooks={"request": [trace]}) as client:
        with telling(lambda: begun.append(True)), pytest.raises(httpx.ConnectError):
            await client.post("http://127.0.0.1:1/", data={"a": "b"})

    assert begun == []


async def test_each_message_tells_of_itself(desk: Desk) -> None:
    begun: list[int] = []

    async def send(number: int) -> None:
        async def leave() -> Begin:
            return lambda: begun.append(number)

        await desk.chat.send(
            address_of(desk.ada), saying(f"{number}"), key="k", leave=leave
        )

    async with asyncio.TaskGroup() as tasks:
        for number in range(3):
            tasks.create_task(send(number))

    assert sorted(begun) == [0, 1, 2]
