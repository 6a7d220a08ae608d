"""How long people wait for answers: the real program over a month of stored news.

The program is a process of its own, both platforms are in this one. Nothing is
collected meanwhile.
"""

import asyncio
import shutil
import time
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from bot import subscriptions
from bot.app import migrate
from bot.chat import Address
from digests import Database, Interest, InterestKind, utc_now
from digests.migrations import SCRIPTS
from digests.newsroom import VERSION_TABLE
from tests.bench import filling, month
from tests.bench.crowd import (
    Asker,
    Phones,
    Wish,
    ask_at_once,
    on_discord,
)
from tests.bench.figures import Measured
from tests.bench.program import cpu_of
from tests.bench.waits import Taken
from tests.chaos.processes import Bot
from tests.discord_fake import TOKEN as DISCORD_TOKEN
from tests.discord_fake import DiscordFake
from tests.telegram_fake import TOKEN as TELEGRAM_TOKEN
from tests.telegram_fake import Telegram, telegram

_FILE = "verbatim.db"
_WRITERS = 2
_FIRST = 10_001
_FOLLOWED = 3
_PATIENCE = 120.0
# The libraries' own warnings count loads that are made on purpose.
_WRONG = (" ERROR ", " WARNING bot.", " WARNING digests.")
# How the first story begins on either platform.
_TELLS = ("1. ", "1 · ")
_WITHOUT_NEWS = {"/help", "/subscriptions", "/ask"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How many wait at once, on both platforms together, and what each has to do.

    ``turns`` people take turns in the place of each of them, and all go through all
    commands ``rounds`` times; two of them ask before, ``warm`` times, which counts for
    nothing.
    """

    at_once: int = 20
    turns: int = 6
    rounds: int = 1
    warm: int = 1


async def fill(file: Path, articles: int, plan: Plan) -> None:
    """Make a database with a month of news, and with people who follow some of it."""
    at = utc_now()
    # What is left half-filled by an end of the process is not taken for whole.
    filled = file.with_suffix(".part")
    filled.unlink(missing_ok=True)
    async with Database.open(f"sqlite:///{filled}") as database:
        await database.migrate(SCRIPTS, VERSION_TABLE)
        await migrate(database)
        feeds = await filling.offer_outlets(database, at=at)
        await _subscribe(database, plan)
    with ProcessPoolExecutor(_WRITERS, mp_context=get_context("spawn")) as writers:
        filling.fill(filled, articles, feeds, at=at, writers=writers)
    filled.rename(file)


async def _subscribe(database: Database, plan: Plan) -> None:
    at = utc_now()
    async with database.writing() as connection:
        for number in _numbers(plan):
            platform = _platform(number)
            address = Address(platform=platform.lower(), chat=str(number))
            chat = await subscriptions.greet(connection, address, at=at)
            for topic in month.topics_of(number, _FOLLOWED):
                wish = Interest(kind=InterestKind.TOPIC, value=topic, label=topic)
                await subscriptions.subscribe(connection, chat, wish, at=at)


def _numbers(plan: Plan) -> range:
    return range(_FIRST, _FIRST + plan.at_once * plan.turns)


def _platform(number: int) -> str:
    """Let every other person be on Discord."""
    return "Discord" if number % 2 else "Telegram"


async def measure(file: Path, plan: Plan) -> tuple[list[Taken], Measured]:
    """Start the program over a copy of a filled database, and let everybody ask."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copyfile(file, folder / _FILE)
        filling.move_on(folder / _FILE, to=utc_now())
        async with _platforms() as (phone, phones, discord):
            bot = Bot(_settings(folder, phone.url, discord.url), folder=folder)
            try:
                await bot.start("run", "--roles", "telegram,discord")
                await _ready(phone, discord)
                askers = [_asker(n, phone, phones, discord) for n in _numbers(plan)]
                taken, measured = await _measured(askers, bot, plan)
                await bot.stop()
            finally:
                await bot.close()
        _check(bot.log)
    return taken, measured


async def _measured(
    askers: Sequence[Asker], bot: Bot, plan: Plan
) -> tuple[list[Taken], Measured]:
    await ask_at_once([askers[-2:]], _wishes(plan.warm))
    cpu, started = cpu_of(bot.pid), time.perf_counter()
    taken = await ask_at_once(_groups(askers, plan), _wishes(plan.rounds))
    seconds = time.perf_counter() - started
    cpu = cpu_of(bot.pid) - cpu
    return taken, {
        ("answers", "answers/s", 1): len(taken) / seconds,
        ("the program, for an answer", "CPU-ms", 1): 1_000 * cpu / len(taken),
        ("with stories, of those that may be", "%", 0): _share_with_stories(taken),
    }


@asynccontextmanager
async def _platforms() -> AsyncIterator[tuple[Telegram, Phones, DiscordFake]]:
    phones = Phones()
    async with telegram(record=phones.heard) as phone, DiscordFake() as discord:
        discord.world.add_guild("Newsroom")
        yield phone, phones, discord


def _settings(folder: Path, phone: str, discord: str) -> dict[str, str]:
    return {
        "DATABASE_URL": f"sqlite:///{folder / _FILE}",
        "ALLOW_PRIVATE_NETWORKS": "1",
        "TELEGRAM_BOT_TOKEN": TELEGRAM_TOKEN,
        "TELEGRAM_API_URL": phone,
        "DISCORD_BOT_TOKEN": DISCORD_TOKEN,
        "DISCORD_API_URL": discord,
    }


async def _ready(phone: Telegram, discord: DiscordFake) -> None:
    await phone.until(lambda: phone.calls["getUpdates"], seconds=_PATIENCE)
    async with asyncio.timeout(_PATIENCE), discord.gateway.changed:
        await discord.gateway.changed.wait_for(lambda: discord.gateway.identified)


def _asker(number: int, phone: Telegram, phones: Phones, discord: DiscordFake) -> Asker:
    name = f"Reader {number}"
    if _platform(number) == "Telegram":
        return phones.on_telegram(phone, phone.person(name, number=number))
    user = discord.world.add_user(name, id_=number + _FIRST)
    return on_discord(discord, discord.world.add_dm(user, id_=number), user)


def _groups(askers: Sequence[Asker], plan: Plan) -> list[list[Asker]]:
    """Let those take turns who are on one platform."""
    return [list(askers[first :: plan.at_once]) for first in range(plan.at_once)]


def _wishes(rounds: int) -> Callable[[int], list[Wish]]:
    """Give everybody words of their own, other ones in each round."""
    searches, questions = _nth(month.searches()), _nth(month.questions())

    def of(number: int) -> list[Wish]:
        every = (number * rounds + nth for nth in range(rounds))
        return [wish for nth in every for wish in _all(searches(nth), questions(nth))]

    return of


def _all(words: str, question: str) -> Sequence[Wish]:
    return (
        Wish("/help", "help"),
        Wish("/subscriptions", "subscriptions"),
        Wish("/digest, a large topic", "digest", month.LARGE_TOPIC),
        Wish("/digest, own topics", "digest"),
        Wish("/digest, free words", "digest", words),
        Wish("/more 1", "more", "1"),
        Wish("/quotes 1", "quotes", "1"),
        Wish("/search", "search", words),
        Wish("/ask", "ask", question),
    )


def _nth(texts: Sequence[str]) -> Callable[[int], str]:
    return lambda number: texts[number % len(texts)]


def _check(log: Path) -> None:
    """Refuse figures of a run in which something went wrong."""
    lines = log.read_text(encoding="utf-8").splitlines()
    wrong = [line for line in lines if any(mark in line for mark in _WRONG)]
    if wrong:
        raise RuntimeError("\n".join(wrong[:20]))


def _share_with_stories(taken: Sequence[Taken]) -> float:
    """Say how many of the answers that may tell of news do, in a hundred."""
    told = [one.text for one in taken if one.what not in _WITHOUT_NEWS]
    return 100 * sum(any(mark in text for mark in _TELLS) for text in told) / len(told)
