"""A strict Telegram Bot API on loopback, for the unmodified client library.

It refuses what ``telegram_rules`` refuses and keeps what it took in ``log``. Also a
process of its own: ``python -m tests.telegram_fake --port 8081 --log sent.jsonl``; then
``POST /control/person``, ``/control/say`` and so on take the arguments as JSON, with
ids in the place of people, groups and messages.
"""

import argparse
import asyncio
import contextlib
import inspect
import json
import re
import sys
from collections import Counter, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from aiohttp import web

from tests.telegram_faults import Fault, How, dropped, failed, refusal
from tests.telegram_files import OF_ANY_MESSAGE, Files
from tests.telegram_hearing import Hearing
from tests.telegram_keys import check_markup
from tests.telegram_people import (
    BOT,
    RIGHTS,
    Person,
    Room,
    Sent,
    bot_in,
    permissions,
)
from tests.telegram_pressing import Pressing
from tests.telegram_rich import check_rich
from tests.telegram_rules import (
    JSON,
    Refused,
    bad,
    check_commands,
    check_entities,
    check_keyboard,
    check_known,
    check_language_code,
    check_text,
)

__all__ = ["TOKEN", "Person", "Room", "Sent", "Telegram", "telegram"]

TOKEN = "123456:fake-token-of-the-tests"

_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")

_OF_A_MESSAGE = ("text", "entities", "parse_mode", "link_preview_options")
_GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


class Telegram(Files, Hearing, Pressing):
    """The Bot API of one bot. Make one with ``telegram()``.

    ``stop`` ends the serving early, ``calls`` counts the calls of each method. An older
    server ``knows_rich`` messages not yet, nor those that one member sees alone. A
    ``local`` one is no server of Telegram's and brings updates to any address.
    """

    def __init__(
        self,
        *,
        flood: bool = False,
        local: bool = False,
        record: Callable[[Sent], None] | None = None,
    ) -> None:
        super().__init__(flood=flood, record=record)
        self.url = ""
        self.knows_rich = self.knows_alone = True
        self.stop: Callable[[], Awaitable[None]]
        self.token = TOKEN
        self.actions: list[tuple[int, str]] = []
        self.commands: dict[str, list[str]] = {}
        self.menus: dict[tuple[str, str], dict[str, str]] = {}
        self.calls: Counter[str] = Counter()
        self.local, self.hook, self.refusals = local, None, []
        self._faults: dict[str, deque[Fault]] = {}
        self._poll = None
        self._on_the_way, self._attempts, self._refused_at = set(), Counter(), 0
        self._own: set[tuple[int, int]] = set()

    def fail_next(
        self, method: str, how: How, *, times: int = 1, why: str = "", seconds: int = 1
    ) -> None:
        """Let the next calls fail: a status, or ``drop_before``, ``drop_after``, ``hang``.

        Dropped connections end before or after the call took effect; hanging ones get
        no answer and take no effect. Any failure of ``webhook`` loses the bot's 200. A 429 asks for so many seconds, 0 for
        none; ``why`` is the description of another status.
        """
        fault = Fault(how, why, seconds)
        self._faults.setdefault(method, deque()).extend([fault] * times)

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Hand out a file that ``getFile`` named."""
        try:
            self._check_token(request.match_info["token"])
            fault = self._fault("download")
            if fault is not None:
                return await failed(request, fault)
            content = self._content(request.match_info["path"])
        except Refused as refused:
            return refusal(refused)
        return web.Response(body=content)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer one call of the Bot API."""
        try:
            return await self._called(request, request.match_info["method"])
        except Refused as refused:
            return refusal(refused)

    async def _called(self, request: web.Request, name: str) -> web.StreamResponse:
        self._check_token(request.match_info["token"])
        method = getattr(self, f"_do_{_snake(name)}", None)
        if method is None:
            raise Refused(404, "Not Found")
        self.calls[name] += 1
        fault = self._fault(name)
        self._tell()
        if fault is not None and fault.how != "drop_after":
            return await failed(request, fault)
        result = method(_arguments(await request.post()))
        if inspect.isawaitable(result):
            result = await result
        self._tell()
        if fault:
            return dropped(request)
        return web.json_response({"ok": True, "result": result})

    def _check_token(self, token: str) -> None:
        if not _TOKEN.fullmatch(token):
            raise Refused(404, "Not Found")
        if token != self.token:
            raise Refused(401, "Unauthorized")

    async def control(self, request: web.Request) -> web.StreamResponse:
        """Let another process play: verbs are ``person``, ``group``, ``say`` ..."""
        given = await request.json()
        chat = given.get("chat", 0)
        match request.match_info["verb"]:
            case "person":
                result = self.person(**given).id
            case "group":
                admins = tuple(self._people[n] for n in given.pop("admins", ()))
                result = self.group(**given, admins=admins).id
            case "say":
                by = self._people.get(given.get("by"))
                result = self.say(self._place(chat), given["text"], by=by)
            case "press":
                sent = next(s for s in self.log if s.message_id == given["message"])
                result = int(self.press(sent, given["label"]))
            case "topic":
                result = self.topic(self._rooms[chat])
            case "lose":
                result = self.lose(self._place(chat))
            case "migrate":
                announce = given.get("announce", True)
                result = self.migrate(self._rooms[chat], announce=announce).id
            case "fail_next":
                self.fail_next(**given)
                result = 0
            case verb:
                raise web.HTTPNotFound(text=f"no verb {verb}")
        return web.json_response({"result": result})

    def _place(self, chat: int) -> Person | Room:
        return self._people[chat] if chat > 0 else self._rooms[chat]

    def _do_get_me(self, _: JSON) -> JSON:
        return BOT

    def _do_send_message(self, given: JSON) -> JSON:
        check_known(
            given, "ephemeral_message_parameters", *_OF_A_MESSAGE, *OF_ANY_MESSAGE
        )
        chat, text = self._open_chat(given), given.get("text", "")
        _check_message(text, given)
        check_markup(given.get("reply_markup"), private=chat > 0)
        self._check_may_send(given)
        alone = given.get("ephemeral_message_parameters") if self.knows_alone else None
        if alone:
            return self._whisper(alone, self._ours(chat, text, given), given)
        message = self._ours(chat, text, given)
        self._own.add((chat, message["message_id"]))
        return self._take("sendMessage", message, given)

    def _do_send_rich_message(self, given: JSON) -> JSON:
        if not self.knows_rich:
            raise Refused(404, "Not Found: method not found")
        check_known(given, "rich_message", *OF_ANY_MESSAGE)
        chat, rich = self._open_chat(given), given.get("rich_message") or {}
        shown = check_rich(rich)
        check_markup(given.get("reply_markup"), private=chat > 0)
        self._check_may_send(given)
        message = self._ours(chat, "", given) | {"rich_message": {"blocks": []}}
        del message["text"], message["entities"]
        self._own.add((chat, message["message_id"]))
        return self._take("sendRichMessage", message, given, shown=shown)

    def _do_edit_message_text(self, given: JSON) -> JSON:
        kinds = ("rich_message",) if self.knows_rich else ()
        known = ("chat_id", "message_id", "reply_markup", *kinds, *_OF_A_MESSAGE)
        check_known(given, *known)
        chat, text = self._open_chat(given), given.get("text", "")
        rich = given.get("rich_message")
        if rich and ("text" in given or "entities" in given):
            raise bad("text and rich_message exclude each other")
        message = self._messages.get((chat, given.get("message_id", 0)))
        if message is None:
            raise bad("message to edit not found")
        if (chat, message["message_id"]) not in self._own:
            raise bad("message can't be edited")
        shown = check_rich(rich) if rich else ""
        if not rich:
            _check_message(text, given)
        check_keyboard(given.get("reply_markup"))
        self._check_flood(chat)
        names = ("text", "entities", "reply_markup")
        if not rich and all(
            (given.get(n) or None) == (message.get(n) or None) for n in names
        ):
            raise bad(
                "message is not modified: specified new message content and reply markup "
                "are exactly the same as a current content and reply markup of the message"
            )
        gone = {"reply_markup", "text", "entities", "rich_message"}
        kept = {name: message[name] for name in message if name not in gone}
        changed = {"text": text, "entities": given.get("entities", [])}
        if rich:
            changed = {"rich_message": {"blocks": []}}
        return self._take("editMessageText", kept | changed, given, shown=shown)

    def _do_set_my_commands(self, given: JSON) -> bool:
        check_commands(given["commands"])
        scope = given.get("scope", {"type": "default"})["type"]
        code = given.get("language_code", "")
        check_language_code(code)
        names = [command["command"] for command in given["commands"]]
        if not code:
            self.commands[scope] = names
        self.menus[scope, code] = {
            command["command"]: command["description"] for command in given["commands"]
        }
        return True

    def _do_send_chat_action(self, given: JSON) -> bool:
        chat = self._open_chat(given)
        self._check_thread(chat, given.get("message_thread_id"))
        self.actions.append((chat, given["action"]))
        return True

    def _do_get_chat(self, given: JSON) -> JSON:
        more = {
            "accent_color_id": 0,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(_GIFTS, False),
        }
        chat = self._open_chat(given)
        if chat < 0 and self._rooms[chat].kind != "channel":
            more["permissions"] = permissions(write=not self._rooms[chat].silent)
        return self._chat(chat) | more

    def _do_get_chat_administrators(self, given: JSON) -> list[JSON]:
        chat = self._open_chat(given)
        if chat > 0:
            raise bad("there are no administrators in the private chat")
        room = self._rooms[chat]
        if room.kind == "channel" and not room.bot_is_admin:
            raise bad("member list is inaccessible")
        return [_admin(self._people[person], room) for person in room.admins]

    def _do_get_chat_member(self, given: JSON) -> JSON:
        check_known(given, "chat_id", "user_id")
        chat, who = self._open_chat(given), int(given["user_id"])
        if chat < 0 and who == BOT["id"]:
            return bot_in(self._rooms[chat])
        if who not in self._people:
            raise bad("PARTICIPANT_ID_INVALID")
        if chat < 0 and who in self._rooms[chat].admins:
            return _admin(self._people[who], self._rooms[chat])
        return {"status": "member", "user": self._people[who].user}


def _check_message(text: str, given: JSON) -> None:
    if given.get("parse_mode"):
        raise bad("this Telegram knows no parse mode: send entities")
    check_text(text)
    check_entities(text, given.get("entities", []))


def _admin(person: Person, room: Room) -> JSON:
    rights: JSON = dict.fromkeys(RIGHTS, False)
    if room.kind == "channel":
        rights["can_post_messages"] = person.id in room.posters
    return {"status": "administrator", "user": person.user} | rights


_STRINGS = {
    *("text", "callback_query_id", "action", "language_code", "file_id"),
    *("url", "secret_token"),
}


def _arguments(form: Mapping[str, Any]) -> JSON:
    """Read form fields: all but texts and files are JSON."""
    return {
        name: json.loads(value)
        if isinstance(value, str) and name not in _STRINGS
        else value
        for name, value in form.items()
    }


def _snake(name: str) -> str:
    return re.sub(r"[A-Z]", lambda capital: "_" + capital.group().lower(), name)


@asynccontextmanager
async def telegram(
    *,
    flood: bool = False,
    local: bool = False,
    port: int = 0,
    record: Callable[[Sent], None] | None = None,
) -> AsyncIterator[Telegram]:
    """Serve on loopback; ``url`` is what the bot's API address is set to."""
    fake = Telegram(flood=flood, local=local, record=record)
    app = web.Application()
    app.router.add_post("/bot{token}/{method}", fake.answer)
    app.router.add_get("/file/bot{token}/{path:.+}", fake.download)
    app.router.add_post("/control/{verb}", fake.control)
    # Long polls and hanging calls end with their connection.
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
    fake.stop = runner.cleanup
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    fake.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    # A task group would wrap whatever a test fails with.
    bringing = asyncio.ensure_future(fake.bring())
    try:
        yield fake
    finally:
        bringing.cancel()
        await asyncio.wait([bringing])
        await runner.cleanup()


async def _serve(port: int, log: Path | None, *, flood: bool, people: int) -> None:
    def record(sent: Sent) -> None:
        line = json.dumps(asdict(sent), ensure_ascii=False)
        if log:
            with log.open("a", encoding="utf-8") as lines:
                lines.write(line + "\n")

    async with telegram(flood=flood, port=port, record=record) as fake:
        for number in range(1, people + 1):
            fake.person(f"Reader {number}", number=number)
        sys.stdout.write(f"{fake.url}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def main() -> None:
    """Serve until killed; the first line of output is the address."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--log", type=Path, help="a JSON line for each message taken")
    parser.add_argument("--flood", action="store_true", help="enforce the rate limits")
    parser.add_argument("--people", type=int, default=0, help="with ids from 1")
    given = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(
            _serve(given.port, given.log, flood=given.flood, people=given.people)
        )


if __name__ == "__main__":
    main()
