"""What the bot may send on the fake Telegram, and what becomes of a message it took."""

import asyncio
import time
from collections.abc import Callable

from tests.telegram_people import BOT, Sent, check_person, check_room
from tests.telegram_rules import JSON, FloodControl, Refused, bad
from tests.telegram_world import World

_PLAIN = (str, int, list, dict)  # what is not, is a file


class Sending(World):
    """A world that a bot sends to.

    ``flood`` switches the rate limits on and ``floods`` counts their refusals.
    """

    def __init__(
        self, *, flood: bool = False, record: Callable[[Sent], None] | None = None
    ) -> None:
        super().__init__(record=record)
        self.flood = flood
        self.floods = 0
        self._control = FloodControl()

    def _check_may_send(self, given: JSON, what: str = "text messages") -> int:
        """Find the chat that a new message goes to, or say why it may not."""
        chat = self._open_chat(given)
        self._check_may_write(chat, what)
        self._check_thread(chat, given.get("message_thread_id"))
        self._check_reply(chat, given.get("reply_parameters") or {})
        self._check_flood(chat, paid=bool(given.get("allow_paid_broadcast")))
        return chat

    def _check_flood(self, chat: int, *, paid: bool = False) -> None:
        if not self.flood:
            return
        try:
            self._control.check(chat, asyncio.get_running_loop().time(), paid=paid)
        except Refused:
            self.floods += 1
            raise

    def _open_chat(self, given: JSON) -> int:
        """Find the chat that may be written to, or say why it may not."""
        chat = int(given.get("chat_id", 0))
        if chat in self._people:
            check_person(self._people[chat])
        elif chat in self._rooms:
            check_room(self._rooms[chat])
        else:
            raise bad("chat not found")
        return chat

    def _check_thread(self, chat: int, thread: int | None) -> None:
        if not thread:
            return
        if chat > 0 or thread not in self._rooms[chat].threads:
            raise bad("message thread not found")
        if thread in self._rooms[chat].closed:
            raise bad("TOPIC_CLOSED")

    def _check_may_write(self, chat: int, what: str) -> None:
        room = self._rooms.get(chat)
        posts = room and room.bot_is_admin and room.bot_posts
        if room and room.kind == "channel" and not posts:
            raise bad("need administrator rights in the channel chat")
        if room and (room.muted or (room.silent and not room.bot_is_admin)):
            raise bad(f"not enough rights to send {what} to the chat")

    def _check_reply(self, chat: int, reply: JSON) -> None:
        known = not reply or (chat, reply["message_id"]) in self._messages
        if not known and not reply.get("allow_sending_without_reply"):
            raise bad("message to be replied not found")

    def _reply_to(self, chat: int, given: JSON) -> int | None:
        target = (given.get("reply_parameters") or {}).get("message_id")
        return target if (chat, target) in self._messages else None

    def _ours(self, chat: int, text: str, given: JSON) -> JSON:
        """Begin a message of the bot."""
        message = self._message(
            chat,
            text,
            thread=given.get("message_thread_id"),
            reply_to=self._reply_to(chat, given),
        )
        is_channel = message["chat"]["type"] == "channel"
        by = {"sender_chat": message["chat"]} if is_channel else {"from": BOT}
        return message | by | {"entities": given.get("entities", [])}

    def _take(
        self,
        method: str,
        message: JSON,
        given: JSON,
        *,
        file: tuple[str, str] = ("", ""),
        shown: str = "",
    ) -> JSON:
        markup = given.get("reply_markup") or {}
        if "inline_keyboard" in markup:
            # Keys in the place of a keyboard are not told again.
            message["reply_markup"] = markup
        chat, number = message["chat"]["id"], message["message_id"]
        self._messages[chat, number] = message
        sent = Sent(
            method=method,
            chat=chat,
            message_id=number,
            text=message.get("text", shown),
            entities=tuple(message.get("entities", ())),
            buttons=tuple(map(tuple, markup.get("inline_keyboard", ()))),
            keys=tuple(map(tuple, markup.get("keyboard", ()))),
            removes_keys="remove_keyboard" in markup,
            thread=message.get("message_thread_id"),
            reply_to=message.get("reply_to_message", {}).get("message_id"),
            seen_by=message.get("receiver_user", {}).get("id", 0),
            silent=bool(given.get("disable_notification")),
            file=file,
            at=time.time(),
            wire={name: it for name, it in given.items() if isinstance(it, _PLAIN)},
        )
        self.log.append(sent)
        if self._record:
            self._record(sent)
        return message
