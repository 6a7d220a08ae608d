from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

from bot import tables
from bot.migrations import SCRIPTS
from digests import Database
from tests.bot.builders import CLIMATE, FERRIES, a_subscriber, rows_of
from tests.databases import URLS, empty_database

VERSION = "bot_version"


def differences(connection: Connection) -> list[object]:
    def ours(name: str | None, kind: str, _: object) -> bool:
        return kind != "table" or name in tables.metadata.tables

    context = MigrationContext.configure(connection, opts={"include_name": ours})
    return list(compare_metadata(context, tables.metadata))


@pytest.mark.parametrize("url", URLS)
async def test_the_steps_make_the_tables_that_the_code_expects(url: str) -> None:
    async with empty_database(url) as database:
        await database.migrate(SCRIPTS, VERSION)
        async with database.reading() as connection:
            found = await connection.run_sync(differences)
            names = await connection.run_sync(lambda c: inspect(c).get_table_names())

    assert found == []
    assert set(tables.metadata.tables) | {VERSION} == set(names)


@pytest.mark.parametrize("url", URLS)
async def test_a_database_that_is_migrated_again_keeps_what_it_holds(url: str) -> None:
    async with empty_database(url) as database:
        await database.migrate(SCRIPTS, VERSION)
        await a_subscriber(database)
        await database.migrate(SCRIPTS, VERSION)

        assert await rows_of(database, tables.subscriptions, "value") == ["climate"]


async def test_a_database_is_found_as_it_was_left(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'verbatim.db'}"
    async with Database.open(url) as database:
        await database.migrate(SCRIPTS, VERSION)
        await a_subscriber(database)
    async with Database.open(url) as database:
        await database.migrate(SCRIPTS, VERSION)

        assert await rows_of(database, tables.subscriptions, "value") == ["climate"]


@pytest.mark.parametrize("name", ["subscriptions", "briefings", "deliveries"])
async def test_an_id_that_old_buttons_or_platforms_remember_never_comes_back(
    name: str,
) -> None:
    async with empty_database() as database:
        await database.migrate(SCRIPTS, VERSION)
        async with database.reading() as connection:
            query = f"SELECT sql FROM sqlite_master WHERE name = '{name}'"  # noqa: S608
            sql = (await connection.exec_driver_sql(query)).scalar_one()

    assert "AUTOINCREMENT" in sql


async def test_a_chat_that_is_deleted_takes_everything_of_its_along(
    database: Database,
) -> None:
    await a_subscriber(database, CLIMATE, FERRIES)
    async with database.writing() as connection:
        await connection.execute(tables.chats.delete())

    assert await rows_of(database, tables.subscriptions, "id") == []
