"""Lines of an article, and the words of a line with every quotation as one word.

Attribution reads only what stands around the quotations, so a quotation is a
single opaque word here. No line is read further than ``LONGEST_LINE`` characters.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from digests.news import Span

LONGEST_LINE = 20_000

_ABBREVIATION = (
    r"(?:Mr|Mrs|Ms|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Cmdr|Adm|Rev|Hon"
    r"|Jr|Sr|St|Del|Det|Pres|Supt|Insp|Mme|Mlle|Sra|Srta|Dra|Ing|Inc|Corp|Ltd|Co|Bros|Mt"
    r"|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Dipl|Mag|vs|No|Nr|bzw|ca|sog)\."
)
_STATE = (
    r"(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss"
    r"|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo)\."
)
_WORD = re.compile(
    # Only what a full stop follows soon can be an abbreviation: most words skip all that.
    rf"(?=\w{{1,5}}\.)(?:\b{_ABBREVIATION}(?=[\s,\"“”])|(?:[^\W\d_]\.){{2,8}}"
    rf"|\b[^\W\d_]\.(?=\s\S)|(?<=, ){_STATE}|(?<=[DRI]-){_STATE})"
    r"|@?\w{1,60}(?:(?:[’'&/\ufffd-]|\.(?![^\W\d_a-zß-öø-ÿа-я]))\w{1,60}){0,8}|\.{2,9}|[^\w\s]"
)
_STOPS = frozenset({".", "!", "?", "。", "！", "？", "؟", "…"})
_POSSESSIVES = frozenset({"’s", "'s", "s’", "s'", "\ufffds"})
_new = tuple.__new__
_POSSESSIVE = re.compile(r"[’'\ufffd]s?$")


class Sort(Enum):
    """What a word is made of."""

    WORD = "word"
    MARK = "mark"
    QUOTE = "quote"


class Word(NamedTuple):
    """One word, punctuation mark or whole quotation, with its place in the text.

    ``quote`` is the number of the quotation for ``Sort.QUOTE``, else -1; ``capital``
    says that a word starts with a capital letter. A tuple, because an article makes
    thousands of them.
    """

    text: str
    low: str
    start: int
    end: int
    sort: Sort
    quote: int = -1
    capital: bool = False

    @property
    def possessive(self) -> bool:
        """Whether the word ends in an apostrophe with or without an s."""
        return self.sort is Sort.WORD and self.text[-2:] in _POSSESSIVES

    @property
    def stops(self) -> bool:
        """A mark that ends a sentence."""
        return self.sort is Sort.MARK and self.text in _STOPS


def bare(text: str) -> str:
    """Cut a possessive ending off a word or name."""
    return _POSSESSIVE.sub("", text) if text[-2:] in _POSSESSIVES else text


def lines(text: str) -> Iterator[Span]:
    """Find the lines that are not empty, without their outer white space."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end]
        left = start + len(line) - len(line.lstrip())
        right = start + len(line.rstrip())
        if left < right:
            yield left, right
        start = end + 1


def words_between(text: str, start: int, end: int) -> Iterator[Word]:
    """Read the words of a stretch that holds no quotation."""
    for found in _WORD.finditer(text, start, min(end, start + LONGEST_LINE)):
        token = found.group()
        low, sort, capital = _read(token)
        first, last = found.span()
        # As Word(...) does, without its detour: this runs for every word of an article.
        yield _new(Word, (token, low, first, last, sort, -1, capital))


@lru_cache(maxsize=16_384)
def _read(token: str) -> tuple[str, Sort, bool]:
    """Give a token in small letters, its sort, and whether it has a capital."""
    low = token.lower().replace("’", "'")
    if token[-1].isalnum() or token[0].isalnum():
        return low, Sort.WORD, token[0].isupper() or token[0] == "@"
    return low, Sort.MARK, False


def words_of(
    text: str, line: Span, outer: Sequence[tuple[int, Span]]
) -> tuple[Word, ...]:
    """Read a line; ``outer`` lists its quotations as (number, span with the marks)."""
    found: list[Word] = []
    at = line[0]
    for number, (start, end) in outer:
        found.extend(words_between(text, at, start))
        found.append(Word("", "", start, end, Sort.QUOTE, number))
        at = end
    found.extend(words_between(text, at, line[1]))
    return tuple(found)


def low_words(row: Sequence[Word], at: int, count: int) -> tuple[str, ...]:
    """Give some words of a row in small letters."""
    return tuple(word.low for word in row[at : at + count])


def sentence_start(row: Sequence[Word], at: int) -> int:
    """Find where the sentence begins in which ``row[at]`` stands."""
    start = at
    while (
        start > 0 and not row[start - 1].stops and row[start - 1].sort is not Sort.QUOTE
    ):
        start -= 1
    return start
