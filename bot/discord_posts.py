"""Forums as places to deliver to: one post a day, which that day's messages go into.

Creating a post takes no nonce. So what is about to be created is written down first,
and an attempt that may have arrived is looked up by its name before another is made.
One small row for each forum is enough for that; it is kept by name, like a menu's hash.
"""

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from io import BytesIO
from typing import Any

import discord
from discord.http import HTTPClient, Route, handle_message_parameters
from typing_extensions import override

from bot.chat import Uncertain
from bot.discord_commands import Recall, Remember
from bot.discord_replies import drawn
from bot.documents import Document, Heading, Paragraph
from bot.render_discord import attachments
from bot.tongue import _, marked, using

log = logging.getLogger(__name__)

_KEPT_AS = "discord post {forum}"
_NAME = 100
_NAMELESS = marked("News")
_CLOSED = {10003, 50083, 160005}  # deleted, archived and locked, locked
_SERVER_ERROR = 500
# Discord's clock is not ours.
_CLOCKS_DIFFER = timedelta(minutes=2)
# As ids count time.
_SOME_MINUTES = int(timedelta(minutes=3) / timedelta(milliseconds=1)) << 22

Follow = Callable[[int, Document, str], Awaitable[str]]


class AskedOnce(ConnectionError):
    """The library was about to create a post again, and the first may be there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A forum's newest post of ours; ``thread`` is 0 until we know that it is there.

    ``key`` is the message that it was opened with, ``since`` no younger id than its own.
    """

    day: str
    name: str
    key: str
    since: int
    thread: int = 0


class Posts:
    """Delivers to forums; ``follow`` sends a message into a post that is there."""

    def __init__(self, *, recall: Recall, remember: Remember) -> None:
        self._recall = recall
        self._remember = remember
        self._alone: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def send(
        self,
        http: HTTPClient,
        forum: discord.ForumChannel,
        document: Document,
        key: str,
        *,
        follow: Follow,
    ) -> str:
        """Send a message into the forum's post of its day; returns the message's id."""
        async with self._alone[forum.id]:
            post = await self._current(forum)
            if post and post.key == key:
                return str(post.thread)
            if post and document.day in {"", post.day}:
                try:
                    return await follow(post.thread, document, key)
                except discord.HTTPException as error:
                    if error.code not in _CLOSED:
                        raise
                    log.info("a post is closed, so another is opened: %s", error)
            return await self._open(http, forum, document, key)

    async def written_to(self, forum: discord.ForumChannel, *, since: int) -> int:
        """Return the post that a message of then went into; 0 if there is none.

        ``since`` is an id of that time. Raises ``Uncertain`` if a newer post was opened
        meanwhile.
        """
        async with self._alone[forum.id]:
            post = await self._current(forum)
            if post and post.since > since + _SOME_MINUTES:
                raise Uncertain("Another post was opened since.")
            return post.thread if post else 0

    async def holding(self, forum: discord.ForumChannel, message_id: int) -> int:
        """Return the post that a message of ours must be in, if it is in the newest.

        Else it may be the one that opened its post, which has the same id.
        """
        async with self._alone[forum.id]:
            post = await self._current(forum)
        return post.thread if post and post.thread <= message_id else message_id

    async def _current(self, forum: discord.ForumChannel) -> Post | None:
        """Return the forum's newest post of ours, as far as it is really there."""
        kept = await self._recall(_KEPT_AS.format(forum=forum.id))
        post = Post(**json.loads(kept)) if kept else None
        if post is None or post.thread:
            return post
        thread = await _looked_up(forum, post)
        return await self._keep(forum, replace(post, thread=thread)) if thread else None

    async def _open(
        self,
        http: HTTPClient,
        forum: discord.ForumChannel,
        document: Document,
        key: str,
    ) -> str:
        since = discord.utils.time_snowflake(discord.utils.utcnow() - _CLOCKS_DIFFER)
        name = _name_of(document)
        post = Post(day=document.day, name=name, key=key, since=since)
        await self._keep(forum, post)
        try:
            thread = await _created(http, forum, name, document)
        except (discord.HTTPException, discord.RateLimited) as error:
            if getattr(error, "status", 0) < _SERVER_ERROR:
                await self._remember(_KEPT_AS.format(forum=forum.id), "")
            raise
        await self._keep(forum, replace(post, thread=thread))
        return str(thread)

    async def _keep(self, forum: discord.ForumChannel, post: Post) -> Post:
        await self._remember(
            _KEPT_AS.format(forum=forum.id), json.dumps(asdict(post), sort_keys=True)
        )
        return post


async def _looked_up(forum: discord.ForumChannel, post: Post) -> int:
    """Return the id of a post that may have been created; 0 if it was not."""
    me = forum.guild.me.id
    ids = (
        thread.id
        for thread in await forum.guild.active_threads()
        if (thread.parent_id, thread.owner_id, thread.name) == (forum.id, me, post.name)
    )
    return max((id_ for id_ in ids if id_ > post.since), default=0)


async def _created(
    http: HTTPClient, forum: discord.ForumChannel, name: str, document: Document
) -> int:
    """Create a post with its first message, at most once; returns its id.

    Not by the library's own method, which would ask again after a 502. Raises
    ``AskedOnce`` instead, and what the library raises.
    """
    flags = discord.MessageFlags(suppress_notifications=document.silent)
    channel = {"name": name, "applied_tags": _tags(forum)}
    route = Route("POST", "/channels/{channel_id}/threads", channel_id=forum.id)
    with handle_message_parameters(
        view=drawn(document),
        files=attachments(document),
        flags=flags,
        allowed_mentions=discord.AllowedMentions.none(),
        channel_payload=channel,
    ) as params:
        body: dict[str, Any] = (
            {"form": params.multipart} if params.files else {"json": params.payload}
        )
        made = await http.request(
            route,
            files=[*(params.files or ()), _Once()],
            params={"use_nested_fields": 1},
            **body,
        )
    return int(made["id"])


class _Once(discord.File):
    """Stands among the files of a request, which are wound back before each attempt."""

    def __init__(self) -> None:
        super().__init__(BytesIO(), filename="once")

    @override
    def reset(self, *, seek: int | bool = True) -> None:
        if seek:
            raise AskedOnce("Discord gave no clear answer about a new post.")


def _tags(forum: discord.ForumChannel) -> list[str]:
    """Choose a tag where one is required: the first that needs no moderator."""
    if not forum.flags.require_tag:
        return []
    tags = sorted(forum.available_tags, key=lambda tag: tag.moderated)
    return [str(tag.id) for tag in tags[:1]]


def _name_of(document: Document) -> str:
    """Name a post by the title of its first message."""
    lines = (
        "".join(run.text for run in block.line)
        for block in document.blocks
        if isinstance(block, Heading | Paragraph)
    )
    title = next((" ".join(line.split()) for line in lines if line.strip()), "")
    with using(document.language):
        name = title or document.day or _(_NAMELESS)
    return name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"
