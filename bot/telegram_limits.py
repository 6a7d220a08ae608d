"""Whose turn it is to send to Telegram: replies first, then follow-ups, then briefings.

Telegram publishes 1 message a second to a chat (short bursts pass), 20 a minute to a
group and about 30 a second overall (https://core.telegram.org/bots/faq). A place is
taken from before the request until its period after the answer, so the limits hold at
Telegram's end too, whatever the line's delay. Everything runs on the event loop's clock.
"""

import asyncio
import os
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from enum import IntEnum
from heapq import heappop, heappush
from itertools import count
from math import ceil, inf
from typing import Any

from telegram.error import RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter
from typing_extensions import override

# The library's own switch to waiting times as ``timedelta``; it warns without it.
os.environ.setdefault("PTB_TIMEDELTA", "true")

Result = bool | dict[str, Any] | list[dict[str, Any]]

# A pause longer than this is the caller's to wait out, not a task's.
PATIENCE = 10.0
# Two chats told to wait within this time: it is us, not the chats.
_ALARM = 5.0
_SOME_CHATS = 1024


class Priority(IntEnum):
    """Who goes first when there is not room for all."""

    REPLY = 1
    FOLLOW_UP = 2
    BRIEFING = 3


class Closed(TelegramError):
    """The bot stopped while this request waited for its turn; it never left."""


class Window:
    """Room for ``limit`` messages in each ``period`` seconds."""

    def __init__(self, limit: int, period: float) -> None:
        self._limit = limit
        self._period = period
        self._under_way = 0
        self._ended: deque[float] = deque()

    def free_at(self, now: float) -> float:
        """Tell when there is room; ``inf`` if only an answer can make some."""
        while self._ended and self._ended[0] + self._period <= now:
            self._ended.popleft()
        missing = self._under_way + len(self._ended) - self._limit
        if missing < 0:
            return now
        return (
            self._ended[missing] + self._period if missing < len(self._ended) else inf
        )

    def enter(self) -> None:
        self._under_way += 1

    def leave(self, now: float) -> None:
        self._under_way -= 1
        self._ended.append(now)

    def idle(self, now: float) -> bool:
        return self.free_at(now) == now and not self._under_way + len(self._ended)


class _Chat:
    """The limits of one chat, and until when Telegram wants it left alone."""

    def __init__(self, *, group: bool) -> None:
        self._windows = [Window(3, 3.0), *([Window(20, 60.0)] if group else [])]
        self.paused_until = -inf
        self.parked: list[_Waiter] = []

    def free_at(self, now: float) -> float:
        return max(self.paused_until, *(each.free_at(now) for each in self._windows))

    def enter(self) -> None:
        for window in self._windows:
            window.enter()

    def leave(self, now: float) -> None:
        for window in self._windows:
            window.leave(now)

    def idle(self, now: float) -> bool:
        windows = all(window.idle(now) for window in self._windows)
        return windows and not self.parked and self.paused_until <= now


@dataclass(frozen=True, slots=True, order=True)
class _Waiter:
    priority: Priority
    number: int
    chat: int | str = field(compare=False)
    turn: asyncio.Future[None] = field(compare=False)


class TelegramLimits(BaseRateLimiter[Priority]):
    """Lets requests go one by one, each when all its limits have room.

    Only messages and edits wait their turn. A 429 pauses its chat; from two chats
    within five seconds, it pauses all. Who would wait longer than ``PATIENCE`` for a
    pause to end is turned away with the ``RetryAfter`` that is left of it.
    """

    def __init__(self) -> None:
        self._overall = Window(30, 1.0)
        self._briefings = Window(25, 1.0)
        self._chats: dict[int | str, _Chat] = {}
        self._sweep_at = _SOME_CHATS
        self._ready: list[_Waiter] = []
        self._timers: list[tuple[float, int, int | str]] = []
        self._numbers = count()
        self._alarm: asyncio.TimerHandle | None = None
        self._paused_until = -inf
        self._last_flood: tuple[float, int | str | None] = (-inf, None)

    @override
    async def initialize(self) -> None:
        """Windows start empty: there is nothing to prepare."""

    @override
    async def shutdown(self) -> None:
        """Turn away all who wait."""
        for chat in list(self._chats):
            self._unpark(chat)
        for waiter in self._ready:
            if not waiter.turn.done():
                waiter.turn.set_exception(Closed("the bot is stopping"))
        self._ready.clear()
        self._timers.clear()
        if self._alarm:
            self._alarm.cancel()

    @override
    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Priority | None,
    ) -> Result:
        """Call when it is this request's turn; raises what the call raises."""
        chat: int | str | None = data.get("chat_id")
        if chat is None or not _counts(endpoint):
            return await callback(*args, **kwargs)
        priority = rate_limit_args or Priority.REPLY
        await self._turn(chat, priority)
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as flood:
            self._pause(chat, _seconds(flood))
            raise
        finally:
            self._leave(chat, priority)

    async def _turn(self, chat: int | str, priority: Priority) -> None:
        turn = asyncio.get_running_loop().create_future()
        waiter = _Waiter(priority, next(self._numbers), chat, turn)
        heappush(self._ready, waiter)
        self._wake()
        try:
            await turn
        except asyncio.CancelledError:
            # The turn may have come in the moment that its owner gave up.
            if turn.done() and not turn.cancelled() and not turn.exception():
                self._leave(chat, priority)
            raise

    def _wake(self) -> None:
        """Let everybody go whose turn it is, and set the alarm for the next."""
        now = asyncio.get_running_loop().time()
        while self._timers and self._timers[0][0] <= now:
            self._unpark(heappop(self._timers)[2])
        while self._ready and self._admit(self._ready[0], now):
            pass
        self._set_alarm(now)

    def _admit(self, waiter: _Waiter, now: float) -> bool:
        """Decide about the first in line; false if all must wait behind it."""
        chat = self._chat(waiter.chat, now)
        pause = max(chat.paused_until, self._paused_until) - now
        if not waiter.turn.done():
            if pause > PATIENCE:
                waiter.turn.set_exception(RetryAfter(ceil(pause)))
            elif self._free_at(waiter.priority, now) > now:
                return False
            elif (free_at := chat.free_at(now)) > now:
                chat.parked.append(waiter)
                if free_at < inf:
                    entry = (free_at, next(self._numbers), waiter.chat)
                    heappush(self._timers, entry)
            else:
                self._enter(chat, waiter.priority)
                waiter.turn.set_result(None)
        heappop(self._ready)
        return True

    def _free_at(self, priority: Priority, now: float) -> float:
        free_at = max(self._paused_until, self._overall.free_at(now))
        if priority is Priority.BRIEFING:
            return max(free_at, self._briefings.free_at(now))
        return free_at

    def _enter(self, chat: _Chat, priority: Priority) -> None:
        chat.enter()
        self._overall.enter()
        if priority is Priority.BRIEFING:
            self._briefings.enter()

    def _leave(self, chat: int | str, priority: Priority) -> None:
        now = asyncio.get_running_loop().time()
        self._chat(chat, now).leave(now)
        self._overall.leave(now)
        if priority is Priority.BRIEFING:
            self._briefings.leave(now)
        self._unpark(chat)
        self._wake()

    def _pause(self, chat: int | str, seconds: float) -> None:
        now = asyncio.get_running_loop().time()
        self._chat(chat, now).paused_until = now + seconds
        earlier, other = self._last_flood
        self._last_flood = (now, chat)
        if other != chat and now - earlier <= _ALARM:
            self._paused_until = now + seconds

    def _unpark(self, chat: int | str) -> None:
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
            loop = asyncio.get_running_loop()
            self._alarm = loop.call_at(next_time, self._wake)

    def _chat(self, chat: int | str, now: float) -> _Chat:
        if chat not in self._chats:
            if len(self._chats) >= self._sweep_at:
                self._forget_idle_chats(now)
            private = isinstance(chat, int) and chat > 0
            self._chats[chat] = _Chat(group=not private)
        return self._chats[chat]

    def _forget_idle_chats(self, now: float) -> None:
        busy = {key: chat for key, chat in self._chats.items() if not chat.idle(now)}
        self._chats = busy
        self._sweep_at = max(_SOME_CHATS, 2 * len(busy))


def _counts(endpoint: str) -> bool:
    """Tell whether Telegram counts this call as a message."""
    return endpoint.startswith(("send", "edit")) and endpoint != "sendChatAction"


def _seconds(flood: RetryAfter) -> float:
    wait = flood.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
