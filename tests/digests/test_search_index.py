from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from digests import archive, search_index
from digests.database import Database
from digests.migrations import SCRIPTS
from digests.news import Article
from tests.databases import URLS, empty_database

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
TEXTS = {
    "flood": (
        "en",
        "River floods the old town",
        "Rivers rose by 3.5 metres. Climate change was blamed.",
    ),
    "market": (
        "en",
        "Market opens in the old town",
        "The river was calm. Nothing changes the climate there.",
    ),
    "wahl": (
        "de",
        "Wahlen in der Schweiz",
        "Die Wählerinnen stimmten über zwei Häuser ab.",
    ),
    "tokyo": ("ja", "東京で地震", "東京都で強い地震がありました。"),
    "school": ("ru", "Новости города", "В городе открыли новую школу."),
}


@pytest.fixture(params=URLS)
async def database(request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    async with empty_database(request.param) as database:
        await database.migrate(SCRIPTS, "digests_version")
        async with database.writing() as connection:
            for name, (lang, title, body) in TEXTS.items():
                await archive.add_article(
                    connection,
                    Article(url=name, title=title, text=body, lang=lang),
                    sha256="",
                    source_id=None,
                    at=NOW,
                    added_at=NOW,
                )
        yield database


async def found(database: Database, query: str, *, in_title: bool = False) -> set[str]:
    looked_for = search_index.wanted(query)
    matching = search_index.matching(database.dialect, looked_for, in_title=in_title)
    async with database.reading() as connection:
        ids = list(await connection.scalars(matching))
        stored = await archive.get_articles(connection, ids)
        return {article.article.url for article in stored.values()}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        pytest.param("river", {"flood", "market"}, id="one word"),
        pytest.param("RIVERS flooding", {"flood"}, id="other forms, all of them"),
        pytest.param('"climate change"', {"flood"}, id="a phrase"),
        pytest.param("“climate change”", {"flood"}, id="a phrase in curly marks"),
        pytest.param("changing climate", {"flood", "market"}, id="words in any order"),
        pytest.param("river -market", {"flood"}, id="without a word"),
        pytest.param('town -"climate change"', {"market"}, id="without a phrase"),
        pytest.param("3.5", {"flood"}, id="a number"),
        pytest.param("Haus Wahl", {"wahl"}, id="German forms"),
        pytest.param("Schweiz", {"wahl"}, id="a German name"),
        pytest.param("地震", {"tokyo"}, id="a script without spaces"),
        pytest.param("школа", {"school"}, id="Russian forms"),
        pytest.param("volcano", set(), id="nothing"),
        pytest.param("-river", set(), id="only what is not wanted"),
        pytest.param("", set(), id="an empty query"),
        pytest.param('?! "" -', set(), id="no words at all"),
    ],
)
async def test_words_find_the_articles_that_hold_them(
    database: Database, query: str, names: set[str]
) -> None:
    assert await found(database, query) == names


async def test_a_title_can_be_asked_for_alone(database: Database) -> None:
    assert await found(database, "river", in_title=True) == {"flood"}
    assert await found(database, "old town -river", in_title=True) == {"market"}


async def test_what_is_removed_is_not_found_again(database: Database) -> None:
    looked_for = search_index.matching(database.dialect, search_index.wanted("flood"))
    async with database.writing() as connection:
        ids = list(await connection.scalars(looked_for))
        await search_index.remove(connection, ids)
        await search_index.remove(connection, [])

        assert list(await connection.scalars(looked_for)) == []


@pytest.mark.parametrize(
    "query",
    [
        "river OR market",
        "title : river",
        "NEAR(river town)",
        'river" OR "a',
        "river'); DROP TABLE articles; --",
        "(((",
        "*",
        "river*",
        "^river",
        "a:b & c | !d <-> e",
        "'",
        "\x00",
        "💧" * 400,
    ],
)
async def test_no_query_is_read_as_an_expression(
    database: Database, query: str
) -> None:
    await found(database, query)

    assert await found(database, "river") == {"flood", "market"}


@settings(max_examples=200)
@given(st.text(max_size=80), st.booleans())
def test_any_text_can_be_looked_for(query: str, in_title: bool) -> None:
    engine = create_engine("sqlite://")
    statement = search_index.matching(
        "sqlite", search_index.wanted(query), in_title=in_title
    )
    with engine.begin() as connection:
        connection.execute(
            text("CREATE VIRTUAL TABLE article_words USING fts5(title, body)")
        )

        assert list(connection.scalars(statement)) == []
    engine.dispose()


def test_a_long_query_is_cut() -> None:
    looked_for = search_index.wanted(" ".join(f"word{n}" for n in range(1000)))

    assert len(looked_for.terms) == search_index.TERMS_MAX


def test_what_follows_a_phrase_stands_for_itself() -> None:
    found = search_index.wanted('flood "river level" -football drought')

    assert [len(min(term)) for term in found.terms] == [1, 2, 1]
    assert len(found.unwanted) == 1
