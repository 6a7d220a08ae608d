"""Files that go along with a message: how they are uploaded, named and referred to."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from aiohttp import BodyPartReader, web

from tests.discord_fake.places import Json, Refusal
from tests.discord_fake.world import walk

MOST = 10
LARGEST = 10 * 1024 * 1024
_FILE = 13
_SCHEME = "attachment://"

Uploaded = dict[int, tuple[str, bytes]]
"""Name and content by the number in ``files[n]``."""


async def read_form(request: web.Request) -> tuple[Any, Uploaded]:
    """Read a multipart form: ``payload_json`` and ``files[n]``, and nothing else."""
    body: Any = None
    files: Uploaded = {}
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        numbered = re.fullmatch(r"files\[(\d+)\]", part.name or "")
        if part.name == "payload_json":
            body = json.loads(await part.text())
        elif numbered and part.filename:
            files[int(numbered[1])] = (part.filename, bytes(await part.read()))
        else:
            raise Refusal(400, 50035, f"Invalid Form Body: {part.name}")
    return body, files


def check_files(
    body: Json, uploaded: Uploaded, kept: Mapping[str, bytes] | None = None
) -> dict[str, bytes]:
    """Return the files of a message by name; raises ``Refusal``.

    ``kept`` are those that an edited message has: they go unless it names them.
    """
    if len(uploaded) > MOST:
        raise Refusal(400, 30015, "Maximum number of attachments reached (10)")
    if sum(len(content) for _, content in uploaded.values()) > LARGEST:
        raise Refusal(413, 40005, "Request entity too large")
    files = dict(_listed(body, uploaded)) if "attachments" in body else dict(kept or {})
    for part in walk(body.get("components") or []):
        url = (part.get("file") or {}).get("url", "")
        if part.get("type") == _FILE and url.removeprefix(_SCHEME) not in files:
            raise Refusal(400, 50035, f"Invalid Form Body: {url} was not found")
    return files


def _listed(body: Json, uploaded: Uploaded) -> Iterator[tuple[str, bytes]]:
    listed = {int(each["id"]): each for each in body["attachments"]}
    if set(listed) != set(uploaded):
        raise Refusal(400, 50035, "Invalid Form Body: attachments and files differ")
    for number, (name, content) in uploaded.items():
        if listed[number].get("filename") != name:
            raise Refusal(400, 50035, f"Invalid Form Body: {name} is named otherwise")
        yield re.sub(r"[^A-Za-z0-9_.-]", "_", name).strip("."), content
