"""``./run chaos``: the real program under faults, and whether anything was lost.

Each scenario has a scratch folder of its own, which is kept if something was found.
"""

import argparse
import asyncio
import math
import random
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from digests import utc_now
from tests.chaos.evidence import LATER
from tests.chaos.processes import CannotPlay
from tests.chaos.report import Run, out, report, tell
from tests.chaos.scenarios import SCENARIOS, Scenario, kill_it
from tests.chaos.stage import Plan, Scene, stage
from tests.chaos.verdict import judge

_SETTLE_SECONDS = 240.0
_SETTLE_ROUNDS = 3
_KILL_SECONDS = 15.0
_LAP_SECONDS = 70.0
_PAUSE = 5.0
# So many deliveries of a run's minute leave Telegram's room half empty.
_EACH_MINUTE = 1000
_CHATS, _DELIVERIES = 500, 5500
_FEW_CHATS, _FEW_DELIVERIES = 100, 300


async def run(name: str, folder: Path, *, kills: int, plan: Plan) -> Run:
    """Play one scenario, let everything settle, and judge what is left."""
    scenario, started = SCENARIOS[name], time.monotonic()
    complaints: list[str] = []
    plan = replace(plan, sets_clock=scenario.sets_clock, megabytes=scenario.megabytes)
    async with stage(folder, plan) as scene:
        scene.news.begin()
        chance = random.Random(plan.seed)  # noqa: S311 - the same moments every time
        async with _troubled(scenario, scene, chance):
            if scenario.kills:
                await _kill_often(scene, chance, kills)
            else:
                await _serve(scene, restarts=scenario.restarts, complaints=complaints)
        if not scenario.kills:
            await _recover(scene, complaints)
        await _settle(scene, complaints)
        evidence = scene.gather()
        evidence = replace(evidence, complaints=(*evidence.complaints, *complaints))
        troubled = scene.telegram.troubled + scene.discord.troubled
    return Run(
        about=scenario.about,
        troubled=troubled,
        evidence=evidence,
        verdict=judge(evidence),
        seconds=time.monotonic() - started,
    )


@asynccontextmanager
async def _troubled(
    scenario: Scenario, scene: Scene, chance: random.Random
) -> AsyncIterator[None]:
    if scenario.trouble is None:
        yield
        return
    async with asyncio.TaskGroup() as tasks:
        troubling = tasks.create_task(_forever(scenario, scene, chance))
        yield
        troubling.cancel()
    scene.calm()


async def _forever(scenario: Scenario, scene: Scene, chance: random.Random) -> None:
    if scenario.trouble is not None:
        await scenario.trouble(scene, chance)


async def _kill_often(scene: Scene, chance: random.Random, kills: int) -> None:
    for number in range(1, kills + 1):
        await kill_it(scene, chance)
        out.print(f"  kill {number} of {kills}: {_told(scene)}")
        if number % 3 == 0:
            scene.let_time_pass()


async def _serve(scene: Scene, *, restarts: bool, complaints: list[str]) -> None:
    """Run until the last slot is due, restarted politely now and then."""
    await scene.bot.start("run")
    lap = 0.0
    while _left(scene) > 0:
        await asyncio.sleep(min(_PAUSE, _left(scene)))
        lap += _PAUSE
        if restarts and lap > _LAP_SECONDS:
            lap = 0.0
            await _stop(scene, complaints)
            scene.let_time_pass()
            out.print(f"  {_left(scene):.0f} s to go: {_told(scene)}")
            await scene.bot.start("run")


async def _recover(scene: Scene, complaints: list[str]) -> None:
    """See that the program gets over the trouble without being started again."""
    is_over_it = await _is_quiet(scene)
    out.print(f"  the trouble is over: {_told(scene)}")
    if not is_over_it:
        complaints.append(f"the program did not recover by itself: {_told(scene)}")
    await _stop(scene, complaints)


async def _settle(scene: Scene, complaints: list[str]) -> None:
    """Let the newspapers rest, hours pass, and the program finish."""
    scene.news.end()
    scene.news.heal()
    for _ in range(_SETTLE_ROUNDS):
        scene.let_time_pass()
        await scene.bot.start("run")
        await _is_quiet(scene)
        await _stop(scene, complaints)
        left = scene.unsettled()
        out.print(f"  settling: {_told(scene)}")
        if not any(left.values()):
            return


async def _is_quiet(scene: Scene) -> bool:
    """Wait until the last slot is due and no work is left, but what waits for hours.

    Says whether it came to that.
    """
    patience = time.monotonic() + _left(scene) + _SETTLE_SECONDS
    while scene.bot.runs and time.monotonic() < patience:
        await asyncio.sleep(2.0)
        left = scene.unsettled()
        busy = any(count for what, count in left.items() if what != LATER)
        if _left(scene) <= 0 and not busy:
            return True
    return False


def _left(scene: Scene) -> float:
    """Tell how many seconds are left until the last slot is due."""
    return max(0.0, (scene.last_due + timedelta(seconds=5) - utc_now()).total_seconds())


async def _stop(scene: Scene, complaints: list[str]) -> None:
    if not scene.bot.runs:
        complaints.append(f"the program ended by itself: see {scene.bot.log}")
        return
    try:
        code = await scene.bot.stop()
    except TimeoutError:
        complaints.append("the program did not stop when it was asked to")
        await scene.bot.kill()
    else:
        if code:
            complaints.append(f"the program stopped with exit code {code}")


def _told(scene: Scene) -> str:
    left = ", ".join(
        f"{count} {name}" for name, count in scene.unsettled().items() if count
    )
    return f"{scene.news.printed()} articles printed; waiting: {left or 'nothing'}"


async def _all(given: argparse.Namespace, scratch: Path) -> list[Run]:
    runs = []
    for name in dict.fromkeys(given.only or SCENARIOS):
        out.rule(SCENARIOS[name].about)
        folder = scratch / name
        folder.mkdir()
        plan = _plan(given, kills=SCENARIOS[name].kills)
        try:
            runs.append(await run(name, folder, kills=given.kills, plan=plan))
        except CannotPlay as error:
            out.print(f"chaos: {name} is left out: {error}", markup=False)
            continue
        tell(runs[-1].verdict)
        report(runs[-1:])
    return runs


def _plan(given: argparse.Namespace, *, kills: bool) -> Plan:
    """Give the deliveries minutes enough, and the kills."""
    chats = given.chats or (_FEW_CHATS if given.only else _CHATS)
    deliveries = given.deliveries or (_FEW_DELIVERIES if given.only else _DELIVERIES)
    minutes = max(
        2, math.ceil(deliveries / _EACH_MINUTE), math.ceil(deliveries / chats) + 1
    )
    if kills:
        minutes = max(minutes, math.ceil(given.kills * _KILL_SECONDS / 60))
    return Plan(
        chats=chats,
        deliveries=deliveries,
        minutes=given.minutes or minutes,
        articles=given.articles,
        seed=given.seed,
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=20, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--chats", type=int, help="half of them on each platform")
    parser.add_argument("--deliveries", type=int, help="planned for all of them")
    parser.add_argument("--articles", type=int, default=200, help="printed at most")
    parser.add_argument("--minutes", type=int, help="in which slots fall due")
    parser.add_argument("--only", choices=SCENARIOS, action="append")
    parser.add_argument("--keep", action="store_true", help="keep databases and logs")
    return parser.parse_args()


def main() -> int:
    given = _options()
    scratch = Path(tempfile.mkdtemp(prefix="verbatim-chaos-"))
    try:
        runs = asyncio.run(_all(given, scratch))
    except KeyboardInterrupt:
        out.print(f"databases and logs: {scratch}")
        return 130
    if len(runs) > 1:
        report(runs)
    good = bool(runs) and all(each.verdict.good for each in runs)
    if good and not given.keep:
        shutil.rmtree(scratch)
    else:
        out.print(f"databases and logs: {scratch}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
