"""The one truth: an SQLite file or a PostgreSQL server, its transactions and its schema steps.

Nothing connects before the first transaction; only an SQLite file is made. Whoever
keeps tables here brings a folder of schema steps and a version table of its own, and
calls ``migrate``.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext, MigrationStep
from alembic.script import ScriptDirectory
from alembic.script.revision import ResolutionError
from sqlalchemy import (
    URL,
    Connection,
    DateTime,
    Dialect,
    MetaData,
    Table,
    TypeDecorator,
    event,
    func,
    make_url,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from typing_extensions import override

from digests.holding import FileHold, Hold, ServerHold, while_held
from digests.outages import as_outage
from digests.urgency import PriorityLock

SQLITE_WAIT_SECONDS = 30.0
_END_SECONDS = 2.0
MIGRATION_LOCK = 7_238_412_963
"""The advisory lock that PostgreSQL's migrations take; any number that is ours alone."""

_SQLITE_PRAGMAS = (
    f"PRAGMA busy_timeout = {int(SQLITE_WAIT_SECONDS * 1000)}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
)


class WrongDatabase(Exception):
    """The database that was named cannot be used; the text says how to mend it."""


class Moment(TypeDecorator[datetime]):
    """A point in time: aware datetimes go in, the same instants in UTC come out.

    SQLite keeps them as UTC text of one width, so that ``<`` and ``ORDER BY`` mean
    the same on both databases. Raises ``ValueError`` for a naive datetime.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} says no time zone, so it is no moment")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    @override
    def process_result_value(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return value.astimezone(UTC)


def new_metadata() -> MetaData:
    """Return metadata whose constraints have names, so that later steps can change them."""
    return MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def insert(
    connection: AsyncConnection, table: Table
) -> sqlite.Insert | postgresql.Insert:
    """Return this database's INSERT, which knows ``on_conflict_do_nothing`` and the like."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


async def take_turn(connection: AsyncConnection, lock: int) -> None:
    """Wait until no other transaction holds this lock, and hold it to the end of ours.

    ``lock`` is any number that stands for the matter. Writers to SQLite take turns
    anyway.
    """
    if connection.dialect.name == "postgresql":
        await connection.execute(select(func.pg_advisory_xact_lock(lock)))


class Database:
    """Transactions on one database: ``async with Database.open(url) as database``."""

    def __init__(
        self,
        readers: AsyncEngine,
        writers: AsyncEngine,
        *,
        scratch: TemporaryDirectory[str] | None = None,
    ) -> None:
        self.dialect = writers.dialect.name
        self._readers = readers
        self._writers = writers
        self._scratch = scratch
        self._lock = PriorityLock()
        self._writing: asyncio.Task[object] | None = None
        self._under_way = 0
        self._is_quiet = asyncio.Event()

    @classmethod
    def open(cls, url: str) -> Self:
        """Open ``sqlite:///file.db``, ``sqlite://`` or ``postgresql://user@host/name``.

        ``sqlite://`` keeps its tables in a scratch file that ``close`` removes, so
        that several connections see them. Raises ``WrongDatabase``.
        """
        address = _address(url)
        if address.get_backend_name() == "postgresql":
            return cls(*_postgresql(address))
        if address.database in {None, "", ":memory:"}:
            scratch = TemporaryDirectory(prefix="verbatim-")
            address = address.set(database=str(Path(scratch.name) / "scratch.db"))
            return cls(*_sqlite(address), scratch=scratch)
        _make_file(Path(address.database or "").absolute())
        return cls(*_sqlite(address))

    async def close(self) -> None:
        """Close every connection; transactions that are being ended are waited for.

        One that came back later would stay open, with its thread.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(_END_SECONDS):
                while self._under_way:
                    self._is_quiet.clear()
                    await self._is_quiet.wait()
        await self._readers.dispose()
        await self._writers.dispose()
        if self._scratch:
            self._scratch.cleanup()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Enter a transaction that sees one state of the database and cannot write."""
        async with self._transaction(self._readers) as connection:
            yield connection

    @asynccontextmanager
    async def writing(self, *, urgent: bool = False) -> AsyncIterator[AsyncConnection]:
        """Enter a transaction that is committed at its end, or rolled back by an error.

        On SQLite the writers of this process take turns here, because a queue beats
        SQLite's busy loop. ``urgent`` ones wait for one of the others at most. Raises
        ``RuntimeError`` when the same task is already writing, which would wait for
        itself.
        """
        if self.dialect == "postgresql":
            async with self._transaction(self._writers) as connection:
                yield connection
            return
        task = asyncio.current_task()
        if self._writing is task:
            raise RuntimeError("this task is already writing to the database")
        async with self._lock.held(urgent=urgent):
            self._writing = task
            try:
                async with self._transaction(self._writers) as connection:
                    yield connection
            finally:
                self._writing = None

    @asynccontextmanager
    async def _transaction(self, engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
        self._under_way += 1
        try:
            async with engine.begin() as connection:
                yield connection
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._is_quiet.set()

    def beside(self, name: str) -> Path | None:
        """Return the path of a file of this name beside an SQLite database."""
        if self.dialect == "postgresql":
            return None
        database = Path(self._writers.url.database or "")
        return database.with_name(f"{database.name}-{name}")

    async def alone(
        self,
        name: str,
        do: Callable[[], Awaitable[None]],
        *,
        wait: Callable[[], None],
    ) -> None:
        """Do something that one process on this database may do at a time.

        Waits until no other process does what is called ``name``, and begins again if
        the hold on the name was lost meanwhile. ``wait`` is called when there is reason
        to. Raises what ``do`` raises.
        """
        hold: Hold
        if file := self.beside(f"{name}.lock"):
            hold = FileHold(file)
        else:
            hold = ServerHold(self._writers, name)
        await while_held(hold, do, wait=wait)

    async def migrate(self, scripts: str, version_table: str) -> None:
        """Bring the schema up to date by the Alembic scripts in a folder.

        A script is ``def upgrade(op: Operations) -> None`` with Alembic's
        ``revision`` and ``down_revision``; there is no way back. All steps
        are one transaction, and processes that start together wait for each
        other. Raises ``WrongDatabase`` if the schema is newer than the scripts.
        """
        async with self.writing() as connection:
            await take_turn(connection, MIGRATION_LOCK)
            await connection.run_sync(_upgrade, scripts, version_table)


def _address(url: str) -> URL:
    """Name the asynchronous driver that SQLAlchemy needs to hear."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise WrongDatabase(
            "DATABASE_URL is not an address of a database: "
            "write sqlite:///verbatim.db or postgresql://user:password@host/name"
        ) from error
    match address.get_backend_name():
        case "sqlite":
            return address.set(drivername="sqlite+aiosqlite")
        case "postgresql" | "postgres":
            return address.set(drivername="postgresql+asyncpg")
        case other:
            raise WrongDatabase(
                f"DATABASE_URL names {other}: only sqlite and postgresql are known"
            )


def _make_file(file: Path) -> None:
    """Make the database's file, unless it is there. Raises ``WrongDatabase``.

    The driver would leave a thread behind if it could not open the file.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        sqlite3.connect(file).close()
    except (OSError, sqlite3.OperationalError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise WrongDatabase(
            f"DATABASE_URL names the file {file}, which cannot be opened: {why}"
        ) from error


def _postgresql(address: URL) -> tuple[AsyncEngine, AsyncEngine]:
    try:
        engine = create_async_engine(address, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise WrongDatabase("PostgreSQL needs asyncpg: pip install asyncpg") from error

    def name_outage(context: ExceptionContext) -> OperationalError | None:
        error = context.sqlalchemy_exception
        return as_outage(error) if isinstance(error, DBAPIError) else None

    event.listen(engine.sync_engine, "handle_error", name_outage)
    readers = engine.execution_options(
        isolation_level="REPEATABLE READ", postgresql_readonly=True
    )
    return readers, engine


def _sqlite(address: URL) -> tuple[AsyncEngine, AsyncEngine]:
    readers = _sqlite_engine(address, "BEGIN", "PRAGMA query_only = ON")
    return readers, _sqlite_engine(address, "BEGIN IMMEDIATE")


def _sqlite_engine(address: URL, begin: str, *pragmas: str) -> AsyncEngine:
    """Make an engine that begins its transactions itself: the driver begins them late."""
    engine = create_async_engine(address, connect_args={"isolation_level": None})

    def set_up(connection: DBAPIConnection, _: object) -> None:
        cursor = connection.cursor()
        try:
            for pragma in (*_SQLITE_PRAGMAS, *pragmas):
                cursor.execute(pragma)
        except BaseException:
            # The pool forgets what it could not set up, and its thread would stay.
            connection.close()
            raise
        cursor.close()

    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine.sync_engine, "connect", set_up)
    event.listen(engine.sync_engine, "begin", begin_transaction)
    return engine


def _upgrade(connection: Connection, scripts: str, version_table: str) -> None:
    folder = ScriptDirectory(scripts, version_locations=[scripts])

    def steps(heads: tuple[str, ...], _: MigrationContext) -> Iterable[MigrationStep]:
        missing = folder.iterate_revisions("heads", heads, implicit_base=True)
        return [
            MigrationStep.upgrade_from_script(folder.revision_map, script)
            for script in reversed(list(missing))
        ]

    context = MigrationContext.configure(
        connection, opts={"version_table": version_table, "fn": steps}
    )
    try:
        # The scripts take ``op`` as an argument: the module-wide proxy of Alembic
        # would be shared by two migrations that run at once in one process.
        context.run_migrations(op=Operations(context))
    except ResolutionError as error:
        raise WrongDatabase(
            f"{version_table} was written by a newer Verbatim: "
            "update this one, or name another database"
        ) from error
