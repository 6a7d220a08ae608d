from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from digests import archive, digest_store, tables
from digests.archive import StoredQuote, speaker_key
from digests.database import Database
from digests.digest_store import StoryKey
from digests.migrations import SCRIPTS
from digests.news import (
    Article,
    Digest,
    DigestSentence,
    Length,
    Quote,
    QuoteKind,
    StoryDigest,
    StorySentence,
    Verdict,
)
from tests.databases import URLS, empty_database

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
ARTICLE = Article(
    url="https://coast.example/ferry",
    title="Ferry",
    text="“We waited,” said Marta Lindqvist. It was quiet.",
    lang="en",
    author="Ann Author",
    outlet="Coast Post",
    published=NOW,
    image="https://coast.example/ferry.jpg",
)
QUOTE = Quote(
    start=1,
    end=10,
    speaker="Marta Lindqvist",
    speaker_start=18,
    speaker_end=33,
    via="a post",
    kind=QuoteKind.DIRECT,
    verdict=Verdict.PRINTED,
    reason="named",
    confidence=0.9,
)
DIGEST = Digest(
    length=Length.NORMAL,
    lang="en",
    sentences=(DigestSentence(text="It was quiet.", support=((35, 48), (1, 10))),),
    quotes=(QUOTE,),
    made_by="chosen sentences",
)


@pytest.fixture(params=URLS)
async def database(request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    async with empty_database(request.param) as opened:
        await opened.migrate(SCRIPTS, "digests_version")
        yield opened


@pytest.fixture
async def kept(database: Database) -> int:
    """Store the article with its quote and digest; returns its id."""
    async with database.writing() as connection:
        id_ = await archive.add_article(
            connection, ARTICLE, sha256="", source_id=None, at=NOW, added_at=NOW
        )
        stored = StoredQuote(article_id=id_, quote=QUOTE, sha256="f" * 64)
        await archive.add_quotes(connection, [stored])
        await digest_store.add_digest(connection, id_, DIGEST, at=NOW)
        return id_


async def test_what_is_stored_comes_back_as_it_was(
    database: Database, kept: int
) -> None:
    async with database.reading() as connection:
        articles = await archive.get_articles(connection, [kept, 404])
        quotes = await archive.get_quotes(connection, [kept])
        digests = await digest_store.get_digests(
            connection, [kept], length=Length.NORMAL
        )

    assert {id_: each.article for id_, each in articles.items()} == {kept: ARTICLE}
    assert [(each.quote, each.sha256) for each in quotes[kept]] == [(QUOTE, "f" * 64)]
    assert digests == {kept: DIGEST}


async def test_an_address_holds_one_article(database: Database, kept: int) -> None:
    async with database.writing() as connection:
        with pytest.raises(IntegrityError):
            await archive.add_article(
                connection, ARTICLE, sha256="", source_id=None, at=NOW, added_at=NOW
            )


async def test_the_first_digest_of_a_length_stays(
    database: Database, kept: int
) -> None:
    other = Digest(
        length=Length.NORMAL, lang="en", sentences=(), quotes=(), made_by="a model"
    )
    async with database.writing() as connection:
        await digest_store.add_digest(connection, kept, other, at=NOW)
        found = await digest_store.get_digests(connection, [kept], length=Length.NORMAL)

    assert found == {kept: DIGEST}


async def test_a_story_s_digest_is_of_these_very_articles(
    database: Database, kept: int
) -> None:
    first = StoryKey(
        story_id=kept, length=Length.NORMAL, lang="de", articles=(kept, 8, 9)
    )
    later = replace(first, articles=(kept, 8))
    digest = StoryDigest(
        length=Length.NORMAL,
        lang="de",
        sentences=(StorySentence(text="Stille.", support=((kept, 35, 48), (8, 1, 2))),),
        made_by="a model",
        translations={(1, 10): "Wir haben gewartet"},
    )
    async with database.writing() as connection:
        await archive.put_into_story(connection, kept, story_id=kept, copy_of=None)
        await digest_store.add_story_digest(connection, first, digest, at=NOW)
        assert await digest_store.get_story_digests(connection, [first, later]) == {
            first: digest
        }
        await digest_store.add_story_digest(connection, later, None, at=NOW)
        assert await digest_store.get_story_digests(connection, [first, later]) == {
            later: None
        }


async def test_only_quotes_of_a_verdict_are_asked_for(
    database: Database, kept: int
) -> None:
    async with database.reading() as connection:
        found = await archive.get_quotes(connection, [kept], only=[Verdict.FRAGMENT])

    assert found == {kept: []}


async def test_a_storys_times_are_those_of_its_articles(
    database: Database, kept: int
) -> None:
    async with database.writing() as connection:
        for number, days in enumerate((0, -3, 2), start=kept):
            if number > kept:
                at = NOW + timedelta(days=days)
                article = Article(url=f"{number}", title="T", text="x")
                number = await archive.add_article(  # noqa: PLW2901
                    connection, article, sha256="", source_id=None, at=at, added_at=at
                )
            await archive.put_into_story(
                connection, number, story_id=kept, copy_of=None
            )
        story = (await connection.execute(select(tables.stories))).one()

    assert story.headline == "Ferry"
    assert story.first_at == NOW - timedelta(days=3)
    assert story.last_at == NOW + timedelta(days=2)


async def test_thousands_of_ids_are_asked_for_in_batches(
    database: Database, kept: int
) -> None:
    async with database.reading() as connection:
        found = await archive.get_articles(connection, range(kept + 40_000))

    assert set(found) == {kept}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Jonas Edfelt", " jonas edfelt "),
        ("Алевтина Журбина", " alevtina zhurbina "),
        ("Élodie O’Neil-Vöß", " elodie o neil voss "),
        ("", ""),
    ],
)
def test_names_are_folded_so_that_each_word_can_be_looked_up(
    name: str, key: str
) -> None:
    assert speaker_key(name) == key
