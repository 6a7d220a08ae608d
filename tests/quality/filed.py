"""Invented articles in a real newsroom: every table filled, on SQLite in memory."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from digests import (
    Catalogue,
    Database,
    Fetcher,
    Interest,
    InterestKind,
    Newsroom,
    open_newsroom,
    sources,
    storage,
)
from digests.news import Article, Entry
from tests.databases import empty_database
from tests.newsdesk import Clock
from tests.quality.gold import Row

_FEED = "https://wire.example/feed.xml"


@dataclass(kw_only=True)
class Filed:
    """A newsroom that one feed brings everything to; ``rows`` are by article."""

    newsroom: Newsroom
    database: Database
    clock: Clock
    source_id: int
    rows: dict[int, Row] = field(default_factory=dict)

    @property
    def everything(self) -> Interest:
        """What a chat follows that wants all of it."""
        feed = str(self.source_id)
        return Interest(kind=InterestKind.SOURCE, value=feed, label="everything")

    def event_at(self, url: str) -> str:
        """Name the event that the article at an address is about."""
        found = (r["event"] for r in self.rows.values() if _address(r) == url)
        event: str = next(found)
        return event

    async def file(self, row: Row) -> int:
        """Let the feed bring an article now, and the newsroom read it."""
        article = _article(row)
        entry = Entry(
            guid=article.url,
            link=article.url,
            title=article.title,
            published=article.published,
        )
        async with self.database.writing() as connection:
            (entry_id,) = await storage.add_entries(
                connection, self.source_id, [(entry, "")], at=self.clock.now
            )
            stored = await storage.get_entry(connection, entry_id)
        # The page is not on any web, so the pipeline is entered where it was fetched.
        article_id = await self.newsroom._collector._file(article, stored)
        self.rows[article_id] = row
        return article_id


@asynccontextmanager
async def filed() -> AsyncIterator[Filed]:
    """Open an empty newsroom; its clock is to be set before anything is filed."""
    clock = Clock()
    async with (
        empty_database() as database,
        Fetcher(allow_private=False, user_agent="tests", clock=clock) as fetcher,
        open_newsroom(
            database,
            fetcher=fetcher,
            catalogue=Catalogue(),
            clock=clock,
            random=Random(1),  # noqa: S311  (jitter is no secret)
        ) as newsroom,
    ):
        async with database.writing() as connection:
            source_id = await sources.add_source(connection, _FEED, at=clock.now)
        yield Filed(
            newsroom=newsroom, database=database, clock=clock, source_id=source_id
        )


def _article(row: Row) -> Article:
    return Article(
        url=_address(row),
        title=row["title"],
        text=row["text"],
        lang=row["lang"],
        outlet=row["outlet"],
        published=datetime.fromisoformat(row["published"]),
    )


def _address(row: Row) -> str:
    return f"https://wire.example/{row['id']}"
