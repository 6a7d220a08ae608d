"""What other people's feed parsers find, in one shape.

fastfeedparser is a dozen times faster than feedparser and reads dates that it cannot;
feedparser reads odd documents that fastfeedparser gives up on. Neither is trusted with
JSON: one odd item would cost the whole feed.
"""

import html
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import fastfeedparser
import feedparser

from digests.errors import Unreadable
from digests.feed_xml import Tree

_PLAIN = ("text", "text/plain")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An entry as a parser left it: titles and texts in HTML, links relative."""

    guid: str
    link: str
    title: str
    published: datetime | None
    author: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A feed as a parser left it."""

    title: str
    site: str
    lang: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parser:
    parse: Callable[[bytes], Mapping[str, Any]]
    item: Callable[[Mapping[str, Any]], Item]
    most_bytes: int


def xml_feed(tree: Tree) -> Found | None:
    """Ask one parser, then the other if it found nothing; None if both gave up."""
    document = tree.written()
    found = None
    # fastfeedparser leaves the full texts of RDF out.
    for parser in (_SLOW, _FAST) if tree.name == "rdf" else (_FAST, _SLOW):
        if len(document) > parser.most_bytes:
            continue
        try:
            parsed = parser.parse(document)
        except Exception:  # noqa: BLE001, S112 - hostile bytes make a parser fail in any way; what counts is whether the other one can read them
            continue
        found = _found(parsed, parser, tree)
        if found.items:
            return found
    return found


def json_feed(text: str, *, subject: str) -> Found:
    """Read a JSON Feed (jsonfeed.org, versions 1 and 1.1); odd items are skipped.

    Raises ``Unreadable``.
    """
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(subject, "looks like JSON, but is damaged") from error
    items = feed.get("items")
    if not isinstance(items, list):
        raise Unreadable(subject, "is JSON, but not a JSON Feed")
    return Found(
        title=html.escape(_text(feed.get("title"))),
        site=_text(feed.get("home_page_url")),
        lang=_text(feed.get("language")),
        items=tuple(_json_item(item) for item in items if isinstance(item, dict)),
    )


def _found(parsed: Mapping[str, Any], parser: _Parser, tree: Tree) -> Found:
    feed = parsed["feed"]
    return Found(
        title=_text(feed.get("title")),
        site=_text(feed.get("link")),
        # fastfeedparser does not read the <language> of RSS.
        lang=tree.said_language() or _text(feed.get("language")),
        items=tuple(map(parser.item, parsed["entries"])),
    )


def _fast_item(entry: Mapping[str, Any]) -> Item:
    return Item(
        guid=_text(entry.get("id")),
        link=_text(entry.get("link")),
        title=_text(entry.get("title")),
        published=_iso_moment(entry.get("published") or entry.get("updated")),
        author=_text(entry.get("author")),
        text=_longest(
            entry.get("content"),
            entry.get("media_content"),
            [{"value": entry.get("description")}],
        ),
    )


def _parse_slowly(document: bytes) -> Mapping[str, Any]:
    # A stream, for it would open bytes that look like the name of a file.
    found: Mapping[str, Any] = feedparser.parse(
        io.BytesIO(document),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    return found


def _slow_item(entry: Mapping[str, Any]) -> Item:
    return Item(
        guid=_text(entry.get("id")),
        link=_text(entry.get("link")),
        title=_text(entry.get("title")),
        published=_moment(entry.get("published_parsed") or entry.get("updated_parsed")),
        author=_text(entry.get("author")),
        text=_longest(entry.get("content"), [{"value": entry.get("summary")}]),
    )


def _json_item(item: Mapping[str, Any]) -> Item:
    plain = _text(item.get("content_text")) or _text(item.get("summary"))
    authors = item.get("authors") or [item.get("author")]
    author = authors[0] if isinstance(authors, list) else None
    guid = item.get("id")
    return Item(
        guid=str(guid) if isinstance(guid, int) else _text(guid),
        link=_text(item.get("url")) or _text(item.get("external_url")),
        title=html.escape(_text(item.get("title"))),
        published=_iso_moment(item.get("date_published") or item.get("date_modified")),
        author=_text(author.get("name")) if isinstance(author, dict) else "",
        text=_text(item.get("content_html")) or html.escape(plain),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _longest(*contents: object) -> str:
    """Give the longest text among the contents of an entry, as HTML."""
    parts = (part for some in contents if isinstance(some, list) for part in some)
    return max(map(_as_html, parts), key=len, default="")


def _as_html(content: Mapping[str, Any]) -> str:
    # A film's ``media:description`` has no type and is written as plain text.
    plain = content.get("type") in _PLAIN or "description" in content
    value = _text(content.get("value")) or _text(content.get("description"))
    return html.escape(value) if plain else value


def _iso_moment(value: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(_text(value))
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _moment(parts: object) -> datetime | None:
    """Read feedparser's broken-down UTC time, which may hold a leap second."""
    if not isinstance(parts, tuple):
        return None
    year, month, day, hour, minute, second = parts[:6]
    try:
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


_FAST = _Parser(parse=fastfeedparser.parse, item=_fast_item, most_bytes=100_000_000)
_SLOW = _Parser(parse=_parse_slowly, item=_slow_item, most_bytes=2_000_000)
