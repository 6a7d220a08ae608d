"""The chats of a run: who they are, what they want, and when it has to come."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import pairwise
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
WISHES = 3
_WORDS = ("bridge", "hospital", "budget")
_IN_COMMON = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A chat, and for each of its wishes the moments at which its slots fall due."""

    address: Address
    zone: str
    length: Length
    due: tuple[tuple[datetime, ...], ...]

    @property
    def moments(self) -> frozenset[datetime]:
        """When briefings come; what falls due together comes together."""
        return frozenset().union(*self.due)

    def rule(self, wish: int) -> Rule:
        zone = ZoneInfo(self.zone)
        local = (moment.astimezone(zone) for moment in self.due[wish])
        return Rule(
            days=EVERY_DAY,
            times=tuple(sorted(time(at.hour, at.minute) for at in local)),
            zone=self.zone,
        )

    def promised(self, wish: int) -> Iterator[str]:
        """List the local times of a wish's slots, as the program words them."""
        zone = ZoneInfo(self.zone)
        for moment in self.due[wish]:
            yield f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def plan(
    addresses: Sequence[Address],
    *,
    first: datetime,
    minutes: int,
    deliveries: int,
    seed: int,
) -> tuple[Reader, ...]:
    """Choose whole minutes from ``first`` on, so many that the deliveries come about."""
    chance = random.Random(seed)  # noqa: S311 - the same plan every time
    start = first.replace(second=0, microsecond=0)
    moments = [start + timedelta(minutes=ahead) for ahead in range(minutes)]
    each, more = divmod(deliveries, len(addresses))
    return tuple(
        Reader(
            address=address,
            zone=ZONES[place % len(ZONES)],
            length=list(Length)[place % len(Length)],
            due=_due(chance, moments, each + (place < more)),
        )
        for place, address in enumerate(addresses)
    )


def _due(
    chance: random.Random, moments: Sequence[datetime], number: int
) -> tuple[tuple[datetime, ...], ...]:
    """Share moments out among one to three wishes, two of which may have one in common.

    They are spread over the run: what waits together comes as one briefing.
    """
    number = max(1, min(number, len(moments), WISHES * MOST_TIMES))
    edges = [place * len(moments) // number for place in range(number + 1)]
    chosen = [moments[chance.randrange(*span)] for span in pairwise(edges)]
    least = -(-number // MOST_TIMES)
    wishes = chance.randint(least, min(WISHES, number))
    shares = [chosen[wish::wishes] for wish in range(wishes)]
    for earlier, share in pairwise(shares):
        if len(share) < MOST_TIMES and chance.random() < _IN_COMMON:
            share.append(earlier[0])
    return tuple(tuple(sorted(share)) for share in shares)


async def subscribe(
    database: Database, readers: Sequence[Reader], *, at: datetime
) -> frozenset[tuple[int, str]]:
    """Subscribe the readers, each wish with its rule; gives the slots that have to come."""
    planned: set[tuple[int, str]] = set()
    async with database.writing() as connection:
        known = list(await connection.scalars(select(sources.c.id)))
        for place, reader in enumerate(readers):
            chat = await subscriptions.greet(connection, reader.address, at=at)
            chat = await subscriptions.reschedule(
                connection, replace(chat, length=reader.length), reader.rule(0), at=at
            )
            await connection.execute(
                update(chats).where(chats.c.id == chat.id).values(length=reader.length)
            )
            for wish, interest in enumerate(
                _interests(place, known)[: len(reader.due)]
            ):
                ruled = replace(chat, rule=reader.rule(wish))
                made = await subscriptions.subscribe(connection, ruled, interest, at=at)
                if made is not None:
                    planned |= {(made.id, local) for local in reader.promised(wish)}
    return frozenset(planned)


def _interests(place: int, known: Sequence[int]) -> list[Interest]:
    """One interest of every kind, in an order of this place."""
    topic, word = TOPICS[place % len(TOPICS)], _WORDS[place // 3 % len(_WORDS)]
    source = str(known[place % len(known)])
    kinds = (
        Interest(kind=InterestKind.TOPIC, value=topic, label=topic),
        Interest(kind=InterestKind.SOURCE, value=source, label="a newspaper"),
        Interest(kind=InterestKind.WORDS, value=word, label=word),
    )
    first = place % len(kinds)
    return [*kinds[first:], *kinds[:first]]
