"""Keep one platform's messages going: read what is due by the hundred, send it side by side.

Not the engine's work: only the process that holds a platform's token sends to it, so
nobody needs to be told of a job, and a message costs less than a job would.
"""

import asyncio
import logging
from asyncio import TaskGroup
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from bot import outbox
from bot.delivery import Delivering

log = logging.getLogger(__name__)

AT_ONCE = 500
"""So many messages may be under way; most of them wait for their turn."""
_IN_A_ROW = 20
# Nobody rings when another process files a message, or when one fails for a while.
_LOOK_SECONDS = 5.0
_SOON = 0.05
# A look costs as much as a message: while some are under way, and all that was due is
# among them, what is due since then can wait.
_BETWEEN_LOOKS = 0.25


class Dispatch:
    """Sends all that is due to the chats of one platform, one message a chat at a time.

    ``is_up`` says whether the platform can be written to: while it is down, deliveries
    wait and fail no attempts.
    """

    def __init__(
        self,
        delivering: Delivering,
        platform: str,
        *,
        is_up: Callable[[], bool],
        at_once: int = AT_ONCE,
    ) -> None:
        self._delivering = delivering
        self._platform = platform
        self._is_up = is_up
        self._at_once = at_once
        self._busy: set[int] = set()
        self._rung = asyncio.Event()
        self._next_look: asyncio.TimerHandle | None = None
        self._may_be_more = False
        self._is_over = False

    async def run(self) -> None:
        """Send until ``stop``, then let finish what has left."""
        async with TaskGroup() as tasks:
            while not self._is_over:
                self._rung.clear()
                await self._start(tasks)
                if not self._is_over:
                    await self._wait(await self._quiet_seconds())

    async def drain(self) -> None:
        """Send what is due, and return when nothing is left that can be sent now."""
        async with TaskGroup() as tasks:
            while await self._start(tasks) or self._busy:
                self._rung.clear()
                await self._wait(_LOOK_SECONDS)

    def ring(self) -> None:
        """Say that something may be due now, or that the platform can be written to."""
        if self._is_over or self._may_be_more or not self._busy:
            self._look_now()
        elif self._next_look is None:
            loop = asyncio.get_running_loop()
            self._next_look = loop.call_later(_BETWEEN_LOOKS, self._look_now)

    def _look_now(self) -> None:
        if self._next_look:
            self._next_look.cancel()
            self._next_look = None
        self._rung.set()

    def stop(self) -> None:
        """Let ``run`` return; what still waits for its turn is left for the next run."""
        self._is_over = True
        self._delivering.call_off()
        self.ring()

    async def _start(self, tasks: TaskGroup) -> int:
        """Begin as many deliveries as there is room for; returns how many."""
        room = self._at_once - len(self._busy)
        if self._is_over or room <= 0 or not self._is_up():
            return 0
        try:
            due = await outbox.due(
                self._delivering.database,
                [self._platform],
                at=self._delivering.clock(),
                limit=self._at_once,
            )
        except Exception:
            log.exception("%s: what is due cannot be read now", self._platform)
            return 0
        self._may_be_more = len(due) == self._at_once
        free = [each for each in due if each.chat_id not in self._busy][:room]
        for each in free:
            self._busy.add(each.chat_id)
            tasks.create_task(self._send(each.chat_id, each.id))
        return len(free)

    async def _send(self, chat_id: int, delivery_id: int) -> None:
        """Send to a chat what is due, some of it in a row."""
        following: int | None = delivery_id
        try:
            for _ in range(_IN_A_ROW):
                if following is not None:
                    following = await self._delivering.deliver(following)
        except Exception:
            log.exception("%s: delivery %d failed", self._platform, following)
            loop = asyncio.get_running_loop()
            loop.call_later(_LOOK_SECONDS, self._done_with, chat_id)
        else:
            self._done_with(chat_id)

    def _done_with(self, chat_id: int) -> None:
        self._busy.discard(chat_id)
        if len(self._busy) <= self._at_once // 2:
            self.ring()

    async def _quiet_seconds(self) -> float:
        """Tell how long nothing can be due that we know of."""
        now: datetime = self._delivering.clock()
        try:
            then = await outbox.next_at(
                self._delivering.database, self._platform, after=now
            )
        except Exception:
            log.exception("%s: what is due next cannot be read now", self._platform)
            return _LOOK_SECONDS
        if then is None:
            return _LOOK_SECONDS
        return min(_LOOK_SECONDS, max(_SOON, (then - now).total_seconds()))

    async def _wait(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._rung.wait()
