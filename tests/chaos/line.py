"""The line between the program and a platform: it passes requests on, as the weather allows.

What is on the line when the program is killed goes on, as it would in a network: the
platform hears of it, and only the answer reaches nobody.
"""

import asyncio
import re
import time
from collections import deque
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Collection,
    Iterator,
    Mapping,
)
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from math import inf
from urllib.parse import parse_qs

import aiohttp
from aiohttp import web

_SENDS = re.compile(
    r"POST \S*(/sendMessage|/sendRichMessage|/channels/\d+/(messages|threads))"
)
_CHANNEL = re.compile(r"/channels/(\d+)/")
_REMEMBERED = 2000
_NOT_PASSED_ON = {
    *("connection", "content-length", "host", "keep-alive"),
    *("transfer-encoding", "date", "server"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer that the platform did not give."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What becomes of one request.

    It travels ``before`` seconds, if it ``arrives``, and its answer ``after`` seconds,
    unless the line ``hangs_up``. ``reply`` is given in place of the platform's answer.
    """

    before: float = 0.0
    after: float = 0.0
    arrives: bool = True
    hangs_up: bool = False
    reply: Reply | None = None


Weather = Callable[[str], Fate]
"""Tells the fate of a request by its ``METHOD /path``."""


def fine(request: str) -> Fate:
    return Fate()


def sends(request: str) -> bool:
    """Say whether a request sends a message."""
    return _SENDS.fullmatch(request) is not None


@dataclass(slots=True, eq=False)
class _Passage:
    """A request on its way, until its answer is given; ``chat`` once it is all there."""

    chat: str = ""
    ended: float = inf


class Line:
    """One platform's line; ``weather`` may be changed at any time."""

    def __init__(self, platform: str) -> None:
        self.platform = platform
        self.url = ""
        self.port = 0
        self.weather: Weather = fine
        self.troubled = 0
        self._passages: deque[_Passage] = deque(maxlen=_REMEMBERED)
        self._latest: dict[int, _Passage] = {}

    def under_way(
        self, since: float, *, unread: Collection[int] = ()
    ) -> tuple[str, ...]:
        """Name the chats that messages were being sent to at some moment since then.

        With those that came later: after a kill, they were in the buffers between. So
        were the answers to the ports that are ``unread``.
        """
        waiting = {self._latest.get(port) for port in unread}
        return tuple(
            each.chat
            for each in self._passages
            if each.ended >= since or each in waiting
        )

    async def carry(self, request: web.Request, ask: "_Ask") -> web.StreamResponse:
        """Pass a request on, and its answer back, if it is its fate."""
        name = f"{request.method} {request.path}"
        with self._noted(name, _port(request)) as passage:
            try:
                body = await request.read()
            except ConnectionResetError:
                # The program was killed in the middle of its sentence.
                return web.Response(status=400)
            passage.chat = _chat(request.path, body)
            fate = self.weather(name)
            self.troubled += not fate.arrives or fate.hangs_up or fate.reply is not None
            await asyncio.sleep(fate.before)
            answer = await ask(request, body) if fate.arrives else None
            await asyncio.sleep(fate.after)
            if fate.reply or answer is None:
                answer = _drawn(fate.reply or Reply(status=502, body=b""))
            await _say(answer, request, hangs_up=fate.hangs_up)
        return answer

    @contextmanager
    def _noted(self, name: str, port: int) -> Iterator[_Passage]:
        passage = self._latest[port] = _Passage()
        if sends(name):
            self._passages.append(passage)
        try:
            yield passage
        finally:
            passage.ended = time.time()


_Ask = Callable[[web.Request, bytes], Awaitable[web.Response]]


def _port(request: web.Request) -> int:
    """Return the port that a request came from."""
    port: int = request.get_extra_info("peername", ("", 0))[1]
    return port


def _chat(path: str, body: bytes) -> str:
    """Name the chat that a request is about, as evidence does."""
    channel = _CHANNEL.search(path)
    if channel:
        return channel[1]
    given = parse_qs(body.decode(errors="replace"))
    names = (given.get(each, [""])[0] for each in ("chat_id", "message_thread_id"))
    return "/".join(filter(None, names))


async def _say(answer: web.Response, request: web.Request, *, hangs_up: bool) -> None:
    """Write an answer down to its end, as far as somebody is there to hear it."""
    if hangs_up and request.transport:
        request.transport.abort()
        return
    with suppress(ConnectionError):
        await answer.prepare(request)
        await answer.write_eof()


def _drawn(reply: Reply) -> web.Response:
    return web.Response(status=reply.status, body=reply.body, headers=reply.headers)


@asynccontextmanager
async def between(platform: str, url: str) -> AsyncIterator[Line]:
    """Lay a line to the platform at this address; ``url`` is where it begins."""
    line = Line(platform)
    async with aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(), connector=aiohttp.TCPConnector(limit=0)
    ) as session:

        async def ask(request: web.Request, body: bytes) -> web.Response:
            return await _passed_on(session, url, request, body)

        async def carry(request: web.Request) -> web.StreamResponse:
            return await line.carry(request, ask)

        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_route("*", "/{path:.*}", carry)
        # A killed program's requests go on: no handler is cancelled.
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        line.port = runner.addresses[0][1]
        line.url = f"http://127.0.0.1:{line.port}"
        try:
            yield line
        finally:
            await runner.cleanup()


async def _passed_on(
    session: aiohttp.ClientSession, url: str, request: web.Request, body: bytes
) -> web.Response:
    """Ask the platform; one that hangs up by itself is a bad gateway."""
    try:
        async with session.request(
            request.method,
            f"{url}{request.rel_url}",
            data=body,
            headers=_passing(request.headers),
        ) as answer:
            return web.Response(
                status=answer.status,
                body=await answer.read(),
                headers=_passing(answer.headers),
            )
    except aiohttp.ClientError:
        return web.Response(status=502)


def _passing(headers: Mapping[str, str]) -> dict[str, str]:
    return {
        name: value
        for name, value in headers.items()
        if name.lower() not in _NOT_PASSED_ON
    }
