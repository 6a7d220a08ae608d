"""Quotes: what is printed, against who really said what.

Only printed quotes are scored, for only they reach a reader. A pair is right when
the words and the name are; ``scare`` counts prints that nobody said.
"""

import math
from collections import Counter
from pathlib import Path

from digests import evaluate
from tests.quality import beside, reliability, variants
from tests.quality.gold import Missing, Row, read, write
from tests.quality.quote_scores import HEAD, cells, score
from tests.quality.report import note, percent, progress, rate, table
from tests.quality.rivals import environment

_FILES = (
    ("polnear_dev", (1, 4, 8)),
    ("wikinews_de_dev", (1, 4, 8)),
    ("hardcases_dev", (1,)),
    ("adaq_cs_ru_dev", (1,)),
    ("spun_dev", (1,)),
)
_LEGEND = """words P, R: exact spans. name P: names that are right. pair: words and name. scare: printed though nobody said it.
via: outlets named right of those due, + invented. per CPU-s: articles. ">= 4 words" looks at such quotes only."""
_SURE = ("set", "words", "words P", "words R", "pair P", "pair R")
_SURE_LEGEND = """95 % intervals by Wilson, over quotes; quotes of one article are alike, so that the true ones are somewhat wider."""
_Z = 1.96
_EDGE = " \n\"“”„«»‘’'「」,.;:。，；："


def measure(data: Path, scratch: Path, *, rivals: bool = False) -> None:
    scorer = data / "quotes" / "score_quotes.py"
    rows: list[tuple[str, ...]] = []
    sure: list[tuple[str, ...]] = []
    spun: tuple[list[Row], list[Row]] | None = None
    every: list[Row] = []
    candidates: dict[str, list[Row]] = {}
    for name, least in _FILES:
        try:
            path = data / "quotes" / f"{name}.jsonl"
            gold = read(path)
        except Missing as missing:
            note(f"{name}: {missing}")
            continue
        found = list(evaluate.eval_quotes(progress(gold, f"quotes of {name}")))
        every += gold
        candidates |= {row["id"]: row["quotes"] for row in found}
        for row in found:
            row["quotes"] = [quote for quote in row["quotes"] if quote["printed"]]
        spun = (gold, found) if name == "spun_dev" else spun
        printed = write(scratch / f"{name}.jsonl", found)
        speed = rate(len(found), sum(row["seconds"] for row in found))
        for words in least:
            judged = score(scorer, path, printed, words)
            rows.append((*cells(name, "verbatim", words, judged), speed))
            sure.append(_intervals(name, words, judged))
    if not rows:
        raise Missing(f"not measured, because {data / 'quotes'} holds no gold quotes")
    table("Quotes that are printed", (*HEAD, "per CPU-s"), rows, names=2)
    note(_LEGEND)
    table("How sure these figures are", _SURE, sure)
    note(_SURE_LEGEND)
    reliability.measure(scorer, scratch, every, candidates)
    if spun:
        _spun(*spun)
    folder = environment.FOLDER if rivals else None
    beside.measure(data, scratch, beside.systems(folder))
    variants.measure(data)


def _intervals(name: str, words: int, judged: Row) -> tuple[str, ...]:
    gold, printed = judged["n"]
    shares = (*judged["ex"][:2], *judged["pair"][:2])
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
