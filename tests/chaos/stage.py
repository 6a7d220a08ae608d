"""Everything that a run needs, in one scratch folder: newspapers, platforms, the program.

``async with stage(folder, plan) as scene:`` gives a scene with readers subscribed and
the program not yet started.
"""

import asyncio
import json
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp

from bot.chat import Address
from digests import Database, utc_now
from tests import discord_fake, telegram_fake
from tests.chaos import evidence, readers, sockets
from tests.chaos.disk import small_disk
from tests.chaos.line import Line, between
from tests.chaos.news_server import POORLY, NewsServer, serving
from tests.chaos.places import Crowd, on_discord, on_telegram
from tests.chaos.processes import Bot, CannotPlay, speaking
from tests.chaos.verdict import LATELY, Evidence, Kill, Place
from tests.chaos.weather import usual

_PAPERS = 20
# The first whole minute before this is still ahead once everybody has subscribed.
# What the program wrote before it died is read within this time.
_IN_BUFFERS = 0.5
_HEAD_START = timedelta(seconds=75)
_AT_FIRST = 60
_START_SECONDS = 60.0
_API = "/api/v10"
_DATABASE = "disk/verbatim.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How big a run is; ``minutes`` are those in which slots fall due.

    ``sets_clock`` gives the program a clock that can be set, ``megabytes`` its database
    a disk of that size.
    """

    chats: int = 100
    deliveries: int = 400
    minutes: int = 4
    articles: int = 600
    each_second: float = 2.0
    seed: int = 1
    sets_clock: bool = False
    megabytes: int = 0

    @property
    def crowd(self) -> Crowd:
        return Crowd.of(self.chats)


@dataclass(slots=True, kw_only=True)
class Scene:
    """A run's parts; ``planned`` and ``last_due`` say which slots have to come.

    ``shut`` are the chats that were closed to the program, ``moved`` the groups on
    Telegram that live on under another id.
    """

    folder: Path
    bot: Bot
    news: NewsServer
    telegram: Line
    discord: Line
    doors: "Doors"
    planned: frozenset[tuple[int, str]]
    last_due: datetime
    chats: tuple[Address, ...]
    crowd: Crowd
    chance: random.Random
    shut: set[Place] = field(default_factory=set)
    moved: dict[str, str] = field(default_factory=dict)
    kills: list[Kill] = field(default_factory=list)
    _start_seconds: float | None = None

    @property
    def disk(self) -> Path:
        return self.database.parent

    @property
    def clock(self) -> Path:
        return self.folder / "clock"

    @property
    def database(self) -> Path:
        return self.folder / _DATABASE

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

    def calm(self) -> None:
        """Let the lines to the platforms be as they usually are."""
        self.telegram.weather = self.discord.weather = usual(self.chance)

    async def kill(self, *, after: float = 0.0) -> None:
        """End the program as a power cut would, and note what it was sending."""
        at = await self.bot.halt(after=after)
        unread = sockets.unread(self.telegram.port)
        await self.bot.kill()
        left = evidence.sending(self.database)
        await asyncio.sleep(_IN_BUFFERS)
        self.kills.append(
            Kill(
                at=at,
                under_way=len(self.telegram.under_way(at, unread=unread)),
                lately=frozenset(self.telegram.under_way(at - LATELY)),
                sending=left,
            )
        )

    def unsettled(self) -> dict[str, int]:
        return evidence.unsettled(self.database, at=utc_now())

    def let_time_pass(self) -> None:
        evidence.let_time_pass(self.database, at=utc_now())

    def gather(self) -> Evidence:
        telegram, discord = self.logs
        found = evidence.gather(
            self.database,
            telegram=telegram,
            discord=discord,
            printed=self.news.links(),
            planned=self.planned,
            moved=self.moved,
        )
        return replace(found, shut=frozenset(self.shut), kills=self.kills)


@dataclass(frozen=True, slots=True)
class Doors:
    """The doors behind the platforms, through which things are made to happen there."""

    session: aiohttp.ClientSession
    telegram: str
    discord: str

    async def at_telegram(self, verb: str, **given: Any) -> Any:
        """Do something, as ``tests.telegram_fake`` has its verbs."""
        return await self._post(f"{self.telegram}/control/{verb}", given)

    async def at_discord(self, door: str, **given: Any) -> Any:
        """Do something, as ``tests.discord_fake`` has its doors."""
        return await self._post(f"{self.discord}/{door}", given)

    async def _post(self, url: str, body: dict[str, Any]) -> Any:
        async with self.session.post(url, json=body) as response:
            response.raise_for_status()
            return (await response.json()).get("result")


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
    log, disk = folder / "platforms.log", (folder / _DATABASE).parent
    disk.mkdir()
    async with (
        small_disk(disk, megabytes=plan.megabytes),
        serving(news),
        speaking("tests.telegram_fake", *_telegram(folder, plan), log=log) as told,
        speaking("tests.discord_fake", *_discord(folder, plan), log=log) as place,
        between("telegram", told) as telegram,
        between("discord", json.loads(place)["url"].removesuffix(_API)) as discord,
        aiohttp.ClientSession() as session,
    ):
        doors = Doors(session, told, json.loads(place)["url"].removesuffix(_API))
        scene = await _set(folder, plan, news, (telegram, discord), doors)
        try:
            yield scene
        finally:
            await scene.bot.close()


async def _set(
    folder: Path, plan: Plan, news: NewsServer, lines: tuple[Line, Line], doors: Doors
) -> Scene:
    """Let the program make its database, and subscribe the readers."""
    telegram, discord = lines
    api = f"{discord.url}{_API}"
    given = settings(folder, news, telegram.url, api, database=_DATABASE)
    clock = ("tests.chaos.clock", str(folder / "clock"))
    bot = Bot(given, folder=folder, module=clock if plan.sets_clock else ("bot",))
    chats = (
        *await on_telegram(doors.session, doors.telegram, plan.crowd),
        *on_discord(plan.crowd),
    )
    await bot.start("sources")
    if await bot.done():
        raise CannotPlay(f"the program could not make its database: see {bot.log}")
    first = (utc_now() + _HEAD_START).replace(second=0, microsecond=0)
    planned = await _subscribed(folder, plan, chats, first)
    scene = Scene(
        folder=folder,
        bot=bot,
        news=news,
        telegram=telegram,
        discord=discord,
        doors=doors,
        planned=planned,
        last_due=first + timedelta(minutes=plan.minutes - 1),
        chats=chats,
        crowd=plan.crowd,
        chance=random.Random(plan.seed),  # noqa: S311 - the same moments every time
    )
    scene.calm()
    return scene


def settings(
    folder: Path,
    news: NewsServer,
    telegram: str,
    discord: str,
    *,
    database: str = "verbatim.db",
) -> dict[str, str]:
    """Write the operator's settings; ``database`` is a file in this folder."""
    return {
        "DATABASE_URL": f"sqlite:///{folder / database}",
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
    return ["--flood", "--people", str(plan.crowd.people), "--log", log]


def _discord(folder: Path, plan: Plan) -> list[str]:
    crowd = plan.crowd
    return [
        *("--log", str(folder / "discord.jsonl")),
        *("--channels", str(crowd.texts)),
        *("--threads", str(crowd.threads)),
        *("--forums", str(crowd.forums)),
    ]


async def _subscribed(
    folder: Path, plan: Plan, chats: tuple[Address, ...], first: datetime
) -> frozenset[tuple[int, str]]:
    wanted = readers.plan(
        chats,
        first=first,
        minutes=plan.minutes,
        deliveries=plan.deliveries,
        seed=plan.seed,
    )
    async with Database.open(f"sqlite:///{folder / _DATABASE}") as database:
        return await readers.subscribe(database, wanted, at=utc_now())
