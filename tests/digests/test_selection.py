from collections.abc import AsyncIterator, Mapping
from datetime import datetime, timedelta

import pytest

from digests.errors import NotFound
from digests.news import Interest, InterestKind
from digests.shortlists import Selected, Shortlists, select_stories
from tests.databases import URLS
from tests.newsdesk import FERRY, GLACIER, GLACIER_TOO, NOW, Desk, Item, desk, page

FEED = "/feed.xml"
DAY = timedelta(days=1)
TOPIC, WORDS, SOURCE = InterestKind.TOPIC, InterestKind.WORDS, InterestKind.SOURCE


@pytest.fixture(params=URLS)
async def press(request: pytest.FixtureRequest) -> AsyncIterator[Desk]:
    """A newsroom that has read a ferry, and a glacier told by two outlets."""
    pages = {
        "/ferry": page(FERRY),
        "/ice": page(GLACIER, title="Skalla glacier loses a third of its ice"),
        "/ice2": page(GLACIER_TOO, title="Ice is gone", outlet="Valley Times"),
    }
    async with desk(request.param, starts=FEED) as opened:
        items = [
            Item(
                link=opened.publish(path, body),
                title="Electric ferry opens" if path == "/ferry" else "Skalla glacier",
                age=timedelta(hours=hours),
            )
            for hours, (path, body) in enumerate(pages.items(), start=1)
        ]
        opened.feeds(FEED, *items)
        await opened.collect()
        yield opened


def an_interest(kind: InterestKind, value: str) -> Interest:
    return Interest(kind=kind, value=value, label=value)


async def select(
    press: Desk,
    *interests: Interest,
    since: timedelta = DAY,
    seen: Mapping[int, datetime] | None = None,
    likings: Mapping[str, float] | None = None,
) -> Selected:
    remembered = Shortlists(press.database, clock=press.clock)
    shortlists = await remembered.of(interests, since=NOW - since)
    return select_stories(shortlists, seen=seen or {}, likings=likings or {})


async def test_a_story_is_a_candidate_for_each_interest_that_it_suits(
    press: Desk,
) -> None:
    found = await select(
        press, an_interest(TOPIC, "climate"), an_interest(WORDS, "glacier")
    )

    assert [each.interest for each in found.candidates] == ["climate", "glacier"]
    assert len({each.story for each in found.candidates}) == 1
    assert len(found.matched) == 2


async def test_a_candidate_knows_all_its_outlets_and_its_latest_article(
    press: Desk,
) -> None:
    (found,) = (await select(press, an_interest(TOPIC, "climate"))).candidates

    assert set(found.outlets) == {"Coast Post", "Valley Times"}
    assert (found.articles, found.newest) == (2, NOW - timedelta(hours=2))


async def test_words_in_a_title_suit_better_than_words_in_passing(press: Desk) -> None:
    (title,) = (await select(press, an_interest(WORDS, "ferry"))).candidates
    (passing,) = (await select(press, an_interest(WORDS, "pier"))).candidates

    assert title.fit > passing.fit


async def test_what_was_seen_is_marked(press: Desk) -> None:
    interest = an_interest(WORDS, "ferry")
    (found,) = (await select(press, interest)).candidates
    (again,) = (await select(press, interest, seen={found.story: NOW})).candidates

    assert (found.seen, again.seen) == (False, True)


async def test_what_appeared_before_is_left_out(press: Desk) -> None:
    interest = an_interest(TOPIC, "climate")
    found = await select(press, interest, since=timedelta(minutes=150))

    assert len(found.matched) == 1
    assert (await select(press, interest, since=timedelta(minutes=30))).candidates == ()


async def test_a_source_is_known_by_its_id_and_by_its_address(press: Desk) -> None:
    for value in ("1", press.web.url + FEED):
        found = await select(press, an_interest(SOURCE, value))

        assert len(found.matched) == 3


@pytest.mark.parametrize("odd", ["x", "١", "-1", "", "https://nobody.example/feed"])
async def test_a_source_that_nobody_follows_is_not_found(press: Desk, odd: str) -> None:
    with pytest.raises(NotFound, match="nobody follows"):
        await select(press, an_interest(SOURCE, odd))


async def test_one_unknown_source_does_not_cost_the_other_interests(
    press: Desk,
) -> None:
    found = await select(
        press,
        an_interest(SOURCE, "https://nobody.example/feed"),
        an_interest(WORDS, "ferry"),
    )

    assert len(found.candidates) == 1


@pytest.mark.parametrize("value", ["404", "999999999999999999999"])
async def test_a_source_that_is_gone_brings_nothing(press: Desk, value: str) -> None:
    assert (await select(press, an_interest(SOURCE, value))).candidates == ()


async def test_no_interest_selects_nothing(press: Desk) -> None:
    assert await select(press) == Selected(candidates=(), matched={})


async def test_what_a_reader_liked_weighs_a_candidate(press: Desk) -> None:
    interest = an_interest(TOPIC, "climate")
    likings = {"outlet:coast post": -0.5, "topic:climate": 0.3, "topic:tech": 1.0}
    (found,) = (await select(press, interest, likings=likings)).candidates

    assert found.liking == pytest.approx((-0.5 + 0.3) / 2)


async def test_a_story_s_place_is_explained(press: Desk) -> None:
    interest = an_interest(TOPIC, "climate")
    (story,) = (await select(press, interest)).candidates
    found = await press.newsroom.weighed(
        story.story, [interest, an_interest(WORDS, "ferry")], likings={}
    )

    assert found.outlets == story.outlets
    assert found.interest == "climate"
    assert found.liking == 1
    assert {"outlet:coast post", "topic:climate"} <= found.traits
    stranger = await press.newsroom.weighed(story.story, (), likings={})
    assert (stranger.interest, stranger.fit) == ("", 0.5)


async def test_a_story_that_is_gone_has_no_place(press: Desk) -> None:
    with pytest.raises(NotFound, match="no longer kept"):
        await press.newsroom.weighed(999, (), likings={})


@pytest.mark.parametrize(
    ("filters", "stories"),
    [
        ("", 1),
        ("-football", 1),
        ("-drought", 0),
        ("-drought -football", 0),
        ("+drought", 1),
        ("+drought +edfelt", 1),
        ("+football", 0),
        ('+"climate survey" -football', 1),
        ('-"climate survey"', 0),
    ],
)
async def test_a_topic_can_be_filtered_by_words(
    press: Desk, filters: str, stories: int
) -> None:
    (interest,) = await press.newsroom.interests(f"climate {filters}")
    found = await select(press, interest)

    assert interest.kind is TOPIC
    assert interest.label == f"Climate {filters}".strip()
    assert len({each.story for each in found.candidates}) == stories


@pytest.mark.parametrize(
    ("filters", "stories"),
    [
        ("", 2),
        ("-glacier", 1),
        ("+glacier", 1),
        ("+ferries", 1),
        ('-glacier -"electric ferry"', 0),
        ("+glacier +ferry", 0),
        ("+semi-electric", 0),
        ("-!!!", 2),
    ],
)
async def test_a_source_can_be_filtered_by_words(
    press: Desk, filters: str, stories: int
) -> None:
    found = await select(press, an_interest(SOURCE, f"1 {filters}".strip()))

    assert len({each.story for each in found.candidates}) == stories


async def test_a_story_s_place_is_explained_by_a_filtered_source(press: Desk) -> None:
    without = an_interest(SOURCE, "1 -glacier")
    (ferry,) = (await select(press, without)).candidates
    (ice,) = (await select(press, an_interest(SOURCE, "1 +glacier"))).candidates
    found = await press.newsroom.weighed(ferry.story, [without], likings={})
    stranger = await press.newsroom.weighed(ice.story, [without], likings={})

    assert (found.interest, stranger.interest) == ("1 -glacier", "")
