from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import event

from digests.news import Interest, InterestKind
from digests.shortlists import Listed, Shortlists
from tests.databases import URLS
from tests.newsdesk import GLACIER, GLACIER_TOO, NOW, Desk, Item, desk, page

FEED = "/feed.xml"
CLIMATE = Interest(kind=InterestKind.TOPIC, value="climate", label="Climate")
DAY = timedelta(days=1)


@pytest.fixture(params=URLS)
async def press(request: pytest.FixtureRequest) -> AsyncIterator[Desk]:
    """A newsroom that has read of a glacier, an hour ago."""
    async with desk(request.param, starts=FEED) as opened:
        body = page(GLACIER, title="Skalla glacier loses a third of its ice")
        feed(opened, "/ice", body, age=timedelta(hours=1))
        await opened.collect()
        yield opened


def feed(press: Desk, path: str, body: bytes, *, age: timedelta) -> None:
    link = press.publish(path, body)
    press.feeds(FEED, Item(link=link, title="Skalla glacier", age=age))


async def publish(press: Desk, *, age: timedelta) -> None:
    """Let another outlet tell of the glacier, in an article of this age."""
    body = page(GLACIER_TOO, title="Ice is gone", outlet="Valley Times")
    feed(press, "/ice2", body, age=age)
    press.clock.now += DAY
    await press.collect()
    press.clock.now -= DAY


def asked(press: Desk) -> list[str]:
    """Note every statement of a reader from now on."""
    statements: list[str] = []
    event.listen(
        press.database._readers.sync_engine,
        "before_cursor_execute",
        lambda _c, _cursor, sql, *_: statements.append(sql),
    )
    return statements


async def listed(
    shortlists: Shortlists, *, since: timedelta = DAY, later: timedelta = timedelta(0)
) -> list[Listed]:
    (shortlist,) = await shortlists.of([CLIMATE], since=NOW - since + later)
    return shortlist


async def test_a_shortlist_is_made_once_within_a_minute(press: Desk) -> None:
    shortlists = Shortlists(press.database, clock=press.clock)
    first = await listed(shortlists)
    statements = asked(press)
    press.clock.now += timedelta(seconds=20)

    assert await listed(shortlists, later=timedelta(seconds=20)) == first
    assert len([sql for sql in statements if "FROM" in sql]) == 1


async def test_a_new_article_is_on_the_next_shortlist(press: Desk) -> None:
    shortlists = Shortlists(press.database, clock=press.clock)
    (before,) = await listed(shortlists)
    await publish(press, age=timedelta(0))
    (after,) = await listed(shortlists)

    assert before.candidate.story == after.candidate.story
    assert (before.articles, after.articles) == (1, 2)


async def test_a_shortlist_of_the_same_minute_holds_nothing_that_is_older(
    press: Desk,
) -> None:
    (glacier,) = await listed(Shortlists(press.database, clock=press.clock))
    age = NOW - glacier.matched[0].at
    shortlists = Shortlists(press.database, clock=press.clock)

    assert await listed(shortlists, since=age) == [glacier]
    assert await listed(shortlists, since=age, later=timedelta(seconds=1)) == []


async def test_a_story_suits_as_far_as_its_newer_articles_do(press: Desk) -> None:
    await publish(press, age=timedelta(minutes=59, seconds=30))
    shortlists = Shortlists(press.database, clock=press.clock)
    hour, seconds = timedelta(hours=1), timedelta(seconds=10)
    (whole,) = await listed(shortlists, since=hour)
    (part,) = await listed(shortlists, since=hour, later=seconds)
    (anew,) = await listed(
        Shortlists(press.database, clock=press.clock), since=hour, later=seconds
    )

    assert [len(one.matched) for one in (whole, part)] == [2, 1]
    assert part == anew
    assert part.candidate.fit < whole.candidate.fit
