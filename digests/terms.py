"""The words that carry a text: stems, names and numbers, folded for comparison.

Names are folded to plain Latin letters without their inflected ends, so that one
person or town can meet itself in another language or script.
"""

import re
import threading
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Protocol

import snowballstemmer

STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german",
    "el": "greek", "en": "english", "es": "spanish", "et": "estonian", "eu": "basque",
    "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "ne": "nepali", "nl": "dutch", "no": "norwegian",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
# Scripts that write no spaces: Thai, Lao, Khmer, Burmese, kana, Han.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
)
_FIRST_UNSPACED = "\u0e00"
_CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґў",
        "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya e i i e g u".split(),
        strict=True,
    )
)
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψως",
        "a v g d e z i th i k l m n x o p r s t y f ch ps o s".split(),
        strict=True,
    )
)
_LATIN = {
    "ß": "ss",
    "ø": "o",
    "đ": "d",
    "ł": "l",
    "æ": "ae",
    "œ": "oe",
    "ı": "i",
    "þ": "th",
    "ð": "d",
}
_LETTERS = str.maketrans(_CYRILLIC | _GREEK | _LATIN | {"_": ""})
_VOWELS = "aeiouy"
NAME_KEY = 6
LONGEST_WORD = 40
THOUSAND = 3

_turn = threading.Lock()


class Stemmer(Protocol):
    """What we need of a Snowball stemmer."""

    def stemWord(self, word: str) -> str: ...  # noqa: N802 - their name


def words(text: str) -> Iterator[re.Match[str]]:
    """Every word and number of a text, in order, as matches."""
    return _WORD.finditer(text)


def word_list(text: str) -> list[str]:
    """Every word and number of a text, in order: faster than ``words``."""
    found: list[str] = _WORD.findall(text)
    return found


@cache
def function_words(lang: str) -> frozenset[str]:
    """List the words of a language that say nothing about a subject; none if unknown."""
    return frozenset(_function_words().get(lang, "").split())


@cache
def _function_words() -> dict[str, str]:
    table = resources.files("digests").joinpath("function_words.toml")
    return tomllib.loads(table.read_text(encoding="utf-8"))


@cache
def _stemmer(lang: str) -> Stemmer | None:
    name = STEMMERS.get(lang)
    return snowballstemmer.stemmer(name) if name else None


@lru_cache(maxsize=60_000)
def stem(word: str, lang: str) -> str:
    """Stem a lower-cased word; it stays itself where no stemmer is known."""
    stemmer = _stemmer(lang)
    if stemmer is None or len(word) > LONGEST_WORD:
        return word
    with _turn:  # a stemmer keeps the word it works on in itself
        return stemmer.stemWord(word)


def is_unspaced(word: str) -> bool:
    """Whether a word comes from a script that writes no spaces."""
    return word >= _FIRST_UNSPACED and _UNSPACED.match(word) is not None


def subject_words(text: str, lang: str) -> Iterator[tuple[str, str]]:
    """Give the words that may say what a text is about, each beside its stem, in order.

    Scripts without spaces give overlapping pairs of characters, each beside itself.
    """
    for match in words(text):
        word = match.group()
        if is_unspaced(word):
            yield from ((pair, pair) for pair in _pairs(word))
        else:
            yield from ((word, stem) for stem in stems(word, lang))


@lru_cache(maxsize=60_000)
def stems(word: str, lang: str) -> tuple[str, ...]:
    """Give what a word adds to a subject: its stem, a number, nothing, or its pairs."""
    if is_unspaced(word):
        return tuple(_pairs(word))
    if word[0].isdigit():
        return (number(word),)
    low = word.lower()
    return () if len(low) == 1 or low in function_words(lang) else (stem(low, lang),)


def _pairs(word: str) -> Iterator[str]:
    return (word[place : place + 2] for place in range(max(len(word) - 1, 1)))


def number(digits: str) -> str:
    """Write a number without thousands marks and with a point: ``12.600`` is ``12600``."""
    parts = re.split("[.,]", digits)
    if len(parts) > 1 and all(len(part) == THOUSAND for part in parts[1:]):
        return "".join(parts)
    return ".".join(parts)


@lru_cache(maxsize=60_000)
def fold(word: str) -> str:
    """Write a word in plain small Latin letters: ``Журбина`` is ``zhurbina``."""
    bare = unicodedata.normalize("NFKD", word.casefold())
    letters = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return letters.translate(_LETTERS)


@lru_cache(maxsize=60_000)
def name_key(name: str) -> str:
    """Cut a name to what survives languages and cases: ``Dosk``, ``Доске``."""
    folded = fold(name)
    return (folded.rstrip(_VOWELS) or folded)[:NAME_KEY]
