"""What happens to the program in each run: one row of ``SCENARIOS`` for each fault.

A new fault is a function that troubles a scene until it is cancelled, and a row.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.chaos.stage import Scene

Trouble = Callable[[Scene, random.Random], Awaitable[None]]

_DELIVERIES_WITHIN = 20.0
_GLANCE = 0.01
_TELEGRAM_WOES = (429, 429, 500, 502, "drop_before", "drop_after")
_POLLING_WOES = (502, "drop_after")
_RARELY = 0.05
_DISCORD_WOES: tuple[dict[str, object], ...] = (
    {"trouble": "status", "status": 500},
    {"trouble": "status", "status": 503},
    {"trouble": "lost"},
    {"trouble": "unanswered"},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One run: whether the program is killed, and what else goes wrong meanwhile."""

    about: str
    kills: bool = False
    trouble: Trouble | None = None


async def kill_it(scene: Scene, chance: random.Random) -> None:
    """Start the program, and kill it at a random moment.

    Some moments lie in its start, some anywhere, most right after a platform took a
    message: that is where messages are lost or doubled.
    """
    await scene.bot.start("run")
    start = await scene.start_seconds()
    moment = chance.random()
    if moment < 0.2:
        await asyncio.sleep(chance.uniform(0.1, start))
    elif moment < 0.5:
        await asyncio.sleep(start + chance.uniform(0.0, 8.0))
    else:
        await _until_it_grows(chance.choice(scene.logs), start + _DELIVERIES_WITHIN)
        await asyncio.sleep(chance.uniform(0.0, 0.3))
    await scene.bot.kill()


async def _until_it_grows(log: Path, seconds: float) -> None:
    before = _size(log)
    for _ in range(round(seconds / _GLANCE)):
        if _size(log) != before:
            return
        await asyncio.sleep(_GLANCE)


def _size(log: Path) -> int:
    return log.stat().st_size if log.exists() else 0


async def _telegram_errs(scene: Scene, chance: random.Random) -> None:
    log, _ = scene.logs
    while True:
        await _until_it_grows(log, _DELIVERIES_WITHIN)
        await scene.trouble_telegram("sendMessage", chance.choice(_TELEGRAM_WOES))
        if chance.random() < _RARELY:
            woe = chance.choice(_POLLING_WOES)
            await scene.trouble_telegram("getUpdates", woe)


async def _discord_errs(scene: Scene, chance: random.Random) -> None:
    _, log = scene.logs
    while True:
        await _until_it_grows(log, _DELIVERIES_WITHIN)
        woe = chance.choice(_DISCORD_WOES)
        await scene.trouble_discord(route="^POST /channels/", **woe)


async def _machine_sleeps(scene: Scene, chance: random.Random) -> None:
    while True:
        await asyncio.sleep(chance.uniform(3.0, 12.0))
        await scene.bot.freeze(chance.uniform(1.0, 9.0))


SCENARIOS: Mapping[str, Scenario] = {
    "kill": Scenario(about="kill -9, N times", kills=True),
    "telegram": Scenario(
        about="Telegram answers 429, 500, 502, hangs up", trouble=_telegram_errs
    ),
    "discord": Scenario(
        about="Discord answers 500, 503, hangs up", trouble=_discord_errs
    ),
    "sleep": Scenario(about="the machine sleeps for seconds", trouble=_machine_sleeps),
}
