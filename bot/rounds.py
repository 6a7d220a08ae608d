"""What is done again and again, each thing at its times.

APScheduler's triggers only say when. Its scheduler is not used: it sleeps until the next
time, and after a clock was set back, for as long as it was set back.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.triggers.cron import CronTrigger

log = logging.getLogger(__name__)

# So often somebody looks whether the clock still is what it was taken for.
_LOOK_SECONDS = 5.0
_A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One thing to do, when ``bell`` rings and perhaps ``at_start``.

    A bell that rings while it is being done makes it be done once more.
    """

    name: str
    do: Callable[[], Awaitable[object]]
    bell: Any
    at_start: bool = False
    rung: asyncio.Event = field(default_factory=asyncio.Event)


def each_minute() -> CronTrigger:
    """Ring as each minute begins."""
    return CronTrigger(second=0, timezone=UTC)


def each_night() -> CronTrigger:
    """Ring when Europe and America sleep or have slept."""
    return CronTrigger(hour=3, minute=17, timezone=UTC)


def each_seconds(number: int) -> CronTrigger:
    """Ring each so many seconds, counted from the full minute."""
    return CronTrigger(second=f"*/{number}", timezone=UTC)


class Rounds:
    """Makes its rounds by a clock until it is told to stop; ``pause`` waits for seconds."""

    def __init__(
        self,
        rounds: Sequence[Round],
        *,
        clock: Callable[[], datetime],
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._rounds = rounds
        self._clock = clock
        self._pause = pause
        self._is_over = False

    async def run(self) -> None:
        """Do everything at its times; after ``stop``, finish what was begun."""
        for each in self._rounds:
            if each.at_start:
                each.rung.set()
        async with asyncio.TaskGroup() as bells:
            ringing = [bells.create_task(self._ring(each)) for each in self._rounds]
            async with asyncio.TaskGroup() as tasks:
                for each in self._rounds:
                    tasks.create_task(self._go(each))
            for bell in ringing:
                bell.cancel()

    def stop(self) -> None:
        """Let ``run`` return once what was begun is finished."""
        self._is_over = True
        for each in self._rounds:
            each.rung.set()

    async def _ring(self, each: Round) -> None:
        """Ring a bell at its times, on whatever the clock says, forwards or back."""
        before = self._clock()
        due = _next(each, before)
        while True:
            left = (due - before).total_seconds()
            await self._pause(min(max(left, 0.0), _LOOK_SECONDS))
            now = self._clock()
            if now >= due:
                each.rung.set()
            if now >= due or now < before:
                due = _next(each, now)
            before = now

    async def _go(self, each: Round) -> None:
        while True:
            await each.rung.wait()
            if self._is_over:
                return
            each.rung.clear()
            try:
                await each.do()
            except Exception:
                log.exception("the %s failed; it is tried again at its time", each.name)


def _next(each: Round, after: datetime) -> datetime:
    due: datetime = each.bell.get_next_fire_time(None, after + _A_MOMENT)
    return due
