"""Keys in the place of a keyboard, as Telegram checks them, and chats shared with them."""

from tests.telegram_people import Person, Room, Sent
from tests.telegram_rules import JSON, bad, check_keyboard, check_known
from tests.telegram_sending import Sending

_KEYS = ("keyboard", "resize_keyboard", "one_time_keyboard", "is_persistent")
_MOST_KEYS = 300


def check_markup(markup: JSON | None, *, private: bool) -> None:
    """Check any markup of a message; keys that ask for chats need a private one."""
    if not markup or "inline_keyboard" in markup:
        check_keyboard(markup)
    elif "remove_keyboard" in markup:
        check_known(markup, "remove_keyboard", "selective")
    else:
        _check_keys(markup, private=private)


def _check_keys(markup: JSON, *, private: bool) -> None:
    check_known(markup, *_KEYS)
    keys = [key for row in markup["keyboard"] for key in row]
    if not 0 < len(keys) <= _MOST_KEYS:
        raise bad("wrong number of keyboard buttons")
    asked = [key["request_chat"] for key in keys if "request_chat" in key]
    if any(not key["text"].strip() for key in keys):
        raise bad("keyboard button text must be non-empty")
    if asked and not private:
        raise bad("BUTTON_TYPE_INVALID: chats can be requested in private chats only")
    if len({each["request_id"] for each in asked}) < len(asked):
        raise bad("request identifiers must be unique within the message")
    for each in asked:
        _check_request(each)


def _check_request(asked: JSON) -> None:
    if not isinstance(asked.get("chat_is_channel"), bool):
        raise bad("say whether the requested chat is a channel")
    itself = granted(asked.get("bot_administrator_rights"))
    if not itself <= granted(asked.get("user_administrator_rights")):
        raise bad("the rights of the user must be a superset of the bot's")
    if asked["chat_is_channel"] and asked.get("bot_is_member"):
        raise bad("membership can be required in groups only")


def granted(rights: JSON | None) -> set[str]:
    return {name for name, value in (rights or {}).items() if value}


class Keys(Sending):
    """A world where chats are shared with keys."""

    def share(self, person: Person, sent: Sent, label: str, room: Room) -> None:
        """Choose a chat with a key, as far as the app offers it; it lets the bot in."""
        keys = [key for row in sent.keys for key in row if key["text"] == label]
        asked = keys[0]["request_chat"]
        if asked["chat_is_channel"] != (room.kind == "channel"):
            raise ValueError("the app lists chats of one kind")
        rights = granted(asked.get("user_administrator_rights"))
        posts = person.id in room.posters or "can_post_messages" not in rights
        if rights and not (person.id in room.admins and posts):
            raise ValueError("the app lists only chats where the person has the rights")
        self._let_in(person, asked, room)
        what = {"request_id": asked["request_id"], "chat_id": room.id}
        self.say(person, "", chat_shared=what)

    def _let_in(self, person: Person, asked: JSON, room: Room) -> None:
        wanted = granted(asked.get("bot_administrator_rights"))
        if wanted and not (room.bot_is_admin and room.bot_posts):
            self.promote(room, by=person)
        elif asked.get("bot_is_member") and room.kicked:
            self.add(room, by=person)
