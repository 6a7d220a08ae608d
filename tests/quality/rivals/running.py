"""Systems in processes of their own, in turn, and what each run cost."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.quality.gold import Row
from tests.quality.report import progress

_ROOT = Path(__file__).parents[3]
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A module of this folder that finds something, and a Python that can import it."""

    name: str
    module: str
    python: Path = Path(sys.executable)
    langs: tuple[str, ...] = ("en", "de")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a system found in a file, and what each of its runs cost."""

    name: str
    found: Path
    costs: list[Row] = field(default_factory=list)

    def cost(self, what: str) -> float:
        """Give the median of all runs."""
        return median(float(cost[what]) for cost in self.costs)


def run_in_turn(
    systems: Sequence[System], gold: Path, scratch: Path, runs: int
) -> list[Ran]:
    """Run each system so many times; no two at once, and none twice in a row."""
    ran = [Ran(name=one.name, found=scratch / f"{one.module}.jsonl") for one in systems]
    turns = [turn for _ in range(runs) for turn in zip(systems, ran, strict=True)]
    for system, result in progress(turns, f"systems over {gold.stem}"):
        result.costs.append(_run(system, gold, result.found))
    return ran


def _run(system: System, gold: Path, found: Path) -> Row:
    command = ("-m", "tests.quality.rivals", system.module, gold, found)
    finished = subprocess.run(  # noqa: S603 - ours, or what the pins name
        [system.python, *command],
        check=True,
        cwd=_ROOT,
        env={**os.environ, **_ONE_THREAD},
        stdout=subprocess.PIPE,
        text=True,
    )
    cost: Row = json.loads(finished.stdout)
    return cost
