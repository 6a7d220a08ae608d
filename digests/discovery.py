"""The feeds that a web page names, best first."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from digests.charset import decode
from digests.guard import check_markup
from digests.links import is_web_link

_MOST_FEEDS = 20
_LONGEST_TITLE = 200
_TYPES = frozenset(
    f"{family}/{kind}"
    for family in ("application", "text")
    for kind in (
        "rss+xml",
        "atom+xml",
        "rdf+xml",
        "feed+json",
        "rss",
        "atom",
        "x-rss+xml",
    )
)
_MAYBE_TYPES = frozenset({"application/json", "application/xml", "text/xml"})
_RELATIONS = frozenset({"alternate", "feed"})
_FEED_WORD = re.compile(r"feed|rss|atom", re.IGNORECASE)
_FEED_SCHEME = re.compile(r"feed:(?://(?=https?://))?", re.IGNORECASE)
# What the address of a feed looks like, for links that do not say so.
_FEED_ADDRESS = re.compile(
    r"(?:^|[/._?&=-])(?:rss|atom|feeds?|rdf)(?:2|\d\.\d)?(?:[._](?:xml|rss|php|json))?/?$"
    r"|\.(?:rss|atom|rdf)$|[?&](?:feed|format)=(?:rss2?|atom|rdf)\b",
    re.IGNORECASE,
)
_OF_COMMENTS = re.compile(
    r"comment|kommentar|commentaire|comentario|commenti|комментари|/replies?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    """A feed that a page names; ``title`` may be empty."""

    url: str
    title: str


def find_feeds(
    body: bytes, *, url: str, content_type: str = ""
) -> tuple[FeedLink, ...]:
    """List the feeds of a page, the main one first, those of comments left out.

    A page that declares none is searched for links whose address looks like a
    feed's. Raises ``Unreadable`` for markup that no honest page has.
    """
    check_markup(body, subject=url)
    page = LexborHTMLParser(decode(body, content_type))
    base = _joined(url, _first_base(page)) or url
    declared = _without_doubles(_declared(page, base))
    found = declared or _without_doubles(_linked(page, base))
    return tuple(found[:_MOST_FEEDS])


def _declared(page: LexborHTMLParser, base: str) -> Iterator[FeedLink]:
    """Give the ``<link>`` elements that name feeds; sure types first."""
    links = [link for link in page.css("link[rel][href]") if _is_alternate(link)]
    maybe = [link for link in links if _type(link) in _MAYBE_TYPES]
    for link in (
        *(link for link in links if _type(link) in _TYPES),
        *(link for link in maybe if _FEED_WORD.search(_said(link, "href"))),
    ):
        yield from _feed(link, base, _said(link, "title"))


def _is_alternate(link: LexborNode) -> bool:
    return not _RELATIONS.isdisjoint(_said(link, "rel").lower().split())


def _type(link: LexborNode) -> str:
    return _said(link, "type").partition(";")[0].strip().lower()


def _said(node: LexborNode, attribute: str) -> str:
    return node.attributes.get(attribute) or ""


def _linked(page: LexborHTMLParser, base: str) -> Iterator[FeedLink]:
    for link in page.css("a[href]"):
        address = _said(link, "href").strip().partition("#")[0]
        if _FEED_ADDRESS.search(address):
            yield from _feed(link, base, link.text())


def _feed(link: LexborNode, base: str, title: str) -> Iterator[FeedLink]:
    address = _joined(base, _said(link, "href"))
    if address and not _OF_COMMENTS.search(f"{title} {address}"):
        yield FeedLink(url=address, title=" ".join(title.split())[:_LONGEST_TITLE])


def _without_doubles(feeds: Iterable[FeedLink]) -> list[FeedLink]:
    """Keep the first of each address; http and https are one feed."""
    first: dict[str, FeedLink] = {}
    for feed in feeds:
        first.setdefault(feed.url.partition("://")[2].rstrip("/"), feed)
    return list(first.values())


def _first_base(page: LexborHTMLParser) -> str:
    found = page.css_first("base[href]")
    return _said(found, "href") if found else ""


def _joined(base: str, link: str) -> str:
    """Make a link absolute; empty if it is none that can be fetched."""
    try:
        absolute = urljoin(base, _FEED_SCHEME.sub("", link.strip())).partition("#")[0]
        return absolute if is_web_link(absolute) and urlsplit(absolute).hostname else ""
    except ValueError:
        return ""
