"""Stories that a reader was told before: they return with something new, or not at all."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from digests import Briefing, Interest, InterestKind
from tests.databases import URLS
from tests.newsdesk import FERRY, NOW, Desk, Item, desk, page

FEED = "/feed.xml"
FERRIES = Interest(kind=InterestKind.WORDS, value="ferry", label="ferry")
STOPPED = (
    (
        "The electric ferry of Orvik, opened on Monday after two years of trials, was taken out "
        "of service on Tuesday after its charging station caught fire."
    ),
    (
        "Nobody was hurt. The fire caused damage of 3 million crowns, and 40 passengers had to "
        "leave the ferry, which crosses the fjord in nine minutes and carries 120 cars."
    ),
)
WRONG = (
    (
        "The electric ferry of Orvik carries 112 cars across the fjord in nine minutes, not 120 "
        "as reported on Monday, the town said in a correction."
    ),
    (
        "Orvik opened its first electric ferry after two years of trials; the town paid 14 million "
        "crowns for the ferry and its charging station."
    ),
)
SAME = (
    (
        "Orvik has opened its first electric ferry. The boat carries 120 cars across the fjord in "
        "nine minutes, after two years of trials."
    ),
    (
        "The town paid 14 million crowns for the ferry and its charging station, and a second boat "
        "will follow in autumn."
    ),
)


@pytest.fixture(params=URLS)
async def press(request: pytest.FixtureRequest) -> AsyncIterator[Desk]:
    async with desk(request.param, starts=FEED) as opened:
        opened.feeds(FEED, Item(link=opened.publish("/ferry", page(FERRY))))
        await opened.collect()
        yield opened


async def a_day_later(press: Desk, *told: tuple[str, ...]) -> Briefing:
    """Brief a reader who was told of the ferry, once these articles have come in."""
    (first,) = (
        await press.newsroom.briefing([FERRIES], since=NOW - timedelta(days=1))
    ).stories
    told_at = press.clock.now
    press.clock.advance(timedelta(days=1))
    items = [
        Item(link=press.publish(f"/later-{n}", page(text, title="The ferry of Orvik")))
        for n, text in enumerate(told)
    ]
    press.feeds(FEED, *items)
    await press.collect()
    return await press.newsroom.briefing(
        [FERRIES], since=told_at - timedelta(hours=6), seen={first.id: told_at}
    )


async def test_a_story_returns_with_what_is_new_first(press: Desk) -> None:
    (story,) = (await a_day_later(press, STOPPED)).stories

    assert story.update is not None
    assert not story.update.corrects
    assert story.update.since == NOW
    assert any(
        "3 million crowns" in one.text or "fire" in one.text
        for one in story.update.sentences
    )
    assert story.coverage[0].url.endswith("/later-0")


async def test_what_is_new_rests_on_the_article_that_tells_it(press: Desk) -> None:
    (story,) = (await a_day_later(press, SAME, STOPPED)).stories

    assert story.coverage[0].url.endswith("/later-1")
    assert story.update is not None
    for sentence in story.update.sentences:
        assert sentence.text in " ".join(STOPPED)


async def test_a_correction_is_said_as_such(press: Desk) -> None:
    (story,) = (await a_day_later(press, WRONG)).stories

    assert story.update is not None
    assert story.update.corrects


@pytest.mark.parametrize("told", [(), (SAME,), (FERRY,)])
async def test_a_story_without_news_does_not_return(
    press: Desk, told: tuple[tuple[str, ...], ...]
) -> None:
    assert (await a_day_later(press, *told)).stories == ()


async def test_who_was_not_told_gets_the_whole_story(press: Desk) -> None:
    await a_day_later(press, STOPPED)
    since = NOW - timedelta(days=1)
    (story,) = (await press.newsroom.briefing([FERRIES], since=since)).stories

    assert story.update is None
