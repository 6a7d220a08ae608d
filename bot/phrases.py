"""Ages, dates, lists, schedules and errors, as the language in use says them."""

import math
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Literal

from babel.dates import format_datetime, format_skeleton, format_time, format_timedelta
from babel.lists import format_list
from babel.numbers import format_decimal

from bot.schedule import EVERY_DAY, WEEKDAYS, WEEKEND, Rule
from bot.tongue import _, figure, locale
from digests import Fact, NewsError, Reason

_SECOND, _MINUTE = timedelta(seconds=1), timedelta(minutes=1)
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


def listed(words: Sequence[str]) -> str:
    """Join words as people do: ``a``, ``a and b``, ``a, b and c``."""
    return format_list(list(filter(None, words)), locale=locale())


def before_value(what: str) -> str:
    """Write what stands before a value: ``Length: ``, with a space before it in French."""
    return _("{what}: {value}").format(what=what, value="")


def ago(then: datetime, at: datetime) -> str:
    """Say how long ago something was: ``5 minutes``, ``3 hours``, ``2 days``."""
    age = max(at - then, timedelta(0))
    if age >= 2 * _DAY:
        return _in("day", age // _DAY)
    if age >= _HOUR:
        return _in("hour", age // _HOUR)
    return _in("minute", age // _MINUTE)


def lasting(length: timedelta) -> str:
    """Say a length of time: ``90 seconds``, ``5 minutes``, ``3 hours``."""
    if length < 2 * _MINUTE:
        return _in("second", round(length / _SECOND))
    if length < 2 * _HOUR:
        return _in("minute", round(length / _MINUTE))
    return _in("hour", round(length / _HOUR))


def _in(unit: Literal["day", "hour", "minute", "second"], number: int) -> str:
    # Without this threshold Babel says 20 days as 3 weeks, and 1 hour as 60 minutes.
    return format_timedelta(
        timedelta(**{f"{unit}s": number}),
        granularity=unit,
        threshold=math.inf,
        locale=locale(),
    )


def share(number: float) -> str:
    """Write a factor: ``0.75`` in English, ``0,75`` in German."""
    return format_decimal(number, "0.00", locale=locale())


def clock(moment: datetime | time) -> str:
    """Write a time of day: ``08:00``."""
    return format_time(moment, "HH:mm", locale=locale())


def weekday(moment: datetime) -> str:
    """Name the day of the week shortly: ``Mon``."""
    return format_datetime(moment, "EEE", locale=locale())


def weekday_and_date(moment: datetime) -> str:
    """Write a day of this year: ``Mon 23 Nov``."""
    return format_skeleton("MMMEd", moment, locale=locale())


def full_date(moment: datetime) -> str:
    """Write a day of any year: ``23 Nov 2026``."""
    return format_skeleton("yMMMd", moment, locale=locale())


def schedule(rule: Rule) -> str:
    """Say a rule as people would: ``Weekdays at 08:00 and 18:30, Europe/Berlin``."""
    return _("{days} at {times}, {zone}").format(
        days=_days(rule.days),
        times=listed([clock(at) for at in rule.times]),
        zone=rule.zone.replace("_", " "),
    )


def _days(days: frozenset[int]) -> str:
    if days == EVERY_DAY:
        return _("Every day")
    if days == WEEKDAYS:
        return _("Weekdays")
    if days == WEEKEND:
        return _("Weekends")
    names = locale().days["stand-alone"]["abbreviated"]
    return listed([names[day] for day in sorted(days)])


def told(error: NewsError) -> str:
    """Say an error and what it is about."""
    if not error.subject:
        return reason(error.reason)
    return _("{subject}: {reason}").format(
        subject=error.subject, reason=reason(error.reason)
    )


def reason(why: Reason) -> str:
    """Say why something failed; what has no translation is said in English."""
    sentence = _(why.template)
    if not why.facts:
        return sentence
    return sentence.format(**{name: _fact(it) for name, it in why.facts.items()})


def _fact(fact: Fact) -> str:
    match fact:
        case int():
            return figure(fact)
        case timedelta():
            return lasting(fact)
        case Reason():
            return reason(fact)
    return fact
