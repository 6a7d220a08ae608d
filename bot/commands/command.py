"""What a command is, and what it has at hand.

The table of them is ``bot.commands.COMMANDS``: platforms, ``/help`` and the README
read nothing else.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.chat import Request
from bot.documents import Document
from bot.subscriptions import KnownChat
from digests import Database, Newsroom


class Who(StrEnum):
    """Whom a command obeys."""

    ALL = "all"
    MANAGE = "manage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every command works with; ``clock`` tells aware time.

    While a request is answered, ``here`` is the chat that asks, as it was before.
    """

    newsroom: Newsroom
    database: Database
    clock: Callable[[], datetime]
    here: KnownChat | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command of every platform.

    ``argument`` is the hint for what may follow the name, empty if nothing may.
    ``costly`` ones may be asked so often an hour, and no oftener. ``file`` is the hint
    for a file that may come along, where a platform asks for one. ``quiet`` answers are
    for the asker only, where the platform can do that; ``elsewhere`` says that it may be
    asked for another channel, where a platform has them, and ``posts`` that we shall then
    send something by ourselves. A ``discreet`` answer may be had for oneself;
    ``menu`` ones stand in the platform's menu. ``answer`` raises ``NewsError`` in
    people's words.
    """

    name: str
    summary: str
    answer: Callable[[Desk, Request], Awaitable[Document]]
    argument: str = ""
    file: str = ""
    who: Who = Who.ALL
    quiet: bool = False
    menu: bool = True
    costly: bool = False
    elsewhere: bool = False
    posts: bool = False
    discreet: bool = False
