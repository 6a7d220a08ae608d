from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents import Button, Document
from bot.remembered import is_short, keep, recall, shorten, spell_out
from bot.tables import remembered
from digests import Database
from tests.bot.builders import rows_of

LONG = "https://gazette.example/a/very/long/path/to/a/feed.xml"


def with_button(argument: str) -> Document:
    return Document(
        blocks=(),
        buttons=((Button(label="Go", command="subscribe", argument=argument),),),
    )


def argument_of(document: Document) -> str:
    return document.buttons[0][0].argument


async def test_what_was_kept_last_is_recalled(database: Database) -> None:
    async with database.writing() as connection:
        assert await recall(connection, "menu") == ""
        await keep(connection, "menu", "first")
        await keep(connection, "menu", "second")
        assert await recall(connection, "menu") == "second"


async def test_a_long_argument_becomes_a_short_one_that_means_the_same(
    database: Database,
) -> None:
    async with database.writing() as connection:
        short = await shorten(connection, with_button(LONG))
        again = await shorten(connection, with_button(LONG))
        meant = await spell_out(connection, argument_of(short))

    assert is_short(short)
    assert short == again
    assert meant == LONG
    assert await rows_of(database, remembered, "value") == [LONG]


async def test_a_short_argument_stays_as_it_is(database: Database) -> None:
    async with database.writing() as connection:
        kept = await shorten(connection, with_button("climate"))

    assert kept == with_button("climate")
    assert await rows_of(database, remembered, "key") == []


@pytest.mark.parametrize("argument", ["climate", "", "~", "~climate", "~" + "f" * 17])
async def test_words_that_somebody_typed_mean_themselves(
    database: Database, argument: str
) -> None:
    async with database.reading() as connection:
        assert await spell_out(connection, argument) == argument


async def test_a_name_that_means_nothing_any_more_says_nothing(
    database: Database,
) -> None:
    async with database.reading() as connection:
        assert await spell_out(connection, "~" + "0" * 16) == ""


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_telegrams_limit_counts_bytes_not_letters(argument: str) -> None:
    assert is_short(with_button(argument)) == (len(argument.encode()) <= 30)


async def test_nothing_but_the_argument_of_a_button_changes(
    database: Database,
) -> None:
    whole = replace(with_button(LONG), briefing=4, preview="https://gazette.example")
    async with database.writing() as connection:
        short = await shorten(connection, whole)

    assert replace(short, buttons=whole.buttons) == whole
    assert short.buttons[0][0].label == "Go"
