import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from bot.tables import metadata
from digests import Database
from tests.databases import URLS, empty_database


@pytest.fixture(scope="session")
def made_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an SQLite file with the bot's tables; ``test_migrations`` compares them."""
    path = tmp_path_factory.mktemp("tables") / "empty.db"
    engine = create_engine(f"sqlite:///{path}")
    metadata.create_all(engine)
    engine.dispose()
    return path


@pytest.fixture(params=URLS)
async def database(
    request: pytest.FixtureRequest, tmp_path: Path, made_tables: Path
) -> AsyncIterator[Database]:
    """Open a database with the bot's tables and nothing in them."""
    if request.param == "sqlite://":
        file = shutil.copy(made_tables, tmp_path / "verbatim.db")
        async with Database.open(f"sqlite:///{file}") as database:
            yield database
        return
    async with empty_database(request.param) as database:
        async with database.writing() as connection:
            await connection.run_sync(metadata.create_all)
        yield database
