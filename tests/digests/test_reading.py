from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from digests.catalogue import bundled_catalogue
from digests.errors import Unreadable
from digests.news import Article, Entry, Length
from digests.quotes import fingerprint
from digests.reading import (
    LONGEST_TEXT,
    completed,
    digest_article,
    digest_page,
    of_feed_text,
    own_article,
    study,
)
from tests.newsdesk import FERRY, GLACIER, page

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
TEXT = "\n\n".join(GLACIER)
ARTICLE = Article(
    url="https://coast.example/ice", title="Glacier shrinks", text=TEXT, lang="en"
)
ENTRY = Entry(guid="urn:1", link="https://coast.example/ice?utm_source=rss", title="T")


def test_a_page_is_digested_without_being_kept() -> None:
    found = digest_page(page(FERRY), url="https://coast.example/ferry")

    assert found.digest.made_by == "chosen sentences"
    assert all(s.text in found.article.text for s in found.digest.sentences)
    assert [quote.speaker for quote in found.quotes] == ["Marta Lindqvist"]


def test_a_page_without_words_is_refused() -> None:
    with pytest.raises(Unreadable):
        digest_page(b"", url="https://coast.example/")


def test_a_short_digest_is_shorter() -> None:
    short = digest_article(ARTICLE, length=Length.SHORT).digest
    long = digest_article(ARTICLE, length=Length.LONG).digest

    assert len(short.sentences) < len(long.sentences)


def test_studying_an_article_finds_all_that_is_kept() -> None:
    reading = study(ARTICLE, bundled_catalogue(), at=NOW)

    assert reading.topics[0] == "climate"
    assert all(
        sha256 == fingerprint(TEXT[quote.start : quote.end])
        for quote, sha256 in reading.quotes
    )
    assert reading.at == NOW


def test_nothing_appears_in_the_future() -> None:
    tomorrow = replace(ARTICLE, published=NOW + timedelta(days=1))
    yesterday = replace(ARTICLE, published=NOW - timedelta(days=1))

    assert study(tomorrow, bundled_catalogue(), at=NOW).at == NOW
    assert study(yesterday, bundled_catalogue(), at=NOW).at == NOW - timedelta(days=1)


@pytest.mark.parametrize(
    ("claimed", "address"),
    [
        ("https://coast.example/ice?id=3", "https://coast.example/ice?id=3"),
        ("https://www.coast.example/ice", "https://www.coast.example/ice"),
        ("https://famous.example/ice", "https://coast.example/short"),
        ("https://coast.example.evil.example/", "https://coast.example/short"),
        ("javascript:alert(1)", "https://coast.example/short"),
        ("https://coast.example/" + "a" * 3000, "https://coast.example/short"),
        ("https://[", "https://coast.example/short"),
        ("", "https://coast.example/short"),
    ],
)
def test_a_page_is_believed_about_its_address_on_its_own_host(
    claimed: str, address: str
) -> None:
    article = own_article(replace(ARTICLE, url=claimed), "https://coast.example/short")

    assert article.url == address


def test_a_page_that_does_not_say_its_language_is_asked() -> None:
    silent = replace(ARTICLE, lang="")

    assert own_article(silent, silent.url).lang == "en"


def test_the_feed_knows_title_and_date_better_and_the_page_its_author() -> None:
    entry = replace(ENTRY, published=NOW, author="Feed Author")
    article = completed(
        replace(ARTICLE, author="Page Author"), entry, source_title="Coast Post · World"
    )

    assert (article.title, article.published) == ("T", NOW)
    assert article.author == "Page Author"


@pytest.mark.parametrize(
    ("outlet", "source", "named"),
    [
        ("Valley Times", "Coast Post · World", "Valley Times"),
        ("", "Coast Post · World", "Coast Post"),
        ("", "Coast Post", "Coast Post"),
        ("", "", "coast.example"),
    ],
)
def test_an_outlet_is_named_by_the_page_else_the_feed_else_the_host(
    outlet: str, source: str, named: str
) -> None:
    article = completed(replace(ARTICLE, outlet=outlet), None, source_title=source)

    assert article.outlet == named


def test_a_feeds_own_text_is_an_article_at_the_entrys_address() -> None:
    article = of_feed_text(replace(ENTRY, text=TEXT))

    assert (article.url, article.lang) == ("https://coast.example/ice", "en")
    assert article.text == TEXT


def test_an_endless_text_is_cut_between_paragraphs() -> None:
    endless = replace(ARTICLE, text="\n\n".join([TEXT] * 2_000))
    article = own_article(endless, ARTICLE.url)

    assert len(article.text) <= LONGEST_TEXT
    assert article.text.endswith(GLACIER)


def test_what_no_database_keeps_is_replaced() -> None:
    odd = replace(ARTICLE, title="a\x00b", text=f"{TEXT}\ud83d\x00", image="data:x")
    article = own_article(odd, ARTICLE.url)

    assert article.title == "a\ufffdb"
    assert article.text == f"{TEXT}\ufffd\ufffd"
    assert article.image == ""
