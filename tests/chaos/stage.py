"""Everything that a run needs, in one scratch folder: newspapers, platforms, the program.

``async with stage(folder, plan) as scene:`` gives a scene with readers subscribed and
the program not yet started.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp

from bot.chat import Address
from digests import Database, utc_now
from tests import discord_fake, telegram_fake
from tests.chaos import evidence, readers
from tests.chaos.news_server import POORLY, NewsServer, serving
from tests.chaos.processes import Bot, CannotPlay, speaking
from tests.chaos.verdict import Evidence

_PAPERS = 20
_FIRST_CHANNEL = 5001
_FIRST_GROUP = -1_002_000
_HEAD_START = timedelta(seconds=75)
_AT_FIRST = 60
_START_SECONDS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How big a run is; ``minutes`` are those in which slots fall due."""

    people: int = 20
    groups: int = 5
    channels: int = 20
    minutes: int = 4
    articles: int = 600
    each_second: float = 2.0
    seed: int = 1


@dataclass(slots=True, kw_only=True)
class Scene:
    """A run's parts; ``planned`` and ``last_due`` say which slots have to come."""

    folder: Path
    bot: Bot
    news: NewsServer
    telegram: str
    discord: str
    session: aiohttp.ClientSession
    planned: frozenset[tuple[int, str]]
    last_due: datetime
    _start_seconds: float | None = None

    @property
    def database(self) -> Path:
        return self.folder / "verbatim.db"

    @property
    def logs(self) -> tuple[Path, Path]:
        """What Telegram took, and what Discord took."""
        return self.folder / "telegram.jsonl", self.folder / "discord.jsonl"

    async def start_seconds(self) -> float:
        """Tell how long the program takes to ask for its first feed, found out once."""
        if self._start_seconds is None:
            began = time.monotonic()
            async with asyncio.timeout(_START_SECONDS):
                await self.news.came.wait()
            self._start_seconds = time.monotonic() - began
        return self._start_seconds

    def unsettled(self) -> dict[str, int]:
        return evidence.unsettled(self.database, at=utc_now())

    def let_time_pass(self) -> None:
        evidence.let_time_pass(self.database, at=utc_now())

    def gather(self) -> Evidence:
        telegram, discord = self.logs
        return evidence.gather(
            self.database,
            telegram=telegram,
            discord=discord,
            printed=self.news.links(),
            planned=self.planned,
        )

    async def trouble_telegram(self, method: str, how: int | str) -> None:
        """Let the next call of a method fail."""
        order = {"method": method, "how": how}
        await self._post(f"{self.telegram}/control/fail_next", order)

    async def trouble_discord(self, **fault: Any) -> None:
        """Let a request fail, as ``tests.discord_fake.Fault`` has it."""
        server = self.discord.removesuffix("/api/v10")
        await self._post(f"{server}/faults", fault)

    async def _post(self, url: str, body: dict[str, Any]) -> None:
        async with self.session.post(url, json=body) as response:
            response.raise_for_status()


@asynccontextmanager
async def stage(folder: Path, plan: Plan) -> AsyncIterator[Scene]:
    """Set everything up; nothing of it is left running."""
    news = NewsServer(
        papers=_PAPERS,
        most=plan.articles,
        newest=utc_now(),
        each_second=plan.each_second,
        at_first=_AT_FIRST,
        troubles=POORLY,
        seed=plan.seed,
    )
    log = folder / "platforms.log"
    async with (
        serving(news),
        speaking("tests.telegram_fake", *_telegram(folder, plan), log=log) as telegram,
        speaking("tests.discord_fake", *_discord(folder, plan), log=log) as place,
        aiohttp.ClientSession() as session,
    ):
        discord = json.loads(place)["url"]
        await _add_groups(session, telegram, plan.groups)
        bot = Bot(settings(folder, news, telegram, discord), folder=folder)
        try:
            first = utc_now() + _HEAD_START
            planned = await _subscribed(folder, bot, plan, first)
            yield Scene(
                folder=folder,
                bot=bot,
                news=news,
                telegram=telegram,
                discord=discord,
                session=session,
                planned=planned,
                last_due=first + timedelta(minutes=plan.minutes - 1),
            )
        finally:
            await bot.close()


def settings(
    folder: Path, news: NewsServer, telegram: str, discord: str
) -> dict[str, str]:
    """Write the operator's settings for this scene."""
    return {
        "DATABASE_URL": f"sqlite:///{folder / 'verbatim.db'}",
        "SOURCES_FILE": str(_sources_file(folder, news)),
        "ALLOW_PRIVATE_NETWORKS": "1",
        "TELEGRAM_BOT_TOKEN": telegram_fake.TOKEN,
        "TELEGRAM_API_URL": telegram,
        "DISCORD_BOT_TOKEN": discord_fake.TOKEN,
        "DISCORD_API_URL": discord,
        "LOG_LEVEL": "INFO",
    }


def _sources_file(folder: Path, news: NewsServer) -> Path:
    path = folder / "sources.toml"
    tables = [
        f'[[sources]]\nurl = "{feed}"\ntitle = "Paper {place}"\n'
        f'topics = ["{readers.TOPICS[place % len(readers.TOPICS)]}"]\n'
        for place, feed in enumerate(news.feeds)
    ]
    path.write_text("\n".join(tables), encoding="utf-8")
    return path


def _telegram(folder: Path, plan: Plan) -> list[str]:
    log = str(folder / "telegram.jsonl")
    return ["--flood", "--people", str(plan.people), "--log", log]


def _discord(folder: Path, plan: Plan) -> list[str]:
    return [
        *("--log", str(folder / "discord.jsonl")),
        *("--channels", str(plan.channels)),
    ]


async def _add_groups(
    session: aiohttp.ClientSession, telegram: str, groups: int
) -> None:
    for number in range(groups):
        group = {"title": f"Group {number}", "number": _FIRST_GROUP - number}
        async with session.post(f"{telegram}/control/group", json=group) as response:
            response.raise_for_status()


async def _subscribed(
    folder: Path, bot: Bot, plan: Plan, first: datetime
) -> frozenset[tuple[int, str]]:
    """Let the program make its database, and subscribe the readers."""
    await bot.start("sources")
    if await bot.done():
        raise CannotPlay(f"the program could not make its database: see {bot.log}")
    chats = [
        *_places("telegram", range(1, plan.people + 1)),
        *_places("telegram", (_FIRST_GROUP - n for n in range(plan.groups))),
        *_places("discord", (_FIRST_CHANNEL + n for n in range(plan.channels))),
    ]
    planned = readers.plan(chats, first=first, minutes=plan.minutes, seed=plan.seed)
    async with Database.open(f"sqlite:///{folder / 'verbatim.db'}") as database:
        return await readers.subscribe(database, planned, at=utc_now())


def _places(platform: str, numbers: Iterable[int]) -> list[Address]:
    return [Address(platform=platform, chat=str(number)) for number in numbers]
