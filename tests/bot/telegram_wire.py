"""Calls of Telegram's Bot API as bytes on a line, without a client library."""

import json
from typing import Any

import aiohttp

from tests.telegram_fake import Person, Telegram

Answered = dict[str, Any]


class Wire:
    """Calls of the Bot API as bytes on a line, without a client library."""

    def __init__(self, fake: Telegram, session: aiohttp.ClientSession) -> None:
        self.telegram = fake
        self.ada: Person = fake.person("Ada")
        self._session = session

    async def call(self, method: str, *, token: str = "", **given: Any) -> Answered:
        texts = {
            *("text", "callback_query_id", "action", "language_code", "file_id"),
            *("url", "secret_token"),
        }
        form = {
            name: value if name in texts else json.dumps(value)
            for name, value in given.items()
        }
        url = f"{self.telegram.url}/bot{token or self.telegram.token}/{method}"
        async with self._session.post(url, data=form) as response:
            answered: Answered = await response.json()
            assert answered["ok"] == (response.status == 200)
            return answered

    async def send(self, text: str = "Hello", **more: Any) -> Answered:
        given: Answered = {"chat_id": self.ada.id, "text": text} | more
        return await self.call("sendMessage", **given)

    async def download(self, path: str) -> bytes:
        """Fetch a file; nothing if it is not there."""
        url = f"{self.telegram.url}/file/bot{self.telegram.token}/{path}"
        async with self._session.get(url) as response:
            return await response.read() if response.ok else b""

    async def updates(self, **given: Any) -> list[Answered]:
        answered = await self.call("getUpdates", **given)
        return list(answered["result"])


def why(answered: Answered) -> str:
    return str(answered.get("description", "taken"))
