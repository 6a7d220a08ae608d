"""Each command, typed wherever people can type it: what they see, and where."""

import time
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from bot.chat import Address, Request
from bot.commands import COMMANDS, Command, Commands, Desk
from bot.tables import chats, subscriptions
from tests.surfaces.cases import CASES, PAGE, Case, Cell, kept, link_of
from tests.surfaces.newsroom import Collected, was_briefed
from tests.surfaces.page import PAGE as PAGE_OF_COMMANDS
from tests.surfaces.page import page
from tests.surfaces.places import Place
from tests.surfaces.table import CHANNEL, COLUMNS, Column, reason_of

BY_NAME: dict[str, Command] = {command.name: command for command in COMMANDS}
CELLS = [
    pytest.param(case, column, id=f"{case.typed}, {column.name}")
    for case in CASES
    for column in COLUMNS
]


@pytest.fixture(autouse=True)
def _here_is_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The terminal shows moments on the machine's clock."""
    with monkeypatch.context() as here:
        here.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


async def _was_asked(desk: Desk, address: Address, typed: Sequence[str]) -> None:
    """Let a manager have asked this at a place."""
    for words in typed:
        command, _, argument = words.partition(" ")
        request = Request(address=address, command=command, argument=argument)
        await Commands(desk).answer(request)


async def _answered(desk: Desk, place: Place, case: Case, column: Column) -> Cell:
    argument = case.argument.format(bridge=await link_of(desk, PAGE))
    return Cell(
        seen=await place.asks(BY_NAME[case.command], argument),
        desk=desk,
        address=place.address,
        is_channel=column == CHANNEL,
    )


async def _settings_of(desk: Desk, address: Address) -> list[Any]:
    return [await kept(desk, address, table) for table in (chats, subscriptions)]


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(("case", "column"), CELLS)
async def test_a_command_is_answered_as_the_table_says(
    case: Case, column: Column, collected: Collected, desk: Desk
) -> None:
    reason = reason_of(column, case)
    async with column.opening(desk) as place:
        if case.briefed:
            await was_briefed(desk, place.address, collected.business)
        await _was_asked(desk, place.address, case.before)
        if reason is None:
            await case.holds(await _answered(desk, place, case, column))
            return
        await _was_asked(desk, place.address, ["status"])
        before = await _settings_of(desk, place.address)
        cell = await _answered(desk, place, case, column)

        assert cell.seen.text.split("\n\n")[0] == reason.sentence
        assert await _settings_of(desk, place.address) == before


def test_every_command_has_its_row() -> None:
    assert {case.command for case in CASES} == set(BY_NAME)


def test_the_page_shows_the_table() -> None:
    """If it does not: ``.venv/bin/python -m tests.surfaces`` writes it anew."""
    assert PAGE_OF_COMMANDS.read_text(encoding="utf-8") == page()
