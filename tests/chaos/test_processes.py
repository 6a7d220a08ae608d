import os
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.chaos.processes import Bot

_WAIT = 0.2


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Bot]:
    """A program that goes on until it is ended."""
    bot = Bot({}, folder=tmp_path, module=("http.server", "--bind", "127.0.0.1", "0"))
    await bot.start()
    yield bot
    await bot.close()


def _stands_still(pid: int) -> bool:
    seen, status = os.waitpid(pid, os.WNOHANG | os.WUNTRACED)
    return seen == pid and os.WIFSTOPPED(status)


async def test_a_program_stands_still_when_its_time_has_come(server: Bot) -> None:
    began = time.time()
    assert not _stands_still(server.pid)
    at = await server.halt(after=_WAIT)
    assert began + _WAIT <= at <= time.time()
    assert _stands_still(server.pid)


async def test_what_stands_still_can_be_killed(server: Bot) -> None:
    await server.halt()
    await server.kill()
    assert not server.runs


async def test_a_program_that_ends_first_is_let_go(tmp_path: Path) -> None:
    bot = Bot({}, folder=tmp_path, module=("this",))
    await bot.start()
    began = time.time()
    assert began + 1.0 <= await bot.halt(after=1.0)
    await bot.done()


async def test_a_program_that_has_ended_leaves_nothing_to_halt(tmp_path: Path) -> None:
    bot = Bot({}, folder=tmp_path, module=("this",))
    await bot.start()
    await bot.done()
    began = time.time()
    assert began + _WAIT <= await bot.halt(after=_WAIT)
    assert not bot.runs
