from datetime import UTC, datetime, time, timedelta

import pytest

from bot.phrases import ago, clock, full_date, listed, reason, schedule, share, told
from bot.schedule import Rule
from bot.tongue import LANGUAGES, speaking, using
from digests import NotFound, Reason, Refused, TryLater
from tests.bot.builders import NOON


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(minutes=-5), "0 minutes"),
        (timedelta(seconds=90), "1 minute"),
        (timedelta(minutes=119), "1 hour"),
        (timedelta(hours=47), "47 hours"),
        (timedelta(hours=48), "2 days"),
    ],
)
def test_an_age_is_told_in_the_unit_that_people_would_use(
    age: timedelta, words: str
) -> None:
    assert ago(NOON - age, NOON) == words


def test_things_are_listed_as_people_do() -> None:
    assert [listed(["a", "b", "c"][:n]) for n in range(4)] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_ages_lists_dates_and_factors_follow_the_language_in_use() -> None:
    with speaking("de"):
        assert ago(NOON - timedelta(hours=3), NOON) == "3 Stunden"
        assert listed(["a", "b", "c"]) == "a, b und c"
        assert full_date(NOON) == "24. Nov. 2026"
        assert share(0.75) == "0,75"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_says_ages_days_and_times(code: str) -> None:
    rule = Rule(days=frozenset({0, 2}), times=(time(8), time(18, 30)), zone="UTC")

    with using(code):
        assert "8" in ago(NOON - timedelta(days=8), NOON)
        assert clock(datetime(2026, 11, 24, 8, tzinfo=UTC)) == "08:00"
        assert "18:30" in schedule(rule)
        assert "2026" in full_date(NOON)


def test_a_schedule_is_said_as_people_would() -> None:
    rule = Rule(days=frozenset(range(5)), times=(time(8),), zone="America/New_York")

    assert schedule(rule) == "Weekdays at 08:00, America/New York"
    with speaking("de"):
        assert schedule(rule) == "Werktags um 08:00, America/New York"


def test_an_error_is_said_in_the_language_in_use_with_its_facts() -> None:
    error = Refused(
        "news.example", "answered {status}: there is no such page", status=404
    )

    assert told(error) == str(error)
    with speaking("de"):
        assert told(error) == "news.example: antwortet mit 404: Die Seite gibt es nicht"


def test_an_error_about_nothing_in_particular_is_its_reason_alone() -> None:
    error = NotFound("", "Story {number}: it is no longer kept here", number="7")

    assert told(error) == str(error) == "Story 7: it is no longer kept here"


def test_a_time_and_a_reason_within_a_reason_are_said_too() -> None:
    wait = TryLater("a", "asked us to wait, {time} more", time=timedelta(minutes=5))
    error = TryLater(
        "a", "{reason} (in quotation marks I take it for words)", reason=wait.reason
    )

    assert told(error) == str(error)
    with speaking("de"):
        assert "5 Minuten" in told(error)


def test_a_reason_without_facts_is_said_as_it_stands_braces_and_all() -> None:
    assert reason(Reason("is no TOML: {")) == "is no TOML: {"
