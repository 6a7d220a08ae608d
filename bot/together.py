"""Do in one transaction what many want at the same time.

A transaction costs the same for one row and for a hundred. Whoever asks before a round's
transaction has begun is in that round, so that nobody waits for company, and those who
wait for their turn to write wait together.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Generic, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

Wish = TypeVar("Wish")
Result = TypeVar("Result")
_Asked = tuple[Wish, asyncio.Future[Result]]

MOST = 500
"""So many wishes are done in one round; what is left waits for the next."""


class Together(Generic[Wish, Result]):
    """Awaits ``do`` with all wishes of the moment, and hands each asker its result.

    ``begin`` enters the transaction of a round; if it cannot, everybody in the round is
    told so. ``do`` returns one result for each wish, in their order, and changes nothing
    if it raises: then each wish is done alone, so that one that cannot be done fails its
    own asker only.
    """

    def __init__(
        self,
        do: Callable[[AsyncConnection, Sequence[Wish]], Awaitable[Sequence[Result]]],
        begin: Callable[[], AbstractAsyncContextManager[AsyncConnection]],
    ) -> None:
        self._do = do
        self._begin = begin
        self._asked: list[_Asked[Wish, Result]] = []
        self._rounds: asyncio.Task[None] | None = None

    async def __call__(self, wish: Wish) -> Result:
        """Wait for the result of one wish; raises what doing it raised.

        Who gives up waiting may still have it done.
        """
        answer: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._asked.append((wish, answer))
        if self._rounds is None:
            self._rounds = asyncio.create_task(self._go())  # noqa: TID251 - what fails in it is raised to whoever asked
        return await answer

    async def rest(self) -> None:
        """Wait until nothing is being done: whoever asked may have given up."""
        if self._rounds:
            await asyncio.wait([self._rounds])

    async def _go(self) -> None:
        try:
            while self._asked:
                await self._round()
        finally:
            self._rounds = None
            for _, answer in self._asked:
                answer.cancel()

    async def _round(self) -> None:
        asked: Sequence[_Asked[Wish, Result]] = ()
        try:
            async with self._begin() as connection:
                asked = self._next()
                results = await self._do(connection, [wish for wish, _ in asked])
        except Exception as error:  # noqa: BLE001 - whatever it is, it belongs to whoever asked
            if len(asked) > 1:
                await self._one_by_one(asked)
            else:
                _fail(asked or self._next(), error)
        else:
            _answer(asked, results)

    async def _one_by_one(self, asked: Sequence[_Asked[Wish, Result]]) -> None:
        for each in asked:
            try:
                async with self._begin() as connection:
                    results = await self._do(connection, [each[0]])
            except Exception as error:  # noqa: BLE001 - as above
                _fail([each], error)
            else:
                _answer([each], results)

    def _next(self) -> Sequence[_Asked[Wish, Result]]:
        now, self._asked = self._asked[:MOST], self._asked[MOST:]
        return now


def _answer(asked: Sequence[_Asked[Wish, Result]], results: Sequence[Result]) -> None:
    for (_, answer), result in zip(asked, results, strict=True):
        if not answer.done():
            answer.set_result(result)


def _fail(asked: Sequence[_Asked[Wish, Result]], error: Exception) -> None:
    for _, answer in asked:
        if not answer.done():
            answer.set_exception(error)
