"""Near copies: real pages as other sites print them, and whether each is known as a copy.

The originals come first, then one kind of copy after the other, or all mixed.
"""

import random
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from digests import evaluate
from digests.news import Article
from digests.profiles import profile
from digests.sentences import language_of
from digests.stories import Window
from tests.quality.gold import Row, need
from tests.quality.report import note, percent, progress, rate, table

_SHORTEST = 800
# Some pages came into the collection twice: a tenth of their runs of words tells.
_RUN, _REPEATED = 6, 0.1
_FURNITURE = (
    "Sign up for our free morning newsletter and never miss a story.",
    "This article was first published by one of our partners and appears here with permission.",
    "Read more: the ten pictures of the week, chosen by our editors.",
    "Share this story with your friends, or save it to read it later.",
    "Subscribers can listen to this article, read aloud by an artificial voice.",
    "Do you know more about this? Write to our reporters in confidence.",
    "Our journalism is supported by readers. Please consider a contribution.",
    "Advertisement: this text continues below the message from our sponsors.",
    "Photographs and videos may not be used without our written permission.",
    "We may earn a commission when you buy something through links on this page.",
)
_PUBLISHED = datetime(2026, 1, 5, 12, tzinfo=UTC)
_LATER = timedelta(hours=2)
_CHANGED = 0.1
_SHOWN = 12
_WORD = re.compile(r"\w+")

Run = tuple[str, ...]
Copy = tuple[int, Article]
"""The number of the original, and what another site made of it."""


@dataclass(slots=True)
class Found:
    """What the window said of some copies; ``false`` are pairs of different originals."""

    copies: int = 0
    known: int = 0
    missed: list[int] = field(default_factory=list)
    false: list[tuple[int, int]] = field(default_factory=list)
    articles: int = 0
    seconds: float = 0.0

    def cells(self, kind: str) -> list[str]:
        return [
            kind,
            str(self.copies),
            str(self.known),
            percent(self.known / self.copies if self.copies else None),
            str(len(self.false)),
            rate(self.articles, self.seconds),
        ]


def measure(data: Path, scratch: Path) -> None:
    folder = data / "feeds" / "articles" / "html"
    need(folder)
    pages = list(_distinct(evaluate.eval_extract(folder)))
    originals = [_original(row) for row in pages]
    made = {kind: list(_made(kind, originals)) for kind in KINDS}
    mixed = [copy for copies in made.values() for copy in copies]
    random.Random(1).shuffle(mixed)  # noqa: S311 - the same order every time
    rounds = [("none, and all is cold", []), *made.items(), ("all mixed", mixed)]
    found = {
        kind: find(originals, copies) for kind, copies in progress(rounds, "copies")
    }
    table(
        f"Near copies of {len(originals)} pages, each after its original",
        ("copy", "copies", "known", "%", "false pairs", "articles/CPU-s"),
        [each.cells(kind) for kind, each in found.items()],
    )
    for kind, each in found.items():
        _list_faults(kind, each, [row["id"] for row in pages])


def _distinct(pages: Iterable[Row]) -> Iterator[Row]:
    """Leave out what is short, and pages that tell much of what an earlier one tells."""
    known: set[Run] = set()
    for page in pages:
        words = _WORD.findall(page["text"])
        runs = {tuple(words[place : place + _RUN]) for place in range(len(words))}
        is_known = len(runs & known) > _REPEATED * len(runs)
        known |= runs
        if len(page["text"]) > _SHORTEST and not is_known:
            yield page


def _original(row: Row) -> Article:
    text = row["text"]
    return Article(
        url="",
        title=row["title"],
        text=text,
        lang=row["lang"] or language_of(text),
        published=_PUBLISHED,
    )


def _made(kind: str, originals: Sequence[Article]) -> Iterator[Copy]:
    for number, original in enumerate(originals):
        chance = random.Random(number)  # noqa: S311 - the same copies every time
        text = KINDS[kind](original.text, chance)
        yield number, replace(original, text=text, published=_PUBLISHED + _LATER)


def _with_furniture(text: str, chance: random.Random) -> str:
    """Add lines of a site above, within and below."""
    lines = text.split("\n\n")
    middle = len(lines) // 2
    said = chance.sample(_FURNITURE, 6)
    told = [*said[:2], *lines[:middle], *said[2:4], *lines[middle:], *said[4:]]
    return "\n\n".join(told)


def _cut_to_60(text: str, chance: random.Random) -> str:
    return text[: int(0.6 * len(text))]


def _cut_to_30(text: str, chance: random.Random) -> str:
    return text[: int(0.3 * len(text))]


def _reworded(text: str, chance: random.Random) -> str:
    """Put other words of the same text in the place of some."""
    words = _WORD.findall(text)

    def changed(match: re.Match[str]) -> str:
        return chance.choice(words) if chance.random() < _CHANGED else match.group()

    return _WORD.sub(changed, text)


KINDS = {
    "with lines of the site": _with_furniture,
    "first 60 % only": _cut_to_60,
    "first 30 % only": _cut_to_30,
    "10 % of the words changed": _reworded,
}


def find(originals: Sequence[Article], copies: Iterable[Copy]) -> Found:
    """Place the originals and then the copies; a copy of a copy is one as well."""
    window, found = Window(), Found()
    every = [*enumerate(originals), *copies]
    started = time.process_time()
    for key, (number, article) in enumerate(every):
        at = article.published or _PUBLISHED
        original = window.place(key, profile(article, at=at)).copy_of
        if original is not None and every[original][0] != number:
            found.false.append((number, every[original][0]))
        elif key >= len(originals) and original is None:
            found.missed.append(number)
    found.seconds = time.process_time() - started
    found.articles = len(every)
    found.copies = len(every) - len(originals)
    false = [pair for pair in found.false if pair[0] != pair[1]]
    found.known = found.copies - len(found.missed) - len(false)
    return found


def _list_faults(kind: str, found: Found, names: Sequence[str]) -> None:
    for one, other in found.false[:_SHOWN]:
        note(f"  {kind}: {names[one]} was taken for a copy of {names[other]}")
    for number in found.missed[:_SHOWN]:
        note(f"  {kind}: not known as a copy: {names[number]}")
