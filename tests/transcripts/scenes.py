"""The chapters of a transcript: one list that readers of both platforms go through.

What differs is how a reader asks: in a message, or with a slash command.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.documents import Document
from tests.transcripts.arabic import an_arabic_briefing
from tests.transcripts.discord_side import OnDiscord
from tests.transcripts.telegram_side import OnTelegram
from tests.transcripts.turns import Chapter, Turn
from tests.web_server import web_server
from tests.whole_program import EIGHT_IN_BERLIN, World, a_world


class Reader(Protocol):
    """Somebody in a chat with the bot, who writes down what happens.

    A button is found by its command, and by its argument or its label.
    """

    world: World
    turns: list[Turn]

    async def presses(
        self, command: str, argument: str = "", *, files: int = 0
    ) -> None: ...
    async def waits(self, until: datetime) -> None: ...
    async def gets(self, document: Document) -> None: ...
    async def asks(self, command: str, words: str = "") -> None: ...


Act = Callable[[Reader], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A chapter before it was played; ``needs`` names the one that goes before it."""

    name: str
    title: str
    act: Act
    language: str = "en"


async def first_contact(reader: Reader) -> None:
    await reader.asks("start")
    await reader.presses("digest")
    await reader.presses("subscribe", "business")
    await reader.presses("schedule")
    await reader.presses("schedule", "08:00")
    await reader.asks("schedule", "Berlin")


async def subscribing(reader: Reader) -> None:
    compass = reader.world.news.sites[0]
    await reader.asks("subscribe", compass.url)
    async with _a_site_with_two_feeds(reader.world) as url:
        await reader.asks("subscribe", url)
        await reader.presses("subscribe", reader.world.news.sites[1].outlet.title)
    await reader.asks("subscribe", "glacier -cod")
    await reader.asks("subscriptions")


@asynccontextmanager
async def _a_site_with_two_feeds(world: World) -> AsyncIterator[str]:
    links = "".join(
        f'<link rel="alternate" type="{site.outlet.feed_type}" '
        f'title="{site.outlet.title}" href="{site.feed_url}">'
        for site in world.news.sites[1:]
    )
    async with web_server() as web:
        page = f"<!doctype html><html><head>{links}</head><body>News</body></html>"
        yield web.says("/", page.encode(), headers={"Content-Type": "text/html"})


async def a_briefing(reader: Reader) -> None:
    await reader.waits(EIGHT_IN_BERLIN)


async def follow_ups(reader: Reader) -> None:
    await reader.presses("more", "1")
    await reader.presses("quotes", "1")
    await reader.presses("sources", "1")
    await reader.asks("ask", "1 How many cracks did the inspectors find?")
    await reader.asks("ask", "1 Who painted the bridge?")
    await reader.presses("why", "1")
    await reader.presses("rate", "1 yes")


async def a_form(reader: Reader) -> None:
    assert isinstance(reader, OnDiscord)
    await reader.presses("ask")
    await reader.writes("How thick was the ice?")
    await reader.presses("discuss")


async def settings(reader: Reader) -> None:
    await reader.asks("settings")
    await reader.presses("settings", "length")
    await reader.presses("settings", "length short")
    await reader.presses("settings", "quotes off")


async def pause_and_privacy(reader: Reader) -> None:
    await reader.asks("schedule")
    await reader.presses("schedule", "pause 1 week")
    await reader.presses("schedule", "resume")
    await reader.asks("privacy")
    await reader.presses("privacy", "export", files=1)
    await reader.presses("privacy", "delete")
    await reader.presses("privacy", "delete yes")


async def odd_moments(reader: Reader) -> None:
    await reader.asks("help")
    await reader.asks("status")
    await reader.asks("search", "ferries")
    await reader.asks("quotes", "Runa Eskildsen")
    await reader.asks("digest", "tennis")
    await reader.asks("article", "https://")
    await reader.asks("article", f"{reader.world.news.sites[0].url}/nowhere.html")
    await reader.asks("more", "12")


async def one_article(reader: Reader) -> None:
    site = reader.world.news.sites[0]
    await reader.asks("article", f"{site.url}/articles/hospital-attack.html")


async def rich(reader: Reader) -> None:
    await reader.asks("settings", "format rich")
    await reader.asks("digest")
    await reader.presses("more", "1")


async def german(reader: Reader) -> None:
    await reader.asks("start")
    await reader.asks("subscribe", "Klima")
    await reader.asks("subscribe", "Wirtschaft")
    await reader.asks("schedule", "werktags 8:00 Berlin")
    await reader.waits(EIGHT_IN_BERLIN)
    await reader.presses("more", "1")
    await reader.presses("why", "1")
    await reader.asks("settings")
    await reader.asks("privacy")


async def arabic(reader: Reader) -> None:
    await reader.gets(await an_arabic_briefing(reader.world))


_SCENES = (
    Scene(name="first-contact", title="First contact", act=first_contact),
    Scene(name="subscribing", title="Subscribing by site", act=subscribing),
    Scene(name="briefing", title="A scheduled briefing", act=a_briefing),
    Scene(name="follow-ups", title="Follow-ups", act=follow_ups),
    Scene(name="settings", title="Settings", act=settings),
    Scene(name="article", title="One article", act=one_article),
    Scene(name="odd-moments", title="Lists, searches, errors", act=odd_moments),
)
_LAST = (
    Scene(name="pause-privacy", title="A pause, and the end", act=pause_and_privacy),
    Scene(name="german", title="In German", act=german, language="de"),
    Scene(name="arabic", title="From right to left", act=arabic, language="ar"),
)
SCENES: Mapping[str, Sequence[Scene]] = {
    "telegram": (
        *_SCENES,
        Scene(name="rich", title="The rich format", act=rich),
        *_LAST,
    ),
    "discord": (
        *_SCENES,
        Scene(name="form", title="A question in a form", act=a_form),
        *_LAST,
    ),
}
_SIDES: Mapping[str, Callable[[World], Reader]] = {
    "telegram": OnTelegram,
    "discord": OnDiscord,
}


async def played(platform: str, *names: str) -> tuple[Chapter, ...]:
    """Play the scenes of those names, or all; one world for each language."""
    wanted = [each for each in SCENES[platform] if not names or each.name in names]
    chapters: list[Chapter] = []
    for language in dict.fromkeys(scene.language for scene in wanted):
        async with a_world(language=language) as world:
            await world.collected()
            reader = _SIDES[platform](world)
            chapters += [
                await _chapter(scene, reader)
                for scene in wanted
                if scene.language == language
            ]
    return tuple(chapters)


async def _chapter(scene: Scene, reader: Reader) -> Chapter:
    before = len(reader.turns)
    await scene.act(reader)
    return Chapter(
        name=scene.name,
        title=scene.title,
        language=scene.language,
        turns=tuple(reader.turns[before:]),
    )
