"""Answers to presses on the fake Telegram: toasts, and messages for one person alone."""

import time
from itertools import count
from typing import Any

from tests.telegram_rules import JSON, bad, check_known
from tests.telegram_sending import Sending

_IN_TIME = 15.0


class Pressing(Sending):
    """A world where presses are answered."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self._whispers = count(1)

    def grow_old(self, query: str, *, seconds: float) -> None:
        """Let a press have been so long ago."""
        self.presses[query].at -= seconds

    def _do_answer_callback_query(self, given: JSON) -> bool:
        query = str(given.get("callback_query_id"))
        if query not in self.toasts or self.toasts[query]:
            raise bad(
                "query is too old and response timeout expired or query ID is invalid"
            )
        if len(given.get("text", "")) > 200:
            raise bad("MESSAGE_TOO_LONG")
        self.toasts[query] = {"text": "", "show_alert": False} | given
        return True

    def _whisper(self, alone: JSON, message: JSON, given: JSON) -> JSON:
        """Show a message to one member; it has no place among the chat's messages."""
        check_known(alone, "receiver_user_id", "callback_query_id")
        if message["chat"]["type"] not in {"group", "supergroup"}:
            raise bad("ephemeral messages can be sent in groups only")
        if "reply_parameters" in given:
            raise bad("message to be replied not found")
        person = self._people.get(alone.get("receiver_user_id", 0))
        if person is None:
            raise bad("USER_ID_INVALID")
        self._check_press(alone, message["chat"]["id"])
        message |= {
            "message_id": 0,
            "ephemeral_message_id": next(self._whispers),
            "receiver_user": person.user,
        }
        return self._take("sendMessage", message, given)

    def _check_press(self, alone: JSON, chat: int) -> None:
        press = self.presses.get(alone.get("callback_query_id", ""))
        if press is None:
            if not self._rooms[chat].bot_is_admin:
                raise bad("BOT_NOT_ADMIN")
            return
        if (press.person, press.chat) != (alone["receiver_user_id"], chat):
            raise bad("QUERY_ID_INVALID")
        if time.monotonic() - press.at > _IN_TIME:
            raise bad("QUERY_ID_INVALID")
