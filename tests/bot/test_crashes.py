"""What becomes of messages that a crash caught on their way."""

import asyncio
from datetime import timedelta

import pytest

from bot import outbox
from bot.tables import deliveries
from digests import Database
from tests.bot.builders import GUILD, NOON, rows_of
from tests.bot.post_office import a_filed_briefing, a_post


async def test_after_a_crash_the_half_sent_message_is_not_repeated_on_telegram(
    database: Database,
) -> None:
    post = a_post(database)
    first = await a_filed_briefing(database, "one", "two")
    async with database.writing() as connection:
        await outbox.take(connection, {first: 0}, at=NOON)
    await post.delivering.recover()

    assert await post.sweep() == ["uncertain", "sent"]
    assert post.chat.texts == ["two"]


async def test_notes_that_nobody_recovered_from_do_not_speak_of_later_calls(
    database: Database,
) -> None:
    await a_post(database).delivering.recover()
    post = a_post(database, asyncio.CancelledError())  # type: ignore[arg-type]
    first = await a_filed_briefing(database, "one")
    with pytest.raises(asyncio.CancelledError):
        await post.deliver(first)
    await a_post(database).delivering.recover()

    assert await post.sweep() == ["uncertain"]


async def test_after_a_crash_what_was_answered_has_arrived_though_its_id_was_not_read(
    database: Database,
) -> None:
    if database.dialect != "sqlite":
        pytest.skip("calls are noted beside a file")
    post = a_post(database, asyncio.CancelledError())  # type: ignore[arg-type]
    post.chat.arrives = True
    await post.delivering.recover()
    first = await a_filed_briefing(database, "one", "two")
    with pytest.raises(asyncio.CancelledError):
        await post.deliver(first)
    await a_post(database).delivering.recover()

    assert await rows_of(database, deliveries, "state", "message_id") == [
        ("sent", ""),
        ("pending", ""),
    ]


@pytest.mark.parametrize(
    ("down", "states", "texts"),
    [
        (timedelta(minutes=2), ["sent", "sent"], ["one", "two"]),
        (timedelta(minutes=4), ["uncertain", "sent"], ["two"]),
    ],
)
async def test_after_a_crash_discord_is_asked_again_if_it_still_knows_the_key(
    database: Database, down: timedelta, states: list[str], texts: list[str]
) -> None:
    post = a_post(database, platform="discord")
    first = await a_filed_briefing(database, "one", "two", address=GUILD)
    async with database.writing() as connection:
        await outbox.take(connection, {first: 0}, at=NOON)
    post.clock.pass_(down)
    await post.delivering.recover()

    assert await post.sweep() == states
    assert post.chat.texts == texts


async def test_after_a_crash_what_was_taken_but_had_not_left_is_sent(
    database: Database,
) -> None:
    if database.dialect != "sqlite":
        pytest.skip("calls are noted beside a file")
    post = a_post(database)
    first = await a_filed_briefing(database, "one", "two")
    await post.delivering.recover()
    async with database.writing() as connection:
        await outbox.take(connection, {first: 0}, at=NOON)
    await a_post(database).delivering.recover()

    assert await post.sweep() == ["sent", "sent"]
    assert post.chat.texts == ["one", "two"]


@pytest.mark.parametrize(
    ("promises", "states"), [(True, ["sent", "sent"]), (False, ["uncertain", "sent"])]
)
async def test_after_a_crash_the_first_message_is_sent_if_it_would_have_told_that_it_left(
    database: Database, promises: bool, states: list[str]
) -> None:
    if database.dialect != "sqlite":
        pytest.skip("calls are noted beside a file")

    async def crash() -> None:
        raise asyncio.CancelledError

    post = a_post(database)
    post.chat.promises, post.chat.before = promises, crash
    await post.delivering.recover()
    first = await a_filed_briefing(database, "one", "two")
    with pytest.raises(asyncio.CancelledError):
        await post.deliver(first)
    after = a_post(database)
    await after.delivering.recover()

    assert await after.sweep() == states


async def test_a_cancelled_call_is_settled_by_the_next_start(
    database: Database,
) -> None:
    post = a_post(database, asyncio.CancelledError())  # type: ignore[arg-type]
    first = await a_filed_briefing(database)
    with pytest.raises(asyncio.CancelledError):
        await post.deliver(first)
    left = await post.states()
    await post.delivering.recover()

    assert (left, await post.states()) == (["sending"], ["uncertain"])
