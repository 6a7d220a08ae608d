"""The words of each language that carry facts, as tables: numbers, units, dates, refusals.

A language without a row has an empty table; figures and signs are read in all.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from digests.terms import fold

_ROUND, _HUNDRED, _TEN = 20, 100, 10
MOST = 10**15  # no scale is multiplied beyond this
# Twenty-one is one word, its small part first: einundzwanzig, tweeëntwintig.
_LINKS = {"de": ("und",), "nl": ("en", "ën")}
# In small letters these are other words: they may march in the morning.
_USUALLY_NOT_DATES = frozenset("may march mar morgen".split())
_SHORT_ONE = {"de": "ein", "nl": "een"}


def plain(word: str) -> str:
    """Write a word in small letters, without what writers may leave out."""
    return word.casefold().replace("ё", "е")


@cache
def _tables() -> dict[str, Any]:
    file = resources.files("digests.summarize").joinpath("facts.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _forms(row: str) -> list[list[str]]:
    """Give each word of a row with its forms."""
    return [[plain(form) for form in word.split("|")] for word in row.split()]


def knows(lang: str) -> bool:
    """Say whether a language has the tables without which many a slip would pass."""
    return all(lang in _tables()[name] for name in ("months", "weekdays", "negations"))


@cache
def counts(lang: str) -> Mapping[str, int]:
    """Give the value of each word that counts, up to hundreds."""
    found: dict[str, int] = {}
    for start, step in ((0, 1), (_ROUND, _TEN), (_HUNDRED, _HUNDRED)):
        row = _tables()["counts"][str(start)].get(lang, "")
        for place, forms in enumerate(_forms(row)):
            found |= {form: start + place * step for form in forms if form != "-"}
    return found | _joined(lang, found)


def _joined(lang: str, found: Mapping[str, int]) -> dict[str, int]:
    """Build the numbers up to 99 that a language writes as one word."""
    tens = [(w, v) for w, v in found.items() if _ROUND <= v < _HUNDRED and v % 10 == 0]
    small = [(w, v) for w, v in found.items() if 0 < v < _TEN]
    if lang == "it":  # trentuno, trentadue
        cut = {w[:-1] + one: v + 1 for w, v in tens for one in ("uno", "un")}
        cut |= {w[:-1] + "otto": v + 8 for w, v in tens}
        cut |= {w + "tré": v + 3 for w, v in tens}
        return cut | {w + one: v + n for w, v in tens for one, n in small}
    small.append((_SHORT_ONE.get(lang, ""), 1))
    return {
        one + link + w: v + n
        for link in _LINKS.get(lang, ())
        for w, v in tens
        for one, n in small
        if one
    }


@cache
def ranks(lang: str) -> Mapping[str, int]:
    """Give the value of each word for a rank: second, dritte."""
    rows = _forms(_tables()["ranks"]["1"].get(lang, ""))
    return {
        form: rank
        for rank, forms in enumerate(rows, 1)
        for form in forms
        if form != "-"
    }


@cache
def scales() -> Mapping[str, int]:
    """Give what each word multiplies the number before it by."""
    rows = _tables()["scales"]
    return {plain(word): int(by) for by, row in rows.items() for word in row.split()}


@cache
def units() -> Mapping[str, str]:
    """Give the unit that each word or sign stands for."""
    rows = _tables()["units"]
    return {plain(word): key for key, row in rows.items() for word in row.split()}


@cache
def dates(lang: str) -> Mapping[str, str]:
    """Give the month, the day of the week or the near day that each word names."""
    return {
        form: f"{kind}{number}"
        for kind in ("months", "weekdays", "near_days")
        for number, forms in enumerate(_forms(_tables()[kind].get(lang, "")), 1)
        for form in forms
    }


@cache
def figures(lang: str) -> frozenset[str]:
    """Give the words that say how many or when; figures themselves need no table."""
    many = {word for word, value in counts(lang).items() if value > 1}
    return frozenset({*many, *scales(), *dates(lang)}) - _USUALLY_NOT_DATES


@cache
def negations(lang: str) -> frozenset[str]:
    """Give the small words that say that something is not so."""
    return _words("negations", lang)


@cache
def pronouns(lang: str) -> frozenset[str]:
    """Give the words that may stand for somebody named before, folded."""
    return frozenset(map(fold, _words("pronouns", lang)))


@cache
def determiners(lang: str) -> frozenset[str]:
    """Give the words that a noun follows, where nouns have capitals too."""
    return _words("determiners", lang)


def _words(table: str, lang: str) -> frozenset[str]:
    return frozenset(plain(_tables()[table].get(lang, "")).split())


@cache
def denials(lang: str) -> re.Pattern[str]:
    """Compile the words that deny, refuse or fail, as whole words in small letters."""
    forms = _tables()["denials"].get(lang, "").split()
    return re.compile(rf"\b(?:{'|'.join(forms)})\b" if forms else r"\Z\A")


def compound(word: str, lang: str) -> int | None:
    """Read a number that German or Dutch writes in one word: dreihundertzwölf."""
    table = counts(lang)
    if word in table:
        return table[word]
    total = 0
    for scale, by in _SCALES_WITHIN.get(lang, ()):
        head, found, rest = word.partition(scale)
        if not found:
            continue
        times = 1 if head in {"", "ein", "een"} else compound_below(head, lang)
        if times is None:
            return None
        total, word = total + times * by, rest.removeprefix("und")
    if not total:
        return None
    last = table.get(word) if word else 0
    return None if last is None else total + last


def compound_below(word: str, lang: str) -> int | None:
    """Read what stands before “tausend”: at most some hundreds."""
    table = counts(lang)
    if word in table:
        return table[word]
    hundred = _SCALES_WITHIN[lang][1][0]
    head, found, rest = word.partition(hundred)
    times = 1 if head in {"", "ein", "een"} else table.get(head)
    last = table.get(rest.removeprefix("und"), 0 if not rest else None)
    if not found or times is None or last is None:
        return None
    return times * _HUNDRED + last


_SCALES_WITHIN = {
    "de": (("tausend", 1_000), ("hundert", 100)),
    "nl": (("duizend", 1_000), ("honderd", 100)),
}
