"""When a reader wants the news: rules in local time, and the next moment of one.

Local midnights that do not exist and hours that come twice are why this is not a
cron expression: every allowed local date has exactly one slot for each time. A slot is
a promise in local time; its moment follows from the zone's rules, which may change.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

EVERY_DAY = frozenset(range(7))
WEEKDAYS = frozenset(range(5))
WEEKEND = frozenset({5, 6})
MOST_TIMES = 6
_DAY, _NOTHING = timedelta(days=1), timedelta(0)
_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """On these weekdays (Monday is 0), at these times, on this zone's clocks.

    Raises ``ValueError`` when no slot would ever come or the zone is unknown.
    """

    days: frozenset[int]
    times: tuple[time, ...]
    zone: str

    def __post_init__(self) -> None:
        if not self.days or not self.days <= EVERY_DAY:
            raise ValueError("a schedule needs at least one day of the week")
        if not 0 < len(self.times) <= MOST_TIMES:
            raise ValueError(f"a schedule needs 1 to {MOST_TIMES} times of day")
        zone_of(self.zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One due time: the wall-clock time that was promised, and the moment it is.

    ``local`` reads ``2026-11-23 08:00`` and stays so even if the clocks jump over it.
    """

    local: str
    due_at: datetime


def next_slot(rule: Rule, after: datetime) -> Slot:
    """Find the first slot after a moment.

    A time that the clocks skip comes as much later as they jump; a time that
    comes twice counts the first time (PEP 495, ``fold=0``). Two times that a jump
    puts on one moment are one slot, the earlier one's. A date that a zone leaves out
    altogether, as Apia did when it crossed the date line, has no slot.
    """
    today = after.astimezone(zone_of(rule.zone)).date()
    days = _days(rule, today - _DAY, _DAY)
    these = next(days)
    while not any(slot.due_at > after for slot in these):
        these = next(days)
    # What is pushed over midnight may come behind the first of the next day.
    ahead = (slot for slot in (*these, *next(days)) if slot.due_at > after)
    return min(ahead, key=lambda slot: (slot.due_at, slot.local))


def last_slot(rule: Rule, until: datetime) -> Slot:
    """Find the last slot up to a moment, that moment included."""
    today = until.astimezone(zone_of(rule.zone)).date()
    # Where clocks go back over midnight, tomorrow has begun before.
    days = _days(rule, today + _DAY, -_DAY)
    these = next(days)
    while not any(slot.due_at <= until for slot in these):
        these = next(days)
    past = [slot for slot in (*next(days), *these) if slot.due_at <= until]
    latest = max(slot.due_at for slot in past)
    return min(
        (slot for slot in past if slot.due_at == latest), key=lambda slot: slot.local
    )


def slot_at(local: str, zone: str) -> Slot | None:
    """Find the moment of a promised local time by the rules that the zone has now.

    ``None`` if the zone leaves out that whole date.
    """
    promised = datetime.fromisoformat(local)
    return _slot(promised.date(), promised.time(), zone_of(zone))


def read_zones_again() -> None:
    """Forget the rules of all zones: their files may have been updated since."""
    ZoneInfo.clear_cache()
    zone_of.cache_clear()
    zones_by_word.cache_clear()


def _days(rule: Rule, first: date, step: timedelta) -> Iterator[tuple[Slot, ...]]:
    """Give the slots of one allowed date after the other, forwards or backwards."""
    zone, day = zone_of(rule.zone), first
    while True:
        if day.weekday() in rule.days:
            slots = (_slot(day, at, zone) for at in rule.times)
            if there := tuple(filter(None, slots)):
                yield there
        day += step


def _slot(day: date, at: time, zone: ZoneInfo) -> Slot | None:
    promised = datetime.combine(day, at)
    before = promised.replace(tzinfo=zone).utcoffset() or _NOTHING
    # The offset behind the jump, if the clocks jump over this time.
    behind = promised.replace(tzinfo=zone, fold=1).utcoffset() or _NOTHING
    if behind - before >= _DAY:
        return None
    due_at = (promised - before).replace(tzinfo=UTC)
    return Slot(local=f"{day} {at.isoformat('minutes')}", due_at=due_at)


def describe(rule: Rule) -> str:
    """Write a rule so that ``parse_schedule`` reads it back, whoever reads it.

    ``Weekdays at 08:00 and 18:30, Europe/Berlin``
    """
    times = _listed([f"{at:%H:%M}" for at in rule.times])
    return f"{describe_days(rule.days)} at {times}, {rule.zone.replace('_', ' ')}"


def describe_days(days: frozenset[int]) -> str:
    """Say a set of weekdays."""
    match sorted(days):
        case [0, 1, 2, 3, 4, 5, 6]:
            return "Every day"
        case [0, 1, 2, 3, 4]:
            return "Weekdays"
        case [5, 6]:
            return "Weekends"
        case some:
            return _listed([_NAMES[day] for day in some])


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


@lru_cache(maxsize=1024)
def zone_of(name: str) -> ZoneInfo:
    """Find a time zone; raises ``ValueError`` when there is none of that name.

    The library keeps eight and reads any other from its file again; these are all.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"there is no time zone called {name}") from error


@cache
def zones_by_word() -> dict[str, str]:
    """Map what people may call a zone, in small letters, to its IANA name.

    A zone answers to its full name and, if it is a place's, to its city.
    """
    words: dict[str, str] = {}
    for name in sorted(available_timezones(), key=lambda name: (name.count("/"), name)):
        area, _, place = name.partition("/")
        words[name.lower()] = words[name.lower().replace("_", " ")] = name
        if area in _PLACES:
            city = place.rpartition("/")[2].replace("_", " ").lower()
            words.setdefault(city, name)
    return words


_PLACES = frozenset(
    {
        *("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic"),
        *("Australia", "Europe", "Indian", "Pacific"),
    }
)
