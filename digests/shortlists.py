"""Shortlists of interests, remembered: they are the same for all who ask at that time.

A shortlist is kept until the minute is over or an article comes. What is told of its
stories is read and checked for everybody anew.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from digests import cards, selection, tables
from digests.compose import Candidate
from digests.database import Database
from digests.errors import NotFound
from digests.news import Interest
from digests.remembering import Remembered

REMEMBERED = 100


class Match(NamedTuple):
    """An article of an interest; ``titled`` if its title says so itself."""

    article: int
    at: datetime
    outlet: str
    titled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A story for whoever reads: a candidate, its traits, and what of it matched.

    ``articles`` counts all that tell the story, whether they matched or not.
    """

    candidate: Candidate
    traits: frozenset[str]
    matched: tuple[Match, ...]
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """Candidates, and the outlets of all articles that matched, by article."""

    candidates: tuple[Candidate, ...]
    matched: Mapping[int, str]


def select_stories(
    shortlists: Iterable[Iterable[Listed]],
    *,
    seen: Mapping[int, datetime],
    likings: Mapping[str, float],
) -> Selected:
    """Put the stories of all interests before one reader.

    ``seen`` tells when stories were told before; one with a newer article may return.
    ``likings`` says how far the reader likes stories of each trait, from -1 to 1.
    """
    candidates = list[Candidate]()
    matched = dict[int, str]()
    for shortlist in shortlists:
        for listed in shortlist:
            candidates.append(_for_reader(listed, seen, likings))
            matched.update((one.article, one.outlet) for one in listed.matched)
    return Selected(candidates=tuple(candidates), matched=matched)


def _for_reader(
    listed: Listed, seen: Mapping[int, datetime], likings: Mapping[str, float]
) -> Candidate:
    one = listed.candidate
    seen_at = seen.get(one.story)
    if seen_at is None and not likings:
        return one
    return replace(
        one,
        liking=selection.liking(listed.traits, likings),
        seen=seen_at is not None and one.newest <= seen_at,
    )


class Shortlists:
    """Lists the stories of interests; ``clock`` gives aware times."""

    def __init__(self, database: Database, *, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._as_of: tuple[datetime, int] | None = None
        self._known = Remembered[tuple[Interest, datetime], list[Listed]](REMEMBERED)

    async def of(
        self, interests: Iterable[Interest], *, since: datetime
    ) -> list[list[Listed]]:
        """List the stories of each interest with articles that appeared ``since``.

        Raises ``NotFound`` if all interests are sources that nobody follows.
        """
        await self._forget_old()
        minute = _minute(since)
        found: list[list[Listed]] = []
        unknown: NotFound | None = None
        for interest in interests:
            try:
                find = partial(self._find, interest, minute)
                found.append(await self._known.get((interest, minute), find))
            except NotFound as error:
                unknown = error
        if unknown and not found:
            raise unknown
        return [_newer(shortlist, since) for shortlist in found]

    async def _forget_old(self) -> None:
        async with self._database.reading() as connection:
            newest = select(func.max(tables.articles.c.id))
            as_of = _minute(self._clock()), await connection.scalar(newest) or 0
        if as_of != self._as_of:
            self._as_of = as_of
            self._known = Remembered(REMEMBERED)

    async def _find(self, interest: Interest, since: datetime) -> list[Listed]:
        async with self._database.reading() as connection:
            return await _shortlist(connection, interest, since=since)


async def _shortlist(
    connection: AsyncConnection, interest: Interest, *, since: datetime
) -> list[Listed]:
    found = await selection.matches(connection, interest, since=since)
    by_story = found.by_story()
    members = await cards.cards_of_stories(connection, by_story)
    return [
        Listed(
            candidate=selection.candidate(story, members[story], found, its),
            traits=selection.traits_under(members[story], interest),
            matched=tuple(
                Match(one.id, one.at, one.outlet, one.id in found.in_title)
                for one in members[story]
                if one.id in its
            ),
            articles=len(members[story]),
        )
        for story, its in by_story.items()
    ]


def _newer(shortlist: Iterable[Listed], since: datetime) -> list[Listed]:
    """Leave out the articles of a shortlist, and then the stories, that are older."""
    return [
        _only(listed, matched)
        for listed in shortlist
        if (matched := tuple(one for one in listed.matched if one.at >= since))
    ]


def _only(listed: Listed, matched: tuple[Match, ...]) -> Listed:
    """Let a story suit its interest as far as these articles do."""
    if len(matched) == len(listed.matched):
        return listed
    titled = any(one.titled for one in matched)
    fit = selection.fit(len(matched) / listed.articles, titled=titled)
    return replace(
        listed, candidate=replace(listed.candidate, fit=fit), matched=matched
    )


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
