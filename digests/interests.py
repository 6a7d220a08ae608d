"""What people's words may mean: a ready topic, the feeds at an address, or the words."""

import asyncio
import re
from collections.abc import Iterable
from dataclasses import replace

from digests import filters, search_index, sources
from digests.database import Database
from digests.discovery import FeedLink, find_feeds
from digests.errors import NewsError, NotFound, TryLater, Unreadable
from digests.feeds import Feed, read_feed
from digests.fetch import Fetched, Fetcher
from digests.links import host, is_web_link, one_address
from digests.news import Interest, InterestKind
from digests.topics import Catalogue, Topic

LONGEST_WORDS = 100
LONGEST_LABEL = 80
MOST_FEEDS = 10
# Where sites keep a feed that their page does not name.
USUAL_PLACES = ("feed", "rss.xml", "feed.xml", "atom.xml", "rss", "index.xml")

_SHOWN = 40
_SCHEME = re.compile("(?:https?|feed)://", re.IGNORECASE)
_BARE = re.compile(
    r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_]{2,24}\.?(?::[0-9]{1,5})?(?:[/?#]\S*)?"
    r"|(?:localhost|[0-9]{1,3}(?:\.[0-9]{1,3}){3}):[0-9]{1,5}(?:[/?#]\S*)?",
    re.IGNORECASE,
)


class Interests:
    """Understands what people want to follow, and looks at the web where it must."""

    def __init__(
        self, database: Database, fetcher: Fetcher, catalogue: Catalogue
    ) -> None:
        self._database = database
        self._fetcher = fetcher
        self._catalogue = catalogue

    async def meant(self, words: str) -> tuple[Interest, ...]:
        """Say what words may mean; several only where a site has several feeds.

        Filters may stand behind a topic and an address. Words in quotation marks are
        never an address. Raises ``NewsError``.
        """
        wanted = " ".join(words.split())
        subject, behind = _parted(wanted)
        topic = self._catalogue.named(subject)
        if topic and not wanted.startswith("-"):
            return (_filtered(_topic(topic), behind),)
        if not _SCHEME.match(subject) and not _BARE.fullmatch(subject):
            return (_free_words(wanted),)
        # A mistake in them is told before any server is asked.
        filters.checked(behind)
        found = await self._feeds(subject)
        return tuple(_filtered(feed, behind) for feed in found)

    async def _feeds(self, address: str) -> tuple[Interest, ...]:
        if _SCHEME.match(address):
            return await self._feeds_at(_SCHEME.sub(_web_scheme, address, count=1))
        return await self._feeds_of_site(address)

    async def _feeds_of_site(self, name: str) -> tuple[Interest, ...]:
        """Look for feeds at an address without a scheme, the secure one first."""
        try:
            return await self._feeds_at(f"https://{name}")
        except TryLater as error:
            not_there = error
        try:
            return await self._feeds_at(f"http://{name}")
        except TryLater:
            raise TryLater(
                name,
                "{reason} (in quotation marks I take it for words)",
                seconds=not_there.seconds,
                reason=not_there.reason,
            ) from not_there

    async def _feeds_at(self, url: str) -> tuple[Interest, ...]:
        if not is_web_link(url) or not host(url):
            raise Unreadable(_shown(url), "is no address that I can open")
        async with self._database.reading() as connection:
            known = await sources.source_near(connection, url)
            source = await sources.get_source(connection, known or 0)
        if source:
            return (_source(source.url, source.title),)
        fetched = await self._fetcher.get(url, kind="feed")
        try:
            feed = await _read(fetched)
        except Unreadable as no_feed:
            return await self._feeds_named_by(fetched, no_feed)
        return (_source(fetched.moved_to or url, feed.title),)

    async def _feeds_named_by(
        self, page: Fetched, no_feed: Unreadable
    ) -> tuple[Interest, ...]:
        links = await asyncio.to_thread(
            find_feeds, page.body, url=page.url, content_type=page.content_type
        )
        named = _each_once(links)
        if len(named) > 1:
            return tuple(_source(link.url, _title(link, named)) for link in named)
        if named:
            fetched = await self._fetcher.get(named[0].url, kind="feed")
            feed = await _read(fetched)
            return (
                _source(fetched.moved_to or named[0].url, feed.title or named[0].title),
            )
        return (await self._feed_in_a_usual_place(page, no_feed),)

    async def _feed_in_a_usual_place(
        self, page: Fetched, no_feed: Unreadable
    ) -> Interest:
        home = "/".join(page.url.split("/", 3)[:3])
        for place in USUAL_PLACES:
            try:
                fetched = await self._fetcher.get(f"{home}/{place}", kind="feed")
                feed = await _read(fetched)
            except NewsError:
                continue
            return _source(fetched.moved_to or fetched.url, feed.title)
        raise NotFound(
            _shown(page.url), "names no feed that I could follow"
        ) from no_feed


def _parted(wanted: str) -> tuple[str, str]:
    """Part what is followed from its filters; behind an address stands nothing else."""
    if _SCHEME.match(wanted):
        address, _, behind = wanted.partition(" ")
        return address, behind
    return filters.parted(wanted)


def _topic(topic: Topic) -> Interest:
    return Interest(kind=InterestKind.TOPIC, value=topic.id, label=topic.label)


def _filtered(interest: Interest, behind: str) -> Interest:
    """Put filters behind an interest: in its value, and as people see it."""
    minded = filters.checked(behind)
    return replace(
        interest,
        value=f"{interest.value} {minded}".strip(),
        label=f"{interest.label} {minded}".strip(),
    )


def _free_words(words: str) -> Interest:
    """Take words as they are; raises ``Unreadable`` if they cannot be looked for."""
    if len(words) > LONGEST_WORDS:
        raise Unreadable(
            _shown(words), "is too long to follow; a few words find more than many"
        )
    if not any(letter.isalpha() for letter in words):
        raise Unreadable(
            f"“{words}”", "has no letters, so there is nothing to look for"
        )
    filters.refuse_unclosed(words)
    if search_index.is_cut(words):
        raise Unreadable(
            _shown(words),
            "has more than the {count} words that I can look for",
            count=search_index.TERMS_MAX,
        )
    if not search_index.wanted(words).terms:
        raise Unreadable(_shown(words), "says what you do not want, but not what")
    return Interest(kind=InterestKind.WORDS, value=words, label=words)


def _source(url: str, title: str) -> Interest:
    label = " ".join(title.split())[:LONGEST_LABEL] or host(url)
    # Filters stand behind a space.
    address = one_address(url).replace(" ", "%20")
    return Interest(kind=InterestKind.SOURCE, value=address, label=label)


async def _read(fetched: Fetched) -> Feed:
    return await asyncio.to_thread(
        read_feed, fetched.body, url=fetched.url, content_type=fetched.content_type
    )


def _each_once(links: Iterable[FeedLink]) -> list[FeedLink]:
    """Keep the first feeds of different addresses."""
    found = {one_address(link.url): link for link in links if is_web_link(link.url)}
    return list(found.values())[:MOST_FEEDS]


def _title(link: FeedLink, among: Iterable[FeedLink]) -> str:
    """Name a feed so that it differs from the other feeds of its page."""
    path = link.url.partition("://")[2]
    if not link.title:
        return path
    is_only = sum(other.title == link.title for other in among) == 1
    return link.title if is_only else f"{link.title} ({path})"


def _web_scheme(scheme: re.Match[str]) -> str:
    return "http://" if scheme.group().lower() == "http://" else "https://"


def _shown(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
