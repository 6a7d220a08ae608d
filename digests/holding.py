"""Do a thing in one process at a time, however many share a database.

Whoever holds a name loses it when its process dies, whatever it dies of: a PostgreSQL
server drops the lock with the connection, the operating system that on a file.
"""

import asyncio
import hashlib
import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

_TRY_SECONDS = 2.0
_CHECK_SECONDS = 5.0
_ANSWER_SECONDS = 5.0


class Hold(Protocol):
    """A name that one process at a time can hold."""

    async def take(self) -> bool:
        """Hold it, if nobody else does; returns whether."""

    async def is_kept(self) -> bool:
        """Say whether it is still ours."""

    async def release(self) -> None:
        """Let others have it."""


class FileHold:
    """A hold on a file of its own; SQLite knows how to lock one everywhere."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None

    async def take(self) -> bool:
        connection = sqlite3.connect(self._path, timeout=0, isolation_level=None)
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            connection.close()
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            return False
        self._connection = connection
        return True

    async def is_kept(self) -> bool:
        return self._connection is not None

    async def release(self) -> None:
        if self._connection:
            self._connection.close()
            self._connection = None


class ServerHold:
    """A hold on an advisory lock of a PostgreSQL server, with a connection of its own."""

    def __init__(self, engine: AsyncEngine, name: str) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        digest = hashlib.sha256(name.encode()).digest()
        self._key = int.from_bytes(digest[:8], signed=True)
        self._connection: AsyncConnection | None = None

    async def take(self) -> bool:
        connection = await self._engine.connect()
        if await connection.scalar(select(func.pg_try_advisory_lock(self._key))):
            self._connection = connection
            return True
        await connection.close()
        return False

    async def is_kept(self) -> bool:
        if self._connection is None:
            return False
        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                await self._connection.scalar(select(1))
        except (DBAPIError, OSError, TimeoutError):
            return False
        return True

    async def release(self) -> None:
        connection, self._connection = self._connection, None
        if connection:
            # Not back to the pool: the lock goes with the connection.
            await connection.invalidate()
            await connection.close()


async def while_held(
    hold: Hold, do: Callable[[], Awaitable[None]], *, wait: Callable[[], None]
) -> None:
    """Do something once ``hold`` is ours; begin again if it was lost meanwhile.

    ``wait`` is called once each time that somebody else holds it. Raises what ``do``
    raises.
    """
    while True:
        await _taken(hold, wait)
        try:
            if await _done(hold, do):
                return
        finally:
            await hold.release()


async def _taken(hold: Hold, wait: Callable[[], None]) -> None:
    if await hold.take():
        return
    wait()
    while not await hold.take():  # noqa: ASYNC110 - another process sets no event of ours
        await asyncio.sleep(_TRY_SECONDS)


async def _done(hold: Hold, do: Callable[[], Awaitable[None]]) -> bool:
    """Do something while ``hold`` is ours; false if it was lost before the end."""
    async with asyncio.TaskGroup() as tasks:
        doing = tasks.create_task(_outcome(do))
        while not doing.done():
            await asyncio.wait([doing], timeout=_CHECK_SECONDS)
            if not doing.done() and not await hold.is_kept():
                doing.cancel()
                return False
    if error := doing.result():
        raise error
    return True


async def _outcome(do: Callable[[], Awaitable[None]]) -> Exception | None:
    """Hand over what went wrong as it is: a group would wrap it."""
    try:
        await do()
    except Exception as error:  # noqa: BLE001 - it is raised again
        return error
    return None
