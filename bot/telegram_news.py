"""What becomes of chats: the bot is blocked, removed or muted, a group gets a new id."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import (
    Chat,
    ChatMember,
    ChatMemberAdministrator,
    ChatMemberRestricted,
    ChatMemberUpdated,
    Message,
)
from telegram.constants import ChatType

from bot.chat import Address
from bot.telegram_admins import Admins
from bot.telegram_asked import PLATFORM

log = logging.getLogger(__name__)

Lost = Callable[[tuple[Address, ...], str], Awaitable[None]]
Moved = Callable[[Address, Address], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Passes on what happened to chats; an address without thread is all of a chat.

    ``moved`` may hear of the same move more than once.
    """

    lost: Lost
    moved: Moved
    admins: Admins

    async def membership(self, change: ChatMemberUpdated) -> None:
        """Take what the bot became in a chat."""
        self.admins.forget(change.chat.id)
        why = _why_lost(change.chat, change.new_chat_member)
        if why:
            await self.lost((_address(change.chat.id),), why)

    async def migration(self, message: Message) -> bool:
        """Take the notice that a group became another chat; false if it is none."""
        new, old = message.migrate_to_chat_id, message.migrate_from_chat_id
        if not new and not old:
            return False
        here = message.chat.id
        await self.moved(_address(old or here), _address(new or here))
        return True


def _why_lost(chat: Chat, now: ChatMember) -> str:
    name = f"the {_KINDS.get(chat.type, 'group')} {chat.title or ''}".rstrip()
    if now.status in {ChatMember.LEFT, ChatMember.BANNED}:
        if chat.type == ChatType.PRIVATE:
            return "This person has blocked me."
        return f"I am no longer in {name}."
    is_mute = isinstance(now, ChatMemberRestricted) and not now.can_send_messages
    if is_mute or _is_reader(chat, now):
        return f"I may not write in {name} any more."
    return ""


_KINDS: dict[str, str] = {ChatType.CHANNEL: "channel"}


def _is_reader(chat: Chat, now: ChatMember) -> bool:
    """Say whether the bot is in a channel where it cannot post."""
    if chat.type != ChatType.CHANNEL:
        return False
    return not isinstance(now, ChatMemberAdministrator) or not now.can_post_messages


def _address(chat: int) -> Address:
    return Address(platform=PLATFORM, chat=str(chat))
