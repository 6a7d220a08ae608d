"""What a channel's posts offer their readers: links only, and one to the bot itself.

Every reader of a channel sees the buttons of a post, and would see any answer to them.
"""

import logging
import re
from dataclasses import replace

from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.documents import Button, Document
from bot.telegram_limits import Going
from bot.tongue import _, marked, using
from bot.turns import Priority

log = logging.getLogger(__name__)

PRIVATELY = marked("Get this privately")

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Channels:
    """Knows which chats are channels, asked once of each: a chat never becomes one."""

    def __init__(self, bot: ExtBot[Priority | Going]) -> None:
        self._bot = bot
        self._known: dict[int, bool] = {}

    async def fit(self, chat: int, document: Document) -> Document:
        """Leave links only below a briefing for a channel; anything else stays."""
        if document.briefing is None or chat > 0 or not await self._is_channel(chat):
            return document
        return replace(document, buttons=_links(document, self._bot.username))

    async def _is_channel(self, chat: int) -> bool:
        if chat not in self._known:
            try:
                kind = (await self._bot.get_chat(chat)).type
            except TelegramError as error:
                # What is wrong with the chat is told by the message that follows.
                log.info("Telegram did not say what a chat is: %s", error)
                return False
            self._known[chat] = kind == ChatType.CHANNEL
        return self._known[chat]


def _links(document: Document, bot: str) -> tuple[tuple[Button, ...], ...]:
    if not document.buttons:
        # Another part of the briefing has them.
        return ()
    rows = (tuple(each for each in row if each.url) for row in document.buttons)
    with using(document.language):
        privately = Button(label=_(PRIVATELY), url=link_to(bot, document.topic))
    return (*filter(None, rows), (privately,))


def link_to(bot: str, topic: str) -> str:
    """Return the link that begins a private chat, with a topic if a link can name it."""
    payload = f"t_{topic}" if topic else ""
    named = payload if _PAYLOAD.fullmatch(payload) else ""
    return f"https://t.me/{bot}?start={named}"
