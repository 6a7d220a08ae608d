"""One page or one feed at a glance, over real HTTP on loopback."""

import gzip
import re
import tomllib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from digests.errors import NewsError, Refused, Unreadable
from digests.fetch import USER_AGENT, Fetcher
from digests.glance import AT_MOST, Glance, glance_at, glance_at_url
from tests.web_server import WebServer, web_server

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
STORY = [
    "The town of {town} will close its last coal plant in March, the council said.",
    "“Nobody in this town will lose a day's pay over it,” said union leader Marta Oss.",
    "A wind farm off Tarvik is to deliver as much power as {town} needs by summer.",
]


def a_page(town: str = "Varnholm") -> bytes:
    paragraphs = "".join(f"<p>{line.format(town=town)}</p>" for line in STORY)
    return (
        f"<html lang=en><head><title>{town} closes plant</title></head>"
        f"<body><article><h1>{town} closes plant</h1>{paragraphs}</article></body></html>"
    ).encode()


def an_item(title: str, link: str = "", *, day: int = 1, text: str = "") -> str:
    return (
        f"<item><title>{title}</title><link>{link}</link><guid>{title}</guid>"
        f"<pubDate>{day:02} Nov 2026 12:00:00 GMT</pubDate><description>{text}</description></item>"
    )


def a_feed(*items: str, title: str = "Valley Courier") -> bytes:
    channel = f"<channel><title>{title}</title>{''.join(items)}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'.encode()


@pytest_asyncio.fixture
async def web() -> AsyncIterator[WebServer]:
    async with web_server() as server:
        yield server


@pytest_asyncio.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(allow_private=True, clock=lambda: NOON, seconds=5) as ready:
        yield ready


def headlines(found: Glance) -> list[str]:
    return [page.article.title for page in found.pages]


async def test_a_page_gives_its_digest_and_its_quote(
    web: WebServer, fetcher: Fetcher
) -> None:
    url = web.says("/1", a_page(), headers={"Content-Type": "text/html"})
    found = await glance_at_url(url, fetcher)
    (page,) = found.pages

    assert found.title == ""
    assert page.digest.sentences[0].text == STORY[0].format(town="Varnholm")
    assert [(q.text, q.speaker) for q in page.quotes] == [
        ("Nobody in this town will lose a day's pay over it", "Marta Oss")
    ]
    assert page.quotes[0].link.startswith(url)


async def test_a_plain_text_is_a_page_and_its_quotes_link_nowhere(
    fetcher: Fetcher,
) -> None:
    text = "\n\n".join(["Plant closes", *STORY]).format(town="Varnholm")
    found = await glance_at(text.encode(), fetcher)
    (page,) = found.pages

    assert page.digest.sentences[0].text == STORY[0].format(town="Varnholm")
    assert [quote.link for quote in page.quotes] == [""]


async def test_a_feed_gives_the_digests_of_its_entries_newest_first(
    web: WebServer, fetcher: Fetcher
) -> None:
    old = an_item("Old", web.says("/old", a_page("Ostholm")), day=2)
    new = an_item("New", web.says("/new", a_page("Varnholm")), day=3)
    found = await glance_at_url(web.says("/feed", a_feed(old, new)), fetcher)

    assert found.title == "Valley Courier"
    assert headlines(found) == ["New", "Old"]
    assert found.unread == ()


async def test_an_entry_whose_page_is_gone_costs_that_entry_only(
    web: WebServer, fetcher: Fetcher
) -> None:
    gone = an_item("Gone", web.says("/gone", status=410), day=3)
    good = an_item("Good", web.says("/good", a_page()), day=2)
    found = await glance_at_url(web.says("/feed", a_feed(gone, good)), fetcher)

    assert headlines(found) == ["Good"]
    assert [(entry.title, why) for entry, why in found.unread] == [
        ("Gone", "answered 410: the page is gone for good")
    ]


async def test_the_feeds_own_text_stands_in_for_a_page_that_is_gone(
    web: WebServer, fetcher: Fetcher
) -> None:
    text = " ".join(STORY * 2).format(town="Varnholm")
    gone = an_item("Gone", web.says("/gone", status=410), text=text)
    found = await glance_at_url(web.says("/feed", a_feed(gone)), fetcher)

    assert headlines(found) == ["Gone"]
    assert found.pages[0].digest.sentences[0].text == STORY[0].format(town="Varnholm")


async def test_an_entry_that_names_no_page_is_a_headline(fetcher: Fetcher) -> None:
    found = await glance_at(a_feed(an_item("Only words")), fetcher)

    assert [why for _, why in found.unread] == ["it names no page"]


async def test_older_entries_are_counted_and_not_read(
    web: WebServer, fetcher: Fetcher
) -> None:
    link = web.says("/1", a_page())
    items = [an_item(f"Day {day}", link, day=day) for day in range(1, AT_MOST + 4)]
    found = await glance_at(a_feed(*items), fetcher)

    assert headlines(found)[0] == f"Day {AT_MOST + 3}"
    assert len(found.pages) == AT_MOST
    assert found.left == 3


async def test_progress_is_told_once_for_every_entry(
    web: WebServer, fetcher: Fetcher
) -> None:
    link = web.says("/1", a_page())
    told: list[tuple[int, int]] = []
    items = [an_item(f"Day {day}", link, day=day) for day in (1, 2, 3)]
    await glance_at(
        a_feed(*items), fetcher, step=lambda done, of: told.append((done, of))
    )

    assert told == [(1, 3), (2, 3), (3, 3)]


async def test_a_packed_feed_is_read_too(fetcher: Fetcher) -> None:
    found = await glance_at(gzip.compress(a_feed()), fetcher)

    assert found == Glance(title="Valley Courier", pages=())


async def test_a_feed_without_a_title_is_still_a_feed(fetcher: Fetcher) -> None:
    found = await glance_at(a_feed(title=""), fetcher)

    assert found.title == "A feed without a title"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        pytest.param(b"", "empty", id="nothing"),
        pytest.param(b"<?xml version='1.0'?><catalog/>", "no feed", id="other XML"),
        pytest.param(b"<opml><body/></opml>", "list of feeds", id="a list of feeds"),
        pytest.param(b"\x1f\x8bxx", "damaged", id="damaged gzip"),
        pytest.param(b"<html><body></body></html>", "no article", id="an empty page"),
    ],
)
async def test_what_cannot_be_read_gets_a_sentence(
    fetcher: Fetcher, body: bytes, why: str
) -> None:
    with pytest.raises(Unreadable, match=why):
        await glance_at(body, fetcher)


async def test_an_address_that_fails_raises_the_reason(
    web: WebServer, fetcher: Fetcher
) -> None:
    with pytest.raises(Refused, match="answered 404"):
        await glance_at_url(web.url + "/nothing", fetcher)
    with pytest.raises(NewsError):
        await glance_at_url("http://", fetcher)


async def test_the_product_says_its_name_and_version(
    web: WebServer, fetcher: Fetcher
) -> None:
    await glance_at_url(web.says("/1", a_page()), fetcher)
    project = Path(__file__).parents[2] / "pyproject.toml"
    version = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"]
    named = re.fullmatch(r"Verbatim/([\d.]+) \(\+https://.+\)", USER_AGENT)

    assert web.requests[0].headers["User-Agent"] == USER_AGENT
    assert named
    assert version.startswith(named[1])
