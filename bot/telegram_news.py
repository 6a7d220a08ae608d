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
from bot.tongue import marked
from digests import Reason

log = logging.getLogger(__name__)

_BLOCKED = "This person has blocked me."
_OUTSIDE = marked("I am no longer in “{chat}”. Add me again.")
_MUTED = marked("I may no longer write in “{chat}”. Allow me to send messages there.")

Lost = Callable[[tuple[Address, ...], Reason], Awaitable[None]]
Moved = Callable[[Address, Address], Awaitable[None]]
Back = Callable[[tuple[Address, ...]], Awaitable[None]]


async def unheard(addresses: tuple[Address, ...]) -> None:
    """Do without the news that chats are back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Passes on what happened to chats; an address without thread is all of a chat.

    ``moved`` may hear of the same move more than once, ``back`` of chats that never
    were gone.
    """

    lost: Lost
    moved: Moved
    back: Back
    admins: Admins

    async def membership(self, change: ChatMemberUpdated) -> None:
        """Take what the bot became in a chat."""
        self.admins.forget(change.chat.id)
        chat = (_address(change.chat.id),)
        if why := _why_lost(change.chat, change.new_chat_member):
            await self.lost(chat, why)
        else:
            await self.back(chat)

    async def migration(self, message: Message) -> bool:
        """Take the notice that a group became another chat; false if it is none."""
        new, old = message.migrate_to_chat_id, message.migrate_from_chat_id
        if not new and not old:
            return False
        here = message.chat.id
        await self.moved(_address(old or here), _address(new or here))
        return True


def _why_lost(chat: Chat, now: ChatMember) -> Reason:
    """Say why the bot cannot write to a chat; an empty reason if it can."""
    if now.status in {ChatMember.LEFT, ChatMember.BANNED}:
        if chat.type == ChatType.PRIVATE:
            return Reason(_BLOCKED)
        return Reason(_OUTSIDE, {"chat": chat.title or ""})
    is_mute = isinstance(now, ChatMemberRestricted) and not now.can_send_messages
    if is_mute or _is_reader(chat, now):
        return Reason(_MUTED, {"chat": chat.title or ""})
    return Reason()


def _is_reader(chat: Chat, now: ChatMember) -> bool:
    """Say whether the bot is in a channel where it cannot post."""
    if chat.type != ChatType.CHANNEL:
        return False
    return not isinstance(now, ChatMemberAdministrator) or not now.can_post_messages


def _address(chat: int) -> Address:
    return Address(platform=PLATFORM, chat=str(chat))
