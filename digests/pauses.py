"""How long servers want us to stay away, in their headers and in our memory.

A pause holds for the whole host, whichever of its addresses answered with it.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST = timedelta(hours=24)
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s{0,4}=\s{0,4}\"?(\d{1,10})", re.IGNORECASE)
_SECONDS = re.compile(r"[0-9]{1,10}")


class Pauses:
    """The hosts that asked for rest. ``clock`` gives aware times."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._ends: dict[str, datetime] = {}

    def begin(self, host: str, length: timedelta) -> None:
        now = self._clock()
        self._ends = {name: end for name, end in self._ends.items() if end > now}
        self._ends[host] = now + length

    def seconds_left(self, host: str) -> float:
        """Give the seconds until ``host`` may be asked again; 0 means now."""
        end = self._ends.get(host)
        return 0.0 if end is None else max(0.0, (end - self._clock()).total_seconds())


def retry_after(value: str, now: datetime) -> timedelta | None:
    """Read a Retry-After header: seconds or a date (RFC 9110, 10.2.3).

    Waits longer than a day are cut to a day; None means that it says nothing.
    """
    value = value.strip()
    if _SECONDS.fullmatch(value):
        return min(timedelta(seconds=int(value)), LONGEST)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max(moment - now, timedelta(0)), LONGEST)


def max_age(headers: Mapping[str, str]) -> float | None:
    """Give the seconds for which an answer stays fresh, at most a day's.

    That is Cache-Control's max-age less Age (RFC 9111, section 4.2); None if
    the headers do not say.
    """
    found = _MAX_AGE.search(headers.get("Cache-Control", ""))
    if found is None:
        return None
    age = _SECONDS.fullmatch(headers.get("Age", "").strip())
    left = int(found[1]) - (int(age[0]) if age else 0)
    return min(max(0.0, float(left)), LONGEST.total_seconds())
