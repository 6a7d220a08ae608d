"""The outbox as those see it who send: many deliveries share each look and each write.

How a call ended is known to nobody else: it is written again and again for as long as
the database takes nothing, because its disk is full or somebody has locked it.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import outbox
from bot.outbox import Delivery, State
from bot.proofs import Slice, StillTrue, slices_of, standing
from bot.together import Together
from digests import Database, outlast

log = logging.getLogger(__name__)

_NOT_WRITTEN = "how a call ended cannot be written now: %s"
_Written = TypeVar("_Written")


@dataclass(frozen=True, slots=True)
class _Take:
    """Commit that a call begins now."""

    id: int
    untrue: int


@dataclass(frozen=True, slots=True)
class _Settle:
    """Commit how a call ended."""

    id: int
    chat_id: int
    changes: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Reads and writes deliveries, as many at once as there are at the moment.

    ``still_true`` says which of these slices still stand in their articles, ``pause``
    waits for seconds.
    """

    database: Database
    still_true: StillTrue
    clock: Callable[[], datetime]
    pause: Callable[[float], Awaitable[object]] = asyncio.sleep
    _look: Together[int, Delivery | None] = field(init=False)
    _write: Together[_Take | _Settle, int | None] = field(init=False)

    def __post_init__(self) -> None:
        looking = Together(self._look_up, self.database.reading)
        object.__setattr__(self, "_look", looking)
        # Until a message is written down it is in doubt, or waits though it is its turn.
        urgent = partial(self.database.writing, urgent=True)
        object.__setattr__(self, "_write", Together(self._written, urgent))

    async def look_up(self, delivery_id: int) -> Delivery | None:
        """Return a delivery that may be sent now, without the quotations that are untrue.

        One that cannot be read ends here.
        """
        return await self._look(delivery_id)

    async def take(self, delivery: Delivery) -> bool:
        """Commit that the call begins now; false if somebody else was faster."""
        return await self._write(_Take(delivery.id, delivery.untrue)) is not None

    async def settle(
        self, delivery: Delivery, state: State, **changes: object
    ) -> int | None:
        """Commit how the call ended; returns the delivery that waited for this one."""
        end = _Settle(delivery.id, delivery.chat_id, {"state": state, **changes})
        return await self.surely(lambda: self._write(end))

    async def rest(self) -> None:
        """Wait until nothing is being read or written any more."""
        await self._look.rest()
        await self._write.rest()

    async def surely(self, write: Callable[[], Awaitable[_Written]]) -> _Written:
        """Write what must not be forgotten, as soon as the database takes it."""
        return await outlast(
            write,
            tell=partial(log.info, _NOT_WRITTEN),
            may_pass=lambda _: True,
            pause=self.pause,
        )

    async def _look_up(
        self, connection: AsyncConnection, ids: Sequence[int]
    ) -> list[Delivery | None]:
        found = await outbox.look_up(connection, ids, at=self.clock())
        if broken := [id_ for id_, delivery in found.items() if delivery is None]:
            async with self.database.writing() as writing:
                await outbox.end_unreadable(writing, broken)
        await self._leave_out_untrue(found)
        return [found.get(id_) for id_ in ids]

    async def _leave_out_untrue(self, found: dict[int, Delivery | None]) -> None:
        known = [delivery for delivery in found.values() if delivery is not None]
        slices = {each.id: slices_of(each.document) for each in known}
        wanted = frozenset[Slice]().union(*slices.values())
        true = await self.still_true(wanted) if wanted else wanted
        for each in known:
            if not slices[each.id] <= true:
                document, untrue = standing(each.document, true)
                found[each.id] = replace(each, document=document, untrue=untrue)

    async def _written(
        self, connection: AsyncConnection, wishes: Sequence[_Take | _Settle]
    ) -> list[int | None]:
        takes = {wish.id: wish.untrue for wish in wishes if isinstance(wish, _Take)}
        settles = [wish for wish in wishes if isinstance(wish, _Settle)]
        taken = set(await outbox.take(connection, takes, at=self.clock()))
        await outbox.settle(connection, {each.id: each.changes for each in settles})
        following = await outbox.following(
            connection, {each.chat_id for each in settles}
        )
        return [_result(wish, taken, following) for wish in wishes]


def _result(
    wish: _Take | _Settle, taken: set[int], following: Mapping[int, int]
) -> int | None:
    """Answer one wish; of several that wish to take the same delivery, the first has it."""
    if isinstance(wish, _Settle):
        return following.get(wish.chat_id)
    if wish.id not in taken:
        return None
    taken.remove(wish.id)
    return wish.id
