"""Full-text search, the one place where the two databases speak differently.

Both index stems that we make, so that a word finds its other forms in every language
that has a stemmer, and both receive expressions that we build out of such stems:
nothing that a person types is ever read as an expression.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from sqlalchemy import (
    BindParameter,
    Integer,
    Select,
    bindparam,
    column,
    false,
    select,
    table,
    text,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from digests.terms import STEMMERS, fold, is_unspaced, number, stem, words

QUERY_CHARS_MAX = 300
TERMS_MAX = 12
PHRASE_WORDS_MAX = 12
# PostgreSQL keeps at most 256 positions of a word, and none above 16383.
POSITIONS_MAX = 250
LAST_POSITION = 16_383
INSERT = "INSERT INTO article_words (rowid, title, body) VALUES (:id, :title, :body)"
"""How SQLite takes an article's stems."""

_TERM = re.compile(r'(-?)(?:["“”„«»]([^"“”„«»]+)["“”„«»]?|([^\s"“”„«»]+))')
_index = table("article_words", column("rowid", Integer), column("article_id", Integer))

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a person looks for: every one of ``terms`` and none of ``unwanted``.

    A term is a set of phrases, of which any will do: the same words, stemmed by the
    rules of each language.
    """

    terms: tuple[frozenset[Phrase], ...] = ()
    unwanted: tuple[frozenset[Phrase], ...] = ()


def wanted(query: str) -> Wanted:
    """Read a person's words: ``flood "river level" -football``.

    Words without a letter or digit count for nothing; so do those past the twelfth.
    """
    found: dict[str, list[frozenset[Phrase]]] = {"": [], "-": []}
    for minus, words_of in _terms(query):
        found[minus].append(phrases(words_of))
    return Wanted(
        terms=tuple(found[""][:TERMS_MAX]), unwanted=tuple(found["-"][:TERMS_MAX])
    )


def is_cut(query: str) -> bool:
    """Tell whether a person's words are more than are looked for."""
    counted = Counter(minus for minus, _ in _terms(query))
    return max(counted.values(), default=0) > TERMS_MAX


@lru_cache(maxsize=1_000)
def phrases(passage: str) -> frozenset[Phrase]:
    """Stem words that stand beside each other by the rules of each language."""
    every = {tuple(_stems(passage, lang)) for lang in ("", *STEMMERS)}
    return frozenset(phrase[:PHRASE_WORDS_MAX] for phrase in every if phrase)


def _terms(query: str) -> Iterator[tuple[str, str]]:
    """Give the terms that hold a letter or digit, each behind its minus or nothing."""
    for match in _TERM.finditer(query[:QUERY_CHARS_MAX]):
        minus, quoted, word = match.groups()
        term = quoted or word
        if any(_stems(term, "")):
            yield minus, term


def matching(
    dialect: str, looked_for: Wanted, *, in_title: bool = False
) -> Select[int]:
    """Select the ids of the articles that match, or whose titles do.

    Without a wanted term nothing matches.
    """
    key = _index.c.article_id if dialect == "postgresql" else _index.c.rowid
    if not looked_for.terms:
        return select(key).where(false())
    if dialect == "postgresql":
        query = _tsquery(looked_for, "A" if in_title else "")
        match = text("words @@ CAST(:words AS tsquery)").bindparams(_words(query))
        return select(key).where(match)
    query = _fts5(looked_for)
    match = text("article_words MATCH :words").bindparams(
        _words(f"title : ({query})" if in_title else query)
    )
    return select(key).where(match)


def _words(query: str) -> BindParameter[str]:
    """Bind a query under a name of its own: one statement may match several."""
    return bindparam("words", query, unique=True)


async def add(
    connection: AsyncConnection, article_id: int, *, title: str, body: str, lang: str
) -> None:
    """Put an article into the index."""
    heading, stems = list(_stems(title, lang)), list(_stems(body, lang))
    if connection.dialect.name == "postgresql":
        statement = "INSERT INTO article_words (article_id, words) VALUES (:id, CAST(:words AS tsvector))"
        row = {"id": article_id, "words": _tsvector(heading, stems)}
    else:
        statement = INSERT
        row = {"id": article_id, "title": " ".join(heading), "body": " ".join(stems)}
    await connection.execute(text(statement), row)


async def remove(connection: AsyncConnection, article_ids: Iterable[int]) -> None:
    """Take articles out of the index."""
    rows = [{"id": article_id} for article_id in article_ids]
    key = "article_id" if connection.dialect.name == "postgresql" else "rowid"
    if rows:
        statement = text(f"DELETE FROM article_words WHERE {key} = :id")  # noqa: S608  (one of two names)
        await connection.execute(statement, rows)


def _stems(passage: str, lang: str) -> Iterator[str]:
    """Stems of letters and digits only, so that no database splits or quotes them."""
    return chain.from_iterable(_tokens(m.group(), lang) for m in words(passage))


def _tokens(word: str, lang: str) -> Iterable[str]:
    if is_unspaced(word):
        return (word[i : i + 2] for i in range(max(len(word) - 1, 1)))
    if word[0].isdigit():
        return (number(word).replace(".", "p"),)
    return fold(stem(word.lower(), lang)).split()


def _fts5(looked_for: Wanted) -> str:
    """Write a query as in https://www.sqlite.org/fts5.html, section 3."""

    def any_of(phrases: frozenset[Phrase]) -> str:
        return " OR ".join(f'"{" ".join(phrase)}"' for phrase in sorted(phrases))

    query = " AND ".join(f"({any_of(term)})" for term in looked_for.terms)
    for term in looked_for.unwanted:
        query = f"({query}) NOT ({any_of(term)})"
    return query


def _tsquery(looked_for: Wanted, weight: str) -> str:
    """Write a query as in https://www.postgresql.org/docs/current/datatype-textsearch.html."""
    mark = f":{weight}" if weight else ""

    def any_of(phrases: frozenset[Phrase]) -> str:
        joined = (" <-> ".join(f"'{w}'{mark}" for w in phrase) for phrase in phrases)
        return " | ".join(f"({phrase})" for phrase in sorted(joined))

    positive = (f"({any_of(term)})" for term in looked_for.terms)
    negative = (f"!({any_of(term)})" for term in looked_for.unwanted)
    return " & ".join(chain(positive, negative))


def _tsvector(heading: list[str], body: list[str]) -> str:
    """Words with their positions; the title weighs A and stands a step before the text."""
    positions: defaultdict[str, list[str]] = defaultdict(list)
    for place, word in enumerate(heading, 1):
        positions[word].append(f"{place}A")
    for place, word in enumerate(body, len(heading) + 2):
        positions[word].append(str(min(place, LAST_POSITION)))
    return " ".join(
        f"'{word}':{','.join(places[:POSITIONS_MAX])}"
        for word, places in positions.items()
    )
