"""Which chats a run has on the platforms, and how they come to be there."""

from collections.abc import Iterator
from dataclasses import dataclass

import aiohttp

from bot.chat import Address

FIRST_CHANNEL, FIRST_THREAD, FIRST_FORUM = 5001, 6001, 7001
_FIRST_ROOM = -1_002_000
# Of a hundred chats on each platform so many are something else than a person, or a
# channel with text: chosen so that each kind is there in a small run too.
_GROUPS, _CHANNELS, _TOPICS = 16, 4, 4
_THREADS, _FORUMS = 4, 2
_TOPICS_EACH = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """How many chats of each kind there are."""

    people: int
    groups: int
    channels: int
    topics: int
    texts: int
    threads: int
    forums: int

    @classmethod
    def of(cls, chats: int) -> "Crowd":
        """Share out so many chats, half of them on each platform."""
        telegram = chats // 2
        discord = chats - telegram
        groups, channels, topics = (
            _share(telegram, each) for each in (_GROUPS, _CHANNELS, _TOPICS)
        )
        threads, forums = (_share(discord, each) for each in (_THREADS, _FORUMS))
        return cls(
            people=max(0, telegram - groups - channels - topics),
            groups=groups,
            channels=channels,
            topics=topics,
            texts=max(0, discord - threads - forums),
            threads=threads,
            forums=forums,
        )


def _share(chats: int, of_a_hundred: int) -> int:
    return max(1, round(chats * of_a_hundred / 100))


def small_groups(crowd: Crowd) -> list[str]:
    """Name the groups that are no supergroups yet, which may be upgraded to one."""
    return [str(_FIRST_ROOM - number) for number in range(1, crowd.groups, 2)]


async def on_telegram(
    session: aiohttp.ClientSession, url: str, crowd: Crowd
) -> list[Address]:
    """Make the groups, channels and forums; people are there from the beginning."""

    async def made(verb: str, **given: object) -> str:
        async with session.post(f"{url}/control/{verb}", json=given) as answer:
            answer.raise_for_status()
            return str((await answer.json())["result"])

    rooms = iter(range(_FIRST_ROOM, _FIRST_ROOM - 10_000, -1))
    addresses = [_telegram(str(number)) for number in range(1, crowd.people + 1)]
    for _ in range(crowd.groups):
        number = next(rooms)
        kind = "group" if str(number) in small_groups(crowd) else "supergroup"
        room = await made("group", title="Group", number=number, kind=kind)
        addresses.append(_telegram(room))
    for _ in range(crowd.channels):
        room = await made("group", title="News", number=next(rooms), kind="channel")
        addresses.append(_telegram(room))
    room = ""
    for number in range(crowd.topics):
        if number % _TOPICS_EACH == 0:
            room = await made("group", title="Forum", number=next(rooms))
        topic = await made("topic", chat=int(room))
        addresses.append(_telegram(room, topic))
    return addresses


def on_discord(crowd: Crowd) -> Iterator[Address]:
    """List the channels, threads and forums that the fake is started with."""
    for number in range(crowd.texts):
        yield _discord(FIRST_CHANNEL + number)
    for number in range(crowd.threads):
        yield _discord(FIRST_CHANNEL + number, FIRST_THREAD + number)
    for number in range(crowd.forums):
        yield _discord(FIRST_FORUM + number)


def _telegram(chat: str, topic: str = "") -> Address:
    return Address(platform="telegram", chat=chat, thread=topic)


def _discord(channel: int, thread: int | None = None) -> Address:
    return Address(
        platform="discord",
        chat=str(channel),
        thread="" if thread is None else str(thread),
    )
