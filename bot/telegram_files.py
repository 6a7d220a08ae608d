"""Files that people send: a list of feeds is fetched, of any other it is said why not."""

import logging
from pathlib import PurePath

from telegram import Document
from telegram.error import TelegramError

from bot.telegram_post import Bot
from bot.tongue import _, marked

log = logging.getLogger(__name__)

LARGEST = 2**20
"""Bytes that a list of feeds may have."""
TOO_LARGE = marked(
    "This file is larger than 1 MB, which is the most I read. "
    "Lists of feeds are far smaller: please export one as OPML and send me that."
)
NO_LIST = marked(
    "Of files I can read lists of feeds only: OPML, as feed readers export it. "
    "Otherwise send me a link or a few words; /help lists what I can do."
)
NOT_HANDED_OUT = marked("Telegram did not hand me this file. Please send it once more.")

_ENDINGS = {".opml", ".xml"}
_TYPES = {"text/x-opml", "text/x-opml+xml", "text/xml", "application/xml"}


class FileTrouble(Exception):
    """A file cannot be taken; says to the person what is wrong, and what now."""


def is_list(document: Document) -> bool:
    """Say whether a file may be a list of feeds, by its name or its type."""
    ending = PurePath(document.file_name or "").suffix.lower()
    return ending in _ENDINGS or (document.mime_type or "").lower() in _TYPES


async def content_of(bot: Bot, document: Document) -> bytes:
    """Fetch a list of feeds from Telegram. Raises ``FileTrouble``.

    Its size is what Telegram says, until it is here.
    """
    if not is_list(document):
        raise FileTrouble(_(NO_LIST))
    _check_size(document.file_size)
    try:
        file = await bot.get_file(document.file_id)
        _check_size(file.file_size)
        content = bytes(await file.download_as_bytearray())
    except (TelegramError, RuntimeError, OSError) as error:
        log.warning("a file was not handed out: %s", error)
        raise FileTrouble(_(NOT_HANDED_OUT)) from error
    _check_size(len(content))
    return content


def _check_size(size: int | None) -> None:
    if size is not None and size > LARGEST:
        raise FileTrouble(_(TOO_LARGE))
