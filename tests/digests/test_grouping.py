from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from digests import archive, cards, merges
from digests.database import Database
from digests.grouping import Grouping
from digests.migrations import SCRIPTS
from digests.news import Article
from digests.profiles import profile
from tests.databases import URLS, empty_database
from tests.digests.one_event import BOTH, CRACKS, DETOUR
from tests.newsdesk import FERRY, GLACIER, GLACIER_TOO

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(params=URLS)
async def database(request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    async with empty_database(request.param) as opened:
        await opened.migrate(SCRIPTS, "digests_version")
        yield opened


async def place(
    database: Database,
    grouping: Grouping,
    paragraphs: tuple[str, ...],
    *,
    title: str = "Skalla glacier loses a third of its ice",
    outlet: str = "Coast Post",
    at: datetime = NOW,
    dies: bool = False,
) -> tuple[int, int]:
    article = Article(
        url=f"https://{outlet.replace(' ', '')}.example/{title}{at:%j}",
        title=title,
        text="\n\n".join(paragraphs),
        lang="en",
        outlet=outlet,
        published=at,
    )
    async with grouping.writing(database, at=at) as connection:
        id_ = await archive.add_article(
            connection, article, sha256="", source_id=None, at=at, added_at=at
        )
        story = await grouping.place(connection, id_, profile(article, at=at))
        if dies:
            raise ZeroDivisionError
    return id_, story


async def test_articles_about_one_event_are_one_story_and_others_are_not(
    database: Database,
) -> None:
    grouping = Grouping()
    first, story = await place(database, grouping, GLACIER)
    _, same = await place(database, grouping, GLACIER_TOO, outlet="Valley Times")
    _, other = await place(database, grouping, FERRY, title="Ferry opens in Orvik")

    assert story == same == first
    assert other != story


async def test_a_restart_places_as_if_there_had_been_none(database: Database) -> None:
    _, story = await place(database, Grouping(), GLACIER)
    _, same = await place(database, Grouping(), GLACIER_TOO, outlet="Valley Times")

    assert story == same


async def test_two_processes_place_into_each_others_stories(database: Database) -> None:
    here, there = Grouping(), Grouping()
    _, ferry = await place(database, there, FERRY, title="Ferry opens in Orvik")
    _, story = await place(database, here, GLACIER)
    _, same = await place(database, there, GLACIER_TOO, outlet="Valley Times")

    assert story == same != ferry


async def test_what_was_not_stored_is_not_remembered(database: Database) -> None:
    grouping = Grouping()
    with pytest.raises(ZeroDivisionError):
        await place(database, grouping, GLACIER, dies=True)
    id_, story = await place(database, grouping, GLACIER_TOO, outlet="Valley Times")

    assert story == id_


async def test_a_copy_names_the_article_that_it_copies(database: Database) -> None:
    grouping = Grouping()
    first, story = await place(database, grouping, GLACIER)
    copy, _ = await place(database, grouping, GLACIER, outlet="Valley Times")
    async with database.reading() as connection:
        listed = (await cards.cards_of_stories(connection, [story]))[story]

    assert {card.id: card.copy_of for card in listed} == {first: None, copy: first}


async def test_a_story_is_called_by_its_clearest_headline(database: Database) -> None:
    grouping = Grouping()
    _, story = await place(database, grouping, GLACIER, title="WHAT NOW?")
    clear = "Skalla glacier loses a third of its ice"
    await place(database, grouping, GLACIER_TOO, title=clear, outlet="Valley Times")
    async with database.reading() as connection:
        assert await cards.headlines(connection, [story]) == {story: clear}


async def test_an_event_of_last_week_is_another_story(database: Database) -> None:
    grouping = Grouping()
    _, old = await place(database, grouping, GLACIER, at=NOW - 7 * DAY)
    _, new = await place(database, grouping, GLACIER_TOO, outlet="Valley Times")

    assert old != new


async def merged(database: Database, *groupings: Grouping) -> list[int]:
    """Place two accounts and the one that makes them one, each by the next process."""
    told = (
        (CRACKS, "Elvane bridge at Quellin shut"),
        (DETOUR, "Boats for commuters of Velland"),
        (BOTH, "Quellin: boats instead of a bridge"),
    )
    ids = []
    for place_, (text, title) in enumerate(told):
        grouping = groupings[place_ % len(groupings)]
        outlet = f"Outlet {place_}"
        id_, _ = await place(database, grouping, text, title=title, outlet=outlet)
        ids.append(id_)
    return ids


async def test_stories_that_turn_out_to_be_one_become_one(database: Database) -> None:
    ids = await merged(database, Grouping())
    async with database.reading() as connection:
        listed = await cards.cards_of_stories(connection, ids)
        names = await cards.headlines(connection, ids)
        now = [await merges.current(connection, id_) for id_ in ids]

    assert {story: [c.id for c in row] for story, row in listed.items()} == {
        ids[0]: ids
    }
    assert list(names) == [ids[0]]
    assert now == [ids[0], ids[0], ids[2]]


async def test_a_process_learns_what_another_one_merged(database: Database) -> None:
    here, there = Grouping(), Grouping()
    ids = await merged(database, there, there, here)
    for grouping in (there, here, Grouping()):
        title = f"Velland waits for boats {id(grouping)}"
        _, story = await place(database, grouping, DETOUR[1:], title=title)

        assert story == ids[0]


async def test_a_merge_that_was_not_stored_is_not_remembered(
    database: Database,
) -> None:
    grouping = Grouping()
    await place(database, grouping, CRACKS, title="Elvane bridge at Quellin shut")
    second, _ = await place(
        database, grouping, DETOUR, title="Boats for commuters", outlet="Valley Times"
    )
    with pytest.raises(ZeroDivisionError):
        await place(database, grouping, BOTH, title="Boats", dies=True)
    async with database.reading() as connection:
        assert await merges.current(connection, second) == second
        assert await archive.story_of(connection, second) == second


async def test_a_story_that_absorbed_another_is_absorbed_with_it(
    database: Database,
) -> None:
    first, *_ = await merged(database, Grouping())
    zero, _ = await place(database, Grouping(), FERRY, title="Ferry opens in Orvik")
    async with database.writing() as connection:
        await merges.merge_stories(connection, first, into=zero, by=zero)
    async with database.reading() as connection:
        now = [await merges.current(connection, id_) for id_ in (first, first + 1)]
        moments = await merges.current_moments(
            connection, {first: NOW, first + 1: NOW + DAY, 77: NOW}
        )

    assert now == [zero, zero]
    assert moments == {zero: NOW + DAY, 77: NOW}
