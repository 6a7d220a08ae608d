"""``verbatim demo``: invented news from a server on this machine, read for real.

Nothing leaves the machine and nothing stays: the database is a scratch file.
"""

import argparse
import asyncio

from rich.console import Console
from rich.progress import Progress, TaskID

from bot.app import App, open_house
from bot.commands import Commands, Desk
from bot.console_chat import ConsoleChat, understand
from bot.settings import Settings
from bot.stopping import stop_when_told
from digests import SampleNews, serve_sample_news, utc_now

_LOOK_SECONDS = 0.1
_WELCOME = (
    "Invented news from three outlets, collected over HTTP from this machine. "
    "Type a command (/help lists them), a topic or a link; /quit leaves."
)


async def demo(given: argparse.Namespace, settings: Settings) -> int:
    """Collect the sample news, show a briefing, and take commands at a prompt."""
    chat = ConsoleChat(Console(highlight=False))
    async with (
        serve_sample_news(now=utc_now()) as news,
        open_house("sqlite://", news.catalogue, allow_private=True) as desk,
    ):
        app = App(desk=desk, chats={chat.platform: chat})
        await _collect(app, news)
        reply = await Commands(desk).answer(understand("/digest"))
        chat.show(reply.document)
        if not given.once:
            chat.console.print(f"\n{_WELCOME}", style="dim")
            with stop_when_told() as stop:
                await app.serve(stop)
    return 0


async def _collect(app: App, news: SampleNews) -> None:
    """Read everything there is, with a bar that fills as articles come in."""
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("Reading the news", total=news.articles)
        async with asyncio.TaskGroup() as tasks:
            watch = tasks.create_task(_watch(app.desk, progress, bar))
            await app.work.drain()
            watch.cancel()


async def _watch(desk: Desk, progress: Progress, bar: TaskID) -> None:
    while True:
        status = await desk.newsroom.status()
        progress.update(bar, completed=status.articles)
        await asyncio.sleep(_LOOK_SECONDS)
