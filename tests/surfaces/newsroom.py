"""The invented press, collected once over HTTP; each test opens a copy of the file."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import open_house
from bot.briefing_document import Occasion
from bot.briefings import write_briefing
from bot.chat import Address
from bot.commands import Desk
from bot.subscriptions import greet
from digests import Briefing, Catalogue, Newsroom, serve_sample_news

NOW = datetime(2026, 11, 23, 5, 30, tzinfo=UTC)
"""A Monday morning."""
_A_DAY_AGO = NOW - timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """A database file with everything read, from which catalogue, and its business news."""

    file: Path
    catalogue: Catalogue
    business: Briefing


def collect(folder: Path) -> Collected:
    """Read the whole invented press into a file."""
    return asyncio.run(_collected(folder / "collected.db"))


async def _collected(file: Path) -> Collected:
    async with (
        serve_sample_news(now=NOW) as news,
        open_house(
            f"sqlite:///{file}",
            news.catalogue,
            allow_private=True,
            clock=lambda: NOW,
        ) as desk,
    ):
        await _read_all(desk.newsroom)
        business = await desk.newsroom.briefing(
            await desk.newsroom.interests("business"), since=_A_DAY_AGO
        )
        return Collected(file=file, catalogue=news.catalogue, business=business)


async def _read_all(newsroom: Newsroom) -> None:
    """Read one article after the other: which came first decides about their grouping."""
    for source in await newsroom.due_sources(10):
        for entry in (await newsroom.poll(source)).new:
            await newsroom.read(entry)


def a_copy(collected: Collected, folder: Path) -> Path:
    return Path(shutil.copy(collected.file, folder / "verbatim.db"))


@asynccontextmanager
async def opened(
    file: Path, collected: Collected, *, at: datetime = NOW
) -> AsyncIterator[Desk]:
    """Open a database of what was collected; the newspapers are no longer there."""
    async with open_house(
        f"sqlite:///{file}",
        collected.catalogue,
        allow_private=True,
        clock=lambda: at,
    ) as desk:
        yield desk


async def was_briefed(desk: Desk, address: Address, briefing: Briefing) -> None:
    """Let a chat have had a briefing."""
    occasion = Occasion(at=NOW, zone="UTC", since=_A_DAY_AGO, interests=("Business",))
    async with desk.database.writing() as connection:
        chat = await greet(connection, address, at=NOW)
        await write_briefing(connection, chat, briefing, occasion)
