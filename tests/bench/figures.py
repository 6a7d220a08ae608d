"""Figures of several runs, and the table that shows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from rich.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One thing measured, once in each run; ``places`` are its decimal places."""

    what: str
    unit: str
    values: tuple[float, ...]
    places: int = 0

    def cells(self) -> tuple[str, ...]:
        shown = (median(self.values), min(self.values), max(self.values))
        figures = (f"{value:,.{self.places}f}" for value in shown)
        return self.what, *figures, self.unit, str(len(self.values))


Measured = dict[tuple[str, str, int], float]
"""One run: figures by (what, unit, decimal places)."""


def gathered(runs: Sequence[Measured]) -> list[Figure]:
    """Turn runs, each with the same figures, into a figure of all runs."""
    return [
        Figure(
            what=what,
            unit=unit,
            places=places,
            values=tuple(run[what, unit, places] for run in runs),
        )
        for what, unit, places in runs[0]
    ]


def table(title: str, figures: Iterable[Figure]) -> Table:
    """Show figures as medians with their extremes."""
    shown = Table(title=title, title_justify="left", title_style="bold")
    shown.add_column("what", min_width=46)
    for heading in ("median", "min", "max"):
        shown.add_column(heading, justify="right", min_width=9)
    shown.add_column("unit", min_width=22)
    shown.add_column("runs", justify="right")
    for figure in figures:
        shown.add_row(*figure.cells())
    return shown
