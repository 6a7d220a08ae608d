"""Messages on platforms where anything may happen to each call."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from typing import final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.chat import Address, Answer, Call, Leave, NotSent, Rejected, Uncertain, freely
from bot.documents import Document
from digests import Database
from tests.bot.builders import NOON, Clock
from tests.bot.post_office import a_filed_briefing, a_post, said


@dataclass(slots=True)
class Weather:
    """What became of each call, in order; then only fine weather."""

    calls: list[str]
    clock: Clock
    arrived: dict[str, list[datetime]] = field(default_factory=dict)
    stillborn: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)

    async def send(self, text: str, call: Call) -> str:
        fate = self.calls.pop(0) if self.calls else "sent"
        call.promise()
        if fate == "killed early":
            self.stillborn.add(text)
            raise asyncio.CancelledError
        call.begin()
        if fate == "not sent":
            raise NotSent("down")
        if fate == "wait":
            raise NotSent("flood", seconds=90)
        if fate == "refused":
            raise Rejected("no")
        self.arrived.setdefault(text, []).append(self.clock())
        if fate == "doubt":
            raise Uncertain("timeout")
        if fate == "killed late":
            call.arrive()
            self.known.add(text)
        if fate.startswith("killed"):
            raise asyncio.CancelledError
        return "m"


@final
class StormyChat:
    """A platform in bad weather."""

    def __init__(self, platform: str, weather: Weather) -> None:
        self.platform = platform
        self.weather = weather

    async def run(self, answer: Answer, *, ready: Callable[[], None]) -> None:
        ready()

    async def send(
        self, address: Address, document: Document, *, key: str, leave: Leave = freely
    ) -> str:
        return await self.weather.send(said(document), await leave())

    def parts(self, document: Document) -> tuple[Document, ...]:
        return (document,)

    async def private(self, person: str) -> Address:
        return Address(platform=self.platform, chat=person)


fates = st.lists(
    st.sampled_from(
        [
            *("sent", "not sent", "wait", "refused", "doubt"),
            *("killed early", "killed", "killed late"),
        ]
    ),
    max_size=12,
)
example = count()


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(fates, st.integers(1, 3), st.sampled_from(["telegram", "discord"]))
async def test_in_any_weather_nothing_is_lost_and_nothing_doubled(
    database: Database, calls: list[str], parts: int, platform: str
) -> None:
    post = a_post(database, platform=platform)
    weather = Weather(calls, post.clock)
    chats = {platform: StormyChat(platform, weather)}
    post.delivering = replace(post.delivering, chats=chats)
    here = Address(platform=platform, chat=str(next(example)))
    await post.delivering.recover()
    are_noted = database.beside("calls") is not None
    texts = [f"part {number}" for number in range(parts)]
    await a_filed_briefing(database, *texts, address=here)
    while "pending" in (states := await post.states()) or "sending" in states:
        with suppress(asyncio.CancelledError):
            await post.sweep()
        await post.delivering.recover()
        post.clock.pass_(timedelta(seconds=20))
        assert post.clock() < NOON + timedelta(hours=3)
    own = states[-parts:]

    assert set(own) <= {"sent", "uncertain", "dead"}
    for text, state in zip(texts, own, strict=True):
        arrivals = weather.arrived.get(text, [])
        window = timedelta(minutes=3) if platform == "discord" else timedelta(0)
        is_doubtful = text in weather.stillborn and not are_noted
        lost = {"dead", "uncertain"} if is_doubtful else {"dead"}
        assert arrivals or state in lost
        assert not arrivals or arrivals[-1] - arrivals[0] <= window
        assert platform == "discord" or len(arrivals) <= 1
        assert text not in weather.known or not are_noted or state == "sent"
    firsts = [weather.arrived[text][0] for text in texts if text in weather.arrived]
    assert firsts == sorted(firsts)
