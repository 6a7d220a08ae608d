"""Our own messages in a channel's history, told apart by the words that they hold.

A nonce is forgotten after minutes; what a channel shows is not. Without the permission
to read a history Discord shows an empty one, so that is asked first.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import discord
from discord.http import HTTPClient

from bot.chat import Uncertain
from bot.discord_errors import Place
from bot.discord_replies import drawn
from bot.documents import Document

_PAGE = 100
_PAGES = 3
_TEXT = 10
# Discord's clock is not ours.
_CLOCKS_DIFFER = timedelta(minutes=2)


def may_read(place: Place | None) -> bool:
    """Say whether we see what was written somewhere; in direct messages we always do."""
    if place is None:
        return True
    if isinstance(place, discord.Thread) and place.parent is None:
        return False
    granted = place.permissions_for(place.guild.me)
    return granted.view_channel and granted.read_message_history


def snowflake(at: datetime) -> int:
    """Return an id that is older than all that was written from then on."""
    return discord.utils.time_snowflake(at - _CLOCKS_DIFFER)


async def found(
    http: HTTPClient,
    target: int,
    documents: Sequence[Document],
    *,
    me: int,
    since: datetime,
    known: Collection[str],
) -> str:
    """Return the id of our message that holds one of these; empty if there is none.

    ``known`` are ids of other messages. Raises ``Uncertain`` if too much was written
    since, and what the library raises.
    """
    views: list[Any] = [drawn(document) for document in documents]
    wanted = {_words(view.to_components()) for view in views}
    if not all(wanted):
        raise Uncertain("A message without words cannot be looked for.")
    after = snowflake(since)
    for _ in range(_PAGES):
        page = await http.logs_from(target, _PAGE, after=after)
        for message in page:
            is_ours = int(message["author"]["id"]) == me
            if is_ours and message["id"] not in known:
                parts: Any = message.get("components") or []
                if _words(parts) in wanted:
                    return str(message["id"])
        if len(page) < _PAGE:
            return ""
        after = max(int(message["id"]) for message in page)
    raise Uncertain("Too much was written since to look for a message.")


def _words(components: Sequence[Any]) -> str:
    """Join the texts of components; how Discord keeps spaces and lines is its affair."""
    return " ".join(" ".join(_texts(components)).split())


def _texts(components: Sequence[Any]) -> Iterator[str]:
    for part in components:
        if part.get("type") == _TEXT:
            yield part.get("content", "")
        yield from _texts(part.get("components") or [])
