import asyncio
import gc
import sys
import warnings
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, String, Table, func, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError

from digests.database import Database, Moment, WrongDatabase, insert, new_metadata
from tests.databases import URLS, empty_database

FIRST_STEP = """
import sqlalchemy as sa
revision = "0001"
down_revision = None

def upgrade(op):
    op.create_table("notes", sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("words", sa.String, unique=True),
        sa.Column("at", sa.DateTime(timezone=True)))
"""
SECOND_STEP = """
import sqlalchemy as sa
revision = "0002"
down_revision = "0001"

def upgrade(op):
    op.add_column("notes", sa.Column("colour", sa.String, nullable=True))
"""
BROKEN_STEP = """
revision = "0002"
down_revision = "0001"

def upgrade(op):
    op.execute("INSERT INTO notes (words) VALUES ('half way')")
    op.execute("INSERT INTO nowhere VALUES (1)")
"""
START_TOGETHER = """
import asyncio, sys
from digests.database import Database

async def main(url, scripts):
    async with Database.open(url) as database:
        await database.migrate(scripts, "notes_version")

sys.stdin.readline()
asyncio.run(main(*sys.argv[1:]))
"""

notes = Table(
    "notes",
    new_metadata(),
    Column("id", Integer, primary_key=True),
    Column("words", String, unique=True),
    Column("at", Moment),
)


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    folder = tmp_path / "scripts"
    folder.mkdir()
    (folder / "step_0001.py").write_text(FIRST_STEP)
    return folder


@pytest.fixture(params=URLS)
async def database(
    request: pytest.FixtureRequest, scripts: Path
) -> AsyncIterator[Database]:
    async with empty_database(request.param) as database:
        await database.migrate(str(scripts), "notes_version")
        yield database


async def words(database: Database) -> list[str]:
    async with database.reading() as connection:
        return list(await connection.scalars(select(notes.c.words).order_by("id")))


async def write(database: Database, text: str) -> None:
    async with database.writing() as connection:
        await connection.execute(insert(connection, notes).values(words=text))


async def test_what_is_written_can_be_read_by_another_connection(
    database: Database,
) -> None:
    await write(database, "rain")

    assert await words(database) == ["rain"]


async def test_an_error_leaves_nothing_of_its_transaction(database: Database) -> None:
    async def write_both() -> None:
        async with database.writing() as connection:
            await connection.execute(insert(connection, notes).values(words="rain"))
            await connection.exec_driver_sql("INSERT INTO nowhere VALUES (1)")

    with pytest.raises(DBAPIError, match="nowhere"):
        await write_both()

    assert await words(database) == []


async def test_a_cancelled_writer_leaves_nothing_and_blocks_nobody(
    database: Database,
) -> None:
    halfway = asyncio.Event()

    async def stuck() -> None:
        async with database.writing() as connection:
            await connection.execute(insert(connection, notes).values(words="never"))
            halfway.set()
            await asyncio.Event().wait()

    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(stuck())
        await halfway.wait()
        task.cancel()
    await write(database, "after")

    assert await words(database) == ["after"]


@pytest.mark.parametrize("writes", [True, False])
async def test_closing_waits_for_a_transaction_that_is_being_ended(
    writes: bool, tmp_path: Path
) -> None:
    database = Database.open(f"sqlite:///{tmp_path}/news.db")
    begun = asyncio.Event()

    async def use() -> None:
        async with database.writing() if writes else database.reading() as connection:
            await connection.exec_driver_sql("SELECT 1")
            begun.set()
            await asyncio.Event().wait()

    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        async with asyncio.TaskGroup() as tasks:
            task = tasks.create_task(use())
            await begun.wait()
            task.cancel()
            await database.close()
        # A connection that was never closed says so when it goes.
        gc.collect()

    assert [str(each.message) for each in said] == []


async def test_a_reader_sees_one_state_while_others_write(database: Database) -> None:
    await write(database, "before")
    count = select(func.count()).select_from(notes)
    async with database.reading() as connection:
        first = await connection.scalar(count)
        await write(database, "meanwhile")
        second = await connection.scalar(count)

    assert (first, second) == (1, 1)
    assert await words(database) == ["before", "meanwhile"]


async def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError, match=r"read-?only"):
        async with database.reading() as connection:
            await connection.execute(insert(connection, notes).values(words="x"))


async def test_many_writers_take_turns(database: Database) -> None:
    async with asyncio.TaskGroup() as tasks:
        for number in range(40):
            tasks.create_task(write(database, f"note {number}"))

    assert len(set(await words(database))) == 40


async def test_a_task_that_would_wait_for_itself_is_told_so(scripts: Path) -> None:
    async with empty_database() as database:
        await database.migrate(str(scripts), "notes_version")
        with pytest.raises(RuntimeError, match="already writing"):
            async with database.writing():
                await write(database, "inner")
        await write(database, "later")

        assert await words(database) == ["later"]


async def test_an_insert_may_pass_over_what_is_there(database: Database) -> None:
    await write(database, "rain")
    async with database.writing() as connection:
        statement = insert(connection, notes).values(words="rain")
        await connection.execute(statement.on_conflict_do_nothing())

    assert await words(database) == ["rain"]


async def test_moments_of_all_zones_come_back_in_utc_and_in_order(
    database: Database,
) -> None:
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    moments = [
        (noon + timedelta(microseconds=1)).astimezone(timezone(timedelta(hours=-9))),
        noon.astimezone(timezone(timedelta(hours=13, minutes=45))),
        noon - timedelta(seconds=1),
    ]
    async with database.writing() as connection:
        for number, moment in enumerate(moments):
            row = {"words": str(number), "at": moment}
            await connection.execute(insert(connection, notes).values(row))
    async with database.reading() as connection:
        stored = list(await connection.scalars(select(notes.c.at).order_by("at")))
        later = select(notes.c.words).where(notes.c.at > moments[1])
        after_noon = list(await connection.scalars(later))

    assert stored == sorted(moments)
    assert {moment.tzinfo for moment in stored} == {UTC}
    assert after_noon == ["0"]


aware = st.datetimes(
    min_value=datetime(1900, 1, 2),  # noqa: DTZ001  (Hypothesis adds the zone itself)
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.timezones(),
)


@given(aware, aware)
def test_stored_moments_compare_as_the_moments_do(
    one: datetime, other: datetime
) -> None:
    column, dialect = Moment(), sqlite.dialect()
    stored = [column.process_bind_param(moment, dialect) for moment in (one, other)]
    back = [column.process_result_value(moment, dialect) for moment in stored]

    assert back == [one.astimezone(UTC), other.astimezone(UTC)]
    first, second = (str(moment) for moment in stored)
    assert (first == second) == (one.astimezone(UTC) == other.astimezone(UTC))


async def test_a_datetime_without_a_zone_is_no_moment(database: Database) -> None:
    naive = datetime(2026, 3, 1)  # noqa: DTZ001  (what the test is about)
    with pytest.raises(Exception, match="no time zone"):
        async with database.writing() as connection:
            await connection.execute(insert(connection, notes).values(at=naive))


async def test_no_moment_stays_no_moment(database: Database) -> None:
    async with database.writing() as connection:
        await connection.execute(insert(connection, notes).values(at=None))
        assert await connection.scalar(select(notes.c.at)) is None


async def test_migrating_again_changes_nothing_and_new_steps_are_added(
    database: Database, scripts: Path
) -> None:
    await write(database, "kept")
    await database.migrate(str(scripts), "notes_version")
    (scripts / "step_0002.py").write_text(SECOND_STEP)
    await database.migrate(str(scripts), "notes_version")
    async with database.writing() as connection:
        await connection.exec_driver_sql("UPDATE notes SET colour = 'red'")

    assert await words(database) == ["kept"]


async def test_a_failed_step_leaves_the_schema_as_it_was(
    database: Database, scripts: Path
) -> None:
    broken = scripts / "step_0002.py"
    broken.write_text(BROKEN_STEP)
    with pytest.raises(DBAPIError, match="nowhere"):
        await database.migrate(str(scripts), "notes_version")
    assert await words(database) == []

    broken.write_text(SECOND_STEP)
    await database.migrate(str(scripts), "notes_version")


async def test_a_schema_from_the_future_is_refused(
    database: Database, scripts: Path
) -> None:
    (scripts / "step_0002.py").write_text(SECOND_STEP)
    await database.migrate(str(scripts), "notes_version")
    (scripts / "step_0002.py").unlink()

    with pytest.raises(WrongDatabase, match="newer Verbatim"):
        await database.migrate(str(scripts), "notes_version")


async def test_two_packages_keep_their_versions_apart(
    database: Database, tmp_path: Path
) -> None:
    others = tmp_path / "others"
    others.mkdir()
    (others / "step_0001.py").write_text(FIRST_STEP.replace("notes", "letters"))
    async with asyncio.TaskGroup() as tasks:
        for _ in range(2):
            tasks.create_task(database.migrate(str(others), "letters_version"))
    async with database.reading() as connection:
        versions = await connection.exec_driver_sql(
            "SELECT * FROM notes_version UNION ALL SELECT * FROM letters_version"
        )

        assert versions.all() == [("0001",), ("0001",)]


@pytest.mark.parametrize("url", URLS)
async def test_processes_that_start_together_on_an_empty_database_all_succeed(
    url: str, scripts: Path, tmp_path: Path
) -> None:
    async with empty_database(url):
        pass
    url = f"sqlite:///{tmp_path}/new.db" if url == "sqlite://" else url
    command = [sys.executable, "-c", START_TOGETHER, url, str(scripts)]
    pipe = asyncio.subprocess.PIPE
    started = [
        await asyncio.create_subprocess_exec(*command, stdin=pipe, stderr=pipe)
        for _ in range(3)
    ]
    async with asyncio.TaskGroup() as tasks:
        ends = [tasks.create_task(one.communicate(b"go\n")) for one in started]

    assert [
        (one.returncode, end.result()[1])
        for one, end in zip(started, ends, strict=True)
    ] == [(0, b"")] * 3


async def test_an_sqlite_file_is_made_with_its_folder_and_kept(
    tmp_path: Path, scripts: Path
) -> None:
    url = f"sqlite:///{tmp_path}/new/folder/news.db"
    async with Database.open(url) as database:
        await database.migrate(str(scripts), "notes_version")
        await write(database, "kept")
    async with Database.open(url) as again:
        assert await words(again) == ["kept"]
        async with again.reading() as connection:
            mode = await connection.exec_driver_sql("PRAGMA journal_mode")
            keys = await connection.exec_driver_sql("PRAGMA foreign_keys")

            assert (mode.scalar(), keys.scalar()) == ("wal", 1)


@pytest.mark.parametrize("url", ["no address at all", "mysql://host/name", ""])
def test_an_address_that_cannot_work_is_refused_with_one_that_can(url: str) -> None:
    with pytest.raises(WrongDatabase, match="sqlite"):
        Database.open(url)
