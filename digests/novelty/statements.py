"""Sentences as what they state: figures, names, days and words, keyed to be compared.

Figures, names and days have keys that are the same in every language; words are stems
of one language. A reading is pure, and linear in the sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from digests import terms
from digests.novelty import wording
from digests.summarize import facts, lexicon
from digests.summarize.facts import Reading
from digests.summarize.tokens import Fact, Kind

LONGEST = 1_500
# How far from a figure the words stand that say what it counts.
NEAR = 6
# A figure of this many and fewer is often a way of speaking: “two of them”, “three ways”.
FEW = 3
_SHORTEST_NAME, _SHORTEST_SOUND, _LONGEST_SOUND = 3, 3, 7
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
# What is written otherwise in another alphabet or country: Shurbina, Zhurbina, Журбина.
_SOUNDS = (
    (re.compile("sch|shch|tch|tsch|[czs]h|t[sz]|z"), "s"),
    (re.compile("ph"), "f"),
    (re.compile("ck|kh|[cq]"), "k"),
    (re.compile("x"), "ks"),
    (re.compile("w"), "v"),
    (re.compile("[aeiouyhj]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
_SOFT = "_"  # a Cyrillic sign that softens the letter before it
_HOURS = 24
_LAST_DAYS, _LAST_MONTHS = 3, 6
_NEAR_DAYS = {"near_days1": -1, "near_days2": 0, "near_days3": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number: every value that it may have, its units, and stems of the words near it.

    ``counts`` are the stems of the next words, which mostly say what is counted;
    ``around`` is what stands around it, in small letters. ``minor`` says that it is an
    age, a bygone year, a label or a few of something, ``denied`` that it is said to be wrong.
    """

    values: tuple[str, ...]
    units: frozenset[str]
    beside: frozenset[str]
    counts: frozenset[str]
    around: str
    minor: bool
    denied: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name: its words, folded, each beside what it sounds like."""

    words: tuple[str, ...]
    sounds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence as what it states.

    ``days`` are days of the week (``weekdays2``), of a month (``3/months5``) and months;
    “today” is a day of the week if ``at``, when it was written, is known. ``deeds`` are
    what was done, in the terms of ``wording``; ``sounds`` are those of all its capitals.
    """

    text: str
    lang: str
    at: datetime | None
    figures: tuple[Figure, ...]
    names: tuple[Name, ...]
    days: frozenset[str]
    words: frozenset[str]
    deeds: frozenset[str]
    sounds: frozenset[str]

    @property
    def keys(self) -> frozenset[str]:
        """Words and figures, by which two sentences of one language are compared."""
        return self.words | {value for one in self.figures for value in one.values[:1]}

    @property
    def corrects(self) -> bool:
        """Whether it takes back what was reported: “one school, not three”."""
        denies = any(figure.denied for figure in self.figures)
        return denies or wording.corrects(self.text, self.lang)


@lru_cache(maxsize=2_048)
def read(sentence: str, lang: str, at: datetime | None) -> Statement:
    """Read what the first 1,500 characters of a sentence state."""
    sentence = sentence[:LONGEST]
    reading = facts.read(sentence, lang)
    said = [token.low for token in reading.tokens if token.is_word]
    return Statement(
        text=sentence,
        lang=lang,
        at=at,
        figures=tuple(_figures(reading, lang, at)),
        names=tuple(_names(reading, lang)),
        days=frozenset(_days(reading, at)),
        words=stems(sentence, lang),
        deeds=frozenset(filter(None, map(wording.deed, said))),
        sounds=frozenset(
            sound(token.low) for token in reading.tokens if token.text[0].isupper()
        ),
    )


def stems(text: str, lang: str) -> frozenset[str]:
    """Give the stems of the words that say something, figures left out."""
    return frozenset(
        stem for word, stem in terms.subject_words(text, lang) if not word[0].isdigit()
    )


@lru_cache(maxsize=60_000)
def sound(word: str) -> str:
    """Write a name as it sounds in most languages: “Журбина” and “Shurbina” are ``srbn``.

    A name with fewer than three consonants stays as it is written.
    """
    heard = terms.fold(word).replace(_SOFT, "")
    for pattern, letter in _SOUNDS:
        heard = pattern.sub(letter, heard)
    if len(heard) < _SHORTEST_SOUND:
        return terms.name_key(word)
    return heard[:_LONGEST_SOUND]


# Figures ----------------------------------------------------------------------


def _figures(reading: Reading, lang: str, at: datetime | None) -> Iterator[Figure]:
    for fact in reading.of(Kind.NUMBER):
        if _month_of(fact) is None:
            after = _stems_at(reading, range(fact.end, fact.end + NEAR), lang)
            before = _stems_at(reading, range(fact.begin - NEAR, fact.begin), lang)
            yield Figure(
                values=fact.keys,
                units=fact.units,
                beside=frozenset([*before, *after]),
                counts=frozenset(after[:2]),
                around=_around(reading, fact),
                minor=_is_minor(reading, fact, lang, at),
                denied=_is_denied(reading, fact, lang),
            )


def _stems_at(reading: Reading, places: range, lang: str) -> list[str]:
    """Stem the words at some places that say something, in order."""
    empty, units = terms.function_words(lang), lexicon.units()
    inside = range(max(places.start, 0), min(places.stop, len(reading.tokens)))
    said = (reading.tokens[at].low for at in inside if reading.tokens[at].is_word)
    return [
        terms.stem(word, lang)
        for word in said
        if word not in empty and word not in units
    ]


def _around(reading: Reading, fact: Fact) -> str:
    near = reading.tokens[max(fact.begin - NEAR, 0) : fact.end + NEAR]
    return " ".join(token.low for token in near)


def _is_minor(reading: Reading, fact: Fact, lang: str, at: datetime | None) -> bool:
    written = reading.tokens[fact.begin].text
    if fact.end == fact.begin + 1 and not fact.units and _YEAR.fullmatch(written):
        return at is None or int(written) < at.year
    few = all(float(key) <= FEW for key in fact.keys) and not fact.units
    before = reading.tokens[fact.begin - 1].low if fact.begin else ""
    return (
        few
        or fact.weak
        or written.casefold() in lexicon.ranks(lang)
        or before in wording.LABELS
        or (before in wording.HOURS and not fact.units and _is_hour(fact))
        or _is_age(reading, fact)
    )


def _is_hour(fact: Fact) -> bool:
    return all(float(key) <= _HOURS for key in fact.keys)


def _is_age(reading: Reading, fact: Fact) -> bool:
    """See “the 44-year-old”, “18-jährig” and “Wren, 57,”."""
    around = reading.tokens[max(fact.begin - 2, 0) : fact.end + 4]
    if any(wording.AGE.match(token.low) for token in around):
        return True
    sides = reading.tokens[max(fact.begin - 1, 0) : fact.end + 1]
    alone = fact.begin > 1 and sides[0].text == sides[-1].text == ","
    return alone and reading.tokens[fact.begin - 2].text[0].isupper()


def _is_denied(reading: Reading, fact: Fact, lang: str) -> bool:
    """See the wrong figure in “one school, not three”."""
    before = [
        token.low for token in reading.tokens[max(fact.begin - 2, 0) : fact.begin]
    ]
    if before and before[-1] in wording.BEFORE_FIGURES:
        before.pop()
    return bool(before) and before[-1] in wording.NOT.get(lang, ())


# Names ------------------------------------------------------------------------


def _names(reading: Reading, lang: str) -> Iterator[Name]:
    for fact in reading.of(Kind.NAME):
        said = [word for word in fact.keys if len(word) >= _SHORTEST_NAME]
        if fact.opens and len(said) == 1:
            continue  # where any word has a capital
        if said and (lang != "de" or len(said) > 1):
            yield Name(words=tuple(said), sounds=tuple(map(sound, said)))


# Days -------------------------------------------------------------------------


def _days(reading: Reading, at: datetime | None) -> Iterator[str]:
    dated = set()
    for fact in reading.of(Kind.NUMBER):
        month = _month_of(fact)
        if month is not None:
            dated.add(month)
            yield from (f"{value}/{month}" for value in fact.keys)
    for fact in reading.of(Kind.DATE):
        (key,) = fact.keys
        if key in _NEAR_DAYS:
            yield from () if at is None else [weekday(at, _NEAR_DAYS[key])]
        elif key not in dated:
            yield key


def _month_of(fact: Fact) -> str | None:
    return next((unit for unit in fact.units if unit.startswith("months")), None)


def weekday(at: datetime, later: int = 0) -> str:
    """Name the day of the week that is some days later, as the keys of days do."""
    return f"weekdays{(at.isoweekday() + later - 1) % 7 + 1}"


def gone_by(at: datetime | None) -> frozenset[str]:
    """Name the days on which what is told has happened: that of writing, and before.

    They are the three last days, and the months up to half a year ago; every day of the
    week is one of them if the day of writing is unknown.
    """
    if at is None:
        return frozenset(f"weekdays{number}" for number in range(1, 8))
    last = at.toordinal()
    dates = [date.fromordinal(max(last - back, 1)) for back in range(_LAST_DAYS)]
    dated = {f"{day.day}/months{day.month}" for day in dates}
    days = {weekday(at, -back) for back in range(_LAST_DAYS)}
    months = {f"months{(at.month - back - 1) % 12 + 1}" for back in range(_LAST_MONTHS)}
    return frozenset(dated | days | months)
