from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from digests import Interest, InterestKind, Length, StoryView, tables, telling
from digests.archive import lose_quotes
from tests.databases import URLS
from tests.digests.test_shortlists import asked
from tests.newsdesk import GLACIER, GLACIER_TOO, NOW, Desk, Item, desk, page

FEED = "/feed.xml"
ICE = "Skalla glacier loses a third of its ice"
CLIMATE = Interest(kind=InterestKind.TOPIC, value="climate", label="Climate")


@pytest.fixture(params=URLS)
async def press(request: pytest.FixtureRequest) -> AsyncIterator[Desk]:
    """A newsroom that has read of a glacier."""
    async with desk(request.param, starts=FEED) as opened:
        link = opened.publish("/ice", page(GLACIER, title=ICE))
        opened.feeds(FEED, Item(link=link, title=ICE, age=timedelta(hours=3)))
        await opened.collect()
        yield opened


async def told(press: Desk) -> StoryView:
    briefing = await press.newsroom.briefing([CLIMATE], since=NOW - timedelta(days=1))
    (view,) = briefing.stories
    return view


async def test_the_next_reader_is_told_the_same_from_memory(press: Desk) -> None:
    first, statements = await told(press), asked(press)

    assert await told(press) == first
    assert not [sql for sql in statements if "FROM digests" in sql]


async def test_a_remembered_quote_goes_when_its_text_changes(press: Desk) -> None:
    (quote,) = (await told(press)).quotes
    async with press.database.writing() as connection:
        await connection.execute(
            update(tables.articles).values(text=" ".join(GLACIER).swapcase())
        )

    assert quote.speaker == "Jonas Edfelt"
    assert (await told(press)).quotes == ()


async def test_a_remembered_quote_goes_when_its_page_loses_it(press: Desk) -> None:
    (quote,) = (await told(press)).quotes
    async with press.database.writing() as connection:
        await lose_quotes(connection, quote.article_id)

    assert (await told(press)).quotes == ()


async def test_another_article_is_in_the_next_view(press: Desk) -> None:
    first = await told(press)
    link = press.publish(
        "/ice2", page(GLACIER_TOO, title="Ice is gone", outlet="Valley Times")
    )
    press.feeds(FEED, Item(link=link, title="Ice is gone"))
    press.clock.advance(timedelta(hours=6))
    await press.collect()

    assert [each.outlet for each in first.coverage] == ["Coast Post"]
    assert len((await told(press)).coverage) == 2


async def test_a_story_whose_article_goes_at_that_moment_is_left_out(
    press: Desk,
) -> None:
    view = await told(press)
    async with press.database.reading() as connection:
        stories = await telling.told(connection, [view.id])
    (lead, *_) = stories[view.id].cards
    gone = replace(stories[view.id], cards=(lead._replace(id=404),))

    assert await press.newsroom._views.of([gone], length=Length.SHORT) == {}
