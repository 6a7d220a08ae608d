from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from digests import sources, storage
from digests.database import Database
from digests.migrations import SCRIPTS
from digests.news import Entry
from digests.storage import EntryState
from digests.topics import StarterSource
from tests.databases import URLS, empty_database

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
FEED = "https://coast.example/feed"
FERRY = Entry(guid="urn:1", link="https://coast.example/ferry", title="Ferry", text="F")


@pytest.fixture(params=URLS)
async def database(request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    async with empty_database(request.param) as opened:
        await opened.migrate(SCRIPTS, "digests_version")
        yield opened


async def test_a_source_is_stored_once_and_gains_topics(database: Database) -> None:
    async with database.writing() as connection:
        first = await sources.add_source(connection, FEED, topics=["world"], at=NOW)
        again = await sources.add_source(connection, FEED, topics=["tech"], at=NOW)

        assert first == again
        assert await sources.topics_of_source(connection, first) == ("tech", "world")


async def test_a_source_that_moves_onto_another_stays_where_it_is(
    database: Database,
) -> None:
    async with database.writing() as connection:
        one = await sources.add_source(connection, FEED, at=NOW)
        await sources.add_source(connection, f"{FEED}2", at=NOW)
        await sources.move_source(connection, one, f"{FEED}2")
        await sources.move_source(connection, one, f"{FEED}3")
        moved = await sources.get_source(connection, one)

    assert moved is not None
    assert moved.url == f"{FEED}3"


async def test_a_feed_is_known_by_its_secure_and_its_plain_address(
    database: Database,
) -> None:
    async with database.writing() as connection:
        known = await sources.add_source(connection, FEED, at=NOW)

        for said in (FEED, "http://COAST.example/feed?utm_source=x"):
            assert await sources.source_near(connection, said) == known
        assert await sources.source_near(connection, f"{FEED}2") is None


async def test_only_what_a_catalogue_offers_is_vouched_for(database: Database) -> None:
    async with database.writing() as connection:
        followed = await sources.add_source(connection, FEED, at=NOW)

        assert not await sources.is_vouched_for(connection, followed)
        await sources.offer_source(connection, StarterSource(url=FEED), at=NOW)
        assert await sources.is_vouched_for(connection, followed)


async def test_the_longest_due_source_comes_first(database: Database) -> None:
    async with database.writing() as connection:
        for days in (1, 3, 2, -1):
            at = NOW - timedelta(days=days)
            await sources.add_source(connection, f"{FEED}{days}", at=at)
        due = await sources.due_sources(connection, at=NOW, limit=2)
        urls = [
            found.url
            for id_ in due
            if (found := await sources.get_source(connection, id_))
        ]

    assert urls == [f"{FEED}3", f"{FEED}2"]


async def test_an_entry_is_stored_once_and_waits_unless_there_is_a_reason(
    database: Database,
) -> None:
    old = replace(FERRY, guid="urn:2", link="https://coast.example/old")
    async with database.writing() as connection:
        source = await sources.add_source(connection, FEED, at=NOW)
        rows = [(FERRY, ""), (old, "it is old")]
        (new,) = await storage.add_entries(connection, source, rows, at=NOW)

        assert await storage.add_entries(connection, source, rows, at=NOW) == ()
        assert await storage.unknown_entries(connection, source, [FERRY, old]) == []
        assert await storage.waiting_entries(connection, at=NOW, limit=9) == [new]
        assert await storage.count_entries(connection) == {"waiting": 1, "skipped": 1}


async def test_a_postponed_entry_waits_for_its_time(database: Database) -> None:
    later = NOW + timedelta(hours=1)
    async with database.writing() as connection:
        source = await sources.add_source(connection, FEED, at=NOW)
        (entry,) = await storage.add_entries(connection, source, [(FERRY, "")], at=NOW)
        await storage.postpone_entry(
            connection, entry, attempts=1, try_at=later, why="busy"
        )

        assert await storage.waiting_entries(connection, at=NOW, limit=9) == []
        assert await storage.waiting_entries(connection, at=later, limit=9) == [entry]


async def test_a_closed_entry_keeps_what_it_is_known_by_and_not_its_text(
    database: Database,
) -> None:
    async with database.writing() as connection:
        source = await sources.add_source(connection, FEED, title="Coast", at=NOW)
        (entry,) = await storage.add_entries(connection, source, [(FERRY, "")], at=NOW)
        await storage.finish_entry(connection, entry, why="there is no such page")
        stored = await storage.get_entry(connection, entry)

    assert stored is not None
    assert (stored.state, stored.entry.text) == (EntryState.FAILED, "")
    assert (stored.entry.guid, stored.source_title) == ("urn:1", "Coast")


async def test_the_longest_addresses_and_names_fit(database: Database) -> None:
    long = replace(
        FERRY, guid="🚢" * 500, link="https://coast.example/" + "船" * 1900, title="x"
    )
    async with database.writing() as connection:
        source = await sources.add_source(
            connection, "https://coast.example/" + "a" * 1900, at=NOW
        )
        await storage.add_entries(connection, source, [(long, "")], at=NOW)

        assert await storage.unknown_entries(connection, source, [long]) == []
