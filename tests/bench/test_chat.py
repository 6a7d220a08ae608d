"""People who ask at once, of a small month of news."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from digests import utc_now
from tests.bench import chat, filling, waits
from tests.bench.waits import Taken

PLAN = chat.Plan(at_once=2, turns=1, warm=0)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small month of news."""
    filled = tmp_path_factory.mktemp("month") / "month.db"
    asyncio.run(chat.fill(filled, 200, PLAN))
    return filled


async def test_people_on_both_platforms_are_answered_from_a_month_of_news(
    file: Path,
) -> None:
    taken, measured = await chat.measure(file, PLAN)

    assert {one.platform for one in taken} == {"Telegram", "Discord"}
    assert "/help" in {one.what for one in taken}
    assert all(one.text for one in taken)
    assert all(value > 0 for value in measured.values())


def test_a_month_that_was_filled_some_time_ago_ends_now(
    file: Path, tmp_path: Path
) -> None:
    moved = Path(shutil.copyfile(file, tmp_path / "moved.db"))
    later = utc_now().replace(second=30) + timedelta(days=40)

    filling.move_on(moved, to=later)

    with closing(sqlite3.connect(moved)) as connection:
        query = "SELECT max(at), min(published = at) FROM articles"
        newest, alike = connection.execute(query).fetchone()
        (last,) = connection.execute("SELECT max(last_at) FROM stories").fetchone()
    assert newest[:16] == last[:16] == f"{later:%Y-%m-%d %H:%M}"
    assert alike == 1
    assert len(newest) == len("2026-01-05 00:00:00.000000")


def test_what_people_waited_is_told_by_command_and_by_platform() -> None:
    taken = [
        Taken(platform, "/search", float(ms), "1. A bridge")
        for platform in ("Discord", "Telegram")
        for ms in range(1, 101)
    ]

    whole, discord, telegram = waits.waited(taken)

    assert whole.cells() == ("/search", "200", "50", "95", "99", "100")
    assert (discord.what, telegram.what) == ("all, on Discord", "all, on Telegram")
    assert (discord.answers, discord.p99) == (100, 99)


def test_the_time_of_the_slowest_is_told_where_few_were_asked() -> None:
    (one, _) = waits.waited([Taken("Discord", "/help", 7.0, "What I can do")])

    assert one.median == one.p95 == one.p99 == one.longest == 7.0
