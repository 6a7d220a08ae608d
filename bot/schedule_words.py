"""People's words for a schedule: "weekdays 8:00 and 18:30", "täglich 7 Uhr", "Berlin".

Every word must be understood, or nothing is: a briefing at a guessed time is
worse than a question.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time

from bot.schedule import MOST_TIMES, Rule, zones_by_word
from bot.schedule_vocabulary import (
    CITIES,
    FILLERS,
    GROUPS,
    HALVES,
    NAMED_TIMES,
    TO,
    spaced,
    weekday,
)
from bot.tongue import _, plural

_LONGEST = 200


class NotUnderstoodError(ValueError):
    """A schedule that we cannot follow; the message says what would work."""


def examples() -> str:
    """Show what people may write, in their own language as far as it is understood."""
    return _(
        "“weekdays 8:00 and 18:30”, “daily 7am”, “mon wed fri 18:00 Europe/Berlin”"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The parts of a schedule that somebody named; ``None`` leaves one as it was."""

    days: frozenset[int] | None = None
    times: tuple[time, ...] | None = None
    zone: str | None = None

    def over(self, rule: Rule) -> Rule:
        """Change only what was named."""
        return replace(
            rule,
            days=rule.days if self.days is None else self.days,
            times=rule.times if self.times is None else self.times,
            zone=rule.zone if self.zone is None else self.zone,
        )


def parse_schedule(text: str) -> Wish:
    """Read days, times of day and a place; raises ``NotUnderstoodError``."""
    words = _words(text)
    days: set[int] = set()
    times: set[time] = set()
    zone: str | None = None
    at = 0
    while at < len(words):
        if found := _zone(words, at):
            zone, used = found
        elif some := _days(words, at):
            these, used = some
            days |= these
        elif moment := _time(words, at):
            one, used = moment
            times.add(one)
        elif words[at] in FILLERS:
            used = 1
        else:
            raise _not_understood(words[at])
        at += used
    return _wish(days, times, zone)


def parse_hours(text: str) -> tuple[time, time]:
    """Read from when until when: ``22:00-7:00``, ``22 to 7``, ``10pm - 6am``.

    Raises ``NotUnderstoodError``.
    """
    words = [word for word in _words(text) if word not in FILLERS | TO]
    times: list[time] = []
    at = 0
    while at < len(words) and (moment := _time(words, at)):
        one, used = moment
        times.append(one)
        at += used
    if at < len(words) or len(times) != 2 or times[0] == times[1]:  # noqa: PLR2004
        raise NotUnderstoodError(
            _(
                "From when until when? I understand “22:00-7:00”, “10pm to 6am” and "
                "“off”."
            )
        )
    return times[0], times[1]


def _wish(days: set[int], times: set[time], zone: str | None) -> Wish:
    if not days and not times and zone is None:
        raise NotUnderstoodError(_with_examples(_("When should it come?")))
    if len(times) > MOST_TIMES:
        raise NotUnderstoodError(
            plural(
                "At most {count} time a day, please.",
                "At most {count} times a day, please.",
                MOST_TIMES,
            )
        )
    return Wish(
        days=frozenset(days) or None, times=tuple(sorted(times)) or None, zone=zone
    )


def _not_understood(word: str) -> NotUnderstoodError:
    what = _("I don't understand “{word}”.").format(word=word)
    return NotUnderstoodError(_with_examples(what))


def _with_examples(sentence: str) -> str:
    known = _("I understand {examples}.").format(examples=examples())
    return f"{sentence} {known}"


def _words(text: str) -> list[str]:
    if len(text) > _LONGEST:
        raise NotUnderstoodError(_with_examples(_("That is rather long.")))
    return [match.group() for match in _WORD.finditer(spaced(text.casefold()))]


# A zone's name, a clock time, or a word, a number, a sign.
_WORD = re.compile(
    r"[a-z_]+/[a-z_/+\-0-9]+|\d+[:.]\d+|\d+|[^\W\d_](?:[\w'’]*[^\W_])?|[^\s\w,;&()،؛，、；]"
)


def _zone(words: list[str], at: int) -> tuple[str, int] | None:
    """Find the longest run of up to three words that names a zone."""
    for used in (3, 2, 1):
        name = " ".join(words[at : at + used])
        if len(words) - at >= used and weekday(name) is None and name not in FILLERS:
            city = CITIES.get(name, name)
            if zone := zones_by_word().get(city):
                return zone, used
    return None


def _days(words: list[str], at: int) -> tuple[frozenset[int], int] | None:
    for used in (3, 2, 1):
        phrase = " ".join(words[at : at + used])
        if phrase in GROUPS:
            return GROUPS[phrase], used
    if (first := weekday(words[at])) is None:
        return None
    if len(words) > at + 2 and words[at + 1] in TO:
        last = weekday(words[at + 2])
        if last is not None:
            return frozenset(_through(first, last)), 3
    return frozenset({first}), 1


def _through(first: int, last: int) -> Iterator[int]:
    return ((first + ahead) % 7 for ahead in range((last - first) % 7 + 1))


def _time(words: list[str], at: int) -> tuple[time, int] | None:
    if words[at] in NAMED_TIMES:
        return NAMED_TIMES[words[at]], 1
    hour, _colon, minute = words[at].replace(".", ":").partition(":")
    if not hour.isdecimal():
        return None
    half, used = _half(words, at + 1)
    if half:
        return _clock(hour, minute or "00", half), 1 + used
    match words[at + 1 : at + 4]:
        case ["uhr", late] | ["uhr", late, _] if (
            late.isdecimal() and not minute and words[at + 3 : at + 4] != ["uhr"]
        ):
            return _clock(hour, late, ""), 3
    return _clock(hour, minute or "00", ""), 1


def _half(words: list[str], at: int) -> tuple[str, int]:
    """Read which half of the day is meant: ``pm``, ``de la tarde``."""
    for used in (1, 2, 3):
        *between, last = words[at : at + used] or [""]
        if last in HALVES and FILLERS.issuperset(between):
            return HALVES[last], used
    return "", 0


def _clock(hours: str, minutes: str, half: str) -> time:
    if not _CLOCK.fullmatch(f"{hours}:{minutes}{half}"):
        what = _("{time} is no time of day.").format(time=f"{hours}:{minutes}{half}")
        raise NotUnderstoodError(_with_examples(what))
    hour = int(hours) % 12 + 12 * (half == "pm") if half else int(hours)
    return time(hour, int(minutes))


_CLOCK = re.compile(
    r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9]|(?:0?[1-9]|1[0-2]):[0-5][0-9][ap]m"
)
