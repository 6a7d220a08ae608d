"""The places and people of the fake Discord: servers, channels, threads, permissions."""

import enum
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


class Permission(enum.IntFlag):
    """The permissions that matter to a bot that posts."""

    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    READ_MESSAGE_HISTORY = 1 << 16
    CREATE_PUBLIC_THREADS = 1 << 35
    SEND_MESSAGES_IN_THREADS = 1 << 38


EVERYONE = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
)

NOTHING = Permission(0)


class Kind(enum.IntEnum):
    """The kinds of channel."""

    TEXT = 0
    DM = 1
    GROUP = 3
    NEWS = 5
    NEWS_THREAD = 10
    THREAD = 11
    FORUM = 15


THREADS = {Kind.NEWS_THREAD, Kind.THREAD}


class Refusal(Exception):
    """An answer that is an error, as Discord words it."""

    def __init__(
        self, status: int, code: int, message: str, errors: Json | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.body: Json = {"message": message, "code": code}
        if errors:
            self.body["errors"] = errors


@dataclass
class User:
    """A person; ``takes_messages`` is their privacy setting for direct messages.

    ``has_app`` says that they installed the app for themselves.
    """

    id: int
    name: str
    locale: str = "en-US"
    takes_messages: bool = True
    has_app: bool = False

    def payload(self) -> Json:
        return {
            "id": str(self.id),
            "username": self.name,
            "discriminator": "0",
            "global_name": self.name,
            "avatar": None,
        }


@dataclass
class Channel:
    """A place for messages; ``denied`` are the bot's missing permissions in it.

    ``managers`` may manage this channel, ``owner`` is who began a thread. A forum has
    ``tags``, a post those that were ``applied``.
    """

    id: int
    name: str
    kind: Kind = Kind.TEXT
    guild: "Guild | None" = None
    parent: "Channel | None" = None
    recipient: User | None = None
    denied: Permission = NOTHING
    locked: bool = False
    managers: set[int] = field(default_factory=set)
    owner: int = 1
    archived: bool = False
    tags: list[Json] = field(default_factory=list)
    require_tag: bool = False
    applied: list[int] = field(default_factory=list)

    @property
    def in_forum(self) -> bool:
        return self.parent is not None and self.parent.kind is Kind.FORUM

    @property
    def allowed(self) -> Permission:
        """What the bot may do here."""
        denied = self.denied | (self.parent.denied if self.parent else NOTHING)
        return EVERYONE & ~denied

    def permissions_of(self, user: User) -> Permission:
        """What somebody may do here."""
        if self.guild is None:
            return EVERYONE
        here = user.id in self.managers
        more = Permission.MANAGE_CHANNELS if here else NOTHING
        return self.guild.permissions_of(user) | more

    def payload(self, bot_id: int) -> Json:
        flags = 1 << 4 if self.require_tag else 0
        shape: Json = {"id": str(self.id), "type": self.kind.value, "flags": flags}
        if self.recipient:
            return {**shape, "recipients": [self.recipient.payload()]}
        if self.kind is Kind.GROUP:
            return {**shape, "name": self.name, "recipients": [], "owner_id": "1"}
        assert self.guild
        shape |= {"name": self.name, "guild_id": str(self.guild.id)}
        if self.parent:
            return shape | self._thread(self.parent)
        return shape | {
            "position": 0,
            "available_tags": self.tags,
            "parent_id": None,
            "topic": None,
            "nsfw": False,
            "permission_overwrites": [
                {
                    "id": str(bot_id),
                    "type": 1,
                    "allow": "0",
                    "deny": str(self.denied.value),
                }
            ],
        }

    def _thread(self, parent: "Channel") -> Json:
        return {
            "parent_id": str(parent.id),
            "owner_id": str(self.owner),
            "message_count": 0,
            "member_count": 1,
            "rate_limit_per_user": 0,
            "thread_metadata": {
                "archived": self.archived or self.locked,
                "locked": self.locked,
                "auto_archive_duration": 1440,
                "archive_timestamp": "2026-11-23T08:00:00+00:00",
            },
        }


@dataclass
class Guild:
    """A server; ``joined`` says whether the bot is in it."""

    id: int
    name: str
    channels: list[Channel] = field(default_factory=list)
    managers: set[int] = field(default_factory=set)
    joined: bool = True

    def payload(self, bot: User) -> Json:
        places = [channel.payload(bot.id) for channel in self.channels]
        return {
            "id": str(self.id),
            "name": self.name,
            "owner_id": "1",
            "member_count": 2,
            "large": False,
            "unavailable": False,
            "features": [],
            "emojis": [],
            "stickers": [],
            "voice_states": [],
            "presences": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "roles": [self._everyone()],
            "members": [self.member(bot)],
            "channels": [place for place in places if place["type"] not in THREADS],
            "threads": [place for place in places if place["type"] in THREADS],
        }

    def _everyone(self) -> Json:
        return {
            "id": str(self.id),
            "name": "@everyone",
            "permissions": str(EVERYONE.value),
            "position": 0,
            "color": 0,
            "hoist": False,
            "managed": False,
            "mentionable": False,
        }

    def member(self, user: User) -> Json:
        return {
            "user": user.payload(),
            "roles": [],
            "joined_at": "2026-01-01T00:00:00+00:00",
            "deaf": False,
            "mute": False,
            "flags": 0,
        }

    def permissions_of(self, user: User) -> Permission:
        more = Permission.MANAGE_GUILD if user.id in self.managers else Permission(0)
        return EVERYONE | more
