"""Messages of announcement channels, handed on to the servers that follow those."""

import asyncio
import logging

import discord
from discord.http import HTTPClient, Route

from bot.discord_errors import FAILURES, Place

log = logging.getLogger(__name__)

_ALREADY = 40033
# The message has arrived; its delivery must not wait for more than this.
_SECONDS = 10.0


async def published(
    http: HTTPClient, message: discord.Message, place: Place | None
) -> None:
    """Publish a message that was sent, if it is in an announcement channel.

    Discord takes ten an hour. A message that could not be published was delivered all
    the same, so a failure is only logged.
    """
    if place is not None and place.type is not discord.ChannelType.news:
        return
    try:
        async with asyncio.timeout(_SECONDS):
            await _crosspost(http, message)
    except FAILURES as error:
        if getattr(error, "code", 0) != _ALREADY:
            log.warning("message %d was not published: %s", message.id, error)


async def _crosspost(http: HTTPClient, message: discord.Message) -> None:
    """Publish by a route that the library counts alone.

    It takes a window that ends in more than a minute for one that is used up, and so
    would send one of the ten requests that Discord takes in an hour.
    """
    route = Route(
        "POST",
        "/channels/{channel_id}/messages/{message_id}/crosspost",
        channel_id=message.channel.id,
        message_id=message.id,
        metadata=str(message.id),
    )
    try:
        await http.request(route)
    finally:
        _forget(http, route)


def _forget(http: HTTPClient, route: Route) -> None:
    """Drop what the library keeps for ever of a route that is used once."""
    http._bucket_hashes.pop(route.key, None)  # noqa: SLF001 - it has no other way out
    http._buckets.pop(f"{route.key}:{route.major_parameters}", None)  # noqa: SLF001
