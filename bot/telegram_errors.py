"""Telegram's refusals and the network's failures, as what the outbox does next.

Telegram has no idempotent send: whatever may have been written is uncertain, and only
what certainly never left may be sent again.
"""

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.chat import (
    Address,
    ChatGone,
    ChatMoved,
    NotSent,
    Rejected,
    SendError,
    Uncertain,
)
from bot.telegram_limits import Closed, seconds_of

_MUTED = "I may not write in this chat. Allow me to send messages, then resume."
# Parts of Telegram's descriptions, in lower case: it gives no numbers for them.
_GONE = {
    "bot was blocked": "This person has blocked me.",
    "user is deactivated": "This account no longer exists.",
    "initiate conversation": "This person has not started a chat with me.",
    "bot was kicked": "I was removed from this chat.",
    "not a member": "I am not in this chat any more.",
    "chat not found": "This chat no longer exists, or I am not in it.",
    "peer_id_invalid": "This chat no longer exists, or I am not in it.",
    "channel_private": "I am not in this channel any more.",
    "chat was deactivated": "This group no longer exists.",
    "was deleted": "This group no longer exists.",
    "topic_closed": "This topic is closed. Open it again, then resume.",
    "topic_deleted": "This topic was deleted.",
    "message thread not found": "This topic was deleted.",
    "not enough rights": _MUTED,
    "no rights": _MUTED,
    "need administrator rights": _MUTED,
    "chat_admin_required": _MUTED,
    "chat_restricted": _MUTED,
    "write_forbidden": _MUTED,
    "plain_forbidden": _MUTED,
}
# The library's clients raise RuntimeError when they were closed before the call.
_NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    RuntimeError,
)


def translated(error: TelegramError, address: Address) -> SendError:
    """Say what a failed send to this address means.

    The order matters: to the library, both a refusal and a timeout are network errors.
    """
    match error:
        case RetryAfter():
            return NotSent("Telegram asked to wait.", seconds=seconds_of(error))
        case ChatMigrated(new_chat_id=new):
            return ChatMoved(Address(platform=address.platform, chat=str(new)))
        case Forbidden() | BadRequest():
            return _refused(error)
    if _never_left(error):
        return NotSent(f"Telegram took nothing: {error.message}")
    return Uncertain(f"Telegram gave no clear answer: {error.message}")


def _refused(error: Forbidden | BadRequest) -> SendError:
    said = error.message.lower()
    why = next((why for part, why in _GONE.items() if part in said), "")
    if why or isinstance(error, Forbidden):
        return ChatGone(why or f"Telegram does not let me write here: {error.message}")
    return Rejected(f"Telegram refuses the message: {error.message}")


def _never_left(error: TelegramError) -> bool:
    is_turned_away = isinstance(error, Closed | InvalidToken)
    is_flood = error.message.startswith("Too Many Requests")
    return is_turned_away or is_flood or isinstance(error.__cause__, _NEVER_LEFT)
