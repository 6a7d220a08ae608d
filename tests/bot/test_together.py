"""Many who want something of the database at the same time."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.together import MOST, Together
from digests import Database
from tests.databases import empty_database


@pytest.fixture
async def database() -> AsyncIterator[Database]:
    async with empty_database() as opened:
        yield opened


class Counter:
    """Doubles numbers, notes what was asked in one round, and waits where told to.

    ``shut`` says how often no transaction begins at all.
    """

    def __init__(
        self, database: Database, *, broken: frozenset[int] = frozenset(), shut: int = 0
    ) -> None:
        self.database = database
        self.rounds: list[list[int]] = []
        self.broken = broken
        self.shut = shut
        self.begun = asyncio.Event()
        self.gate = asyncio.Event()
        self.gate.set()
        self.pen = asyncio.Event()
        self.pen.set()

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        await self.pen.wait()
        if self.shut:
            self.shut -= 1
            raise ValueError("nobody may write")
        async with self.database.writing() as connection:
            yield connection

    async def do(self, connection: AsyncConnection, wishes: Sequence[int]) -> list[int]:
        self.rounds.append(list(wishes))
        self.begun.set()
        await self.gate.wait()
        if self.broken.intersection(wishes):
            raise ValueError("not this one")
        return [2 * wish for wish in wishes]


async def result_of(together: Together[int, int], wish: int) -> int | str:
    try:
        return await together(wish)
    except ValueError as error:
        return str(error)


async def all_of(together: Together[int, int], *wishes: int) -> list[int | str]:
    async with asyncio.TaskGroup() as tasks:
        asked = [tasks.create_task(result_of(together, wish)) for wish in wishes]
    return [each.result() for each in asked]


async def test_those_who_ask_at_once_share_a_round(database: Database) -> None:
    counter = Counter(database)

    assert await all_of(Together(counter.do, counter.begin), 1, 2, 3) == [2, 4, 6]
    assert counter.rounds == [[1, 2, 3]]


async def test_who_asks_during_a_round_is_in_the_next_one(database: Database) -> None:
    counter = Counter(database)
    together = Together(counter.do, counter.begin)
    counter.gate.clear()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(all_of(together, 1))
        await counter.begun.wait()
        later = tasks.create_task(all_of(together, 2, 3))
        await asyncio.sleep(0.01)
        counter.gate.set()

    assert later.result() == [4, 6]
    assert counter.rounds == [[1], [2, 3]]


async def test_who_asks_while_others_wait_for_their_turn_to_write_is_with_them(
    database: Database,
) -> None:
    counter = Counter(database)
    together = Together(counter.do, counter.begin)
    counter.pen.clear()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(all_of(together, 1))
        await asyncio.sleep(0.01)
        tasks.create_task(all_of(together, 2, 3))
        await asyncio.sleep(0.01)
        counter.pen.set()

    assert counter.rounds == [[1, 2, 3]]


async def test_where_nobody_may_write_all_are_told_so_at_once(
    database: Database,
) -> None:
    counter = Counter(database, shut=1)
    together = Together(counter.do, counter.begin)

    assert await all_of(together, 1, 2) == ["nobody may write"] * 2
    assert await all_of(together, 3) == [6]
    assert counter.rounds == [[3]]


async def test_a_wish_that_cannot_be_done_fails_its_asker_alone(
    database: Database,
) -> None:
    counter = Counter(database, broken=frozenset({2}))

    assert await all_of(Together(counter.do, counter.begin), 1, 2, 3) == [
        2,
        "not this one",
        6,
    ]
    assert counter.rounds == [[1, 2, 3], [1], [2], [3]]


async def test_a_round_has_an_end(database: Database) -> None:
    counter = Counter(database)
    await all_of(Together(counter.do, counter.begin), *range(MOST + 1))

    assert [len(wishes) for wishes in counter.rounds] == [MOST, 1]


async def test_who_gives_up_does_not_disturb_the_others(database: Database) -> None:
    counter = Counter(database)
    together = Together(counter.do, counter.begin)
    counter.gate.clear()
    async with asyncio.TaskGroup() as tasks:
        hasty = tasks.create_task(together(1))
        patient = tasks.create_task(together(2))
        await counter.begun.wait()
        hasty.cancel()
        await asyncio.sleep(0.01)
        counter.gate.set()

    assert hasty.cancelled()
    assert patient.result() == 4


async def test_it_goes_on_after_everything_was_done(database: Database) -> None:
    counter = Counter(database)
    together = Together(counter.do, counter.begin)

    assert [await together(1), await together(2)] == [2, 4]


async def test_resting_waits_for_what_was_asked_by_somebody_who_gave_up(
    database: Database,
) -> None:
    counter = Counter(database)
    together = Together(counter.do, counter.begin)
    counter.gate.clear()
    async with asyncio.TaskGroup() as tasks:
        hasty = tasks.create_task(together(1))
        await counter.begun.wait()
        hasty.cancel()
        resting = tasks.create_task(together.rest())
        await asyncio.sleep(0.01)
        waits = not resting.done()
        counter.gate.set()

    assert waits
    await together.rest()
