"""The one pipeline: fetch, parse, read, find quotes, digest, group, store.

``poll`` and ``read`` may be called again at any time, by any process: what is done
already is not done twice. All pure work happens in threads, off the event loop.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from random import Random

from sqlalchemy.ext.asyncio import AsyncConnection

from digests import archive, digest_store, polling, sources, storage
from digests.archive import StoredQuote
from digests.database import Database
from digests.errors import NewsError, Refused, TryLater, Unreadable, worded
from digests.extract import read_page
from digests.feeds import Feed, read_feed
from digests.fetch import Fetched, Fetcher, Validators
from digests.grouping import Grouping
from digests.links import one_address, same_publisher
from digests.news import Article, Digest, Length
from digests.quotes import fingerprint
from digests.reading import Reading, completed, of_feed_text, own_article, study
from digests.reports import Polled
from digests.rereading import spare
from digests.sources import Source
from digests.storage import EntryState, StoredEntry
from digests.topics import Catalogue
from digests.writing import Summarize, choose_sentences

Clock = Callable[[], datetime]

# A feed's own text stands in for a page that cannot be read, from this length on.
FEED_TEXT_MIN = 300
GONE = 410
STUMBLED = worded("we stumbled over what it sent")

log = logging.getLogger(__name__)

# Somebody waits for it, and platforms give up on us.
FIRST_LOOK_SECONDS = 15.0


class Collector:
    """Polls sources, reads entries, and files what it reads.

    ``random`` spreads the polls; ``clock`` gives aware times.
    """

    def __init__(
        self,
        database: Database,
        fetcher: Fetcher,
        catalogue: Catalogue,
        *,
        clock: Clock,
        random: Random,
        summarize: Summarize = choose_sentences,
    ) -> None:
        self._database = database
        self._fetcher = fetcher
        self._catalogue = catalogue
        self._clock = clock
        self._random = random
        self._summarize = summarize
        self._grouping = Grouping()

    async def poll(self, source_id: int) -> Polled:
        """Ask a source whose turn has come what is new; failures are values."""
        at = self._clock()
        async with self._database.reading() as connection:
            source = await sources.get_source(connection, source_id)
        if source is None or source.gone or source.next_poll_at > at:
            return Polled()
        try:
            fetched = await self._fetcher.get(
                source.url, kind="feed", validators=_validators(source, at)
            )
            feed = None if fetched.not_modified else await _feed(fetched)
        except NewsError as error:
            return await self._note_failure(source, error)
        except Exception:
            await self._note_failure(source, Unreadable(source.url, STUMBLED))
            raise
        async with self._database.writing() as connection:
            new = await self._add_entries(connection, source, feed, at) if feed else ()
            await self._note_success(
                connection, source, fetched, feed, any_new=bool(new)
            )
        return Polled(new=new)

    async def read(self, entry_id: int) -> int | None:
        """Read the page of a waiting entry into an article; returns the article's id.

        ``None`` means that there is no article, or none yet: the entry's row says why.
        """
        async with self._database.reading() as connection:
            stored = await storage.get_entry(connection, entry_id)
            if stored is None or stored.state is not EntryState.WAITING:
                return stored.article_id if stored else None
            known = await archive.article_at(connection, stored.address)
        if known is not None:
            return await self._join(stored, known)
        try:
            return await self._read(stored)
        except Exception:
            # A page that breaks us must not be the first of every sweep.
            await self._postpone(stored, TryLater(stored.entry.link, STUMBLED))
            raise

    async def _read(self, stored: StoredEntry) -> int | None:
        try:
            article = await self._page_of(stored)
        except TryLater as error:
            if stored.attempts + 1 < polling.READ_ATTEMPTS:
                await self._postpone(stored, error)
                return None
            return await self._read_feed_text(stored, error)
        except NewsError as error:
            return await self._read_feed_text(stored, error)
        return await self._file(article, stored)

    async def read_link(self, url: str) -> int:
        """Read one page on demand; returns its article's id, and raises ``NewsError``."""
        async with self._database.reading() as connection:
            known = await archive.article_at(connection, one_address(url))
        return await self._file(await self._page(url)) if known is None else known

    async def look_at_new(self, source_id: int, *, newest: int) -> None:
        """Poll a source that never was, and read its newest entries, within seconds.

        What is not done in time is done in its turn.
        """
        async with self._database.reading() as connection:
            source = await sources.get_source(connection, source_id)
        if source is None or source.last_ok_at is not None:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(FIRST_LOOK_SECONDS):
                polled = await self.poll(source_id)
                async with self._database.reading() as connection:
                    entries = await storage.newest_waiting(
                        connection, polled.new, limit=newest
                    )
                for entry_id in entries:
                    await self.read(entry_id)

    async def _add_entries(
        self, connection: AsyncConnection, source: Source, feed: Feed, at: datetime
    ) -> tuple[int, ...]:
        arrived = await storage.unknown_entries(
            connection, source.id, polling.distinct(feed.entries)
        )
        first_time = source.last_ok_at is None
        reasons = polling.why_not(arrived, at=at, first_time=first_time)
        pairs = zip(arrived, reasons, strict=True)
        return await storage.add_entries(connection, source.id, pairs, at=at)

    async def _note_success(
        self,
        connection: AsyncConnection,
        source: Source,
        fetched: Fetched,
        feed: Feed | None,
        *,
        any_new: bool,
    ) -> None:
        at = self._clock()
        interval = polling.next_interval(source.interval, any_new=any_new)
        wait = polling.wait_after_success(
            interval, max_age=fetched.max_age, random=self._random
        )
        await sources.update_source(
            connection,
            source.id,
            interval_seconds=interval.total_seconds(),
            next_poll_at=at + wait,
            failures=0,
            last_error="",
            last_ok_at=at,
            **(_read_from(feed, fetched, source, at) if feed else {}),
        )
        if feed and fetched.moved_to:
            await sources.move_source(connection, source.id, fetched.moved_to)

    async def _note_failure(self, source: Source, error: NewsError) -> Polled:
        failures = source.failures + 1
        wait = polling.wait_after_failure(
            source.interval,
            failures=failures,
            asked=error.seconds if isinstance(error, TryLater) else None,
            random=self._random,
        )
        log.warning("polling failed: %s", error)
        async with self._database.writing() as connection:
            await sources.update_source(
                connection,
                source.id,
                failures=failures,
                last_error=error.reason.written(),
                next_poll_at=self._clock() + wait,
                gone=isinstance(error, Refused) and error.status == GONE,
            )
        return Polled(error=str(error))

    async def _page(self, url: str) -> Article:
        fetched = await self._fetcher.get(url, kind="page")
        article = await asyncio.to_thread(
            read_page, fetched.body, url=fetched.url, content_type=fetched.content_type
        )
        return own_article(article, fetched.url)

    async def _page_of(self, stored: StoredEntry) -> Article:
        """Read an entry's page; raises ``Unreadable`` if its feed says more."""
        article = await self._page(stored.entry.link)
        if len(article.text) < FEED_TEXT_MIN and _feed_text_will_do(stored):
            raise Unreadable(stored.entry.link, "the page shows less than the feed")
        return article

    async def _read_feed_text(
        self, stored: StoredEntry, error: NewsError
    ) -> int | None:
        """Take the feed's own text for a page that cannot be read, or give up."""
        if _feed_text_will_do(stored):
            article_id = await self._file(of_feed_text(stored.entry), stored)
            async with self._database.writing() as connection:
                await spare(connection, article_id, at=self._clock())
            return article_id
        log.info("could not read %s", error)
        await self._close(stored, why=error.why)
        return None

    async def _postpone(self, stored: StoredEntry, error: TryLater) -> None:
        """Let an entry wait for its next attempt, or give up after the last."""
        attempts = stored.attempts + 1
        if attempts >= polling.READ_ATTEMPTS:
            await self._close(stored, why=error.why)
            return
        wait = polling.wait_before_reading(
            attempts, asked=error.seconds, random=self._random
        )
        try_at = self._clock() + wait
        async with self._database.writing() as connection:
            await storage.postpone_entry(
                connection, stored.id, attempts=attempts, try_at=try_at, why=error.why
            )

    async def _close(self, stored: StoredEntry, *, why: str) -> None:
        async with self._database.writing() as connection:
            await storage.finish_entry(connection, stored.id, why=why)

    async def _join(self, stored: StoredEntry, article_id: int) -> int:
        """Close an entry whose page was read already, through whatever link."""
        async with self._database.writing() as connection:
            known = await archive.get_articles(connection, [article_id])
            if article_id in known:
                about = self._catalogue.topics_of(known[article_id].article)
                await _add_topics(connection, article_id, about, stored)
                await storage.finish_entry(connection, stored.id, article_id=article_id)
        return article_id

    async def _file(self, article: Article, stored: StoredEntry | None = None) -> int:
        """Store all that an article holds, and close its entry: everything or nothing."""
        at = self._clock()
        entry, source_title = (
            (stored.entry, stored.source_title) if stored else (None, "")
        )
        article = completed(article, entry, source_title=source_title)
        reading = await asyncio.to_thread(study, article, self._catalogue, at=at)
        found = [quote for quote, _ in reading.quotes]
        digest = await self._summarize(article, found, Length.NORMAL)
        async with self._grouping.writing(self._database, at=at) as connection:
            article_id = await archive.article_at(connection, article.url)
            if article_id is None:
                article_id = await _store(connection, reading, digest, stored, at)
                await self._grouping.place(connection, article_id, reading.profile)
            if stored:
                await _add_topics(connection, article_id, reading.topics, stored)
                await storage.finish_entry(connection, stored.id, article_id=article_id)
        return article_id


async def _add_topics(
    connection: AsyncConnection,
    article_id: int,
    about: Iterable[str],
    stored: StoredEntry,
) -> None:
    """Say which topics an article belongs to, if its source is vouched for.

    What a reader follows or links to must not speak in everybody's topics.
    """
    if await sources.is_vouched_for(connection, stored.source_id):
        all_its = await sources.topics_of_source(connection, stored.source_id)
        await archive.add_topics(connection, article_id, {*about, *all_its})


async def _store(
    connection: AsyncConnection,
    reading: Reading,
    digest: Digest,
    stored: StoredEntry | None,
    at: datetime,
) -> int:
    article_id = await archive.add_article(
        connection,
        reading.article,
        sha256=fingerprint(reading.article.text),
        source_id=stored.source_id if stored else None,
        at=reading.at,
        added_at=at,
    )
    found = (
        StoredQuote(article_id=article_id, quote=quote, sha256=sha256)
        for quote, sha256 in reading.quotes
    )
    await archive.add_quotes(connection, found)
    await digest_store.add_digest(connection, article_id, digest, at=at)
    return article_id


def _feed_text_will_do(stored: StoredEntry) -> bool:
    """Tell whether the feed may speak for the page: it is long and of the same host."""
    entry = stored.entry
    ours = same_publisher(stored.source_url, entry.link)
    return ours and len(entry.text) >= FEED_TEXT_MIN


async def _feed(fetched: Fetched) -> Feed:
    return await asyncio.to_thread(
        read_feed, fetched.body, url=fetched.url, content_type=fetched.content_type
    )


def _validators(source: Source, at: datetime) -> Validators | None:
    validated = source.validated_at
    if validated is None or at - validated > polling.VALIDATORS_LAST:
        return None
    return source.validators


def _read_from(
    feed: Feed, fetched: Fetched, source: Source, at: datetime
) -> dict[str, object]:
    """Note what a feed that was read whole says, its validators among it."""
    return {
        "title": source.title or feed.title,
        "site": feed.site,
        "lang": feed.lang,
        "etag": fetched.validators.etag,
        "last_modified": fetched.validators.last_modified,
        "validated_at": at,
    }
