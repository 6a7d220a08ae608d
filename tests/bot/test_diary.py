import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy.exc import OperationalError

from bot import diary


@contextmanager
def begun() -> Iterator[None]:
    """Begin the diary of a fresh program, and leave the log as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers.clear()
    try:
        diary.begin("INFO")
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)


def locked() -> OperationalError:
    cause = sqlite3.OperationalError("database is locked")
    cause.sqlite_errorcode = sqlite3.SQLITE_BUSY
    return OperationalError("BEGIN IMMEDIATE", None, cause)


def written(error: Exception, capsys: pytest.CaptureFixture[str]) -> list[str]:
    with begun():
        try:
            raise error
        except type(error):
            logging.getLogger("news").exception("the tick failed")
    return capsys.readouterr().err.splitlines()


def test_a_database_that_takes_nothing_is_told_in_a_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    first, second = written(locked(), capsys)

    assert first.endswith("ERROR news: the tick failed")
    assert second == "The database takes nothing now: database is locked"


def test_of_any_other_error_it_is_told_where_the_code_stood(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = written(ValueError("no such hour"), capsys)

    assert "Traceback (most recent call last):" in lines
    assert lines[-1] == "ValueError: no such hour"


def test_who_talks_much_says_only_what_matters(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with begun():
        logging.getLogger("httpx").info("GET")
        logging.getLogger("bot").info("telegram: ready")

    assert capsys.readouterr().err.endswith("INFO bot: telegram: ready\n")
    assert logging.getLogger("httpx").level == logging.WARNING
