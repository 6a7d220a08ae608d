"""Updates from their arrival to their answer: none is lost, none is answered twice.

Telegram forgets an update once we ask for the next ones or say 200, and repeats it if
that did not arrive. So each is stored before, and known by its id afterwards.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

log = logging.getLogger(__name__)

# Telegram keeps an update for a day; an answer to an older question only puzzles.
FRESH = timedelta(days=1)
# What brings the program down must not do so at every start.
_MOST_TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An update, as JSON, that is not answered yet; ``tries`` counts the beginnings."""

    id: int
    body: str
    at: datetime
    tries: int = 1


class Rows(Protocol):
    """Where an inbox is kept over restarts; ``answered`` is what ``Spans`` wrote."""

    async def load(self) -> tuple[Sequence[Waiting], str]: ...

    async def save(
        self, *, taken: Sequence[Waiting], over: Sequence[int], answered: str
    ) -> None:
        """Store what was taken, drop what is over: all of it, or nothing."""
        ...


class Spans:
    """Ids that are answered, as runs from first to last: they come in sequence.

    After a week without updates Telegram begins anew at any number, so old runs are
    forgotten: their ids may come again and mean something else.
    """

    MOST = 100
    KEPT = timedelta(days=2)

    def __init__(self, written: str = "") -> None:
        self._runs: list[tuple[int, int, float]] = [
            (int(first), int(last), float(at))
            for first, last, at in json.loads(written or "[]")
        ]

    def has(self, id_: int, at: datetime) -> bool:
        """Say whether an id was answered, and not too long ago."""
        self._forget(at)
        return any(first <= id_ <= last for first, last, _ in self._runs)

    def add(self, id_: int, at: datetime) -> None:
        self._forget(at)
        beside = [run for run in self._runs if run[0] - 1 <= id_ <= run[1] + 1]
        first = min([id_, *(run[0] for run in beside)])
        last = max([id_, *(run[1] for run in beside)])
        others = [run for run in self._runs if run not in beside]
        self._runs = [*others, (first, last, at.timestamp())][-self.MOST :]

    def written(self) -> str:
        return json.dumps(self._runs, separators=(",", ":"))

    def _forget(self, at: datetime) -> None:
        oldest = (at - self.KEPT).timestamp()
        self._runs = [run for run in self._runs if run[2] >= oldest]


class Inbox:
    """What one bot has taken. ``open`` comes first, and again after each interruption."""

    def __init__(self, rows: Rows, clock: Callable[[], datetime]) -> None:
        self._rows = rows
        self._clock = clock
        self._turn = asyncio.Lock()
        self._waiting: set[int] = set()
        self._answered = Spans()
        self._fresh: dict[int, Waiting] = {}
        self._over: set[int] = set()
        self._changes = self._stored = 0

    async def open(self) -> tuple[Waiting, ...]:
        """Return what was taken before and never answered, to be answered now.

        What is a day old, or was begun too often, is dropped with a word in the log.
        """
        found, answered = await self._rows.load()
        self._begin(found, answered)
        oldest = self._clock() - FRESH
        for each in found:
            if each.tries >= _MOST_TRIES or each.at < oldest:
                log.error("update %d is given up: it was never answered", each.id)
                self._finish(each.id)
            else:
                self._fresh[each.id] = replace(each, tries=each.tries + 1)
                self._changes += 1
        left = tuple(self._fresh.values())
        await self.settle()
        return left

    def take(self, id_: int, body: str) -> bool:
        """Note an update; false if it was taken before, answered or not."""
        if id_ in self._waiting or self._answered.has(id_, self._clock()):
            log.info("update %d came again", id_)
            return False
        self._waiting.add(id_)
        self._fresh[id_] = Waiting(id=id_, body=body, at=self._clock())
        self._changes += 1
        return True

    async def answered(self, id_: int) -> None:
        """Note that an update needs nothing more, and see that it is stored.

        If the database fails, the next change is stored with this one.
        """
        self._finish(id_)
        try:
            await self.settle()
        except Exception as error:  # noqa: BLE001 - whatever failed, the person has the answer
            log.warning("an answer could not be noted yet: %s", error)

    async def settle(self) -> None:
        """Wait until all that is noted is stored; who waits together shares one turn.

        Raises what the database raises; then the next one stores it.
        """
        wanted = self._changes
        async with self._turn:
            if self._stored >= wanted:
                return
            changes, fresh, over = self._changes, self._fresh, self._over
            self._fresh, self._over = {}, set()
            try:
                await self._rows.save(
                    taken=tuple(fresh.values()),
                    over=tuple(sorted(over)),
                    answered=self._answered.written(),
                )
            except BaseException:
                left = {id_: fresh[id_] for id_ in fresh if id_ not in self._over}
                self._fresh = left | self._fresh
                self._over |= over
                raise
            self._stored = changes

    def _begin(self, found: Sequence[Waiting], answered: str) -> None:
        self._waiting = {each.id for each in found}
        self._answered = Spans(answered)
        self._fresh, self._over = {}, set()
        self._changes = self._stored = 0

    def _finish(self, id_: int) -> None:
        self._waiting.discard(id_)
        self._answered.add(id_, self._clock())
        self._fresh.pop(id_, None)
        self._over.add(id_)
        self._changes += 1
