"""What holds for every test: a property may take its time, and a PostgreSQL is there if one is asked for."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.databases import POSTGRESQL, postgresql

settings.register_profile("verbatim", deadline=None)
settings.register_profile("long", deadline=None, max_examples=10_000)
settings.load_profile("verbatim")


@pytest.fixture(scope="session", autouse=True)
def _postgresql(request: pytest.FixtureRequest) -> Iterator[None]:
    """Start a server for this session, if any of its tests is for one."""
    if not any(POSTGRESQL in item.nodeid for item in request.session.items):
        yield
        return
    with postgresql():
        yield
