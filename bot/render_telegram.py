"""Documents as Telegram messages: text and entities, never a parse mode.

No character that a source wrote can therefore break a message. Entity offsets count
UTF-16 units; what a button does is written into its 64 bytes.
"""

import math
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from unicodedata import east_asian_width

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MessageEntity,
)
from telegram.constants import (
    InlineKeyboardButtonLimit,
    InlineKeyboardMarkupLimit,
    MessageEntityDateTimeFormats,
)

from bot.documents import Button, Document, without_asking
from bot.telegram_parts import ENTITIES, UNITS, parts
from bot.telegram_text import Mark, linkable, of_document, units
from bot.tongue import using

__all__ = ["Pressed", "TelegramMessage", "parts", "read_button", "render"]

_DIGITS = string.digits + string.ascii_lowercase
_VERSION = "v1"
# Twelve digits keep the number inside a database's 64 bits.
_BRIEFING = re.compile(r"[0-9a-z]{0,12}")
# What fits across a phone; each button has one column at its sides.
_ROW_COLUMNS = 47
# Telegram refuses a message without words.
_NO_WORDS = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class TelegramMessage:
    """What ``sendMessage`` takes."""

    text: str
    entities: tuple[MessageEntity, ...]
    keyboard: InlineKeyboardMarkup | None
    preview: LinkPreviewOptions
    silent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """What a pressed button asks for."""

    command: str
    argument: str
    briefing: int | None


def render(part: Document) -> TelegramMessage:
    """Write one of the documents that ``parts`` gave.

    Raises ``ValueError`` for a document that no message can hold, and for a button
    that Telegram would refuse.
    """
    with using(part.language):
        marked = of_document(part)
    text = marked.text or _NO_WORDS
    if units(text) > UNITS or len(marked.marks) > ENTITIES:
        raise ValueError("This document is too long for one message: use parts().")
    return TelegramMessage(
        text=text,
        entities=_entities(text, marked.marks),
        keyboard=_keyboard(part),
        preview=_preview(part.preview),
        silent=part.silent,
    )


def _entities(text: str, marks: tuple[Mark, ...]) -> tuple[MessageEntity, ...]:
    offsets = list(accumulate((1 + (letter > "\uffff") for letter in text), initial=0))
    outermost_first = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    return tuple(
        _entity(mark, offsets[mark.start], offsets[mark.end])
        for mark in outermost_first
    )


def _entity(mark: Mark, start: int, end: int) -> MessageEntity:
    relative = MessageEntityDateTimeFormats.RELATIVE if mark.when else None
    return MessageEntity(
        type=mark.kind,
        offset=start,
        length=end - start,
        url=mark.url or None,
        unix_time=mark.when,
        date_time_format=relative,
    )


def _preview(url: str) -> LinkPreviewOptions:
    if not linkable(url):
        return LinkPreviewOptions(is_disabled=True)
    return LinkPreviewOptions(url=url, prefer_large_media=True, show_above_text=True)


def _keyboard(part: Document) -> InlineKeyboardMarkup | None:
    rows = [
        [_button(button, part.briefing) for button in fitting]
        for row in without_asking(part.buttons)
        for fitting in _fitting(row)
    ]
    total = sum(map(len, rows))
    if total > InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER:
        raise ValueError(f"{total} buttons are too many: a message takes 100.")
    return InlineKeyboardMarkup(rows) if rows else None


def _fitting(row: tuple[Button, ...]) -> Iterator[tuple[Button, ...]]:
    """Part a row whose labels a phone would cut into the fewest that show them whole."""
    for rows in range(1, len(row) + 1):
        size = math.ceil(len(row) / rows)
        parted = [row[at : at + size] for at in range(0, len(row), size)]
        if size == 1 or all(map(_is_whole, parted)):
            yield from parted
            return


def _is_whole(row: tuple[Button, ...]) -> bool:
    """Say whether a phone shows every label whole: all get the same room."""
    if len(row) > InlineKeyboardMarkupLimit.BUTTONS_PER_ROW:
        return False
    widest = max(_columns(button.label) for button in row)
    return widest <= _ROW_COLUMNS // len(row) - 1


def _columns(label: str) -> int:
    """Count the columns of a label: emoji and Chinese take two."""
    return sum(1 + (east_asian_width(letter) in "WF") for letter in label)


def _button(button: Button, briefing: int | None) -> InlineKeyboardButton:
    if not button.label.strip():
        raise ValueError(f"A button for {button.command or button.url} has no label.")
    if not button.url:
        data = _button_data(button, briefing)
        return InlineKeyboardButton(button.label, callback_data=data)
    if not linkable(button.url):
        raise ValueError(f"The button {button.label!r} opens no web address.")
    return InlineKeyboardButton(button.label, url=linkable(button.url))


def _button_data(button: Button, briefing: int | None) -> str:
    number = "" if briefing is None else _base36(briefing)
    data = f"{_VERSION}:{button.command}:{number}:{button.argument}"
    size, most = len(data.encode()), InlineKeyboardButtonLimit.MAX_CALLBACK_DATA
    if size > most:
        raise ValueError(
            f"The button {button.label!r} carries {size} bytes and Telegram keeps "
            f"{most}: give it a shorter argument."
        )
    return data


def read_button(data: str) -> Pressed | None:
    """Read what a button carries; nothing if it is not a button of this version.

    Changed apps send whatever they like: the fields are claims, not facts.
    """
    match data.split(":", 3):
        case [version, command, number, argument] if version == _VERSION:
            if not _BRIEFING.fullmatch(number):
                return None
            briefing = int(number, 36) if number else None
            return Pressed(command=command, argument=argument, briefing=briefing)
    return None


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
        if not number:
            return digits
