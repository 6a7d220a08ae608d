from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.schedule import (
    EVERY_DAY,
    Rule,
    describe,
    last_slot,
    next_slot,
    read_zones_again,
    slot_at,
    zones_by_word,
)
from bot.schedule_words import NotUnderstoodError, Wish, parse_schedule

ZONES = sorted(available_timezones())
# Midnights that are skipped or come twice, half hours, two hours, Ramadan, -12 to +14.
SAMPLE = [
    *("Europe/Berlin", "Africa/Cairo", "America/Santiago", "America/Havana"),
    *("Asia/Beirut", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns"),
    *("Pacific/Chatham", "Africa/Casablanca", "America/Nuuk", "UTC"),
    *("Africa/El_Aaiun", "America/Asuncion", "Antarctica/Troll", "Asia/Gaza"),
    *("Asia/Hebron", "Pacific/Apia", "Pacific/Kiritimati", "Pacific/Easter"),
    *("America/Scoresbysund", "Europe/Dublin", "Asia/Tehran", "Pacific/Norfolk"),
]
AWKWARD = [time(0), time(0, 30), time(2, 30), time(8), time(23, 59)]
BERLIN = Rule(days=EVERY_DAY, times=(time(8),), zone="Europe/Berlin")

rules = st.builds(
    Rule,
    days=st.frozensets(st.integers(0, 6), min_size=1),
    times=st.lists(st.times(), min_size=1, max_size=6).map(
        lambda times: tuple(sorted({t.replace(second=0, microsecond=0) for t in times}))
    ),
    zone=st.sampled_from(ZONES),
)
moments = st.datetimes(
    datetime(2020, 1, 1),  # noqa: DTZ001 - Hypothesis adds the zone
    datetime(2035, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@given(rules, moments)
def test_the_next_slot_lies_ahead_on_an_allowed_day_at_a_chosen_time(
    rule: Rule, after: datetime
) -> None:
    slot = next_slot(rule, after)
    promised = datetime.fromisoformat(slot.local)

    assert slot.due_at > after
    assert promised.weekday() in rule.days
    assert promised.time() in rule.times


@given(rules, moments)
def test_a_slot_shows_its_promised_time_or_one_that_the_clocks_made_of_it(
    rule: Rule, after: datetime
) -> None:
    slot = next_slot(rule, after)
    shown = slot.due_at.astimezone(ZoneInfo(rule.zone)).replace(tzinfo=None)

    # The largest jump since 2020 is an hour; half-hour ones exist.
    assert timedelta(0) <= shown - datetime.fromisoformat(slot.local)
    assert shown - datetime.fromisoformat(slot.local) <= timedelta(hours=1)


@given(rules, moments)
def test_nothing_is_due_between_a_moment_and_its_next_slot(
    rule: Rule, after: datetime
) -> None:
    slot = next_slot(rule, after)
    middle = after + (slot.due_at - after) / 2

    assert next_slot(rule, middle) == slot


@given(rules, moments)
def test_the_last_slot_is_the_one_before_the_next(rule: Rule, moment: datetime) -> None:
    last = last_slot(rule, moment)

    assert last.due_at <= moment
    assert next_slot(rule, last.due_at) == next_slot(rule, moment)
    assert last_slot(rule, last.due_at) == last


@pytest.mark.parametrize("zone", SAMPLE)
@pytest.mark.parametrize("at", AWKWARD, ids=str)
def test_every_local_date_has_exactly_one_slot(zone: str, at: time) -> None:
    assert dates_of(zone, at, since=date(2026, 1, 1), days=730) == [
        date(2026, 1, 1) + timedelta(days=n) for n in range(730)
    ]


def dates_of(zone: str, at: time, *, since: date, days: int) -> list[date]:
    """Follow a daily rule from slot to slot, and list the dates that they promise."""
    rule = Rule(days=EVERY_DAY, times=(at,), zone=zone)
    moment = next_slot(rule, datetime.combine(since, time(), UTC)).due_at
    moment -= timedelta(days=3)
    dates: list[date] = []
    while len(dates) < days:
        slot = next_slot(rule, moment)
        day = date.fromisoformat(slot.local.split()[0])
        if day >= since:
            dates.append(day)
        moment = slot.due_at
    return dates


@pytest.mark.parametrize("at", AWKWARD, ids=str)
@pytest.mark.parametrize(
    ("zone", "left_out"),
    [
        ("Pacific/Apia", date(2011, 12, 30)),
        ("Pacific/Fakaofo", date(2011, 12, 30)),
        ("Pacific/Kiritimati", date(1994, 12, 31)),
        ("Pacific/Kwajalein", date(1993, 8, 21)),
    ],
)
def test_a_date_that_a_zone_leaves_out_has_no_slot_and_its_neighbours_have_one(
    zone: str, left_out: date, at: time
) -> None:
    before = left_out - timedelta(days=10)
    dates = [before + timedelta(days=n) for n in range(20)]
    dates.remove(left_out)

    assert dates_of(zone, at, since=before, days=19) == dates
    assert slot_at(f"{left_out} {at:%H:%M}", zone) is None


def test_a_weekly_day_that_is_left_out_comes_a_week_later() -> None:
    fridays = Rule(days=frozenset({4}), times=(time(8),), zone="Pacific/Apia")
    after = datetime(2011, 12, 29, tzinfo=UTC)
    slot = next_slot(fridays, after)

    assert slot.local == "2012-01-06 08:00"
    assert last_slot(fridays, slot.due_at - timedelta(hours=1)).local == (
        "2011-12-23 08:00"
    )


def test_a_date_that_comes_twice_has_one_slot() -> None:
    # Kwajalein had 30 September 1969 twice, but for an hour.
    dates = dates_of("Pacific/Kwajalein", time(8), since=date(1969, 9, 27), days=6)

    assert dates == [date(1969, 9, 27) + timedelta(days=n) for n in range(6)]


@pytest.mark.parametrize(
    ("zone", "times", "before", "found"),
    [
        pytest.param(
            "Europe/Berlin",
            (time(2, 30), time(3, 30)),
            "2026-03-29 00:00",
            ["2026-03-29 02:30", "2026-03-30 02:30"],
            id="in one night",
        ),
        pytest.param(
            "America/Nuuk",
            (time(0, 30), time(23, 30)),
            "2026-03-28 12:00",
            ["2026-03-28 23:30", "2026-03-29 23:30"],
            id="over midnight",
        ),
        pytest.param(
            "America/Nuuk",
            (time(0, 15), time(23, 30)),
            "2026-03-28 12:00",
            ["2026-03-29 00:15", "2026-03-28 23:30", "2026-03-29 23:30"],
            id="overtaken by the next day",
        ),
    ],
)
def test_times_that_the_clocks_push_together(
    zone: str, times: tuple[time, ...], before: str, found: list[str]
) -> None:
    rule = Rule(days=EVERY_DAY, times=times, zone=zone)
    moment = datetime.fromisoformat(before).replace(tzinfo=UTC)
    slots = []
    for _ in found:
        slots.append(next_slot(rule, moment))
        moment = slots[-1].due_at

    assert [slot.local for slot in slots] == found
    assert [last_slot(rule, slot.due_at) for slot in slots] == slots


def test_a_promised_time_has_the_moment_that_the_zone_gives_it() -> None:
    assert slot_at("2026-07-01 08:00", "Europe/Berlin") == next_slot(
        BERLIN, datetime(2026, 6, 30, 12, tzinfo=UTC)
    )
    read_zones_again()
    assert zones_by_word()["berlin"] == "Europe/Berlin"


@pytest.mark.parametrize(
    ("zone", "local", "utc"),
    [
        pytest.param(
            "Europe/Berlin", "2026-03-29 02:30", "2026-03-29 01:30", id="Berlin skips"
        ),
        pytest.param(
            "Europe/Berlin", "2026-10-25 02:30", "2026-10-25 00:30", id="Berlin doubles"
        ),
        pytest.param(
            "America/New_York",
            "2026-11-01 01:30",
            "2026-11-01 05:30",
            id="New York doubles",
        ),
        pytest.param(
            "Africa/Cairo", "2026-04-24 00:00", "2026-04-23 22:00", id="Cairo midnight"
        ),
        pytest.param(
            "America/Santiago",
            "2026-09-06 00:00",
            "2026-09-06 04:00",
            id="Santiago midnight",
        ),
        pytest.param(
            "America/Havana",
            "2026-03-08 00:30",
            "2026-03-08 05:30",
            id="Havana after midnight",
        ),
        pytest.param(
            "Asia/Beirut",
            "2026-03-29 00:30",
            "2026-03-28 22:30",
            id="Beirut after midnight",
        ),
        pytest.param(
            "Australia/Lord_Howe",
            "2026-10-04 02:15",
            "2026-10-03 15:45",
            id="Lord Howe jumps half an hour",
        ),
    ],
)
def test_days_on_which_the_clocks_change(zone: str, local: str, utc: str) -> None:
    promised = datetime.fromisoformat(local)
    rule = Rule(days=EVERY_DAY, times=(promised.time(),), zone=zone)
    due = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    slot = next_slot(rule, due - timedelta(hours=3))

    assert (slot.local, slot.due_at) == (local, due)
    assert next_slot(rule, due).due_at - due > timedelta(hours=20)


@pytest.mark.parametrize(
    ("days", "times", "zone"),
    [
        pytest.param(frozenset(), (time(8),), "UTC", id="no day"),
        pytest.param(frozenset({7}), (time(8),), "UTC", id="an eighth day"),
        pytest.param(EVERY_DAY, (), "UTC", id="no time"),
        pytest.param(EVERY_DAY, (time(8),), "Mars/Base", id="no such zone"),
        pytest.param(EVERY_DAY, (time(8),), "../etc/passwd", id="a path"),
    ],
)
def test_a_rule_that_never_comes_due_is_refused(
    days: frozenset[int], times: tuple[time, ...], zone: str
) -> None:
    with pytest.raises(ValueError, match=r"schedule|time zone"):
        Rule(days=days, times=times, zone=zone)


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        (
            "weekdays 8:00 and 18:30",
            Wish(days=frozenset(range(5)), times=(time(8), time(18, 30))),
        ),
        ("daily 7", Wish(days=EVERY_DAY, times=(time(7),))),
        ("at 9pm", Wish(times=(time(21),))),
        ("12am", Wish(times=(time(0),))),
        ("12:15 pm", Wish(times=(time(12, 15),))),
        (
            "mon wed fri 18:00 Europe/Berlin",
            Wish(days=frozenset({0, 2, 4}), times=(time(18),), zone="Europe/Berlin"),
        ),
        ("täglich 7 Uhr", Wish(days=EVERY_DAY, times=(time(7),))),
        ("8:00 Berlin", Wish(times=(time(8),), zone="Europe/Berlin")),
        ("8am new york time", Wish(times=(time(8),), zone="America/New_York")),
        ("Mo-Fr 7.30", Wish(days=frozenset(range(5)), times=(time(7, 30),))),
        ("fri to mon noon", Wish(days=frozenset({4, 5, 6, 0}), times=(time(12),))),
        ("am Montag um 8 Uhr 15", Wish(days=frozenset({0}), times=(time(8, 15),))),
        ("8 Uhr und 18 Uhr", Wish(times=(time(8), time(18)))),
        ("weekends", Wish(days=frozenset({5, 6}))),
        ("Wien", Wish(zone="Europe/Vienna")),
        ("utc", Wish(zone="UTC")),
    ],
)
def test_words_for_a_schedule_are_understood(words: str, wish: Wish) -> None:
    assert parse_schedule(words) == wish


WORKING = frozenset(range(5))


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("по будням в 8:00", Wish(days=WORKING, times=(time(8),))),
        ("пн-пт 7:30", Wish(days=WORKING, times=(time(7, 30),))),
        (
            "каждый день в 8 утра и в 6 вечера",
            Wish(days=EVERY_DAY, times=(time(8), time(18))),
        ),
        (
            "по понедельникам и средам 9:00, Москва",
            Wish(days=frozenset({0, 2}), times=(time(9),), zone="Europe/Moscow"),
        ),
        (
            "lunes a viernes a las 8:30",
            Wish(days=WORKING, times=(time(8, 30),)),
        ),
        ("lunes al viernes 8:30", Wish(days=WORKING, times=(time(8, 30),))),
        (
            "todos los días a las 7 de la tarde",
            Wish(days=EVERY_DAY, times=(time(19),)),
        ),
        ("fines de semana 10:00", Wish(days=frozenset({5, 6}), times=(time(10),))),
        ("tous les jours à 7h30", Wish(days=EVERY_DAY, times=(time(7, 30),))),
        ("du lundi au vendredi 8 h", Wish(days=WORKING, times=(time(8),))),
        (
            "le week-end à 9h, Bruxelles",
            Wish(days=frozenset({5, 6}), times=(time(9),), zone="Europe/Brussels"),
        ),
        (
            "щодня о 8:00 Київ",
            Wish(days=EVERY_DAY, times=(time(8),), zone="Europe/Kyiv"),
        ),
        ("щопонеділка о 9 ранку", Wish(days=frozenset({0}), times=(time(9),))),
        (
            "щовівторка та щоп’ятниці 8:00",
            Wish(days=frozenset({1, 4}), times=(time(8),)),
        ),
        ("كل يوم في الساعة 8:00", Wish(days=EVERY_DAY, times=(time(8),))),
        ("الاثنين و الأربعاء 8 مساء", Wish(days=frozenset({0, 2}), times=(time(20),))),
        (
            "الإثنين، والأربعاء والجمعة ٧:٣٠ مساءً",
            Wish(days=frozenset({0, 2, 4}), times=(time(19, 30),)),
        ),
        (
            "يوميًا 7 صباحًا القاهرة",
            Wish(days=EVERY_DAY, times=(time(7),), zone="Africa/Cairo"),
        ),
        ("每天8点", Wish(days=EVERY_DAY, times=(time(8),))),
        (
            "周一、周三，周五晚上8：30",
            Wish(days=frozenset({0, 2, 4}), times=(time(20, 30),)),
        ),
        ("工作日早上7点半和下午6点", Wish(days=WORKING, times=(time(7, 30), time(18)))),
        (
            "周一至周五 8:00 北京",
            Wish(days=WORKING, times=(time(8),), zone="Asia/Shanghai"),
        ),
    ],
)
def test_words_of_every_language_are_understood(words: str, wish: Wish) -> None:
    assert parse_schedule(words) == wish


@pytest.mark.parametrize(
    "words",
    [
        *("", "soon", "8:60", "25:00", "8:5", "13pm", "0am", "every other day", "8-10"),
        *("half past 8", "1 2 3 4 5 6 7", "8 " * 200, "३", "not mondays"),
    ],
)
def test_what_is_not_understood_is_refused_with_an_example(words: str) -> None:
    with pytest.raises(NotUnderstoodError, match=r"I understand|At most"):
        parse_schedule(words)


@given(st.text(max_size=210))
def test_no_text_upsets_the_reader_of_schedules(text: str) -> None:
    try:
        wish = parse_schedule(text)
    except NotUnderstoodError:
        return
    assert wish != Wish()


# Of the names without a place, some are written like sums: GMT+0, EST5EDT.
@given(rules.filter(lambda rule: "/" in rule.zone))
def test_a_described_rule_reads_back_as_itself(rule: Rule) -> None:
    assert parse_schedule(describe(rule)).over(BERLIN) == rule


def test_a_wish_changes_only_what_it_names() -> None:
    changed = parse_schedule("18:30").over(BERLIN)

    assert describe(BERLIN) == "Every day at 08:00, Europe/Berlin"
    assert describe(changed) == "Every day at 18:30, Europe/Berlin"
    assert describe(parse_schedule("weekends").over(BERLIN)).startswith("Weekends at")


def test_a_city_answers_for_its_zone_and_an_unknown_one_does_not() -> None:
    assert zones_by_word()["buenos aires"] == "America/Buenos_Aires"
    assert "atlantis" not in zones_by_word()
