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
_AT_ONCE = 500
_STORY = re.compile(r'"headline":\s*"(?:[^"\\]|\\.)*",\s*"url":\s*"([^"\\]+)"')
_PROOF = re.compile(r'"article_id":\s*([0-9]+)')


@dataclass(slots=True, kw_only=True)
class Printed:
    """Hands on the articles of quotes and stories that were sent since the last look.

    ``watch`` may hear of the same article more than once.
    """

    database: Database
    watch: Callable[[Collection[int], Collection[str]], Awaitable[None]]
    clock: Callable[[], datetime]
    _seen_until: datetime | None = field(init=False, default=None)

    async def hand_on(self) -> None:
        """Look through what was sent; at first through all of a day."""
        now = self.clock()
        since = (self._seen_until or now - _AT_FIRST) - _OVERLAP
        last: int | None = 0
        while last is not None:
            last = await self._hand_on_some(since, last)
        self._seen_until = now

    async def _hand_on_some(self, since: datetime, after: int) -> int | None:
        """Look through some messages behind this id; returns the last one's, if any."""
        async with self.database.reading() as connection:
            query = select(deliveries.c.id, deliveries.c.document).where(
                deliveries.c.state == State.SENT,
                deliveries.c.try_at > since,
                deliveries.c.id > after,
            )
            found = await connection.execute(
                query.order_by(deliveries.c.id).limit(_AT_ONCE)
            )
            texts = {row.id: row.document for row in found}
        articles = {int(id_) for text in texts.values() for id_ in _PROOF.findall(text)}
        urls = {url for text in texts.values() for url in _STORY.findall(text)}
        if articles or urls:
            await self.watch(articles, urls)
        return max(texts, default=None)
