"""How long people waited for answers: what they asked, and the slowest of many."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from rich.table import Table

_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Taken:
    """How many milliseconds an answer took, and what it said."""

    platform: str
    what: str
    milliseconds: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """How long one kind of answer took, in milliseconds."""

    what: str
    answers: int
    median: float
    p95: float
    p99: float
    longest: float

    def cells(self) -> tuple[str, ...]:
        figures = (self.median, self.p95, self.p99, self.longest)
        return self.what, str(self.answers), *(f"{each:,.0f}" for each in figures)


def waited(taken: Sequence[Taken]) -> list[Waits]:
    """Tell of each kind of answer, in the order of asking; then of each platform."""
    kinds = dict.fromkeys(one.what for one in taken)
    platforms = sorted({one.platform for one in taken})
    return [
        *(_of(kind, [one for one in taken if one.what == kind]) for kind in kinds),
        *(
            _of(f"all, on {each}", [one for one in taken if one.platform == each])
            for each in platforms
        ),
    ]


def _of(what: str, taken: Sequence[Taken]) -> Waits:
    ordered = sorted(one.milliseconds for one in taken)
    return Waits(
        what=what,
        answers=len(ordered),
        median=median(ordered),
        p95=_within(95, ordered),
        p99=_within(99, ordered),
        longest=ordered[-1],
    )


def _within(percent: int, ordered: Sequence[float]) -> float:
    """Give the time within which so many in a hundred had their answer."""
    rank = -(-percent * len(ordered) // _HUNDRED)
    return ordered[rank - 1]


def table(title: str, waits: Sequence[Waits]) -> Table:
    shown = Table(title=title, title_justify="left", title_style="bold")
    shown.add_column("what was asked", min_width=46)
    for heading in ("answers", "median", "p95", "p99", "longest"):
        shown.add_column(heading, justify="right", min_width=8)
    shown.add_column("unit")
    for one in waits:
        shown.add_row(*one.cells(), "ms")
    return shown
