"""Databases for tests: SQLite always, PostgreSQL too where TEST_DATABASE_URL names one.

That PostgreSQL database is emptied before each test.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from digests.database import Database

POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "")
URLS = ("sqlite://", POSTGRESQL) if POSTGRESQL else ("sqlite://",)


@asynccontextmanager
async def empty_database(url: str = "sqlite://") -> AsyncIterator[Database]:
    async with Database.open(url) as database:
        if database.dialect == "postgresql":
            async with database.writing() as connection:
                await connection.exec_driver_sql("DROP SCHEMA public CASCADE")
                await connection.exec_driver_sql("CREATE SCHEMA public")
        yield database
