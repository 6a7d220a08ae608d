import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import outbox
from bot.chat import Address
from bot.documents import Document
from bot.migrations import SCRIPTS
from digests import Database, sources, storage
from digests.migrations import SCRIPTS as NEWS_SCRIPTS
from digests.news import Entry
from tests.chaos import evidence, readers
from tests.chaos.verdict import Evidence

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
CHATS = [Address(platform="telegram", chat="1"), Address(platform="discord", chat="5")]
PAGE = Entry(guid="1", link="http://paper/1.html", title="Rain")


@pytest.fixture
async def path(tmp_path: Path) -> Path:
    """A database with a source, two readers, and one delivery on its way."""
    file = tmp_path / "verbatim.db"
    async with Database.open(f"sqlite:///{file}") as database:
        await database.migrate(NEWS_SCRIPTS, "news_version")
        await database.migrate(SCRIPTS, "bot_version")
        async with database.writing() as connection:
            source = await sources.add_source(connection, "http://paper/feed", at=NOW)
            await storage.add_entries(connection, source, [(PAGE, "")], at=NOW)
        soon = NOW + timedelta(minutes=2)
        plan = readers.plan(CHATS, first=soon, minutes=3, deliveries=6, seed=1)
        await readers.subscribe(database, plan, at=NOW)
        async with database.writing() as connection:
            await outbox.file(connection, 1, [Document(blocks=())], at=NOW)
    return file


def gathered(
    path: Path, *, moved: dict[str, str] | None = None, **logs: list[dict[str, Any]]
) -> Evidence:
    for platform in ("telegram", "discord"):
        lines = [json.dumps(row) + "\n" for row in logs.get(platform, [])]
        path.with_name(f"{platform}.jsonl").write_text("".join(lines))
    return evidence.gather(
        path,
        telegram=path.with_name("telegram.jsonl"),
        discord=path.with_name("discord.jsonl"),
        printed={},
        planned=frozenset(),
        moved=moved,
    )


def test_evidence_tells_what_the_database_holds(path: Path) -> None:
    found = gathered(path)

    assert [(entry.link, entry.state) for entry in found.entries] == [
        (PAGE.link, "waiting")
    ]
    assert [(each.chat, each.state) for each in found.deliveries] == [("1", "pending")]
    assert not found.complaints


def test_evidence_tells_what_the_platforms_took(path: Path) -> None:
    edited = {"method": "editMessageText", "chat": 1, "message_id": 9, "at": 1.0}
    sent = {**edited, "method": "sendMessage"}
    posted = a_post(channel="5")
    found = gathered(path, telegram=[edited, sent], discord=[posted])

    assert [(each.platform, each.id, each.key) for each in found.messages] == [
        ("telegram", "9", ""),
        ("discord", "8", "k"),
    ]


def a_post(**changes: Any) -> dict[str, Any]:
    plain = {"how": "message", "channel": "5", "id": "8", "at": 2.0, "nonce": "k"}
    return {**plain, "parent": "", "in_forum": False, **changes}


def test_evidence_tells_in_which_topic_thread_or_forum_something_is(
    path: Path,
) -> None:
    in_topic = {"method": "sendMessage", "chat": -2, "message_id": 9, "at": 1.0}
    in_thread = a_post(channel="6", parent="5")
    in_forum = a_post(channel="6", parent="7", in_forum=True)
    opened = {**in_forum, "how": "post", "nonce": ""}
    found = gathered(
        path,
        telegram=[{**in_topic, "thread": 4}, {**in_topic, "thread": None}],
        discord=[in_thread, in_forum, opened],
    )

    assert [each.chat for each in found.messages] == ["-2/4", "-2", "5/6", "7", "7"]


def test_what_a_group_got_before_it_moved_is_its(path: Path) -> None:
    sent = {"method": "sendMessage", "chat": -2, "message_id": 9, "at": 1.0}
    (message,) = gathered(path, moved={"-2": "-1002"}, telegram=[sent]).messages

    assert message.chat == "-1002"


def test_evidence_tells_whose_slots_and_which_chats_are_gone(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE chats SET state = 'gone', why = 'x' WHERE id = 2")
    found = gathered(path)

    assert set(found.owners.values()) == {("telegram", "1"), ("discord", "5")}
    assert found.parted == {("discord", "5"): "x"}


def test_what_is_being_sent_is_told(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(
            "UPDATE deliveries SET state = 'sending', started_at = '1970-01-01 00:01:00'"
        )
    (sending,) = evidence.sending(path)

    assert (sending.chat, sending.began) == ("1", 60.0)


def test_what_still_wants_work_is_counted(path: Path) -> None:
    early = evidence.unsettled(path, at=NOW)
    late = evidence.unsettled(path, at=NOW + timedelta(minutes=9))

    assert (early["entries"], early["deliveries"], early["polls"]) == (1, 1, 1)
    assert not early["claims"]
    assert late["claims"] > 1


def test_nothing_is_waited_for_where_nobody_may_write(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE chats SET state = 'gone'")

    assert not evidence.unsettled(path, at=NOW + timedelta(minutes=9))["claims"]


async def test_time_passes_for_what_was_postponed(path: Path) -> None:
    hours = NOW + timedelta(hours=3)
    async with (
        Database.open(f"sqlite:///{path}") as database,
        database.writing() as connection,
    ):
        await storage.postpone_entry(connection, 1, attempts=1, try_at=hours, why="")
    before = evidence.unsettled(path, at=NOW)
    evidence.let_time_pass(path, at=NOW)
    after = evidence.unsettled(path, at=NOW)

    assert (before["tries"], before["entries"]) == (1, 0)
    assert (after["tries"], after["entries"]) == (0, 1)


def test_a_row_that_refers_to_nothing_is_a_complaint(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(
            "INSERT INTO seen (chat_id, story, at) VALUES (99, 1, '2026-11-25 12:00:00')"
        )

    assert gathered(path).complaints == ["a row of seen refers to nothing in chats"]
