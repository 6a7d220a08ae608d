"""Sent messages that print what a page no longer says are corrected where they stand.

A correction is a row, one a message: it may be made again at any time, since the same
change twice is one change. After two days a message stays as it is.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.chat import Address, Editable, NotSent, SendError, Uncertain
from bot.corrected import corrected
from bot.documents import Document, Proof, from_json, to_json
from bot.outbox import DEADLINE, State
from bot.proofs import StillTrue, slice_of, slices_of
from bot.tables import chats, corrections, deliveries
from digests import Database, Loss, insert

log = logging.getLogger(__name__)

CORRECTABLE = timedelta(hours=48)
"""So long a message may be changed, on Telegram and for us."""
_PAUSE = timedelta(minutes=1)
_ATTEMPTS = 10
_AT_ONCE = 20


class Losses(Protocol):
    """Lists the articles whose pages lost something since a moment."""

    def __call__(self, *, since: datetime) -> Awaitable[tuple[Loss, ...]]: ...


@dataclass(slots=True, kw_only=True)
class Correcting:
    """Corrects through the platforms of this process that can change what was sent."""

    database: Database
    losses: Losses
    still_true: StillTrue
    editable: Mapping[str, Editable]
    clock: Callable[[], datetime]
    _known: set[Loss] = field(init=False, default_factory=set)

    async def correct(self) -> None:
        """File what became wrong, and change what is due, few messages at a time."""
        if self.editable:
            await self._find()
            for delivery_id in await self._due():
                await self._change(delivery_id)

    async def _find(self) -> None:
        """File corrections for losses that were not looked at since the start."""
        since = self.clock() - CORRECTABLE
        losses = {each.article_id: each for each in await self.losses(since=since)}
        for loss in set(losses.values()) - self._known:
            for delivery_id in await self._printing(loss, since):
                await self._file(delivery_id, losses)
        self._known = set(losses.values())

    async def _printing(self, loss: Loss, since: datetime) -> tuple[int, ...]:
        """List the messages that print something of an article and may be changed."""
        document = deliveries.c.document
        async with self.database.reading() as connection:
            found = await connection.scalars(
                select(deliveries.c.id)
                .join_from(deliveries, chats)
                .where(
                    deliveries.c.state == State.SENT,
                    # Said once more, so that the index of states and times is used.
                    deliveries.c.try_at > since - DEADLINE,
                    deliveries.c.message_id != "",
                    deliveries.c.started_at > since,
                    chats.c.corrects,
                    chats.c.platform.in_(list(self.editable)),
                    or_(
                        document.contains(f'"article_id":{loss.article_id},'),
                        document.contains(loss.url, autoescape=True),
                    ),
                )
            )
            return tuple(found)

    async def _file(self, delivery_id: int, losses: Mapping[int, Loss]) -> None:
        async with self.database.reading() as connection:
            stored = await connection.scalar(
                select(deliveries.c.document).where(deliveries.c.id == delivery_id)
            )
        document = from_json(stored or "")
        after = await self._corrected(document, losses)
        if after == document:
            return
        async with self.database.writing() as connection:
            await _file(connection, delivery_id, after, at=self.clock())

    async def _corrected(
        self, document: Document, losses: Mapping[int, Loss]
    ) -> Document:
        true = await self.still_true(slices_of(document))

        def stands(proof: Proof) -> bool:
            return slice_of(proof) in true

        return corrected(document, losses, stands)

    async def _due(self) -> tuple[int, ...]:
        async with self.database.reading() as connection:
            found = await connection.scalars(
                select(corrections.c.delivery_id)
                .join_from(corrections, chats)
                .where(
                    corrections.c.state == State.PENDING,
                    corrections.c.try_at <= self.clock(),
                    chats.c.platform.in_(list(self.editable)),
                    chats.c.state == "active",
                )
                .order_by(corrections.c.try_at)
                .limit(_AT_ONCE)
            )
            return tuple(found)

    async def _change(self, delivery_id: int) -> None:
        async with self.database.reading() as connection:
            query = (
                select(corrections, deliveries.c.message_id)
                .add_columns(chats.c.platform, chats.c.chat, chats.c.thread)
                .join_from(corrections, deliveries)
                .join(chats, chats.c.id == corrections.c.chat_id)
                .where(corrections.c.delivery_id == delivery_id)
            )
            row = (await connection.execute(query)).one()
        address = Address(platform=row.platform, chat=row.chat, thread=row.thread)
        attempts = row.attempts + 1
        try:
            await self.editable[row.platform].edit(
                address, row.message_id, from_json(row.document)
            )
        except (NotSent, Uncertain) as error:
            over = attempts >= _ATTEMPTS and not isinstance(error, NotSent)
            wait = timedelta(seconds=getattr(error, "seconds", None) or 0)
            await self._note(
                delivery_id,
                state=State.DEAD if over else State.PENDING,
                attempts=attempts,
                try_at=self.clock() + max(wait, _PAUSE),
                why=str(error),
            )
        except SendError as error:
            log.info("delivery %d stays as it is: %s", delivery_id, error)
            await self._note(delivery_id, state=State.DEAD, why=str(error))
        else:
            await self._note(delivery_id, state=State.SENT, attempts=attempts, why="")

    async def _note(self, delivery_id: int, **changes: object) -> None:
        async with self.database.writing() as connection:
            await connection.execute(
                update(corrections)
                .where(corrections.c.delivery_id == delivery_id)
                .values(**changes)
            )


async def _file(
    connection: AsyncConnection, delivery_id: int, document: Document, *, at: datetime
) -> None:
    """File a correction, unless the very same one is there."""
    of = select(deliveries.c.chat_id).where(deliveries.c.id == delivery_id)
    changes = {
        "document": to_json(document),
        "state": State.PENDING,
        "attempts": 0,
        "try_at": at,
        "why": "",
    }
    row = insert(connection, corrections).values(
        delivery_id=delivery_id, chat_id=of.scalar_subquery(), **changes
    )
    await connection.execute(
        row.on_conflict_do_update(
            index_elements=[corrections.c.delivery_id],
            set_=changes,
            where=corrections.c.document != changes["document"],
        )
    )
