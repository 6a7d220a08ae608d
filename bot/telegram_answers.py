"""Messages and presses, and who may ask what: each becomes a request, and is answered.

Telegram waits for nobody: an answer that takes a while shows that the bot is typing. A
press, though, is acknowledged at once, because the button glows until it is.
"""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import replace

from telegram import (
    CallbackQuery,
    ChatMemberUpdated,
    MaybeInaccessibleMessage,
    Message,
    Update,
    User,
)
from telegram import Document as File
from telegram.constants import ChatAction, ChatType
from telegram.error import TelegramError

from bot import mishaps
from bot.chat import Address, Answer, Reply, Request
from bot.documents import Document, Paragraph, Run
from bot.mishaps import Mishap
from bot.render_telegram import Pressed, read_button
from bot.telegram_admins import Admins
from bot.telegram_asked import PLATFORM, Asked, address_of, language_of, understand
from bot.telegram_elsewhere import Elsewhere, Kept, Said
from bot.telegram_files import FileTrouble, content_of
from bot.telegram_menu import MANAGE, CommandInfo
from bot.telegram_news import Back, Lost, Moved, News
from bot.telegram_post import Listener, Post, is_whispered, thread_of
from bot.telegram_presses import is_replaced, toast
from bot.telegram_replies import Pause, Place, Replies
from bot.telegram_welcome import channel_news, first_request, is_added, welcoming
from bot.tongue import _, marked, speaking
from bot.turns import Priority

log = logging.getLogger(__name__)

_BEFORE_TYPING = 0.7
# Telegram shows it for 5 seconds.
_TYPING = 4.0
# One chat must not keep the answers of all others waiting.
_AT_ONCE = 10
_GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}

OLD_BUTTON = marked(
    "This button is from another time and does nothing any more. Try /help."
)
MANAGERS_ONLY = marked(
    "Only people who manage this chat can do that. "
    "In a private chat with me you decide for yourself."
)
CHANNEL_ONLY = marked(
    "Only those who post in this channel can use its buttons. "
    "In a private chat with me, I answer you."
)
BUSY = marked("One moment, please: I am still at your last wishes.")


Press = tuple[int, int, str, int]
Whose = Callable[[int], Awaitable[Address | None]]


def _as_it_is(document: Document) -> Document:
    return document


async def nobody(briefing: int) -> None:
    """Know of no briefing whose it is."""


class Answers:
    """Answers what one connection hears.

    ``lost`` hears of chats that are gone, ``back`` of those that are there, ``moved`` of
    groups that have a new id;
    ``stand_ins`` knows whose words in private are for another chat, ``whose`` to which
    chat a briefing was given.
    """

    def __init__(
        self,
        answer: Answer,
        *,
        post: Post,
        commands: Mapping[str, CommandInfo],
        operators: frozenset[str],
        lost: Lost,
        moved: Moved,
        back: Back,
        stand_ins: Kept,
        whose: Whose,
        pause: Pause,
        clock: Callable[[], float],
    ) -> None:
        self._answer = answer
        self._bot = post.bot
        self._commands = commands
        self._operators = operators
        self._whose = whose
        self._pause = pause
        self._clock = clock
        self._replies = Replies(post, moved, pause)
        self._admins = Admins(post.bot, clock=clock)
        self._elsewhere = Elsewhere(post.bot, self._admins, stand_ins)
        self._news = News(lost=lost, moved=moved, back=back, admins=self._admins)
        self._busy: set[asyncio.Task[object]] = set()
        self._at_once: Counter[int] = Counter()
        self._presses: set[Press] = set()

    async def heard(self, update: Update, _context: object = None) -> None:
        """Take an update of any kind; what breaks on the way is logged."""
        with self._counted():
            try:
                await self._take(update)
            except Exception:  # one update must not end the others' service
                log.exception("an update could not be answered")

    async def drain(self, seconds: float) -> None:
        """Let answers under way finish, and end those that take longer."""
        if not self._busy:
            return
        _done, late = await asyncio.wait(self._busy, timeout=seconds)
        for task in late:
            task.cancel()
        if late:
            log.warning("%d answers were not finished; a start gives them", len(late))
            await asyncio.wait(late)

    async def _take(self, update: Update) -> None:
        # Changed messages are not looked at: what they asked was answered.
        message = update.message or update.channel_post
        if update.callback_query:
            with speaking(language_of(update.callback_query.from_user)):
                await self._pressed(update.callback_query)
        elif update.my_chat_member:
            await self._news.membership(update.my_chat_member)
            if is_added(update.my_chat_member):
                with speaking(language_of(update.my_chat_member.from_user)):
                    await self._welcome(update.my_chat_member)
        elif message and not await self._news.migration(message):
            with speaking(language_of(message.from_user)):
                await self._said(message)

    async def _welcome(self, change: ChatMemberUpdated) -> None:
        """Begin with a group; of a channel, talk with who added the bot."""
        chat, person = change.chat, change.from_user
        if chat.type == ChatType.CHANNEL:
            if not person.is_bot:
                await self._replies.show(channel_news(change), _private_chat_of(person))
            return
        can_manage = await self._admins.manages(person, chat)
        request = first_request(change, can_manage=can_manage)
        place = Place(address=request.address, reply_to=None)
        await self._respond(request, place, lambda _answer: False, dress=welcoming)

    async def _said(self, message: Message) -> None:
        """Answer a message, if it asks anything."""
        asked = understand(message, bot=self._bot.bot, known=self._commands)
        if asked is None:
            return
        with self._one_of_few(message.chat.id) as has_room:
            if not has_room:
                log.info("a chat asks faster than it is answered; /%s", asked.command)
                return
            request = await self._request_of(message, asked)
            private = message.chat.type == ChatType.PRIVATE
            place = Place(
                address=request.address,
                reply_to=None if private else message.message_id,
            )
            await self._respond(request, place, lambda _answer: False, file=asked.file)

    async def _request_of(self, message: Message, asked: Asked) -> Request:
        person = None if message.sender_chat else message.from_user
        number = str(person.id) if person else ""
        return Request(
            address=address_of(message),
            command=asked.command,
            argument=asked.argument,
            person=number,
            private=message.chat.type == ChatType.PRIVATE,
            can_manage=await self._admins.wrote(message),
            is_operator=number in self._operators,
            language=language_of(message.from_user),
            briefing=asked.briefing,
        )

    async def _pressed(self, query: CallbackQuery) -> None:
        """Answer a button; a second press while the first is answered does nothing."""
        pressed = read_button(query.data or "")
        if (
            pressed is None
            or pressed.command not in self._commands
            or not query.message
        ):
            await toast(query, _(OLD_BUTTON))
            return
        chat = query.message.chat
        # Answers for one person alone are given to each of those who press.
        person = query.from_user.id if self._commands[pressed.command].quiet else 0
        press = (chat.id, query.message.message_id, query.data or "", person)
        with self._one_of_few(chat.id) as has_room, self._once(press) as is_first:
            if not (has_room and is_first):
                await toast(query, _(BUSY))
                return
            await self._follow(query, pressed)

    async def _follow(self, query: CallbackQuery, pressed: Pressed) -> None:
        since = self._clock()
        command = self._commands[pressed.command]
        refusal = _refusal(query, command)
        if not refusal:
            await toast(query)
        request = await self._request_for(query, pressed)
        if refusal:
            await toast(query, "" if request.can_manage else refusal)
            if not request.can_manage:
                return
        place = _place_of(query, request.address, since)
        await self._respond(
            request,
            place,
            lambda answer: is_replaced(place.edit, pressed, command, answer),
        )

    async def _request_for(self, query: CallbackQuery, pressed: Pressed) -> Request:
        message, person = query.message, query.from_user
        if message is None:
            raise ValueError("a press on no message has no place")
        return Request(
            address=await self._address_for(message, pressed),
            command=pressed.command,
            argument=pressed.argument,
            person=str(person.id),
            private=message.chat.type == ChatType.PRIVATE,
            can_manage=await self._admins.manages(person, message.chat),
            is_operator=str(person.id) in self._operators,
            language=language_of(person),
            briefing=pressed.briefing,
        )

    async def _address_for(
        self, message: MaybeInaccessibleMessage, pressed: Pressed
    ) -> Address:
        """Return where a press belongs; of old messages Telegram names no forum topic."""
        address = address_of(message)
        if message.is_accessible or pressed.briefing is None:
            return address
        owner = await self._whose(pressed.briefing)
        # Changed apps say any number: it must be a briefing of this very chat.
        if owner is None or replace(owner, thread="") != address:
            return address
        return owner

    async def _respond(
        self,
        request: Request,
        place: Place,
        replaces: Callable[[Document], bool],
        *,
        file: File | None = None,
        dress: Callable[[Document], Document] = _as_it_is,
    ) -> None:
        async with asyncio.TaskGroup() as tasks:
            typing = tasks.create_task(self._type(place.address))
            try:
                reply = await self._answered(request, file)
            finally:
                typing.cancel()
        if reply is None:
            return
        if isinstance(reply, Mishap):
            await self._replies.excuse(reply, place)
            return
        edit = place.edit if replaces(reply.document) else None
        there = replace(place, edit=edit, listener=_listener(place, reply))
        await self._replies.show(dress(reply.document), there)

    async def _answered(
        self, request: Request, file: File | None
    ) -> Reply | Mishap | None:
        """Ask the commands; nothing if the answer has been sent already."""
        command = self._commands.get(request.command)
        if command and command.who == MANAGE and not request.can_manage:
            return Reply(document=_sentence(_(MANAGERS_ONLY)), quiet=True)
        try:
            aimed = await self._elsewhere.aim(request)
            asked = aimed.request
            if file:
                asked = replace(asked, file=await content_of(self._bot, file))
            reply = await self._answer(asked)
            return replace(reply, document=aimed.dress(reply.document))
        except Said as said:
            return Reply(document=said.document, quiet=True) if said.document else None
        except FileTrouble as trouble:
            return Reply(document=_sentence(str(trouble)), quiet=True)
        except Exception as error:  # noqa: BLE001 - whatever broke, the person must hear of it; the log hears why
            return mishaps.note(error, request.command)

    async def _type(self, address: Address) -> None:
        """Show that the bot is typing, again and again."""
        await self._pause(_BEFORE_TYPING)
        # It cannot be shown everywhere, and nothing depends on it.
        with contextlib.suppress(TelegramError):
            while True:
                await self._bot.send_chat_action(
                    int(address.chat),
                    ChatAction.TYPING,
                    message_thread_id=thread_of(address),
                )
                await self._pause(_TYPING)

    @contextlib.contextmanager
    def _one_of_few(self, chat: int) -> Iterator[bool]:
        """Count what a chat has under way; false if that is too much."""
        self._at_once[chat] += 1
        try:
            yield self._at_once[chat] <= _AT_ONCE
        finally:
            self._at_once[chat] -= 1
            if not self._at_once[chat]:
                del self._at_once[chat]

    @contextlib.contextmanager
    def _once(self, press: Press) -> Iterator[bool]:
        """Remember a press until it is answered; false if it is being answered."""
        if press in self._presses:
            yield False
            return
        self._presses.add(press)
        try:
            yield True
        finally:
            self._presses.discard(press)

    @contextlib.contextmanager
    def _counted(self) -> Iterator[None]:
        """Count the running task among those that a stop waits for."""
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("answers are given in tasks")
        self._busy.add(task)
        try:
            yield
        finally:
            self._busy.discard(task)


def _place_of(query: CallbackQuery, address: Address, since: float) -> Place:
    """Say where a press is answered; what one person alone sees is no place for others."""
    message = query.message
    is_alone = is_whispered(message)
    is_group = message is not None and message.chat.type in _GROUPS
    listener = Listener(person=query.from_user.id, query=query.id, since=since)
    return Place(
        address=address,
        reply_to=message.message_id if message and not is_alone else None,
        edit=message if isinstance(message, Message) and not is_alone else None,
        listener=listener if is_group else None,
        whispers=is_alone,
        priority=Priority.FOLLOW_UP,
    )


def _listener(place: Place, reply: Reply) -> Listener | None:
    """Say who alone is answered: a talk that began so goes on so."""
    return place.listener if reply.quiet or place.whispers else None


def _private_chat_of(person: User) -> Place:
    """Return where somebody can be told something alone, if they ever wrote."""
    address = Address(platform=PLATFORM, chat=str(person.id))
    return Place(address=address, reply_to=None, priority=Priority.FOLLOW_UP)


def _refusal(query: CallbackQuery, command: CommandInfo) -> str:
    """Say what those hear who manage nothing here, if the press is not for all."""
    if query.message and query.message.chat.type == ChatType.CHANNEL:
        # Every reader sees the buttons, and would see any answer to them.
        return _(CHANNEL_ONLY)
    return _(MANAGERS_ONLY) if command.who == MANAGE else ""


def _sentence(text: str) -> Document:
    return Document(blocks=(Paragraph(line=(Run(text=text),)),))
