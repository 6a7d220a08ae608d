"""Which stories are near kin, and what becomes of them in a briefing."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import delete

from digests import Briefing, Interest, InterestKind, kinship
from digests.tables import stories
from tests.databases import URLS
from tests.newsdesk import NOW, Desk, Item, desk, page

RUDDER = (
    (
        "The captain of the Brisk Venture told port control that his rudder did not "
        "answer four minutes before his ship hit the footbridge in Port Tarvik."
    ),
    "Piet Rosen is being heard by the Sound Inquiry. Divers look at the hull at Fish Quay.",
)
SHARES = (
    (
        "Shares in Brisk Freight, which owns the ship that brought down the bridge in "
        "Port Tarvik, lost 11 percent by noon."
    ),
    (
        "Brokers at Keld Row put the bill at up to 85 million crowns. The insurer, "
        "Ostholm Mutual, said nothing."
    ),
)
BAKERY = (
    "A bakery in Lower Finch has won the county prize for rye bread for the third time.",
    "Baker Tomas Ell said the starter was older than his shop.",
)
EVERYTHING = Interest(kind=InterestKind.SOURCE, value="1", label="the feed")


@pytest.fixture(params=URLS)
async def full(request: pytest.FixtureRequest) -> AsyncIterator[Desk]:
    """Three small stories, two of them sides of one event."""
    async with desk(request.param, starts="/feed.xml") as press:
        told = (
            ("rudder", "Captain's rudder did not answer", RUDDER, "Coast Post"),
            ("shares", "Brisk Freight shares slide", SHARES, "Market Line"),
            ("bread", "Rye bread wins a third time", BAKERY, "Finch Times"),
        )
        items = [
            Item(
                link=press.publish(f"/{name}", page(text, title=title, outlet=outlet)),
                title=title,
                age=timedelta(hours=4 - number),
            )
            for number, (name, title, text, outlet) in enumerate(told)
        ]
        press.feeds("/feed.xml", *items)
        await press.collect()
        yield press


async def briefing(press: Desk) -> Briefing:
    day = timedelta(days=1)
    return await press.newsroom.briefing([EVERYTHING], since=NOW - day)


async def test_a_briefing_names_a_side_of_an_event_below_the_other(full: Desk) -> None:
    told = await briefing(full)

    assert {
        story.headline: [line.headline for line in story.beside]
        for story in told.stories
    } == {
        "Rye bread wins a third time": [],
        "Brisk Freight shares slide": ["Captain's rudder did not answer"],
    }
    assert told.also == ()


async def test_a_story_told_in_full_names_its_kin(full: Desk) -> None:
    (lead,) = [story for story in (await briefing(full)).stories if story.beside]
    rudder = await full.newsroom.story(lead.beside[0].id)

    assert [line.id for line in rudder.beside] == [lead.id]


async def test_what_was_told_before_stands_beside_nothing(full: Desk) -> None:
    (lead,) = [story for story in (await briefing(full)).stories if story.beside]
    again = await full.newsroom.briefing(
        [EVERYTHING],
        since=NOW - timedelta(days=1),
        seen={lead.beside[0].id: NOW},
    )

    assert all(not story.beside for story in again.stories)


async def test_a_forgotten_story_is_nobodys_kin(full: Desk) -> None:
    (lead,) = [story for story in (await briefing(full)).stories if story.beside]
    async with full.database.writing() as connection:
        kin = await kinship.kin_of(connection, [lead.id])
        await connection.execute(delete(stories).where(stories.c.id.in_(kin[lead.id])))
        assert await kinship.kin_of(connection, [lead.id]) == {}


async def test_to_note_kin_again_changes_nothing(full: Desk) -> None:
    (lead,) = [story for story in (await briefing(full)).stories if story.beside]
    other = lead.beside[0].id
    async with full.database.writing() as connection:
        await kinship.add_kin(connection, other, [lead.id])
        await kinship.add_kin(connection, other, [])
        kin = await kinship.kin_of(connection, [lead.id, other])

    assert kin == {lead.id: {other}, other: {lead.id}}
