"""One document to one Telegram chat: drawn, sent in its turn with its files, or why not."""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from telegram import (
    InputFile,
    LinkPreviewOptions,
    MaybeInaccessibleMessage,
    Message,
    ReplyParameters,
)
from telegram.error import EndPointNotFound, TelegramError
from telegram.ext import ExtBot

from bot.chat import (
    Address,
    ChatGone,
    Leave,
    NotSent,
    Rejected,
    SendError,
    freely,
)
from bot.documents import Document, File, Paragraph, Run
from bot.render_telegram import TelegramMessage, render
from bot.telegram_channels import Channels
from bot.telegram_errors import translated
from bot.telegram_limits import Going
from bot.telegram_rich import Rich, render_rich
from bot.tongue import _, marked, using
from bot.turns import Priority

log = logging.getLogger(__name__)

Bot = ExtBot[Priority | Going]

FILE_MISSING = marked("The file {name} did not leave. Please ask for it once more.")

_OFF_SECONDS = 3600.0
_SAME = "message is not modified"
# For so long after a press Telegram lets its answer be for one person.
_WHISPER_SECONDS = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """Who pressed a button in a group, and when: for them alone an answer can be."""

    person: int
    query: str
    since: float


class Latch:
    """Something that a server may not know: tried again an hour after it did not.

    ``clock`` tells seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._off_until = 0.0

    @property
    def is_off(self) -> bool:
        return self._clock() < self._off_until

    def turn_off(self) -> None:
        self._off_until = self._clock() + _OFF_SECONDS


class Post:
    """Sends documents through one bot; ``clock`` tells seconds.

    ``paid`` lets Telegram charge what goes beyond its free rate.
    """

    def __init__(
        self, bot: Bot, *, clock: Callable[[], float], paid: bool = False
    ) -> None:
        self.bot = bot
        self._paid = paid or None
        self._clock = clock
        self._channels = Channels(bot)
        self._rich = Latch(clock)
        self._whispers = Latch(clock)

    async def send(
        self,
        address: Address,
        document: Document,
        *,
        priority: Priority,
        reply_to: int | None = None,
        leave: Leave = freely,
    ) -> str:
        """Send one part and its files; returns the message's id. Raises ``SendError``.

        ``leave`` is awaited when the message's turn has come. Once the message is out
        nothing is raised any more, or it would be sent again for a file's sake.
        """
        going = Going(priority=priority, leave=leave)
        sent = await self._send(address, document, going, reply_to)
        for file in document.files:
            await self._attach(address, document, file, priority)
        return sent

    async def edit(self, address: Address, message_id: str, document: Document) -> None:
        """Show one part in place of a message that was sent. Raises ``SendError``."""
        document = await self._channels.fit(_chat_of(address), document)
        try:
            message = render(document)
            rich = render_rich(document) if document.rich else None
        except ValueError as error:
            raise Rejected(str(error)) from error
        if rich and not self._rich.is_off:
            with suppress(Rejected):
                await self._call_edit(address, message_id, message, rich)
                return
        await self._call_edit(address, message_id, message, None)

    async def _call_edit(
        self,
        address: Address,
        message_id: str,
        message: TelegramMessage,
        rich: Rich | None,
    ) -> None:
        try:
            await self.bot.edit_message_text(
                message.text,
                chat_id=_chat_of(address),
                message_id=int(message_id),
                entities=None if rich else message.entities,
                reply_markup=message.keyboard,
                link_preview_options=None if rich else message.preview,
                rate_limit_args=Priority.BRIEFING,
                # What is none is left out of the request.
                api_kwargs=(
                    {"text": None, "rich_message": rich.to_dict()} if rich else None
                ),
            )
        except TelegramError as error:
            if _SAME not in error.message.lower():
                raise translated(error, address) from error

    async def whisper(
        self, address: Address, document: Document, to: Listener, *, priority: Priority
    ) -> str:
        """Show one part to one member of a group alone; returns the message's id.

        Nothing if that certainly did not work: then it is for all. Raises ``SendError``.
        """
        is_late = self._clock() - to.since > _WHISPER_SECONDS
        if is_late or self._whispers.is_off or document.files:
            return ""
        try:
            return await self._call_whisper(address, render(document), to, priority)
        except ValueError as error:
            raise Rejected(str(error)) from error
        except TelegramError as error:
            fate = translated(error, address)
            if not isinstance(fate, Rejected | ChatGone):
                raise fate from error
            log.info("what was for one goes to all: %s", fate)
        return ""

    async def _call_whisper(
        self,
        address: Address,
        message: TelegramMessage,
        to: Listener,
        priority: Priority,
    ) -> str:
        alone = {"receiver_user_id": to.person, "callback_query_id": to.query}
        sent = await self.bot.send_message(
            _chat_of(address),
            message.text,
            entities=message.entities,
            reply_markup=message.keyboard,
            link_preview_options=message.preview,
            disable_notification=message.silent or None,
            message_thread_id=thread_of(address),
            rate_limit_args=priority,
            api_kwargs={"ephemeral_message_parameters": alone},
        )
        if not is_whispered(sent):
            # An older server overlooks the wish: all of the group have read it.
            self._whispers.turn_off()
        return str(sent.message_id)

    async def _send(
        self,
        address: Address,
        document: Document,
        going: Going,
        reply_to: int | None,
    ) -> str:
        """Send a message in the richest form that Telegram takes, in the end as text."""
        document = await self._channels.fit(_chat_of(address), document)
        try:
            message = render(document)
        except ValueError as error:
            raise Rejected(str(error)) from error
        if document.rich:
            sent = await self._send_rich(address, document, message, going, reply_to)
            if sent:
                return sent
        try:
            return await self._send_classic(address, message, going, reply_to)
        except Rejected as refusal:
            log.warning("a message goes again as plain text: %s", refusal)
        return await self._send_classic(address, _plain(message), going, reply_to)

    async def _send_rich(
        self,
        address: Address,
        document: Document,
        message: TelegramMessage,
        going: Going,
        reply_to: int | None,
    ) -> str:
        """Send a rich message; nothing if it certainly was not taken for its form."""
        if self._rich.is_off:
            return ""
        try:
            rich = render_rich(document)
        except ValueError as error:
            log.info("a message is no rich one: %s", error)
            return ""
        try:
            return await self._call_rich(address, rich, message, going, reply_to)
        except EndPointNotFound:
            log.info("this server knows no rich messages")
            self._rich.turn_off()
        except TelegramError as error:
            fate = translated(error, address)
            if not isinstance(fate, Rejected):
                raise fate from error
            log.warning("a rich message goes again as a classic one: %s", fate)
        return ""

    async def _call_rich(
        self,
        address: Address,
        rich: Rich,
        message: TelegramMessage,
        going: Going,
        reply_to: int | None,
    ) -> str:
        sent = await self.bot.do_api_request(
            "sendRichMessage",
            api_kwargs={
                "chat_id": _chat_of(address),
                "rich_message": rich.to_dict(),
                "reply_markup": message.keyboard,
                "disable_notification": message.silent or None,
                "allow_paid_broadcast": self._paid,
                "message_thread_id": thread_of(address),
                "reply_parameters": _reply(reply_to),
            },
            return_type=Message,
            rate_limit_args=going,
        )
        return str(sent.message_id)

    async def _send_classic(
        self,
        address: Address,
        message: TelegramMessage,
        going: Going,
        reply_to: int | None,
    ) -> str:
        try:
            sent = await self.bot.send_message(
                _chat_of(address),
                message.text,
                entities=message.entities,
                reply_markup=message.keyboard,
                link_preview_options=message.preview,
                disable_notification=message.silent or None,
                message_thread_id=thread_of(address),
                reply_parameters=_reply(reply_to),
                allow_paid_broadcast=self._paid,
                rate_limit_args=going,
            )
        except TelegramError as error:
            raise translated(error, address) from error
        return str(sent.message_id)

    async def _attach(
        self, address: Address, document: Document, file: File, priority: Priority
    ) -> None:
        """Send a file below its message; one that certainly did not leave is named."""
        try:
            await self._send_file(address, document, file, priority)
        except (NotSent, Rejected) as error:
            log.warning("a file did not leave: %s", error)
            with using(document.language):
                note = _missing(file)
            try:
                await self._send(address, note, Going(priority=priority), None)
            except SendError as silence:
                log.warning("nor did the word about it: %s", silence)
        except SendError as error:
            log.warning("a file may not have arrived: %s", error)

    async def _send_file(
        self, address: Address, document: Document, file: File, priority: Priority
    ) -> None:
        content = file.text.encode(errors="replace")
        try:
            await self.bot.send_document(
                _chat_of(address),
                InputFile(content, filename=file.name),
                disable_notification=document.silent or None,
                message_thread_id=thread_of(address),
                allow_paid_broadcast=self._paid,
                rate_limit_args=priority,
            )
        except TelegramError as error:
            raise translated(error, address) from error


def _missing(file: File) -> Document:
    words = _(FILE_MISSING).format(name=file.name)
    return Document(blocks=(Paragraph(line=(Run(text=words),)),))


def _chat_of(address: Address) -> int:
    try:
        return int(address.chat)
    except ValueError as error:
        raise Rejected(f"This is no chat of Telegram: {error}") from error


def thread_of(address: Address) -> int | None:
    """Return the forum topic of an address as Telegram wants it."""
    return int(address.thread) if address.thread else None


def is_whispered(message: MaybeInaccessibleMessage | None) -> bool:
    """Say whether one member of a group alone sees a message."""
    return message is not None and "ephemeral_message_id" in message.api_kwargs


def _plain(message: TelegramMessage) -> TelegramMessage:
    return replace(
        message,
        entities=(),
        keyboard=None,
        preview=LinkPreviewOptions(is_disabled=True),
    )


def _reply(message_id: int | None) -> ReplyParameters | None:
    if message_id is None:
        return None
    return ReplyParameters(message_id, allow_sending_without_reply=True)
