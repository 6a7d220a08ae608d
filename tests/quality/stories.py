"""Stories: invented ones with look-alikes and copies, and ECB+ in one pass."""

import time
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

from digests import evaluate
from tests.quality.gold import Missing, Row, read, scored, write
from tests.quality.report import note, progress, rate, table

_ORDERS = 5
_PUBLISHED = (
    ("TF-IDF, one pass", "", "", ".854", "", "1,000"),
    ("TF-IDF + sentence embeddings, one pass", ".929", ".871", ".899", "", "2"),
    ("TF-IDF, all pairs, threshold tuned on this file", "", "", ".865", "", "1,000"),
)


def measure(data: Path, scratch: Path) -> None:
    missing = 0
    for part in (_invented, _ecb):
        try:
            part(data, scratch)
        except Missing as error:
            note(str(error))
            missing += 1
    if missing > 1:
        raise Missing("no grouping was measured")


def _invented(data: Path, scratch: Path) -> None:
    folder = data / "stories"
    rows = read(folder / "stories_dev.jsonl")
    found = list(evaluate.eval_stories(progress(rows, "stories")))
    path = write(scratch / "stories.jsonl", found)
    printed = scored(
        folder / "score_stories.py",
        f"--gold={folder / 'stories_dev.jsonl'}",
        f"--pred={path}",
        f"--labels={folder / 'labels_dev.jsonl'}",
    )
    note("\nStories (stories_dev: look-alikes, wire copies, five languages)")
    note("  " + printed.rstrip().replace("\n", "\n  "))
    note("  published: TF-IDF with single linkage F1 .83, 4 of 5 look-alikes merged")


def _ecb(data: Path, scratch: Path) -> None:
    rows = read(data / "feeds" / "clusters" / "ecbplus_dev.jsonl")
    scores, started = [], time.process_time()
    for seed in progress(range(_ORDERS), "ECB+"):
        order = _shuffled(rows, seed)
        found = [row["story"] for row in evaluate.eval_stories(order)]
        scores.append(_bcubed([row["event"] for row in order], found))
    seconds = time.process_time() - started
    means = [f"{fmean(values):.3f}"[1:] for values in zip(*scores, strict=True)]
    f1 = [score[2] for score in scores]
    table(
        f"Stories (ecbplus_dev, one pass, {_ORDERS} orders), BCubed",
        ("system", "P", "R", "F1", "F1 from..to", "per CPU-s"),
        [
            (
                "verbatim",
                *means,
                f"{min(f1):.3f}..{max(f1):.3f}",
                rate(len(rows) * _ORDERS, seconds),
            )
        ],
        _PUBLISHED,
    )


def _shuffled(rows: Sequence[Row], seed: int) -> list[Row]:
    """Order rows anew, always alike for one seed."""
    return sorted(rows, key=lambda row: _hash_of(f"{seed}/{row['id']}"))


def _hash_of(text: str) -> int:
    value = 0
    for byte in text.encode():
        value = (value * 1_000_003 + byte) % (1 << 61)
    return value


def _bcubed(gold: Sequence[str], found: Sequence[int]) -> tuple[float, float, float]:
    events: dict[str, set[int]] = {}
    groups: dict[int, set[int]] = {}
    for place, (event, group) in enumerate(zip(gold, found, strict=True)):
        events.setdefault(event, set()).add(place)
        groups.setdefault(group, set()).add(place)
    pairs = [
        (events[event], groups[group]) for event, group in zip(gold, found, strict=True)
    ]
    precision = fmean(len(event & group) / len(group) for event, group in pairs)
    recall = fmean(len(event & group) / len(event) for event, group in pairs)
    return precision, recall, 2 * precision * recall / (precision + recall)
