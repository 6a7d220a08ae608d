"""An answer on its way: part by part, below what was asked or in place of what was pressed.

What certainly did not leave is sent again, and what Telegram refuses is excused.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import Message

from bot.chat import Address, ChatMoved, NotSent, Rejected, SendError
from bot.documents import Document
from bot.mishaps import Mishap
from bot.render_telegram import parts
from bot.telegram_news import Moved
from bot.telegram_post import Listener, Post
from bot.telegram_presses import replace_text
from bot.turns import Priority

log = logging.getLogger(__name__)

Pause = Callable[[float], Awaitable[object]]

_PAUSES = (0.5, 1.0, 2.0)
_LONGEST_PAUSE = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an answer goes: below ``reply_to``, instead of ``edit``, or to ``listener``.

    ``whispers`` says that what was pressed is seen by its listener alone.
    """

    address: Address
    reply_to: int | None
    edit: Message | None = None
    listener: Listener | None = None
    whispers: bool = False
    priority: Priority = Priority.REPLY


@dataclass(frozen=True, slots=True)
class Replies:
    """Sends answers; ``moved`` hears of groups that have a new id."""

    post: Post
    moved: Moved
    pause: Pause

    async def show(self, document: Document, place: Place) -> None:
        """Send an answer part by part; the first may take the pressed message's place.

        What brings files goes below: a text that changes can bring none.
        """
        first, *others = parts(document)
        panel = None if document.files else place.edit
        try:
            if not panel or not await replace_text(self.post.bot, panel, first):
                await self._send(first, place)
            for piece in others:
                await self._send(piece, place, priority=Priority.FOLLOW_UP)
        except Rejected as error:
            mishap = Mishap()
            log.error("#%s: Telegram took no answer: %s", mishap.number, error)  # noqa: TRY400 - no traceback says more
            await self.excuse(mishap, place)
        except SendError as error:
            log.warning("an answer did not arrive: %s", error)

    async def excuse(self, mishap: Mishap, place: Place) -> None:
        """Say that something broke; if that does not arrive either, only the log knows."""
        try:
            await self._send(mishap.document, place)
        except SendError as error:
            log.warning("the excuse did not arrive: %s", error)

    async def _send(
        self, piece: Document, place: Place, *, priority: Priority | None = None
    ) -> str:
        """Send one part; again only if it certainly did not leave."""
        address, reply_to = place.address, place.reply_to
        pauses = iter(_PAUSES)
        while True:
            try:
                return await self._once(
                    piece, place, address, priority or place.priority, reply_to
                )
            except (ChatMoved, NotSent) as error:
                pause = next(pauses, None)
                if pause is None:
                    raise
                if isinstance(error, ChatMoved):
                    await self.moved(address, error.address)
                    address, reply_to = error.address, None
                else:
                    await self.pause(min(error.seconds or pause, _LONGEST_PAUSE))

    async def _once(
        self,
        piece: Document,
        place: Place,
        address: Address,
        priority: Priority,
        reply_to: int | None,
    ) -> str:
        """Send one part once: to its listener alone if that can be, else for all."""
        if place.listener:
            whispered = await self.post.whisper(
                address, piece, place.listener, priority=priority
            )
            if whispered:
                return whispered
        return await self.post.send(
            address, piece, priority=priority, reply_to=reply_to
        )
