"""Threads on the fake Discord: posts in forums, and threads that begin at a message."""

from typing import Any

from tests.discord_fake import rules
from tests.discord_fake.gateway import Gateway
from tests.discord_fake.places import (
    THREADS,
    Channel,
    Json,
    Kind,
    Permission,
    Refusal,
)
from tests.discord_fake.uploads import Uploaded, check_files
from tests.discord_fake.world import Message, World

_POST_KEYS = {
    *("name", "message", "applied_tags", "auto_archive_duration"),
    *("rate_limit_per_user", "type"),
}
_THREAD_KEYS = {"name", "auto_archive_duration", "rate_limit_per_user"}


class Threads:
    """Makes threads, and tells the bot of them."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        self.world = world
        self.gateway = gateway

    async def post(self, channel_id: int, body: Any, uploaded: Uploaded) -> Json:
        """Create a post in a forum with its first message."""
        forum = self.world.visible(channel_id)
        if forum.kind is not Kind.FORUM:
            raise Refusal(400, 50024, "Cannot execute action on this channel type")
        if not forum.allowed & Permission.SEND_MESSAGES:
            raise Refusal(403, 50013, "Missing Permissions")
        _check(body, _POST_KEYS)
        _check_tags(forum, body.get("applied_tags") or [])
        given = body.get("message") or {}
        content = rules.check_message(given, files=bool(uploaded))
        if content.get("nonce"):
            raise Refusal(400, 50035, "Invalid Form Body: a post takes no nonce")
        files = check_files(content, uploaded)
        thread = self.world.add_thread(forum, body["name"], owner=self.world.bot.id)
        thread.applied = [int(tag) for tag in body.get("applied_tags") or []]
        message = self.world.accept(
            Message(thread.id, thread, content, how="post", files=files)
        )
        await self._tell(thread)
        shown = {"message": message.payload(self.world.bot)}
        return thread.payload(self.world.bot.id) | shown

    async def start(self, channel_id: int, message_id: int, body: Any) -> Json:
        """Start a thread at a message; it gets the message's id."""
        channel = self.world.visible(channel_id)
        message = self.world.messages.get(message_id)
        if message is None or message.channel != channel:
            raise Refusal(404, 10008, "Unknown Message")
        if channel.kind not in {Kind.TEXT, Kind.NEWS}:
            raise Refusal(400, 50024, "Cannot execute action on this channel type")
        if not channel.allowed & Permission.CREATE_PUBLIC_THREADS:
            raise Refusal(403, 50013, "Missing Permissions")
        _check(body, _THREAD_KEYS)
        if message_id in self.world.channels:
            words = "A thread has already been created for this message"
            raise Refusal(400, 160004, words)
        thread = self.world.add_thread(
            channel, body["name"], owner=self.world.bot.id, id_=message_id
        )
        message.has_thread = True
        await self._tell(thread)
        return thread.payload(self.world.bot.id)

    def active(self, guild_id: int) -> Json:
        """List the threads of a server that are not archived."""
        guild = self.world.guilds.get(guild_id)
        if guild is None or not guild.joined:
            raise Refusal(404, 10004, "Unknown Guild")
        threads = [
            each.payload(self.world.bot.id)
            for each in guild.channels
            if each.kind in THREADS and not each.archived
        ]
        return {"threads": threads, "members": []}

    async def _tell(self, thread: Channel) -> None:
        assert thread.guild
        payload = thread.payload(self.world.bot.id)
        await self.gateway.dispatch("THREAD_CREATE", payload, thread.guild.id)


def _check(body: Any, keys: set[str]) -> None:
    unknown = set(body) - keys
    if unknown:
        raise Refusal(400, 50035, f"Invalid Form Body: unknown {sorted(unknown)}")
    if not 1 <= len((body.get("name") or "").strip()) <= 100:
        raise Refusal(400, 50035, "Invalid Form Body: name: 1 to 100 in length")


def _check_tags(forum: Channel, tags: list[Any]) -> None:
    known = {str(tag["id"]) for tag in forum.tags}
    if len(tags) > 5 or not set(map(str, tags)) <= known:
        raise Refusal(400, 50035, "Invalid Form Body: applied_tags")
    if forum.require_tag and not tags:
        raise Refusal(400, 40067, "A tag is required to create a forum post")
