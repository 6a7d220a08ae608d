"""Files on the fake Telegram: what people send to the bot, and what the bot sends.

Uploads end at 50 MB, downloads at 20 MB; a download needs ``getFile`` first.
"""

from itertools import count
from typing import Any

from aiohttp.web import FileField

from tests.telegram_keys import Keys
from tests.telegram_rules import JSON, Refused, bad, check_known

OF_ANY_MESSAGE = (
    "chat_id",
    "message_thread_id",
    "disable_notification",
    "allow_paid_broadcast",
    "reply_parameters",
    "reply_markup",
)

_MOST_UP, _MOST_DOWN = 50_000_000, 20_000_000


class Files(Keys):
    """A world where files are sent, both ways."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self._files: dict[str, bytes] = {}
        self._named: set[str] = set()
        self._numbers = count(1)

    def file(self, name: str, content: bytes, **more: Any) -> JSON:
        """Upload a file; gives what a message needs to carry it as its document."""
        number = f"file{next(self._numbers)}"
        self._files[number] = content
        document = {
            "file_id": number,
            "file_unique_id": number,
            "file_name": name,
            "file_size": len(content),
        }
        return {"document": document | more}

    def _content(self, path: str) -> bytes:
        if path not in self._named:
            raise Refused(404, "Not Found")
        return self._files[path.partition("/")[2]]

    def _do_get_file(self, given: JSON) -> JSON:
        check_known(given, "file_id")
        number = given["file_id"]
        if number not in self._files:
            raise bad("wrong file_id or the file is temporarily unavailable")
        size = len(self._files[number])
        if size > _MOST_DOWN:
            raise bad("file is too big")
        path = f"documents/{number}"
        self._named.add(path)
        return {
            "file_id": number,
            "file_unique_id": number,
            "file_size": size,
            "file_path": path,
        }

    def _do_send_document(self, given: JSON) -> JSON:
        check_known(given, "document", *OF_ANY_MESSAGE)
        chat = self._check_may_send(given, "documents")
        document = given.get("document")
        if not isinstance(document, FileField):
            raise bad("there is no document in the request")
        content = document.file.read()
        if not content:
            raise bad("file must be non-empty")
        if len(content) > _MOST_UP:
            raise Refused(413, "Request Entity Too Large")
        message = self._ours(chat, "", given) | self.file(document.filename, content)
        del message["text"], message["entities"]
        return self._take(
            "sendDocument", message, given, file=(document.filename, content.decode())
        )
