from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from sqlalchemy import delete

from bot.commands import Desk
from bot.tables import chats
from tests.surfaces.newsroom import Collected, a_copy, collect, opened


@pytest.fixture(scope="session")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Collected:
    return collect(tmp_path_factory.mktemp("collected"))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def open_desk(
    collected: Collected, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Desk]:
    file = a_copy(collected, tmp_path_factory.mktemp("opened"))
    async with opened(file, collected) as desk:
        yield desk


@pytest_asyncio.fixture(loop_scope="module")
async def desk(open_desk: Desk) -> AsyncIterator[Desk]:
    """Hand out the desk, which knows all of the news and nobody yet."""
    yield open_desk
    async with open_desk.database.writing() as connection:
        await connection.execute(delete(chats))
