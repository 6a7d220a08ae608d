"""Quotes beside each other: which are the same words, and which only look so."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from digests.quotes.spoken import Said, said
from digests.quotes.variants import Likeness, compare
from tests.quality.gold import Missing, Row, read
from tests.quality.report import note, table

_HEAD = ("set", "label", "pairs", "right", "taken for")
_OTHERWISE = frozenset((Likeness.ALTERED, Likeness.MISLEADING))
_APART = frozenset((Likeness.TRANSLATED, Likeness.UNRELATED))
_KINDS = {
    "subset_misleading": Likeness.MISLEADING,
    "subset": Likeness.SUBSET,
    "translation": Likeness.TRANSLATED,
}
_LEGEND = """right: judged as labelled; in stories_dev "altered" may also be found as a misleading cut, and a translation must be kept apart.
not labelled: all other pairs of quotes of one event; right: kept apart (the others are listed below)."""


def measure(data: Path) -> None:
    """Print a table of the pairs of both sets; what is missing is said."""
    rows: list[tuple[str, ...]] = []
    for judged in (_pairs, _stories):
        try:
            rows += judged(data)
        except Missing as missing:
            note(str(missing))
    if rows:
        table("The same quote, or another version of it", _HEAD, rows, names=2)
        note(_LEGEND)


def _pairs(data: Path) -> Iterator[tuple[str, ...]]:
    found: dict[str, list[tuple[bool, Likeness]]] = defaultdict(list)
    for row in read(data / "quotes" / "quote_variants_dev.jsonl"):
        wanted = _wanted(row["label"])
        given = compare(said(row["a"]), said(row["b"]))
        found[wanted].append((given is wanted, given))
    yield from _rows("quote_variants_dev", found)


def _wanted(label: str) -> Likeness:
    """Read a label; same_numeric is same, altered_cleaned is altered."""
    return _KINDS.get(label) or Likeness(label.partition("_")[0])


def _stories(data: Path) -> Iterator[tuple[str, ...]]:
    folder = data / "stories"
    articles = {row["id"]: row for row in read(folder / "stories_dev.jsonl")}
    labels = [
        row
        for row in read(folder / "labels_dev.jsonl")
        if row["kind"] in {"same_quote", "altered_quote"}
    ]
    found: dict[str, list[tuple[bool, Likeness]]] = defaultdict(list)
    for row in labels:
        given = compare(*(_spoken(articles[side["id"]], side) for side in _sides(row)))
        translated = row["why"] == "translated"
        label = "translated" if translated else row["kind"].partition("_")[0]
        right = {"same": {Likeness.SAME}, "altered": _OTHERWISE}.get(label, _APART)
        found[label].append((given in right, given))
    found["not labelled"] = _others(articles, labels)
    yield from _rows("stories_dev", found)


def _sides(row: Row) -> tuple[Row, Row]:
    return row["a"], row["b"]


def _spoken(article: Row, side: Row) -> Said:
    speaker = next(
        (q["speaker"] for q in article["quotes"] if q["start"] == side["start"]), ""
    )
    return said(side["text"], lang=article["lang"], speaker=speaker)


def _others(articles: dict[str, Row], labels: list[Row]) -> list[tuple[bool, Likeness]]:
    known = {frozenset(side["text"] for side in _sides(row)) for row in labels}
    by_event: dict[str, list[Row]] = defaultdict(list)
    for article in articles.values():
        by_event[article["event"]] += ({**q, "of": article} for q in article["quotes"])
    found = []
    for quoted in by_event.values():
        for one, other in combinations(quoted, 2):
            if frozenset((one["text"], other["text"])) in known:
                continue
            given = compare(_spoken(one["of"], one), _spoken(other["of"], other))
            found.append((given in _APART, given))
            if given not in _APART:
                note(f"  not labelled, {given}: “{one['text']}” / “{other['text']}”")
    return found


def _rows(
    name: str, found: dict[str, list[tuple[bool, Likeness]]]
) -> Iterator[tuple[str, ...]]:
    for label, verdicts in found.items():
        wrong = Counter(str(given) for right, given in verdicts if not right)
        right = sum(right for right, _ in verdicts)
        taken = ", ".join(f"{count} {given}" for given, count in wrong.items())
        yield name, label, str(len(verdicts)), str(right), taken
        name = ""
