"""A lock that is given to who is in a hurry before it is given to who is not.

Asyncio's own gives it to whoever came first. Dozens may wait for SQLite's one pen while
news are collected, and each message on its way would wait for all of them.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import chain

_Waiting = asyncio.Future[None]


class PriorityLock:
    """One at a time: among the urgent and among the others, in the order of their coming.

    While some of both wait, the urgent ones and the others alternate, so that an urgent
    one waits for one of the others at most, and those for no endless row of urgent ones.
    """

    def __init__(self) -> None:
        self._is_taken = False
        self._was_urgent = False
        self._urgent: deque[_Waiting] = deque()
        self._others: deque[_Waiting] = deque()

    @asynccontextmanager
    async def held(self, *, urgent: bool = False) -> AsyncIterator[None]:
        """Wait for a turn, and end it at the end of the block."""
        await self._take(self._urgent if urgent else self._others)
        self._was_urgent = urgent
        try:
            yield
        finally:
            self._pass_on()

    async def _take(self, queue: deque[_Waiting]) -> None:
        if not self._is_taken:
            self._is_taken = True
            return
        ours = asyncio.get_running_loop().create_future()
        queue.append(ours)
        try:
            await ours
        except asyncio.CancelledError:
            if not ours.cancelled():
                self._pass_on()
            raise

    def _pass_on(self) -> None:
        first, second = self._urgent, self._others
        if self._was_urgent:
            first, second = second, first
        for waiting in chain(_emptied(first), _emptied(second)):
            if not waiting.cancelled():
                waiting.set_result(None)
                return
        self._is_taken = False


def _emptied(queue: deque[_Waiting]) -> Iterator[_Waiting]:
    while queue:
        yield queue.popleft()
