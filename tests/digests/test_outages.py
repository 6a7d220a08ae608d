"""Waiting for a database that takes nothing, and not for one that never will."""

import sqlite3
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError, OperationalError

from digests import Database, WrongDatabase, in_short, outlast
from digests.outages import passes
from tests.databases import POSTGRESQL, URLS, empty_database


async def _ask(url: str) -> None:
    async with Database.open(url) as database, database.writing() as connection:
        await connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS a (b)")


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who may log in to a real server, beside those who rule it."""

    server: str
    role: str

    @property
    def url(self) -> str:
        return make_url(self.server).set(username=self.role).render_as_string()

    async def may_have(self, connections: int) -> None:
        async with Database.open(self.server) as database:
            await _say(
                database, f"ALTER ROLE {self.role} CONNECTION LIMIT {connections}"
            )


@pytest.fixture(params=[url for url in URLS if url.id == POSTGRESQL])
async def guest(request: pytest.FixtureRequest) -> AsyncIterator[Guest]:
    # The server is shared with tests that run at the same time, on their databases.
    guest = Guest(request.param, f"guest_{make_url(request.param).database}")
    async with empty_database(guest.server) as database:
        await _say(database, f"CREATE ROLE {guest.role} LOGIN")
        yield guest
        await _say(database, f"DROP ROLE {guest.role}")


async def _say(database: Database, words: str) -> None:
    async with database.writing() as connection:
        await connection.exec_driver_sql(words)


class Patience:
    """Notes what is told and how long is waited, and does something after a while."""

    def __init__(self, *, after: int, then: Callable[[], object]) -> None:
        self.told: list[str] = []
        self.pauses: list[float] = []
        self._after = after
        self._then = then

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        if len(self.pauses) == self._after:
            self._then()


async def test_a_locked_file_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "digests.database._SQLITE_PRAGMAS", ("PRAGMA busy_timeout = 0",)
    )
    file = tmp_path / "news.db"
    stranger = sqlite3.connect(file, isolation_level=None)
    stranger.execute("BEGIN IMMEDIATE")
    patience = Patience(after=5, then=stranger.close)
    await outlast(
        lambda: _ask(f"sqlite:///{file}"),
        tell=patience.told.append,
        pause=patience.pause,
    )
    assert patience.told == ["database is locked"] * 5
    assert patience.pauses == [0.5, 1.0, 2.0, 5.0, 5.0]


async def test_a_server_that_starts_later_is_waited_for() -> None:
    refused = [ConnectionRefusedError("Connect call failed"), OSError("no route")]

    async def connect() -> str:
        if refused:
            raise refused.pop()
        return "here"

    patience = Patience(after=0, then=lambda: None)
    done = await outlast(connect, tell=patience.told.append, pause=patience.pause)
    assert done == "here"
    assert patience.told == ["no route", "Connect call failed"]


async def test_a_server_that_ends_a_connection_is_an_outage(guest: Guest) -> None:
    async with Database.open(guest.url) as database:
        with pytest.raises(OperationalError) as caught:
            await _say(database, "SELECT pg_terminate_backend(pg_backend_pid())")
        assert passes(caught.value)
        await _say(database, "SELECT 1")


async def test_a_server_that_has_no_room_is_waited_for(guest: Guest) -> None:
    patience = Patience(after=2, then=lambda: None)

    async def pause(seconds: float) -> None:
        await patience.pause(seconds)
        if len(patience.pauses) == 2:
            await guest.may_have(1)

    async def log_in() -> None:
        async with Database.open(guest.url) as database:
            await _say(database, "SELECT 1")

    await guest.may_have(0)
    await outlast(log_in, tell=patience.told.append, pause=pause)
    assert patience.told == [f'too many connections for role "{guest.role}"'] * 2


async def test_a_server_that_does_not_know_us_is_not_waited_for(guest: Guest) -> None:
    stranger = replace(guest, role="stranger")
    with pytest.raises(DBAPIError, match='role "stranger" does not exist'):
        await outlast(lambda: _ask(stranger.url), tell=pytest.fail)


async def test_what_is_no_database_is_not_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "news.db"
    file.write_text("Minutes of the meeting. " * 100)
    with pytest.raises(DBAPIError) as caught:
        await outlast(lambda: _ask(f"sqlite:///{file}"), tell=pytest.fail)
    assert in_short(caught.value) == "file is not a database"


@pytest.mark.parametrize("name", ["folder", "note/news.db"])
def test_a_file_that_cannot_be_opened_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "note").write_text("not a folder")
    with pytest.raises(WrongDatabase, match=f"{name}, which cannot be opened"):
        Database.open(f"sqlite:///{tmp_path}/{name}")


def test_who_says_nothing_is_called_by_its_name() -> None:
    assert in_short(TimeoutError()) == "TimeoutError"
