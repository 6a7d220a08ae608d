"""What a pressed button shows: a toast, and perhaps another text in the same message."""

import logging

from telegram import CallbackQuery, Message
from telegram.error import TelegramError

from bot.chat import Uncertain
from bot.documents import Document
from bot.render_telegram import Pressed, read_button, render
from bot.telegram_asked import address_of
from bot.telegram_errors import translated
from bot.telegram_menu import MANAGE, CommandInfo
from bot.telegram_post import Bot
from bot.turns import Priority

log = logging.getLogger(__name__)

_SAME = "message is not modified"


async def toast(query: CallbackQuery, text: str = "") -> None:
    """End a press, with a sentence that only who pressed sees, if there is one."""
    try:
        await query.answer(text or None, show_alert=bool(text))
    except TelegramError as error:
        # A press from before a restart has nobody who waits, but is still meant.
        log.info("a press was not acknowledged: %s", error)


def is_replaced(
    message: Message | None,
    pressed: Pressed,
    command: CommandInfo,
    answer: Document,
) -> bool:
    """Say whether an answer takes the place of the message whose button was pressed.

    Briefings stay. Panels (lists, schedules, questions) change, unless the answer has
    no button and would leave a dead end, or somebody may want more of their choices.
    """
    if message is None or pressed.briefing is not None:
        return False
    if command.who != MANAGE:
        return command.quiet and bool(answer.buttons)
    return command.quiet or _choices(message, "subscribe") <= 1


def _choices(message: Message, command: str) -> int:
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    datas = [button.callback_data for row in rows for button in row]
    buttons = [read_button(data) for data in datas if isinstance(data, str)]
    return sum(1 for button in buttons if button and button.command == command)


async def replace_text(bot: Bot, message: Message, piece: Document) -> bool:
    """Show a part in place of a message; false if that certainly did not work."""
    try:
        drawn = render(piece)
        await bot.edit_message_text(
            drawn.text,
            chat_id=message.chat.id,
            message_id=message.message_id,
            entities=drawn.entities,
            reply_markup=drawn.keyboard,
            link_preview_options=drawn.preview,
            rate_limit_args=Priority.FOLLOW_UP,
        )
    except ValueError as error:
        log.info("a message could not be changed: %s", error)
        return False
    except TelegramError as error:
        log.info("a message could not be changed: %s", error)
        is_there = _SAME in error.message.lower()
        return is_there or isinstance(translated(error, address_of(message)), Uncertain)
    return True
