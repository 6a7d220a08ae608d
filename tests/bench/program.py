"""The real program as the system sees it: how soon it is up, how much memory it holds.

Newspapers and platforms run in this process, the program in its own; memory and CPU
time are read from ``/proc``, so this needs Linux.
"""

import asyncio
import os
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

from digests import utc_now
from tests.bench.figures import Measured
from tests.chaos.news_server import NewsServer, serving
from tests.chaos.processes import Bot
from tests.chaos.stage import settings
from tests.discord_fake import DiscordFake
from tests.telegram_fake import Telegram, telegram

_PATIENCE = 120.0
_PAPERS = 10
_CALM = 4.0
_MEGABYTE = 1024.0
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True, kw_only=True)
class _World:
    """Both platforms, the newspapers, and the program that is not yet started."""

    folder: Path
    telegram: Telegram
    discord: DiscordFake
    news: NewsServer
    bot: Bot

    @property
    def database(self) -> Path:
        return self.folder / "verbatim.db"


@asynccontextmanager
async def _world(folder: Path, *, articles: int) -> AsyncIterator[_World]:
    news = NewsServer(
        papers=_PAPERS,
        most=articles,
        newest=utc_now(),
        at_first=articles,
        gone_every=0,
    )
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(serving(news))
        phone = await stack.enter_async_context(telegram())
        discord = await stack.enter_async_context(DiscordFake())
        discord.world.add_guild("Newsroom")
        bot = Bot(settings(folder, news, phone.url, discord.url), folder=folder)
        stack.push_async_callback(bot.close)
        yield _World(folder=folder, telegram=phone, discord=discord, news=news, bot=bot)


async def measure_start(folder: Path) -> Measured:
    """Start the program on no database, then again on the one that it made."""
    async with _world(folder, articles=_PAPERS) as world:
        started = time.perf_counter()
        await world.bot.start("run")
        async with asyncio.TaskGroup() as tasks:
            asked = tasks.create_task(_until(world.news.came.wait(), started))
            polled = tasks.create_task(_until(_first_poll(world), started))
            greeted = tasks.create_task(_until(_identified(world, 1), started))
        await world.bot.stop()
        world.telegram.calls.clear()
        started = time.perf_counter()
        await world.bot.start("run")
        again = await _until(_first_poll(world), started)
        await world.bot.stop()
    return {
        ("to the first feed asked for", "s, new database", 2): asked.result(),
        ("to Telegram's first getUpdates", "s, new database", 2): polled.result(),
        ("to Discord's identify", "s, new database", 2): greeted.result(),
        ("to Telegram's first getUpdates again", "s, database is there", 2): again,
    }


async def measure_memory(folder: Path, articles: int) -> Measured:
    """Hold the feeds back while the program is idle, then let it read everything."""
    async with _world(folder, articles=articles) as world:
        world.news.gate.clear()
        await world.bot.start("run")
        await _until(_identified(world, 1), 0.0)
        await _until(_first_poll(world), 0.0)
        await asyncio.sleep(_CALM)
        idle = _memory(world.bot.pid, "VmRSS")
        cpu, started = cpu_of(world.bot.pid), time.perf_counter()
        world.news.gate.set()
        await _until(_all_read(world, articles), 0.0, patience=articles)
        seconds = time.perf_counter() - started
        cpu = cpu_of(world.bot.pid) - cpu
        await asyncio.sleep(_CALM)
        full, most = (_memory(world.bot.pid, row) for row in ("VmRSS", "VmHWM"))
        await world.bot.stop()
    return {
        ("resident, idle on both platforms", "MB", 0): idle,
        (f"resident, after {articles:,} articles", "MB", 0): full,
        ("resident, at most", "MB", 0): most,
        ("collected by the program", "articles/CPU-s", 1): articles / cpu,
        ("the same", "articles/s", 1): articles / seconds,
        ("database", "kB/article", 1): _size(world.database) / articles,
    }


async def _until(
    event: Awaitable[object], started: float, *, patience: float = _PATIENCE
) -> float:
    """Wait, and tell how long it took since ``started``."""
    async with asyncio.timeout(patience):
        await event
    return time.perf_counter() - started


async def _first_poll(world: _World) -> None:
    await world.telegram.until(
        lambda: world.telegram.calls["getUpdates"], seconds=_PATIENCE
    )


async def _identified(world: _World, times: int) -> None:
    gateway = world.discord.gateway
    async with gateway.changed:
        await gateway.changed.wait_for(lambda: gateway.identified >= times)


async def _all_read(world: _World, articles: int) -> None:
    while _count_articles(world.database) < articles:
        if not world.bot.runs:
            raise RuntimeError(world.bot.log.read_text(encoding="utf-8"))
        await asyncio.sleep(1.0)


def _count_articles(database: Path) -> int:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM articles").fetchone()
    return int(count)


def _memory(pid: int, row: str) -> float:
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{row}:"):
            return int(line.split()[1]) / _MEGABYTE
    raise RuntimeError(f"no {row} for process {pid}")


def cpu_of(pid: int) -> float:
    """Read the seconds of CPU that a process has used, all its threads together."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2]
    user, system = fields.split()[11:13]
    return (int(user) + int(system)) / _TICKS


def _size(database: Path) -> float:
    files = database.parent.glob(f"{database.name}*")
    return sum(file.stat().st_size for file in files) / 1000
