"""``python -m tests.chaos.clock FILE run``: the program with a clock that can be set.

FILE holds the seconds by which its clock is ahead of ours, negative if it is behind.
The program is handed its clock, and whatever is due goes by that one: slots, retries,
rounds. What libraries time by a clock of their own stays as it is.
"""

import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import bot.__main__
import bot.terminal
from bot.app import open_house
from digests import utc_now


def set_ahead(file: Path, seconds: float) -> None:
    """Set the clock; the program sees it at its next look."""
    fresh = file.with_suffix(".new")
    fresh.write_text(f"{seconds}")
    fresh.replace(file)


def clock_of(file: Path) -> Callable[[], datetime]:
    """Return the clock that a file sets."""

    def now() -> datetime:
        text = file.read_text() if file.exists() else ""
        return utc_now() + timedelta(seconds=float(text or 0))

    return now


def main() -> int:
    clock = clock_of(Path(sys.argv[1]))

    vars(bot.terminal)["open_house"] = partial(open_house, clock=clock)
    return bot.__main__.main(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
