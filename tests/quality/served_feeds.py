"""Every real feed as a reader would ask for it: fetched, parsed, digested, drawn.

The files are served over HTTP on loopback; no other name is looked up, so the pages
that entries link to are refused at once and only the feed's own text is digested.
"""

import asyncio
import io
import socket
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from rich.console import Console
from typing_extensions import override

from bot import render_console
from bot.terminal_digest import as_document
from digests import evaluate
from digests.errors import NewsError
from digests.fetch import Fetcher
from digests.glance import Glance, glance_at_url
from digests.newsroom import utc_now
from digests.packed import unpacked
from tests.quality.gold import need
from tests.quality.report import note, progress, rate, table

_PATIENCE = 5.0
_unseen = Console(file=io.StringIO(), width=100)
_SHOWN = 12


class Nowhere(AbstractResolver):
    """Knows no name at all."""

    @override
    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        raise OSError(None, f"{host} is not looked up here")

    @override
    async def close(self) -> None:
        return


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One feed's fate."""

    name: str
    glance: Glance | None
    why: str = ""


def measure(data: Path, scratch: Path) -> None:
    folder = data / "feeds" / "feeds"
    need(folder)
    read = list(evaluate.eval_feeds(folder))
    good = [row for row in read if row["entries"]]
    entries = sum(len(row["entries"]) for row in good)
    seconds = sum(row["seconds"] for row in read)
    started, cpu = time.monotonic(), time.process_time()
    asked = asyncio.run(_ask_for_all(sorted(folder.iterdir())))
    wall, cpu = time.monotonic() - started, time.process_time() - cpu
    glances = [one.glance for one in asked if one.glance]
    table(
        f"Feeds ({len(read)} real files)",
        ("step", "files", "gave something", "in it", "CPU s", "wall s", "files/CPU-s"),
        [
            (
                "parsed",
                str(len(read)),
                str(len(good)),
                f"{entries:,} entries",
                f"{seconds:.1f}",
                "",
                rate(len(read), seconds),
            ),
            (
                "served, fetched, digested, drawn",
                str(len(asked)),
                str(len(glances)),
                f"{sum(len(found.pages) for found in glances):,} digests",
                f"{cpu:.1f}",
                f"{wall:.1f}",
                rate(len(asked), cpu),
            ),
        ],
    )
    _say_why(asked)


def _say_why(asked: list[Asked]) -> None:
    for one in asked:
        if one.glance is None:
            note(f"  {one.name}: {one.why}")
    empty = [
        one.name
        for one in asked
        if one.glance
        and one.glance.title
        and not (one.glance.pages or one.glance.unread)
    ]
    if empty:
        note(f"  nothing in it: {', '.join(empty[:_SHOWN])}")
    whys = Counter(why for one in asked if one.glance for _, why in one.glance.unread)
    for why, count in whys.most_common(_SHOWN):
        note(f"  {count} entries were shown as headlines: {why}")


async def _ask_for_all(paths: list[Path]) -> list[Asked]:
    runner = web.AppRunner(_served(paths), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    fetcher = Fetcher(
        allow_private=True, clock=utc_now, seconds=_PATIENCE, resolver=Nowhere()
    )
    try:
        async with fetcher:
            return [
                await _ask(base + quote(path.name), path.name, fetcher)
                for path in progress(paths, "feeds")
            ]
    finally:
        await runner.cleanup()


def _served(paths: list[Path]) -> web.Application:
    bodies = {path.name: unpacked(path.read_bytes(), name=path.name) for path in paths}

    async def answer(request: web.Request) -> web.Response:
        body = bodies.get(request.match_info["name"])
        return web.Response(status=404) if body is None else web.Response(body=body)

    app = web.Application()
    app.router.add_get("/{name}", answer)
    return app


async def _ask(url: str, name: str, fetcher: Fetcher) -> Asked:
    try:
        found = await glance_at_url(url, fetcher)
    except NewsError as error:
        return Asked(name=name, glance=None, why=error.why)
    _unseen.print(render_console.render(as_document(found)))
    return Asked(name=name, glance=found)
