"""Telegram's published limits, as the library's rate limiter.

1 message a second to a chat (short bursts pass), 20 a minute to a group, about 30 a
second overall, 1,000 with paid broadcasts (https://core.telegram.org/bots/faq).
"""

import os
from collections.abc import Callable, Coroutine, Hashable
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Any

from telegram.error import RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter
from typing_extensions import override

from bot.chat import Leave, freely
from bot.telegram_progress import Progress
from bot.turns import Priority, Room, TurnedAway, Turns, TurnsOver, Window

# The library's own switch to waiting times as ``timedelta``; it warns without it.
os.environ.setdefault("PTB_TIMEDELTA", "true")

Result = bool | dict[str, Any] | list[dict[str, Any]]

_OVERALL, _OVERALL_PAID = 30, 1000


class Closed(TelegramError):
    """The bot stopped while this request waited for its turn; it never left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """How a message goes: ``leave`` is awaited when its turn has come, then the call.

    If ``leave`` raises, nothing is called and the turn is given back.
    """

    priority: Priority
    leave: Leave = freely


class TelegramLimits(BaseRateLimiter[Priority | Going]):
    """Lets messages and edits wait for their turn, and nothing else.

    Who would wait longer than ``PATIENCE`` is turned away with the ``RetryAfter`` that
    is left. ``paid`` broadcasts have more room. Each message is told of the ``progress``
    that the client's requests make.
    """

    def __init__(self, *, paid: bool = False, progress: Progress | None = None) -> None:
        overall = Window(_OVERALL_PAID if paid else _OVERALL, 1.0)
        self._turns = Turns(overall, _room)
        self._progress = progress or Progress()

    @override
    async def initialize(self) -> None:
        """Windows start empty: there is nothing to prepare."""

    @override
    async def shutdown(self) -> None:
        """Turn away all who wait."""
        self._turns.close()

    @override
    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Priority | Going | None,
    ) -> Result:
        """Call when it is this request's turn; raises what the call raises."""
        chat: int | str | None = data.get("chat_id")
        if chat is None or not _counts(endpoint):
            return await callback(*args, **kwargs)
        going = _going(rate_limit_args)
        try:
            async with self._turns.turn(chat, going.priority) as turn:
                call = await going.leave()
                turn.begin()
                try:
                    with self._progress.telling(call):
                        return await callback(*args, **kwargs)
                except RetryAfter as flood:
                    self._turns.pause(chat, seconds_of(flood))
                    raise
        except TurnedAway as away:
            raise RetryAfter(ceil(away.seconds)) from away
        except TurnsOver as over:
            raise Closed(str(over)) from over


def seconds_of(flood: RetryAfter) -> float:
    """Return how long Telegram wants us to wait."""
    wait = flood.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _going(given: Priority | Going | None) -> Going:
    return (
        given if isinstance(given, Going) else Going(priority=given or Priority.REPLY)
    )


def _room(chat: Hashable) -> Room:
    """Make the room of a chat; groups and channels have negative ids or names.

    Answers go in short bursts, which Telegram may allow; briefings need not rely on it.
    """
    private = isinstance(chat, int) and chat > 0
    minute = () if private else (Window(20, 60.0),)
    return Room(windows=(Window(3, 3.0), *minute), calm=(Window(1, 1.0),))


def _counts(endpoint: str) -> bool:
    """Tell whether Telegram counts this call as a message."""
    return endpoint.startswith(("send", "edit")) and endpoint != "sendChatAction"
