"""Deliveries whose fate is unknown are looked for where a platform shows what it has.

Found, one was sent. Surely not there, it is sent again while that is in time. Where
nobody can tell, it stays uncertain, and is looked for again some hours later.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import outbox
from bot.chat import NotSent, SendError, Shown
from bot.documents import Document
from bot.outbox import Delivery, State
from bot.proofs import StillTrue, only_true
from digests import Database

log = logging.getLogger(__name__)

SETTLED = timedelta(minutes=5)
"""So long after its call a message is looked for: no answer can be under way any more."""
_LATER = timedelta(hours=6)
_AT_ONCE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Searching:
    """Looks through the platforms of this process that show what was sent.

    ``still_true`` says which slices stand: a message may have left without the others.
    """

    database: Database
    still_true: StillTrue
    shown: Mapping[str, Shown]
    clock: Callable[[], datetime]

    async def look(self) -> None:
        """Look for what is uncertain, few at a time, the longest waiting first."""
        now = self.clock()
        async with self.database.reading() as connection:
            doubtful = await outbox.uncertain(
                connection,
                list(self.shown),
                at=now,
                begun_before=now - SETTLED,
                limit=_AT_ONCE,
            )
        for delivery in doubtful:
            await self._look_for(delivery)

    async def _look_for(self, delivery: Delivery) -> None:
        shown = self.shown[delivery.address.platform]
        async with self.database.reading() as connection:
            known = await outbox.message_ids(connection, delivery)
        try:
            message_id = await shown.find(
                delivery.address,
                await self._forms(delivery),
                since=delivery.started_at or self.clock(),
                known=known,
            )
        except NotSent as outage:
            log.info("delivery %d is looked for later: %s", delivery.id, outage)
            return
        except SendError as error:
            log.info("delivery %d stays uncertain: %s", delivery.id, error)
            await self._settle(delivery, try_at=self.clock() + _LATER)
            return
        if message_id:
            log.info("delivery %d had arrived", delivery.id)
            await self._settle(delivery, state=State.SENT, message_id=message_id)
        else:
            log.info("delivery %d never arrived and is sent again", delivery.id)
            await self._settle(
                delivery, state=State.PENDING, try_at=self.clock(), started_at=None
            )

    async def _forms(self, delivery: Delivery) -> Sequence[Document]:
        """List how a delivery may look: with its quotations, and with the true ones."""
        true, untrue = await only_true(self.still_true, delivery.document)
        return (delivery.document, true) if untrue else (true,)

    async def _settle(self, delivery: Delivery, **changes: object) -> None:
        async with self.database.writing() as connection:
            await outbox.settle_uncertain(connection, delivery.id, changes)
