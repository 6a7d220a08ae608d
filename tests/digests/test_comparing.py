"""What a story's other articles add, and where all of them differ."""

from collections.abc import AsyncIterator

import pytest

from digests import Compared, NotFound
from tests.databases import URLS
from tests.newsdesk import Desk, Item, desk, page

FEED = "/feed.xml"
FIRST = (
    "A fire on the ferry Halcyon killed nine people off Tarvik on Monday, the coastguard said.",
    "The ferry Halcyon was on its way from Tarvik to Ostholm with 212 passengers.",
)
SECOND = (
    "The fire on the ferry Halcyon off Tarvik killed 14 people on Monday, the hospital said.",
    "The Sound Line, which owns the Halcyon, paid a fine of 3 million crowns in 2024 over its pumps.",
)


@pytest.fixture(params=URLS)
async def press(request: pytest.FixtureRequest) -> AsyncIterator[Desk]:
    async with desk(request.param, starts=FEED) as opened:
        yield opened


async def comparison(press: Desk, *told: tuple[str, ...]) -> Compared:
    items = [
        Item(
            link=press.publish(
                f"/{n}",
                page(text, title="Fire on the ferry Halcyon", outlet=f"Outlet {n}"),
            ),
            title="Fire on the ferry Halcyon",
        )
        for n, text in enumerate(told)
    ]
    press.feeds(FEED, *items)
    await press.collect()
    (line,) = await press.newsroom.search("halcyon", days=30, limit=5)
    return await press.newsroom.compared(line.id)


async def test_figures_that_differ_stand_beside_each_other_with_their_outlets(
    press: Desk,
) -> None:
    (found,) = (await comparison(press, FIRST, SECOND)).disagreements
    said = {one.outlet: one for version in found.versions for one in version}

    assert "nine" in said["Outlet 0"].text
    assert "14" in said["Outlet 1"].text
    assert "#:~:text=" in said["Outlet 1"].link


async def test_what_only_the_others_tell_is_added_with_its_outlet(press: Desk) -> None:
    added = (await comparison(press, FIRST, SECOND)).additions

    assert [one.text in (*FIRST, *SECOND) for one in added] == [True]


async def test_what_a_reader_was_told_is_no_addition(press: Desk) -> None:
    (added,) = (await comparison(press, FIRST, SECOND)).additions
    (line,) = await press.newsroom.search("halcyon", days=30, limit=5)
    everything = [(article, 0, 1_000) for article in range(1, 3)]
    again = await press.newsroom.compared(line.id, told=everything)

    assert added.text
    assert again.additions == ()
    assert again.disagreements != ()


async def test_a_story_told_once_has_nothing_to_compare(press: Desk) -> None:
    assert await comparison(press, FIRST) == Compared()


async def test_a_story_that_is_not_there_is_said_to_be_gone(press: Desk) -> None:
    with pytest.raises(NotFound):
        await press.newsroom.compared(99)


async def test_a_story_that_many_ask_for_is_compared_once(press: Desk) -> None:
    before = await comparison(press, FIRST, SECOND)
    (line,) = await press.newsroom.search("halcyon", days=30, limit=5)
    again = await press.newsroom.compared(line.id)
    view = await press.newsroom.story(line.id)
    whole = [(one.article_id, 0, 10_000) for one in view.coverage]
    other = await press.newsroom.compared(line.id, told=whole)

    assert again.additions
    assert again is before
    assert other.additions == ()
