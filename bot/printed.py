"""Which articles were printed of late, so that their pages are looked at again."""

import re
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select

from bot.outbox import State
from bot.tables import deliveries
from digests import Database

_AT_FIRST = timedelta(hours=24)
# A row says when its message was tried, and is written a little later.
_OVERLAP = timedelta(minutes=15)
_PROOF = re.compile(r'"article_id":\s*([0-9]+)')


@dataclass(slots=True, kw_only=True)
class Printed:
    """Hands on the articles whose quotes were sent since the last look.

    ``watch`` may hear of the same article more than once.
    """

    database: Database
    watch: Callable[[Collection[int]], Awaitable[None]]
    clock: Callable[[], datetime]
    _seen_until: datetime | None = field(init=False, default=None)

    async def hand_on(self) -> None:
        """Look through what was sent; at first through all of a day."""
        now = self.clock()
        since = (self._seen_until or now - _AT_FIRST) - _OVERLAP
        async with self.database.reading() as connection:
            sent = await connection.scalars(
                select(deliveries.c.document).where(
                    deliveries.c.state == State.SENT, deliveries.c.try_at > since
                )
            )
            articles = {int(id_) for text in sent for id_ in _PROOF.findall(text)}
        if articles:
            await self.watch(articles)
        self._seen_until = now
