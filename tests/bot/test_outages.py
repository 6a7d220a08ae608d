"""What becomes of messages while the database takes nothing."""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from bot import outbox
from bot.call_notes import CallNotes
from bot.chat import ChatGone, ChatMoved
from bot.tables import chats, deliveries
from digests import Database
from tests.bot.builders import rows_of
from tests.bot.post_office import SUPERGROUP, Post, a_filed_briefing, a_post


@dataclass(slots=True)
class Stranger:
    """Somebody who locks the database, and lets go when we have waited twice."""

    file: str
    pauses: list[float] = field(default_factory=list)
    _connection: sqlite3.Connection | None = None

    async def lock(self) -> None:
        self._connection = sqlite3.connect(self.file, isolation_level=None)
        self._connection.execute("BEGIN IMMEDIATE")

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        if len(self.pauses) == 2:
            self.leave()

    def leave(self) -> None:
        if self._connection:
            self._connection.close()


@pytest.fixture
async def stranger(database: Database) -> AsyncIterator[Stranger]:
    if database.dialect != "sqlite":
        pytest.skip("nobody locks a whole PostgreSQL")
    async with database.writing() as connection:
        await connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    stranger = Stranger(file=database._writers.url.database or "")
    yield stranger
    stranger.leave()


def a_patient_post(database: Database, stranger: Stranger, *fails: Exception) -> Post:
    post = a_post(database, *fails)
    post.delivering = replace(post.delivering, pause=stranger.pause)
    return post


async def test_how_a_call_ended_is_written_as_soon_as_the_database_takes_it(
    database: Database, stranger: Stranger
) -> None:
    post = a_patient_post(database, stranger)
    first = await a_filed_briefing(database, "one", "two")
    post.chat.during = stranger.lock

    assert await post.deliver(first) == first + 1
    assert stranger.pauses == [0.5, 1.0]
    assert await rows_of(database, deliveries, "state", "message_id") == [
        ("sent", "m1"),
        ("pending", ""),
    ]


async def test_an_answer_outlives_a_crash_before_the_database_took_it(
    database: Database, stranger: Stranger
) -> None:
    async def crash(seconds: float) -> None:
        stranger.leave()
        raise asyncio.CancelledError

    post = a_post(database)
    post.delivering = replace(post.delivering, pause=crash)
    first = await a_filed_briefing(database, "one", "two")
    await post.delivering.recover()
    post.chat.during = stranger.lock
    with pytest.raises(asyncio.CancelledError):
        await post.deliver(first)
    left = await post.states()
    after = a_post(database)
    await after.delivering.recover()

    assert left == ["sending", "pending"]
    assert await rows_of(database, deliveries, "state", "message_id") == [
        ("sent", "m1"),
        ("pending", ""),
    ]
    assert await after.sweep() == ["sent", "sent"]
    assert after.chat.texts == ["two"]


async def test_what_could_not_be_noted_does_not_leave_and_is_in_no_doubt(
    database: Database, stranger: Stranger
) -> None:
    post = a_patient_post(database, stranger)
    first = await a_filed_briefing(database)
    await stranger.lock()
    await post.deliver(first)

    assert post.chat.sent == []
    assert await post.states() == ["pending"]
    post.clock.pass_(timedelta(minutes=1))
    assert await post.sweep() == ["sent"]


async def test_what_no_note_can_be_made_of_does_not_leave(database: Database) -> None:
    post = a_post(database)
    first = await a_filed_briefing(database)
    full = os.open("/dev/full", os.O_WRONLY)
    post.delivering._notes["telegram"] = CallNotes(full)
    await post.deliver(first)
    os.close(full)

    assert post.chat.sent == []
    assert await post.states() == ["pending"]
    post.delivering._notes["telegram"] = None
    post.clock.pass_(timedelta(minutes=1))
    assert await post.sweep() == ["sent"]


async def test_a_chat_that_is_gone_is_parted_with_once_the_database_takes_it(
    database: Database, stranger: Stranger
) -> None:
    post = a_patient_post(database, stranger, ChatGone("blocked"))
    first = await a_filed_briefing(database)
    post.chat.during = stranger.lock
    await post.deliver(first)

    assert await rows_of(database, chats, "state", "why") == [("gone", "blocked")]
    assert await post.states() == ["dead"]


async def test_a_group_is_followed_once_the_database_takes_its_new_id(
    database: Database, stranger: Stranger
) -> None:
    post = a_patient_post(database, stranger, ChatMoved(SUPERGROUP))
    first = await a_filed_briefing(database)
    waits = iter([stranger.lock])

    async def lock_once() -> None:
        for lock in waits:
            await lock()

    post.chat.during = lock_once
    await post.deliver(first)

    assert await rows_of(database, chats, "chat") == [SUPERGROUP.chat]
    assert await post.states() == ["sent"]


async def test_a_start_waits_until_the_database_takes_what_was_left(
    database: Database, stranger: Stranger
) -> None:
    post = a_patient_post(database, stranger)
    first = await a_filed_briefing(database, "one")
    async with database.writing() as connection:
        await outbox.take(connection, {first: 0}, at=post.clock())
    await stranger.lock()
    await post.delivering.recover()

    assert len(stranger.pauses) == 2
    assert await post.states() == ["uncertain"]
