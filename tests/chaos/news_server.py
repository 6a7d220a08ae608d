"""Newspapers on loopback whose feeds grow by the second, and which are not always well.

Each paper has an address of its own (127.0.0.2, 127.0.0.3, ...), because a polite
reader asks few things at once of one host. ``heal`` ends the troubles.
"""

import asyncio
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from tests.bench import press

_SLOWEST = 2.0
# One page in so many is gone for good when somebody comes to read it.
_GONE_EVERY = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Troubles:
    """How often a newspaper is slow, broken, or hangs up; chances from 0 to 1."""

    slow: float = 0.0
    broken: float = 0.0
    dropped: float = 0.0


POORLY = Troubles(slow=0.05, broken=0.03, dropped=0.02)


class NewsServer:
    """``papers`` newspapers that print ``each_second`` articles together, up to ``most``.

    ``begin`` starts the presses, ``end`` stops them; ``asked`` counts what was asked
    for, ``feeds`` and ``pages``; ``came`` is set by the first. While ``gate`` is shut,
    feeds wait.
    """

    def __init__(
        self,
        *,
        papers: int,
        most: int,
        newest: datetime,
        each_second: float = 0.0,
        at_first: int = 0,
        troubles: Troubles | None = None,
        gone_every: int = _GONE_EVERY,
        seed: int = 0,
    ) -> None:
        self._pages = list(press.pages(most, newest=newest))
        self._papers = papers
        self._each_second = each_second
        self._at_first = at_first
        self._troubles = troubles or Troubles()
        self._gone_every = gone_every
        self._chance = random.Random(seed)  # noqa: S311 - the same troubles every time
        self._began: float | None = None
        self._ended: float | None = None
        self.asked: Counter[str] = Counter()
        self.came = asyncio.Event()
        self.gate = asyncio.Event()
        self.gate.set()
        self.port = 0

    @property
    def feeds(self) -> tuple[str, ...]:
        """The addresses of the feeds."""
        return tuple(f"{self._base(paper)}/feed" for paper in range(self._papers))

    def begin(self) -> None:
        self._began = time.monotonic()

    def end(self) -> None:
        """Print nothing more."""
        self._ended = time.monotonic()

    def heal(self) -> None:
        """Answer well from now on."""
        self._troubles = Troubles()

    def printed(self) -> int:
        """Count the articles that stand in some feed by now."""
        if self._began is None:
            return min(self._at_first, len(self._pages))
        seconds = (self._ended or time.monotonic()) - self._began
        return min(self._at_first + int(seconds * self._each_second), len(self._pages))

    def links(self) -> dict[str, set[str]]:
        """List the pages that each feed names by now."""
        return {
            feed: {self._base(paper) + page.path for page in self._printed_by(paper)}
            for paper, feed in enumerate(self.feeds)
        }

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer a feed or a page, or fall ill."""
        fate = self._chance.random()
        if fate < self._troubles.slow:
            await asyncio.sleep(self._chance.uniform(0.1, _SLOWEST))
        elif fate < self._troubles.slow + self._troubles.broken:
            return web.Response(status=self._chance.choice([500, 502, 503]))
        elif (
            fate < self._troubles.slow + self._troubles.broken + self._troubles.dropped
        ):
            if request.transport:
                request.transport.abort()
            return web.Response()
        paper = int(request.url.host.rpartition(".")[2]) - 2 if request.url.host else 0
        return await self._told(request, paper)

    async def _told(self, request: web.Request, paper: int) -> web.StreamResponse:
        if request.path == "/feed":
            self.asked["feeds"] += 1
            self.came.set()
            await self.gate.wait()
            return self._feed(request, paper)
        self.asked["pages"] += 1
        number = _number(request.path)
        if number is None or number >= self.printed():
            return web.Response(status=404)
        if self._gone_every and number % self._gone_every == self._gone_every - 1:
            return web.Response(status=410)
        return web.Response(text=self._pages[number].html, content_type="text/html")

    def _feed(self, request: web.Request, paper: int) -> web.Response:
        listed = list(self._printed_by(paper))[::-1]
        etag = f'"{len(listed)}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        if not listed:
            return web.Response(status=503)
        return web.Response(
            body=press.feed(listed, self._base(paper)),
            content_type="application/rss+xml",
            headers={"ETag": etag},
        )

    def _printed_by(self, paper: int) -> Iterator[press.Page]:
        return iter(self._pages[paper : self.printed() : self._papers])

    def _base(self, paper: int) -> str:
        return f"http://127.0.0.{paper + 2}:{self.port}"


def _number(path: str) -> int | None:
    digits = path.removeprefix("/").removesuffix(".html")
    return int(digits) if digits.isdecimal() else None


@asynccontextmanager
async def serving(server: NewsServer) -> AsyncIterator[NewsServer]:
    """Serve the newspapers, all on one free port."""
    app = web.Application()
    app.router.add_get("/{path:.*}", server.answer)
    runner = web.AppRunner(
        app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1
    )
    await runner.setup()
    for feed in range(len(server.feeds)):
        await web.TCPSite(runner, f"127.0.0.{feed + 2}", server.port).start()
        server.port = runner.addresses[0][1]
    try:
        yield server
    finally:
        await runner.cleanup()
