"""Stories: invented ones with look-alikes and copies, and ECB+ in one pass."""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path
from statistics import fmean, median

from digests import evaluate
from tests.quality import tf_idf
from tests.quality.gold import Missing, Row, read, scored, write
from tests.quality.report import note, progress, rate, table

_ORDERS = 5
_RUNS = 3
_PUBLISHED = (
    ("TF-IDF, one pass", "", "", ".854", "", "1,000"),
    ("TF-IDF + sentence embeddings, one pass", ".929", ".871", ".899", "", "2"),
    ("TF-IDF, all pairs, threshold tuned on this file", "", "", ".865", "", "1,000"),
)

Group = Callable[[Sequence[Row]], list[int]]


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
    orders = [_shuffled(rows, seed) for seed in range(_ORDERS)]
    table(
        f"Stories (ecbplus_dev, one pass, {_ORDERS} orders), BCubed",
        ("system", "P", "R", "F1", "F1 from..to", "per CPU-s"),
        [
            _cells("verbatim", _by_us, orders),
            _cells("plain TF-IDF, one pass", _by_tf_idf, orders),
        ],
        _PUBLISHED,
    )
    _list_merges(orders[0], _by_us(orders[0]))


def _by_us(rows: Sequence[Row]) -> list[int]:
    return [row["story"] for row in evaluate.eval_stories(rows)]


def _by_tf_idf(rows: Sequence[Row]) -> list[int]:
    return tf_idf.grouped([row["text"] for row in rows])


def _cells(system: str, group: Group, orders: Sequence[Sequence[Row]]) -> list[str]:
    """Score a system on all orders; its speed is the median of several runs."""
    seconds: list[float] = []
    for _ in progress(range(_RUNS), system):
        started = time.process_time()
        for order in orders:
            group(order)
        seconds.append(time.process_time() - started)
    scores = [_bcubed([row["event"] for row in rows], group(rows)) for rows in orders]
    means = [f"{fmean(values):.3f}"[1:] for values in zip(*scores, strict=True)]
    f1 = [score[2] for score in scores]
    articles = sum(map(len, orders))
    span = f"{min(f1):.3f}..{max(f1):.3f}"
    return [system, *means, span, rate(articles, median(seconds))]


def _list_merges(rows: Sequence[Row], found: Sequence[int]) -> None:
    merged = false_merges([row["event"] for row in rows], found)
    note(f"  false merges in the first order: {len(merged)} pairs of events")
    for (one, other), (ones, others) in sorted(merged.items()):
        note(f"    {one} ({ones} articles) and {other} ({others})")


def false_merges(
    gold: Sequence[str], found: Sequence[int]
) -> dict[tuple[str, str], tuple[int, int]]:
    """Pair the events that share a story, with how many articles each has in it."""
    stories: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for event, story in zip(gold, found, strict=True):
        stories[story][event] += 1
    merged: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for events in stories.values():
        for one, other in combinations(sorted(events), 2):
            merged[one, other][0] += events[one]
            merged[one, other][1] += events[other]
    return {pair: (ones, others) for pair, (ones, others) in merged.items()}


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
