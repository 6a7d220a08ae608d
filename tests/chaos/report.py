"""What runs have found, as a table and in words."""

from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from tests.chaos.verdict import Evidence, Verdict

_SHOWN = 20
out = Console(width=170, highlight=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One scenario's run, told in a row of the table.

    ``troubled`` counts the requests that did not simply come through.
    """

    about: str
    troubled: int
    evidence: Evidence
    verdict: Verdict
    seconds: float

    def cells(self) -> tuple[str, ...]:
        verdict, evidence = self.verdict, self.evidence
        doubled = {what: len(found) for what, found in verdict.doubled.items()}
        under_way = [kill.under_way for kill in evidence.kills]
        return (
            self.about,
            f"{len(evidence.kills)}",
            f"{self.troubled}",
            f"{len(evidence.deliveries)}",
            f"{len(verdict.lost)}",
            f"{doubled['discord']}",
            f"{doubled['telegram']}",
            f"{verdict.uncertain} ({verdict.arrived})",
            f"{sum(under_way)} ({max(under_way, default=0)})",
            f"{len(verdict.needless)}",
            f"{verdict.late}",
            f"{verdict.wait(0.5):.0f} / {verdict.wait(0.95):.0f}",
            f"{len(evidence.entries)} ({doubled['entries']})",
            f"{len(evidence.slots)} ({doubled['slots']})",
            f"{self.seconds:.0f}",
        )


_HEAD = (
    "what happens",
    "kills",
    "requests troubled",
    "deliveries",
    "lost",
    "doubled on Discord",
    "doubled on Telegram",
    "uncertain (arrived)",
    "in flight to Telegram at kills (most)",
    "needlessly uncertain",
    "late",
    "s from due to there, median / 95 %",
    "entries (doubled)",
    "slots (doubled)",
    "seconds",
)


def report(runs: list[Run]) -> None:
    table = Table(_HEAD[0])
    for heading in _HEAD[1:]:
        table.add_column(heading, justify="right")
    for each in runs:
        table.add_row(*each.cells())
    out.print(table)


def tell(found: Verdict) -> None:
    """Print what was found, as far as it fits on a screen."""
    for kind, findings in found.findings.items():
        for finding in findings[:_SHOWN]:
            out.print(f"  {kind}: {finding}", markup=False)
        if len(findings) > _SHOWN:
            out.print(f"  {kind}: and {len(findings) - _SHOWN} more")
