"""When a message makes no sound."""

from datetime import time, timedelta

import pytest

from bot.preferences import Preferences, QuietHours
from tests.bot.builders import NOON

NIGHT = QuietHours(start=time(22), end=time(7))


@pytest.mark.parametrize(
    ("at", "is_quiet"),
    [
        ("21:59", False),
        ("22:00", True),
        ("03:00", True),
        ("06:59", True),
        ("07:00", False),
    ],
)
def test_quiet_hours_may_pass_midnight(at: str, is_quiet: bool) -> None:
    assert (time.fromisoformat(at) in NIGHT) is is_quiet


def test_quiet_hours_of_one_day_end_before_they_begin_again() -> None:
    siesta = QuietHours(start=time(13), end=time(15))

    assert time(14) in siesta
    assert time(15) not in siesta


def test_quiet_hours_are_read_as_they_were_written() -> None:
    assert QuietHours.read(str(NIGHT)) == NIGHT
    assert QuietHours.read("") is None


def test_quiet_hours_are_those_of_the_readers_clock() -> None:
    loud = Preferences(silent=False, quiet_hours=NIGHT)

    assert not loud.is_silent(NOON, "UTC")
    assert loud.is_silent(NOON, "Pacific/Auckland")
    assert loud.is_silent(NOON + timedelta(hours=10), "UTC")


def test_a_silent_chat_is_always_silent() -> None:
    assert Preferences().is_silent(NOON, "UTC")
