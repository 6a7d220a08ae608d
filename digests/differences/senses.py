"""What words of news mean for a figure: one sense, however and in whatever language put."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from digests.summarize.lexicon import plain

# The groups of senses, as the table names them.
STATES, MEASURES, MOVES = "states", "measures", "moves"
SUBJECTS, THINGS, PEOPLE = "subjects", "things", "people"
BOUNDS, VOICES, TURNS, BLAME, TIMES = "bounds", "voices", "turns", "blame", "times"
PERSON = "people.person"

_Phrase = tuple[str, tuple[re.Pattern[str], ...]]


@dataclass(frozen=True, slots=True)
class Sense:
    """A sense, as ``states.dead``, and the words that have it, ``end`` not included."""

    name: str
    begin: int
    end: int

    @property
    def group(self) -> str:
        return self.name.partition(".")[0]


def senses(words: Sequence[str], lang: str) -> Iterator[Sense]:
    """Find the senses of a row of words in small letters, in order."""
    for at, word in enumerate(words):
        for name, rest in _opened_by(word, lang):
            end = at + 1 + len(rest)
            follows = words[at + 1 : end]
            if len(follows) == len(rest) and all(
                part.fullmatch(other) for part, other in zip(rest, follows, strict=True)
            ):
                yield Sense(name, at, end)


@lru_cache(maxsize=60_000)
def _opened_by(word: str, lang: str) -> tuple[_Phrase, ...]:
    """Give the phrases that a word may open, longer ones first."""
    listed = _phrases(lang).get(word[:2], ())
    found = [(name, rest[1:]) for name, rest in listed if rest[0].fullmatch(word)]
    return tuple(sorted(found, key=lambda phrase: -len(phrase[1])))


@cache
def _phrases(lang: str) -> Mapping[str, tuple[_Phrase, ...]]:
    """List the phrases of a language by the letters that they begin with."""
    found: dict[str, list[_Phrase]] = {}
    for group, names in _table().items():
        for name, rows in names.items():
            for phrase in plain(rows.get(lang, "")).split():
                parts = tuple(map(_pattern, phrase.split("_")))
                found.setdefault(phrase[:2], []).append((f"{group}.{name}", parts))
    return {head: tuple(phrases) for head, phrases in found.items()}


def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(re.escape(word).replace(r"\*", r"\w*"))


@cache
def _table() -> dict[str, Any]:
    file = resources.files("digests.differences").joinpath("senses.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))
