"""The faults: functions that trouble a scene until they are cancelled."""

import asyncio
import random
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from bot.chat import Address
from tests.chaos import weather
from tests.chaos.clock import set_ahead
from tests.chaos.disk import filled
from tests.chaos.places import small_groups
from tests.chaos.stage import Scene
from tests.chaos.weather import Maker

Trouble = Callable[[Scene, random.Random], Awaitable[None]]

_OFTEN = 0.15
_RESUMABLE = (1001, 4000, 4001, 4002)
_FORGETTING = (1000, 4007, 4009)
_SHUT_OF_ALL = 0.1
_HALF = 0.5
_WAIT_FOR_LOCK = 60.0


async def floods(scene: Scene, chance: random.Random) -> None:
    """Refuse nearly everything for seconds, then only a little."""
    while True:
        for often, least, most in ((0.9, 2.0, 8.0), (0.05, 5.0, 20.0)):
            scene.telegram.weather = weather.bad(
                chance, often, [weather.flooded_telegram]
            )
            scene.discord.weather = weather.bad(
                chance, often, [weather.flooded_discord]
            )
            await asyncio.sleep(chance.uniform(least, most))


async def _weather(
    scene: Scene, chance: random.Random, *, often: float, fates: Sequence[Maker]
) -> None:
    scene.telegram.weather = weather.bad(chance, often, fates)
    scene.discord.weather = weather.bad(chance, often, fates)
    await asyncio.Event().wait()


errors: Trouble = partial(_weather, often=_OFTEN, fates=[weather.failing])
drops: Trouble = partial(
    _weather, often=_OFTEN, fates=[weather.dropped_before, weather.dropped_after]
)
slow: Trouble = partial(_weather, often=1.0, fates=[weather.slow])


async def gateway_closes(scene: Scene, chance: random.Random) -> None:
    """Break Discord's connection in ways after which a session goes on."""
    while True:
        await asyncio.sleep(chance.uniform(2.0, 12.0))
        how = chance.choice(["close", "close", "reconnect", "invalidate"])
        code = chance.choice(_RESUMABLE)
        await scene.doors.at_discord("gateway", how=how, code=code, resumable=True)


async def gateway_forgets(scene: Scene, chance: random.Random) -> None:
    """Break Discord's connection in ways after which a session has to begin anew."""
    while True:
        await asyncio.sleep(chance.uniform(2.0, 12.0))
        how, code = chance.choice(["close", "invalidate"]), chance.choice(_FORGETTING)
        await scene.doors.at_discord("gateway", how=how, code=code)


async def chats_shut(scene: Scene, chance: random.Random) -> None:
    """Shut some chats for good, and upgrade the groups that may be, within a minute."""
    upgraded = small_groups(scene.crowd)
    with_threads = {each.chat for each in scene.chats if each.thread}
    others = [
        each
        for each in scene.chats
        if each.chat not in with_threads and each.chat not in upgraded
    ]
    shut = chance.sample(others, max(1, round(len(others) * _SHUT_OF_ALL)))
    events = [partial(_shut, scene, chance, each) for each in shut]
    events += [partial(_upgrade, scene, chance, each) for each in upgraded]
    for event in chance.sample(events, len(events)):
        await asyncio.sleep(chance.uniform(0.0, 120.0 / len(events)))
        await event()
    await asyncio.Event().wait()


async def _shut(scene: Scene, chance: random.Random, chat: Address) -> None:
    scene.shut.add((chat.platform, chat.chat))
    if chat.platform == "telegram":
        await scene.doors.at_telegram("lose", chat=int(chat.chat))
    else:
        gone = chance.random() < _HALF
        await scene.doors.at_discord("places", channel=chat.chat, gone=gone)


async def _upgrade(scene: Scene, chance: random.Random, group: str) -> None:
    """Give a group another id; half of them only say so when something is sent."""
    said = chance.random() < _HALF
    new = await scene.doors.at_telegram("migrate", chat=int(group), announce=said)
    scene.moved[group] = str(new)


async def clock_jumps(scene: Scene, chance: random.Random) -> None:
    """Set the program's clock ahead or back, and right again after a while.

    Ahead by minutes only: of slots that passed hours ago, it rightly serves the last.
    """
    try:
        while True:
            await asyncio.sleep(chance.uniform(10.0, 25.0))
            is_ahead = chance.random() < _HALF
            jump = chance.uniform(60, 180) if is_ahead else -chance.uniform(60, 7200)
            set_ahead(scene.clock, jump)
            await asyncio.sleep(chance.uniform(10.0, 40.0))
            set_ahead(scene.clock, 0.0)
    finally:
        set_ahead(scene.clock, 0.0)


async def disk_fills(scene: Scene, chance: random.Random) -> None:
    """Leave no room for seconds, again and again."""
    while True:
        await asyncio.sleep(chance.uniform(5.0, 20.0))
        with filled(scene.disk):
            await asyncio.sleep(chance.uniform(2.0, 20.0))


async def database_locks(scene: Scene, chance: random.Random) -> None:
    """Write to the database and take one's time, at times longer than anybody waits."""
    while True:
        await asyncio.sleep(chance.uniform(5.0, 15.0))
        seconds = chance.choice([chance.uniform(0.5, 10.0), chance.uniform(31.0, 40.0)])
        connection = await asyncio.to_thread(_locked, str(scene.database))
        try:
            await asyncio.sleep(seconds)
        finally:
            connection.close()


def _locked(database: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        database,
        isolation_level=None,
        timeout=_WAIT_FOR_LOCK,
        check_same_thread=False,
    )
    connection.execute("BEGIN IMMEDIATE")
    return connection


async def machine_sleeps(scene: Scene, chance: random.Random) -> None:
    """Let the program stand still for seconds, again and again."""
    while True:
        await asyncio.sleep(chance.uniform(3.0, 12.0))
        await scene.bot.freeze(chance.uniform(1.0, 9.0))
