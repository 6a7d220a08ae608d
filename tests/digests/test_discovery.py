import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.discovery import FeedLink, find_feeds
from digests.errors import Unreadable

PAGE = "https://news.example/world/today"


def feeds_of(markup: str, *, url: str = PAGE) -> list[str]:
    return [feed.url for feed in find_feeds(markup.encode(), url=url)]


def a_link(href: str, *, kind: str = "application/rss+xml", title: str = "") -> str:
    return f'<link rel="alternate" type="{kind}" title="{title}" href="{href}">'


@pytest.mark.parametrize(
    "kind",
    [
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "text/xml+rss; charset=utf-8".replace("xml+rss", "rss+xml"),
        "APPLICATION/RSS+XML",
    ],
)
def test_a_feed_of_any_kind_is_found(kind: str) -> None:
    assert feeds_of(a_link("/feed", kind=kind)) == ["https://news.example/feed"]


def test_a_feed_keeps_its_title() -> None:
    found = find_feeds(
        a_link("/feed", title="The &amp; News\n  of today").encode(), url=PAGE
    )

    assert found == (
        FeedLink(url="https://news.example/feed", title="The & News of today"),
    )


@pytest.mark.parametrize(
    ("head", "href", "address"),
    [
        pytest.param(
            "", "feed.xml", "https://news.example/world/feed.xml", id="a file"
        ),
        pytest.param("", "//cdn.example/f", "https://cdn.example/f", id="another host"),
        pytest.param("", "?feed=rss2", f"{PAGE}?feed=rss2", id="a query"),
        pytest.param(
            '<base href="/en/">', "feed", "https://news.example/en/feed", id="a base"
        ),
        pytest.param(
            '<base href="http://[">',
            "feed",
            "https://news.example/world/feed",
            id="a broken base",
        ),
        pytest.param(
            "", "feed:https://news.example/f", "https://news.example/f", id="feed:"
        ),
        pytest.param(
            "", "feed://news.example/f", "https://news.example/f", id="feed://"
        ),
    ],
)
def test_a_relative_link_becomes_an_address(head: str, href: str, address: str) -> None:
    assert feeds_of(head + a_link(href)) == [address]


@pytest.mark.parametrize(
    "link",
    [
        pytest.param(a_link("/comments/feed"), id="an address"),
        pytest.param(a_link("/f2", title="News » Comments Feed"), id="a title"),
        pytest.param(a_link("/f2", title="Kommentar-Feed"), id="German"),
    ],
)
def test_a_feed_of_comments_is_left_out(link: str) -> None:
    assert feeds_of(link + a_link("/feed")) == ["https://news.example/feed"]


def test_the_main_feed_comes_first_and_once() -> None:
    found = feeds_of(
        a_link("/feed")
        + a_link("/sport/feed")
        + a_link("http://news.example/feed/")
        + a_link("/feed.json", kind="application/json")
    )

    assert found == [
        "https://news.example/feed",
        "https://news.example/sport/feed",
        "https://news.example/feed.json",
    ]


@pytest.mark.parametrize(
    "link",
    [
        pytest.param(
            a_link("/api/posts/7", kind="application/json"), id="an interface"
        ),
        pytest.param(a_link("/de/", kind="text/html"), id="a translation"),
        pytest.param('<link rel="stylesheet" href="/feed">', id="a style sheet"),
        pytest.param(a_link("javascript:alert(1)"), id="a script"),
        pytest.param(a_link("http://["), id="no address"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_no_feed_is_not_listed(link: str) -> None:
    assert feeds_of(link) == []


@pytest.mark.parametrize(
    "href",
    [
        "/rss",
        "/feed/",
        "/news.rss",
        "/index.xml?format=atom",
        "/atom.xml",
        "/rss2.0.xml",
    ],
)
def test_a_page_that_declares_none_is_searched_for_links_to_feeds(href: str) -> None:
    assert feeds_of(f'<p><a href="{href}#x">Our feed</a>') == [
        f"https://news.example{href}"
    ]


@pytest.mark.parametrize("href", ["/feedback", "/rss-explained", "/atomic", "/news"])
def test_a_link_that_only_sounds_like_a_feed_is_none(href: str) -> None:
    assert feeds_of(f'<a href="{href}">Read</a>') == []


def test_a_declared_feed_is_better_than_a_linked_one() -> None:
    assert feeds_of('<a href="/rss">RSS</a>' + a_link("/feed")) == [
        "https://news.example/feed"
    ]


def test_a_page_with_very_many_feeds_gives_twenty() -> None:
    markup = "".join(a_link(f"/{number}/feed") for number in range(500))

    assert len(feeds_of(markup)) == 20


def test_an_attack_is_refused() -> None:
    with pytest.raises(Unreadable, match="attributes"):
        find_feeds(b"<link" + b" a" * 20_000 + b">", url=PAGE)


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_survived(body: bytes) -> None:
    assert all(feed.url.startswith("http") for feed in find_feeds(body, url=PAGE))
