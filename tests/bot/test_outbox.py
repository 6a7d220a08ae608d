import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from bot import outbox, partings
from bot.outbox import Delivery, Due, State
from bot.tables import deliveries
from digests import Database, Reason
from tests.bot.builders import (
    GUILD,
    HOME,
    NOON,
    a_chat,
    file,
    rows_of,
    says,
)
from tests.bot.post_office import a_filed_briefing

MINUTE = timedelta(minutes=1)


async def looked_up(database: Database, *ids: int) -> dict[int, Delivery | None]:
    async with database.reading() as connection:
        return await outbox.look_up(connection, ids, at=NOON)


async def look_up(database: Database, delivery: int) -> Delivery:
    found = (await looked_up(database, delivery))[delivery]
    assert found is not None
    return found


async def take(
    database: Database, *ids: int, at: datetime = NOON, untrue: int = 0
) -> frozenset[int]:
    async with database.writing() as connection:
        return await outbox.take(connection, dict.fromkeys(ids, untrue), at=at)


async def settle(
    database: Database, delivery: int, state: State, **changes: object
) -> None:
    async with database.writing() as connection:
        await outbox.settle(connection, {delivery: {"state": state, **changes}})


async def following(database: Database, chat_id: int) -> int | None:
    async with database.reading() as connection:
        return (await outbox.following(connection, [chat_id])).get(chat_id)


async def due(database: Database, *platforms: str, at: datetime = NOON) -> list[int]:
    wanted = platforms or ("telegram",)
    found = await outbox.due(database, wanted, at=at, limit=99)
    return [each.id for each in found]


async def states(database: Database) -> list[object]:
    return await rows_of(database, deliveries, "state")


async def test_a_filed_message_is_due_with_all_that_sending_needs(
    database: Database,
) -> None:
    first = await a_filed_briefing(database, "hello")
    found = await look_up(database, first)

    assert found.address == HOME
    assert found.document == says("hello")
    assert (found.part, found.attempts, found.started_at) == (1, 0, None)
    assert found.deadline == NOON + timedelta(days=1)
    assert await outbox.due(database, ["telegram"], at=NOON, limit=9) == (
        Due(first, found.chat_id),
    )


async def test_a_key_is_short_and_the_same_at_every_attempt(
    database: Database,
) -> None:
    first = await a_filed_briefing(database, "hello")
    delivery = await look_up(database, first)
    await settle(database, first, State.PENDING, attempts=9)

    assert (await look_up(database, first)).key == delivery.key == "verbatim-1"
    assert len(f"verbatim-{2**53}") <= 25


async def test_nothing_is_due_before_its_time_or_for_other_platforms(
    database: Database,
) -> None:
    chat = await a_chat(database)
    later = await file(database, chat, "later", at=NOON + MINUTE)
    elsewhere = await file(database, await a_chat(database, GUILD), "elsewhere")

    assert await due(database) == []
    assert await due(database, "telegram", "discord") == [elsewhere]
    assert await looked_up(database, later, 10**6) == {}


async def test_parts_go_in_order(database: Database) -> None:
    first = await a_filed_briefing(database, "one", "two", "three")

    assert await due(database) == [first]
    assert await looked_up(database, first + 1) == {}


@pytest.mark.parametrize("state", [State.SENT, State.UNCERTAIN, State.DEAD])
async def test_a_part_that_is_over_in_whatever_way_lets_the_next_one_go(
    database: Database, state: State
) -> None:
    first = await a_filed_briefing(database, "one", "two", "three")
    delivery = await look_up(database, first)
    await settle(database, first, state)

    assert await following(database, delivery.chat_id) == first + 1
    assert await due(database) == [first + 1]


async def test_a_part_that_is_being_sent_holds_the_next_ones_back(
    database: Database,
) -> None:
    first = await a_filed_briefing(database, "one", "two")
    assert await take(database, first) == {first}

    assert await due(database) == []


async def test_a_chat_is_sent_one_message_at_a_time_in_their_order(
    database: Database,
) -> None:
    first = await a_filed_briefing(database, "one", "two")
    note = await file(database, await a_chat(database), "a note")
    theirs = await file(database, await a_chat(database, GUILD), "theirs")
    wanted = "telegram", "discord"

    assert await due(database, *wanted) == [first, theirs]
    await take(database, first)
    assert await due(database, *wanted) == [theirs]
    await settle(database, first, State.SENT)
    await settle(database, first + 1, State.SENT)
    assert await due(database, *wanted) == [note, theirs]


async def test_what_is_for_later_holds_up_nothing_unless_it_was_tried(
    database: Database,
) -> None:
    chat = await a_chat(database)
    later = await file(database, chat, "later", at=NOON + MINUTE)
    now = await file(database, chat, "now")

    assert await due(database) == [now]
    await settle(database, later, State.PENDING, attempts=1)
    assert await due(database) == []
    assert await due(database, at=NOON + MINUTE) == [later]


async def test_the_next_moment_is_that_of_the_first_message_for_later(
    database: Database,
) -> None:
    chat = await a_chat(database)
    for minutes in (0, 3, 2):
        await file(database, chat, "later", at=NOON + minutes * MINUTE)
    soonest = await outbox.next_at(database, "telegram", after=NOON)

    assert soonest == NOON + 2 * MINUTE
    assert await outbox.next_at(database, "telegram", after=NOON + 3 * MINUTE) is None
    assert await outbox.next_at(database, "discord", after=NOON) is None


async def test_the_last_message_is_followed_by_nothing(database: Database) -> None:
    first = await a_filed_briefing(database, "one")
    delivery = await look_up(database, first)
    await settle(database, first, State.SENT)

    assert await following(database, delivery.chat_id) is None


async def test_a_message_is_taken_by_one_alone(database: Database) -> None:
    first = await a_filed_briefing(database, "hello")
    async with asyncio.TaskGroup() as tasks:
        takers = [tasks.create_task(take(database, first)) for _ in range(5)]

    assert sorted(len(taker.result()) for taker in takers) == [0] * 4 + [1]
    assert await rows_of(database, deliveries, "state", "attempts", "started_at") == [
        ("sending", 1, NOON)
    ]


async def test_the_beginning_of_the_first_call_is_kept(database: Database) -> None:
    first = await a_filed_briefing(database, "hello")
    await take(database, first)
    await settle(database, first, State.PENDING)
    await take(database, first, at=NOON + MINUTE)

    assert await rows_of(database, deliveries, "attempts", "started_at") == [(2, NOON)]


async def test_each_message_is_settled_in_its_own_way(database: Database) -> None:
    first = await a_filed_briefing(database, "one", "two", "three")
    async with database.writing() as connection:
        await outbox.settle(
            connection,
            {
                first: {"state": State.SENT, "message_id": "m1", "why": ""},
                first + 1: {"state": State.DEAD, "why": "too long"},
                first + 2: {"why": "flood", "state": State.PENDING},
            },
        )

    assert await rows_of(database, deliveries, "state", "message_id", "why") == [
        ("sent", "m1", ""),
        ("dead", "", "too long"),
        ("pending", "", "flood"),
    ]


async def test_a_chat_that_left_can_no_longer_be_written_to(
    database: Database,
) -> None:
    first = await a_filed_briefing(database, "hello")
    delivery = await look_up(database, first)
    async with database.writing() as connection:
        await partings.part_with(
            connection, delivery.chat_id, why=Reason("blocked"), at=NOON
        )

    assert await take(database, first) == frozenset()
    assert await due(database) == []


@pytest.mark.parametrize("stored", ["", "{}", "not json", '{"blocks": 3}', "[" * 5000])
async def test_a_message_that_cannot_be_read_ends_and_holds_up_nothing(
    database: Database, stored: str
) -> None:
    first = await a_filed_briefing(database, "one", "two")
    async with database.writing() as connection:
        broken = update(deliveries).where(deliveries.c.id == first)
        await connection.execute(broken.values(document=stored))

    assert await looked_up(database, first) == {first: None}
    async with database.writing() as connection:
        await outbox.end_unreadable(connection, [first])
    assert await states(database) == ["dead", "pending"]
    assert await due(database) == [first + 1]


async def test_a_briefing_is_in_doubt_once_a_part_may_not_have_arrived(
    database: Database,
) -> None:
    first = await a_filed_briefing(database, "one", "two")
    delivery = await look_up(database, first)
    assert delivery.briefing_id is not None
    async with database.reading() as connection:
        assert not await outbox.unclear(connection, delivery.briefing_id)
    await settle(database, first, State.UNCERTAIN)

    async with database.reading() as connection:
        assert await outbox.unclear(connection, delivery.briefing_id)
        assert await outbox.tally(connection) == {
            State.UNCERTAIN: 1,
            State.PENDING: 1,
        }


async def test_giving_up_ends_whatever_of_a_chat_is_over_its_time(
    database: Database,
) -> None:
    first = await a_filed_briefing(database, "one", "two")
    await a_filed_briefing(database, "three")
    chat = await look_up(database, first)
    theirs = await file(database, await a_chat(database, GUILD), "theirs")
    fresh = await file(database, await a_chat(database), "fresh", at=NOON + MINUTE)
    at = NOON + timedelta(days=1, seconds=1)
    async with database.writing() as connection:
        missed = await outbox.give_up(connection, chat.chat_id, at=at, why="late")
        again = await outbox.give_up(connection, chat.chat_id, at=at, why="late")

    assert (missed, again) == (2, 0)
    assert await states(database) == ["dead"] * 3 + ["pending"] * 2
    assert (theirs, fresh) == (4, 5)


async def test_notes_that_were_never_delivered_are_no_missed_briefings(
    database: Database,
) -> None:
    chat = await a_chat(database)
    await file(database, chat, "a note")
    async with database.writing() as connection:
        missed = await outbox.give_up(
            connection, chat.id, at=NOON + timedelta(days=2), why="late"
        )

    assert missed == 0
    assert await states(database) == ["dead"]
