"""What readers find under the number of a story that has joined another one."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from digests import Briefing, Interest, InterestKind, NotFound, retention
from digests.stories import REACH
from tests.databases import URLS
from tests.digests.one_event import BOTH, CRACKS, DETOUR
from tests.newsdesk import NOW, Desk, Item, desk, page

FEED = "/feed.xml"
HOUR = timedelta(hours=1)
EVERYTHING = Interest(kind=InterestKind.SOURCE, value="1", label="Coast Post")
QUINN = (
    "“I have crossed that bridge each morning for thirty years, and never looked down,” "
    "said Amara Quinn, a baker of Velland."
)


@pytest.fixture(params=URLS)
async def press(request: pytest.FixtureRequest) -> AsyncIterator[Desk]:
    async with desk(request.param, starts=FEED) as opened:
        yield opened


async def read(
    press: Desk, number: int, title: str, paragraphs: tuple[str, ...]
) -> int:
    """Let the feed bring one more article; gives the number of its story just then."""
    body = page(paragraphs, title=title, outlet=f"Outlet {number}")
    link = press.publish(f"/{number}", body)
    press.feeds(FEED, Item(link=link, title=title, age=timedelta()))
    press.clock.advance(timedelta(hours=1))
    await press.newsroom.poll(1)
    for entry in await press.newsroom.waiting_entries(9):
        await press.newsroom.read(entry)
    return (await press.newsroom.article(link)).id


async def two_stories(press: Desk) -> tuple[int, int]:
    return (
        await read(press, 1, "Elvane bridge at Quellin shut", CRACKS),
        await read(press, 2, "Boats for commuters of Velland", (*DETOUR, QUINN)),
    )


async def become_one(press: Desk) -> None:
    await read(press, 3, "Quellin: boats instead of a bridge", BOTH)


async def briefed(press: Desk, seen: dict[int, datetime]) -> Briefing:
    return await press.newsroom.briefing([EVERYTHING], since=NOW - HOUR, seen=seen)


async def test_an_old_number_tells_of_the_story_that_it_joined(press: Desk) -> None:
    bridge, boats = await two_stories(press)
    await become_one(press)
    newsroom = press.newsroom
    story = await newsroom.story(boats)
    (quote,) = await newsroom.story_quotes(boats)
    weighed = await newsroom.weighed(boats, [EVERYTHING], likings={})

    assert bridge != boats
    assert story.id == bridge
    assert len(story.coverage) == 3
    assert quote.speaker == "Amara Quinn"
    assert weighed == await newsroom.weighed(bridge, [EVERYTHING], likings={})
    assert weighed.articles == 3
    assert await newsroom.compared(boats) == await newsroom.compared(bridge)
    assert await newsroom.support(boats) == await newsroom.support(bridge)
    asked = "Who hired the boats?"
    assert await newsroom.ask(
        asked, stories=(boats,), days=30, limit=3
    ) == await newsroom.ask(asked, stories=(bridge,), days=30, limit=3)


async def test_who_saw_either_is_not_told_both_again_without_news(press: Desk) -> None:
    bridge, boats = await two_stories(press)
    told_at = press.clock.now
    await read(press, 3, "Quellin: boats instead of a bridge", BOTH)
    for seen in ({bridge: told_at}, {boats: told_at}, {bridge: NOW, boats: told_at}):
        briefing = await briefed(press, seen)

        assert briefing.stories == ()
        assert briefing.also == ()
    assert [story.id for story in (await briefed(press, {})).stories] == [bridge]


async def test_who_saw_either_is_told_what_is_new_since_then(press: Desk) -> None:
    bridge, boats = await two_stories(press)
    told_at = press.clock.now
    await become_one(press)
    news = "The bridge stays shut until 2031, minister Ivo Salter said on Monday night."
    await read(press, 4, "Elvane bridge shut until 2031", (news, *BOTH[:1]))
    for seen in ({bridge: told_at}, {boats: told_at}):
        (story,) = (await briefed(press, seen)).stories

        assert story.update is not None
        assert "2031" in story.update.sentences[0].text


async def test_a_number_is_forgotten_with_the_story_that_it_joined(press: Desk) -> None:
    _, boats = await two_stories(press)
    await become_one(press)
    press.clock.advance(retention.KEPT + REACH)
    await press.newsroom.tidy()

    with pytest.raises(NotFound, match=f"Story {boats}"):
        await press.newsroom.story(boats)
