"""Tables, notes and progress of the quality report: at most 130 columns wide."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text

T = TypeVar("T")
WIDTH = 130
_FEW = 10

out = Console(highlight=False)
if not out.is_terminal or out.width > WIDTH:
    out = Console(highlight=False, width=WIDTH)
_aside = Console(stderr=True)


def table(
    title: str,
    head: Sequence[str],
    ours: Iterable[Sequence[str]],
    published: Iterable[Sequence[str]] = (),
    *,
    names: int = 1,
) -> None:
    """Print our rows, a rule, and below it the published rows to read them beside.

    The first ``names`` columns hold words, the others figures.
    """
    drawn = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=SIMPLE_HEAD,
        pad_edge=False,
        padding=(0, 1, 0, 0),
    )
    for place, name in enumerate(head):
        drawn.add_column(
            name, justify="left" if place < names else "right", no_wrap=True
        )
    for row in ours:
        drawn.add_row(*(Text(cell, style="bold") for cell in row))
    drawn.add_section()
    for row in published:
        drawn.add_row(*map(Text, row))
    out.print(drawn)


def note(text: str) -> None:
    out.print(text, markup=False, soft_wrap=True)


def progress(things: Sequence[T], about: str) -> Iterator[T]:
    """Go through things and show on a terminal's standard error how far we are."""
    shown = _aside.is_terminal
    return iter(track(things, about, console=_aside, transient=True, disable=not shown))


def percent(share: float | None) -> str:
    return "-" if share is None or share != share else f"{100 * share:.1f}"  # noqa: PLR0124 - a NaN is what differs from itself


def rate(count: int, seconds: float) -> str:
    if not seconds:
        return "-"
    each = count / seconds
    return f"{each:,.0f}" if each >= _FEW else f"{each:.1f}"
