"""Pages of printed articles are looked at again, and what they lost is printed no more."""

from collections.abc import AsyncIterator, Iterable
from datetime import timedelta

import pytest
from aiohttp import web

from digests import PrintedQuote
from digests.rereading import LOOKS, SURE, lost_spans
from tests.databases import URLS
from tests.newsdesk import FERRY, GLACIER, HTML, Desk, Item, desk, page

FEED = "/feed.xml"
DAY = timedelta(days=1)
CORRECTED = (FERRY[0], FERRY[1].replace("waited for", "hoped for"), FERRY[2])


@pytest.fixture(params=URLS)
async def press(request: pytest.FixtureRequest) -> AsyncIterator[Desk]:
    async with desk(request.param, starts=FEED) as opened:
        yield opened


async def printed(press: Desk) -> PrintedQuote:
    """Publish an article, print its quote, and watch its page."""
    press.feeds(FEED, Item(link=press.publish("/ferry")))
    await press.collect()
    (quote,) = (await press.newsroom.article(f"{press.web.url}/ferry")).quotes
    await press.newsroom.rereading.watch([quote.article_id])
    return quote


async def look(press: Desk, *, after: timedelta = DAY) -> int:
    """Look at all pages that are due then; gives how many there were."""
    press.clock.advance(after)
    due = await press.newsroom.rereading.due(99)
    for article in due:
        await press.newsroom.rereading.look(article)
    return len(due)


async def stands(press: Desk, quote: PrintedQuote) -> bool:
    piece = (quote.article_id, quote.start, quote.end, quote.sha256)
    return await press.newsroom.still_true([piece]) == {piece}


async def test_a_quote_whose_words_were_changed_is_printed_no_more(
    press: Desk,
) -> None:
    quote = await printed(press)
    press.publish("/ferry", page(CORRECTED))
    assert await look(press) == 1

    assert not await stands(press, quote)
    assert (await press.newsroom.article(f"{press.web.url}/ferry")).quotes == ()


@pytest.mark.parametrize(
    "paragraphs",
    [
        pytest.param(FERRY, id="as it was"),
        pytest.param((*FERRY, "An earlier version named another pier."), id="more"),
        pytest.param(tuple(p.replace("“", "«").replace("”", "»") for p in FERRY)),
        pytest.param(GLACIER, id="another article"),
        pytest.param(("Please accept our cookies to read on.",), id="a consent wall"),
        pytest.param((), id="an empty page"),
    ],
)
async def test_what_cannot_be_judged_or_did_not_change_costs_nothing(
    press: Desk, paragraphs: Iterable[str]
) -> None:
    quote = await printed(press)
    press.publish("/ferry", page(paragraphs))
    await look(press)

    assert await stands(press, quote)


@pytest.mark.parametrize("status", [403, 429, 500, 503])
async def test_a_server_in_trouble_costs_nothing(press: Desk, status: int) -> None:
    quote = await printed(press)
    press.web.says("/ferry", status=status)
    for _ in range(len(LOOKS)):
        await look(press)

    assert await stands(press, quote)


async def test_a_page_that_is_gone_for_good_costs_its_quotes(press: Desk) -> None:
    quote = await printed(press)
    press.web.says("/ferry", status=410)
    await look(press)

    assert not await stands(press, quote)


async def test_a_page_that_is_not_found_is_looked_for_twice(press: Desk) -> None:
    quote = await printed(press)
    press.web.says("/ferry", status=404)
    await look(press)
    assert await stands(press, quote)
    await look(press, after=SURE)

    assert not await stands(press, quote)


async def test_a_page_that_was_missing_for_a_moment_costs_nothing(press: Desk) -> None:
    quote = await printed(press)
    press.web.says("/ferry", status=404)
    await look(press, after=LOOKS[0] * 2)
    press.publish("/ferry")
    await look(press, after=SURE)
    press.web.says("/ferry", status=404)
    await look(press)

    assert await stands(press, quote)


async def test_a_page_is_looked_at_three_times_and_politely(press: Desk) -> None:
    await printed(press)
    asked: list[str] = []

    async def ferry(request: web.Request) -> web.Response:
        asked.append(request.headers.get("If-None-Match", ""))
        if asked[-1] == '"v1"':
            return web.Response(status=304)
        return web.Response(body=page(), headers={**HTML, "ETag": '"v1"'})

    press.web.pages["/ferry"] = ferry
    looks = [await look(press, after=timedelta(hours=10)) for _ in range(5)]

    assert sum(looks) == 3
    assert asked == ["", '"v1"', '"v1"']


async def test_a_page_is_looked_at_soon_and_not_at_once(press: Desk) -> None:
    await printed(press)

    assert await look(press, after=LOOKS[0] / 2) == 0
    assert await look(press, after=LOOKS[0]) == 1


async def test_an_article_that_is_printed_again_is_watched_once(press: Desk) -> None:
    quote = await printed(press)
    await look(press)
    await press.newsroom.rereading.watch([quote.article_id, 404])

    assert press.asked_for("/ferry") == 2


async def test_a_page_may_be_watched_by_its_address(press: Desk) -> None:
    press.feeds(FEED, Item(link=press.publish("/ferry")))
    await press.collect()
    addresses = [f"{press.web.url}/ferry", "https://unknown.example/"]
    await press.newsroom.rereading.watch([], addresses)

    assert await look(press) == 1


async def test_what_a_feed_told_itself_stands_in_no_page(press: Desk) -> None:
    link = press.web.says("/ferry", status=404)
    press.feeds(FEED, Item(link=link, text="\n\n".join(FERRY)))
    await press.collect()
    (quote,) = await press.newsroom.quotes_about("Marta Lindqvist", limit=9)
    await press.newsroom.rereading.watch([quote.article_id])
    await look(press)
    await look(press, after=SURE)

    assert await stands(press, quote)


async def test_what_a_page_lost_is_listed_with_its_time(press: Desk) -> None:
    quote = await printed(press)
    before = press.clock.now
    assert await press.newsroom.rereading.losses(since=before) == ()
    press.publish("/ferry", page(CORRECTED))
    await look(press)
    (loss,) = await press.newsroom.rereading.losses(since=before)
    press.web.says("/ferry", status=410)
    await look(press)
    (gone,) = await press.newsroom.rereading.losses(since=before)

    assert (loss.article_id, loss.is_withdrawn) == (quote.article_id, False)
    assert loss.at == before + DAY
    assert (gone.url, gone.is_withdrawn) == (f"{press.web.url}/ferry", True)
    assert await press.newsroom.rereading.losses(since=gone.at) == ()


def test_marks_and_spaces_are_no_words() -> None:
    old = "“We will not wait,” said Mara Lind in the harbour of Orvik on Monday."
    new = (
        "« We  will\u00a0not wait », said Mara Lind in the harbour of Orvik on Monday."
    )

    assert lost_spans(old, new, [(1, 17)]) == []


def test_other_words_are_lost_even_if_they_begin_alike() -> None:
    same = "The council of Orvik met on Monday to speak about the new ferry."
    old = f"{same}\n“We will wait,” said Mara Lind, who has led the council for years."
    new = (
        f"{same}\n“We will waiting,” said Mara Lind, who has led the council for years."
    )
    start = old.index("We")

    assert lost_spans(old, new, [(start, start + 12)]) == [(start, start + 12)]
