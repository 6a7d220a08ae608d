"""What people say when they want a pause."""

from datetime import date

import pytest

from bot.pause_words import is_pause, parse_pause
from bot.schedule_words import NotUnderstoodError

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("pause 1 week", date(2026, 12, 1)),
        ("Pause für 10 Tage", date(2026, 12, 4)),
        ("pause for a month", date(2026, 12, 24)),
        ("pause until 3 Dec", date(2026, 12, 3)),
        ("pause until Dec 3", date(2026, 12, 3)),
        ("Pause bis 24.12.", date(2026, 12, 24)),
        ("Pause bis 3. Januar", date(2027, 1, 3)),
        ("pause until 2027-01-31", date(2027, 1, 31)),
        ("pausa hasta el 8 de diciembre", date(2026, 12, 8)),
        ("пауза до 5 января", date(2027, 1, 5)),
        ("пауза 2 недели", date(2026, 12, 8)),
        ("пауза на неделю", date(2026, 12, 1)),
        ("пауза на 2 тижні", date(2026, 12, 8)),
        ("пауза до 24 грудня", date(2026, 12, 24)),
        ("pause until 1.2.2027", date(2027, 2, 1)),
        ("إيقاف أسبوعين", date(2026, 12, 8)),
        ("إيقاف ٣ أسابيع", date(2026, 12, 15)),
        ("إيقاف حتى 24 ديسمبر", date(2026, 12, 24)),
        ("暂停2周", date(2026, 12, 8)),
        ("暂停一周", date(2026, 12, 1)),
        ("暂停到12月24日", date(2026, 12, 24)),
        ("暂停到2027年1月31日", date(2027, 1, 31)),
        ("暂停 至 2027-01-31", date(2027, 1, 31)),
    ],
)
def test_a_pause_ends_on_the_day_that_was_said(said: str, day: date) -> None:
    assert is_pause(said)
    assert parse_pause(said, TODAY) == day


@pytest.mark.parametrize(
    "said",
    ["resume", "Weiter", "продолжить", "Продовжити", "استئناف", "恢复"],
)
def test_a_word_ends_it(said: str) -> None:
    assert is_pause(said)
    assert parse_pause(said, TODAY) is None


@pytest.mark.parametrize(
    "said",
    [
        "pause",
        "pause until",
        "pause until 24 Nov 2026",
        "pause until 31.2.",
        "pause 0 days",
        "pause 9999 weeks",
        "pause until 12",
        "pause until Dec",
    ],
)
def test_what_is_no_day_to_come_is_asked_about(said: str) -> None:
    with pytest.raises(NotUnderstoodError):
        parse_pause(said, TODAY)


def test_a_schedule_is_no_pause() -> None:
    assert not is_pause("weekdays 8:00")
    assert not is_pause("")
