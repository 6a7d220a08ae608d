import asyncio
from collections.abc import Awaitable, Callable

import pytest

from digests.remembering import Remembered


def finding(found: list[str], value: str) -> Callable[[], Awaitable[str]]:
    """Find a value after a while, and count how often it was looked for."""

    async def find() -> str:
        found.append(value)
        await asyncio.sleep(0)
        return value

    return find


async def test_what_many_ask_at_once_is_found_once() -> None:
    remembered, found = Remembered[int, str](2), list[str]()
    async with asyncio.TaskGroup() as tasks:
        asked = [
            tasks.create_task(remembered.get(1, finding(found, "one")))
            for _ in range(5)
        ]

    assert {each.result() for each in asked} == {"one"}
    assert found == ["one"]


async def test_the_oldest_is_forgotten_when_there_is_no_room() -> None:
    remembered, found = Remembered[int, str](2), list[str]()
    for key, value in ((1, "one"), (2, "two"), (3, "three"), (2, "two"), (1, "one")):
        assert await remembered.get(key, finding(found, value)) == value

    assert found == ["one", "two", "three", "one"]


async def test_what_could_not_be_found_is_looked_for_again() -> None:
    async def fail() -> str:
        raise LookupError

    remembered, found = Remembered[int, str](2), list[str]()
    with pytest.raises(LookupError):
        await remembered.get(1, fail)

    assert await remembered.get(1, finding(found, "one")) == "one"
