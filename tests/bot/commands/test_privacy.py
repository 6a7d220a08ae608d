"""What is kept of a chat is said, handed over, and deleted."""

import json

import pytest

from bot import own_data, tables
from bot.chat import Address, Request
from bot.farewells import remember
from tests.bot.builders import (
    CLIMATE,
    FERRIES,
    GUILD,
    NOON,
    a_story,
    a_subscriber,
    rows_of,
    text_of,
)
from tests.bot.paper_newsroom import Reader, labels

GROUP = Address(platform="telegram", chat="-10")
PERSON = "1"


async def test_it_says_what_is_kept_and_offers_both(reader: Reader) -> None:
    said = await reader.ask("/privacy")

    assert "for 60 days" in text_of(said)
    assert labels(said) == ["Export", "Delete my data"]


async def test_an_export_holds_every_row_of_the_chat_and_of_no_other(
    reader: Reader,
) -> None:
    await a_subscriber(reader.database, FERRIES, address=GUILD)
    await a_subscriber(reader.database, CLIMATE)
    reader.newsroom.print(a_story(), "climate")
    await reader.ask("/digest climate")
    await reader.ask("/rate 1 yes")
    told = await reader.press(await reader.ask("/privacy"), "Export")

    (file,) = told.files
    kept = json.loads(file.text)
    assert file.name == "verbatim-chat.json"
    assert [row["chat"] for row in kept["chats"]] == ["7"]
    assert [row["value"] for row in kept["subscriptions"]] == ["climate"]
    assert [row["stories"] for row in kept["briefings"]] == [[1]]
    assert kept["briefings"][0]["document"]["blocks"]
    assert [row["useful"] for row in kept["feedback"]] == [1]


async def test_deleting_asks_first_and_then_leaves_nothing(reader: Reader) -> None:
    await a_subscriber(reader.database, CLIMATE)
    asked = await reader.press(await reader.ask("/privacy"), "Delete my data")
    assert labels(asked) == ["Delete it all", "Keep it"]
    assert await rows_of(reader.database, tables.subscriptions, "value") == ["climate"]

    assert "Everything is deleted" in text_of(
        await reader.press(asked, "Delete it all")
    )
    assert await rows_of(reader.database, tables.chats, "id") == []
    assert await rows_of(reader.database, tables.subscriptions, "id") == []


async def test_keeping_is_one_press_away(reader: Reader) -> None:
    asked = await reader.ask("/privacy delete")

    assert "What I keep" in text_of(await reader.press(asked, "Keep it"))


@pytest.mark.parametrize("what", ["export", "delete", "delete yes"])
async def test_members_of_a_group_neither_see_nor_delete(
    reader: Reader, what: str
) -> None:
    reader.can_manage = False

    assert "Only people who manage" in text_of(await reader.ask(f"/privacy {what}"))
    assert "What I keep" in text_of(await reader.ask("/privacy"))


async def test_what_is_kept_of_one_person_is_theirs_without_a_right(
    reader: Reader,
) -> None:
    reader.can_manage, reader.own = False, True
    told = await reader.ask("/privacy export")

    assert [file.name for file in told.files] == ["verbatim-chat.json"]
    assert "Everything is deleted" in text_of(await reader.ask("/privacy delete yes"))
    assert await rows_of(reader.database, tables.chats, "id") == []


async def test_who_set_up_a_group_exports_and_deletes_that_in_private(
    reader: Reader,
) -> None:
    chat, _ = await a_subscriber(reader.database, address=GROUP)
    async with reader.database.writing() as connection:
        asked = Request(address=GROUP, command="x", person=PERSON, private=False)
        await remember(connection, chat, asked, at=NOON)
    (file,) = (await reader.ask("/privacy export")).files
    kept = json.loads(file.text)
    await reader.ask("/privacy delete yes")

    assert [(row["chat"], row["person"]) for row in kept["founders"]] == [
        (GROUP.chat, PERSON)
    ]
    assert await rows_of(reader.database, tables.founders, "person") == []


async def test_a_group_is_not_told_who_set_it_up(reader: Reader) -> None:
    reader.private = False
    await reader.ask("/subscribe climate")
    (file,) = (await reader.ask("/privacy export")).files

    assert await rows_of(reader.database, tables.founders, "person") == [PERSON]
    assert [list(row) for row in json.loads(file.text)["founders"]] == [
        ["chat_id", "owed_since"]
    ]


async def test_other_words_are_asked_about(reader: Reader) -> None:
    assert "/privacy export" in text_of(await reader.ask("/privacy please"))


def test_every_table_that_keeps_something_of_a_chat_is_exported() -> None:
    told = {table.name for table in own_data.BY_CHAT} | {"chats", "slots"}
    of_an_hour = {"stand_ins", "telegram_updates"}

    assert set(tables.metadata.tables) - told == {"remembered"} | of_an_hour
