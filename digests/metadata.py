"""What a page says of itself: headline, author, outlet, time, language, address, image.

Pages say each up to five times over, for search engines, networks and readers, and
seldom the same. The order in which they are asked here was chosen by counting.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import chain
from typing import Any
from urllib.parse import urljoin, urlsplit

import htmldate
from lxml import html

from digests.links import is_web_link
from digests.plain_text import one_line

_LONGEST = 300
_LONGEST_SCRIPT = 500_000
_MOST_SCRIPTS = 20
_MOST_AUTHORS = 5
_ARTICLE = re.compile(r"\w*(?:Article|Posting|Report)")
_DATES = (
    *("article:published_time", "og:published_time", "og:article:published_time"),
    *("datepublished", "article:published", "article.published", "publication_date"),
    *("pubdate", "publishdate", "publish-date", "publish_date", "sailthru.date"),
    *("parsely-pub-date", "cxenseparse:recs:publishtime", "dc.date.issued"),
    *("dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "date"),
)
_AUTHORS = (
    *("author", "article:author", "og:article:author", "byl", "dc.creator"),
    *("dcterms.creator", "parsely-author", "sailthru.author"),
)
_SEEN_AUTHORS = (
    "//*[@itemprop='author']//*[@itemprop='name']",
    "//*[@itemprop='author']",
    "//a[@rel='author']",
    "//*[contains(@class, 'byline')]//a",
    "//*[@class='byline' or @class='author' or @class='author-name']",
)
_SEEN_DATES = (
    "//*[@itemprop='datePublished']/@datetime",
    "//*[@itemprop='datePublished']/@content",
    "//time[@pubdate]/@datetime",
    "//article//header//time/@datetime",
    "//article//time/@datetime",
)
_BY = re.compile(
    r"(?:(?:written|posted|published)\s+)?(?:by|von|par|por|di|door|автор)\b\s*:?\s+",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"https?:|www\.|[@{}<>\d]|\.(?:com|org|net)\b", re.IGNORECASE)
_CDATA = re.compile(r"(?://\s{0,4})?<!\[CDATA\[|(?://\s{0,4})?\]\]>")
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_].{0,40})?")
_SEPARATOR = re.compile(r"\s+(?:[|–—·•»:-]|::)\s+")
_FOLDED = re.compile(r"[\W_]+")
_OLDEST = datetime(1970, 1, 2, tzinfo=UTC)  # the day before is how computers say never


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a page says; empty or None where it says nothing."""

    title: str
    author: str
    outlet: str
    published: datetime | None
    lang: str
    url: str
    image: str
    subscribers_only: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Says:
    """A page's claims for machines: ``<meta>`` by name, and JSON-LD of the article."""

    root: html.HtmlElement
    names: Mapping[str, str]
    article: Mapping[str, Any]
    url: str

    def first(self, *names: str) -> str:
        return next((self.names[name] for name in names if name in self.names), "")

    def seen(self, *paths: str) -> Iterator[str]:
        """Give the texts of elements, or the values of attributes."""
        for path in paths:
            for found in self.root.xpath(path):
                text = found if isinstance(found, str) else found.text_content()
                yield " ".join(text.split())

    def address(self, link: str) -> str:
        """Make a link absolute; empty if it is none that can be fetched."""
        try:
            absolute = urljoin(self.url, link.strip())
            usable = is_web_link(absolute) and urlsplit(absolute).hostname
        except ValueError:
            return ""
        return absolute if usable else ""


def read_metadata(root: html.HtmlElement, *, url: str) -> Metadata:
    """Ask a page about itself; ``url`` is where it was fetched, empty if unknown."""
    article = next(_linked_articles(root), {})
    says = _Says(root=root, names=_meta(root), article=article, url=url)
    outlet = _short(says.first("og:site_name") or _name(article.get("publisher")))
    return Metadata(
        title=_title(says, outlet),
        author=_author(says, outlet),
        outlet=outlet,
        published=_published(says),
        lang=_lang(root),
        url=_canonical(says),
        image=_image(says),
        subscribers_only=_truth(article.get("isAccessibleForFree")) is False,
    )


def _meta(root: html.HtmlElement) -> dict[str, str]:
    names: dict[str, str] = {}
    for element in root.iter("meta"):
        content = (element.get("content") or "").strip()
        for kind in ("property", "name", "itemprop"):
            if content and element.get(kind):
                names.setdefault(element.get(kind).strip().lower(), content)
    return names


def _linked_articles(root: html.HtmlElement) -> Iterator[Mapping[str, Any]]:
    """Find the articles in JSON-LD, in order. The first is the page's own."""
    scripts = root.xpath("//script[contains(@type, 'ld+json')]/text()")
    for script in scripts[:_MOST_SCRIPTS]:
        if len(script) <= _LONGEST_SCRIPT:
            yield from filter(_is_article, _objects(_loaded(script)))


def _loaded(script: str) -> object:
    try:
        return json.loads(_CDATA.sub("", script), strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(data: object) -> Iterator[Mapping[str, Any]]:
    """Give the objects at the top, those in lists, graphs and pages included."""
    waiting = [data]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting.extend(reversed(part))
        elif isinstance(part, dict):
            yield part
            waiting += [part[key] for key in ("mainEntity", "@graph") if key in part]


def _is_article(thing: Mapping[str, Any]) -> bool:
    kinds = thing.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _ARTICLE.fullmatch(kind) for kind in kinds)


def _title(says: _Says, outlet: str) -> str:
    headings = [text for text in says.seen("//h1") if text]
    named = next(filter(None, says.seen("//head/title", "//title")), "")
    candidates = (
        says.first("og:title"),
        max(
            (text for text in headings if _shares_words(text, named)),
            key=len,
            default="",
        ),
        _words(says.article.get("headline")),
        says.first("twitter:title", "dc.title", "title"),
        named,
        *headings,
    )
    title = next(filter(None, map(_short, candidates)), "")
    return _without_outlet(title, outlet, says.url, headings)


def _shares_words(heading: str, named: str) -> bool:
    """Tell a headline from a site's name: the page is named after the headline."""
    words = set(heading.casefold().split())
    return 2 * len(words & set(named.casefold().split())) > len(words)


def _without_outlet(title: str, outlet: str, url: str, headings: list[str]) -> str:
    """Cut off the site's name, at either end."""
    site = {_fold(outlet), _fold(_host(url)), _fold(_host(url).rpartition(".")[0])} - {
        ""
    }
    parts = [(gap.start(), gap.end()) for gap in _SEPARATOR.finditer(title)]
    if not parts:
        return title
    (first, after_first), (last, after_last) = parts[0], parts[-1]
    seen = {_fold(heading) for heading in headings}
    if _fold(title[after_last:]) in site or _fold(title[:last]) in seen:
        return title[:last]
    if _fold(title[:first]) in site or _fold(title[after_first:]) in seen:
        return title[after_first:]
    return title


def _author(says: _Says, outlet: str) -> str:
    written = [_names(says.article.get("author")), says.first(*_AUTHORS)]
    for name in chain(written, says.seen(*_SEEN_AUTHORS)):
        author = _BY.sub("", _short(name), count=1).strip(" ,;|•·-")
        if author and not _NO_NAME.search(author) and _fold(author) != _fold(outlet):
            return author
    return ""


def _published(says: _Says) -> datetime | None:
    told = [_words(says.article.get("datePublished"))]
    told += [says.names[name] for name in _DATES if name in says.names]
    moments = map(moment, chain(told, says.seen(*_SEEN_DATES)))
    return next(filter(None, moments), None) or _guessed_day(says)


def moment(text: str) -> datetime | None:
    """Read a time as machines write it; without a zone it is taken for UTC."""
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(text.strip())
            found = found if found.tzinfo else found.replace(tzinfo=UTC)
            found = found.astimezone(UTC)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
        return found if found > _OLDEST else None
    return None


def _guessed_day(says: _Says) -> datetime | None:
    """Ask htmldate, which reads addresses and markup; never from the text itself.

    It knows no day after today's.
    """
    try:
        day = htmldate.find_date(
            says.root, extensive_search=False, original_date=True, url=says.url or None
        )
    except Exception:  # noqa: BLE001 - a page without a date is a page all the same
        return None
    return moment(day or "")


def _lang(root: html.HtmlElement) -> str:
    said = root.get("lang") or root.get("xml:lang") or ""
    code = _LANGUAGE.fullmatch(said.strip().lower())
    return code[1] if code else ""


def _canonical(says: _Says) -> str:
    """Give the address that the page wants to be known by, on its own host only."""
    links = says.root.xpath("//link[@rel='canonical']/@href")
    for link in (*links[:1], says.first("og:url")):
        address = says.address(link) if link else ""
        if address and (not says.url or _host(address) == _host(says.url)):
            return address
    return says.url


def _image(says: _Says) -> str:
    image = says.article.get("image")
    image = image[0] if isinstance(image, list) and image else image
    linked = image.get("url") if isinstance(image, dict) else image
    for link in (
        says.first("og:image:secure_url", "og:image", "og:image:url"),
        says.first("twitter:image", "twitter:image:src"),
        _words(linked),
    ):
        address = says.address(link) if link else ""
        if address:
            return address
    return ""


def _names(authors: object) -> str:
    people = authors if isinstance(authors, list) else [authors]
    names = [_name(person) for person in people[:_MOST_AUTHORS]]
    return ", ".join(dict.fromkeys(filter(None, names)))


def _name(thing: object) -> str:
    if isinstance(thing, list):
        return _name(thing[0]) if thing else ""
    if isinstance(thing, dict):
        name = thing.get("name")
        return _name(name) if isinstance(name, list) else _words(name)
    return _words(thing)


def _words(value: object) -> str:
    return value if isinstance(value, str) else ""


def _truth(value: object) -> bool | None:
    said = str(value).lower()
    return said == "true" if said in {"true", "false"} else None


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LONGEST else ""


def _fold(text: str) -> str:
    return _FOLDED.sub("", text).casefold()


def _host(link: str) -> str:
    try:
        return (urlsplit(link).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
