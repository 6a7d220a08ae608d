"""What an article is about, small enough to keep beside it.

A profile is all that grouping knows of an article: weighted terms, names that cross
languages, numbered facts, and a sample of its three-word runs to know copies by.
"""

import json
import math
import re
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import pairwise

from digests import terms
from digests.news import Article

NAME_WEIGHT = 2.0
MOST_TERMS = 160
MOST_NAMES = 40
MOST_SHINGLES = 600
READ_WORDS = 900
LEAD_WORDS = 120
SAMPLE = 4
SHORTEST_NAME = 3

_YEAR = re.compile("(?:19|20)[0-9]{2}")

# Things that come numbered and are told apart by their number alone, in the
# languages that most feeds are written in: first quarter, zweites Halbjahr.
_ORDINALS = {
    word: number
    for number, row in enumerate(
        (
            "first 1st erste ersten erster erstes premier première primer primera primo prima первый первом первого первая первой первую",
            "second 2nd zweite zweiten zweiter zweites deuxième seconde segundo segunda secondo seconda второй втором второго вторая вторую",
            "third 3rd dritte dritten dritter drittes troisième tercer tercera terzo terza третий третьем третьего третья третьей третью",
            "fourth 4th vierte vierten vierter viertes quatrième cuarto cuarta quarto quarta четвертый четвертом четвертого четвертая",
        ),
        start=1,
    )
    for word in row.split()
}
_KINDS = {
    "quarter": ("quarter", "quartal", "trimest", "kwarta", "квартал"),
    "half": ("half", "halbjahr", "semest", "полугоди"),
    "leg": ("leg",),
    "round": ("round", "runde", "wahlgang", "раунд"),
}
_LEGS = {
    "hinspiel": 1,
    "rückspiel": 2,
    "andata": 1,
    "ritorno": 2,
    "ida": 1,
    "vuelta": 2,
}
_QUARTERS = frozenset("1234")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """An article as grouping sees it.

    ``at`` is aware: when it was published, or else (not ``dated``) first seen. ``terms`` maps stems
    to weights of 1 and more, names weighing double. ``names`` maps name keys (see
    ``terms.name_key``) and numbers of two and more digits to counts. ``facts`` maps
    what is numbered (quarter, leg, ...) to its numbers. ``shingles`` are checksums
    of every fourth run of three words, by checksum.
    """

    lang: str
    at: datetime
    dated: bool
    terms: Mapping[str, float]
    names: Mapping[str, int]
    facts: Mapping[str, frozenset[int]]
    shingles: frozenset[int]


def profile(article: Article, *, at: datetime) -> Profile:
    """Read what an article is about; ``at`` stands for when it appeared."""
    told = terms.word_list(article.text)
    words = [*terms.word_list(article.title), *told][:READ_WORDS]
    counts = Counter(words)
    return Profile(
        lang=article.lang,
        at=at,
        dated=article.published is not None,
        terms=_weighted_terms(counts, article.lang),
        names=_names(counts, article.lang),
        facts=numbered_facts(words),
        shingles=_shingles(told),
    )


def to_json(kept: Profile) -> str:
    """Write a profile down for ``from_json``."""
    return json.dumps(
        {
            "lang": kept.lang,
            "at": kept.at.isoformat(),
            "dated": kept.dated,
            "terms": dict(kept.terms),
            "names": dict(kept.names),
            "facts": {kind: sorted(numbers) for kind, numbers in kept.facts.items()},
            "shingles": sorted(kept.shingles),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def from_json(stored: str) -> Profile:
    """Read a profile that ``to_json`` wrote."""
    row = json.loads(stored)
    return Profile(
        lang=row["lang"],
        at=datetime.fromisoformat(row["at"]),
        dated=row.get("dated", True),
        terms=row["terms"],
        names=row["names"],
        facts={kind: frozenset(numbers) for kind, numbers in row["facts"].items()},
        shingles=frozenset(row["shingles"]),
    )


def _weighted_terms(words: Mapping[str, int], lang: str) -> dict[str, float]:
    counts: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    for word, n in words.items():
        for stem in terms.stems(word, lang):
            counts[stem] += n
            capitals[stem] += n if word[0].isupper() else -n
    weights = {
        stem: _term_weight(n, is_name=capitals[stem] > 0) for stem, n in counts.items()
    }
    heaviest = sorted(weights.items(), key=lambda term: (-term[1], term[0]))
    return dict(heaviest[:MOST_TERMS])


@cache
def _term_weight(count: int, *, is_name: bool) -> float:
    return round((1 + math.log(count)) * (NAME_WEIGHT if is_name else 1), 2)


def _names(words: Mapping[str, int], lang: str) -> dict[str, int]:
    """Capitalised words that are never written small, and numbers, with their counts."""
    found: Counter[str] = Counter()
    small: set[str] = set()
    empty = terms.function_words(lang)
    for word, n in words.items():
        if word[0].isdigit():
            figure = terms.number(word)
            if len(figure) > 1 and not _YEAR.fullmatch(figure):
                found[figure] += n
        elif not word[0].isupper():
            small.add(terms.name_key(word))
        elif len(word) >= SHORTEST_NAME and word.lower() not in empty:
            found[terms.name_key(word)] += n
    kept = [(name, n) for name, n in found.most_common() if name not in small]
    return dict(kept[:MOST_NAMES])


def _shingles(words: Sequence[str]) -> frozenset[int]:
    spoken = [word.lower().encode() for word in words]
    runs = zip(spoken, spoken[1:], spoken[2:], strict=False)
    sums = map(zlib.crc32, map(b" ".join, runs))
    return frozenset(sorted({s for s in sums if s % SAMPLE == 0})[:MOST_SHINGLES])


def numbered_facts(words: Sequence[str]) -> dict[str, frozenset[int]]:
    """Find what the first words number: ``second-quarter profit`` gives quarter 2."""
    found: dict[str, set[int]] = {}
    lead = [word.lower() for word in words[:LEAD_WORDS]]
    for word, after in pairwise([*lead, ""]):
        if word in _LEGS:
            found.setdefault("leg", set()).add(_LEGS[word])
        elif word in _ORDINALS:
            if kind := _kind(after):
                found.setdefault(kind, set()).add(_ORDINALS[word])
        elif word == "q" and after in _QUARTERS:
            found.setdefault("quarter", set()).add(int(after))
    return {kind: frozenset(numbers) for kind, numbers in found.items()}


def _kind(word: str) -> str | None:
    return next(
        (kind for kind, starts in _KINDS.items() if word.startswith(starts)), None
    )
