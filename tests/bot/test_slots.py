import asyncio
from datetime import datetime, timedelta

import pytest

from bot import partings, slots, subscriptions
from bot.slots import DueSlots, SlotsChanged
from bot.tables import chats
from bot.tables import slots as rows
from bot.tables import subscriptions as wishes
from digests import Database, Interest, InterestKind, Reason
from tests.bot.builders import (
    CLIMATE,
    FERRIES,
    GAZETTE,
    GUILD,
    NOON,
    a_rule,
    a_subscriber,
    rows_of,
)

EARLY = NOON.replace(hour=6)
EIGHT = NOON.replace(hour=8)
LATER = EIGHT + timedelta(days=9)


async def waiting(database: Database, *platforms: str) -> tuple[int, ...]:
    return await slots.waiting(database, platforms or ("telegram",), limit=99)


async def the_due(database: Database, *platforms: str) -> DueSlots:
    (slot,) = await waiting(database, *platforms)
    async with database.reading() as connection:
        due = await slots.waiting_with(connection, slot, at=LATER)
    assert due is not None
    return due


async def settle(database: Database, due: DueSlots, state: str = "composed") -> None:
    async with database.writing() as connection:
        await slots.settle(connection, due.ids, state)


async def test_nothing_is_claimed_before_its_time(database: Database) -> None:
    await a_subscriber(database, at=EARLY)

    assert await slots.claim(database, at=EIGHT - timedelta(seconds=1)) == 0
    assert await slots.claim(database, at=EIGHT) == 1


async def test_a_due_slot_is_claimed_once_however_often_we_ask(
    database: Database,
) -> None:
    await a_subscriber(database, at=EARLY)
    await slots.claim(database, at=EIGHT)

    assert await slots.claim(database, at=EIGHT) == 0
    assert await rows_of(database, rows, "local", "state") == [
        ("2026-11-24 08:00", "waiting")
    ]
    assert await rows_of(database, wishes, "next_local") == ["2026-11-25 08:00"]


async def test_many_that_claim_at_once_claim_it_once(database: Database) -> None:
    await a_subscriber(database, CLIMATE, FERRIES, at=EARLY)
    async with asyncio.TaskGroup() as tasks:
        for _ in range(5):
            tasks.create_task(slots.claim(database, at=EIGHT))

    assert await rows_of(database, rows, "local") == ["2026-11-24 08:00"] * 2
    assert await rows_of(database, wishes, "next_local") == ["2026-11-25 08:00"] * 2


async def test_a_slot_that_is_there_already_is_not_made_again(
    database: Database,
) -> None:
    await a_subscriber(database, at=EARLY)
    await slots.claim(database, at=EIGHT)
    async with database.writing() as connection:
        again = wishes.update().values(next_at=EIGHT, next_local="2026-11-24 08:00")
        await connection.execute(again)
    await slots.claim(database, at=EIGHT)

    assert await rows_of(database, rows, "local") == ["2026-11-24 08:00"]
    assert await rows_of(database, wishes, "next_local") == ["2026-11-25 08:00"]


async def test_all_that_a_chat_follows_comes_in_one_briefing(
    database: Database,
) -> None:
    chat, _ = await a_subscriber(database, CLIMATE, FERRIES, GAZETTE, at=EARLY)
    await slots.claim(database, at=EIGHT)
    due = await the_due(database)

    assert (due.chat, due.local, due.due_at) == (chat, "2026-11-24 08:00", EIGHT)
    assert due.interests == (CLIMATE, FERRIES, GAZETTE)
    assert due.moments == 1


async def test_each_chat_has_its_own_briefing(database: Database) -> None:
    await a_subscriber(database, at=EARLY)
    await a_subscriber(database, address=GUILD, at=EARLY)
    await slots.claim(database, at=EIGHT)

    assert len(await waiting(database, "telegram", "discord")) == 2
    assert len(await waiting(database, "discord")) == 1


async def test_whoever_waited_longest_comes_first(database: Database) -> None:
    await a_subscriber(database, at=EARLY, rule=a_rule("09:00"))
    await a_subscriber(database, address=GUILD, at=EARLY)
    await slots.claim(database, at=EIGHT)
    await slots.claim(database, at=EIGHT + timedelta(hours=1))
    first, _ = await waiting(database, "telegram", "discord")
    async with database.reading() as connection:
        due = await slots.waiting_with(connection, first, at=LATER)

    assert due is not None
    assert due.chat.address == GUILD
    assert len(await slots.waiting(database, ["telegram", "discord"], limit=1)) == 1


@pytest.mark.parametrize(
    ("back", "claimed"),
    [
        pytest.param("2026-11-24 08:05", "2026-11-24 08:00", id="a moment later"),
        pytest.param("2026-11-24 19:00", "2026-11-24 18:00", id="after the evening's"),
        pytest.param("2026-12-04 07:59", "2026-12-03 18:00", id="after ten days"),
        pytest.param("2026-12-04 08:00", "2026-12-04 08:00", id="just in time"),
    ],
)
async def test_of_all_that_passed_while_we_slept_only_the_last_is_made_up_for(
    database: Database, back: str, claimed: str
) -> None:
    at = datetime.fromisoformat(f"{back}+00:00")
    await a_subscriber(database, at=EARLY, rule=a_rule("08:00", "18:00"))

    assert await slots.claim(database, at=at) == 1
    assert await rows_of(database, rows, "local") == [claimed]
    assert await rows_of(database, rows, "due_at") <= [at]


async def test_any_number_is_claimed_in_one_go(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slots, "_AT_ONCE", 10)
    chat, _ = await a_subscriber(database, at=EARLY)
    template = {"chat_id": chat.id, "kind": "words", "label": "x", "days": 127}
    due = {"times": "08:00", "next_at": EIGHT, "next_local": "2026-11-24 08:00"}
    async with database.writing() as connection:
        many = [
            {**template, **due, "value": str(number), "created": EARLY}
            for number in range(25)
        ]
        await connection.execute(wishes.insert(), many)

    assert await slots.claim(database, at=EIGHT) == 26
    assert len(await waiting(database)) == 1


async def test_a_chat_that_is_gone_has_nothing_due(database: Database) -> None:
    chat, _ = await a_subscriber(database, at=EARLY)
    async with database.writing() as connection:
        await partings.part_with(connection, chat.id, why=Reason("blocked"), at=NOON)

    assert await slots.claim(database, at=EIGHT) == 0


async def test_slots_that_still_wait_are_composed_together(database: Database) -> None:
    await a_subscriber(database, CLIMATE, at=EARLY, rule=a_rule("08:00", "09:00"))
    await slots.claim(database, at=EIGHT)
    await slots.claim(database, at=EIGHT + timedelta(hours=1))
    due = await the_due(database)

    assert (due.local, due.moments, len(due.ids)) == ("2026-11-24 09:00", 2, 2)
    assert due.interests == (CLIMATE,)


async def test_settled_slots_wait_no_more(database: Database) -> None:
    await a_subscriber(database, CLIMATE, FERRIES, at=EARLY)
    await slots.claim(database, at=EIGHT)
    due = await the_due(database)
    await settle(database, due)

    assert await waiting(database) == ()
    async with database.reading() as connection:
        assert await slots.waiting_with(connection, due.ids[0], at=LATER) is None
        assert await slots.waiting_with(connection, 10**6, at=LATER) is None


async def test_slots_are_settled_by_one_alone(database: Database) -> None:
    await a_subscriber(database, CLIMATE, FERRIES, at=EARLY)
    await slots.claim(database, at=EIGHT)
    due = await the_due(database)
    await settle(database, due)

    with pytest.raises(SlotsChanged):
        await settle(database, due, "empty")
    assert await rows_of(database, rows, "state") == ["composed", "composed"]


async def test_removing_a_subscription_does_not_keep_the_others_waiting(
    database: Database,
) -> None:
    chat, (first, _) = await a_subscriber(database, CLIMATE, FERRIES, at=EARLY)
    await slots.claim(database, at=EIGHT)
    before = await the_due(database)
    async with database.writing() as connection:
        await subscriptions.unsubscribe(connection, chat, [first.id])
    with pytest.raises(SlotsChanged):
        await settle(database, before)
    after = await the_due(database)

    assert after.interests == (FERRIES,)
    await settle(database, after)
    assert await waiting(database) == ()


async def test_the_last_briefing_is_the_last_that_was_made_not_skipped(
    database: Database,
) -> None:
    chat, _ = await a_subscriber(database, at=EARLY)
    for day, state in enumerate(["composed", "empty", "skipped", "waiting"]):
        await slots.claim(database, at=EIGHT + timedelta(days=day))
        if state != "waiting":
            await settle(database, await the_due(database), state)
    async with database.reading() as connection:
        last = await slots.last_briefed(connection, chat)

    assert last == EIGHT + timedelta(days=1)


async def test_what_is_followed_since_the_last_claim_waits_for_its_own_time(
    database: Database,
) -> None:
    chat, _ = await a_subscriber(database, CLIMATE, at=EARLY)
    await slots.claim(database, at=EIGHT)
    late = Interest(kind=InterestKind.WORDS, value="late", label="late")
    async with database.writing() as connection:
        await subscriptions.subscribe(connection, chat, late, at=EIGHT)

    assert (await the_due(database)).interests == (CLIMATE,)


async def test_a_zone_that_nobody_knows_any_more_holds_up_nobody(
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(slots, "_AT_ONCE", 1)
    lost, _ = await a_subscriber(database, CLIMATE, FERRIES, at=EARLY)
    await a_subscriber(database, address=GUILD, at=EARLY)
    async with database.writing() as connection:
        where = chats.c.id == lost.id
        await connection.execute(
            chats.update().where(where).values(zone="Atlantis/Poseidonis")
        )

    assert await slots.claim(database, at=EIGHT) == 1
    assert len(await waiting(database, "discord")) == 1
    assert "no time zone called Atlantis/Poseidonis" in caplog.text


async def test_of_several_moments_ahead_each_is_claimed(database: Database) -> None:
    minutes = a_rule("08:00", "08:01", "08:02", "08:03")
    await a_subscriber(database, at=EARLY, rule=minutes)

    assert await slots.claim(database, at=EIGHT, ahead=timedelta(minutes=2)) == 3
    assert await rows_of(database, rows, "local") == [
        f"2026-11-24 08:0{minute}" for minute in range(3)
    ]
    assert await rows_of(database, wishes, "next_local") == ["2026-11-24 08:03"]


async def test_an_earlier_minute_is_claimed_before_a_later_one(
    database: Database,
) -> None:
    await a_subscriber(database, at=EARLY, rule=a_rule("08:00", "08:01"))
    await a_subscriber(database, address=GUILD, at=EARLY, rule=a_rule("08:02"))
    await slots.claim(database, at=EIGHT, ahead=timedelta(seconds=150))

    # Each got its id when it was claimed.
    assert await rows_of(database, rows, "local") == [
        f"2026-11-24 08:0{minute}" for minute in range(3)
    ]


async def test_of_those_that_passed_only_the_last_is_claimed_beside_those_ahead(
    database: Database,
) -> None:
    await a_subscriber(database, at=EARLY, rule=a_rule("07:00", "07:58", "08:01"))

    assert await slots.claim(database, at=EIGHT, ahead=timedelta(minutes=2)) == 2
    assert await rows_of(database, rows, "local") == [
        "2026-11-24 07:58",
        "2026-11-24 08:01",
    ]


async def test_of_a_chat_with_many_slots_one_is_listed(database: Database) -> None:
    await a_subscriber(database, CLIMATE, FERRIES, GAZETTE, at=EARLY)
    await a_subscriber(database, address=GUILD, at=EARLY)
    await slots.claim(database, at=EIGHT)
    both = ["telegram", "discord"]

    assert len(await slots.waiting(database, both, limit=2)) == 2
    assert len(await slots.waiting(database, both, limit=1)) == 1
