"""One document to one Telegram chat: drawn, sent in its turn, or why not."""

import logging
from dataclasses import replace

from telegram import LinkPreviewOptions, ReplyParameters
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.chat import Address, Rejected
from bot.documents import Document
from bot.render_telegram import TelegramMessage, render
from bot.telegram_errors import translated
from bot.telegram_limits import Priority

log = logging.getLogger(__name__)

Bot = ExtBot[Priority]


async def post(
    bot: Bot,
    address: Address,
    document: Document,
    *,
    priority: Priority,
    reply_to: int | None = None,
) -> str:
    """Send one part; returns the message's id. Raises ``SendError``.

    A message that Telegram refuses for its form goes once more as plain text.
    """
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
            message_thread_id=int(address.thread) if address.thread else None,
            reply_parameters=_reply(reply_to),
            rate_limit_args=priority,
        )
    except TelegramError as error:
        raise translated(error, address) from error
    except ValueError as error:
        raise Rejected(f"This is no chat of Telegram: {error}") from error
    return str(sent.message_id)


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
