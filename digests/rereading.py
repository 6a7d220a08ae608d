"""Pages of articles that were printed, looked at again for whether their words stand.

A page that lost words of a quote costs that quote; one that its publisher withdrew costs
all of them. What cannot be judged changes nothing: a page that is no longer the same
article, that asks for consent or that does not answer.
"""

import asyncio
import logging
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from digests import archive, tables
from digests.archive import StoredArticle
from digests.database import Database, insert
from digests.errors import NewsError, Refused
from digests.extract import read_page
from digests.fetch import Fetched, Fetcher, Validators
from digests.news import Verdict
from digests.reports import Loss

LOOKS = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24))
"""So long after it was printed an article's page is looked at again."""
SURE = timedelta(minutes=30)
"""A page that is not found is withdrawn if it is not found so much later either."""
_SPREAD = 0.2
_GONE, _NOT_FOUND = 410, 404
# Of a page's longer paragraphs, so many must be there for it to be the same article.
_SAME, _PARAGRAPH = 0.5, 40
_WORDS = re.compile(r"\w+")

rereads = tables.rereads
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rereading:
    """Looks at pages again, each a few times; ``random`` spreads the looks."""

    database: Database
    fetcher: Fetcher
    clock: Callable[[], datetime]
    random: Random

    async def watch(
        self, article_ids: Collection[int], urls: Collection[str] = ()
    ) -> None:
        """Look again at these articles, and those at these addresses, from now on.

        Those that are watched stay so.
        """
        at, id_, url = self.clock(), tables.articles.c.id, tables.articles.c.url
        async with self.database.writing() as connection:
            known = set[int]()
            for some in archive.batches(article_ids):
                found = await connection.scalars(select(id_).where(id_.in_(some)))
                known.update(found)
            for pages in archive.batches(urls):
                found = await connection.scalars(select(id_).where(url.in_(pages)))
                known.update(found)
            rows = [
                {"article_id": each, "printed_at": at, "next_at": self._time(at, 0)}
                for each in sorted(known)
            ]
            if rows:
                added = insert(connection, rereads).on_conflict_do_nothing()
                await connection.execute(added, rows)

    async def due(self, limit: int) -> Sequence[int]:
        """List the articles whose pages are to be looked at now."""
        async with self.database.reading() as connection:
            query = (
                select(rereads.c.article_id)
                .where(rereads.c.next_at <= self.clock())
                .order_by(rereads.c.next_at)
                .limit(limit)
            )
            return tuple(await connection.scalars(query))

    async def losses(self, *, since: datetime) -> tuple[Loss, ...]:
        """List the articles whose pages lost something since then."""
        async with self.database.reading() as connection:
            found = await connection.execute(
                select(rereads, tables.articles.c.url)
                .join_from(rereads, tables.articles)
                .where(rereads.c.lost_at > since)
                .order_by(rereads.c.lost_at)
            )
            return tuple(
                Loss(
                    article_id=row.article_id,
                    url=row.url,
                    at=row.lost_at,
                    is_withdrawn=row.withdrawn,
                )
                for row in found
            )

    async def look(self, article_id: int) -> None:
        """Look at an article's page again, if its time has come."""
        async with self.database.reading() as connection:
            query = select(rereads).where(
                rereads.c.article_id == article_id, rereads.c.next_at <= self.clock()
            )
            row = (await connection.execute(query)).one_or_none()
            known = await archive.get_articles(connection, [article_id])
        if row is not None and article_id in known:
            await self._look(row, known[article_id])

    async def _look(self, row: Row[Any], known: StoredArticle) -> None:
        asked = Validators(etag=row.etag, last_modified=row.last_modified)
        try:
            fetched = await self.fetcher.get(
                known.article.url,
                kind="page",
                validators=asked if asked != Validators() else None,
            )
            text = None if fetched.not_modified else await _text_of(fetched)
        except Refused as error:
            if error.status in {_GONE, _NOT_FOUND}:
                await self._missing(row, sure=error.status == _GONE)
            else:
                await self._go_on(row)
            return
        except NewsError as error:
            log.info("could not look again: %s", error)
            await self._go_on(row)
            return
        if text is None:
            await self._go_on(row)
            return
        await self._compare(known, text)
        kept = fetched.validators
        await self._go_on(row, etag=kept.etag, last_modified=kept.last_modified)

    async def _compare(self, known: StoredArticle, text: str) -> None:
        """Reject the quotes that a page lost."""
        async with self.database.reading() as connection:
            found = await archive.get_quotes(
                connection, [known.id], only=(Verdict.PRINTED, Verdict.FRAGMENT)
            )
        spans = [(each.quote.start, each.quote.end) for each in found[known.id]]
        if lost := lost_spans(known.article.text, text, spans):
            log.warning("article %d no longer holds %d quotes", known.id, len(lost))
            await self._lose(known.id, lost)

    async def _missing(self, row: Row[Any], *, sure: bool) -> None:
        """Note that there is no page; what may be a server's slip is looked at twice."""
        if sure or row.missing:
            log.warning("article %d was withdrawn", row.article_id)
            await self._lose(row.article_id)
        else:
            await self._note(row, missing=1, next_at=self.clock() + SURE)

    async def _lose(
        self, article_id: int, spans: Sequence[tuple[int, int]] | None = None
    ) -> None:
        """Reject these quotes, or all with their page, and say since when."""
        changes: dict[str, object] = {"lost_at": self.clock()}
        if spans is None:
            changes |= {"withdrawn": True, "next_at": None}
        async with self.database.writing() as connection:
            await archive.lose_quotes(connection, article_id, spans)
            await connection.execute(
                update(rereads)
                .where(rereads.c.article_id == article_id)
                .values(**changes)
            )

    async def _go_on(self, row: Row[Any], **changes: object) -> None:
        """Wait for the next look, if there is one."""
        looks = row.looks + 1
        next_at = self._time(row.printed_at, looks) if looks < len(LOOKS) else None
        await self._note(row, looks=looks, missing=0, next_at=next_at, **changes)

    async def _note(self, row: Row[Any], **changes: object) -> None:
        async with self.database.writing() as connection:
            await connection.execute(
                update(rereads)
                .where(rereads.c.article_id == row.article_id)
                .values(**changes)
            )

    def _time(self, printed_at: datetime, looks: int) -> datetime:
        return printed_at + LOOKS[looks] * (1 + _SPREAD * self.random.random())


async def _text_of(fetched: Fetched) -> str:
    article = await asyncio.to_thread(
        read_page, fetched.body, url=fetched.url, content_type=fetched.content_type
    )
    return article.text


async def spare(connection: AsyncConnection, article_id: int, *, at: datetime) -> None:
    """Never look again for an article that its feed told: no page of ours holds it."""
    added = insert(connection, rereads).on_conflict_do_nothing()
    row = {"article_id": article_id, "printed_at": at, "next_at": None}
    await connection.execute(added.values(row))


def lost_spans(
    old: str, new: str, spans: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """List the spans of the old text whose words stand nowhere in the new one.

    None if the new text is not the same article. Marks and spaces are no words: who
    sets other quote marks has changed nothing.
    """
    words = _folded(new)
    paragraphs = [each for each in old.split("\n") if len(each) >= _PARAGRAPH]
    kept = sum(_folded(each) in words for each in paragraphs)
    if not paragraphs or kept < _SAME * len(paragraphs):
        return []
    return [
        (start, end) for start, end in spans if _folded(old[start:end]) not in words
    ]


def _folded(text: str) -> str:
    return f" {' '.join(_WORDS.findall(text))} "
