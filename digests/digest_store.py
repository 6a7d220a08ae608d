"""Digests with their key quotes: rows to values and back."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from digests import tables
from digests.archive import StoredQuote, get_quotes
from digests.database import insert
from digests.news import Digest, DigestSentence, Length, Quote, Span

articles, digests = tables.articles, tables.digests


async def add_digest(
    connection: AsyncConnection,
    article_id: int,
    digest: Digest,
    *,
    at: datetime,
    lang: str = "",
) -> None:
    """Store the digest of an article; the first of its length and language stays.

    ``lang`` is the language that was wanted, if it is not the digest's own.
    """
    sentences = [[sentence.text, sentence.support] for sentence in digest.sentences]
    await connection.execute(
        insert(connection, digests)
        .values(
            article_id=article_id,
            length=digest.length,
            lang=lang or digest.lang,
            sentences=sentences,
            key_quotes=written_key_quotes(digest),
            made_by=digest.made_by,
            made_at=at,
        )
        .on_conflict_do_nothing()
    )


async def get_digests(
    connection: AsyncConnection,
    article_ids: Collection[int],
    *,
    length: Length,
    lang: str = "",
) -> dict[int, Digest]:
    """Return the digests of that length, each for readers of its article's language.

    Or for readers of ``lang``: where no translation held, theirs is in another one.
    """
    query = (
        select(digests)
        .join(articles, articles.c.id == digests.c.article_id)
        .where(digests.c.lang == (lang or articles.c.lang), digests.c.length == length)
        .where(articles.c.id.in_(article_ids))
    )
    rows = (await connection.execute(query)).all()
    known = await get_quotes(connection, [row.article_id for row in rows])
    return {row.article_id: _digest(row, known[row.article_id]) for row in rows}


def _digest(row: Row[*tuple[Any, ...]], known: Sequence[StoredQuote]) -> Digest:
    by_span: dict[Span, Quote] = {
        (stored.quote.start, stored.quote.end): stored.quote for stored in known
    }
    spans, translations = read_key_quotes(row.key_quotes)
    return Digest(
        length=Length(row.length),
        lang=row.lang,
        sentences=tuple(
            DigestSentence(text=text, support=tuple(_span(pair) for pair in support))
            for text, support in row.sentences
        ),
        quotes=tuple(by_span[span] for span in spans if span in by_span),
        made_by=row.made_by,
        translations=translations,
    )


def written_key_quotes(digest: Digest) -> list[list[int | str]]:
    """Write the key quotes of a digest: start, end, and the translation if there is one."""
    written: list[list[int | str]] = []
    for quote in digest.quotes:
        translation = digest.translations.get((quote.start, quote.end))
        written.append(
            [quote.start, quote.end, *([translation] if translation else [])]
        )
    return written


def read_key_quotes(
    written: Iterable[Sequence[Any]],
) -> tuple[list[Span], dict[Span, str]]:
    """Read what ``written_key_quotes`` wrote: the spans, and the translations by span."""
    rows = [(_span(row[:2]), row[2:]) for row in written]
    return [span for span, _ in rows], {span: rest[0] for span, rest in rows if rest}


def _span(pair: Sequence[int]) -> Span:
    start, end = pair
    return start, end
