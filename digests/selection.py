"""Which stored stories suit a reader's interests: rows to candidates for a briefing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain

from sqlalchemy import ColumnElement, and_
from sqlalchemy.ext.asyncio import AsyncConnection

from digests import (
    archive,
    cards,
    filters,
    search_index,
    sources,
    storage,
    telling,
)
from digests.cards import Card
from digests.compose import Candidate, weigh
from digests.errors import NotFound
from digests.filters import Filters
from digests.links import is_web_link
from digests.news import Interest, InterestKind
from digests.reports import Preview, Weighed
from digests.search_index import Wanted

# The newest articles of an interest that are looked at; a month of a large topic.
ARTICLES_MAX = 2_000
# How well a story suits: that it is of the interest at all, then how many of its
# articles are, then whether the words stand in a title.
_BASE, _SHARE, _TITLE = 0.5, 0.3, 0.2
_NONE = Interest(kind=InterestKind.WORDS, value="", label="")
# Databases count to two thousand million.
_LONGEST_ID = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """The articles of one interest, as article and story ids, the newest first.

    ``in_title`` are those whose titles say so themselves.
    """

    interest: Interest
    articles: Sequence[tuple[int, int]]
    in_title: frozenset[int]

    def by_story(self) -> dict[int, set[int]]:
        """Sort the articles by story; the story with the newest one comes first."""
        found: dict[int, set[int]] = {}
        for article, story in self.articles:
            found.setdefault(story, set()).add(article)
        return found


async def _all_matches(
    connection: AsyncConnection, interests: Iterable[Interest], *, since: datetime
) -> list[Matches]:
    found: list[Matches] = []
    unknown: NotFound | None = None
    for interest in interests:
        try:
            found.append(await matches(connection, interest, since=since))
        except NotFound as error:
            unknown = error
    if unknown and not found:
        raise unknown
    return found


async def matches(
    connection: AsyncConnection,
    interest: Interest,
    *,
    since: datetime | None,
    limit: int = ARTICLES_MAX,
) -> Matches:
    """Find the newest articles of an interest; raises ``NotFound`` for an odd source."""

    async def newest(which: ColumnElement[bool]) -> list[tuple[int, int]]:
        return await cards.newest_matching(connection, which, since=since, limit=limit)

    if interest.kind is not InterestKind.WORDS:
        whole = await newest(await _its(connection, interest))
        return Matches(
            interest=interest,
            articles=whole,
            in_title=frozenset(article for article, _ in whole),
        )
    wanted, dialect = search_index.wanted(interest.value), connection.dialect.name
    said = cards.among(search_index.matching(dialect, wanted, in_title=True))
    titles = await newest(said)
    return Matches(
        interest=interest,
        articles=await newest(cards.among(search_index.matching(dialect, wanted))),
        in_title=frozenset(article for article, _ in titles),
    )


async def preview(
    connection: AsyncConnection, interest: Interest, *, since: datetime, newest: int
) -> Preview:
    """Count what an interest has brought, and name its ``newest`` stories.

    What a source brought and nobody has read yet counts too, but filters cannot tell
    before it is read. Raises ``NotFound`` for an odd source.
    """
    found = await matches(connection, interest, since=since)
    stories = list(found.by_story())[:newest]
    seen = Preview(
        articles=len(found.articles), newest=await telling.lines(connection, stories)
    )
    if interest.kind is not InterestKind.SOURCE:
        return seen
    source_id = await source_of(connection, interest)
    if interest.filters:
        unread = await storage.count_unread(connection, source_id, since=since)
        return replace(seen, unread=unread)
    brought = await storage.count_brought(connection, source_id, since=since)
    return replace(seen, articles=brought)


async def source_of(connection: AsyncConnection, interest: Interest) -> int:
    """Return the id of the source that an interest names; raises ``NotFound``."""
    subject = interest.subject
    if is_web_link(subject):
        known = await sources.source_near(connection, subject)
        if known is not None:
            return known
    elif subject.isascii() and subject.isdecimal():
        return int(subject[:_LONGEST_ID])
    raise NotFound(interest.label, "nobody follows this source yet")


async def _its(connection: AsyncConnection, interest: Interest) -> ColumnElement[bool]:
    """Say which articles a topic or a source has, as far as they pass the filters."""
    if interest.kind is InterestKind.TOPIC:
        which = cards.about_topic(interest.subject)
    else:
        which = cards.from_source(await source_of(connection, interest))
    passed = _filters(connection.dialect.name, filters.read(interest.filters))
    return and_(which, *passed)


def _filters(dialect: str, minded: Filters) -> Iterator[ColumnElement[bool]]:
    """Keep the articles that hold all wanted words and no unwanted one."""
    if wanted := tuple(filter(None, map(search_index.phrases, minded.wanted))):
        all_of = Wanted(terms=wanted)
        yield cards.among(search_index.matching(dialect, all_of))
    if unwanted := frozenset(chain(*map(search_index.phrases, minded.unwanted))):
        # A term is found by any of its phrases.
        any_of = Wanted(terms=(unwanted,))
        yield ~cards.among(search_index.matching(dialect, any_of))


def traits(members: Sequence[Card], topics: Iterable[str]) -> frozenset[str]:
    """Say what a story is like, for feedback: its leading outlet and its ready topics."""
    lead = telling.in_order(members)[0]
    return frozenset(
        [f"outlet:{lead.outlet.casefold()}", *(f"topic:{topic}" for topic in topics)]
    )


def traits_under(members: Sequence[Card], interest: Interest) -> frozenset[str]:
    """Say what a story is like that was found under an interest."""
    is_topic = interest.kind is InterestKind.TOPIC
    return traits(members, [interest.subject] if is_topic else [])


def liking(its: frozenset[str], likings: Mapping[str, float]) -> float:
    """Say how far a reader likes a story with these traits, from -1 to 1."""
    return sum(likings.get(trait, 0.0) for trait in its) / len(its)


def fit(share: float, *, titled: bool) -> float:
    """Say how well a story suits an interest that a share of its articles match."""
    return _BASE + _SHARE * share + _TITLE * titled


def candidate(
    story: int, members: Sequence[Card], found: Matches, matched: AbstractSet[int]
) -> Candidate:
    """Make a story a candidate for a briefing, whoever reads it."""
    told = telling.in_order(members)
    return Candidate(
        story=story,
        newest=max(card.at for card in members),
        outlets=telling.outlets_of(told),
        articles=len(told),
        fit=fit(
            len(matched) / len(members),
            titled=not found.in_title.isdisjoint(matched),
        ),
        interest=found.interest.value,
    )


async def weighed(
    connection: AsyncConnection,
    story_id: int,
    interests: Iterable[Interest],
    likings: Mapping[str, float],
    *,
    at: datetime,
) -> Weighed:
    """Weigh one story as a briefing would. Raises ``NotFound``."""
    listed = await cards.cards_of_stories(connection, [story_id])
    if story_id not in listed:
        raise telling.no_story(story_id)
    members = listed[story_id]
    best = await _best_of(connection, story_id, members, interests, likings, at=at)
    parts = weigh(best, at=at)
    topics = await archive.topics_of(connection, story_id)
    return Weighed(
        outlets=best.outlets,
        articles=best.articles,
        newest=best.newest,
        interest=best.interest,
        breadth=parts.breadth,
        fit=parts.fit,
        freshness=parts.freshness,
        liking=parts.liking,
        traits=traits(members, topics),
    )


async def _best_of(
    connection: AsyncConnection,
    story_id: int,
    members: Sequence[Card],
    interests: Iterable[Interest],
    likings: Mapping[str, float],
    *,
    at: datetime,
) -> Candidate:
    """Find the interest under which a story weighs most; it may suit none."""
    oldest = min(card.at for card in members)
    candidates = []
    for found in await _all_matches(connection, interests, since=oldest):
        its = found.by_story().get(story_id)
        if its:
            one = candidate(story_id, members, found, its)
            liked = liking(traits_under(members, found.interest), likings)
            candidates.append(replace(one, liking=liked, interest=found.interest.label))
    if candidates:
        return max(candidates, key=lambda one: weigh(one, at=at).total)
    none = Matches(interest=_NONE, articles=(), in_title=frozenset())
    return replace(candidate(story_id, members, none, frozenset()), interest="")
