"""What is done again and again, by a clock that may jump."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.rounds import Round, Rounds, each_minute, each_night
from tests.bot.builders import NOON, Clock

MINUTE = timedelta(minutes=1)


@dataclass(slots=True)
class Day:
    """A clock that only pauses move, and the times at which something was done.

    ``jumps`` are what the clock is set by once it has come to a time.
    """

    until: datetime
    jumps: dict[datetime, timedelta] = field(default_factory=dict)
    clock: Clock = field(default_factory=Clock)
    done: list[str] = field(default_factory=list)
    rounds: Rounds = field(init=False)

    async def do(self) -> None:
        self.done.append(f"{self.clock():%H:%M:%S}")

    async def pause(self, seconds: float) -> None:
        # Whoever was rung goes first.
        for _ in range(3):
            await asyncio.sleep(0)
        if not self.jumps and self.clock() >= self.until:
            self.rounds.stop()
            await asyncio.Event().wait()
        self.clock.pass_(timedelta(seconds=seconds))
        for at in [at for at in self.jumps if self.clock() >= at]:
            self.clock.pass_(self.jumps.pop(at))

    async def run(self, *rounds: Round) -> list[str]:
        self.rounds = Rounds(rounds, clock=self.clock, pause=self.pause)
        await self.rounds.run()
        return self.done


async def test_a_round_is_made_at_the_start_and_as_each_minute_begins() -> None:
    day = Day(until=NOON + 2.5 * MINUTE)
    tick = Round(name="tick", do=day.do, bell=each_minute(), at_start=True)

    assert await day.run(tick) == ["12:00:00", "12:01:00", "12:02:00"]


async def test_a_clock_that_was_set_back_stops_no_round() -> None:
    back = {NOON + 1.5 * MINUTE: timedelta(hours=-2)}
    day = Day(until=NOON - timedelta(hours=2) + 4 * MINUTE, jumps=back)
    tick = Round(name="tick", do=day.do, bell=each_minute())

    assert await day.run(tick) == ["12:01:00", "10:02:00", "10:03:00", "10:04:00"]


async def test_a_clock_that_was_set_ahead_makes_a_round_once() -> None:
    ahead = {NOON + 0.5 * MINUTE: timedelta(hours=20)}
    day = Day(until=NOON + timedelta(hours=20) + MINUTE, jumps=ahead)
    night = Round(name="tidying", do=day.do, bell=each_night())

    assert await day.run(night) == ["08:00:30"]


async def test_a_round_that_fails_is_made_again_at_its_time() -> None:
    day = Day(until=NOON + 2 * MINUTE)

    async def fail() -> None:
        await day.do()
        raise ValueError("a bad day")

    tick = Round(name="tick", do=fail, bell=each_minute())

    assert await day.run(tick) == ["12:01:00", "12:02:00"]
