"""Who manages a group or a channel, asked of Telegram and remembered for some minutes."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from telegram import Chat, ChatMember, ChatMemberAdministrator, Message, User
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot.telegram_post import Bot

log = logging.getLogger(__name__)

_SECONDS = 300.0
# Somebody waits for an answer meanwhile.
_ASK_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class _Known:
    until: float
    people: frozenset[int]


class Admins:
    """The administrators of chats; ``forget`` a chat where something changed.

    ``clock`` tells seconds.
    """

    def __init__(self, bot: Bot, *, clock: Callable[[], float]) -> None:
        self._bot = bot
        self._clock = clock
        self._known: dict[int, _Known] = {}

    async def wrote(self, message: Message) -> bool:
        """Say whether somebody wrote this who manages the chat.

        An administrator may stay anonymous and then writes as the group itself; other
        channels that write in a group manage nothing there.
        """
        if message.chat.type in {ChatType.PRIVATE, ChatType.CHANNEL}:
            return True
        if message.sender_chat:
            return message.sender_chat.id == message.chat.id
        return await self.manages(message.from_user, message.chat)

    async def manages(self, person: User | None, chat: Chat) -> bool:
        """Say whether this person may change what the chat receives."""
        if chat.type == ChatType.PRIVATE:
            return True
        return person is not None and person.id in await self._of(chat)

    async def still(self, person: int, chat: int, kind: str) -> bool | None:
        """Ask anew whether a person manages a chat; nothing if Telegram does not say."""
        people = await self._ask(chat, kind)
        return None if people is None else person in people

    def forget(self, chat: int) -> None:
        self._known.pop(chat, None)

    async def _of(self, chat: Chat) -> frozenset[int]:
        now = self._clock()
        known = self._known.get(chat.id)
        if known is None or known.until <= now:
            people = await self._ask(chat.id, chat.type)
            if people is None:
                return frozenset()
            known = _Known(now + _SECONDS, people)
            self._keep(chat.id, known, now)
        return known.people

    async def _ask(self, chat: int, kind: str) -> frozenset[int] | None:
        try:
            members = await self._bot.get_chat_administrators(
                chat, read_timeout=_ASK_SECONDS
            )
        except TelegramError as error:
            log.warning("Telegram did not say who manages a chat: %s", error)
            return None
        return frozenset(member.user.id for member in members if _counts(member, kind))

    def _keep(self, chat: int, known: _Known, now: float) -> None:
        """Remember the newest last, and drop from the front what has run out."""
        self.forget(chat)
        self._known[chat] = known
        while next(iter(self._known.values())).until <= now:
            del self._known[next(iter(self._known))]


def _counts(member: ChatMember, kind: str) -> bool:
    """Say whether an administrator may decide: in a channel, one who may post there."""
    if kind == ChatType.CHANNEL and isinstance(member, ChatMemberAdministrator):
        return bool(member.can_post_messages)
    return True
