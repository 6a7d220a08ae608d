"""What exists on the fake Discord: messages in places, commands, and its clock."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tests.discord_fake.places import (
    NOTHING,
    Channel,
    Guild,
    Json,
    Kind,
    Permission,
    Refusal,
    User,
)

_EPOCH_MS = 1_420_070_400_000
NONCE_SECONDS = 300.0


@dataclass
class Message:
    """A message that was accepted; ``how`` is message, reply or follow-up."""

    id: int
    channel: Channel
    body: Json
    how: str
    nonce: str = ""
    ephemeral: bool = False
    loading: bool = False
    sent_at: float = 0.0
    files: dict[str, bytes] = field(default_factory=dict)
    author: User | None = None
    published: bool = False
    edits: int = 0
    has_thread: bool = False

    @property
    def silent(self) -> bool:
        return bool(self.body.get("flags", 0) & 1 << 12)

    @property
    def text(self) -> str:
        """Everything that is written in it."""
        texts = (
            part["content"]
            for part in walk(self.body.get("components") or [])
            if part.get("type") == 10
        )
        return "\n".join([self.body.get("content") or "", *texts]).strip()

    @property
    def buttons(self) -> dict[str, str]:
        """Custom id by label."""
        return {
            part["label"]: part["custom_id"]
            for part in walk(self.body.get("components") or [])
            if "custom_id" in part
        }

    @property
    def links(self) -> list[str]:
        """Where its buttons lead."""
        parts = walk(self.body.get("components") or [])
        return [part["url"] for part in parts if part.get("url")]

    def _author(self, bot: User) -> Json:
        if self.author:
            return self.author.payload()
        return {**bot.payload(), "bot": True}

    def payload(self, bot: User) -> Json:
        flags = self.body.get("flags", 0)
        flags |= 32 if self.has_thread else 0
        flags |= (64 if self.ephemeral else 0) | (128 if self.loading else 0)
        return {
            "id": str(self.id),
            "channel_id": str(self.channel.id),
            "type": 0,
            "author": self._author(bot),
            "content": self.body.get("content") or "",
            "components": self.body.get("components") or [],
            "timestamp": datetime.fromtimestamp(self.sent_at, UTC).isoformat(),
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "attachments": [],
            "embeds": self.body.get("embeds") or [],
            "pinned": False,
            "flags": flags,
            "nonce": self.nonce or None,
        }

    def as_history(self, bot: User) -> Json:
        """Show it as a channel's history does: no nonce, and not what others wrote."""
        payload = self.payload(bot)
        del payload["nonce"]
        if self.author:
            payload |= {"content": "", "components": [], "embeds": []}
        return payload


def walk(components: list[Json]) -> Iterator[Json]:
    """Yield every component, the nested ones too."""
    for part in components:
        yield part
        yield from walk(part.get("components") or [])
        if accessory := part.get("accessory"):
            yield accessory


class World:
    """Everything that exists; ``skip`` moves its clock on."""

    def __init__(
        self,
        *,
        token: str,
        log_file: Path | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.token = token
        self._clock = clock
        self._skipped = 0.0
        self._count = 0
        self._log_file = log_file
        self.bot = User(self.snowflake(), "verbatim")
        self.application_id = self.snowflake()
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.messages: dict[int, Message] = {}
        self.commands: list[Json] = []
        self.log: list[Message] = []
        self.cdn = ""
        self.tells_permissions = True  # of the bot, in channels that somebody chose
        self.attached: dict[int, bytes] = {}
        self._by_nonce: dict[tuple[int, str], Message] = {}

    def now(self) -> float:
        return self._clock() + self._skipped

    def skip(self, seconds: float) -> None:
        self._skipped += seconds

    def snowflake(self) -> int:
        self._count += 1
        return (int(self.now() * 1000) - _EPOCH_MS) << 22 | self._count

    def add_user(self, name: str, *, locale: str = "en-US", id_: int = 0) -> User:
        user = User(id_ or self.snowflake(), name, locale)
        self.users[user.id] = user
        return user

    def add_guild(self, name: str, *, id_: int = 0, joined: bool = True) -> Guild:
        guild = Guild(id_ or self.snowflake(), name, joined=joined)
        self.guilds[guild.id] = guild
        return guild

    def add_channel(
        self,
        guild: Guild,
        name: str,
        *,
        kind: Kind = Kind.TEXT,
        denied: Permission = NOTHING,
        id_: int = 0,
    ) -> Channel:
        channel = Channel(
            id_ or self.snowflake(), name, kind, guild=guild, denied=denied
        )
        guild.channels.append(channel)
        return self._placed(channel)

    def add_thread(
        self, parent: Channel, name: str, *, owner: int = 1, id_: int = 0
    ) -> Channel:
        thread = Channel(
            id_ or self.snowflake(),
            name,
            Kind.NEWS_THREAD if parent.kind is Kind.NEWS else Kind.THREAD,
            guild=parent.guild,
            parent=parent,
            owner=owner,
        )
        assert parent.guild
        parent.guild.channels.append(thread)
        return self._placed(thread)

    def add_dm(self, user: User, *, id_: int = 0) -> Channel:
        for channel in self.channels.values():
            if channel.recipient == user:
                return channel
        return self._placed(
            Channel(id_ or self.snowflake(), user.name, Kind.DM, recipient=user)
        )

    def add_group(self, name: str) -> Channel:
        """Make a conversation of people, of which the bot is no member."""
        return self._placed(Channel(self.snowflake(), name, Kind.GROUP))

    def _placed(self, channel: Channel) -> Channel:
        self.channels[channel.id] = channel
        return channel

    # Messages -----------------------------------------------------------------

    def say(self, channel: Channel, user: User, text: str, *embeds: Json) -> Message:
        """Let somebody write a message."""
        body = {"content": text, "embeds": list(embeds)}
        message = Message(self.snowflake(), channel, body, how="person", author=user)
        self.messages[message.id] = message
        return message

    def post(self, channel_id: int, body: Json, files: dict[str, bytes]) -> Message:
        """Accept a message of the bot; the same nonce again gives the first one.

        An archived thread comes back by it.
        """
        channel = self.reachable(channel_id)
        channel.archived = False
        nonce = str(body.get("nonce") or "")
        earlier = self._by_nonce.get((channel.id, nonce))
        if body.get("enforce_nonce") and earlier and self._is_fresh(earlier):
            return earlier
        message = Message(
            self.snowflake(), channel, body, how="message", nonce=nonce, files=files
        )
        if nonce:
            self._by_nonce[channel.id, nonce] = message
        return self.accept(message)

    def history(
        self, channel_id: int, *, limit: int, before: int, after: int
    ) -> list[Message]:
        """List a channel's messages, newest first; none without the permission."""
        channel = self.visible(channel_id)
        if channel.guild and not channel.allowed & Permission.READ_MESSAGE_HISTORY:
            return []
        if channel.kind is Kind.FORUM:
            raise Refusal(400, 50008, "Cannot send messages in a non-text channel")
        there = [
            message
            for message in sorted(self.messages.values(), key=lambda each: each.id)
            if message.channel == channel
            and not (message.ephemeral or message.loading)
            and after < message.id < before
        ]
        page = there[:limit] if after else there[-limit:]
        return page[::-1]

    def edit(self, channel_id: int, message_id: int, body: Json) -> Message:
        """Change a message of the bot; it may see the channel, and need not post there."""
        channel = self.visible(channel_id)
        message = self.messages.get(message_id)
        if message is None or message.channel != channel or message.ephemeral:
            raise Refusal(404, 10008, "Unknown Message")
        if message.author:
            words = "Cannot edit a message authored by another user"
            raise Refusal(403, 50005, words)
        if channel.archived or channel.locked:
            raise Refusal(400, 50083, "Thread is archived")
        message.body = {**message.body, **body}
        message.edits += 1
        return message

    def publish(self, channel_id: int, message_id: int) -> Message:
        """Hand a message of an announcement channel on to those who follow it."""
        channel = self.reachable(channel_id)
        message = self.messages.get(message_id)
        if message is None or message.channel != channel:
            raise Refusal(404, 10008, "Unknown Message")
        if channel.kind is not Kind.NEWS:
            raise Refusal(403, 50024, "Cannot execute action on this channel type")
        if message.published:
            raise Refusal(400, 40033, "This message has already been crossposted.")
        message.published = True
        return message

    def _is_fresh(self, message: Message) -> bool:
        return self.now() - message.sent_at < NONCE_SECONDS

    def accept(self, message: Message) -> Message:
        message.sent_at = message.sent_at or self.now()
        self.messages[message.id] = message
        if not message.loading:
            self.log.append(message)
            self._write(message)
        return message

    def _write(self, message: Message) -> None:
        if self._log_file is None:
            return
        row = {
            "id": str(message.id),
            "channel": str(message.channel.id),
            "parent": str(message.channel.parent.id if message.channel.parent else ""),
            "in_forum": message.channel.in_forum,
            "how": message.how,
            "nonce": message.nonce,
            "ephemeral": message.ephemeral,
            "text": message.text,
            "buttons": message.buttons,
            "at": message.sent_at,
        }
        with self._log_file.open("a", encoding="utf-8") as log:
            log.write(json.dumps(row, ensure_ascii=False) + "\n")

    def visible(self, channel_id: int) -> Channel:
        """Find a channel that the bot may see, or refuse as Discord does."""
        channel = self.channels.get(channel_id)
        if channel is None:
            raise Refusal(404, 10003, "Unknown Channel")
        if channel.recipient:
            return channel
        seen = channel.guild and channel.guild.joined
        if not seen or not channel.allowed & Permission.VIEW_CHANNEL:
            raise Refusal(403, 50001, "Missing Access")
        return channel

    def reachable(self, channel_id: int) -> Channel:
        """Find a channel that the bot may post in, or refuse as Discord does."""
        channel = self.visible(channel_id)
        if channel.recipient:
            if not channel.recipient.takes_messages:
                raise Refusal(403, 50007, "Cannot send messages to this user")
            return channel
        sending = (
            Permission.SEND_MESSAGES_IN_THREADS
            if channel.parent
            else Permission.SEND_MESSAGES
        )
        if not channel.allowed & sending:
            raise Refusal(403, 50013, "Missing Permissions")
        if channel.kind is Kind.FORUM:
            raise Refusal(400, 50008, "Cannot send messages in a non-text channel")
        if channel.locked:
            raise Refusal(400, 50083, "Thread is archived")
        return channel
