"""Extraction: pages with gold text, four sets."""

import re
from pathlib import Path

from digests import evaluate
from tests.quality.gold import need, scored, write
from tests.quality.report import note, rate, table

_SETS = ("scrapinghub", "trafilatura", "newspaper4k", "readability")
_PUBLISHED = (
    ("trafilatura, favor_precision", ".973", ".920", ".952", ".942", ".958", ".908", "49"),
    ("trafilatura, fast", ".969", ".920", ".912", ".926", ".965", ".913", "72"),
    ("readability-lxml", ".963", ".872", ".941", ".954", ".976", ".937", "34"),
    ("newspaper4k", ".929", ".833", ".716", ".867", ".943", ".898", "8"),
    ("resiliparse", ".937", ".854", ".863", ".933", ".975", ".936", "410"),
)  # fmt: skip
_FIGURE = re.compile(r"(\w+)=\s*([\d.]+|nan)")


def measure(data: Path, scratch: Path) -> None:
    folder = data / "feeds" / "articles"
    need(folder / "html", folder / "gold.jsonl.gz")
    predicted = list(evaluate.eval_extract(folder / "html"))
    path = write(scratch / "extract.jsonl", predicted)
    printed = scored(
        data / "feeds" / "score_extraction.py", folder / "gold.jsonl.gz", path
    )
    scores = {
        line.split()[0]: dict(_FIGURE.findall(line))
        for line in printed.splitlines()
        if line.split()
    }
    f1 = [_of(scores, name, "F1", "segF1") for name in _SETS]
    kept = [_of(scores, "scrapinghub", what) for what in ("quotes", "paragraphs")]
    seconds = sum(row["seconds"] for row in predicted)
    table(
        "Extraction, F1 per set, and what stays whole on scrapinghub's pages",
        ("system", *_SETS, "quotes", "paragraphs", "pages/CPU-s"),
        [("verbatim", *f1, *kept, rate(len(predicted), seconds))],
        _PUBLISHED,
    )
    note(
        "The published speeds, quotes and paragraphs come from larger samples of the same sets."
    )


def _of(scores: dict[str, dict[str, str]], name: str, *figures: str) -> str:
    found = next((scores[name][f] for f in figures if f in scores.get(name, {})), "-")
    return found.removeprefix("0")
