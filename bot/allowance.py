"""How often one person and one chat may ask what costs much, within an hour.

Kept in memory: a platform is served by one process, and who restarts it is no cheat.
"""

from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta

WINDOW = timedelta(hours=1)
A_PERSON, A_CHAT = 30, 90
# From here on an answer says how many are left.
FEW = 3
_MOST_KNOWN = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """How many more may be asked; where none, ``until`` is when the next one may."""

    number: int
    until: datetime | None = None


class Allowance:
    """Counts what was asked, by person and by chat."""

    def __init__(self) -> None:
        self._asked: dict[Hashable, deque[datetime]] = {}

    def take(self, person: Hashable, chat: Hashable, *, at: datetime) -> Left:
        """Count one more, if both still may; says what is left after it."""
        both = ((("person", person), A_PERSON), (("chat", chat), A_CHAT))
        rows = [(self._row(key, at), most) for key, most in both]
        for row, most in rows:
            if len(row) >= most:
                return Left(number=0, until=row[0] + WINDOW)
        for row, _ in rows:
            row.append(at)
        return Left(number=min(most - len(row) for row, most in rows))

    def _row(self, key: Hashable, at: datetime) -> deque[datetime]:
        """Return when somebody asked within the window, oldest first."""
        if len(self._asked) > _MOST_KNOWN:
            self._forget(at)
        row = self._asked.setdefault(key, deque())
        while row and row[0] <= at - WINDOW:
            row.popleft()
        return row

    def _forget(self, at: datetime) -> None:
        recent = {
            k: row for k, row in self._asked.items() if row and row[-1] > at - WINDOW
        }
        self._asked = recent
