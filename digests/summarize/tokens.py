"""A text as words, figures and marks, and what a fact among them is."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from digests.summarize.lexicon import plain

_INVISIBLE = dict.fromkeys(
    [
        0xAD,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        0xFEFF,
    ]
)
_SHAPES = str.maketrans("’‘ʼ`´−‐‑", "'''''---")
_PER_CENT = re.compile(
    r"\b(?:per\scent|pour\scent|por\sci?ento|per\scento)\b", re.IGNORECASE
)
_POINTS = re.compile(
    r"%[\s-]points?\b|\b(?:percentage[\s-]points?|prozentpunkte?n?"
    r"|points? de pourcentage|puntos porcentuales|процентных пункт\w{1,3})\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    r"(?P<figure>\d{1,3}(?:[ .,']\d{3})++(?!\d)(?:[.,]\d+)?|(?!\d\d?,(?:19|20)\d\d(?!\d))\d+[.,]\d++(?![.,]?\d)|\d+)"
    r"|(?P<word>[^\W\d_]+(?:'(?:t\b|hui\b|(?<=[пбвмфр]')[а-яіїєґ]+))?)"
    r"|[%‰€$£¥₽₴₹]|[^\w\s]"
)


class Kind(StrEnum):
    """What sort of fact."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a figure or a mark: as written, and in small letters."""

    text: str
    low: str
    is_word: bool
    glued: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact and the tokens that state it, ``end`` not included.

    ``keys`` are the values of a number, the day or month of a date, or the words of a
    name, any of which may be the right one. ``opens`` says that a name opens a sentence,
    where a capital means little, ``weak``
    that a number, “one” or “first”, is often none.
    """

    kind: Kind
    keys: tuple[str, ...]
    begin: int
    end: int
    units: frozenset[str] = frozenset()
    opens: bool = False
    weak: bool = False


def normal(text: str) -> str:
    """Fold what only looks different: widths, apostrophes, hyphens, words for %."""
    text = unicodedata.normalize("NFKC", text).translate(_INVISIBLE).translate(_SHAPES)
    text = _PER_CENT.sub("%", text).replace("-feira", "feira")
    return _POINTS.sub("pp", text)


def tokens(text: str) -> tuple[Token, ...]:
    """Cut a text that ``normal`` has folded into its words, figures and marks."""
    found, last = [], -1
    for match in _TOKEN.finditer(text):
        word = match.group()
        is_word = match["word"] is not None
        found.append(Token(word, plain(word), is_word, match.start() == last))
        last = match.end()
    return tuple(found)
