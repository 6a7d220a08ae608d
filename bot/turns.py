"""Whose turn it is to send: replies first, then follow-ups, then briefings, evenly.

A place is taken before the call and freed its period after the latest moment at which
the platform can have counted the message, so its limits hold at its end too, whatever
the line's delay. Everything runs on the event loop's clock.
"""

import asyncio
from bisect import insort
from collections import deque
from collections.abc import AsyncIterator, Callable, Hashable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import IntEnum
from heapq import heappop, heappush
from itertools import count
from math import inf
from statistics import median

# A pause longer than this is the caller's to wait out, not a task's.
PATIENCE = 10.0
# Two chats told to wait within this time: it is us, not the chats.
_ALARM = 5.0
_SOME_CHATS = 1024
# The fastest of so many answers tells what a call needs at least, there and back. Its
# two halves need not have been fastest together, hence the caution: the more uneven the
# answers, the more of it.
_ANSWERS = 32
_CAUTION = 0.01


class Priority(IntEnum):
    """Who goes first when there is not room for all."""

    REPLY = 1
    FOLLOW_UP = 2
    BRIEFING = 3


class TurnedAway(Exception):
    """A message cannot go now, and never left: try again in ``seconds``."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"no turn within {PATIENCE:.0f} s")
        self.seconds = seconds


class TurnsOver(Exception):
    """The bot stopped while this message waited for its turn; it never left."""


class Window:
    """Room for ``limit`` messages in each ``period`` seconds."""

    def __init__(self, limit: int, period: float) -> None:
        self.limit = limit
        self.period = period
        self._under_way = 0
        self._counted: list[float] = []

    def free_at(self, now: float) -> float:
        """Tell when there is room; ``inf`` if only an answer can make some."""
        while self._counted and self._counted[0] + self.period <= now:
            del self._counted[0]
        missing = self._under_way + len(self._counted) - self.limit
        if missing < 0:
            return now
        if missing < len(self._counted):
            return self._counted[missing] + self.period
        return inf

    def enter(self) -> None:
        """Take a place for a message that is about to go."""
        self._under_way += 1

    def leave(self, counted: float | None) -> None:
        """Say when the message was counted at the latest; ``None`` if it did not go."""
        self._under_way -= 1
        if counted is not None:
            insort(self._counted, counted)

    def idle(self, now: float) -> bool:
        """Say whether nothing is left to remember."""
        return self.free_at(now) == now and not self._under_way + len(self._counted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The windows of one chat; ``calm`` ones count all and hold up briefings only."""

    windows: Sequence[Window] = ()
    calm: Sequence[Window] = ()


class _Chat:
    """The limits of one chat, and until when the platform wants it left alone."""

    def __init__(self, room: Room) -> None:
        self._strict = room.windows
        self.windows = (*room.windows, *room.calm)
        self.paused_until = -inf
        self.parked: list[_Waiter] = []

    def free_at(self, now: float, priority: Priority) -> float:
        is_calm = priority is Priority.BRIEFING
        windows = self.windows if is_calm else self._strict
        return max([self.paused_until, *(each.free_at(now) for each in windows)])

    def idle(self, now: float) -> bool:
        quiet = all(window.idle(now) for window in self.windows)
        return quiet and not self.parked and self.paused_until <= now


@dataclass(frozen=True, slots=True, order=True)
class _Waiter:
    priority: Priority
    number: int
    chat: Hashable = field(compare=False)
    came: asyncio.Future[None] = field(compare=False)


@dataclass(slots=True)
class Turn:
    """A turn that has come; ``begin`` says that the call leaves now."""

    _clock: Callable[[], float]
    began: float | None = None
    answered: bool = False

    def begin(self) -> None:
        self.began = self._clock()


class Turns:
    """Lets messages go one by one, each when all its limits have room.

    ``overall`` is what all chats share, ``each`` makes the room of one chat.
    Briefings are spread evenly over the shared room, so that an answer never waits for
    more than the next place. A ``pause`` is for one chat; from two chats within five
    seconds, it is for all.
    """

    def __init__(self, overall: Window, each: Callable[[Hashable], Room]) -> None:
        self._overall = overall
        self._each = each
        # A little closer than even: the window says how many, this only how bunched.
        self._spacing = 0.9 * overall.period / overall.limit
        self._next_briefing = -inf
        self._chats: dict[Hashable, _Chat] = {}
        self._sweep_at = _SOME_CHATS
        self._ready: list[_Waiter] = []
        self._timers: list[tuple[float, int, Hashable]] = []
        self._numbers = count()
        self._alarm: asyncio.TimerHandle | None = None
        self._paused_until = -inf
        self._last_flood: tuple[float, Hashable] = (-inf, None)
        self._swiftness: deque[float] = deque(maxlen=_ANSWERS)

    @asynccontextmanager
    async def turn(self, chat: Hashable, priority: Priority) -> AsyncIterator[Turn]:
        """Wait for a turn and hold it; raises ``TurnedAway`` and ``TurnsOver``.

        A turn that never begins is given back as if it had not come.
        """
        await self._wait(chat, priority)
        turn = Turn(_now)
        try:
            yield turn
            turn.answered = True
        finally:
            self._leave(chat, self._counted(turn))

    def pause(self, chat: Hashable, seconds: float) -> None:
        """Leave a chat alone, as the platform asked for; all, if it asks twice."""
        now = _now()
        self._chat(chat, now).paused_until = now + seconds
        earlier, other = self._last_flood
        self._last_flood = (now, chat)
        if other != chat and now - earlier <= _ALARM:
            self._paused_until = now + seconds

    def close(self) -> None:
        """Turn away all who wait."""
        for chat in list(self._chats):
            self._unpark(chat)
        for waiter in self._ready:
            if not waiter.came.done():
                waiter.came.set_exception(TurnsOver("the bot is stopping"))
        self._ready.clear()
        self._timers.clear()
        if self._alarm:
            self._alarm.cancel()

    async def _wait(self, chat: Hashable, priority: Priority) -> None:
        came = asyncio.get_running_loop().create_future()
        heappush(self._ready, _Waiter(priority, next(self._numbers), chat, came))
        self._wake()
        try:
            await came
        except asyncio.CancelledError:
            # The turn may have come in the moment that its owner gave up.
            if came.done() and not came.cancelled() and not came.exception():
                self._leave(chat, None)
            raise

    def _counted(self, turn: Turn) -> float | None:
        """Tell when the platform counted a message, at the latest.

        What no answer came to may be counted until now. Of an answered one, the way
        back took at least as long as that of the next call will take the way there:
        together no less than the fastest of late.
        """
        if turn.began is None:
            return None
        now = _now()
        if not turn.answered:
            return now
        self._swiftness.append(now - turn.began)
        return max(turn.began, now - self._sure_seconds())

    def _sure_seconds(self) -> float:
        """Tell how long a call takes at least, as far as late ones let us be sure."""
        if len(self._swiftness) < _ANSWERS:
            return 0.0
        fastest, usual = min(self._swiftness), median(self._swiftness)
        return max(0.0, fastest - max(_CAUTION, usual - fastest))

    def _wake(self) -> None:
        """Let everybody go whose turn it is, and set the alarm for the next."""
        now = _now()
        while self._timers and self._timers[0][0] <= now:
            self._unpark(heappop(self._timers)[2])
        while self._ready and self._admit(self._ready[0], now):
            pass
        self._set_alarm(now)

    def _admit(self, waiter: _Waiter, now: float) -> bool:
        """Decide about the first in line; false if all must wait behind it."""
        chat = self._chat(waiter.chat, now)
        if not waiter.came.done():
            free_at = chat.free_at(now, waiter.priority)
            if (away := self._too_long(waiter, chat, now)) > 0:
                waiter.came.set_exception(TurnedAway(away))
            elif self._free_at(waiter.priority, now) > now:
                return False
            elif free_at > now:
                self._park(chat, waiter, free_at)
            else:
                self._enter(chat, waiter.priority, now)
                waiter.came.set_result(None)
        heappop(self._ready)
        return True

    def _too_long(self, waiter: _Waiter, chat: _Chat, now: float) -> float:
        """Return for how long a waiter has to wait, if that is not worth waiting."""
        until = max(chat.paused_until, self._paused_until)
        free_at = chat.free_at(now, waiter.priority)
        if waiter.priority is Priority.BRIEFING and free_at < inf:
            until = max(until, free_at)
        return until - now if until - now > PATIENCE else 0.0

    def _free_at(self, priority: Priority, now: float) -> float:
        free_at = max(self._paused_until, self._overall.free_at(now))
        if priority is Priority.BRIEFING:
            return max(free_at, self._next_briefing)
        return free_at

    def _park(self, chat: _Chat, waiter: _Waiter, free_at: float) -> None:
        chat.parked.append(waiter)
        if free_at < inf:
            heappush(self._timers, (free_at, next(self._numbers), waiter.chat))

    def _enter(self, chat: _Chat, priority: Priority, now: float) -> None:
        for window in (self._overall, *chat.windows):
            window.enter()
        if priority is Priority.BRIEFING:
            late = max(self._next_briefing, now - self._spacing)
            self._next_briefing = late + self._spacing

    def _leave(self, key: Hashable, counted: float | None) -> None:
        chat = self._chat(key, _now())
        for window in (self._overall, *chat.windows):
            window.leave(counted)
        self._unpark(key)
        self._wake()

    def _unpark(self, chat: Hashable) -> None:
        if chat in self._chats:
            for waiter in self._chats[chat].parked:
                heappush(self._ready, waiter)
            self._chats[chat].parked.clear()

    def _set_alarm(self, now: float) -> None:
        if self._alarm:
            self._alarm.cancel()
        times = [timer[0] for timer in self._timers[:1]]
        times += [self._free_at(first.priority, now) for first in self._ready[:1]]
        next_time = min(times, default=inf)
        if next_time < inf:
            self._alarm = asyncio.get_running_loop().call_at(next_time, self._wake)

    def _chat(self, key: Hashable, now: float) -> _Chat:
        if key not in self._chats:
            if len(self._chats) >= self._sweep_at:
                self._forget_idle_chats(now)
            self._chats[key] = _Chat(self._each(key))
        return self._chats[key]

    def _forget_idle_chats(self, now: float) -> None:
        busy = {key: chat for key, chat in self._chats.items() if not chat.idle(now)}
        self._chats = busy
        self._sweep_at = max(_SOME_CHATS, 2 * len(busy))


def _now() -> float:
    return asyncio.get_running_loop().time()
