"""When to ask a source again, and which of its entries are news. Decisions only.

The etiquette: no oftener than the server's max-age, Retry-After when it asks for it,
slower when nothing happens, and much slower when it fails.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from random import Random

from digests.links import is_web_link, one_address
from digests.news import Entry

FASTEST = timedelta(minutes=15)
SLOWEST = timedelta(hours=24)
FIRST_INTERVAL = timedelta(minutes=30)
# Some servers answer 304 for ever: ask once in a while without validators.
VALIDATORS_LAST = timedelta(days=8)
FRESH = timedelta(hours=48)
NEWEST = 10
STALE = timedelta(days=14)
READ_ATTEMPTS = 4
_FASTER, _SLOWER = 0.6, 1.3
_JITTER = 0.1
_FIRST_RETRY = timedelta(minutes=10)


def next_interval(interval: timedelta, *, any_new: bool) -> timedelta:
    """Come sooner to a source that had news, later to one that had none."""
    return min(max(interval * (_FASTER if any_new else _SLOWER), FASTEST), SLOWEST)


def wait_after_success(
    interval: timedelta, *, max_age: float | None, random: Random
) -> timedelta:
    """Wait for the interval, or until the server's answer (``max_age`` seconds) is stale."""
    fresh = min(timedelta(seconds=max_age or 0.0), SLOWEST)
    return max(interval, fresh) * (1 + random.uniform(0, _JITTER))


def wait_after_failure(
    interval: timedelta, *, failures: int, asked: float | None, random: Random
) -> timedelta:
    """Double the wait with every failure in a row, up to a day; heed what was asked.

    ``asked`` are the seconds of a Retry-After.
    """
    wait = min(interval * 2.0 ** min(failures, 10), SLOWEST)
    wanted = min(timedelta(seconds=asked or 0.0), SLOWEST)
    return max(wait, wanted) * (1 + random.uniform(0, 2 * _JITTER))


def wait_before_reading(
    attempts: int, *, asked: float | None, random: Random
) -> timedelta:
    """Wait before a page is tried again: 10, 30, 90 minutes, or as long as asked."""
    wanted = min(timedelta(seconds=asked or 0.0), SLOWEST)
    wait = _FIRST_RETRY * 3.0 ** (attempts - 1)
    return max(wait, wanted) * (1 + random.uniform(0, 2 * _JITTER))


def distinct(entries: Iterable[Entry]) -> list[Entry]:
    """Keep the first entry of each guid and each page."""
    kept: list[Entry] = []
    known: set[tuple[str, str]] = set()
    for entry in entries:
        keys = {("guid", entry.guid), ("page", address_of(entry))}
        if known.isdisjoint(keys):
            kept.append(entry)
        known |= keys
    return kept


def address_of(entry: Entry) -> str:
    """Name the page of an entry; an entry without a link is its own page."""
    return one_address(entry.link if is_web_link(entry.link) else "") or entry.guid


def why_not(
    entries: Sequence[Entry], *, at: datetime, first_time: bool
) -> tuple[str, ...]:
    """Say for each entry why it need not be read; an empty reason means that it is news.

    A source that is polled for the first time brings what is new and its newest
    ten entries, not its whole history.
    """
    newest = sorted(
        range(len(entries)),
        key=lambda place: (-_time(entries[place], at).timestamp(), place),
    )[:NEWEST]
    return tuple(
        _why_not(entry, at=at, first_time=first_time, is_newest=place in newest)
        for place, entry in enumerate(entries)
    )


def _why_not(entry: Entry, *, at: datetime, first_time: bool, is_newest: bool) -> str:
    age = at - _time(entry, at)
    if not is_web_link(entry.link):
        return "it has no link that can be opened"
    if first_time and not is_newest and (age > FRESH or entry.published is None):
        return "it was there before the source was followed"
    if not first_time and age > STALE:
        return "it was already old when it came"
    return ""


def _time(entry: Entry, at: datetime) -> datetime:
    return min(entry.published or at, at)
