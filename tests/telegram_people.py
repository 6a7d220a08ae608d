"""Who is on the fake Telegram: people, rooms, the bot, and what each may do.

Only values and the rules about them; what happens to them is the world's.
"""

from dataclasses import dataclass, field

from tests.telegram_rules import JSON, Refused

BOT: JSON = {
    "id": 123456,
    "is_bot": True,
    "first_name": "Verbatim",
    "username": "verbatim_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}
_ANONYMOUS_ADMIN: JSON = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
_PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


@dataclass(slots=True)
class Person:
    """Somebody with a private chat; chat and person have one id."""

    id: int
    name: str
    language: str = "en"
    started: bool = True
    blocked: bool = False

    @property
    def user(self) -> JSON:
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": self.name,
            "language_code": self.language,
        }


@dataclass(slots=True)
class Room:
    """A group, supergroup or channel, and what the bot is in it.

    As a plain member the bot hears only what privacy mode lets through. ``muted`` is
    what the bot alone is, ``silent`` are all plain members.
    """

    id: int
    title: str
    kind: str = "supergroup"
    admins: list[int] = field(default_factory=list)
    posters: set[int] = field(default_factory=set)
    threads: set[int] = field(default_factory=set)
    closed: set[int] = field(default_factory=set)
    bot_is_admin: bool = False
    bot_posts: bool = True
    muted: bool = False
    silent: bool = False
    kicked: bool = False
    moved_to: int | None = None


@dataclass(slots=True)
class Press:
    """Who pressed a button, in which chat, and when, in seconds of any clock."""

    person: int
    chat: int
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A message that Telegram took; ``method`` tells whether it was new or edited.

    ``seen_by`` names the only one who sees it. ``buttons`` stand below it, ``keys`` in the place of the keyboard. ``file`` is the
    name and the text of what came along. ``wire`` holds the arguments as they came.
    """

    method: str
    chat: int
    message_id: int
    text: str
    entities: tuple[JSON, ...] = ()
    buttons: tuple[tuple[JSON, ...], ...] = ()
    keys: tuple[tuple[JSON, ...], ...] = ()
    removes_keys: bool = False
    thread: int | None = None
    reply_to: int | None = None
    seen_by: int = 0
    silent: bool = False
    file: tuple[str, str] = ("", "")
    at: float = 0.0
    wire: JSON = field(default_factory=dict, compare=False, repr=False)

    def shown(self, kind: str) -> list[str]:
        """List what stands under the entities of one kind."""
        wire = self.text.encode("utf-16-le")
        return [
            wire[e["offset"] * 2 : (e["offset"] + e["length"]) * 2].decode("utf-16-le")
            for e in self.entities
            if e["type"] == kind
        ]


def check_person(person: Person) -> None:
    if person.blocked:
        raise Refused(403, "Forbidden: bot was blocked by the user")
    if not person.started:
        raise Refused(403, "Forbidden: bot can't initiate conversation with a user")


def check_room(room: Room) -> None:
    if room.kicked:
        raise Refused(403, f"Forbidden: bot was kicked from the {room.kind} chat")
    if room.moved_to:
        why = "Bad Request: group chat was upgraded to a supergroup chat"
        raise Refused(400, why, migrate_to_chat_id=room.moved_to)


def permissions(*, write: bool) -> JSON:
    return dict.fromkeys(_PERMISSIONS, False) | {"can_send_messages": write}


def bot_in(room: Room) -> JSON:
    """Say what the bot is in a room."""
    if room.kicked:
        return member("kicked")
    if room.muted:
        return member("restricted")
    posts = room.bot_posts if room.kind == "channel" else None
    return member("administrator" if room.bot_is_admin else "member", posts=posts)


def is_heard(chat: Person | Room, message: JSON) -> bool:
    """Say whether privacy mode lets a bot hear this."""
    if isinstance(chat, Person) or chat.kicked:
        return isinstance(chat, Person)
    is_reply = message.get("reply_to_message", {}).get("from") == BOT
    marked = (*message.get("entities", ()), *message.get("caption_entities", ()))
    is_command = any(entity["type"] == "bot_command" for entity in marked)
    return chat.bot_is_admin or is_reply or is_command


def author(chat: Person | Room, by: Person | None, *, anonymous: bool) -> JSON:
    if isinstance(chat, Person):
        return {"from": chat.user}
    itself = {"id": chat.id, "type": chat.kind, "title": chat.title}
    if chat.kind == "channel":
        return {"sender_chat": itself}
    if anonymous:
        return {"from": _ANONYMOUS_ADMIN, "sender_chat": itself}
    if by is None:
        raise ValueError("say who says it in a group: by=...")
    return {"from": by.user}


def member(status: str, *, posts: bool | None = None) -> JSON:
    """Say what the bot is in a chat; ``posts`` is a right that only channels have."""
    more: JSON = {}
    if status in {"kicked", "restricted"}:
        more["until_date"] = 0
    if status == "restricted":
        more |= dict.fromkeys(_PERMISSIONS, False) | {"is_member": True}
    if status == "administrator":
        more |= dict.fromkeys(RIGHTS, False)
        more |= {} if posts is None else {"can_post_messages": posts}
    return {"status": status, "user": BOT} | more
