"""A month of news as plain articles: many outlets, events that last, words as in life.

An event has names, figures and words of its own, which all its reports share; what else
they say is drawn as words are in any language, the second half as often as the first.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import accumulate, islice

from digests.news import Article
from digests.terms import function_words

FIRST = datetime(2026, 1, 5, tzinfo=UTC)
DAYS = 30
ALL = slice(None)
OUTLETS = tuple(f"Outlet {number}" for number in range(200))
_WORDS = 30_000
_NAMES = 40_000
_RARE = 500
_SAID = 400_000
_LASTS_HOURS = 36.0
# How many outlets report an event, and how many of them print the first one's text.
_REPORTS = (1, 1, 1, 2, 2, 3, 4, 6, 9, 15)
_COPIES = 0.15
_SENTENCES, _LENGTH = 18, 20
_OWN_EVERY = 4
_FIGURES = 0.5
_SYLLABLES = [first + vowel for first in "bcdfghjklmnprstvwz" for vowel in "aeiou"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What all reports of an event share."""

    names: tuple[str, ...]
    figures: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An article, the event that it tells, and whether it prints the first one's text."""

    event: int
    article: Article
    is_copy: bool


def articles(count: int) -> Iterator[Article]:
    """Write ``count`` articles in order of time, the same ones every time."""
    return (report.article for report in reports(count))


def reports(count: int, *, part: slice = ALL) -> Iterator[Report]:
    """Write ``count`` articles in order of time, or a part of them, with their events."""
    for at, event, nth in sorted(_reports(count))[part]:
        published = FIRST + timedelta(hours=at)
        yield Report(
            event=event,
            article=replace(_article(event, nth), published=published),
            is_copy=nth > 0 and _is_copy(_chance_of(event, nth)),
        )


def facts(event: int) -> Event:
    """Say what all reports of an event share."""
    return _event(event)


def vocabulary() -> list[str]:
    """Give every word that is no name, the commonest first."""
    return _vocabulary()


def _reports(count: int) -> Iterator[tuple[float, int, int]]:
    """Give every report of every event: its hour, its event, its place in the event."""
    chance = random.Random(count)  # noqa: S311 - the same news every time
    event = made = 0
    while made < count:
        event += 1
        begins = chance.uniform(0, DAYS * 24)
        for nth in range(min(chance.choice(_REPORTS), count - made)):
            yield begins + (chance.random() * _LASTS_HOURS if nth else 0), event, nth
            made += 1


def _article(event: int, nth: int) -> Article:
    chance = _chance_of(event, nth)
    told = _told(event, 0 if _is_copy(chance) else nth)
    title, *sentences = told
    outlet = chance.choice(OUTLETS)
    return Article(
        url="",
        title=title,
        text="\n\n".join([*sentences, f"{outlet} wrote this for its readers."]),
        lang="en",
        outlet=outlet,
    )


def _chance_of(event: int, nth: int) -> random.Random:
    return random.Random(f"{event}/{nth}")  # noqa: S311 - the same news every time


def _is_copy(chance: random.Random) -> bool:
    """Draw first whether a report prints another one's text."""
    return chance.random() < _COPIES


def _told(event: int, nth: int) -> list[str]:
    """Write a title and sentences; each has a name and a figure or another name."""
    chance = random.Random(f"{event}/{nth}/told")  # noqa: S311 - the same news every time
    its = _event(event)
    own = iter(chance.choices(its.words, k=_SENTENCES * _LENGTH))
    common = iter(chance.choices(_language(), k=_SENTENCES * _LENGTH))
    told = []
    for length in (_LENGTH // 2, *[_LENGTH] * (_SENTENCES - 1)):
        words = list(islice(common, length))
        words[::_OWN_EVERY] = islice(own, len(words[::_OWN_EVERY]))
        words.insert(1, chance.choice(its.names))
        words.append(
            chance.choice(its.figures if chance.random() < _FIGURES else _names())
        )
        words[0] = words[0].capitalize()
        told.append(" ".join(words) + ".")
    return told


@lru_cache(maxsize=4_096)
def _event(number: int) -> Event:
    chance = random.Random(number)  # noqa: S311 - the same news every time
    return Event(
        names=tuple(chance.choices(_names(), k=5)),
        figures=tuple(str(chance.randint(11, 9_999)) for _ in range(5)),
        words=tuple(chance.choices(_vocabulary()[_RARE:], k=25)),
    )


@lru_cache
def _names() -> list[str]:
    """Give all names in the news: no month brings only people nobody heard of."""
    chance = random.Random(1)  # noqa: S311 - the same names every time
    return [_word(chance).capitalize() for _ in range(_NAMES)]


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.choice((2, 3, 3, 4))))


@lru_cache
def _language() -> list[str]:
    """Give many words, the n-th most common of them an n-th as often as the first.

    The commonest are real: what says nothing about a subject is most of any text.
    """
    chance = random.Random(0)  # noqa: S311 - the same language every time
    ranks = accumulate(1 / rank for rank in range(1, len(_vocabulary()) + 1))
    return chance.choices(_vocabulary(), cum_weights=list(ranks), k=_SAID)


@lru_cache
def _vocabulary() -> list[str]:
    chance = random.Random(0)  # noqa: S311 - the same language every time
    invented = dict.fromkeys(_word(chance) for _ in range(_WORDS))
    return [*sorted(function_words("en")), *invented]
