"""What is done again and again, each thing at its times.

APScheduler only rings. The work happens in tasks of our own, so that a stop can wait for
what is under way instead of tearing a transaction apart.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

log = logging.getLogger(__name__)

_FIXED = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}


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


def every(length: timedelta) -> IntervalTrigger:
    """Ring after each such length of time."""
    return IntervalTrigger(seconds=int(length.total_seconds()), timezone=UTC)


class Rounds:
    """Makes its rounds until it is told to stop."""

    def __init__(self, rounds: Sequence[Round]) -> None:
        self._rounds = rounds
        self._is_over = False

    async def run(self) -> None:
        """Do everything at its times; after ``stop``, finish what was begun."""
        scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=_FIXED)
        for each in self._rounds:
            scheduler.add_job(_ring, each.bell, args=[each], id=each.name)
            if each.at_start:
                each.rung.set()
        scheduler.start()
        try:
            async with asyncio.TaskGroup() as tasks:
                for each in self._rounds:
                    tasks.create_task(self._go(each))
        finally:
            scheduler.shutdown(wait=False)

    def stop(self) -> None:
        """Let ``run`` return once what was begun is finished."""
        self._is_over = True
        for each in self._rounds:
            each.rung.set()

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


async def _ring(each: Round) -> None:
    each.rung.set()
