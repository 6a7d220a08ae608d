"""The chats of a run: who they are, what they want, and when it has to come."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from bot import subscriptions
from bot.chat import Address
from bot.schedule import EVERY_DAY, MOST_TIMES, Rule
from bot.tables import chats
from digests import Database, Interest, InterestKind, Length
from digests.tables import sources

ZONES = ("UTC", "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns")
TOPICS = ("world", "tech", "science")
_WORDS = ("bridge", "hospital", "budget")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A chat, and the moments at which its slots have to fall due."""

    address: Address
    zone: str
    length: Length
    due: tuple[datetime, ...]

    @property
    def rule(self) -> Rule:
        zone = ZoneInfo(self.zone)
        local = (moment.astimezone(zone) for moment in self.due)
        return Rule(
            days=EVERY_DAY,
            times=tuple(sorted(time(at.hour, at.minute) for at in local)),
            zone=self.zone,
        )

    def promised(self) -> Iterator[str]:
        """List the local times of the slots, as the program words them."""
        zone = ZoneInfo(self.zone)
        for moment in self.due:
            yield f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def plan(
    addresses: Sequence[Address], *, first: datetime, minutes: int, seed: int
) -> tuple[Reader, ...]:
    """Choose up to six whole minutes for each chat, among those from ``first`` on."""
    chance = random.Random(seed)  # noqa: S311 - the same plan every time
    start = first.replace(second=0, microsecond=0)
    moments = [start + timedelta(minutes=ahead) for ahead in range(minutes)]
    number = min(minutes, MOST_TIMES)
    return tuple(
        Reader(
            address=address,
            zone=ZONES[place % len(ZONES)],
            length=list(Length)[place % len(Length)],
            due=tuple(sorted(chance.sample(moments, chance.randint(1, number)))),
        )
        for place, address in enumerate(addresses)
    )


async def subscribe(
    database: Database, readers: Sequence[Reader], *, at: datetime
) -> frozenset[tuple[int, str]]:
    """Subscribe the readers, as commands would; gives the slots that have to come."""
    planned: set[tuple[int, str]] = set()
    async with database.writing() as connection:
        known = list(await connection.scalars(select(sources.c.id)))
        for place, reader in enumerate(readers):
            chat = await subscriptions.greet(connection, reader.address, at=at)
            chat = await subscriptions.reschedule(
                connection, replace(chat, length=reader.length), reader.rule, at=at
            )
            await connection.execute(
                update(chats).where(chats.c.id == chat.id).values(length=reader.length)
            )
            for interest in _interests(place, known):
                made = await subscriptions.subscribe(connection, chat, interest, at=at)
                if made is not None:
                    planned |= {(made.id, local) for local in reader.promised()}
    return frozenset(planned)


def _interests(place: int, known: Sequence[int]) -> Iterator[Interest]:
    """One to three interests, of every kind."""
    topic, word = TOPICS[place % len(TOPICS)], _WORDS[place // 3 % len(_WORDS)]
    yield Interest(kind=InterestKind.TOPIC, value=topic, label=topic)
    if place % 2:
        source = str(known[place % len(known)])
        yield Interest(kind=InterestKind.SOURCE, value=source, label="a newspaper")
    if place % 3 == 1:
        yield Interest(kind=InterestKind.WORDS, value=word, label=word)
