from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from digests import polling
from digests.news import Entry

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DICE = Random(1)  # noqa: S311  (jitter is no secret)


def an_entry(number: int, *, age: timedelta | None = HOUR) -> Entry:
    return Entry(
        guid=f"guid {number}",
        link=f"https://news.example/{number}",
        title=f"Title {number}",
        published=None if age is None else NOW - age,
    )


def test_news_brings_us_back_sooner_and_silence_later() -> None:
    assert polling.next_interval(HOUR, any_new=True) < HOUR
    assert polling.next_interval(HOUR, any_new=False) > HOUR


@given(st.lists(st.booleans(), max_size=60))
def test_an_interval_stays_between_a_quarter_of_an_hour_and_a_day(
    polls: list[bool],
) -> None:
    interval = polling.FIRST_INTERVAL
    for any_new in polls:
        interval = polling.next_interval(interval, any_new=any_new)

        assert timedelta(minutes=15) <= interval <= timedelta(hours=24)


def test_a_fresh_answer_is_not_asked_for_again() -> None:
    wait = polling.wait_after_success(HOUR, max_age=7200.0, random=DICE)

    assert 2 * HOUR <= wait <= 2.2 * HOUR


def test_an_answer_cannot_claim_to_be_fresh_for_a_year() -> None:
    wait = polling.wait_after_success(HOUR, max_age=31e6, random=DICE)

    assert wait <= timedelta(hours=27)


@given(st.integers(1, 10**6), st.floats(0, 1e9), st.randoms())
def test_failures_keep_us_away_longer_but_never_for_ever(
    failures: int, asked: float, dice: Random
) -> None:
    wait = polling.wait_after_failure(HOUR, failures=failures, asked=asked, random=dice)

    assert 2 * HOUR <= wait <= timedelta(hours=30)
    assert wait >= min(timedelta(seconds=asked), timedelta(hours=24))


def test_a_page_is_tried_again_after_longer_and_longer_waits() -> None:
    waits = [
        polling.wait_before_reading(attempts, asked=None, random=DICE)
        for attempts in (1, 2, 3)
    ]

    assert waits == sorted(waits)
    assert waits[0] >= timedelta(minutes=10)
    assert polling.wait_before_reading(1, asked=7200, random=DICE) >= 2 * HOUR


def test_the_same_page_twice_in_a_feed_is_one_entry() -> None:
    first = an_entry(1)
    same_guid = replace(an_entry(2), guid=first.guid)
    same_page = replace(an_entry(3), link=f"{first.link}?utm_source=rss")

    assert polling.distinct([first, same_guid, same_page]) == [first]


def test_a_new_source_brings_two_days_or_ten_entries_not_its_history() -> None:
    ages = [timedelta(hours=number) for number in range(20)] + [
        timedelta(days=number) for number in range(3, 300)
    ]
    entries = [an_entry(number, age=age) for number, age in enumerate(ages)]
    reasons = polling.why_not(entries, at=NOW, first_time=True)

    assert [not why for why in reasons] == [True] * 20 + [False] * 297


def test_a_quiet_new_source_brings_its_newest_ten_whatever_their_order() -> None:
    entries = [an_entry(age, age=timedelta(days=age)) for age in range(40, 3, -1)]
    reasons = polling.why_not(entries, at=NOW, first_time=True)

    assert [e.guid for e, why in zip(entries, reasons, strict=True) if not why] == [
        f"guid {age}" for age in range(13, 3, -1)
    ]


def test_a_new_source_without_dates_brings_its_first_ten() -> None:
    entries = [an_entry(number, age=None) for number in range(30)]
    reasons = polling.why_not(entries, at=NOW, first_time=True)

    assert [not why for why in reasons] == [True] * 10 + [False] * 20


def test_a_known_source_brings_what_is_new_and_nothing_old() -> None:
    entries = [an_entry(1), an_entry(2, age=timedelta(days=30)), an_entry(3, age=None)]
    reasons = polling.why_not(entries, at=NOW, first_time=False)

    assert [bool(why) for why in reasons] == [False, True, False]


def test_an_entry_that_leads_nowhere_need_not_be_read() -> None:
    entry = replace(an_entry(1), link="")

    assert polling.why_not([entry], at=NOW, first_time=False) != ("",)
    assert polling.address_of(entry) == entry.guid
