"""The commands that Telegram's apps offer while somebody types, set only when they change.

Everybody's menu in a private chat; in groups a short one, and all of it for those who
manage the group. Each in every language that is ready: an app shows the one of its own
language, and the English one where there is none.
"""

import hashlib
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.constants import BotCommandLimit
from telegram.error import InvalidToken, TelegramError

from bot.telegram_post import Bot
from bot.tongue import READY, _, using

log = logging.getLogger(__name__)

Recall = Callable[[str], Awaitable[str]]
Remember = Callable[[str, str], Awaitable[None]]

REMEMBERED_AS = "telegram menu"
MANAGE = "manage"


class CommandInfo(Protocol):
    """A row of the commands table, as far as Telegram looks at it.

    ``who`` is ``manage`` for what only those may do who manage a group; ``menu`` rows
    stand in the menu.
    """

    @property
    def name(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def quiet(self) -> bool: ...
    @property
    def menu(self) -> bool: ...


async def set_changed(
    bot: Bot, commands: Sequence[CommandInfo], *, recall: Recall, remember: Remember
) -> None:
    """Set the menus if they differ from the last time.

    A failure leaves the old menus in place and is logged; the bot still serves.
    """
    menus = menus_of(commands)
    wanted = json.dumps(
        [bot.id, [[scope.type, code, _pairs(menu)] for scope, code, menu in menus]],
        sort_keys=True,
    )
    fingerprint = hashlib.sha256(wanted.encode()).hexdigest()
    if await recall(REMEMBERED_AS) == fingerprint:
        return
    try:
        for scope, code, menu in menus:
            await bot.set_my_commands(menu, scope=scope, language_code=code or None)
    except InvalidToken:
        raise
    except TelegramError as error:
        log.warning("Telegram did not take the menus; the old ones stay: %s", error)
    else:
        await remember(REMEMBERED_AS, fingerprint)


def menus_of(
    commands: Sequence[CommandInfo],
) -> tuple[tuple[BotCommandScope, str, list[BotCommand]], ...]:
    """Return what each kind of chat is offered in each language.

    The English menus have no code: they are for everybody else.
    """
    return tuple(
        (scope, "" if code == "en" else code, menu)
        for code in READY
        for scope, menu in _menus_in(code, commands)
    )


def _menus_in(
    code: str, commands: Sequence[CommandInfo]
) -> tuple[tuple[BotCommandScope, list[BotCommand]], ...]:
    offered = [command for command in commands if command.menu]
    for_members = [each for each in offered if each.who != MANAGE and not each.quiet]
    with using(code):
        return (
            (BotCommandScopeAllPrivateChats(), _menu(offered)),
            (BotCommandScopeAllGroupChats(), _menu(for_members)),
            (BotCommandScopeAllChatAdministrators(), _menu(offered)),
        )


def _menu(commands: Sequence[CommandInfo]) -> list[BotCommand]:
    return [BotCommand(each.name, _cut(_(each.summary))) for each in commands]


def _pairs(menu: Sequence[BotCommand]) -> list[list[str]]:
    return [[each.command, each.description] for each in menu]


def _cut(text: str) -> str:
    most = BotCommandLimit.MAX_DESCRIPTION
    return text if len(text) <= most else f"{text[: most - 1]}…"
