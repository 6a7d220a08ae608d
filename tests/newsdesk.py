"""A whole newsroom for tests: real database, real fetcher, a web server on loopback.

``desk`` is a newsroom whose clock a test moves; ``feed`` and ``page`` write what the
outlets of a made-up press publish.
"""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from random import Random

from digests import (
    Catalogue,
    Database,
    Fetcher,
    ModelChoice,
    Newsroom,
    StarterSource,
    bundled_catalogue,
    open_newsroom,
)
from tests.databases import empty_database
from tests.web_server import WebServer, web_server

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
HTML = {"Content-Type": "text/html; charset=utf-8"}
RSS = {"Content-Type": "application/rss+xml; charset=utf-8"}

FERRY = (
    (
        "The harbour town of Orvik opened its first electric ferry on Monday after two "
        "years of trials. The ferry crosses the fjord in nine minutes and carries 120 cars."
    ),
    (
        "“We have waited for this quiet boat since the spring of last year,” said Marta "
        "Lindqvist, the harbour master of Orvik. She stood at the pier when it left."
    ),
    (
        "The town paid 14 million crowns for the ferry and its charging station. A second "
        "boat will follow in autumn, the council said in a statement on Monday morning."
    ),
)
GLACIER = (
    (
        "The Skalla glacier has lost a third of its ice since 1990, a climate survey that "
        "was published on Monday found. Warming summers melt the glacier from its edges."
    ),
    (
        "“The ice that fed our river in August is simply not there any more,” said Jonas "
        "Edfelt, the glaciologist who led the survey. He has measured it for thirty years."
    ),
    (
        "Greenhouse gas emissions drive the loss, according to the survey. Drought in the "
        "valley below would become more likely once the glacier is gone, it said."
    ),
)
GLACIER_TOO = (
    (
        "A third of the Skalla glacier is gone, glaciologists said on Monday when they "
        "presented a climate survey of its ice. It has melted since 1990."
    ),
    (
        "Farmers in the valley below fear for the river that the Skalla feeds. Jonas "
        "Edfelt, who led the survey, expects drought in summer once the ice is gone."
    ),
)
VOTE = (
    (
        "Voters in Lundby elected a new mayor on Sunday in the closest election that the "
        "town has seen. Turnout at the polling stations was higher than ever before."
    ),
    (
        "“I will listen first, and then I will decide what the town can pay for,” said Elin "
        "Varga, the candidate of the opposition, after the votes had been counted."
    ),
    (
        "The mayor who lost conceded before midnight. The council meets again in a week, "
        "when the new coalition is expected to present its budget to the parliament."
    ),
)


@dataclass
class Clock:
    """A clock that stands still until a test moves it."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def advance(self, by: timedelta) -> None:
        self.now += by


@dataclass(frozen=True, kw_only=True)
class Item:
    """What a feed says of one page; no ``age`` means no date."""

    link: str
    title: str = "Electric ferry opens in Orvik"
    age: timedelta | None = timedelta(hours=1)
    guid: str = ""
    text: str = ""


def feed(*items: Item, title: str = "Coast Post", now: datetime = NOW) -> bytes:
    rows = "".join(_item(item, now) for item in items)
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>{escape(title)}</title>{rows}</channel></rss>"
    ).encode()


def _item(item: Item, now: datetime) -> str:
    date = (
        ""
        if item.age is None
        else f"<pubDate>{format_datetime(now - item.age)}</pubDate>"
    )
    return (
        f"<item><title>{escape(item.title)}</title><link>{escape(item.link)}</link>"
        f"<guid>{escape(item.guid or item.link)}</guid>{date}"
        f"<description>{escape(item.text)}</description></item>"
    )


def page(
    paragraphs: Iterable[str] = FERRY,
    *,
    title: str = "Electric ferry opens in Orvik",
    outlet: str = "Coast Post",
    lang: str = "en",
    head: str = "",
) -> bytes:
    told = "".join(f"<p>{escape(p, quote=False)}</p>" for p in paragraphs)
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
        f'<title>{escape(title)}</title><meta property="og:site_name" '
        f'content="{escape(outlet)}">{head}</head><body><article>'
        f"<h1>{escape(title)}</h1>{told}</article></body></html>"
    ).encode()


@dataclass(kw_only=True)
class Desk:
    """A newsroom and all that a test does around it."""

    newsroom: Newsroom
    database: Database
    web: WebServer
    clock: Clock
    fetcher: Fetcher
    catalogue: Catalogue

    def publish(self, path: str, body: bytes | None = None) -> str:
        """Put a page on the web; gives its URL."""
        return self.web.says(path, page() if body is None else body, headers=HTML)

    def feeds(self, path: str, *items: Item, title: str = "Coast Post") -> str:
        """Put a feed on the web; gives its URL."""
        body = feed(*items, title=title, now=self.clock.now)
        return self.web.says(path, body, headers=RSS)

    async def collect(self) -> Sequence[int]:
        """Poll what is due and read what waits, as the engine would."""
        for source in await self.newsroom.due_sources(1_000):
            await self.newsroom.poll(source)
        waiting = await self.newsroom.waiting_entries(1_000)
        for entry in waiting:
            await self.newsroom.read(entry)
        return waiting

    def asked_for(self, path: str) -> int:
        """Count how often somebody asked the web for a path."""
        return sum(request.path == path for request in self.web.requests)

    @asynccontextmanager
    async def reopened(
        self, catalogue: Catalogue | None = None
    ) -> AsyncIterator[Newsroom]:
        """Open another newsroom over the same database, as a restart would."""
        async with open_newsroom(
            self.database,
            fetcher=self.fetcher,
            catalogue=catalogue or self.catalogue,
            clock=self.clock,
            random=Random(2),  # noqa: S311  (jitter is no secret)
        ) as newsroom:
            yield newsroom


@asynccontextmanager
async def desk(
    url: str = "sqlite://", *, starts: str = "", model: ModelChoice | None = None
) -> AsyncIterator[Desk]:
    """Open a newsroom; ``starts`` is the path of the one feed of its catalogue."""
    clock = Clock()
    async with (
        web_server() as web,
        empty_database(url) as database,
        Fetcher(allow_private=True, user_agent="tests", clock=clock) as fetcher,
    ):
        sources = (StarterSource(url=web.url + starts),) if starts else ()
        catalogue = replace(bundled_catalogue(), sources=sources)
        async with open_newsroom(
            database,
            fetcher=fetcher,
            catalogue=catalogue,
            clock=clock,
            random=Random(1),  # noqa: S311  (jitter is no secret)
            model=model,
        ) as newsroom:
            yield Desk(
                newsroom=newsroom,
                database=database,
                web=web,
                clock=clock,
                fetcher=fetcher,
                catalogue=catalogue,
            )
