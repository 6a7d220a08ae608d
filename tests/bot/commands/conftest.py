import time
from collections.abc import Iterator

import pytest

from digests import Database
from tests.bot.paper_newsroom import Reader, a_reader


@pytest.fixture
def reader(database: Database) -> Reader:
    return a_reader(database)


@pytest.fixture(autouse=True)
def _here_is_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The console, which writes the answers down, shows moments on the machine's clock."""
    with monkeypatch.context() as here:
        here.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()
