"""Predictions for gold data: one row in, one row out, with the CPU seconds it took.

The shapes are what scorers read; nothing here is used to make a briefing.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from digests import extract, feeds, quotes, sentences
from digests.errors import Unreadable
from digests.news import Article, Entry, Quote, QuoteKind, Verdict
from digests.packed import unpacked
from digests.profiles import profile
from digests.stories import Window
from digests.summarize import extractive

Row = dict[str, Any]
_EPOCH = datetime.fromisoformat("2000-01-01T00:00:00+00:00")


def eval_quotes(rows: Iterable[Row]) -> Iterator[Row]:
    """``{id, lang?, title?, text}`` to ``{id, quotes, seconds}``, all candidates."""
    return (_timed(row["id"], partial(_quotes_of, row)) for row in rows)


def eval_digests(rows: Iterable[Row]) -> Iterator[Row]:
    """``{id, lang?, title?, text}`` to ``{id, summary, quotes, seconds}``."""
    return (_timed(row["id"], partial(_digest_of, row)) for row in rows)


def eval_stories(rows: Iterable[Row]) -> Iterator[Row]:
    """``{id, title?, text, published?}`` in order to ``{id, story, seconds}``.

    The story is the one that an article is in when all have come.
    """
    window = Window()
    placed = [
        _timed(row["id"], partial(_place, window, key, row))
        for key, row in enumerate(rows)
    ]
    return ({**row, "story": window.story_of(key)} for key, row in enumerate(placed))


def eval_extract(folder: Path) -> Iterator[Row]:
    """Pages (``.html``, ``.html.gz``) to ``{id, title, author, published, lang, text}``."""
    endings = (".html", ".htm", ".html.gz", ".htm.gz")
    return (
        _timed(_stem(path), partial(_page, path)) for path in _files(folder, endings)
    )


def eval_feeds(folder: Path) -> Iterator[Row]:
    """Feed files, packed or not, to ``{id, entries, error}``."""
    return (_timed(_stem(path), partial(_feed, path)) for path in _files(folder, ("",)))


def _timed(row_id: object, predict: Callable[[], Row]) -> Row:
    started = time.process_time()
    row = predict()
    return {"id": row_id, **row, "seconds": round(time.process_time() - started, 6)}


def _article(row: Row) -> Article:
    text = row["text"]
    return Article(
        url="",
        title=row.get("title") or "",
        text=text,
        lang=row.get("lang") or sentences.language_of(text),
    )


def _quotes_of(row: Row) -> Row:
    article = _article(row)
    return {"quotes": [_quote(article, quote) for quote in quotes.find(article)]}


def _quote(article: Article, quote: Quote) -> Row:
    return {
        "start": quote.start,
        "end": quote.end,
        "text": article.text[quote.start : quote.end],
        "speaker": quote.speaker,
        "speaker_start": quote.speaker_start,
        "speaker_end": quote.speaker_end,
        "via": quote.via,
        "fragment": quote.kind is QuoteKind.FRAGMENT,
        "confidence": round(quote.confidence, 3),
        "printed": _is_printed(quote, article.lang),
        "reason": quote.reason,
    }


def _is_printed(quote: Quote, lang: str) -> bool:
    """Say whether readers get to see words under a name, alone or in their sentence."""
    if quote.verdict is Verdict.FRAGMENT:
        return quotes.prints_pieces(lang)
    return quote.verdict is Verdict.PRINTED


def _digest_of(row: Row) -> Row:
    article = _article(row)
    digest = extractive.summarize(article, quotes.find(article))
    return {
        "summary": [sentence.text for sentence in digest.sentences],
        "quotes": [_quote(article, quote) for quote in digest.quotes],
    }


def _place(window: Window, key: int, row: Row) -> Row:
    said = row.get("published")
    published = _aware(datetime.fromisoformat(said)) if said else None
    article = replace(_article(row), published=published)
    return {"story": window.place(key, profile(article, at=published or _EPOCH)).story}


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _page(path: Path) -> Row:
    try:
        article = extract.read_page(unpacked(path.read_bytes(), name=path.name))
    except Unreadable as error:
        return {"text": "", "error": error.why}
    return {
        "title": article.title,
        "author": article.author,
        "published": article.published.isoformat() if article.published else None,
        "lang": article.lang,
        "text": article.text,
    }


def _feed(path: Path) -> Row:
    try:
        body = unpacked(path.read_bytes(), name=path.name)
        feed = feeds.read_feed(body, url="http://feed.invalid/")
    except Unreadable as error:
        return {"entries": [], "error": error.why}
    return {"entries": [_entry(entry) for entry in feed.entries], "error": None}


def _entry(entry: Entry) -> Row:
    return {
        "id": entry.guid,
        "title": entry.title,
        "link": entry.link,
        "published": entry.published.isoformat() if entry.published else None,
        "author": entry.author,
        "text": entry.text,
    }


def _files(folder: Path, endings: tuple[str, ...]) -> list[Path]:
    return sorted(
        path
        for path in folder.iterdir()
        if path.is_file()
        and not path.name.startswith(".")
        and path.name.endswith(endings)
    )


def _stem(path: Path) -> str:
    """Take the endings off a name: ``a.b.html.gz`` is ``a.b``."""
    name = path.name.removesuffix(".gz")
    return name.rpartition(".")[0] or name
