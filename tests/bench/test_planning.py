from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.schedule import Slot
from tests.bench import planning

BERLIN = ZoneInfo("Europe/Berlin")


def test_all_that_is_due_in_one_minute_is_claimed() -> None:
    measured = planning.measure_claiming(50)

    assert measured["subscriptions due in one minute", "subscriptions", 0] == 50


@pytest.mark.parametrize(
    ("local", "utc", "keeps"),
    [
        pytest.param("2026-07-01 08:00", "2026-07-01 06:00", True, id="at its time"),
        pytest.param("2026-07-01 08:00", "2026-07-01 07:00", False, id="an hour late"),
        pytest.param("2026-03-29 02:30", "2026-03-29 01:30", True, id="in a jump"),
    ],
)
def test_a_slot_at_another_time_is_found(local: str, utc: str, *, keeps: bool) -> None:
    due_at = datetime.fromisoformat(utc).replace(tzinfo=UTC)

    assert planning._keeps(Slot(local=local, due_at=due_at), BERLIN) == keeps
