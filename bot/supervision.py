"""Keep a platform running: when it fails, it alone waits, and begins again."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable

from bot.chat import Answer, BadToken, Chat

log = logging.getLogger(__name__)

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 300.0
_DOUBLINGS = 9


async def keep_running(
    chat: Chat,
    answer: Answer,
    *,
    up: Callable[[str], None],
    down: Callable[[str], None],
    pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
    jitter: Callable[[], float] = random.random,
) -> None:
    """Run a chat until it ends by itself, and again, ever later, each time it fails.

    ``up`` and ``down`` hear the platform's name when it can send and no longer can.
    Raises ``BadToken``, for which no waiting helps. ``jitter`` returns 0..1.
    """
    failures = 0

    def ready() -> None:
        nonlocal failures
        failures = 0
        up(chat.platform)

    while True:
        try:
            await chat.run(answer, ready=ready)
        except BadToken:
            raise
        except Exception as error:  # noqa: BLE001 - one platform's trouble, whatever it is, must not become the other's
            seconds = _pause(failures) * (0.5 + jitter())
            _tell(chat.platform, error, seconds)
        else:
            return
        finally:
            down(chat.platform)
        failures += 1
        await pause(seconds)


def _pause(failures: int) -> float:
    return min(FIRST_PAUSE * 2.0 ** min(failures, _DOUBLINGS), LONGEST_PAUSE)


def _tell(platform: str, error: Exception, seconds: float) -> None:
    """Say in one line what failed; where it stood is for those who look for it."""
    log.warning(
        "%s failed (%s: %s) and begins again in %.0f s",
        platform,
        type(error).__name__,
        error,
        seconds,
        exc_info=error if log.isEnabledFor(logging.DEBUG) else None,
    )
