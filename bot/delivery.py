"""Send each message once: retry what did not leave, never repeat what may have arrived.

A platform that recognises our key may be asked again for some minutes; on any other,
a message whose fate is unknown is parked, and ``/latest`` shows it.
"""

import logging
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import outbox, subscriptions
from bot.chat import (
    Address,
    Chat,
    ChatGone,
    ChatMoved,
    NotSent,
    Rejected,
    SendError,
    Uncertain,
)
from bot.documents import Document
from bot.notices import missed_document
from bot.outbox import Delivery, State
from bot.proofs import StillTrue, only_true
from bot.tongue import speaking
from digests import Database

log = logging.getLogger(__name__)

# Discord takes a nonce for the same message "within the past few minutes".
REPEATABLE = {"discord": timedelta(minutes=3)}
_NEVER = timedelta(0)
_FIRST_PAUSE = 2.0
_LONGEST_PAUSE = 300.0
_LONGEST_WAIT = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivering:
    """Sends deliveries through the platforms that this process holds.

    ``jitter`` returns 0..1 and spreads the retries of many chats.
    """

    database: Database
    still_true: StillTrue
    chats: Mapping[str, Chat]
    clock: Callable[[], datetime]
    jitter: Callable[[], float] = random.random

    async def recover(self) -> None:
        """Settle what an earlier run left half-sent; before anything is sent."""
        for platform in self.chats:
            left = await outbox.recover(
                self.database,
                platform,
                at=self.clock(),
                repeatable=REPEATABLE.get(platform, _NEVER),
            )
            if left:
                log.warning("%s: %d deliveries were left half-sent", platform, left)

    async def deliver(self, delivery_id: int) -> int | None:
        """Send a delivery if it waits; returns the next part's id once this one is out."""
        now = self.clock()
        delivery = await outbox.look_up(self.database, delivery_id, at=now)
        if delivery is None or delivery.address.platform not in self.chats:
            return None
        if now > delivery.deadline:
            await self._miss(delivery)
            return None
        if not self._may_repeat(delivery, now):
            await self._end(delivery, State.UNCERTAIN, Uncertain("no clear answer"))
            return await outbox.next_part(self.database, delivery)
        document, untrue = await only_true(self.still_true, delivery.document)
        delivery = replace(delivery, document=document)
        if not await outbox.take(self.database, delivery, at=now, untrue=untrue):
            return None
        return await self._send(delivery)

    async def _send(self, delivery: Delivery) -> int | None:
        try:
            message_id = await self._call(delivery, delivery.address)
        except SendError as error:
            await self._settle(delivery, error)
            if not isinstance(error, Uncertain | Rejected):
                return None
        except Exception as error:
            await self._settle(delivery, Uncertain(f"{type(error).__name__}: {error}"))
            raise
        else:
            await outbox.settle(
                self.database,
                delivery,
                State.SENT,
                message_id=message_id,
                why="",
            )
        return await outbox.next_part(self.database, delivery)

    async def _call(self, delivery: Delivery, address: Address) -> str:
        """Call the platform; a chat that moved is followed, once."""
        chat = self.chats[delivery.address.platform]
        try:
            return await chat.send(address, delivery.document, key=delivery.key)
        except ChatMoved as moved:
            if address != delivery.address:
                raise
            async with self.database.writing() as connection:
                await subscriptions.move(connection, delivery.chat_id, moved.address)
            return await self._call(delivery, moved.address)

    async def _settle(self, delivery: Delivery, error: SendError) -> None:
        log.info("delivery %d: %s: %s", delivery.id, type(error).__name__, error)
        match error:
            case ChatGone():
                async with self.database.writing() as connection:
                    await subscriptions.part_with(
                        connection, delivery.chat_id, why=str(error)
                    )
                await self._end(delivery, State.DEAD, error)
            case Rejected():
                await self._end(delivery, State.DEAD, error)
            case Uncertain():
                await self._doubt(delivery, error)
            case NotSent():
                await self._retry(delivery, error, seconds=error.seconds)
            case _:
                await self._retry(delivery, error)

    async def _end(self, delivery: Delivery, state: State, error: SendError) -> None:
        await outbox.settle(self.database, delivery, state, why=str(error))

    async def _doubt(self, delivery: Delivery, error: SendError) -> None:
        """Repeat what the platform would recognise; park anything else."""
        now = self.clock()
        if self._may_repeat(
            replace(delivery, started_at=delivery.started_at or now), now
        ):
            await outbox.settle(
                self.database,
                delivery,
                State.PENDING,
                try_at=now + self._pause(delivery),
                why=str(error),
            )
        else:
            await self._end(delivery, State.UNCERTAIN, error)

    async def _retry(
        self, delivery: Delivery, error: SendError, *, seconds: float | None = None
    ) -> None:
        """Wait as the platform says, or longer each time; nothing of it has arrived."""
        pause = self._pause(delivery)
        if seconds is not None:
            pause = timedelta(seconds=min(max(seconds, 0), _LONGEST_WAIT))
        await outbox.settle(
            self.database,
            delivery,
            State.PENDING,
            try_at=self.clock() + pause,
            started_at=delivery.started_at,
            why=str(error),
        )

    def _may_repeat(self, delivery: Delivery, now: datetime) -> bool:
        """Say whether a call that may have arrived can be made again, if there was one."""
        window = REPEATABLE.get(delivery.address.platform, _NEVER)
        begun = delivery.started_at
        # A clock that was set back must not make an old call look like a fresh one.
        return begun is None or _NEVER <= now - begun < window

    def _pause(self, delivery: Delivery) -> timedelta:
        seconds = min(_FIRST_PAUSE * 2 ** min(delivery.attempts, 10), _LONGEST_PAUSE)
        return timedelta(seconds=seconds * (0.5 + self.jitter()))

    async def _miss(self, delivery: Delivery) -> None:
        """Tell the chat, once for all of them, that briefings came too late to be sent."""
        now = self.clock()
        async with self.database.writing() as connection:
            missed = await outbox.give_up(
                connection, delivery.chat_id, at=now, why="a day late"
            )
            if missed:
                note = await _note_to(connection, delivery.chat_id, missed)
                await outbox.file(connection, delivery.chat_id, [note], at=now)


async def _note_to(connection: AsyncConnection, chat_id: int, missed: int) -> Document:
    """Word the note about missed briefings in the language of its chat."""
    chat = await subscriptions.chat_of(connection, chat_id)
    with speaking(chat.language if chat else ""):
        return missed_document(missed)
