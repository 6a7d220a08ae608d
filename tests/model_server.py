"""A server that speaks OpenAI's chat completions, and answers what a test tells it to.

As strict as the real ones: a wrong path, a missing field or a form that OpenAI's strict
mode does not take is answered with an error of theirs.
"""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.web_server import web_server

Script = Callable[[Mapping[str, Any]], Awaitable[web.StreamResponse]]
PATH = "/v1/chat/completions"
_LIMITS = {"max_tokens", "max_completion_tokens"}


@dataclass
class ModelServer:
    """``scripts`` are answers in order, the last one for ever; ``asked`` what came."""

    base_url: str
    key: str = ""
    bounds: bool = True
    models: tuple[str, ...] = ("tiny-writer",)
    scripts: deque[Script] = field(default_factory=deque)
    asked: list[dict[str, Any]] = field(default_factory=list)

    def will(self, *scripts: Script) -> None:
        self.scripts.extend(scripts)

    async def list_models(self, request: web.Request) -> web.StreamResponse:
        if refused := self._refused(request):
            return refused
        models = [{"id": name, "object": "model"} for name in self.models]
        return web.json_response({"object": "list", "data": models})

    def _refused(self, request: web.Request) -> web.Response | None:
        if self.key and request.headers.get("Authorization") != f"Bearer {self.key}":
            return _error(401, "Incorrect API key provided", code="invalid_api_key")
        return None

    async def answer(self, request: web.Request) -> web.StreamResponse:
        if refused := self._refused(request):
            return refused
        body = await request.json()
        self.asked.append(body)
        if wrong := _wrong(body, bounds=self.bounds):
            return _error(400, wrong, code="invalid_request")
        script = self.scripts[0] if len(self.scripts) == 1 else self.scripts.popleft()
        return await script(body)


@asynccontextmanager
async def model_server() -> AsyncIterator[ModelServer]:
    async with web_server() as server:
        model = ModelServer(base_url=f"{server.url}/v1")
        server.pages[PATH] = model.answer
        server.pages["/v1/models"] = model.list_models
        yield model


def says(
    content: str | None, *, finish: str = "stop", refusal: str | None = None
) -> Script:
    """Answer with these words."""

    async def script(body: Mapping[str, Any]) -> web.StreamResponse:
        message = {"role": "assistant", "content": content, "refusal": refusal}
        return web.json_response(
            {
                "id": "chatcmpl-1",
                "object": "chat.completion",
                "created": 1_767_600_000,
                "model": body["model"],
                "choices": [{"index": 0, "message": message, "finish_reason": finish}],
                "usage": {
                    "prompt_tokens": 400,
                    "completion_tokens": 60,
                    "total_tokens": 460,
                    "prompt_tokens_details": {"cached_tokens": 100},
                },
            }
        )

    return script


def tells(*sentences: tuple[str, list[int]], quotes: tuple[int, ...] = ()) -> Script:
    """Answer with a digest in the form that was asked for."""
    told = [{"text": text, "support": support} for text, support in sentences]
    return says(json.dumps({"sentences": told, "quotes": list(quotes)}))


def tells_abroad(
    *sentences: tuple[str, list[int]], quotes: Mapping[int, str] | None = None
) -> Script:
    """Answer with a digest in another language, its quotes by number with what they say."""
    told = [{"text": text, "support": support} for text, support in sentences]
    said = [
        {"number": number, "translation": text}
        for number, text in (quotes or {}).items()
    ]
    return says(json.dumps({"sentences": told, "quotes": said}))


def tells_back(*lines: str) -> Script:
    """Answer with lines in the article's language."""
    return says(json.dumps({"lines": lines}))


def replies(*sentences: tuple[str, list[int]]) -> Script:
    """Answer a question with sentences, each with the numbers that it rests on."""
    told = [{"text": text, "support": support} for text, support in sentences]
    return says(json.dumps({"sentences": told}))


def fails(
    status: int, *, code: str = "", headers: Mapping[str, str] | None = None
) -> Script:
    """Answer with an error of theirs."""

    async def script(body: Mapping[str, Any]) -> web.StreamResponse:
        return _error(status, "It did not work", code=code, headers=headers)

    return script


def sends(body: bytes, content_type: str = "text/html") -> Script:
    """Answer with something that is no answer at all."""

    async def script(_: Mapping[str, Any]) -> web.StreamResponse:
        return web.Response(body=body, content_type=content_type)

    return script


def hangs(seconds: float = 60) -> Script:
    """Answer never, or much too late."""

    async def script(_: Mapping[str, Any]) -> web.StreamResponse:
        await asyncio.sleep(seconds)
        return web.Response(status=500)

    return script


def _error(
    status: int,
    message: str,
    *,
    code: str,
    headers: Mapping[str, str] | None = None,
) -> web.Response:
    error = {"message": message, "type": "error", "param": None, "code": code or None}
    return web.json_response({"error": error}, status=status, headers=headers)


def _wrong(body: Mapping[str, Any], *, bounds: bool) -> str:
    """Say what the real server would not take."""
    if not body.get("model") or not body.get("messages"):
        return "model and messages are required"
    if len(_LIMITS & body.keys()) != 1:
        return "one limit of the answer is wanted"
    form = body.get("response_format", {})
    if form.get("type") != "json_schema" or not form["json_schema"].get("strict"):
        return "response_format must be a strict json_schema"
    schema = json.dumps(form["json_schema"]["schema"])
    if '"additionalProperties": false' not in schema:
        return "additionalProperties must be false"
    if not bounds and ("maxLength" in schema or "maxItems" in schema):
        return "'maxLength' is not permitted"
    return ""
