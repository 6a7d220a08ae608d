"""Send each message once: retry what did not leave, never repeat what may have arrived.

A platform that recognises our key may be asked again for some minutes; on any other,
a message whose fate is unknown is parked, and ``/latest`` shows it.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import outbox, partings, subscriptions
from bot.call_notes import CallNotes, noted
from bot.chat import (
    Address,
    Call,
    Chat,
    ChatGone,
    ChatMoved,
    NotSent,
    Rejected,
    SendError,
    Uncertain,
)
from bot.documents import Document
from bot.ledger import Ledger
from bot.notices import missed_document
from bot.outbox import Delivery, State
from bot.proofs import StillTrue
from bot.recovery import recover
from bot.tongue import speaking
from digests import OUTAGES, Database, Reason, in_short

log = logging.getLogger(__name__)

# Discord takes a nonce for the same message "within the past few minutes".
REPEATABLE = {"discord": timedelta(minutes=3)}
_NEVER = timedelta(0)
_FIRST_PAUSE = 2.0
_LONGEST_PAUSE = 300.0
_LONGEST_WAIT = 86_400.0


class _Overtaken(Exception):
    """Somebody else took this delivery, or its chat is gone: leave it alone."""


@dataclass(slots=True, kw_only=True)
class _Departure:
    """A delivery that waits for its turn, and is taken when that comes."""

    delivery: Delivery
    ledger: Ledger
    clock: Callable[[], datetime]
    notes: CallNotes | None
    call: asyncio.Task[str] | None = None
    is_leaving: bool = False
    has_left: bool = False
    is_off: bool = False

    async def leave(self) -> Call:
        """Commit that the call begins now; a second call for the same message is free.

        What cannot be noted does not leave.
        """
        if self.is_leaving:
            return self
        self.is_leaving = True
        try:
            is_ours = await self.ledger.take(self.delivery)
            if is_ours and self.notes:
                self.notes.take(self.delivery.id, at=self.clock())
        except OUTAGES as error:
            raise NotSent(f"The database takes nothing: {in_short(error)}") from error
        if not is_ours:
            raise _Overtaken
        self.has_left = True
        return self

    def promise(self) -> None:
        """Note that the call tells before its bytes leave."""
        self._note(CallNotes.promise)

    def begin(self) -> None:
        """Note that the call's bytes leave."""
        self._note(CallNotes.begin)

    def _note(self, how: Callable[..., None]) -> None:
        """Note how far the call is; what cannot be noted does not leave."""
        try:
            if self.notes:
                how(self.notes, self.delivery.id, at=self.clock())
        except OSError as error:
            raise NotSent(f"The call cannot be noted: {error}") from error

    def arrive(self, message_id: str = "") -> None:
        """Note that the platform has the message, and as what, once that is known."""
        if not (self.notes and self.has_left):
            return
        try:
            self.notes.answer(self.delivery.id, message_id, at=self.clock())
        except OSError as error:
            log.info("delivery %d: no note of its answer: %s", self.delivery.id, error)

    async def go(self, chat: Chat, address: Address) -> str:
        """Call the platform when its turn has come; returns the message's id."""
        delivery = self.delivery
        message_id = await chat.send(
            address, delivery.document, key=delivery.key, leave=self.leave
        )
        self.arrive(message_id)
        return message_id

    def end(self) -> None:
        """Forget the call: how it ended is committed."""
        if self.notes:
            self.notes.end(self.delivery.id)

    def call_off(self) -> None:
        """Let it wait for another day, unless its turn has come."""
        if self.call and not self.is_leaving:
            self.is_off = True
            self.call.cancel()


@dataclass(slots=True, kw_only=True)
class Delivering:
    """Sends deliveries through the platforms that this process holds.

    ``jitter`` returns 0..1 and spreads the retries of many chats; ``pause`` waits for
    seconds.
    """

    database: Database
    still_true: StillTrue
    chats: Mapping[str, Chat]
    clock: Callable[[], datetime]
    jitter: Callable[[], float] = random.random
    pause: Callable[[float], Awaitable[object]] = asyncio.sleep
    _ledger: Ledger = field(init=False)
    _is_closing: bool = field(init=False, default=False)
    _departures: dict[int, _Departure] = field(init=False, default_factory=dict)
    _notes: dict[str, CallNotes | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._ledger = Ledger(
            database=self.database,
            still_true=self.still_true,
            clock=self.clock,
            pause=self.pause,
        )

    async def recover(self, *platforms: str) -> None:
        """Settle what an earlier run left half-sent; before anything is sent."""
        for platform in platforms or self.chats:
            await self._ledger.surely(partial(self._recover, platform))

    async def _recover(self, platform: str) -> None:
        notes = self.database.beside(f"{platform}.calls")
        left = await recover(
            self.database,
            platform,
            at=self.clock(),
            repeatable=REPEATABLE.get(platform, _NEVER),
            noted=noted(notes) if notes else None,
        )
        if left:
            log.warning("%s: %d deliveries were left half-sent", platform, left)
        if notes:
            self._notes[platform] = CallNotes.anew(notes, at=self.clock())

    async def deliver(self, delivery_id: int) -> int | None:
        """Send a delivery if it waits; returns what its chat is sent next, once it is out.

        The row says ``sending`` from the moment its turn has come until the platform
        answered: what only waits for a turn is lost by no crash.
        """
        delivery = await self._ledger.look_up(delivery_id)
        now = self.clock()
        if delivery is None or delivery.address.platform not in self.chats:
            return None
        if delivery.gone is not None:
            # It was filed, or tried again, while the chat was being parted with.
            return await self._ledger.settle(
                delivery, State.DEAD, why=str(delivery.gone)
            )
        if now > delivery.deadline:
            await self._miss(delivery)
            return None
        if not self._may_repeat(delivery, now):
            return await self._end(
                delivery, State.UNCERTAIN, Uncertain("no clear answer")
            )
        return await self._send(
            _Departure(
                delivery=delivery,
                ledger=self._ledger,
                clock=self.clock,
                notes=self._notes_of(delivery.address.platform),
            )
        )

    def _notes_of(self, platform: str) -> CallNotes | None:
        """Return where calls are noted; if nobody has recovered, nowhere.

        An earlier run's notes go then, or ours would be missing among them.
        """
        if platform not in self._notes:
            self._notes[platform] = None
            if left := self.database.beside(f"{platform}.calls"):
                left.unlink(missing_ok=True)
        return self._notes[platform]

    def call_off(self) -> None:
        """Send nothing more of what waits for its turn; it is sent by the next run."""
        self._is_closing = True
        for departure in list(self._departures.values()):
            departure.call_off()

    async def rest(self) -> None:
        """Wait until nothing of this is at the database any more."""
        await self._ledger.rest()

    async def _send(self, departure: _Departure) -> int | None:
        delivery = departure.delivery
        if self._is_closing:
            return None
        self._departures[delivery.id] = departure
        try:
            message_id = await self._call(departure, delivery.address)
        except _Overtaken:
            return None
        except asyncio.CancelledError:
            if departure.is_off:
                return None
            raise
        except SendError as error:
            following = await self._settle(delivery, error)
        except Exception as error:
            why = f"{type(error).__name__}: {error}"
            fate = Uncertain(why) if departure.has_left else Rejected(why)
            await self._settle(delivery, fate)
            departure.end()
            raise
        else:
            following = await self._ledger.settle(
                delivery, State.SENT, message_id=message_id, why=""
            )
        finally:
            self._departures.pop(delivery.id, None)
        departure.end()
        return following

    async def _call(self, departure: _Departure, address: Address) -> str:
        """Call the platform; a chat that moved is followed, once."""
        delivery = departure.delivery
        departure.call = asyncio.ensure_future(
            departure.go(self.chats[delivery.address.platform], address)
        )
        try:
            return await departure.call
        except ChatMoved as moved:
            if address != delivery.address:
                raise
            await self._ledger.surely(
                partial(self._move, delivery.chat_id, moved.address)
            )
            return await self._call(departure, moved.address)

    async def _move(self, chat_id: int, address: Address) -> None:
        async with self.database.writing() as connection:
            await partings.move(connection, chat_id, address)

    async def _part_with(self, chat_id: int, why: Reason) -> None:
        async with self.database.writing() as connection:
            await partings.part_with(connection, chat_id, why=why, at=self.clock())

    async def _settle(self, delivery: Delivery, error: SendError) -> int | None:
        """Note how a call failed; returns what its chat is sent next, if it may be now."""
        log.info("delivery %d: %s: %s", delivery.id, type(error).__name__, error)
        match error:
            case ChatGone(reason=why):
                await self._ledger.surely(
                    partial(self._part_with, delivery.chat_id, why)
                )
                await self._end(delivery, State.DEAD, error)
            case Rejected():
                return await self._end(delivery, State.DEAD, error)
            case Uncertain():
                return await self._doubt(delivery, error)
            case NotSent():
                await self._retry(delivery, error, seconds=error.seconds)
            case _:
                await self._retry(delivery, error)
        return None

    async def _end(
        self, delivery: Delivery, state: State, error: SendError
    ) -> int | None:
        return await self._ledger.settle(delivery, state, why=str(error))

    async def _doubt(self, delivery: Delivery, error: SendError) -> int | None:
        """Repeat what the platform would recognise; park anything else."""
        now = self.clock()
        if not self._may_repeat(
            replace(delivery, started_at=delivery.started_at or now), now
        ):
            return await self._end(delivery, State.UNCERTAIN, error)
        await self._ledger.settle(
            delivery,
            State.PENDING,
            try_at=now + self._pause(delivery),
            why=str(error),
        )
        return None

    async def _retry(
        self, delivery: Delivery, error: SendError, *, seconds: float | None = None
    ) -> None:
        """Wait as the platform says, or longer each time; nothing of it has arrived."""
        pause = self._pause(delivery)
        if seconds is not None:
            pause = timedelta(seconds=min(max(seconds, 0), _LONGEST_WAIT))
        await self._ledger.settle(
            delivery,
            State.PENDING,
            # A call that failed before its turn had come was an attempt too.
            attempts=delivery.attempts + 1,
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
