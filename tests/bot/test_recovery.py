"""What a start makes of the messages that an earlier run left half-sent."""

from datetime import timedelta

import pytest

from bot import outbox
from bot.call_notes import Noted
from bot.recovery import recover
from bot.tables import deliveries
from digests import Database
from tests.bot.builders import NOON, a_chat, file, rows_of

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
NEVER = timedelta(0)


async def half_sent(database: Database) -> int:
    """File two messages to a chat on Telegram, the first of which is taken at noon."""
    first = await file(database, await a_chat(database), "one", "two")
    async with database.writing() as connection:
        await outbox.take(connection, {first: 0}, at=NOON)
    return first


async def states(database: Database) -> list[str]:
    return [str(state) for state in await rows_of(database, deliveries, "state")]


async def test_what_was_half_sent_is_sent_again_only_where_that_is_safe(
    database: Database,
) -> None:
    await half_sent(database)
    minutes = timedelta(minutes=3)

    assert await recover(database, "discord", at=NOON, repeatable=minutes) == 0
    assert await states(database) == ["sending", "pending"]
    later = NOON + 2 * MINUTE
    assert await recover(database, "telegram", at=later, repeatable=minutes) == 1
    assert await states(database) == ["pending", "pending"]


@pytest.mark.parametrize(
    ("back", "repeatable"),
    [
        pytest.param(MINUTE, NEVER, id="where nothing may be repeated"),
        pytest.param(timedelta(minutes=3), timedelta(minutes=3), id="too long ago"),
        pytest.param(-MINUTE, NEVER, id="a clock that was set back"),
        pytest.param(-MINUTE, timedelta(minutes=3), id="set back, where it may be"),
    ],
)
async def test_what_was_half_sent_is_otherwise_left_in_doubt(
    database: Database, back: timedelta, repeatable: timedelta
) -> None:
    first = await half_sent(database)
    await recover(database, "telegram", at=NOON + back, repeatable=repeatable)

    assert await states(database) == ["uncertain", "pending"]
    due = await outbox.due(database, ["telegram"], at=NOON + MINUTE, limit=9)
    assert [each.id for each in due] == [first + 1]


async def test_what_is_noted_with_its_answer_has_arrived(database: Database) -> None:
    first = await half_sent(database)
    noted = Noted(arrived={first: "m"}, last=NOON)
    await recover(database, "telegram", at=NOON + MINUTE, repeatable=NEVER, noted=noted)

    assert await rows_of(database, deliveries, "state", "message_id", "why") == [
        ("sent", "m", ""),
        ("pending", "", ""),
    ]


async def test_what_is_noted_without_an_answer_is_in_doubt(database: Database) -> None:
    first = await half_sent(database)
    noted = Noted(under_way=frozenset({first}), last=NOON)
    await recover(database, "telegram", at=NOON + MINUTE, repeatable=NEVER, noted=noted)

    assert await states(database) == ["uncertain", "pending"]


async def test_what_is_not_noted_never_left_and_waits_as_if_it_had_not_been_taken(
    database: Database,
) -> None:
    await half_sent(database)
    noted = Noted(under_way=frozenset({99}), last=NOON - SECOND)
    at = NOON + MINUTE
    await recover(database, "telegram", at=at, repeatable=NEVER, noted=noted)

    rows = await rows_of(
        database, deliveries, "state", "attempts", "started_at", "try_at"
    )
    assert rows == [("pending", 0, None, at), ("pending", 0, None, NOON)]


async def test_notes_made_long_after_a_row_was_taken_do_not_speak_of_it(
    database: Database,
) -> None:
    await half_sent(database)
    noted = Noted(last=NOON + timedelta(hours=1))
    at = NOON + timedelta(hours=2)
    await recover(database, "telegram", at=at, repeatable=NEVER, noted=noted)

    assert await states(database) == ["uncertain", "pending"]


@pytest.mark.parametrize(
    ("repeatable", "state"),
    [
        pytest.param(NEVER, "pending", id="it was refused"),
        pytest.param(30 * SECOND, "uncertain", id="or in doubt"),
    ],
)
async def test_a_second_attempt_that_never_left_follows_one_that_was_refused_or_in_doubt(
    database: Database, repeatable: timedelta, state: str
) -> None:
    first = await half_sent(database)
    async with database.writing() as connection:
        await outbox.settle(connection, {first: {"state": "pending"}})
        await outbox.take(connection, {first: 0}, at=NOON + SECOND)
    at, noted = NOON + MINUTE, Noted(last=NOON)
    await recover(database, "telegram", at=at, repeatable=repeatable, noted=noted)

    assert await states(database) == [state, "pending"]
