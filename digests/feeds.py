"""The bytes of a feed to its entries: RSS of any age, RDF, Atom, JSON Feed.

Everything that comes out is plain text and absolute web addresses; what a parser made
of the bytes is never passed on as it is.
"""

import hashlib
import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

from digests.charset import decode
from digests.errors import Unreadable, worded
from digests.feed_parsers import Found, Item, json_feed, xml_feed
from digests.feed_xml import escape_markup, read_tree, trim
from digests.news import Entry
from digests.plain_text import clean, one_line, plain_text

MOST_BYTES = 15_000_000
MOST_ENTRIES = 500
_LONGEST_GUID = 500
_LONGEST_LINK = 2_000
_LONGEST_TITLE = 500

_FEEDS = frozenset({"rss", "feed", "rdf", "channel"})
_A_PAGE = worded("is a web page and not a feed: give the address of its feed")
_STRANGERS = {
    "html": _A_PAGE,
    "opml": worded("is a list of feeds (OPML) and not a feed: import it instead"),
    "urlset": worded("is a site map and not a feed"),
    "sitemapindex": worded("is a site map and not a feed"),
}
_PAGE = re.compile(r"<(?:!doctype\s{1,9}html|html|head|body)\b", re.IGNORECASE)
_HEAD = 8_192
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_].{0,40})?")
_MAIL = re.compile(r"[^\s@<>()]{1,100}@[^\s@<>()]{1,100}")
_WRITTEN_TAG = re.compile(
    r"&lt;/?(?:p|br|div|a|b|i|em|strong|ul|li|img)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed and its entries in its own order, the 500 newest at most.

    ``site`` is the address of the site it belongs to and ``lang`` an ISO 639-1
    code; both are empty when unknown. An entry's ``link`` is empty when it names
    no page.
    """

    title: str
    site: str
    lang: str
    entries: tuple[Entry, ...]


def read_feed(body: bytes, *, url: str, content_type: str = "") -> Feed:
    """Read a feed; ``url`` is where it came from, for its relative links.

    ``content_type`` may name a character set. Raises ``Unreadable`` with a reason
    for people if the bytes are no feed.
    """
    if len(body) > MOST_BYTES:
        raise Unreadable(
            url, "is larger than {megabytes} MB", megabytes=MOST_BYTES // 1_000_000
        )
    text = decode(body, content_type).lstrip("\ufeff \t\r\n\0")
    if not text:
        raise Unreadable(url, "is empty")
    found, base = _read(text, url)
    return Feed(
        title=one_line(found.title)[:_LONGEST_TITLE],
        site=_address(found.site, base),
        lang=_language(found.lang),
        entries=tuple(_entries(found.items, base)),
    )


def _read(text: str, url: str) -> tuple[Found, str]:
    if text[0] == "{":
        return json_feed(text, subject=url), url
    if "<" not in text:
        raise Unreadable(url, "is plain text and not a feed")
    tree = read_tree(text, subject=url)
    if tree.name in _STRANGERS:
        raise Unreadable(url, _STRANGERS[tree.name])
    trim(tree)
    escape_markup(tree)
    found = xml_feed(tree)
    if found is None or not (found.items or tree.name in _FEEDS):
        if _PAGE.search(text, 0, _HEAD):
            raise Unreadable(url, _A_PAGE)
        raise Unreadable(
            url, "is XML of a kind that is no feed (<{name}>)", name=tree.name[:40]
        )
    return found, _joined(url, tree.base) or url


def _entries(items: Iterable[Item], base: str) -> Iterator[Entry]:
    found = [_entry(item, base) for item in _newest(tuple(items))]
    entries = [entry for entry in found if entry]
    pages: dict[str, set[str]] = {}
    for entry in entries:
        pages.setdefault(entry.guid, set()).add(entry.link)
    seen: set[str] = set()
    for entry in entries:
        # A guid that several pages share names none of them.
        guid = entry.link if len(pages[entry.guid]) > 1 else entry.guid
        if guid and guid not in seen:
            seen.add(guid)
            yield replace(entry, guid=_short(guid))


def _newest(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Keep the newest 500 in the feed's own order; undated ones count as old."""
    if len(items) <= MOST_ENTRIES:
        return items
    long_ago = datetime.min.replace(tzinfo=UTC)
    by_age = sorted(
        range(len(items)),
        key=lambda place: items[place].published or long_ago,
        reverse=True,
    )
    return tuple(items[place] for place in sorted(by_age[:MOST_ENTRIES]))


def _entry(item: Item, base: str) -> Entry | None:
    """Make an entry; None if there is nothing in it to read or to point to."""
    guid = clean(item.guid).strip()
    link = _address(item.link, base) or _address(guid if "://" in guid else "", base)
    title = one_line(item.title)[:_LONGEST_TITLE]
    text = plain_text(_unescaped_once(item.text))
    if not (link or title or text):
        return None
    return Entry(
        guid=_short(guid or link or f"{title}\n{text}"),
        link=link,
        title=title,
        published=item.published,
        author=_author(item.author),
        text=text,
    )


def _unescaped_once(markup: str) -> str:
    """Undo an escaping too many, which shows as written tags in the text."""
    twice = "<" not in markup and _WRITTEN_TAG.search(markup)
    return html.unescape(markup) if twice else markup


def _author(words: str) -> str:
    """Take the name out of ``mail@host (Name)`` and its like."""
    name = _MAIL.sub(" ", one_line(words.replace("<", "(")))
    return " ".join(re.sub(r"[()<>]|mailto:", " ", name).split()).strip("\"' ,;")


def _address(link: str, base: str) -> str:
    """Give the absolute web address of ``link``, empty if it is none."""
    # Repairs escape ampersands in CDATA once more; in an address that is harmless
    # to undo, since none holds "&amp;" on purpose.
    link = clean(link).strip().replace("&amp;", "&")
    absolute = _joined(base, link) if link else ""
    usable = absolute.startswith(("http://", "https://"))
    return absolute if usable and len(absolute) <= _LONGEST_LINK else ""


def _joined(base: str, link: str) -> str:
    try:
        absolute = urljoin(base, link)
        return absolute if urlsplit(absolute).hostname else ""
    except ValueError:
        return ""


def _short(guid: str) -> str:
    """Keep keys of a size that any database indexes."""
    if len(guid) <= _LONGEST_GUID:
        return guid
    return "sha256:" + hashlib.sha256(guid.encode()).hexdigest()


def _language(said: str) -> str:
    code = _LANGUAGE.fullmatch(said.strip().lower())
    return code[1] if code else ""
