"""Another chat set up from a private one: chosen with a button, managed for a while.

Telegram's own list of chats asks for the right to post. Whether the person manages the
chat is asked again at every command: the answer shows in private and says which chat it
is about.
"""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from telegram import (
    ChatAdministratorRights,
    ChatFullInfo,
    ChatMember,
    ChatMemberAdministrator,
    ChatMemberRestricted,
    KeyboardButton,
    KeyboardButtonRequestChat,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import ChatType
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.chat import Address, Request
from bot.documents import Button, Document, Paragraph, Run
from bot.telegram_admins import Admins
from bot.telegram_asked import PLATFORM
from bot.telegram_post import Bot
from bot.tongue import _, marked, using
from bot.turns import Priority

log = logging.getLogger(__name__)

COMMAND = "elsewhere"
BACK = "back"
OFFER = marked(
    "Which chat do you want to set up from here? Telegram lists those that you manage, "
    "and asks you to let me in where I am not yet."
)
A_CHANNEL = marked("A channel…")
A_GROUP = marked("A group…")
CHOSEN = marked(
    "What you subscribe to and change here is for that chat now. It ends with the "
    "button, or after an hour of silence."
)
FOR = marked("For {title}")
BACK_LABEL = marked("Back to my own chat")
OWN_AGAIN = marked("What you do here is about your own chat again.")
OWN_LABEL = marked("My subscriptions")
NOT_SHOWN = marked("I do not see that chat. Add me to it, then choose it once more.")
NOT_SAID = marked(
    "Telegram did not answer me about that chat. Please try again in a moment."
)
NOT_YOURS = marked("Telegram does not name you among those who manage that chat.")
NO_LONGER_YOURS = marked(
    "Telegram no longer names you among those who manage that chat, so what you do here "
    "is about your own chat again."
)
NO_LONGER_SHOWN = marked(
    "I no longer see that chat, so what you do here is about your own chat again."
)
MAY_NOT_POST = marked(
    "I may not post in that channel. Open its administrators, choose me, allow "
    "“Post Messages”, then choose the channel once more."
)
MAY_NOT_WRITE = marked(
    "I may not write in that group. Allow me “Send Messages”, then choose it once more."
)

_ACTS = {
    *("start", "topics", "subscribe", "subscriptions", "unsubscribe", "alert"),
    *("schedule", "settings", "privacy"),
}
_DEEP_LINK = ("start", "target")
_CHAT = re.compile(r"-[0-9]{1,15}")
_CHANNEL_REQUEST, _GROUP_REQUEST = 1, 2


class Kept(Protocol):
    """Remembers for which chat a person acts, until silence or a word ends it."""

    async def begin(self, person: str, target: Address) -> None: ...
    async def current(self, person: str) -> Address | None: ...
    async def end(self, person: str) -> None: ...


class Said(Exception):
    """The commands need not be asked: this is the answer, or it has been sent."""

    def __init__(self, document: Document | None = None) -> None:
        super().__init__("answered already")
        self.document = document


@dataclass(frozen=True, slots=True)
class Aimed:
    """A request for the chat that it is meant for, and how its answer is shown."""

    request: Request
    dress: Callable[[Document], Document]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Aims the commands of people in private at the chats that they chose."""

    bot: Bot
    admins: Admins
    kept: Kept

    async def aim(self, request: Request) -> Aimed:
        """Find the chat that a request is meant for. Raises ``Said``, ``TelegramError``."""
        if not request.private or not request.person:
            return Aimed(request, _as_it_is)
        if request.command == COMMAND or _is_deep_link(request):
            request = await self._choose(request)
        # A link to the bot, below a channel's briefing for instance, is for its reader.
        is_link = request.command == "start" and request.argument
        if request.command not in _ACTS or is_link:
            return Aimed(request, _as_it_is)
        target = await self.kept.current(request.person)
        if target is None:
            return Aimed(request, _as_it_is)
        return await self._at(target, request)

    async def _choose(self, request: Request) -> Request:
        """Begin with a chat, and go on with what it can get."""
        if request.argument == BACK:
            await self.kept.end(request.person)
            raise Said(_own_again())
        if not _CHAT.fullmatch(request.argument):
            await self._say(request, OFFER, _chats_to_share())
            raise Said
        chat = await self._look_up(int(request.argument))
        await self._check_bot(chat)
        if not await self._manages(request.person, chat):
            raise _sentenced(NOT_YOURS)
        target = Address(platform=PLATFORM, chat=str(chat.id))
        await self.kept.begin(request.person, target)
        await self._say(request, CHOSEN, ReplyKeyboardRemove())
        return replace(request, command="start", argument="")

    async def _at(self, target: Address, request: Request) -> Aimed:
        """Aim at a chat, if the person still manages it."""
        try:
            chat = await self._look_up(int(target.chat))
            is_theirs = await self._manages(request.person, chat)
        except _Gone as gone:
            await self.kept.end(request.person)
            raise _sentenced(NO_LONGER_SHOWN) from gone
        if not is_theirs:
            await self.kept.end(request.person)
            raise _sentenced(NO_LONGER_YOURS)
        there = replace(
            request,
            address=target,
            private=False,
            can_manage=True,
            home=request.address,
        )
        return Aimed(there, lambda answer: _headed(answer, chat.title or target.chat))

    async def _look_up(self, chat: int) -> ChatFullInfo:
        try:
            return await self.bot.get_chat(chat)
        except (BadRequest, Forbidden, ChatMigrated) as error:
            raise _Gone from error
        except TelegramError as error:
            log.warning("Telegram did not show a chat: %s", error)
            raise _sentenced(NOT_SAID) from error

    async def _manages(self, person: str, chat: ChatFullInfo) -> bool:
        answer = await self.admins.still(int(person), chat.id, chat.type)
        if answer is None:
            raise _sentenced(NOT_SAID)
        return answer

    async def _check_bot(self, chat: ChatFullInfo) -> None:
        """Name the right that the bot lacks. Raises ``Said``."""
        try:
            itself = await self.bot.get_chat_member(chat.id, self.bot.id)
        except TelegramError as error:
            log.warning("Telegram did not say what the bot may do: %s", error)
            raise _sentenced(NOT_SAID) from error
        if missing := _missing(chat, itself):
            raise _sentenced(missing)

    async def _say(
        self,
        request: Request,
        words: str,
        keys: ReplyKeyboardMarkup | ReplyKeyboardRemove,
    ) -> None:
        """Say something with keys in the place of the keyboard, or without them again."""
        await self.bot.send_message(
            int(request.address.chat),
            _(words),
            reply_markup=keys,
            rate_limit_args=Priority.REPLY,
        )


class _Gone(Said):
    """The chat is not there any more, for this bot."""

    def __init__(self) -> None:
        super().__init__(_sentence(_(NOT_SHOWN)))


def _is_deep_link(request: Request) -> bool:
    return (request.command, request.argument) == _DEEP_LINK


def _missing(chat: ChatFullInfo, itself: ChatMember) -> str:
    """Say which right the bot lacks to send to a chat, if it lacks one."""
    if chat.type == ChatType.CHANNEL:
        posts = isinstance(itself, ChatMemberAdministrator) and itself.can_post_messages
        return "" if posts else MAY_NOT_POST
    match itself:
        case ChatMember(status=ChatMember.LEFT | ChatMember.BANNED):
            return NOT_SHOWN
        case ChatMemberRestricted(can_send_messages=False):
            return MAY_NOT_WRITE
        case ChatMember(status=ChatMember.MEMBER):
            silent = chat.permissions and not chat.permissions.can_send_messages
            return MAY_NOT_WRITE if silent else ""
    return ""


def _chats_to_share() -> ReplyKeyboardMarkup:
    """Offer Telegram's own lists of chats; it asks for the rights that are missing."""
    posting = _rights(can_post_messages=True)
    channel = KeyboardButtonRequestChat(
        _CHANNEL_REQUEST,
        chat_is_channel=True,
        user_administrator_rights=posting,
        bot_administrator_rights=posting,
    )
    # A member may write in a group: as an administrator the bot would hear everything.
    group = KeyboardButtonRequestChat(
        _GROUP_REQUEST,
        chat_is_channel=False,
        user_administrator_rights=_rights(),
        bot_is_member=True,
    )
    row = [
        KeyboardButton(_(A_CHANNEL), request_chat=channel),
        KeyboardButton(_(A_GROUP), request_chat=group),
    ]
    return ReplyKeyboardMarkup([row], resize_keyboard=True, one_time_keyboard=True)


def _rights(*, can_post_messages: bool | None = None) -> ChatAdministratorRights:
    return ChatAdministratorRights(
        is_anonymous=False,
        can_manage_chat=True,
        can_delete_messages=False,
        can_manage_video_chats=False,
        can_restrict_members=False,
        can_promote_members=False,
        can_change_info=False,
        can_invite_users=False,
        can_post_stories=False,
        can_edit_stories=False,
        can_delete_stories=False,
        can_post_messages=can_post_messages,
    )


def _headed(answer: Document, title: str) -> Document:
    """Say which chat an answer is about, and offer the way back."""
    with using(answer.language):
        head = Paragraph(line=(Run(text=_(FOR).format(title=title), bold=True),))
        back = Button(label=_(BACK_LABEL), command=COMMAND, argument=BACK)
    return replace(
        answer, blocks=(head, *answer.blocks), buttons=(*answer.buttons, (back,))
    )


def _own_again() -> Document:
    """Say that it is over, with a button: so it takes the place of the other's panel."""
    button = Button(label=_(OWN_LABEL), command="subscriptions")
    return replace(_sentence(_(OWN_AGAIN)), buttons=((button,),))


def _as_it_is(answer: Document) -> Document:
    return answer


def _sentenced(words: str) -> Said:
    return Said(_sentence(_(words)))


def _sentence(words: str) -> Document:
    return Document(blocks=(Paragraph(line=(Run(text=words),)),))
