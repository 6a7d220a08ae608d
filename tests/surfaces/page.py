"""docs/commands.md: the table as its readers see it."""

from collections.abc import Iterator
from pathlib import Path

from bot.commands import COMMANDS
from tests.surfaces.cases import CASES, Case
from tests.surfaces.table import COLUMNS, REASONS, Column, reason_of

PAGE = Path(__file__).parent.parent.parent / "docs" / "commands.md"

_HEAD = """\
# Which command works where

Each cell is a test: `tests/surfaces` types what stands on the left at that place, through
the real client library, and checks what its reader sees, what is stored, and that the
answer came to where it belongs. `.venv/bin/python -m tests.surfaces` writes this page, and
a test fails when it is out of date. More about the places themselves:
[Telegram](telegram.md), [Discord](discord.md).
"""
_QUIET = """\
On Telegram an answer stands below what was asked, in the same topic; below a channel's
briefing there are only links. On Discord everybody in the channel sees an answer, but the
asker alone sees those of {quiet}, and all of them where the bot is no member.
"""
_REASONS = "Where there is no ✓, whoever asks is told why:\n"


def page() -> str:
    """Write the page."""
    quiet = ", ".join(f"`/{each.name}`" for each in COMMANDS if each.quiet)
    return "\n".join(
        (
            _HEAD,
            _row("typed", *(column.name for column in COLUMNS)),
            _row(*("---" for _ in range(len(COLUMNS) + 1))),
            *(_row(f"`{case.typed}`", *_cells(case)) for case in CASES),
            "",
            _QUIET.format(quiet=quiet),
            _REASONS,
            *_sentences(),
            "",
        )
    )


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(case: Case) -> Iterator[str]:
    yield from (_cell(case, column) for column in COLUMNS)


def _cell(case: Case, column: Column) -> str:
    reason = reason_of(column, case)
    return "✓" if reason is None else reason.short


def _sentences() -> Iterator[str]:
    for reason in dict.fromkeys(REASONS.values()):
        yield f"- *{reason.short}*: {reason.sentence}"
