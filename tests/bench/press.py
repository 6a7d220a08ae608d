"""An invented press: any number of different articles, always the same ones.

Each event is told by one to three outlets in other words. Every article has a
dozen paragraphs, two quotes and the furniture of a real page, so that reading one
costs what reading the news costs.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

_SYLLABLES = "ar bel cor dan el far gol hin il jor kal lin mar nor ost pel rin sal tor ul ven wil zan".split()  # fmt: skip
_THINGS = "bridge school harbour budget vaccine railway orchard reactor museum satellite hospital dam library strike festival tariff glacier stadium archive ferry".split()  # fmt: skip
_DEEDS = "opened closed delayed approved rejected repaired flooded sold expanded investigated defended cancelled inspected rebuilt".split()  # fmt: skip
_MATTERS = "cost safety noise funding access staffing weather supply demand transport fishing tourism housing energy training".split()  # fmt: skip
_OFFICES = "mayor minister engineer director chairwoman governor spokesman researcher".split()  # fmt: skip
_LINKS = "while because although after before unless".split()
OUTLETS = ("Kestrel Post", "Valley Courier", "Coast Ledger")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the press: its path, and everything a feed says about it."""

    path: str
    outlet: str
    title: str
    summary: str
    html: str
    published: datetime


def pages(count: int, *, newest: datetime | None = None) -> Iterator[Page]:
    """Write ``count`` articles, two for most events, ending at ``newest``."""
    end = newest or datetime(2026, 1, 5, 12, tzinfo=UTC)
    number = event = 0
    while number < count:
        event += 1
        chance = random.Random(event)  # noqa: S311 - the same press every time
        facts = _facts(chance)
        for outlet in OUTLETS[: chance.choice((1, 2, 2, 3))]:
            if number == count:
                return
            published = end - timedelta(seconds=20 * (count - number))
            yield _page(number, outlet, facts, published)
            number += 1


def feed(written: list[Page], base: str) -> bytes:
    """An RSS 2.0 feed of these pages."""
    items = "".join(
        f"<item><title>{escape(page.title)}</title><link>{base}{page.path}</link>"
        f"<guid>{base}{page.path}</guid><description>{escape(page.summary)}</description>"
        f"<pubDate>{format_datetime(page.published)}</pubDate></item>"
        for page in written
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>{written[0].outlet}</title><link>{base}</link>{items}</channel></rss>"
    ).encode()


def _facts(chance: random.Random) -> dict[str, str]:
    return {
        "place": _name(chance),
        "person": f"{_name(chance)} {_name(chance)}",
        "other": f"{_name(chance)} {_name(chance)}",
        "office": chance.choice(_OFFICES),
        "thing": chance.choice(_THINGS),
        "deed": chance.choice(_DEEDS),
        "matter": chance.choice(_MATTERS),
        "number": str(chance.randint(11, 9_999)),
    }


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=3)).capitalize()


def _page(number: int, outlet: str, facts: dict[str, str], published: datetime) -> Page:
    chance = random.Random(number * 31)  # noqa: S311 - the same press every time
    title = f"{facts['place']} {facts['thing']} {facts['deed']} over {facts['matter']}"
    lead = (
        f"The {facts['thing']} of {facts['place']} was {facts['deed']} on Monday after a "
        f"dispute about {facts['matter']} that touched {facts['number']} households."
    )
    told = [lead, *(_paragraph(chance, facts) for _ in range(8)), *_quotes(facts)]
    chance.shuffle(told[3:])
    body = "".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in told)
    return Page(
        path=f"/{number}.html",
        outlet=outlet,
        title=title,
        summary=lead,
        html=_FURNITURE.format(
            title=escape(title),
            outlet=outlet,
            published=published.isoformat(),
            body=body,
        ),
        published=published,
    )


def _paragraph(chance: random.Random, facts: dict[str, str]) -> str:
    sentences = (
        (
            f"{facts['place']} residents {chance.choice(_DEEDS)} the plan for the {facts['thing']} "
            f"{chance.choice(_LINKS)} officials from {_name(chance)} weighed the {chance.choice(_MATTERS)} "
            f"of {chance.randint(2, 900)} {chance.choice(_THINGS)} projects near {_name(chance)}."
        ),
        (
            f"A report by {_name(chance)} {_name(chance)} put the {chance.choice(_MATTERS)} at "
            f"{chance.randint(3, 99)} million crowns {chance.choice(_LINKS)} the {chance.choice(_THINGS)} "
            f"in {_name(chance)} was {chance.choice(_DEEDS)}."
        ),
    )
    return " ".join(sentences)


def _quotes(facts: dict[str, str]) -> list[str]:
    return [
        (
            f"“We have looked at the {facts['matter']} for {facts['number']} days and we will not wait any longer,” "
            f"said {facts['person']}, the {facts['office']} of {facts['place']}."
        ),
        (
            f"{facts['other']} disagreed. “Nobody in {facts['place']} was asked about the {facts['thing']},” "
            f"{facts['other']} told reporters."
        ),
    ]


_FURNITURE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | {outlet}</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="{outlet}">
<meta property="article:published_time" content="{published}"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article><h1>{title}</h1><div class="share"><a href="#">Share on anything</a></div>{body}</article></main>
<aside><h2>Related articles</h2><ul><li><a href="/a">Ten gardens to see</a></li><li><a href="/b">A quiet week</a></li></ul></aside>
<footer><p>Sign up for our newsletter. All rights reserved.</p></footer></body></html>"""
