"""What reading one page brings to light: its article, quotes, topics and digest.

Pure: the pipeline gives it bytes and a time, and stores what comes out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from digests import quotes
from digests.extract import read_page
from digests.links import host, is_web_link, one_address
from digests.news import Article, Digest, Entry, Length, PrintedQuote, Quote
from digests.printing import linked, print_quote
from digests.profiles import Profile, profile
from digests.sentences import language_of
from digests.summarize import extractive
from digests.topics import Catalogue

# No news is longer than a book; what is comes from somebody who wants to hurt us.
LONGEST_TEXT = 200_000
LONGEST_NAME = 500
# PostgreSQL keeps no null, and no database keeps half a character.
_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDigest:
    """One page's article, digest and printed quotes; the quotes name article 0."""

    article: Article
    digest: Digest
    quotes: tuple[PrintedQuote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that is worth storing of an article.

    ``quotes`` holds every candidate beside the fingerprint of its words; ``at`` is
    when the article appeared, never in the future.
    """

    article: Article
    quotes: tuple[tuple[Quote, str], ...]
    profile: Profile
    topics: tuple[str, ...]
    at: datetime


def digest_page(
    body: bytes,
    *,
    url: str = "",
    content_type: str = "",
    length: Length = Length.NORMAL,
) -> PageDigest:
    """Digest a web page or a plain text without storing it; raises ``Unreadable``."""
    page = read_page(body, url=url, content_type=content_type)
    return digest_article(own_article(page, url), length=length)


def digest_article(article: Article, *, length: Length = Length.NORMAL) -> PageDigest:
    """Digest an article without storing it."""
    found = quotes.find(article)
    printed = (
        print_quote(article, quote, article_id=0, sha256=sha256)
        for quote, sha256 in _fingerprinted(article, found)
    )
    return PageDigest(
        article=article,
        digest=extractive.summarize(article, found, length=length),
        quotes=tuple(linked(quote, {0: article}) for quote in printed if quote),
    )


def study(article: Article, catalogue: Catalogue, *, at: datetime) -> Reading:
    """Find all that an article holds; ``at`` is the time now."""
    appeared = min(article.published or at, at)
    return Reading(
        article=article,
        quotes=_fingerprinted(article, quotes.find(article)),
        profile=profile(article, at=appeared),
        topics=catalogue.topics_of(article),
        at=appeared,
    )


def own_article(article: Article, fetched: str) -> Article:
    """Believe a page about its address only as far as its own host goes.

    Else a page could take the place of another publisher's. ``fetched`` is where it
    came from. The language is guessed if the page does not say.
    """
    ours = is_web_link(article.url) and host(article.url) == host(fetched)
    article = _bounded(article)
    return replace(
        article,
        url=one_address(article.url if ours else fetched),
        lang=article.lang or language_of(article.text),
    )


def completed(article: Article, entry: Entry | None, *, source_title: str) -> Article:
    """Add what the feed knows better than the page, and what the page does not say."""
    # "The Post · World" and "The Post · Sport" are one outlet.
    outlet = article.outlet or source_title.partition(" · ")[0]
    outlet = outlet or host(article.url)
    if entry is None:
        return replace(article, outlet=outlet)
    return replace(
        article,
        outlet=outlet,
        title=entry.title or article.title,
        published=entry.published or article.published,
        author=article.author or entry.author,
    )


def of_feed_text(entry: Entry) -> Article:
    """Make an article of the text that the feed itself gave."""
    article = Article(
        url=one_address(entry.link),
        title=entry.title,
        text=entry.text,
        lang=language_of(entry.text[:LONGEST_TEXT]),
    )
    return _bounded(article)


def _bounded(article: Article) -> Article:
    """Keep what a database can hold, and of an endless text its whole first paragraphs."""
    text = article.text
    if len(text) > LONGEST_TEXT:
        text = text[:LONGEST_TEXT].rpartition("\n\n")[0] or text[:LONGEST_TEXT]
    return replace(
        article,
        title=_storable(article.title[:LONGEST_NAME]),
        text=_storable(text),
        author=_storable(article.author[:LONGEST_NAME]),
        outlet=_storable(article.outlet[:LONGEST_NAME]),
        image=article.image if is_web_link(article.image) else "",
    )


def _storable(text: str) -> str:
    return _NOT_STORABLE.sub("\ufffd", text)


def _fingerprinted(
    article: Article, found: Sequence[Quote]
) -> tuple[tuple[Quote, str], ...]:
    return tuple(
        (quote, quotes.fingerprint(article.text[quote.start : quote.end]))
        for quote in found
    )
