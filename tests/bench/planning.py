"""Whether every date has its slot, and what it costs to claim many in one minute.

Both are to be done in a process of its own, since its memory is part of the figures.
The rows are in an SQLite file, and somebody else wants to write to it all the time.
"""

import asyncio
import resource
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from itertools import islice
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo, available_timezones

from sqlalchemy import Table, insert

from bot import promises, slots
from bot.app import migrate
from bot.schedule import EVERY_DAY, Rule, Slot, next_slot
from bot.tables import chats, subscriptions
from digests import Database, Length
from tests.bench.figures import Measured

_FIRST, _LAST = date(2026, 1, 1), date(2028, 12, 31)
_TIMES = tuple(map(clock_time.fromisoformat, "00:00 00:30 02:30 08:00 23:59".split()))
_DUE = datetime(2026, 11, 24, 8, tzinfo=UTC)
_OF_ONE_CHAT = 4
_AT_ONCE = 10_000
_NEEDS_A_TURN_EVERY = 0.05

_T = TypeVar("_T")


def measure_dates() -> Measured:
    """Follow a daily rule through three years, in every zone and at five times."""
    started = time.perf_counter()
    zones = sorted(available_timezones())
    missing = doubled = elsewhere = checked = 0
    for zone in zones:
        for at in _TIMES:
            found = list(_slots(zone, at))
            checked += len(found)
            dates = Counter(slot.local[:10] for slot in found)
            missing += sum(f"{day}" not in dates for day in _dates())
            doubled += sum(times - 1 for times in dates.values())
            elsewhere += sum(not _keeps(slot, ZoneInfo(zone)) for slot in found)
    return {
        ("zones", f"at {len(_TIMES)} times of day", 0): len(zones),
        ("slots in three years", "slots", 0): checked,
        ("dates without a slot", "dates", 0): missing,
        ("dates with two", "dates", 0): doubled,
        ("slots at another time, which their date has", "slots", 0): elsewhere,
        ("that took", "s", 1): time.perf_counter() - started,
    }


def _slots(zone: str, at: clock_time) -> Iterator[Slot]:
    rule = Rule(days=EVERY_DAY, times=(at,), zone=zone)
    moment = datetime.combine(_FIRST, at, UTC) - timedelta(days=3)
    while (slot := next_slot(rule, moment)).local[:10] <= f"{_LAST}":
        if slot.local[:10] >= f"{_FIRST}":
            yield slot
        moment = slot.due_at


def _dates() -> Iterator[date]:
    """List the dates of those years; no zone leaves one out in them."""
    for ahead in range((_LAST - _FIRST).days + 1):
        yield _FIRST + timedelta(days=ahead)


def _keeps(slot: Slot, zone: ZoneInfo) -> bool:
    """Say whether a slot is at its time, or its date does not have that time."""
    promised = datetime.fromisoformat(slot.local)
    if slot.due_at.astimezone(zone).replace(tzinfo=None) == promised:
        return True
    # The clocks would show it at one of these moments, if ever.
    moments = (
        promised.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)
    )
    return all(
        moment.astimezone(zone).replace(tzinfo=None) != promised for moment in moments
    )


def measure_claiming(count: int) -> Measured:
    """Claim so many subscriptions that fall due in one minute."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_claim(Path(folder) / "bench.db", count))


async def _claim(file: Path, count: int) -> Measured:
    async with Database.open(f"sqlite:///{file}") as database:
        await migrate(database)
        await _fill(database, count)
        mending, _ = await _timed(lambda: promises.mend(database))
        cpu = time.process_time()
        async with _another_writer(database) as waits:
            claiming, claimed = await _timed(
                lambda: slots.claim(database, at=_DUE - slots.AHEAD, ahead=slots.AHEAD)
            )
        cpu = time.process_time() - cpu
        if claimed != count:
            raise RuntimeError(f"only {claimed} were claimed")
        listing, listed = await _timed(
            lambda: slots.waiting(database, ["telegram"], limit=2_000)
        )
        async with database.reading() as connection:
            looking, _ = await _timed(
                lambda: slots.waiting_with(connection, listed[-1], at=_DUE)
            )
    return {
        ("subscriptions due in one minute", "subscriptions", 0): count,
        ("their promises compared with the zones' rules", "s", 1): mending,
        ("claimed in", "s", 1): claiming,
        ("the same", "CPU-s", 1): cpu,
        ("another writer waited, at most", "s", 2): max(waits),
        ("listing what waits, each few seconds", "ms", 0): listing * 1_000,
        ("looking up the slots of one chat", "ms", 1): looking * 1_000,
        ("resident, at most", "MB", 0): _most_resident(),
    }


async def _timed(do: Callable[[], Awaitable[_T]]) -> tuple[float, _T]:
    started = time.perf_counter()
    result = await do()
    return time.perf_counter() - started, result


@asynccontextmanager
async def _another_writer(database: Database) -> AsyncIterator[list[float]]:
    """Write something small again and again; gives how long each took."""
    waits = [0.0]

    async def write() -> None:
        async with database.writing() as connection:
            await connection.execute(
                chats.update().where(chats.c.id == 1).values(why="")
            )

    async def keep_writing() -> None:
        while True:
            seconds, _ = await _timed(write)
            waits.append(seconds)
            await asyncio.sleep(_NEEDS_A_TURN_EVERY)

    async with asyncio.TaskGroup() as tasks:
        writer = tasks.create_task(keep_writing())
        yield waits
        writer.cancel()


async def _fill(database: Database, count: int) -> None:
    zones = sorted(available_timezones())
    local = {
        zone: f"{_DUE.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" for zone in zones
    }
    of_chat = [zones[n % len(zones)] for n in range(-(-count // _OF_ONE_CHAT))]
    await _insert(
        database, chats, (_chat(n, z, local[z]) for n, z in enumerate(of_chat))
    )
    rows = (_wish(n, local[of_chat[n // _OF_ONE_CHAT]]) for n in range(count))
    await _insert(database, subscriptions, rows)


async def _insert(
    database: Database, table: Table, rows: Iterator[dict[str, object]]
) -> None:
    while some := list(islice(rows, _AT_ONCE)):
        async with database.writing() as connection:
            await connection.execute(insert(table), some)


def _chat(number: int, zone: str, local: str) -> dict[str, object]:
    return {
        "id": number + 1,
        "platform": "telegram",
        "chat": str(number),
        "thread": "",
        "zone": zone,
        "days": 127,
        "times": local[-5:],
        "language": "en",
        "length": Length.NORMAL,
        "state": "active",
        "why": "",
        "created": _DUE,
    }


def _wish(number: int, local: str) -> dict[str, object]:
    return {
        "id": number + 1,
        "chat_id": number // _OF_ONE_CHAT + 1,
        "kind": "words",
        "value": str(number % _OF_ONE_CHAT),
        "label": "a subject",
        "days": 127,
        "times": local[-5:],
        "next_at": _DUE,
        "next_local": local,
        "created": _DUE,
    }


def _most_resident() -> float:
    """Megabytes, where the system counts in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
