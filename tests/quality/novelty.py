"""What is new: each article of an event against those that were told before it.

A fact counts as told when the sentence has a figure of it beside a word of it, or half of
its words and figures; in another language a figure is enough, and nothing else counts.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from digests import sentences
from digests.novelty import news_of, statements
from digests.novelty.statements import Statement
from tests.quality.gold import Row, article_of, read
from tests.quality.report import note, percent, progress, rate, table

_HALF = 0.5
_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An article, what a chat had been told, and which facts are new to it."""

    row: Row
    known: tuple[Row, ...]
    facts: tuple[str, ...]


@dataclass(slots=True)
class Score:
    updates: int = 0
    led: int = 0
    told: int = 0
    silent: int = 0
    others: int = 0
    kept: int = 0
    seconds: float = 0.0

    def cells(self) -> tuple[str, ...]:
        updates, others = self.updates or 1, self.others or 1
        return (
            str(self.updates),
            percent(self.led / updates),
            percent(self.told / updates),
            str(self.silent),
            str(self.others),
            percent(self.kept / others),
            rate(self.updates + self.others, self.seconds),
        )


def measure(data: Path, scratch: Path) -> None:
    rows = read(data / "stories" / "stories_dev.jsonl")
    every, closest = list(_cases(rows)), list(_closest(rows))
    missed: list[str] = []
    table(
        "What is new (stories_dev), articles after the first of their event",
        (
            "known",
            "updates",
            "first",
            f"any of {_SHOWN}",
            "nothing",
            "no news",
            "silent",
            "per CPU-s",
        ),
        [
            ("all before it", *_score(every, missed).cells()),
            ("the most alike", *_score(closest, []).cells()),
        ],
        [("first sentence, all before it", *_first_sentences(every).cells())],
    )
    note("first: the first sentence shown tells a new fact, in % of the updates;")
    note("silent: nothing is shown, in % of the copies and rewrites")
    for line in missed:
        note(f"  {line}")


def _cases(rows: Sequence[Row]) -> Iterator[Case]:
    before: dict[str, list[Row]] = {}
    for row in rows:
        known = before.setdefault(row["event"], [])
        if known:
            yield Case(row=row, known=tuple(known), facts=tuple(row["new_facts"]))
        known.append(row)


def _closest(rows: Sequence[Row]) -> Iterator[Case]:
    """Keep the one known article that has most words of the new one.

    What the others told is new as well, so it may be shown too.
    """
    for case in _cases(rows):
        best = max(case.known, key=lambda row: _shared(row, case.row))
        others = (row for row in case.known if row is not best)
        more = tuple(fact for row in others for fact in row["new_facts"])
        facts = case.facts and (*case.facts, *more)
        yield Case(row=case.row, known=(best,), facts=facts)


def _shared(one: Row, other: Row) -> int:
    ours, theirs = (statements.stems(row["text"], row["lang"]) for row in (one, other))
    return len(ours & theirs)


def _score(cases: Sequence[Case], missed: list[str]) -> Score:
    score = Score()
    for case in progress(cases, "novelty"):
        started = time.process_time()
        known = [article_of(row) for row in case.known]
        shown = [
            news.text for news in news_of(article_of(case.row), known, limit=_SHOWN)
        ]
        score.seconds += time.process_time() - started
        if fault := _count(score, case, shown):
            missed.append(f"{case.row['id']} ({case.row['lang']}): {fault}")
    return score


def _count(score: Score, case: Case, shown: Sequence[str]) -> str:
    """Add one article to a score; what is wrong with it, or nothing."""
    if not case.facts:
        score.others += 1
        score.kept += not shown
        return f"shown though not new: {shown[0]}" if shown else ""
    hits = [_tells_any(text, case) for text in shown]
    score.updates += 1
    score.led += any(hits[:1])
    score.told += any(hits)
    score.silent += not shown
    if not shown:
        return "nothing shown"
    return "" if hits[0] else f"not in the list of new facts: {shown[0]}"


def _first_sentences(cases: Sequence[Case]) -> Score:
    score = Score()
    for case in cases:
        text = case.row["text"]
        start, end = sentences.split(text)[0]
        _count(score, case, [text[start:end]])
    return score


def _tells_any(sentence: str, case: Case) -> bool:
    at = datetime.fromisoformat(case.row["published"])
    said = statements.read(sentence, case.row["lang"], at)
    return any(tells(said, statements.read(fact, "en", at)) for fact in case.facts)


def tells(said: Statement, fact: Statement) -> bool:
    """Whether a sentence tells a fact that is given in English."""
    figures = {f.values[0] for f in fact.figures if not f.minor}
    common = any(not figures.isdisjoint(figure.values) for figure in said.figures)
    if said.lang != fact.lang:
        return common
    shared = len(said.keys & fact.keys)
    words = not said.words.isdisjoint(fact.words)
    return (common and words) or shared >= _HALF * len(fact.keys)
