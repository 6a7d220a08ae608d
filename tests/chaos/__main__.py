"""``./run chaos``: the real program under faults, and whether anything was lost.

Each scenario has a scratch folder of its own, which is kept if something was found.
"""

import argparse
import asyncio
import random
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table

from digests import utc_now
from tests.chaos.evidence import LATER
from tests.chaos.processes import CannotPlay
from tests.chaos.scenarios import SCENARIOS, Scenario, kill_it
from tests.chaos.stage import Plan, Scene, stage
from tests.chaos.verdict import Evidence, Verdict, judge

_SETTLE_SECONDS = 240.0
_SETTLE_ROUNDS = 3
_KILL_SECONDS = 8.0
_LAP_SECONDS = 70.0
_SHOWN = 20
out = Console(width=150, highlight=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One scenario's run, told in a row of the table."""

    name: str
    kills: int
    evidence: Evidence
    verdict: Verdict
    seconds: float

    def cells(self) -> tuple[str, ...]:
        verdict = self.verdict
        doubled = {what: len(found) for what, found in verdict.doubled.items()}
        return (
            SCENARIOS[self.name].about,
            f"{self.kills}",
            f"{len(self.evidence.deliveries)}",
            f"{len(verdict.lost)}",
            f"{doubled['discord']}",
            f"{doubled['telegram']}",
            f"{verdict.uncertain} ({verdict.arrived})",
            f"{len(self.evidence.entries)} ({doubled['entries']})",
            f"{len(self.evidence.slots)} ({doubled['slots']})",
            f"{self.seconds:.0f}",
        )


_HEAD = (
    "what happens",
    "kills",
    "deliveries",
    "lost",
    "doubled on Discord",
    "doubled on Telegram",
    "uncertain (arrived)",
    "entries (doubled)",
    "slots (doubled)",
    "seconds",
)


async def run(name: str, folder: Path, *, kills: int, plan: Plan) -> Run:
    """Play one scenario, let everything settle, and judge what is left."""
    scenario, started = SCENARIOS[name], time.monotonic()
    complaints: list[str] = []
    async with stage(folder, plan) as scene:
        scene.news.begin()
        chance = random.Random(plan.seed)  # noqa: S311 - the same moments every time
        async with _troubled(scenario, scene, chance):
            if scenario.kills:
                await _kill_often(scene, chance, kills)
            else:
                await _serve(scene, complaints)
        await _settle(scene, complaints)
        evidence = replace(scene.gather(), complaints=complaints)
    return Run(
        name=name,
        kills=kills if scenario.kills else 0,
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


async def _forever(scenario: Scenario, scene: Scene, chance: random.Random) -> None:
    if scenario.trouble is not None:
        await scenario.trouble(scene, chance)


async def _kill_often(scene: Scene, chance: random.Random, kills: int) -> None:
    for number in range(1, kills + 1):
        await kill_it(scene, chance)
        out.print(f"  kill {number} of {kills}: {_told(scene)}")
        if number % 3 == 0:
            scene.let_time_pass()


async def _serve(scene: Scene, complaints: list[str]) -> None:
    """Run until the last slot is due, restarted politely now and then."""
    while _left(scene) > 0:
        await scene.bot.start("run")
        await asyncio.sleep(min(_LAP_SECONDS, _left(scene) + _LAP_SECONDS / 4))
        await _stop(scene, complaints)
        scene.let_time_pass()
        out.print(f"  {_left(scene):.0f} s to go: {_told(scene)}")


async def _settle(scene: Scene, complaints: list[str]) -> None:
    """Let the newspapers rest, hours pass, and the program finish."""
    scene.news.end()
    scene.news.heal()
    for _ in range(_SETTLE_ROUNDS):
        scene.let_time_pass()
        await scene.bot.start("run")
        await _until_quiet(scene)
        await _stop(scene, complaints)
        left = scene.unsettled()
        out.print(f"  settling: {_told(scene)}")
        if not any(left.values()):
            return


async def _until_quiet(scene: Scene) -> None:
    """Wait until the last slot is due and no work is left, but what waits for hours."""
    patience = time.monotonic() + _left(scene) + _SETTLE_SECONDS
    while time.monotonic() < patience:
        await asyncio.sleep(2.0)
        left = scene.unsettled()
        busy = any(count for what, count in left.items() if what != LATER)
        if not scene.bot.runs or (_left(scene) <= 0 and not busy):
            return


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


def _report(runs: list[Run]) -> None:
    table = Table(_HEAD[0])
    for heading in _HEAD[1:]:
        table.add_column(heading, justify="right")
    for each in runs:
        table.add_row(*each.cells())
    out.print(table)


def _tell(found: Verdict) -> None:
    """Print what was found, as far as it fits on a screen."""
    for what, findings in {"lost": found.lost, **found.doubled}.items():
        kind = what if what == "lost" else f"doubled, {what}"
        for finding in findings[:_SHOWN]:
            out.print(f"  {kind}: {finding}", markup=False)
        if len(findings) > _SHOWN:
            out.print(f"  {kind}: and {len(findings) - _SHOWN} more")


async def _all(given: argparse.Namespace, scratch: Path) -> list[Run]:
    minutes = given.minutes or max(2, round(given.kills * _KILL_SECONDS / 60) + 1)
    plan = Plan(minutes=minutes, articles=given.articles, seed=given.seed)
    runs = []
    for name in dict.fromkeys(given.only or SCENARIOS):
        out.rule(SCENARIOS[name].about)
        folder = scratch / name
        folder.mkdir()
        runs.append(await run(name, folder, kills=given.kills, plan=plan))
        _tell(runs[-1].verdict)
        _report(runs[-1:])
    return runs


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=20, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, default=600, help="printed at most")
    parser.add_argument("--minutes", type=int, help="in which slots fall due")
    parser.add_argument("--only", choices=SCENARIOS, action="append")
    parser.add_argument("--keep", action="store_true", help="keep databases and logs")
    return parser.parse_args()


def main() -> int:
    given = _options()
    scratch = Path(tempfile.mkdtemp(prefix="verbatim-chaos-"))
    try:
        runs = asyncio.run(_all(given, scratch))
    except CannotPlay as error:
        out.print(f"chaos: {error}", markup=False)
        return 2
    except KeyboardInterrupt:
        out.print(f"databases and logs: {scratch}")
        return 130
    if len(runs) > 1:
        _report(runs)
    good = all(each.verdict.good for each in runs)
    if good and not given.keep:
        shutil.rmtree(scratch)
    else:
        out.print(f"databases and logs: {scratch}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
