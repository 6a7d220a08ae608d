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
from bot.tongue import marked

_MUTED = marked("I may no longer write in a chat. Allow me to send messages there.")
_REMOVED = marked("I am no longer in a chat, or it no longer exists.")
_DELETED = marked("The forum topic was deleted.")
_FORBIDDEN_SO = marked("Telegram does not let me write there any more: “{words}”")
# Parts of Telegram's descriptions, in lower case: it gives no numbers for them.
_GONE = {
    "bot was blocked": "This person has blocked me.",
    "user is deactivated": "This account no longer exists.",
    "initiate conversation": "This person has not started a chat with me.",
    "bot was kicked": _REMOVED,
    "not a member": _REMOVED,
    "chat not found": _REMOVED,
    "peer_id_invalid": _REMOVED,
    "channel_private": _REMOVED,
    "chat was deactivated": marked("The group no longer exists."),
    "was deleted": marked("The group no longer exists."),
    "topic_closed": marked("The forum topic is closed. Open it again."),
    "topic_deleted": _DELETED,
    "message thread not found": _DELETED,
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
    NotSent,
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
    if why:
        return ChatGone(why)
    if isinstance(error, Forbidden):
        return ChatGone(_FORBIDDEN_SO, words=error.message)
    return Rejected(f"Telegram refuses the message: {error.message}")


def _never_left(error: TelegramError) -> bool:
    is_turned_away = isinstance(error, Closed | InvalidToken)
    is_flood = error.message.startswith("Too Many Requests")
    return is_turned_away or is_flood or isinstance(error.__cause__, _NEVER_LEFT)
