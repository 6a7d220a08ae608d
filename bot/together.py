"""Do in one round what many want at the same time.

A transaction costs the same for one row and for a hundred. Whoever asks while a round is
under way is in the next one, so that nobody waits for company.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Wish = TypeVar("Wish")
Result = TypeVar("Result")
_Asked = tuple[Wish, asyncio.Future[Result]]

MOST = 500
"""So many wishes are done in one round; what is left waits for the next."""


class Together(Generic[Wish, Result]):
    """Awaits ``do`` with all wishes of the moment, and hands each asker its result.

    ``do`` returns one result for each wish, in their order, and changes nothing if it
    raises: then each wish is done alone, so that one that cannot be done fails its own
    asker only.
    """

    def __init__(
        self, do: Callable[[Sequence[Wish]], Awaitable[Sequence[Result]]]
    ) -> None:
        self._do = do
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
                # Whoever is about to ask in this turn of the loop comes along.
                await asyncio.sleep(0)
                now, self._asked = self._asked[:MOST], self._asked[MOST:]
                await self._round(now)
        finally:
            self._rounds = None
            for _, answer in self._asked:
                answer.cancel()

    async def _round(self, asked: Sequence[_Asked[Wish, Result]]) -> None:
        try:
            results = await self._do([wish for wish, _ in asked])
        except Exception as error:  # noqa: BLE001 - whatever it is, it belongs to whoever asked
            if len(asked) > 1:
                for each in asked:
                    await self._round([each])
                return
            _fail(asked[0][1], error)
        else:
            for (_, answer), result in zip(asked, results, strict=True):
                if not answer.done():
                    answer.set_result(result)


def _fail(answer: "asyncio.Future[Result]", error: Exception) -> None:
    if not answer.done():
        answer.set_exception(error)
