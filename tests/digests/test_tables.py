from collections.abc import AsyncIterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

from digests import tables
from digests.database import Database
from digests.migrations import SCRIPTS
from tests.databases import URLS, empty_database


@pytest.fixture(params=URLS)
async def database(request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    async with empty_database(request.param) as database:
        await database.migrate(SCRIPTS, "digests_version")
        yield database


def differences(connection: Connection) -> list[object]:
    def ours(name: str | None, kind: str, _: object) -> bool:
        return kind != "table" or name in tables.metadata.tables

    # Alembic does not understand what SQLite answers about texts as defaults.
    defaults = connection.dialect.name == "postgresql"
    context = MigrationContext.configure(
        connection, opts={"include_name": ours, "compare_server_default": defaults}
    )
    return list(compare_metadata(context, tables.metadata))


async def test_the_steps_make_the_tables_that_the_code_expects(
    database: Database,
) -> None:
    async with database.reading() as connection:
        assert await connection.run_sync(differences) == []


async def test_the_ids_of_sources_and_articles_never_come_back(
    database: Database,
) -> None:
    async with database.writing() as connection:
        insert = (
            "INSERT INTO articles (url, title, text, sha256, at, added_at) VALUES "
            "('u', 't', 'x', 's', '2026-01-01', '2026-01-01') RETURNING id"
        )
        first = (await connection.exec_driver_sql(insert)).scalar_one()
        await connection.exec_driver_sql("DELETE FROM articles")
        second = (await connection.exec_driver_sql(insert)).scalar_one()

    assert second > first


async def test_the_search_index_is_there(database: Database) -> None:
    async with database.reading() as connection:
        names = await connection.run_sync(lambda c: inspect(c).get_table_names())

    assert "article_words" in names
