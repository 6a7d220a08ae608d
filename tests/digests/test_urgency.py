"""Who comes next when several wait, some of them in a hurry."""

import asyncio
from asyncio import TaskGroup
from collections.abc import Callable

import pytest

from digests.urgency import PriorityLock


class Queue:
    """People who come one after the other while somebody has the turn, and who had it."""

    def __init__(self) -> None:
        self.lock = PriorityLock()
        self.had: list[str] = []
        self.go_on = asyncio.Event()

    async def first(self, then: Callable[[], object] = lambda: None) -> None:
        async with self.lock.held():
            await self.go_on.wait()
        then()

    async def come(self, name: str) -> None:
        """Come, urgently if the name is in capitals."""
        async with self.lock.held(urgent=name.isupper()):
            self.had.append(name)
            await asyncio.sleep(0)


async def _settled() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


@pytest.mark.parametrize(
    ("coming", "had"),
    [
        ("abc", "abc"),
        ("ABC", "ABC"),
        ("abC", "Cab"),
        ("abcABC", "AaBbCc"),
        ("aABC", "AaBC"),
        ("abcA", "Aabc"),
    ],
)
async def test_the_urgent_and_the_others_alternate(coming: str, had: str) -> None:
    queue = Queue()
    async with TaskGroup() as tasks:
        tasks.create_task(queue.first())
        for name in coming:
            tasks.create_task(queue.come(name))
        await _settled()
        queue.go_on.set()
    assert "".join(queue.had) == had


@pytest.mark.parametrize("leaves", ["a", "b", "ab", "bC", "abC"])
async def test_who_leaves_the_queue_stops_nobody(leaves: str) -> None:
    queue = Queue()
    async with TaskGroup() as tasks:
        tasks.create_task(queue.first())
        came = {name: tasks.create_task(queue.come(name)) for name in "abCd"}
        await _settled()
        for name in leaves:
            came[name].cancel()
        queue.go_on.set()
    assert queue.had == [name for name in "Cabd" if name not in leaves]
    async with asyncio.timeout(1), queue.lock.held():
        pass


async def test_who_leaves_just_as_the_turn_comes_passes_it_on() -> None:
    queue = Queue()
    came: dict[str, asyncio.Task[None]] = {}

    def leave() -> None:
        """The first has ended: the turn is a's, who has not yet woken up."""
        came["a"].cancel()

    async with TaskGroup() as tasks:
        tasks.create_task(queue.first(leave))
        came |= {name: tasks.create_task(queue.come(name)) for name in "ab"}
        await _settled()
        queue.go_on.set()
    assert queue.had == ["b"]
    async with asyncio.timeout(1), queue.lock.held():
        pass


async def test_an_error_ends_a_turn() -> None:
    lock = PriorityLock()
    with pytest.raises(ZeroDivisionError):
        async with lock.held():
            raise ZeroDivisionError
    async with asyncio.timeout(1), lock.held(urgent=True):
        pass
