"""Our quotes beside a regex baseline and, if asked for, textacy: the same articles, one run.

Each system runs in processes of its own, in turn with the others, so that memory and
CPU time are its own and the machine's moods everybody's.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.quality.gold import Missing, Row, read, write
from tests.quality.quote_scores import HEAD, cells, score
from tests.quality.report import note, rate, table
from tests.quality.rivals.environment import TEXTACY, made
from tests.quality.rivals.running import Ran, System, run_in_turn

_COSTS = ("per CPU-s", "MB")
_PUBLISHED = (
    ("polnear_dev", "rules + spaCy", ">= 1", "", "", "96.1", "92.5", "91.5", "80.8", "77.9", "34/90", "", "5.5", "202"),
    ("", "rules + spaCy", ">= 4", "", "", "96.7", "98.8", "94.0", "82.5", "84.3", "23/24", "", "", ""),
    ("", "rules + spaCy", ">= 8", "", "", "97.3", "100", "95.3", "83.7", "86.0", "15/15", "", "", ""),
    ("other English", "Citron", ">= 4", "", "", "98.5", "57.7", "90.6", "89.2", "52.2", "", "", "1.8", "353"),
    ("", "Gender Gap Tracker", ">= 4", "", "", "98.3", "88.8", "95.4", "72.8", "65.8", "", "", "4.9", "205"),
    ("", "five tools agree", ">= 4", "", "", "", "", "", "98.3", "40.6", "", "", "", ""),
    ("", "a second human", ">= 4", "", "", "97.8", "99.1", "99.4", "96.4", "97.7", "", "", "", ""),
    ("", "a second human", ">= 8", "", "", "", "", "", "97.4", "98.5", "", "", "", ""),
)  # fmt: skip
_LEGEND = """\
printed: what we print; of the others, all that they give a speaker. name P: "she" is right where the gold has it too; we
print names. MB: resident at most. per CPU-s: without loading; a hard case is no article, but a sentence or two.
no '': less the articles that write marks as '', whose gold is cut at apostrophes: we print none of these, and the others'
right ones count as wrong. The regex was fitted to these files. Below: published, or measured by us at another time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """The articles of a file to score, and the quotes to look at by their words."""

    name: str
    least: tuple[int, ...]
    keep: Callable[[Row], bool] | None = None


def _has_sound_gold(row: Row) -> bool:
    return "''" not in row["text"]


_POLNEAR = (
    _View(name="polnear_dev", least=(1, 4, 8)),
    _View(name="polnear_dev no ''", least=(1, 4, 8), keep=_has_sound_gold),
)
_FILES: tuple[tuple[str, str, tuple[_View, ...]], ...] = (
    ("polnear_dev", "en", _POLNEAR),
    ("hardcases_dev", "en", (_View(name="hardcases_dev en", least=(1,)),)),
    ("wikinews_de_dev", "de", (_View(name="wikinews_de_dev", least=(4,)),)),
)


def systems(environment: Path | None, pins: Path = TEXTACY) -> list[System]:
    """Give those that can run here, and say which cannot."""
    able = [
        System(name="verbatim", module="verbatim"),
        System(name="regex baseline", module="nearest_verb"),
    ]
    if environment is None:
        note("textacy is not measured: that takes --rivals, and 600 MB of packages.")
        return able
    try:
        python = made(environment / "textacy", pins)
    except Missing as missing:
        note(f"textacy is {missing}")
        return able
    textacy = System(name="textacy", module="by_textacy", python=python, langs=("en",))
    return [*able, textacy]


def measure(
    data: Path, scratch: Path, able: Sequence[System], *, runs: int = 3
) -> None:
    """Print one table of the files that are there; where ours are scored says which are not."""
    rows: list[tuple[str, ...]] = []
    loading: dict[str, str] = {}
    for file, lang, views in _FILES:
        path = data / "quotes" / f"{file}.jsonl"
        if not path.exists():
            continue
        gold = [row for row in read(path) if row["lang"] == lang]
        chosen = [system for system in able if lang in system.langs]
        ran = run_in_turn(chosen, write(scratch / path.name, gold), scratch, runs)
        for one in ran:
            write(one.found, map(_with_speakers, read(one.found)))
        loading |= {one.name: f"{one.cost('loading'):.1f}" for one in ran}
        for view in views:
            kept = write(scratch / "kept.jsonl", filter(view.keep, gold))
            rows += _rows(view, ran, data / "quotes" / "score_quotes.py", kept)
    if rows:
        _show(rows, loading, runs)


def _with_speakers(row: Row) -> Row:
    """Give the scorer's row, without what nobody would print."""
    return {
        "id": row["id"],
        "quotes": [quote for quote in row["found"] if quote["speaker"]],
    }


def _show(
    rows: Sequence[tuple[str, ...]], loading: Mapping[str, str], runs: int
) -> None:
    table(
        f"Beside others (medians of {runs} runs)",
        (*HEAD, *_COSTS),
        rows,
        _PUBLISHED,
        names=2,
    )
    note(_LEGEND)
    loads = ", ".join(f"{name} {seconds}" for name, seconds in loading.items())
    note(f"CPU seconds to load, before the first article: {loads}.")


def _rows(
    view: _View, ran: Sequence[Ran], scorer: Path, gold: Path
) -> Iterator[tuple[str, ...]]:
    for words in view.least:
        for one in ran:
            judged = score(scorer, gold, one.found, words)
            # A run is over the whole file, so that a part of it has no costs.
            costs = _costs(one) if view.keep is None else ("",) * len(_COSTS)
            yield *cells(view.name, one.name, words, judged), *costs


def _costs(ran: Ran) -> tuple[str, ...]:
    return (
        rate(1, ran.cost("seconds") / ran.cost("articles")),
        f"{ran.cost('megabytes'):.0f}",
    )
