"""``verbatim digest`` and ``verbatim eval``: news in, text or JSON lines out.

Neither needs a database, a token or a chat.
"""

import argparse
import asyncio
import gzip
import json
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)

from bot import render_console
from bot.briefing_document import quiet, quotation
from bot.documents import Block, Bullets, Document, Heading, Line, Run, Story
from bot.settings import Settings
from digests import (
    Entry,
    Fetcher,
    Glance,
    PageDigest,
    PrintedQuote,
    Unreadable,
    eval_digests,
    eval_extract,
    eval_feeds,
    eval_quotes,
    eval_stories,
    glance_at,
    glance_at_url,
    utc_now,
)

Row = dict[str, Any]
Step = Callable[[int, int | None], None]
_MOST_BYTES = 50_000_000

EVALUATIONS: dict[str, Callable[[Path], Iterable[Row]]] = {
    "quotes": lambda path: eval_quotes(_rows(path)),
    "digests": lambda path: eval_digests(_rows(path)),
    "stories": lambda path: eval_stories(_rows(path)),
    "extract": eval_extract,
    "feeds": eval_feeds,
}


async def digest(given: argparse.Namespace, settings: Settings) -> int:
    """Print the digest of one page, or of the newest entries of one feed."""
    fetcher = Fetcher(allow_private=settings.allow_private_networks, clock=utc_now)
    with _progress("reading") as step:
        async with fetcher:
            found = await _glance(given.target, fetcher, step)
    if given.json:
        _write_json(_as_json(found))
    else:
        plain = Console(highlight=False)
        plain.print(
            render_console.render(as_document(found)), soft_wrap=not plain.is_terminal
        )
    return 0


async def _glance(target: str, fetcher: Fetcher, step: Step) -> Glance:
    if target.lower().startswith(("http://", "https://")):
        return await glance_at_url(target, fetcher, step=step)
    body = _bytes(target)
    try:
        return await glance_at(body, fetcher, step=step)
    except Unreadable as error:
        name = "standard input" if target == "-" else target
        raise Unreadable(name, error.why) from error


async def evaluate(given: argparse.Namespace, settings: Settings) -> int:
    """Write one prediction a line for every row or file of the input."""
    folder = given.what in {"extract", "feeds"}
    if not (given.input.is_dir() if folder else given.input.is_file()):
        kind = "folder" if folder else "file of JSON lines"
        raise Unreadable(str(given.input), f"there is no such {kind}")
    rows = EVALUATIONS[given.what](given.input)
    await asyncio.to_thread(_write_lines, rows, given.what)
    return 0


def _write_lines(rows: Iterable[Row], what: str) -> None:
    with _progress(what) as step:
        for number, row in enumerate(rows, 1):
            _write_json(row)
            step(number, None)


def _write_json(value: Row) -> None:
    """Write a line of UTF-8, whatever the terminal's encoding is."""
    # A lone surrogate, which has no UTF-8, comes out as JSON spells it: \ud800.
    line = json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace")
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()


@contextmanager
def _progress(what: str) -> Iterator[Step]:
    """Show on standard error how far we are; nothing if that is no terminal."""
    console = Console(stderr=True)
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    )
    task = bar.add_task(what, total=None)
    with bar:
        yield lambda done, of: bar.update(task, completed=done, total=of)


def _rows(path: Path) -> Iterator[Row]:
    """Read JSON lines; raises ``Unreadable`` with the number of a line that is wrong."""
    opened = gzip.open if path.suffix == ".gz" else open
    number = 0
    try:
        with opened(path, "rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _row(line, f"{path}, line {number}")
    except (OSError, EOFError, zlib.error) as error:
        where = f"{path}, after line {number}"
        raise Unreadable(where, "the file breaks off, or is damaged") from error


def _row(line: bytes, where: str) -> Row:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Unreadable(where, f"this is no JSON ({error})") from error
    if wrong := _wrong(row):
        raise Unreadable(where, wrong)
    return dict(row)


def _wrong(row: Any) -> str:
    """Say what is wrong with a row of gold data; nothing if it will do."""
    if not isinstance(row, dict):
        return "a row is an object in braces"
    if type(row.get("id")) not in {str, int}:
        return 'a row needs an "id", a string or a number'
    if not isinstance(row.get("text"), str):
        return 'a row needs a "text" that is a string'
    for name in ("title", "lang", "published"):
        if not isinstance(row.get(name), str | None):
            return f'its "{name}" is no string'
    if any(_has_half_a_character(row.get(name)) for name in ("title", "text")):
        return "it holds half a character (a lone surrogate)"
    return "" if _is_a_time(row.get("published")) else '"published" is no ISO 8601 time'


def _has_half_a_character(text: str | None) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in text or "")


def _is_a_time(published: str | None) -> bool:
    if not published:
        return True
    try:
        datetime.fromisoformat(published)
    except ValueError:
        return False
    return True


def _bytes(target: str) -> bytes:
    """Read a file, or standard input for ``-``. Raises ``Unreadable``."""
    try:
        if target == "-":
            return sys.stdin.buffer.read(_MOST_BYTES + 1)
        with Path(target).open("rb") as file:
            return file.read(_MOST_BYTES + 1)
    except FileNotFoundError as error:
        why = "there is no such file; a web address begins with https://"
        raise Unreadable(target, why) from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise Unreadable(target, f"it cannot be read ({why})") from error


def as_document(found: Glance) -> Document:
    """Lay out what was found at one address as a message."""
    if not found.title:
        return Document(blocks=tuple(_blocks(found.pages[0], 0)))
    blocks: list[Block] = [Heading(line=(Run(text=found.title),))]
    for number, page in enumerate(found.pages, 1):
        blocks += _blocks(page, number)
    if found.unread:
        blocks.append(Heading(line=(Run(text="Headlines only"),), level=2))
        lines = tuple(_headline(entry, why) for entry, why in found.unread)
        blocks.append(Bullets(lines=lines))
    if not found.pages and not found.unread:
        blocks.append(quiet("There is nothing in this feed yet."))
    if found.left:
        entries = "entry" if found.left == 1 else "entries"
        blocks.append(quiet(f"{found.left:,} older {entries} of this feed not read."))
    return Document(blocks=tuple(blocks))


def _blocks(page: PageDigest, number: int) -> list[Block]:
    article = page.article
    text = " ".join(sentence.text for sentence in page.digest.sentences)
    story = Story(
        number=number,
        headline=article.title or "(no title)",
        url=article.url,
        text=text,
        quotes=tuple(quotation(quote) for quote in _key_quotes(page)),
        footer=_footer(page),
    )
    if text or story.quotes:
        return [story]
    return [story, quiet("No whole sentence of this page is fit for a digest.")]


def _footer(page: PageDigest) -> Line:
    article = page.article
    runs = [Run(text=" · ".join(filter(None, [article.outlet, page.digest.made_by])))]
    if article.published:
        runs += [Run(text=" · "), Run(text="", when=article.published)]
    return tuple(runs)


def _headline(entry: Entry, why: str) -> Line:
    title = Run(text=entry.title or "(no title)", url=entry.link)
    return (title, Run(text=f" — {why}", italic=True))


def _key_quotes(page: PageDigest) -> list[PrintedQuote]:
    """Pick the digest's quotes, in its order, out of all that may be printed."""
    printed = {(quote.start, quote.end): quote for quote in page.quotes}
    spans = [(quote.start, quote.end) for quote in page.digest.quotes]
    return [printed[span] for span in spans if span in printed]


def _as_json(found: Glance) -> Row:
    if not found.title:
        return _page_json(found.pages[0])
    return {
        "title": found.title,
        "stories": [_page_json(page) for page in found.pages],
        "unread": [
            {"title": entry.title, "url": entry.link, "why": why}
            for entry, why in found.unread
        ],
        "left": found.left,
    }


def _page_json(page: PageDigest) -> Row:
    return {
        "title": page.article.title,
        "url": page.article.url,
        "lang": page.article.lang,
        "made_by": page.digest.made_by,
        "sentences": [
            {
                "text": sentence.text,
                "support": [list(span) for span in sentence.support],
            }
            for sentence in page.digest.sentences
        ],
        "quotes": [_quote_json(quote) for quote in _key_quotes(page)],
        "text": page.article.text,
    }


def _quote_json(quote: PrintedQuote) -> Row:
    names = ("text", "start", "end", "speaker", "via", "kind", "link")
    return {name: getattr(quote, name) for name in names}
