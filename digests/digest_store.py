"""Digests of articles and of whole stories: rows to values and back."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from digests import tables
from digests.archive import StoredQuote, get_quotes
from digests.database import insert
from digests.news import (
    Digest,
    DigestSentence,
    Length,
    Quote,
    Span,
    StoryDigest,
    StorySentence,
)

articles, digests = tables.articles, tables.digests
story_digests = tables.story_digests


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
    await connection.execute(
        insert(connection, digests)
        .values(
            article_id=article_id,
            length=digest.length,
            lang=lang or digest.lang,
            sentences=_written(digest.sentences),
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


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryKey:
    """What a story's digest is kept under; ``articles`` begin with the telling one."""

    story_id: int
    length: Length
    lang: str
    articles: tuple[int, ...]


async def add_story_digest(
    connection: AsyncConnection,
    key: StoryKey,
    digest: StoryDigest | None,
    *,
    at: datetime,
) -> None:
    """Store the digest of a story in place of any of other articles.

    ``None`` remembers that nothing held.
    """
    row = insert(connection, story_digests).values(
        story_id=key.story_id,
        length=key.length,
        lang=key.lang,
        articles=_listed(key),
        sentences=_written(digest.sentences) if digest else [],
        key_quotes=_translated(digest) if digest else [],
        made_by=digest.made_by if digest else "",
        made_at=at,
    )
    primary = [column.name for column in story_digests.primary_key]
    changed = [c.name for c in story_digests.columns if c.name not in primary]
    await connection.execute(
        row.on_conflict_do_update(
            index_elements=primary,
            set_={name: row.excluded[name] for name in changed},
        )
    )


async def get_story_digests(
    connection: AsyncConnection, keys: Collection[StoryKey]
) -> dict[StoryKey, StoryDigest | None]:
    """Return what is stored for these very articles; ``None`` where nothing held."""
    query = select(story_digests).where(
        story_digests.c.story_id.in_({key.story_id for key in keys})
    )
    rows = {
        (row.story_id, row.length, row.lang, row.articles): row
        for row in await connection.execute(query)
    }
    wanted = {(k.story_id, k.length.value, k.lang, _listed(k)): k for k in keys}
    return {
        wanted[place]: _story_digest(row)
        for place, row in rows.items()
        if place in wanted
    }


def _listed(key: StoryKey) -> str:
    return " ".join(map(str, key.articles))


def _written(told: Iterable[DigestSentence | StorySentence]) -> list[list[object]]:
    return [[sentence.text, sentence.support] for sentence in told]


def _translated(digest: StoryDigest) -> list[list[int | str]]:
    return [[*span, said] for span, said in digest.translations.items()]


def _story_digest(row: Row[*tuple[Any, ...]]) -> StoryDigest | None:
    if not row.sentences:
        return None
    _, translations = read_key_quotes(row.key_quotes)
    return StoryDigest(
        length=Length(row.length),
        lang=row.lang,
        sentences=tuple(
            StorySentence(
                text=text,
                support=tuple((key, start, end) for key, start, end in support),
            )
            for text, support in row.sentences
        ),
        made_by=row.made_by,
        translations=translations,
    )


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
