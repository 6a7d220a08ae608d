"""The sample news, an invented press: its articles as web pages, its outlets as feeds.

The texts and templates lie in ``sample_news``. Articles are as old as their ``minutes``
say, counted from a moment that is given, so that a briefing of today has news.
"""

import html
import json
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime as as_rfc_date
from importlib.resources import files
from string import Template

from babel.dates import format_date, format_datetime

_PRESS = files("digests").joinpath("sample_news")
_OUTLETS = ("compass", "gazette", "tagblatt")
_OPENING = 3
_RELATED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleArticle:
    """An article before it is a page; ``body`` is its paragraphs as HTML."""

    slug: str
    title: str
    summary: str
    author: str
    section: str
    caption: str
    published: datetime
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleOutlet:
    """An outlet with its articles, newest first; ``id`` names its folder.

    ``title`` is what its feed is called, ``feed_path`` where the feed stands.
    """

    id: str
    name: str
    title: str
    lang: str
    feed_path: str
    feed_type: str
    articles: tuple[SampleArticle, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFile:
    """What a web server answers for one path."""

    body: bytes
    content_type: str
    modified: datetime


def sample_outlets(now: datetime) -> tuple[SampleOutlet, ...]:
    """Read the press as it is at ``now``, which is aware."""
    return tuple(_outlet(name, now) for name in _OUTLETS)


def page_path(slug: str) -> str:
    """Say where an article stands at its outlet."""
    return f"/articles/{slug}.html"


def site_files(outlet: SampleOutlet, url: str) -> dict[str, SiteFile]:
    """Print all that an outlet shows under ``url``, by path; its links are absolute."""
    newest = outlet.articles[0].published
    site = _site_words(outlet, url)
    front = {**site, "headlines": _headlines(outlet.articles, url)}
    page = _read(f"{outlet.id}/page.html")
    picture = _read("picture.svg").encode()
    printed = {
        "/": _html(_fill(_read("front.html"), front, html.escape), newest),
        outlet.feed_path: SiteFile(
            body=_feed(outlet, url).encode(),
            content_type=outlet.feed_type,
            modified=newest,
        ),
    }
    for place, article in enumerate(outlet.articles):
        words = {**site, **_page_words(outlet, place, url)}
        text = _fill(page, words, html.escape)
        printed[page_path(article.slug)] = _html(text, article.published)
        printed[_picture_path(article.slug)] = SiteFile(
            body=picture, content_type="image/svg+xml", modified=article.published
        )
    return printed


class _Markup(str):
    """Text that is markup already, and is not escaped again."""

    __slots__ = ()


def _outlet(name: str, now: datetime) -> SampleOutlet:
    about = tomllib.loads(_read(f"{name}/outlet.toml"))
    pages = (
        (file.name.removesuffix(".html"), file.read_text(encoding="utf-8"))
        for file in _PRESS.joinpath(name).iterdir()
        if file.name.endswith(".html") and file.name != "page.html"
    )
    articles = [_article(slug, text, about["lang"], now) for slug, text in pages]
    return SampleOutlet(
        id=name,
        name=about["name"],
        title=about["title"],
        lang=about["lang"],
        feed_path=f"/{about['feed']}",
        feed_type=about["feed_type"],
        articles=tuple(
            sorted(articles, key=lambda article: article.published, reverse=True)
        ),
    )


def _article(slug: str, text: str, lang: str, now: datetime) -> SampleArticle:
    """Read a file: a head in TOML between lines of ``+++``, then the paragraphs."""
    _, head, body = text.split("+++\n", 2)
    about = tomllib.loads(head)
    published = (now - timedelta(minutes=about["minutes"])).replace(microsecond=0)
    return SampleArticle(
        slug=slug,
        title=about["title"],
        summary=about["summary"],
        author=about["author"],
        section=about["section"],
        caption=about["caption"],
        published=published,
        body=_with_weekdays(body, published, lang),
    )


def _with_weekdays(body: str, published: datetime, lang: str) -> str:
    """Name the weekdays that an article speaks of, as ``{today}`` and its neighbours."""
    for days, word in enumerate(("{yesterday}", "{today}", "{tomorrow}"), start=-1):
        day = format_date(published + timedelta(days=days), "EEEE", locale=lang)
        body = body.replace(word, day)
    return body


def _site_words(outlet: SampleOutlet, url: str) -> dict[str, str]:
    return {
        "url": url,
        "lang": outlet.lang,
        "outlet": outlet.name,
        "outlet_title": outlet.title,
        "feed_url": url + outlet.feed_path,
        "feed_type": outlet.feed_type,
        "newest": outlet.articles[0].published.isoformat(),
    }


def _article_words(article: SampleArticle, url: str) -> dict[str, str]:
    return {
        "slug": article.slug,
        "link": url + page_path(article.slug),
        "title": article.title,
        "summary": article.summary,
        "author": article.author,
        "section": article.section,
        "iso": article.published.isoformat(),
        "rfc": as_rfc_date(article.published),
    }


def _page_words(outlet: SampleOutlet, place: int, url: str) -> dict[str, str]:
    article = outlet.articles[place]
    others = outlet.articles[place + 1 :] + outlet.articles[:place]
    paragraphs = article.body.splitlines(keepends=True)
    when = format_datetime(article.published, "d MMMM y, HH:mm", locale=outlet.lang)
    return {
        **_article_words(article, url),
        "caption": article.caption,
        "picture": url + _picture_path(article.slug),
        "when": when,
        "opening": _Markup("".join(paragraphs[:_OPENING])),
        "rest": _Markup("".join(paragraphs[_OPENING:])),
        "related": _headlines(others[:_RELATED], url),
        "next_link": url + page_path(others[0].slug),
        "next_title": others[0].title,
        "card": _Markup(_card(outlet, article, url)),
    }


def _headlines(articles: Sequence[SampleArticle], url: str) -> _Markup:
    row = '<li><a href="$link">$title</a></li>\n'
    return _Markup(
        "".join(
            _fill(row, _article_words(article, url), html.escape)
            for article in articles
        )
    )


def _card(outlet: SampleOutlet, article: SampleArticle, url: str) -> str:
    """Describe an article in JSON-LD."""
    said = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "description": article.summary,
        "datePublished": article.published.isoformat(),
        "author": [{"@type": "Person", "name": article.author}],
        "publisher": {"@type": "NewsMediaOrganization", "name": outlet.name},
        "image": url + _picture_path(article.slug),
        "mainEntityOfPage": url + page_path(article.slug),
        "isAccessibleForFree": True,
    }
    return json.dumps(said, ensure_ascii=False).replace("<", "\\u003c")


def _feed(outlet: SampleOutlet, url: str) -> str:
    is_json = outlet.feed_path.endswith(".json")
    escape = _json_escape if is_json else html.escape
    ending = "json" if is_json else "xml"
    entry = _read(f"{outlet.id}/entry.{ending}").strip()
    told = (
        _fill(entry, _article_words(article, url), escape)
        for article in outlet.articles
    )
    entries = (",\n" if is_json else "\n").join(told) + "\n"
    words = {**_site_words(outlet, url), "entries": _Markup(entries)}
    return _fill(_read(f"{outlet.id}{outlet.feed_path}"), words, escape)


def _json_escape(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)[1:-1]


def _fill(template: str, words: Mapping[str, str], escape: Callable[[str], str]) -> str:
    return Template(template).substitute(
        {
            name: said if isinstance(said, _Markup) else escape(said)
            for name, said in words.items()
        }
    )


def _html(text: str, modified: datetime) -> SiteFile:
    return SiteFile(
        body=text.encode(), content_type="text/html; charset=utf-8", modified=modified
    )


def _picture_path(slug: str) -> str:
    return f"/pictures/{slug}.svg"


def _read(path: str) -> str:
    return _PRESS.joinpath(path).read_text(encoding="utf-8")
