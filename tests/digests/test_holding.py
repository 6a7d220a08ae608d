"""One process at a time: who waits, who takes over, and when."""

import asyncio
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from digests import holding as holding_module
from digests.database import Database
from digests.holding import FileHold, while_held
from tests.databases import URLS, empty_database

_HOLDER = """
import asyncio, sys
from digests import Database

async def hold():
    print("taken", flush=True)
    await asyncio.sleep(60)

async def main():
    async with Database.open(sys.argv[1]) as database:
        await database.alone("telegram", hold, wait=sys.exit)

asyncio.run(main())
"""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding_module, "_TRY_SECONDS", 0.02)
    monkeypatch.setattr(holding_module, "_CHECK_SECONDS", 0.02)


@pytest.fixture(params=URLS)
async def database(request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    async with empty_database(request.param) as opened:
        yield opened


def nobody() -> None:
    raise AssertionError("nobody else holds it")


async def test_one_at_a_time_does_what_has_a_name(database: Database) -> None:
    done: list[str] = []
    waited: list[str] = []
    begun, end = asyncio.Event(), asyncio.Event()

    async def first() -> None:
        begun.set()
        await end.wait()
        done.append("first")

    async def second() -> None:
        done.append("second")

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(database.alone("telegram", first, wait=nobody))
        await begun.wait()
        tasks.create_task(
            database.alone("telegram", second, wait=lambda: waited.append("second"))
        )
        await asyncio.sleep(0.1)
        before = list(done)
        end.set()

    assert before == []
    assert done == ["first", "second"]
    assert waited == ["second"]


async def test_other_names_do_not_wait(database: Database) -> None:
    async def inner() -> None:
        pass

    async def outer() -> None:
        await database.alone("discord", inner, wait=nobody)

    await database.alone("telegram", outer, wait=nobody)


async def test_what_goes_wrong_is_raised_as_it_is_and_frees_the_name(
    database: Database,
) -> None:
    async def fail() -> None:
        raise LookupError("no such token")

    for _ in range(2):
        with pytest.raises(LookupError, match="no such token"):
            await database.alone("telegram", fail, wait=nobody)


@pytest.mark.parametrize("url", URLS)
async def test_who_waits_takes_over_from_a_process_that_was_killed(
    url: str, tmp_path: Path
) -> None:
    if url == "sqlite://":
        url = f"sqlite:///{tmp_path}/verbatim.db"
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", _HOLDER, url), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"taken\n"
    happened: list[str] = []

    async def take_over() -> None:
        happened.append("taken over")

    async with Database.open(url) as database, asyncio.TaskGroup() as tasks:
        waits = asyncio.Event()
        tasks.create_task(database.alone("telegram", take_over, wait=waits.set))
        async with asyncio.timeout(10):
            await waits.wait()
        happened.append("killed")
        process.send_signal(signal.SIGKILL)
        await process.wait()

    assert happened == ["killed", "taken over"]


async def test_a_folder_that_takes_no_file_is_no_other_process(tmp_path: Path) -> None:
    hold = FileHold(tmp_path / "missing" / "verbatim.db-telegram.lock")
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        await hold.take()


class Frail:
    """A hold that is lost as often as told."""

    def __init__(self, *, losses: int) -> None:
        self.losses = losses
        self.takes = 0

    async def take(self) -> bool:
        self.takes += 1
        return True

    async def is_kept(self) -> bool:
        self.losses -= 1
        return self.losses < 0

    async def release(self) -> None:
        pass


def for_a_while(begun: list[int]) -> Callable[[], Awaitable[None]]:
    async def do() -> None:
        begun.append(len(begun))
        await asyncio.sleep(0.1)

    return do


async def test_who_lost_the_name_stops_and_begins_again() -> None:
    hold, begun = Frail(losses=2), list[int]()
    await while_held(hold, for_a_while(begun), wait=nobody)

    assert hold.takes == 3
    assert begun == [0, 1, 2]


async def test_who_is_told_to_stop_frees_the_name(database: Database) -> None:
    async def for_ever() -> None:
        await asyncio.Event().wait()

    async def nothing() -> None:
        pass

    async with asyncio.TaskGroup() as tasks:
        holder = tasks.create_task(database.alone("x", for_ever, wait=nobody))
        await asyncio.sleep(0.05)
        holder.cancel()
    await database.alone("x", nothing, wait=nobody)
