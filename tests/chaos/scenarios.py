"""What happens to the program in each run: one row of ``SCENARIOS`` for each fault.

A new fault is a function that troubles a scene until it is cancelled, and a row.
"""

import asyncio
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.chaos import troubles
from tests.chaos.stage import Scene
from tests.chaos.troubles import Trouble

_DELIVERIES_WITHIN = 20.0
_GLANCE = 0.01
_MESSAGES = (1, 3, 10, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One run: whether the program is killed, and what else goes wrong meanwhile.

    ``restarts`` says whether it is stopped politely and started again now and then. For
    ``sets_clock`` and ``megabytes`` see ``Plan``.
    """

    about: str
    kills: bool = False
    trouble: Trouble | None = None
    restarts: bool = True
    sets_clock: bool = False
    megabytes: int = 0


async def kill_it(scene: Scene, chance: random.Random) -> None:
    """Start the program, and kill it at a random moment.

    Some moments lie in its start, some anywhere, most right after a platform took a
    message, the first one or a later one: that is where messages are lost or doubled.
    """
    await scene.bot.start("run")
    start = await scene.start_seconds()
    moment = chance.random()
    if moment < 0.2:
        wait = chance.uniform(0.1, start)
    elif moment < 0.5:
        wait = start + chance.uniform(0.0, 8.0)
    else:
        log, times = chance.choice(scene.logs), chance.choice(_MESSAGES)
        await _until_it_grows(log, times, start + _DELIVERIES_WITHIN)
        wait = chance.uniform(0.0, 0.3)
    await scene.kill(after=wait)


async def _until_it_grows(log: Path, times: int, seconds: float) -> None:
    """Wait until something is written to a log so many times, or for so long."""
    before, deadline = _size(log), time.monotonic() + seconds
    while times and time.monotonic() < deadline:
        await asyncio.sleep(_GLANCE)
        now = _size(log)
        times -= now != before
        before = now


def _size(log: Path) -> int:
    return log.stat().st_size if log.exists() else 0


SCENARIOS: Mapping[str, Scenario] = {
    "kill": Scenario(about="kill -9, N times", kills=True),
    "floods": Scenario(about="storms of 429", trouble=troubles.floods),
    "errors": Scenario(about="500, 502, 503", trouble=troubles.errors),
    "drops": Scenario(
        about="lines break before and after a message is taken",
        trouble=troubles.drops,
    ),
    "slow": Scenario(about="platforms answer after 2 to 15 s", trouble=troubles.slow),
    "resumed": Scenario(
        about="the gateway closes, to be resumed", trouble=troubles.gateway_closes
    ),
    "begun": Scenario(
        about="the gateway closes and forgets", trouble=troubles.gateway_forgets
    ),
    "shut": Scenario(
        about="403 and 404 for good, groups upgraded", trouble=troubles.chats_shut
    ),
    "clock": Scenario(
        about="the clock jumps",
        trouble=troubles.clock_jumps,
        restarts=False,
        sets_clock=True,
    ),
    "full": Scenario(
        about="the disk is full",
        trouble=troubles.disk_fills,
        restarts=False,
        megabytes=400,
    ),
    "locked": Scenario(
        about="the database is locked, up to 40 s",
        trouble=troubles.database_locks,
        restarts=False,
    ),
    "sleep": Scenario(
        about="the machine sleeps for seconds", trouble=troubles.machine_sleeps
    ),
}
