"""What nobody knows the fate of is looked for, and then known or left in doubt."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from bot.chat import Address, ChatGone, NotSent, SendError, Uncertain
from bot.documents import Document
from bot.outbox import DEADLINE
from bot.searching import SETTLED, Searching
from bot.tables import deliveries
from digests import Database
from tests.bot.builders import GUILD, HOME, NOON, Clock, a_chat, file, rows_of
from tests.bot.post_office import everything_stands, said


@dataclass(slots=True)
class Wall:
    """A platform that shows what hangs on it, or fails to."""

    hangs: dict[str, str] = field(default_factory=dict)
    fails: SendError | None = None
    asked: list[tuple[Address, str, frozenset[str]]] = field(default_factory=list)

    async def find(
        self,
        address: Address,
        documents: Sequence[Document],
        *,
        since: datetime,
        known: Collection[str],
    ) -> str:
        self.asked += [(address, said(documents[0]), frozenset(known))]
        if self.fails:
            raise self.fails
        return self.hangs.get(said(documents[0]), "")


@dataclass(slots=True)
class Search:
    database: Database
    wall: Wall
    clock: Clock

    async def look(self, *, after: timedelta = SETTLED * 2) -> list[object]:
        self.clock.pass_(after)
        await Searching(
            database=self.database,
            still_true=everything_stands,
            shown={"discord": self.wall},
            clock=self.clock,
        ).look()
        return await rows_of(self.database, deliveries, "state")


@pytest.fixture
def search(database: Database) -> Search:
    return Search(database, Wall(), Clock())


async def a_doubtful(database: Database, text: str, address: Address = GUILD) -> int:
    delivery = await file(database, await a_chat(database, address), text)
    async with database.writing() as connection:
        await connection.execute(
            update(deliveries)
            .where(deliveries.c.id == delivery)
            .values(state="uncertain", started_at=NOON, attempts=3)
        )
    return delivery


async def test_what_is_found_was_sent(search: Search) -> None:
    await a_doubtful(search.database, "Hello")
    search.wall.hangs = {"Hello": "m7"}

    assert await search.look() == ["sent"]
    assert await rows_of(search.database, deliveries, "message_id") == ["m7"]


async def test_what_surely_is_not_there_is_sent_again(search: Search) -> None:
    await a_doubtful(search.database, "Hello")

    assert await search.look() == ["pending"]
    assert await rows_of(search.database, deliveries, "started_at", "try_at") == [
        (None, search.clock())
    ]


async def test_what_came_too_late_is_not_looked_for(search: Search) -> None:
    await a_doubtful(search.database, "Hello")

    assert await search.look(after=DEADLINE) == ["uncertain"]
    assert search.wall.asked == []


async def test_a_call_may_still_be_under_way_for_some_minutes(search: Search) -> None:
    await a_doubtful(search.database, "Hello")

    assert await search.look(after=SETTLED) == ["uncertain"]
    assert search.wall.asked == []


@pytest.mark.parametrize("why", [Uncertain("no permission"), ChatGone("no channel")])
async def test_where_nobody_can_tell_it_stays_uncertain_and_is_asked_seldom(
    search: Search, why: SendError
) -> None:
    await a_doubtful(search.database, "Hello")
    search.wall.fails = why
    for _ in range(5):
        assert await search.look() == ["uncertain"]

    assert len(search.wall.asked) == 1


async def test_an_outage_puts_nothing_off(search: Search) -> None:
    await a_doubtful(search.database, "Hello")
    search.wall.fails = NotSent("not connected")
    await search.look()
    search.wall.fails = None
    search.wall.hangs = {"Hello": "m7"}

    assert await search.look() == ["sent"]


async def test_messages_of_other_deliveries_are_named(search: Search) -> None:
    chat = await a_chat(search.database, GUILD)
    other = await file(search.database, chat, "Nothing new")
    async with search.database.writing() as connection:
        await connection.execute(
            update(deliveries)
            .where(deliveries.c.id == other)
            .values(state="sent", message_id="m1")
        )
    await a_doubtful(search.database, "Nothing new")
    await search.look()

    assert search.wall.asked == [(GUILD, "Nothing new", frozenset({"m1"}))]


async def test_a_platform_that_shows_nothing_is_not_asked(search: Search) -> None:
    await a_doubtful(search.database, "Hello", HOME)

    assert await search.look() == ["uncertain"]
    assert search.wall.asked == []
