"""What the words of questions mean, by language, and which words may stand for others.

A language without a row has an empty table: its words then stand only for themselves.
"""

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from digests import terms
from digests.summarize import lexicon

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "ru")
_FEWEST_SHARED = 5  # letters of a word that may be known in another language

Phrase = tuple[str, ...]


@cache
def _tables(file: str = "words") -> dict[str, Any]:
    table = resources.files("digests.answers").joinpath(f"{file}.toml")
    return tomllib.loads(table.read_text(encoding="utf-8"))


@cache
def openings(lang: str) -> Mapping[Phrase, str]:
    """Give what each opening of a question asks for: ``("how", "many")`` is ``count``."""
    return {
        tuple(phrase.split()): kind
        for kind, rows in _tables()["asks"].items()
        for phrase in lexicon.plain(rows.get(lang, "")).split(", ")
        if phrase
    }


@cache
def known(table: str, lang: str) -> frozenset[str]:
    """Give the words of one of the plain tables, such as ``causes``, as they are written."""
    return frozenset(lexicon.plain(_tables()[table].get(lang, "")).split())


@cache
def nouns(kind: str, lang: str) -> frozenset[str]:
    """Give the stems of the nouns that stand for an amount or a score."""
    row = _tables()["nouns"][kind].get(lang, "").split()
    return frozenset(stemmed(word, lang) for word in row)


@lru_cache(maxsize=60_000)
def stemmed(word: str, lang: str) -> str:
    """Stem a word in small letters and fold it, so that accents may be left out."""
    return terms.fold(terms.stem(word, lang))


@cache
def _kin(lang: str) -> Mapping[str, frozenset[str]]:
    """Give for each stem the marks of all that it may stand for."""
    found: dict[str, frozenset[str]] = {}
    rows = {
        f"#{name}": row.get(lang, "")
        for name, row in _tables("concepts")["concepts"].items()
    }
    forms = _tables("concepts")["forms"].get(lang, "").split()
    rows |= {f"={row}": row.replace("|", " ") for row in forms}
    for mark, row in rows.items():
        for word in row.split():
            key = stemmed(word, lang)
            found[key] = found.get(key, frozenset()) | {mark}
    return found


@lru_cache(maxsize=60_000)
def keys(word: str, lang: str) -> tuple[str, ...]:
    """Give what a word may be met by in a text of its own language: stem and kin."""
    if word[0].isdigit():
        return (terms.number(word),)
    key = stemmed(word.lower(), lang)
    return (key, *_kin(lang).get(key, ()))


@lru_cache(maxsize=60_000)
def keys_abroad(word: str, lang: str) -> tuple[str, ...]:
    """Give what a word may be met by in any language: concepts, and itself if alike."""
    if word[0].isdigit():
        return (terms.number(word),)
    marks = [mark for mark in keys(word, lang)[1:] if mark[0] == "#"]
    if word[0].isupper() or len(word) >= _FEWEST_SHARED:
        marks.append(f"~{terms.name_key(word)}")
    return tuple(marks)


def means(word: str, concept: str, lang: str) -> bool:
    """Whether a word in small letters is one of those that express a concept."""
    return f"#{concept}" in keys(word, lang)
