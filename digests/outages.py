"""While the database takes nothing: what passes by itself, and waiting for it.

A file may be locked by somebody else or its disk full, a server may restart. A file that
is no database, or lies where nobody may write, has to be mended by a person.
"""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from itertools import chain, repeat
from typing import TypeVar

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

OUTAGES = (OperationalError, InterfaceError, OSError)
"""What is raised while the database takes nothing; later it may."""
_PASSING = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
    }
)
_PRIMARY = 0xFF
# PostgreSQL's classes of errors: lost connections, transactions that got in each other's
# way, too few resources, and a server that starts, stops or was asked to end it.
_PASSING_CLASSES = ("08", "40", "53", "57")
_PAUSES = (0.5, 1.0, 2.0)
_LONGEST_PAUSE = 5.0
_Done = TypeVar("_Done")


def passes(error: Exception) -> bool:
    """Say whether an outage may end without anybody mending a setting."""
    if not isinstance(error, OUTAGES):
        return False
    cause = error.orig if isinstance(error, DBAPIError) else error
    if not isinstance(cause, sqlite3.Error):
        return True
    # SQLite's extended codes hold the primary one in their lowest byte.
    return (getattr(cause, "sqlite_errorcode", 0) & _PRIMARY) in _PASSING


def as_outage(error: DBAPIError) -> OperationalError | None:
    """Call an error of PostgreSQL what it is: SQLAlchemy gives asyncpg's as any other.

    ``None`` if it is no outage.
    """
    state = getattr(error.orig, "sqlstate", None) or ""
    if error.orig is None or not state.startswith(_PASSING_CLASSES):
        return None
    return OperationalError(
        error.statement,
        error.params,
        error.orig,
        connection_invalidated=error.connection_invalidated,
    )


def in_short(error: Exception) -> str:
    """Say what the database said, without what SQLAlchemy adds for programmers."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    return str(cause).partition("\n")[0] or type(cause).__name__


async def outlast(
    do: Callable[[], Awaitable[_Done]],
    *,
    tell: Callable[[str], object],
    may_pass: Callable[[Exception], bool] = passes,
    pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> _Done:
    """Do something that needs the database, again and again until no outage prevents it.

    ``tell`` is told each time what the database says, ``pause`` waits for seconds.
    Raises what ``do`` raises unless ``may_pass`` says that it is an outage that ends.
    """
    for seconds in chain(_PAUSES, repeat(_LONGEST_PAUSE)):
        try:
            return await do()
        except OUTAGES as error:
            if not may_pass(error):
                raise
            tell(in_short(error))
        await pause(seconds)
    raise AssertionError("the pauses never end")
