"""Discord's refusals and the network's failures, as what the outbox does next.

Numbers are Discord's JSON error codes. A request that was written and not clearly
answered is uncertain; its nonce lets it be sent again.
"""

import aiohttp
import discord

from bot.chat import ChatGone, NotSent, Rejected, SendError, Uncertain
from bot.discord_permissions import lacking
from bot.tongue import marked

_LOCKED = marked("The thread is locked. Unlock it.")
# Who has no private chat with us is told of none: those are for the log.
_GONE = {
    10003: marked("The channel no longer exists."),
    10004: marked("The server no longer exists, or I am not in it."),
    50008: marked("The channel is of a kind that takes no messages."),
    50007: "This person takes no direct messages from me.",
    50083: _LOCKED,
    160005: _LOCKED,
    50278: "This person and I share no server any more, so I cannot write to them.",
}
_LACKING = marked(
    "I can no longer write in #{channel} on {server}: I am missing {missing}. Allow it."
)
_LACKING_SOMEWHERE = marked(
    "I can no longer write in a channel: I am missing {missing}. Allow it."
)
_FORBIDDEN_SO = marked("Discord does not let me write there any more: “{words}”")
_NO_ACCESS, _NO_PERMISSION = 50001, 50013
_LIKELY = {_NO_ACCESS: "View Channel", _NO_PERMISSION: "Send Messages"}
_UNAUTHORIZED = 401
_FORBIDDEN = 403
_TOO_MANY = 429
_UNAVAILABLE = 503
_SERVER_ERROR = 500
_NO_ANSWER = (aiohttp.ClientError, OSError, TimeoutError)
Place = discord.abc.GuildChannel | discord.Thread
FAILURES = (discord.HTTPException, discord.RateLimited, *_NO_ANSWER)


def is_brief(error: Exception) -> bool:
    """Say whether the same request may well work in a second.

    discord.py repeats 500, 502 and 504 by itself, but neither a 503 nor a
    connection that Linux calls reset.
    """
    if isinstance(error, discord.HTTPException):
        return error.status == _UNAVAILABLE
    broken = aiohttp.ServerDisconnectedError | ConnectionError | aiohttp.ClientOSError
    return isinstance(error, broken) and not _never_left(error)


def is_bad_token(error: Exception) -> bool:
    """Say whether Discord does not know our token."""
    return isinstance(error, discord.HTTPException) and error.status == _UNAUTHORIZED


def translated(error: Exception, place: Place | None) -> SendError:
    """Say what a failed send means; ``place`` is the channel, where it is known."""
    if isinstance(error, discord.RateLimited):
        return NotSent("Discord asked to wait.", seconds=error.retry_after)
    if isinstance(error, discord.HTTPException):
        return _refused(error, place)
    if _never_left(error):
        return NotSent(f"Discord could not be reached: {error}")
    return Uncertain(f"Discord gave no clear answer ({type(error).__name__}).")


def _never_left(error: Exception) -> bool:
    return isinstance(
        error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError
    )


def _refused(
    error: discord.HTTPException,
    place: Place | None,
) -> SendError:
    if error.code in _GONE:
        return ChatGone(_GONE[error.code])
    if error.code in _LIKELY:
        return _forbidden(error.code, place)
    if error.status in {_UNAUTHORIZED, _TOO_MANY}:
        return NotSent(f"Discord took nothing: {error}", seconds=_wait(error))
    if error.status >= _SERVER_ERROR:
        return Uncertain(f"Discord failed with {error.status}.")
    if error.status == _FORBIDDEN and error.code:
        return ChatGone(_FORBIDDEN_SO, words=error.text)
    return Rejected(f"Discord did not take the message: {error.text or error.status}")


def _wait(error: discord.HTTPException) -> float | None:
    seconds = error.response.headers.get("Retry-After", "")
    return float(seconds) if seconds.isdecimal() else None


def _forbidden(code: int, place: Place | None) -> ChatGone:
    """Name the permissions that are missing, as Discord's settings call them."""
    missing = _missing(code, place) or _LIKELY[code]
    if place is None:
        return ChatGone(_LACKING_SOMEWHERE, missing=missing)
    return ChatGone(
        _LACKING, channel=place.name, server=place.guild.name, missing=missing
    )


def _missing(code: int, place: Place | None) -> str:
    if place is None:
        return ""
    names = lacking(place.permissions_for(place.guild.me), place)
    # Who may not see a channel may do nothing in it, whatever else is allowed.
    return ", ".join(names[:1] if code == _NO_ACCESS else names)
