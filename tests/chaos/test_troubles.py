import errno
import random
import re
from datetime import timedelta
from pathlib import Path

import pytest

from digests import utc_now
from tests.chaos.clock import clock_of, set_ahead
from tests.chaos.disk import filled, small_disk
from tests.chaos.line import Fate
from tests.chaos.processes import CannotPlay
from tests.chaos.scenarios import SCENARIOS
from tests.chaos.weather import bad, slow, usual

CHANCE = random.Random(1)  # noqa: S311 - the same weather every time
SEND = "POST /bot1:x/sendMessage"
POLL = "POST /bot1:x/getUpdates"


async def test_a_small_disk_is_full_for_a_while(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    try:
        async with small_disk(disk, megabytes=2):
            with filled(disk), pytest.raises(OSError, match="No space") as full:
                (disk / "more").write_bytes(b"x" * 8192)

            assert full.value.errno == errno.ENOSPC
            (disk / "more").write_bytes(b"x" * 8192)
        assert [file.name for file in disk.iterdir()] == ["more"]
        assert (disk / "more").read_bytes() == b"x" * 8192
    except CannotPlay as why:
        pytest.skip(str(why))


def test_the_clock_of_the_program_is_set_by_a_file(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    clock = clock_of(file)
    right = clock() - utc_now()
    set_ahead(file, -3600)
    behind = clock() - utc_now()

    assert abs(right) < timedelta(minutes=1)
    assert abs(behind + timedelta(hours=1)) < timedelta(minutes=1)


def test_bad_weather_is_for_messages_and_now_and_then_for_polls() -> None:
    weather = bad(CHANCE, 0.5, [lambda _: Fate(arrives=False)])
    met = {
        request: sum(not weather(request).arrives for _ in range(1000))
        for request in (SEND, POLL, "GET /api/v10/users/@me")
    }

    assert 400 < met[SEND] < 600
    assert 150 < met[POLL] < 350
    assert met["GET /api/v10/users/@me"] == 0


def test_messages_always_take_a_while_and_at_slow_platforms_seconds() -> None:
    fates = [(usual(CHANCE)(SEND), slow(CHANCE)) for _ in range(100)]

    assert all(0.04 <= fate.before + fate.after <= 0.12 for fate, _ in fates)
    assert all(2.0 <= fate.before + fate.after <= 15.0 for _, fate in fates)


def test_the_manual_names_every_scenario() -> None:
    manual = Path(__file__).parents[2] / "docs" / "measuring.md"
    named = set(re.findall(r"^\| `(\w+)` \|", manual.read_text(), re.MULTILINE))

    assert set(SCENARIOS) <= named
