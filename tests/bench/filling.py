"""A month of news in the tables, as collecting would leave it, in minutes.

Rows are made by the functions that the pipeline stores with, and stored many at once.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import (
    Connection,
    Table,
    Text,
    Update,
    create_engine,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.dialects import sqlite

from digests import digest_store, profiles, search_index, tables
from digests.archive import StoredQuote, _quote_row
from digests.database import Database, Moment
from digests.news import Digest, Entry, Quote
from digests.profiles import profile
from digests.quotes import fingerprint
from digests.sources import offer_source, source_at
from digests.storage import EntryState, _entry_row
from digests.stories import REACH
from digests.topics import StarterSource
from tests.bench import month, wire
from tests.bench.month import Written

_AT_ONCE = 2_000
Row = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Indexed:
    """An article beside what takes time to find out: its stems, and its profile."""

    written: Written
    stems: tuple[str, str]
    profile: str


async def offer_outlets(database: Database, *, at: datetime) -> dict[str, int]:
    """Offer the feed of each outlet as a catalogue does; gives their ids."""
    feeds = {}
    async with database.writing() as connection:
        for outlet in wire.OUTLETS:
            url = f"http://{month.host(outlet)}/feed"
            offered = StarterSource(url=url, title=outlet)
            await offer_source(connection, offered, at=at)
            feeds[outlet] = await source_at(connection, url) or 0
    return feeds


def fill(
    database: Path,
    count: int,
    feeds: Mapping[str, int],
    *,
    at: datetime,
    writers: Executor,
) -> None:
    """Store about ``count`` articles of the month that ends ``at``; others write them."""
    filling = _Filling(feeds=feeds)
    whole = month.whole(count)
    write = partial(_indexed, whole, at=at)
    engine = create_engine(f"sqlite:///{database}")
    try:
        for some in writers.map(write, range(0, whole, _AT_ONCE)):
            # Of the last parts all may be of tomorrow.
            if some:
                with engine.begin() as connection:
                    filling.store(connection, some)
    finally:
        engine.dispose()


def move_on(database: Path, *, to: datetime) -> None:
    """Let the month end then: what was filled some time ago would be old news."""
    engine = create_engine(f"sqlite:///{database}")
    try:
        with engine.begin() as connection:
            newest = connection.scalar(select(func.max(tables.articles.c.at)))
            seconds = (to - newest).total_seconds() if newest else 0.0
            for table in (tables.articles, tables.stories, tables.profiles):
                connection.execute(_moved_on(table, seconds))
    finally:
        engine.dispose()


def _moved_on(table: Table, seconds: float) -> Update:
    """Move every time that a table tells, as SQLite writes it."""
    times = [column for column in table.c if isinstance(column.type, Moment)]
    form, by = "%Y-%m-%d %H:%M:%f000", f"{seconds:+.3f} seconds"
    return update(table).values(
        {column: func.strftime(form, column, by, type_=Text) for column in times}
    )


def _indexed(count: int, first: int, *, at: datetime) -> list[_Indexed]:
    """Write a part of the month; the last days are still known to the grouping."""
    part = slice(first, first + _AT_ONCE)
    return [
        _Indexed(
            written=one,
            stems=(_stems(one.article.title), _stems(one.article.text)),
            profile=_profile(one) if at - one.at < REACH else "",
        )
        for one in month.written(count, part, end=at)
    ]


def _stems(passage: str) -> str:
    return " ".join(search_index._stems(passage, "en"))


def _profile(one: Written) -> str:
    return profiles.to_json(profile(one.article, at=one.at))


@dataclass(slots=True, kw_only=True)
class _Filling:
    """Stores in the order of time; knows the outlets' feeds, and the events so far."""

    feeds: Mapping[str, int]
    last: int = 0
    stories: dict[int, int] = field(default_factory=dict)

    def store(self, connection: Connection, some: Sequence[_Indexed]) -> None:
        rows: defaultdict[Table, list[Row]] = defaultdict(list)
        stems = []
        for one in some:
            self.last += 1
            for table, row in self._rows(self.last, one.written):
                rows[table].append(row)
            if one.profile:
                kept = {"article_id": self.last, "at": one.written.at}
                rows[tables.profiles].append(kept | {"profile": one.profile})
            title, body = one.stems
            stems.append({"id": self.last, "title": title, "body": body})
        for table, those in rows.items():
            connection.execute(
                _told_again() if table is tables.stories else insert(table), those
            )
        connection.execute(text(search_index.INSERT), stems)

    def _rows(self, key: int, one: Written) -> Iterator[tuple[Table, Row]]:
        article, at = one.article, one.at
        story = self.stories.setdefault(one.event, key)
        source = self.feeds[article.outlet]
        told = {"headline": article.title, "lang": article.lang}
        yield tables.stories, {"id": story, "first_at": at, "last_at": at} | told
        yield (
            tables.articles,
            {
                "id": key,
                "url": article.url,
                "title": article.title,
                "text": article.text,
                "lang": article.lang,
                "outlet": article.outlet,
                "published": at,
                "sha256": fingerprint(article.text),
                "source_id": source,
                "story_id": story,
                "copy_of": story if one.is_copy and story != key else None,
                "at": at,
                "added_at": at,
            },
        )
        entry = Entry(guid=article.url, link=article.url, title=article.title)
        read = {"article_id": key, "state": EntryState.READ}
        yield tables.entries, _entry_row(source, entry, "", at) | read
        yield tables.article_topics, {"article_id": key, "topic": one.topic}
        for quote in one.quotes:
            yield tables.quotes, _quote_row(_found(key, article.text, quote))
        for digest in one.digests:
            yield tables.digests, _digest_row(key, digest, at)


def _told_again() -> sqlite.Insert:
    """Begin a story, or let it go on."""
    row = sqlite.insert(tables.stories)
    return row.on_conflict_do_update(
        index_elements=["id"], set_={"last_at": row.excluded.last_at}
    )


def _found(key: int, article: str, quote: Quote) -> StoredQuote:
    words = article[quote.start : quote.end]
    return StoredQuote(article_id=key, quote=quote, sha256=fingerprint(words))


def _digest_row(key: int, digest: Digest, at: datetime) -> Row:
    return {
        "article_id": key,
        "length": digest.length,
        "lang": digest.lang,
        "sentences": digest_store._written(digest.sentences),
        "key_quotes": digest_store.written_key_quotes(digest),
        "made_by": digest.made_by,
        "made_at": at,
    }
