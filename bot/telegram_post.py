"""One document to one Telegram chat: drawn, sent in its turn with its files, or why not."""

import logging
from dataclasses import replace

from telegram import InputFile, LinkPreviewOptions, ReplyParameters
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.chat import Address, NotSent, Rejected, SendError
from bot.documents import Document, File, Paragraph, Run
from bot.render_telegram import TelegramMessage, render
from bot.telegram_errors import translated
from bot.telegram_limits import Priority

log = logging.getLogger(__name__)

Bot = ExtBot[Priority]

FILE_MISSING = "The file {name} did not leave. Please ask for it once more."


async def post(
    bot: Bot,
    address: Address,
    document: Document,
    *,
    priority: Priority,
    reply_to: int | None = None,
) -> str:
    """Send one part and its files; returns the message's id. Raises ``SendError``.

    A message that Telegram refuses for its form goes once more as plain text. Once it
    is out nothing is raised any more, or it would be sent again for a file's sake.
    """
    sent = await _post(bot, address, document, priority, reply_to)
    for file in document.files:
        await _attach(bot, address, document, file, priority)
    return sent


async def _post(
    bot: Bot,
    address: Address,
    document: Document,
    priority: Priority,
    reply_to: int | None,
) -> str:
    try:
        message = render(document)
    except ValueError as error:
        raise Rejected(str(error)) from error
    try:
        return await _send(bot, address, message, priority, reply_to)
    except Rejected as refusal:
        log.warning("a message goes again as plain text: %s", refusal)
    return await _send(bot, address, _plain(message), priority, reply_to)


async def _send(
    bot: Bot,
    address: Address,
    message: TelegramMessage,
    priority: Priority,
    reply_to: int | None,
) -> str:
    try:
        sent = await bot.send_message(
            int(address.chat),
            message.text,
            entities=message.entities,
            reply_markup=message.keyboard,
            link_preview_options=message.preview,
            disable_notification=message.silent or None,
            message_thread_id=thread_of(address),
            reply_parameters=_reply(reply_to),
            rate_limit_args=priority,
        )
    except TelegramError as error:
        raise translated(error, address) from error
    except ValueError as error:
        raise Rejected(f"This is no chat of Telegram: {error}") from error
    return str(sent.message_id)


async def _attach(
    bot: Bot, address: Address, document: Document, file: File, priority: Priority
) -> None:
    """Send a file below its message; one that certainly did not leave is named."""
    try:
        await _send_file(bot, address, document, file, priority)
    except (NotSent, Rejected) as error:
        log.warning("a file did not leave: %s", error)
        words = FILE_MISSING.format(name=file.name)
        note = Document(blocks=(Paragraph(line=(Run(text=words),)),))
        try:
            await _post(bot, address, note, priority, None)
        except SendError as silence:
            log.warning("nor did the word about it: %s", silence)
    except SendError as error:
        log.warning("a file may not have arrived: %s", error)


async def _send_file(
    bot: Bot, address: Address, document: Document, file: File, priority: Priority
) -> None:
    try:
        await bot.send_document(
            int(address.chat),
            InputFile(file.text.encode(errors="replace"), filename=file.name),
            disable_notification=document.silent or None,
            message_thread_id=thread_of(address),
            rate_limit_args=priority,
        )
    except TelegramError as error:
        raise translated(error, address) from error


def thread_of(address: Address) -> int | None:
    """Return the forum topic of an address as Telegram wants it."""
    return int(address.thread) if address.thread else None


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
