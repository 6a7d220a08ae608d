"""What reading costs: each stage and all together, beside what else one could use.

CPU time of one process and one thread; no network, no database.
"""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TypeVar

import feedparser
import trafilatura

from digests import quotes
from digests.extract import read_page
from digests.feeds import read_feed
from digests.news import Article
from digests.profiles import profile
from digests.stories import Window
from digests.summarize import extractive
from tests.bench import press
from tests.bench.figures import Measured

_BASE = "http://paper.example"
_TYPE = "text/html; charset=utf-8"
_WARM_UP = 10
_FEED = 100
_NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)

_Thing = TypeVar("_Thing")
_Made = TypeVar("_Made")


def measure(count: int) -> Measured:
    """Take ``count`` articles through every stage once."""
    written = list(press.pages(count, newest=_NOW))
    _through(written[:_WARM_UP])
    return _through(written) | _other_readers(written) | _feeds(written[:_FEED])


def _through(written: Sequence[press.Page]) -> Measured:
    window = Window()
    articles, reading = _timed(_read, written)
    found, finding = _timed(quotes.find, articles)
    _, digesting = _timed(
        lambda pair: extractive.summarize(*pair),
        list(zip(articles, found, strict=True)),
    )
    _, grouping = _timed(
        lambda numbered: window.place(
            numbered[0], profile(numbered[1], at=numbered[1].published or _NOW)
        ),
        list(enumerate(articles, 1)),
    )
    stages = {
        "read (page to article)": reading,
        "quotes (all candidates, judged)": finding,
        "digest (sentences and key quotes)": digesting,
        "group (into stories)": grouping,
        "all four together": reading + finding + digesting + grouping,
    }
    return {
        (name, "articles/CPU-s", 0): len(written) / seconds
        for name, seconds in stages.items()
    }


def _read(page: press.Page) -> Article:
    return read_page(page.html.encode(), url=_BASE + page.path, content_type=_TYPE)


def _other_readers(written: Sequence[press.Page]) -> Measured:
    texts = [page.html for page in written]
    _, seconds = _timed(trafilatura.extract, texts)
    return {
        ("trafilatura.extract, its defaults", "articles/CPU-s", 0): len(texts) / seconds
    }


def _feeds(written: list[press.Page]) -> Measured:
    body = press.feed(written, _BASE)
    times = 5
    _, ours = _timed(lambda _: read_feed(body, url=_BASE), range(times))
    _, theirs = _timed(feedparser.parse, [body] * times)
    entries = times * len(written)
    return {
        ("feed to entries", "entries/CPU-s", 0): entries / ours,
        ("feedparser.parse, only parsing", "entries/CPU-s", 0): entries / theirs,
    }


def _timed(
    work: Callable[[_Thing], _Made], things: Sequence[_Thing]
) -> tuple[list[_Made], float]:
    started = time.process_time()
    made = [work(thing) for thing in things]
    return made, time.process_time() - started
