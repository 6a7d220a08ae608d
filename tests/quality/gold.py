"""Gold data as rows, predictions as files, and the scorers that belong to the data."""

import gzip
import json
import subprocess
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from digests.news import Article

Row = dict[str, Any]


class Missing(Exception):
    """What a part needs is not in the data folder; the text says what."""


def read(path: Path) -> list[Row]:
    """Read JSON lines, packed or not; raises ``Missing``."""
    need(path)
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def article_of(row: Row) -> Article:
    """Make the article of a row that tells an outlet's account of an event."""
    return Article(
        url="",
        title=row["title"],
        text=row["text"],
        lang=row["lang"],
        outlet=row["outlet"],
        published=datetime.fromisoformat(row["published"]),
    )


def write(path: Path, rows: Iterable[Row]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def need(*paths: Path) -> None:
    absent = [str(path) for path in paths if not path.exists()]
    if absent:
        raise Missing(f"not measured, because there is no {' and no '.join(absent)}")


def scored(scorer: Path, *arguments: str | Path) -> str:
    """Run a scorer; what it prints."""
    need(scorer)
    finished = subprocess.run(  # noqa: S603 - the scorer that came with the data
        [sys.executable, scorer, *arguments], check=True, capture_output=True, text=True
    )
    return finished.stdout


def scored_json(scorer: Path, *arguments: str | Path) -> Row:
    """Run a scorer; the one line of JSON among what it prints."""
    lines = scored(scorer, *arguments, "--json").splitlines()
    found: Row = json.loads(next(line for line in lines if line.startswith("{")))
    return found
