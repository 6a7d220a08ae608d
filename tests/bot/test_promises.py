import logging
import shutil
import zoneinfo
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import promises, slots
from bot.schedule import read_zones_again
from bot.tables import slots as slot_rows
from bot.tables import subscriptions as rows
from digests import Database
from tests.bot.builders import (
    CLIMATE,
    FERRIES,
    GUILD,
    NOON,
    a_rule,
    a_subscriber,
    rows_of,
)

ZONE = "Test/Land"
Clocks = Callable[[str], None]


@pytest.fixture
def clocks_of(tmp_path: Path) -> Iterator[Clocks]:
    """Give a land the clocks of a real zone, as an update of the files would."""
    known = [Path(path) for path in zoneinfo.TZPATH if Path(path).is_dir()]
    folder = tmp_path / "zoneinfo"
    (folder / "Test").mkdir(parents=True)
    zoneinfo.reset_tzpath([str(folder), *map(str, known)])

    def set_clocks(like: str) -> None:
        file = next(path / like for path in known if (path / like).exists())
        shutil.copy(file, folder / ZONE)

    yield set_clocks
    zoneinfo.reset_tzpath()
    read_zones_again()


async def moments(database: Database) -> list[object]:
    return await rows_of(database, rows, "next_local", "next_at")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


async def test_a_promised_time_is_kept_when_the_clocks_change_by_law(
    database: Database, clocks_of: Clocks, caplog: pytest.LogCaptureFixture
) -> None:
    clocks_of("Europe/Berlin")
    await a_subscriber(database, CLIMATE, FERRIES, rule=a_rule("08:00", zone=ZONE))
    await a_subscriber(database, address=GUILD)
    clocks_of("Europe/Moscow")
    with caplog.at_level(logging.WARNING):
        assert await promises.mend(database) == 2

    assert await moments(database) == [
        ("2026-11-25 08:00", utc("2026-11-25 05:00")),
        ("2026-11-25 08:00", utc("2026-11-25 05:00")),
        ("2026-11-25 08:00", utc("2026-11-25 08:00")),
    ]
    assert "2 times moved, since clocks changed: ['Test/Land']" in caplog.text
    assert await promises.mend(database) == 0


async def test_many_are_moved_a_few_at_a_time(
    database: Database, clocks_of: Clocks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(promises, "_AT_ONCE", 1)
    clocks_of("Europe/Berlin")
    await a_subscriber(database, CLIMATE, FERRIES, rule=a_rule("08:00", zone=ZONE))
    clocks_of("Asia/Tokyo")

    assert await promises.mend(database) == 2


async def test_a_slot_that_was_claimed_by_old_rules_does_not_come_again(
    database: Database, clocks_of: Clocks
) -> None:
    clocks_of("Europe/Moscow")
    early = NOON.replace(hour=4)
    await a_subscriber(database, at=early, rule=a_rule("08:00", zone=ZONE))
    await slots.claim(database, at=NOON.replace(hour=5))
    # Now it is 06:30 there again, and 08:00 still to come.
    clocks_of("Europe/Berlin")
    await promises.mend(database)
    for hours in range(48):
        await slots.claim(database, at=NOON.replace(hour=5) + timedelta(hours=hours))

    assert await rows_of(database, slot_rows, "local", "due_at") == [
        ("2026-11-24 08:00", utc("2026-11-24 05:00")),
        ("2026-11-25 08:00", utc("2026-11-25 07:00")),
    ]


async def test_a_time_that_has_passed_by_new_rules_is_made_up_for(
    database: Database, clocks_of: Clocks
) -> None:
    clocks_of("Europe/Berlin")
    at = NOON.replace(hour=6)
    await a_subscriber(database, at=at, rule=a_rule("08:00", zone=ZONE))
    clocks_of("Europe/Moscow")
    await promises.mend(database)

    assert await slots.claim(database, at=at) == 1
    assert await rows_of(database, slot_rows, "local", "due_at") == [
        ("2026-11-24 08:00", utc("2026-11-24 05:00"))
    ]
    assert await moments(database) == [("2026-11-25 08:00", utc("2026-11-25 05:00"))]


async def test_where_a_date_is_left_out_the_next_one_is_promised(
    database: Database, clocks_of: Clocks
) -> None:
    clocks_of("Pacific/Pago_Pago")
    at = utc("2011-12-30 20:00")
    await a_subscriber(database, at=at, rule=a_rule("08:00", "18:00", zone=ZONE))
    was = await moments(database)
    clocks_of("Pacific/Apia")
    await promises.mend(database)

    assert was == [("2011-12-30 18:00", utc("2011-12-31 05:00"))]
    assert await moments(database) == [("2011-12-31 08:00", utc("2011-12-30 18:00"))]


async def test_a_zone_that_nobody_knows_any_more_keeps_its_moments(
    database: Database, clocks_of: Clocks
) -> None:
    clocks_of("Europe/Berlin")
    await a_subscriber(database, rule=a_rule("08:00", zone=ZONE))
    was = await moments(database)
    zoneinfo.reset_tzpath()

    assert await promises.mend(database) == 0
    assert await moments(database) == was
