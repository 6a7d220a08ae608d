"""Digests by a real, small model: what it writes, what the gate lets through, what it costs.

The server is llama.cpp's with one thread, reached as any other through its address.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from digests import quotes
from digests.news import Article, Digest, Length
from digests.summarize.model import Writer, open_client
from digests.writing import choose_sentences
from tests.model_ledger import Book
from tests.quality.gold import Missing, Row, read
from tests.quality.report import note, progress, table
from tests.real_model import real_server, weights

_HEAD = ("article", "made by", "sentences", "refused", "tokens asked", "answered", "seconds")  # fmt: skip
_NAME = "SmolLM2-135M-Instruct"
_ARTICLES = 5
# As much of an article as a small machine reads in half a minute.
_CHARS = 2_000


def measure(data: Path, scratch: Path) -> None:
    """Print a row for each of a few articles."""
    path = weights()
    if path is None:
        raise Missing("not measured, because there is no model for this machine")
    rows = read(data / "summaries" / "en_abstractive_dev.jsonl")
    chosen = [row for row in rows if row["source"] == "cnn_dailymail"][:_ARTICLES]
    with real_server(path) as url:
        lines, refused = asyncio.run(_digests(chosen, url))
    table(f"Digests by {_NAME}, one thread", _HEAD, lines)
    listed = ", ".join(f"{count} × {why}" for why, count in refused.most_common())
    note(f"The gate refused: {listed or 'nothing'}.")


async def _digests(
    rows: Sequence[Row], url: str
) -> tuple[list[tuple[str, ...]], Counter[str]]:
    lines: list[tuple[str, ...]] = []
    refused = Counter[str]()
    async with open_client(key="", base_url=url) as client:
        patient = client.with_options(timeout=600)
        for row in progress(rows, "digests by a model"):
            book = Book()
            writer = Writer(
                patient,
                model=_NAME,
                ledger=book,
                otherwise=choose_sentences,
                tag=lambda: "article-5f0c",
            )
            article = _article(row)
            started = time.monotonic()
            digest = await writer(article, quotes.find(article), Length.NORMAL)
            lines.append(_line(row, digest, book, time.monotonic() - started))
            refused.update(book.objections + book.reasons)
    return lines, refused


def _article(row: Row) -> Article:
    text = row["text"][:_CHARS].rpartition(".")[0] + "."
    return Article(url="", title=row.get("title") or "", text=text, lang=row["lang"])


def _line(row: Row, digest: Digest, book: Book, seconds: float) -> tuple[str, ...]:
    return (
        str(row["id"])[-24:],
        digest.made_by,
        str(len(digest.sentences)),
        str(len(book.objections)),
        str(sum(used.asked for used in book.used)),
        str(sum(used.answered for used in book.used)),
        f"{seconds:.1f}",
    )
