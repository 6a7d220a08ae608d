"""Whether a stated confidence is one: of candidates that say 0.97, are 97 of 100 right?

All candidates with a speaker count, printed or not, in one table over all files.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import mean

from tests.quality.gold import Row, write
from tests.quality.quote_scores import score
from tests.quality.report import note, percent, table

_STEPS = (0.0, 0.4, 0.7, 0.9, 0.96, 1.0)
_HEAD = ("confidence", "candidates", "stated", "right")
_LEGEND = """stated: the mean confidence; right: words and name are. All files together; stated and found differ by {gap} % on average.
Below 0.9 nothing is printed: what a rule forbids keeps a confidence, for it may be right all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Candidates whose confidence lies between two bounds, and how many are right."""

    low: float
    high: float
    count: int
    stated: float
    right: float

    def cells(self) -> tuple[str, ...]:
        bounds = f"{self.low:.2f} to {self.high:.2f}"
        return bounds, str(self.count), percent(self.stated), percent(self.right)


def measure(
    scorer: Path, scratch: Path, gold: Sequence[Row], found: Mapping[str, list[Row]]
) -> None:
    """Print a row for each step of confidence; ``found`` are candidates by article."""
    known = write(scratch / "known.jsonl", gold)
    steps = [
        step
        for low, high in pairwise(_STEPS)
        if (step := _step(scorer, known, found, low, high))
    ]
    table(
        "How far a confidence can be trusted", _HEAD, [step.cells() for step in steps]
    )
    note(_LEGEND.format(gap=percent(gap(steps))))


def gap(steps: Sequence[Step]) -> float:
    """Give the expected calibration error: how far off a candidate is, on average.

    Guo et al. 2017, On Calibration of Modern Neural Networks, equation 3.
    """
    total = sum(step.count for step in steps)
    off = sum(abs(step.stated - step.right) * step.count for step in steps)
    return off / total if total else 0.0


def _step(
    scorer: Path, known: Path, found: Mapping[str, list[Row]], low: float, high: float
) -> Step | None:
    kept = {
        name: [q for q in quotes if q["speaker"] and low < q["confidence"] <= high]
        for name, quotes in found.items()
    }
    stated = [quote["confidence"] for quotes in kept.values() for quote in quotes]
    if not stated:
        return None
    rows = ({"id": name, "quotes": quotes} for name, quotes in kept.items())
    path = write(known.with_name("kept.jsonl"), rows)
    right = score(scorer, known, path, 1)["pair"][0]
    return Step(low=low, high=high, count=len(stated), stated=mean(stated), right=right)
