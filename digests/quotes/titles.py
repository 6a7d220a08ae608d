"""The name that is left of capitalised words when titles, openers and genitives are cut off."""

from collections.abc import Sequence

from digests.quotes.cues import Cues
from digests.quotes.given import is_given
from digests.quotes.words import Word, bare

_OF_SOMEBODY = ("von", "Ahn")
_NOBLE = frozenset("herr frau dr prof graf gräfin baron baronin general oberst".split())


def person_of(row: Sequence[Word], cues: Cues) -> tuple[Word, ...]:
    """Cut openers, titles and trailing small words off a run of capitalised words."""
    words = list(row)
    while words and not words[-1].capital:
        words.pop()
    while words and (words[0].low in cues.openers or not words[0].capital):
        words.pop(0)
    if cues.nouns_capital:
        # “Robert Uhl von der Stadtbank” is a person, “Bank von Ahn” is none.
        given = (at for at, word in enumerate(words) if is_given(word.low))
        first = next(given, len(words))
        words = words[:first] + _before_of(words[first:])
    if not words or cues.is_body(bare(words[-1].low)):
        return tuple(words)
    titles = [at for at, word in enumerate(words[:-1]) if role_of(word, cues)]
    words = words[titles[-1] + 1 :] if titles else words
    if titles and not words[0].capital and not _noble(row, words):
        # “Sprecher von Ute Kranz” is not Ute Kranz; “Frau von Ahn” has one name only.
        return ()
    while len(words) > 1 and words[0].low in cues.sides and is_given(words[1].low):
        words.pop(0)
    if cues.nouns_capital and len(words) > 1:
        words = _after_nouns(_before_of(words))
        if any(_is_genitive(word) for word in words[1:-1]):
            return ()
    while words and not words[0].capital:
        words.pop(0)
    return tuple(words)


def _noble(row: Sequence[Word], words: Sequence[Word]) -> bool:
    """Tell “Frau von Ahn” from “Sprecher von Tesla”."""
    title = row[row.index(words[0]) - 1].low.rstrip(".")
    return len(words) == len(_OF_SOMEBODY) and title in _NOBLE


def _is_genitive(word: Word) -> bool:
    """“Jan Uhls Gegner” are not Jan Uhl; “Anna Jonas Roth” is somebody."""
    return word.capital and word.low.endswith("s") and not is_given(word.low)


def _after_nouns(words: list[Word]) -> list[Word]:
    """Begin at the first given name where nouns have capitals too, or keep two words."""
    for place, word in enumerate(words[:-1]):
        if is_given(word.low):
            return words[place:]
    capitals = [place for place, word in enumerate(words) if word.capital]
    if len(capitals) == len(words) and capitals[2:]:
        return words[capitals[-2] :]
    return words


def _before_of(words: list[Word]) -> list[Word]:
    """Cut “Theo Kitz vom Bankhaus Merck” after the surname, but not “Otto von Ahn”."""
    capitals = 0
    for place, word in enumerate(words):
        if not word.capital and capitals > 1:
            return words[:place]
        capitals += word.capital
    return words


def role_of(word: Word, cues: Cues) -> str:
    """Give the title or office that a word names, or ""."""
    low = word.low
    return low if low in cues.roles else cues.role(bare(low).rstrip("."))
