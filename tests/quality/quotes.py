"""Quotes: what is printed, against who really said what.

Only printed quotes are scored, for only they reach a reader. A pair is right when
the words and the name are; ``scare`` counts prints that nobody said.
"""

import math
from collections import Counter
from pathlib import Path

from digests import evaluate
from tests.quality import variants
from tests.quality.gold import Missing, Row, read, scored_json, write
from tests.quality.report import note, percent, progress, rate, table

_FILES = (
    ("polnear_dev", (1, 4, 8)),
    ("wikinews_de_dev", (1, 4, 8)),
    ("hardcases_dev", (1,)),
    ("adaq_cs_ru_dev", (1,)),
    ("spun_dev", (1,)),
)
_HEAD = ("set", "system", "words", "gold", "printed", "words P", "R", "name P", "pair P", "pair R", "scare", "via", "per CPU-s")  # fmt: skip
_PUBLISHED = (
    ("polnear_dev", "rules + spaCy", ">= 1", "", "", "96.1", "92.5", "91.5", "80.8", "77.9", "34/90", "", "5.5"),
    ("", "rules + spaCy", ">= 4", "", "", "96.7", "98.8", "94.0", "82.5", "84.3", "23/24", "", ""),
    ("", "nearest-verb regex", ">= 4", "", "", "97.4", "88.5", "78.3", "67.0", "60.8", "14/24", "", "1111"),
    ("", "rules + spaCy", ">= 8", "", "", "97.3", "100", "95.3", "83.7", "86.0", "15/15", "", ""),
    ("wikinews_de_dev", "nearest-verb regex", ">= 4", "", "", "84.9", "98.3", "73.1", "14.4", "16.7", "61/62", "", ""),
    ("hardcases_dev", "nearest-verb regex", ">= 1", "", "", "78.4", "75.5", "73.7", "27.5", "26.4", "7/12", "0", ""),
    ("other English news", "Citron", ">= 4", "", "", "98.5", "57.7", "90.6", "89.2", "52.2", "", "", "1.8"),
    ("", "textacy", ">= 4", "", "", "94.3", "76.4", "95.0", "89.9", "72.8", "", "", "3.0"),
    ("", "five tools agreeing", ">= 4", "", "", "", "", "", "98.3", "40.6", "", "", ""),
    ("", "a second human", ">= 4", "", "", "97.8", "99.1", "99.4", "96.4", "97.7", "", "", ""),
    ("", "a second human", ">= 8", "", "", "", "", "", "97.4", "98.5", "", "", ""),
)  # fmt: skip
_LEGEND = """words P, R: exact spans. name P: names that are right. pair: words and name. scare: printed though nobody said it.
via: outlets named right of those due, + invented. per CPU-s: articles. ">= 4 words" looks at such quotes only."""
_SURE = ("set", "words", "words P", "words R", "pair P", "pair R")
_SURE_LEGEND = """95 % intervals by Wilson, over quotes; quotes of one article are alike, so that the true ones are somewhat wider."""
_Z = 1.96
_EDGE = " \n\"“”„«»‘’'「」,.;:。，；："


def measure(data: Path, scratch: Path) -> None:
    rows: list[tuple[str, ...]] = []
    sure: list[tuple[str, ...]] = []
    spun: tuple[list[Row], list[Row]] | None = None
    for name, least in _FILES:
        try:
            gold = read(data / "quotes" / f"{name}.jsonl")
        except Missing as missing:
            note(f"{name}: {missing}")
            continue
        found = list(evaluate.eval_quotes(progress(gold, f"quotes of {name}")))
        for row in found:
            row["quotes"] = [quote for quote in row["quotes"] if quote["printed"]]
        spun = (gold, found) if name == "spun_dev" else spun
        path = write(scratch / f"{name}.jsonl", found)
        seconds = sum(row["seconds"] for row in found)
        for words in least:
            score = _score(data / "quotes", name, path, words)
            rows.append(_row(name, words, score, rate(len(found), seconds)))
            sure.append(_intervals(name, words, score))
    if not rows:
        raise Missing(f"not measured, because {data / 'quotes'} holds no gold quotes")
    table("Quotes that are printed", _HEAD, rows, _PUBLISHED, names=2)
    note(_LEGEND)
    table("How sure these figures are", _SURE, sure)
    note(_SURE_LEGEND)
    if spun:
        _spun(*spun)
    variants.measure(data)


def _score(folder: Path, name: str, predicted: Path, words: int) -> Row:
    return scored_json(
        folder / "score_quotes.py",
        f"--gold={folder / name}.jsonl",
        f"--pred=verbatim={predicted}",
        f"--min-words={words}",
    )


def _row(name: str, words: int, score: Row, speed: str) -> tuple[str, ...]:
    gold, printed = score["n"]
    right_via, due_via, invented_via = score["via"]
    return (
        name,
        "verbatim",
        f">= {words}",
        str(gold),
        str(printed),
        *(percent(share) for share in score["ex"][:2]),
        percent(score["spkP"]),
        *(percent(share) for share in score["pair"][:2]),
        "/".join(map(str, score["scare"])),
        f"{right_via}/{due_via}" + (f"+{invented_via}" if invented_via else ""),
        speed,
    )


def _intervals(name: str, words: int, score: Row) -> tuple[str, ...]:
    gold, printed = score["n"]
    shares = (*score["ex"][:2], *score["pair"][:2])
    counts = (printed, gold, printed, gold)
    return (
        name,
        f">= {words}",
        *(
            "-".join(percent(end) for end in wilson(share, of))
            for share, of in zip(shares, counts, strict=True)
        ),
    )


def wilson(share: float, of: int) -> tuple[float, float]:
    """Give the 95 % interval of a share of so many."""
    if not of or share != share:  # noqa: PLR0124 - the scorer's word for no figure
        return 0.0, 1.0
    spread = _Z * _Z / of
    middle = (share + spread / 2) / (1 + spread)
    half = _Z / (1 + spread) * math.sqrt(share * (1 - share) / of + spread / (4 * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def _spun(gold: list[Row], found: list[Row]) -> None:
    """Damaged articles say of each quote whether an editor would print it."""
    verdicts = Counter[str]()
    wrong = []
    for article, prediction in zip(gold, found, strict=True):
        due = {_trimmed(article["text"], q): q for q in article["quotes"]}
        for quote in prediction["quotes"]:
            known = due.get(_trimmed(article["text"], quote))
            right = known and _same_name(known["speaker"], quote["speaker"])
            verdict = known["if_printed"] if known and right else "wrong"
            verdicts[verdict] += 1
            if verdict == "wrong":
                wrong.append(f"{article['id']}: “{quote['text']}” — {quote['speaker']}")
    printable = [q for article in gold for q in article["quotes"] if q["printable"]]
    note(
        f"spun_dev, as an editor sees it: {verdicts['good']} good, {verdicts['weak']} weak,"
        f" {verdicts['wrong']} wrong; {len(printable)} could have been printed."
    )
    for line in wrong:
        note(f"  wrong: {line}")


def _trimmed(text: str, quote: Row) -> tuple[int, int]:
    words = text[quote["start"] : quote["end"]]
    start = quote["start"] + len(words) - len(words.lstrip(_EDGE))
    return start, start + len(words.strip(_EDGE))


def _same_name(gold: str | None, shown: str | None) -> bool:
    if not gold or not shown:
        return False
    known, ours = (set(name.casefold().split()) for name in (gold, shown))
    return ours <= known or known <= ours or gold in shown or shown in gold
