"""Years that an article gives in two ways, as scraped and rewritten texts do.

“The bridge, opened in 2007” and “the bridge, opened in 2017” cannot both be true, and
which one is nobody can tell: a sentence with either would state it as settled.
"""

import re
from functools import lru_cache

from digests import terms
from digests.news import Span

_YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20)\d\d(?![.,]?\d)")
_END = re.compile(r"[.!?…。;\n]")
# Letters of the sentence on either side in which two years must share most of their words.
_BESIDE = 25
_FEWEST_SHARED, _SHARE = 2, 0.4
_KEY = 6
MOST_YEARS = 40


def disputed_years(text: str, span: Span, lang: str) -> frozenset[str]:
    """Give the years in a part of a text that another part gives otherwise."""
    start, end = span
    years = _years(text)
    return frozenset(
        ours
        for at, ours in years
        if start <= at < end
        for there, other in years
        if _are_alike(ours, other)
        and _END.search(text, min(at, there), max(at, there))
        and _tell_the_same(text, at, there, lang)
    )


@lru_cache(maxsize=8)
def _years(text: str) -> tuple[tuple[int, str], ...]:
    found = ((match.start(), match.group()) for match in _YEAR.finditer(text))
    return tuple(year for year, _ in zip(found, range(MOST_YEARS), strict=False))


def _are_alike(one: str, other: str) -> bool:
    """Whether one year is a slip of the other: digits swapped, or one changed."""
    changed = sum(a != b for a, b in zip(one, other, strict=True))
    return changed == 1 or (changed > 1 and sorted(one) == sorted(other))


def _tell_the_same(text: str, at: int, there: int, lang: str) -> bool:
    ours, theirs = _words_beside(text, at, lang), _words_beside(text, there, lang)
    shared = len(ours & theirs)
    return shared >= max(_FEWEST_SHARED, _SHARE * min(len(ours), len(theirs)))


def _words_beside(text: str, at: int, lang: str) -> frozenset[str]:
    """Give the words around a year, without those that say nothing, by their beginnings."""
    before = _END.split(text[max(0, at - _BESIDE) : at])[-1]
    after = _END.split(text[at + 4 : at + 4 + _BESIDE])[0]
    around = f"{before} {after}"
    words = (word.lower() for word in terms.word_list(around))
    return frozenset(
        word[:_KEY]
        for word in words
        if not word[0].isdecimal() and word not in terms.function_words(lang)
    )
