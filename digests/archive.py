"""Articles with their quotes, digests and stories: rows to values and back.

Every function works inside the transaction that it is given. A quote comes out with
the fingerprint that its words had when they were found.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Row, case, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from digests import profiles, search_index, tables, terms
from digests.database import insert
from digests.news import (
    Article,
    Quote,
    QuoteKind,
    Span,
    Verdict,
)
from digests.printing import still_there
from digests.profiles import Profile

articles, quotes, digests, stories = (
    tables.articles,
    tables.quotes,
    tables.digests,
    tables.stories,
)
Slice = tuple[int, int, int, str]
LOST = "the page no longer holds these words"
"""An article, where words begin and end in its text, and their SHA-256."""

_AT_ONCE = 500
Key = TypeVar("Key", int, str)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """An article with its place in the archive."""

    id: int
    article: Article
    story_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredQuote:
    """A candidate quote; ``sha256`` is of its words when it was found."""

    article_id: int
    quote: Quote
    sha256: str


async def article_at(connection: AsyncConnection, url: str) -> int | None:
    """Find the article that was read at an address."""
    return await connection.scalar(select(articles.c.id).where(articles.c.url == url))


async def add_article(
    connection: AsyncConnection,
    article: Article,
    *,
    sha256: str,
    source_id: int | None,
    at: datetime,
    added_at: datetime,
) -> int:
    """Store an article and index its words; raises ``IntegrityError`` for a known URL."""
    added = await connection.execute(
        articles.insert()
        .values(
            url=article.url,
            title=article.title,
            text=article.text,
            lang=article.lang,
            author=article.author,
            outlet=article.outlet,
            published=article.published,
            image=article.image,
            sha256=sha256,
            source_id=source_id,
            at=at,
            added_at=added_at,
        )
        .returning(articles.c.id)
    )
    article_id: int = added.scalar_one()
    await search_index.add(
        connection,
        article_id,
        title=article.title,
        body=article.text,
        lang=article.lang,
    )
    return article_id


async def add_quotes(connection: AsyncConnection, found: Iterable[StoredQuote]) -> None:
    """Store candidates, whatever their verdict."""
    rows = [_quote_row(stored) for stored in found]
    if rows:
        await connection.execute(quotes.insert(), rows)


async def add_topics(
    connection: AsyncConnection, article_id: int, topics: Iterable[str]
) -> None:
    """Say which ready topics an article belongs to."""
    rows = [{"article_id": article_id, "topic": topic} for topic in sorted(set(topics))]
    if rows:
        statement = insert(connection, tables.article_topics).on_conflict_do_nothing()
        await connection.execute(statement, rows)


async def add_profile(
    connection: AsyncConnection, article_id: int, profile: Profile
) -> None:
    """Keep what grouping needs to remember of an article."""
    await connection.execute(
        tables.profiles.insert().values(
            article_id=article_id, at=profile.at, profile=profiles.to_json(profile)
        )
    )


async def profiles_after(
    connection: AsyncConnection, article_id: int, *, since: datetime
) -> list[tuple[int, int, int | None, str]]:
    """List later grouped articles in their order: id, story, copied article, profile.

    The profile comes as it is written down: reading many of them takes a while.
    """
    column = tables.profiles.c
    rows = await connection.execute(
        select(articles.c.id, articles.c.story_id, articles.c.copy_of, column.profile)
        .join(tables.profiles, column.article_id == articles.c.id)
        .where(articles.c.id > article_id, column.at >= since)
        .where(articles.c.story_id.is_not(None))
        .order_by(articles.c.id)
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


async def put_into_story(
    connection: AsyncConnection,
    article_id: int,
    *,
    story_id: int,
    copy_of: int | None,
) -> None:
    """Make an article part of a story, which begins with it if it is new."""
    found = await connection.execute(
        select(articles.c.title, articles.c.lang, articles.c.at).where(
            articles.c.id == article_id
        )
    )
    title, lang, at = found.one()
    first, last = stories.c.first_at, stories.c.last_at
    await connection.execute(
        insert(connection, stories)
        .values(id=story_id, headline=title, lang=lang, first_at=at, last_at=at)
        .on_conflict_do_update(
            index_elements=[stories.c.id],
            set_={
                "first_at": case((first > at, at), else_=first),
                "last_at": case((last < at, at), else_=last),
            },
        )
    )
    await connection.execute(
        update(articles)
        .where(articles.c.id == article_id)
        .values(story_id=story_id, copy_of=copy_of)
    )


async def set_headline(
    connection: AsyncConnection, story_id: int, headline: str, *, lang: str
) -> None:
    """Call a story by another of its headlines."""
    await connection.execute(
        update(stories)
        .where(stories.c.id == story_id)
        .values(headline=headline, lang=lang)
    )


async def get_articles(
    connection: AsyncConnection, article_ids: Collection[int]
) -> dict[int, StoredArticle]:
    """Return the articles of these ids; what is not stored is left out."""
    found: dict[int, StoredArticle] = {}
    for some in batches(article_ids):
        rows = await connection.execute(select(articles).where(articles.c.id.in_(some)))
        found.update({row.id: _article(row) for row in rows})
    return found


async def get_quotes(
    connection: AsyncConnection,
    article_ids: Collection[int],
    *,
    only: Collection[Verdict] = (),
) -> dict[int, list[StoredQuote]]:
    """Return the quotes of these articles, each list in the order of the text."""
    found: dict[int, list[StoredQuote]] = {id_: [] for id_ in article_ids}
    for some in batches(article_ids):
        query = select(quotes).where(quotes.c.article_id.in_(some))
        if only:
            query = query.where(quotes.c.verdict.in_(only))
        rows = await connection.execute(query.order_by(quotes.c.start, quotes.c.end))
        for row in rows:
            found[row.article_id].append(stored_quote(row))
    return found


async def lose_quotes(
    connection: AsyncConnection,
    article_id: int,
    spans: Collection[tuple[int, int]] | None = None,
) -> None:
    """Print these quotes of an article no more, or none: its page lost their words."""
    lost = quotes.c.article_id == article_id
    if spans is not None:
        lost &= tuple_(quotes.c.start, quotes.c.end).in_(list(spans))
    await connection.execute(
        update(quotes)
        .where(lost, quotes.c.verdict != Verdict.REJECTED)
        .values(verdict=Verdict.REJECTED, reason=LOST)
    )


async def still_true(
    connection: AsyncConnection, slices: Iterable[Slice]
) -> frozenset[Slice]:
    """Keep the slices whose words still stand in their articles, as far as we know."""
    asked = frozenset(slices)
    about = {row[0] for row in asked}
    stored, lost = await get_articles(connection, about), set()
    for some in batches(about):
        rows = await connection.execute(
            select(quotes.c.article_id, quotes.c.start, quotes.c.end).where(
                quotes.c.article_id.in_(some), quotes.c.reason == LOST
            )
        )
        lost |= {tuple(row) for row in rows}
    return frozenset(
        (article, start, end, sha256)
        for article, start, end, sha256 in asked
        if article in stored
        and (article, start, end) not in lost
        and still_there(stored[article].article.text, start, end, sha256)
    )


async def topics_of(connection: AsyncConnection, story_id: int) -> frozenset[str]:
    """List the ready topics of a story's articles."""
    topic = tables.article_topics.c.topic
    query = (
        select(topic)
        .join(articles, articles.c.id == tables.article_topics.c.article_id)
        .where(articles.c.story_id == story_id)
    )
    return frozenset(await connection.scalars(query))


async def story_of(connection: AsyncConnection, article_id: int) -> int | None:
    """Find the story that an article belongs to."""
    query = select(articles.c.story_id).where(articles.c.id == article_id)
    return await connection.scalar(query)


def _article(row: Row[*tuple[Any, ...]]) -> StoredArticle:
    return StoredArticle(
        id=row.id,
        story_id=row.story_id,
        article=Article(
            url=row.url,
            title=row.title,
            text=row.text,
            lang=row.lang,
            author=row.author,
            outlet=row.outlet,
            published=row.published,
            image=row.image,
        ),
    )


def stored_quote(row: Row[*tuple[Any, ...]]) -> StoredQuote:
    """Read a whole row of the quotes."""
    return StoredQuote(
        article_id=row.article_id,
        sha256=row.sha256,
        quote=Quote(
            start=row.start,
            end=row.end,
            speaker=row.speaker,
            speaker_start=row.speaker_start,
            speaker_end=row.speaker_end,
            via=row.via,
            kind=QuoteKind(row.kind),
            verdict=Verdict(row.verdict),
            reason=row.reason,
            confidence=row.confidence,
        ),
    )


def _quote_row(stored: StoredQuote) -> dict[str, object]:
    quote = stored.quote
    return {
        "article_id": stored.article_id,
        "sha256": stored.sha256,
        "start": quote.start,
        "end": quote.end,
        "speaker": quote.speaker,
        "speaker_key": speaker_key(quote.speaker or ""),
        "speaker_start": quote.speaker_start,
        "speaker_end": quote.speaker_end,
        "via": quote.via,
        "kind": quote.kind,
        "verdict": quote.verdict,
        "reason": quote.reason,
        "confidence": quote.confidence,
    }


def speaker_key(name: str) -> str:
    """Fold a name so that any of its words can be looked up between spaces."""
    folded = " ".join(terms.fold(match.group()) for match in terms.words(name))
    return f" {folded} " if folded else ""


def _span(pair: Sequence[int]) -> Span:
    start, end = pair
    return start, end


def batches(ids: Collection[Key]) -> Iterator[list[Key]]:
    """Cut ids into lists short enough for one statement."""
    left = iter(ids)
    while some := list(islice(left, _AT_ONCE)):
        yield some
