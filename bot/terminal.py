"""The terminal's commands that run or look after the bot; each returns an exit code."""

import argparse
import logging
import sys
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, nullcontext
from functools import partial

from rich.console import Console
from rich.table import Table

from bot import interpreter, render_console
from bot.app import App, open_house
from bot.checkup import Mark, findings
from bot.commands import Desk
from bot.commands.state import report
from bot.demo import demo
from bot.http_server import HttpServer, listening
from bot.platforms import COLLECT, Ties, chats_of, served
from bot.settings import Settings
from bot.stopping import stop_when_told
from bot.terminal_digest import EVALUATIONS, digest, evaluate
from digests import (
    Catalogue,
    SourceStatus,
    bundled_catalogue,
    outlast,
    read_catalogue,
)

__all__ = [
    "EVALUATIONS",
    "check",
    "demo",
    "digest",
    "evaluate",
    "migrate",
    "run",
    "sources",
    "status",
]

log = logging.getLogger(__name__)

_NOT_YET = "The database cannot be used now (%s). This start waits for it."
_COLOURS = {Mark.GOOD: "green", Mark.OPEN: "yellow", Mark.WRONG: "red"}


def catalogue_of(settings: Settings) -> Catalogue:
    """Read the operator's topics and sources, or ours. Raises ``NewsError``."""
    if settings.sources_file is None:
        return bundled_catalogue()
    return read_catalogue(settings.sources_file)


def _house(settings: Settings) -> AbstractAsyncContextManager[Desk]:
    return open_house(
        settings.database_url,
        catalogue_of(settings),
        allow_private=settings.allow_private_networks,
        model=settings.model(),
    )


def _door(
    settings: Settings, platforms: Sequence[str]
) -> AbstractAsyncContextManager[HttpServer | None]:
    """Listen if this process serves something: another one may want the port."""
    if settings.http_port and settings.telegram_webhook_url and "telegram" in platforms:
        return listening(settings.http_port)
    return nullcontext()


async def run(given: argparse.Namespace, settings: Settings) -> int:
    """Run the bot until it is told to stop; a database that is away is waited for."""
    platforms = served(settings, given.roles)
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(_door(settings, platforms))
        desk = await outlast(
            lambda: stack.enter_async_context(_house(settings)),
            tell=partial(log.warning, _NOT_YET),
        )
        app = App(
            desk=desk,
            chats=chats_of(settings, platforms, Ties.of(desk, server)),
            collects=given.roles is None or COLLECT in given.roles,
            has_model=settings.model() is not None,
        )
        interpreter.set_up()
        with stop_when_told() as stop:
            await app.serve(stop)
    return 0


async def check(given: argparse.Namespace, settings: Settings) -> int:
    """Say what is set up, what is wrong, and how to mend it."""
    console = Console(highlight=False)
    wrong = 0
    async for finding in findings(settings):
        wrong += finding.mark is Mark.WRONG
        colour = _COLOURS[finding.mark]
        console.print(
            f"{finding.about}: [{colour}]{finding.mark}[/]. ", end="", soft_wrap=True
        )
        console.print(finding.says, markup=False, soft_wrap=True)
    return 1 if wrong else 0


async def sources(given: argparse.Namespace, settings: Settings) -> int:
    """List the sources and how they are doing; a pipe gets tab-separated lines."""
    async with _house(settings) as desk:
        listed = await desk.newsroom.sources()
    console = Console(highlight=False)
    if console.is_terminal:
        console.print(_table(listed))
    else:
        for source in listed:
            sys.stdout.write("\t".join(_cells(source)) + "\n")
    return 0


_HEADINGS = ("id", "title", "address", "topics", "articles", "state")


def _table(listed: Sequence[SourceStatus]) -> Table:
    table = Table(*_HEADINGS, box=None, header_style="bold")
    for source in listed:
        table.add_row(*_cells(source))
    return table


def _cells(source: SourceStatus) -> tuple[str, ...]:
    plain = " ".join(source.title.split())
    topics = ", ".join(source.topics)
    return (
        str(source.id),
        plain,
        source.url,
        topics,
        str(source.articles),
        _state(source),
    )


def _state(source: SourceStatus) -> str:
    if source.gone:
        return "gone: it is not asked any more"
    if source.error:
        return f"failed {source.failures} times: {source.error}"
    if source.last_ok_at is None:
        return "not asked yet"
    return f"ok, last at {source.last_ok_at:%Y-%m-%d %H:%M} UTC"


async def migrate(given: argparse.Namespace, settings: Settings) -> int:
    """Bring the database up to date, and do nothing else."""
    async with _house(settings):
        pass
    Console(highlight=False).print("The database is up to date.")
    return 0


async def status(given: argparse.Namespace, settings: Settings) -> int:
    """Say how collecting and delivering are doing."""
    async with _house(settings) as desk:
        document = await report(desk)
    console = Console(highlight=False)
    console.print(render_console.render(document), soft_wrap=not console.is_terminal)
    return 0
