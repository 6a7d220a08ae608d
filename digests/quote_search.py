"""Quotes by what people type: first what a person of that name said, then the subject."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from digests import archive, cards, search_index, tables, telling
from digests.archive import StoredQuote
from digests.news import PrintedQuote, Verdict
from digests.printing import linked
from digests.sayings import distinct
from digests.surroundings import surrounded
from digests.terms import fold, name_key, words

# Quotes that say the same are left out, so more are looked at than are wanted.
LOOKED_AT = 5
OF_ONE_ARTICLE = 3
NAME_WORDS_MAX = 6

articles, quotes = tables.articles, tables.quotes


async def quotes_about(
    connection: AsyncConnection, wanted: str, *, limit: int
) -> tuple[PrintedQuote, ...]:
    """Print what somebody said, then what was said about it; the newest first of each."""
    said = await _said_by(connection, wanted, limit=limit)
    about = await _from_articles_about(connection, wanted, limit=limit)
    found = [*said, *about]
    texts = await archive.get_articles(connection, {each.article_id for each in found})
    shown = distinct(
        (telling.printed(texts[each.article_id], each) for each in found), most=limit
    )
    articles_of = {key: stored.article for key, stored in texts.items()}
    return tuple(
        surrounded(articles_of[quote.article_id], linked(quote, articles_of))
        for quote in shown
    )


async def _said_by(
    connection: AsyncConnection, name: str, *, limit: int
) -> Sequence[StoredQuote]:
    """Find quotes by a speaker's name: whole words of it, else other forms of them."""
    parts = [m.group() for m in words(name) if m.group()[0].isalpha()][:NAME_WORDS_MAX]
    whole = [f" {fold(part)} " for part in parts]
    forms = [f" {name_key(part)}" for part in parts]
    return await _by_speaker(connection, whole, limit) or await _by_speaker(
        connection, forms, limit
    )


async def _by_speaker(
    connection: AsyncConnection, parts: Sequence[str], limit: int
) -> list[StoredQuote]:
    if not parts:
        return []
    query = (
        select(quotes)
        .join(articles, articles.c.id == quotes.c.article_id)
        .where(quotes.c.verdict == Verdict.PRINTED, cards.brought())
        .order_by(articles.c.at.desc(), articles.c.id.desc(), quotes.c.start)
        .limit(limit * LOOKED_AT)
    )
    for part in parts:
        query = query.where(quotes.c.speaker_key.contains(part, autoescape=True))
    return [archive.stored_quote(row) for row in await connection.execute(query)]


async def _from_articles_about(
    connection: AsyncConnection, subject: str, *, limit: int
) -> list[StoredQuote]:
    """Take some quotes of each article about a subject, those that say so in title first."""
    looked_for, dialect = search_index.wanted(subject), connection.dialect.name
    found: list[StoredQuote] = []
    known: set[int] = set()
    for in_title in (True, False):
        matching = search_index.matching(dialect, looked_for, in_title=in_title)
        newest = await cards.newest_matching(
            connection, cards.among(matching), limit=limit * LOOKED_AT
        )
        ids = [article for article, _ in newest if article not in known]
        known.update(ids)
        printed = await archive.get_quotes(connection, ids, only=(Verdict.PRINTED,))
        found += [one for id_ in ids for one in printed[id_][:OF_ONE_ARTICLE]]
    return found
