"""One page or one feed, digested at once and not kept.

This is what the terminal's ``digest`` shows; briefings come from the newsroom.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from digests.collect import FEED_TEXT_MIN
from digests.errors import NewsError, Unreadable
from digests.extract import read_page
from digests.feeds import Feed, read_feed
from digests.fetch import Fetcher
from digests.news import Entry
from digests.packed import unpacked
from digests.reading import (
    PageDigest,
    completed,
    digest_article,
    digest_page,
    of_feed_text,
    own_article,
)

AT_MOST = 10
"""How many of a feed's newest entries are read."""

Step = Callable[[int, int], None]
"""Told how many entries of how many are done."""

_NO_TIME = datetime.min.replace(tzinfo=UTC)
_FEED_MARKS = (b"<rss", b"<feed", b"<opml", b"<rdf:rdf", b"jsonfeed.org/version")


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What a page or a feed holds.

    ``unread`` are the entries of a feed whose page could not be read, each with a
    sentence that says why; ``left`` counts those that were not looked at.
    ``title`` is the feed's and never empty; it is empty for a page.
    """

    title: str
    pages: tuple[PageDigest, ...]
    unread: tuple[tuple[Entry, str], ...] = ()
    left: int = 0


def _say_nothing(done: int, of: int) -> None:
    """Do without progress."""


async def glance_at_url(
    url: str, fetcher: Fetcher, *, step: Step = _say_nothing
) -> Glance:
    """Digest what stands at an address. Raises ``NewsError``."""
    fetched = await fetcher.get(url, kind="page")
    return await glance_at(
        fetched.body,
        fetcher,
        url=fetched.url,
        content_type=fetched.content_type,
        step=step,
    )


async def glance_at(
    body: bytes,
    fetcher: Fetcher,
    *,
    url: str = "",
    content_type: str = "",
    step: Step = _say_nothing,
) -> Glance:
    """Digest the bytes of a page or of a feed, packed or not. Raises ``Unreadable``."""
    body = unpacked(body, name=url)
    try:
        feed = await asyncio.to_thread(
            read_feed, body, url=url, content_type=content_type
        )
    except Unreadable as no_feed:
        if _is_data(body):
            raise
        try:
            page = await asyncio.to_thread(
                digest_page, body, url=url, content_type=content_type
            )
        except Unreadable as no_page:
            raise (no_feed if looks_like_a_feed(body) else no_page) from no_page
        return Glance(title="", pages=(page,))
    return await _leaf_through(feed, fetcher, step)


def looks_like_a_feed(body: bytes) -> bool:
    """Tell whether somebody meant these bytes to be a feed, broken as it may be."""
    head = body[:2_000].lower()
    return any(mark in head for mark in _FEED_MARKS)


def _is_data(body: bytes) -> bool:
    """Tell XML that is no web page: its text is not for readers."""
    head = body[:2_000].lower()
    return head.lstrip().startswith(b"<?xml") and b"<html" not in head


async def _leaf_through(feed: Feed, fetcher: Fetcher, step: Step) -> Glance:
    chosen = _newest(feed.entries)
    done = 0

    async def look_at(entry: Entry) -> PageDigest | str:
        nonlocal done
        found = await _look_at(entry, fetcher)
        done += 1
        step(done, len(chosen))
        return found

    async with asyncio.TaskGroup() as tasks:
        looks = [tasks.create_task(look_at(entry)) for entry in chosen]
    found = [look.result() for look in looks]
    return Glance(
        title=feed.title or feed.site or "A feed without a title",
        pages=tuple(page for page in found if isinstance(page, PageDigest)),
        unread=tuple(
            (entry, why)
            for entry, why in zip(chosen, found, strict=True)
            if isinstance(why, str)
        ),
        left=len(feed.entries) - len(chosen),
    )


def _newest(entries: Iterable[Entry]) -> list[Entry]:
    """Sort by time, newest first; entries without one keep the feed's order, last."""
    ordered = sorted(
        entries, key=lambda entry: entry.published or _NO_TIME, reverse=True
    )
    return ordered[:AT_MOST]


async def _look_at(entry: Entry, fetcher: Fetcher) -> PageDigest | str:
    """Digest an entry's page, else what the feed itself says; else say why not."""
    try:
        fetched = await fetcher.get(entry.link, kind="page")
        page = await asyncio.to_thread(
            read_page, fetched.body, url=fetched.url, content_type=fetched.content_type
        )
        article = own_article(page, fetched.url)
    except NewsError as error:
        if len(entry.text) < FEED_TEXT_MIN:
            return error.why if entry.link else "it names no page"
        article = of_feed_text(entry)
    article = completed(article, entry, source_title="")
    return await asyncio.to_thread(digest_article, article)
