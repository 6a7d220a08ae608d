"""Quality as figures, against gold data: ``./run quality --data DIR [WHAT ...]``.

DIR holds quotes/, summaries/, feeds/ and stories/, each with its own scorer; what is
missing is said and left out. Bold rows were measured now; the rows below them were
published by others, or measured by us at another time.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from tests.quality import (
    answers,
    copies,
    differences,
    digests,
    models,
    novelty,
    pages,
    quotes,
    served_feeds,
    stories,
    topics,
    week,
)
from tests.quality.gold import Missing
from tests.quality.report import note, out

Part = Callable[[Path, Path], None]
PARTS: dict[str, Part] = {
    "quotes": quotes.measure,
    "digests": digests.measure,
    "models": models.measure,
    "extract": pages.measure,
    "stories": stories.measure,
    "differences": differences.measure,
    "copies": copies.measure,
    "topics": topics.measure,
    "week": week.measure,
    "novelty": novelty.measure,
    "answers": answers.measure,
    "feeds": served_feeds.measure,
}


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="./run quality", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("what", nargs="*", metavar="WHAT", help=", ".join(PARTS))
    parser.add_argument(
        "--rivals",
        action="store_true",
        help="beside textacy (quotes) and sumy (digests) too, in .venv-rivals, which is made for them",
    )
    given = parser.parse_args(argv)
    if unknown := set(given.what) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    if not given.data.is_dir():
        parser.error(f"there is no folder {given.data}")
    parts: dict[str, Part] = {
        **PARTS,
        "quotes": partial(quotes.measure, rivals=given.rivals),
        "digests": partial(digests.measure, rivals=given.rivals),
    }
    measured = sum(
        _measure(what, parts[what], given.data) for what in given.what or parts
    )
    return 0 if measured else 1


def _measure(what: str, part: Part, data: Path) -> bool:
    out.rule(what)
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        try:
            part(data, Path(scratch))
        except Missing as missing:
            note(f"{what}: {missing}")
            return False
    note(f"({time.monotonic() - started:.0f} s)\n")
    return True


if __name__ == "__main__":
    sys.exit(main())
