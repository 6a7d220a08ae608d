"""Quality as figures, against gold data: ``./run quality --data DIR [WHAT ...]``.

DIR holds quotes/, summaries/, feeds/ and stories/ with their own scorers; what is
printed under "published" was measured by others, or by us at another time, on the
same files, and is there to be read beside our rows.
"""

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from rich.console import Console
from rich.table import Table

from digests import evaluate, sentences
from tests.quality import rouge

Row = dict[str, Any]
out = Console(width=150, highlight=False)


def quotes(data: Path, scratch: Path) -> None:
    """Printed quotes only: what a reader sees is what is scored."""
    gold = data / "quotes"
    for name, words in (
        ("polnear_dev", (1, 4, 8)),
        ("hardcases_dev", (1,)),
        ("spun_dev", (1,)),
        ("wikinews_de_dev", (1, 4, 8)),
        ("adaq_cs_ru_dev", (1,)),
    ):
        rows = _read(gold / f"{name}.jsonl")
        predicted = list(evaluate.eval_quotes(rows))
        for row in predicted:
            row["quotes"] = [quote for quote in row["quotes"] if quote["printed"]]
        path = _write(scratch / f"{name}.jsonl", predicted)
        seconds = sum(row["seconds"] for row in predicted)
        out.rule(f"quotes: {name}, {len(rows) / seconds:.0f} articles/CPU-s")
        for least in words:
            _run(
                gold / "score_quotes.py",
                f"--gold={gold / name}.jsonl",
                f"--pred=verbatim={path}",
                f"--min-words={least}",
            )
    _published(
        "pairs (words, speaker) on other English news, published-style baselines",
        ("system", ">= 4 words P / R", ">= 8 words P / R"),
        ("textacy per paragraph", "89.9 / 72.8", "92.4 / 76.5"),
        ("Guardian/AFP regex", "88.3 / 48.8", "90.4 / 53.3"),
        ("Citron", "89.2 / 52.2", "92.7 / 53.1"),
        ("five tools agreeing", "98.3 / 40.6", "99.1 / 43.6"),
        ("a second human", "96.4 / 97.7", "97.4 / 98.5"),
    )


def digests(data: Path, scratch: Path) -> None:
    """Our digests beside the first three sentences, same splitter, same run."""
    rows = _read(data / "summaries" / "en_abstractive_dev.jsonl")
    out.rule("digests: en_abstractive_dev")
    table = Table("set", "system", "R1", "R2", "RL", "words", "articles/CPU-s")
    for source in sorted({row["source"] for row in rows}):
        chosen = [row for row in rows if row["source"] == source]
        started = time.process_time()
        ours = [row["summary"] for row in evaluate.eval_digests(chosen)]
        seconds = time.process_time() - started
        table.add_row(source, "verbatim", *_rouge(ours, chosen), _rate(chosen, seconds))
        started = time.process_time()
        lead = [_lead(row["text"], 3) for row in chosen]
        seconds = time.process_time() - started
        table.add_row(source, "lead-3", *_rouge(lead, chosen), _rate(chosen, seconds))
    out.print(table)
    _published(
        "CNN/DailyMail part of the same file",
        ("system", "R1/R2/RL", "words"),
        ("lead-3", "41.5/19.2/37.8", "80"),
        ("tf-idf + position + MMR", "40.0/18.9/36.7", "93"),
        ("sumy LexRank", "33.4/13.9/30.1", "112"),
        ("sumy TextRank", "31.7/13.9/28.5", "144"),
        ("greedy oracle of 3", "54.2/31.6/49.7", "65"),
    )


def extraction(data: Path, scratch: Path) -> None:
    """Pages with gold text, four sets."""
    folder = data / "feeds" / "articles"
    predicted = list(evaluate.eval_extract(folder / "html"))
    path = _write(scratch / "extract.jsonl", predicted)
    seconds = sum(row["seconds"] for row in predicted)
    out.rule(f"extraction: {len(predicted) / seconds:.0f} pages/CPU-s")
    _run(data / "feeds" / "score_extraction.py", folder / "gold.jsonl.gz", path)
    _published(
        "the same pages",
        ("system", "scrapinghub", "trafilatura", "newspaper4k", "readability"),
        ("trafilatura favor_precision", ".973", ".920", ".952", ".942"),
        ("trafilatura fast", ".969", ".920", ".912", ".926"),
        ("readability-lxml", ".963", ".872", ".941", ".954"),
        ("newspaper4k", ".929", ".833", ".716", ".867"),
    )


def stories(data: Path, scratch: Path) -> None:
    """Invented stories with look-alikes, and ECB+ in one pass."""
    folder = data / "stories"
    predicted = list(evaluate.eval_stories(_read(folder / "stories_dev.jsonl")))
    path = _write(scratch / "stories.jsonl", predicted)
    out.rule("stories: stories_dev")
    _run(
        folder / "score_stories.py",
        f"--gold={folder / 'stories_dev.jsonl'}",
        f"--pred={path}",
        f"--labels={folder / 'labels_dev.jsonl'}",
    )
    rows = _read(data / "feeds" / "clusters" / "ecbplus_dev.jsonl")
    out.rule("stories: ecbplus_dev, one pass, five orders")
    scores, started = [], time.process_time()
    for seed in range(5):
        order = _shuffled(rows, seed)
        found = [row["story"] for row in evaluate.eval_stories(order)]
        scores.append(_bcubed([row["event"] for row in order], found))
    seconds = time.process_time() - started
    names = ("precision", "recall", "F1")
    for name, values in zip(names, zip(*scores, strict=True), strict=True):
        out.print(
            f"BCubed {name}: mean {fmean(values):.3f}, from {min(values):.3f} to {max(values):.3f}"
        )
    out.print(f"{_rate(rows * 5, seconds)} articles/CPU-s")
    _published(
        "ECB+, one pass, threshold tuned on other topics",
        ("system", "BCubed F1", "articles/CPU-s"),
        ("TF-IDF", ".854", "1000"),
        ("TF-IDF + sentence embeddings", ".899", "2"),
    )


def feeds(data: Path, scratch: Path) -> None:
    """Every real feed: read, or a sentence that says why not."""
    predicted = list(evaluate.eval_feeds(data / "feeds" / "feeds"))
    seconds = sum(row["seconds"] for row in predicted)
    good = [row for row in predicted if row["entries"]]
    count = sum(len(row["entries"]) for row in good)
    out.rule("feeds")
    out.print(
        f"{len(good)} of {len(predicted)} files gave {count} entries in {seconds:.1f} CPU-s"
    )
    for row in predicted:
        if not row["entries"]:
            out.print(f"  {row['id']}: {row['error'] or 'no entries in it'}")


def _read(path: Path) -> list[Row]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _write(path: Path, rows: Iterable[Row]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def _run(scorer: Path, *arguments: str | Path) -> None:
    finished = subprocess.run(  # noqa: S603 - the scorer that came with the data
        [sys.executable, scorer, *arguments], check=True, capture_output=True, text=True
    )
    out.print(finished.stdout.rstrip(), markup=False, soft_wrap=True)


def _published(title: str, head: Sequence[str], *rows: Sequence[str]) -> None:
    table = Table(*head, title=f"published: {title}", title_justify="left")
    for row in rows:
        table.add_row(*row)
    out.print(table)


def _rouge(summaries: Sequence[list[str]], rows: Sequence[Row]) -> tuple[str, ...]:
    references = [_sentences(row["reference"]) for row in rows]
    joined = [
        (" ".join(summary), " ".join(reference))
        for summary, reference in zip(summaries, references, strict=True)
    ]
    figures = (
        fmean(rouge.rouge_n(*pair, 1) for pair in joined),
        fmean(rouge.rouge_n(*pair, 2) for pair in joined),
        fmean(map(rouge.rouge_l, summaries, references)),
    )
    words = fmean(len(text.split()) for text, _ in joined)
    return (*(f"{100 * figure:.1f}" for figure in figures), f"{words:.0f}")


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences.split(text)]


def _lead(text: str, count: int) -> list[str]:
    return _sentences(text)[:count]


def _rate(rows: Sequence[Row], seconds: float) -> str:
    return f"{len(rows) / seconds:.0f}"


def _shuffled(rows: Sequence[Row], seed: int) -> list[Row]:
    """A fixed order for each seed."""
    return sorted(rows, key=lambda row: hash_of(f"{seed}/{row['id']}"))


def hash_of(text: str) -> int:
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


PARTS: dict[str, Callable[[Path, Path], None]] = {
    "quotes": quotes,
    "digests": digests,
    "extraction": extraction,
    "stories": stories,
    "feeds": feeds,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="./run quality", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("what", nargs="*", metavar="WHAT", help=", ".join(PARTS))
    given = parser.parse_args()
    if unknown := set(given.what) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as scratch:
        for what in given.what or PARTS:
            PARTS[what](given.data, Path(scratch))


if __name__ == "__main__":
    main()
