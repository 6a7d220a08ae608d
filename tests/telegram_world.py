"""The people, groups and messages of a Telegram that tests play in.

Tests make people and groups, let them ``say`` and ``press``, and wait for ``sent``.
"""

import asyncio
import json
import re
import time
from collections import deque
from collections.abc import Callable
from itertools import count
from typing import Any, TypeGuard

from tests.telegram_people import (
    Person,
    Press,
    Room,
    Sent,
    author,
    is_heard,
    member,
)
from tests.telegram_rules import JSON

_NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
_FIRST_IDS = {"person": 1001, "room": 1001000, "message": 1, "query": 1}
# No two Telegrams count their updates from the same number.
_FIRST_UPDATES = count(1_000_000, 1_000_000)
_FOUND = {
    "bot_command": re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,32}(?:@\w+)?"),
    "url": re.compile(r"https?://\S+|(?<!\S)[a-z0-9-]+\.(?:org|com|net)/\S*"),
}


class World:
    """Who is there, what was said, and which updates wait for the bot.

    ``log`` is what the bot sent, ``toasts`` what each callback query was answered with.
    """

    def __init__(self, *, record: Callable[[Sent], None] | None = None) -> None:
        self.log: list[Sent] = []
        self.toasts: dict[str, JSON] = {}
        self.presses: dict[str, Press] = {}
        self._record = record
        self._people: dict[int, Person] = {}
        self._rooms: dict[int, Room] = {}
        self._messages: dict[tuple[int, int], JSON] = {}
        self._updates: deque[JSON] = deque()
        self._happened: list[JSON] = []
        self._allowed: set[str] | None = None
        self._changed = asyncio.Event()
        self._ids = {kind: count(first) for kind, first in _FIRST_IDS.items()}
        self._ids["update"] = count(next(_FIRST_UPDATES))

    def person(
        self,
        name: str = "Ada",
        *,
        number: int | None = None,
        language: str = "en",
        started: bool = True,
    ) -> Person:
        """Make somebody who has (or has not) started the bot."""
        person = Person(number or next(self._ids["person"]), name, language, started)
        self._people[person.id] = person
        return person

    def group(
        self,
        title: str = "Readers",
        *,
        number: int | None = None,
        kind: str = "supergroup",
        admins: tuple[Person, ...] = (),
    ) -> Room:
        """Make a ``group``, ``supergroup`` or ``channel`` that the bot is in."""
        room = Room(
            number or -next(self._ids["room"]),
            title,
            kind,
            [admin.id for admin in admins],
            {admin.id for admin in admins},
            bot_is_admin=kind == "channel",
        )
        self._rooms[room.id] = room
        return room

    def topic(self, room: Room) -> int:
        """Open a forum topic; gives its thread id."""
        thread = next(self._ids["message"])
        room.threads.add(thread)
        return thread

    def say(
        self,
        chat: Person | Room,
        text: str,
        *,
        by: Person | None = None,
        thread: int | None = None,
        reply_to: int | None = None,
        anonymous: bool = False,
        **more: Any,
    ) -> int:
        """Say something in a chat; gives the message's id. ``more`` are its raw fields."""
        if isinstance(chat, Room) and chat.moved_to:
            raise ValueError("nobody can write in a group that was upgraded")
        message = self._message(chat.id, text, thread=thread, reply_to=reply_to)
        message |= author(chat, by, anonymous=anonymous) | more
        if "caption" in message:
            message.setdefault("caption_entities", _found(message["caption"]))
        self._messages[chat.id, message["message_id"]] = message
        kind = "channel_post" if _is_channel(chat) else "message"
        if is_heard(chat, message):
            self._happen(kind, message)
        return int(message["message_id"])

    def edit(self, chat: Person | Room, message_id: int, text: str) -> None:
        """Change what was said."""
        message = self._messages[chat.id, message_id]
        message |= {"text": text, "entities": _found(text), "edit_date": _now()}
        kind = "edited_channel_post" if _is_channel(chat) else "edited_message"
        self._happen(kind, message)

    def press(self, sent: Sent, label: str, *, by: Person | None = None) -> str:
        """Press the button of that label; gives the id of the callback query."""
        datas = [
            button["callback_data"]
            for row in sent.buttons
            for button in row
            if button["text"] == label and "callback_data" in button
        ]
        return self.press_data(sent, datas[0], by=by)

    def press_data(self, sent: Sent, data: str, *, by: Person | None = None) -> str:
        """Send a callback query, as a changed app could."""
        who = by or self._people[sent.chat]
        query = str(next(self._ids["query"]))
        self.toasts[query] = {}
        self.presses[query] = Press(who.id, sent.chat, time.monotonic())
        self._happen(
            "callback_query",
            {
                "id": query,
                "from": who.user,
                "message": self._seen(sent),
                "chat_instance": str(sent.chat),
                "data": data,
            },
        )
        return query

    def forget(self, sent: Sent) -> None:
        """Let a message grow so old that Telegram no longer shows it to bots."""
        del self._messages[sent.chat, sent.message_id]

    def block(self, person: Person, *, blocked: bool = True) -> None:
        """Block the bot, or let it in again."""
        person.blocked = blocked
        before, after = ("member", "kicked") if blocked else ("kicked", "member")
        self._membership(person, person, before, after)

    def add(self, room: Room, *, by: Person, posts: bool = True) -> None:
        """Take the bot in: as a member of a group, as an administrator of a channel."""
        room.kicked, room.bot_posts = False, posts
        room.bot_is_admin = room.kind == "channel"
        now = "administrator" if room.bot_is_admin else "member"
        self._membership(room, by, "left", now)

    def promote(self, room: Room, *, by: Person) -> None:
        """Make the bot an administrator, with every right that it can use."""
        room.bot_is_admin = room.bot_posts = True
        self._membership(room, by, "member", "administrator")

    def kick(self, room: Room, *, by: Person) -> None:
        room.kicked = True
        self._membership(room, by, "member", "kicked")

    def mute(self, room: Room, *, by: Person, muted: bool = True) -> None:
        """Let the bot stay, and say nothing any more; or let it speak again."""
        room.muted = muted
        before, after = ("member", "restricted") if muted else ("restricted", "member")
        self._membership(room, by, before, after)

    def lose(self, chat: Person | Room) -> int:
        """Shut the bot out, and let it find out when it sends."""
        if isinstance(chat, Person):
            chat.blocked = True
        else:
            chat.kicked = True
        return chat.id

    def demote(self, channel: Room, *, by: Person) -> None:
        """Make the bot of a channel a mere reader."""
        channel.bot_is_admin = False
        self._membership(channel, by, "administrator", "member")

    def migrate(self, room: Room, *, announce: bool = True) -> Room:
        """Make a group a supergroup, which has another id."""
        new = self.group(room.title, admins=())
        new.admins = room.admins
        room.moved_to = new.id
        if announce:
            self._service(room, migrate_to_chat_id=new.id)
            self._service(new, migrate_from_chat_id=room.id)
        return new

    async def until(
        self, claim: Callable[[], object], *, seconds: float | None = 10
    ) -> None:
        """Wait until something is true; look again at every call."""
        async with asyncio.timeout(seconds):
            while not claim():
                await self._changed.wait()

    async def sent(self, number: int = 1, *, to: Person | Room | None = None) -> Sent:
        """Wait for the ``number``-th message (to one chat), counted from 1."""
        await self.until(lambda: len(self.to(to)) >= number)
        return self.to(to)[number - 1]

    def to(self, chat: Person | Room | None) -> list[Sent]:
        """List what was taken for a chat, or for all."""
        return [sent for sent in self.log if chat is None or sent.chat == chat.id]

    async def read(self) -> None:
        """Wait until the bot has confirmed every update."""
        await self.until(lambda: not self._updates)

    def _message(
        self, chat: int, text: str, *, thread: int | None, reply_to: int | None
    ) -> JSON:
        message: JSON = {
            "message_id": next(self._ids["message"]),
            "date": _now(),
            "chat": self._chat(chat),
            "text": text,
            "entities": _found(text),
        }
        if thread:
            message |= {"message_thread_id": thread, "is_topic_message": True}
        if reply_to:
            answered = self._messages[chat, reply_to]
            message["reply_to_message"] = {
                name: answered[name] for name in answered if name != "reply_to_message"
            }
        return message

    def _chat(self, chat: int) -> JSON:
        if chat > 0:
            return {
                "id": chat,
                "type": "private",
                "first_name": self._people[chat].name,
            }
        room = self._rooms[chat]
        forum = {"is_forum": True} if room.threads else {}
        return {"id": chat, "type": room.kind, "title": room.title} | forum

    def _seen(self, sent: Sent) -> JSON:
        gone = {
            "chat": self._chat(sent.chat),
            "message_id": sent.message_id,
            "date": 0,
        }
        return self._messages.get((sent.chat, sent.message_id), gone)

    def _service(self, room: Room, **news: int) -> None:
        message = self._message(room.id, "", thread=None, reply_to=None)
        del message["text"], message["entities"]
        self._happen("message", message | news)

    def _membership(
        self, chat: Person | Room, by: Person, before: str, after: str
    ) -> None:
        posts = chat.bot_posts if _is_channel(chat) else None
        self._happen(
            "my_chat_member",
            {
                "chat": self._chat(chat.id),
                "from": by.user,
                "date": _now(),
                "old_chat_member": member(before),
                "new_chat_member": member(after, posts=posts),
            },
        )

    def _happen(self, kind: str, what: JSON) -> None:
        wanted = (
            kind not in _NOT_BY_DEFAULT
            if self._allowed is None
            else kind in self._allowed
        )
        if not wanted:
            return
        # Telegram keeps what it was, however the message changes later.
        frozen = json.loads(json.dumps(what))
        self._happened.append({"update_id": next(self._ids["update"]), kind: frozen})
        self._updates.append(self._happened[-1])
        self._tell()

    def repeat(self) -> None:
        """Hand out the last update once more, as if its confirmation had been lost."""
        self._updates.append(self._happened[-1])
        self._tell()

    def begin_anew_at(self, number: int) -> None:
        """Let the next update have this id, as after a week in which there was none."""
        self._ids["update"] = count(number)

    def _tell(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()


def _now() -> int:
    return int(time.time())


def _is_channel(chat: Person | Room) -> TypeGuard[Room]:
    return isinstance(chat, Room) and chat.kind == "channel"


def _found(text: str) -> list[JSON]:
    """Mark commands and addresses, as Telegram does for what people write."""
    return [
        {
            "type": kind,
            "offset": _units(text[: match.start()]),
            "length": _units(match.group()),
        }
        for kind, pattern in _FOUND.items()
        for match in pattern.finditer(text)
    ]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
