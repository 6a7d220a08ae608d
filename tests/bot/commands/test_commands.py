"""What holds for every command."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from bot import partings
from bot.commands import COMMANDS, Who
from bot.documents import from_json, to_json
from bot.remembered import is_short
from bot.render_discord import parts as discord_parts
from bot.render_telegram import parts as telegram_parts
from bot.tables import chats, remembered
from bot.tables import subscriptions as wishes
from digests import Interest, InterestKind, Reason
from tests.bot.builders import (
    CLIMATE,
    GUILD,
    HOME,
    NOON,
    a_quote,
    a_story,
    a_subscriber,
    rows_of,
    text_of,
)
from tests.bot.paper_newsroom import Reader, button, buttons, labels

NAMES = [command.name for command in COMMANDS]
HOSTILE = [
    pytest.param("\x00\x1b[31m\x9b\r\n\t", id="control characters"),
    pytest.param("\ud83d half a pair \udc00", id="halves of surrogate pairs"),
    pytest.param("'; DROP TABLE chats; --", id="SQL"),
    pytest.param("%s %(x)s {0} {x.__class__} $HOME", id="format strings"),
    pytest.param("@everyone <@1> **x** [a](http://b) <b>", id="markup"),
    pytest.param("\u202eright to left\u2066", id="direction marks"),
    pytest.param("🦆" * 400, id="many ducks"),
    pytest.param("9" * 1500, id="a number of 1,500 digits"),
    pytest.param("-1", id="a negative number"),
    pytest.param("~0123456789abcdef", id="a button that means nothing"),
    pytest.param("#999999999", id="an id that nobody has"),
    pytest.param("٣", id="a digit of another script"),
    pytest.param("http://", id="half a link"),
    pytest.param("x" * 1999, id="a word of 1,999 letters"),
]


async def test_the_chat_that_asks_is_looked_up_once(reader: Reader) -> None:
    await reader.ask("/subscribe climate")
    engine, asked = reader.database._readers.sync_engine, list[str]()
    event.listen(
        engine, "before_cursor_execute", lambda _c, _cursor, sql, *_: asked.append(sql)
    )

    await reader.ask("/subscriptions")

    assert sum("FROM chats" in sql for sql in asked) == 1


@pytest.mark.parametrize("argument", HOSTILE)
async def test_no_argument_upsets_any_command(reader: Reader, argument: str) -> None:
    reader.newsroom.print(a_story(1, quotes=[a_quote()]), "climate")
    await reader.ask("/digest")
    for name in NAMES:
        document = await reader.ask(f"/{name} {argument}")

        assert document.blocks
        assert is_short(document)
        assert from_json(to_json(document)) == document
        assert telegram_parts(document)
        assert discord_parts(document)


async def test_every_command_answers_somebody_who_never_wrote(reader: Reader) -> None:
    for number, name in enumerate(NAMES):
        reader.address = replace(HOME, chat=str(number))
        document = await reader.ask(f"/{name}")

        assert document.blocks
        assert is_short(document)


async def test_an_endless_argument_is_refused_with_a_word(reader: Reader) -> None:
    for name in NAMES:
        reply = await reader.reply(f"/{name} {'x' * 5000}")

        assert "too long for me" in text_of(reply.document)
        assert reply.quiet


async def test_help_names_every_command_and_how_it_is_typed(reader: Reader) -> None:
    text = text_of(await reader.ask("/help"))

    assert [name for name in NAMES if f"/{name}" not in text] == []
    assert "/digest [topic or link] Make a briefing now" in text
    assert "word for word" in text


def test_commands_are_short_enough_for_every_platform() -> None:
    assert len(set(NAMES)) == len(NAMES)
    for command in COMMANDS:
        assert command.name.isalnum()
        assert command.name == command.name.lower()
        assert len(command.summary) <= 100
        assert len(command.name) <= 32


async def test_an_unknown_command_is_answered_with_those_that_are_near(
    reader: Reader,
) -> None:
    reply = await reader.reply("/digset climate")

    assert "I don't know /digset." in text_of(reply.document)
    assert labels(reply.document)[0] == "/digest"
    assert reply.quiet


@pytest.mark.parametrize("name", ["x" * 500, "", "\x1b[2J", "help_", "\ud800"])
async def test_any_name_of_a_command_is_survived(reader: Reader, name: str) -> None:
    document = await reader.ask(f"/{name}")

    assert "I don't know" in text_of(document)
    assert len(labels(document)) == len(set(labels(document)))
    assert to_json(document)


@pytest.mark.parametrize(
    "name", [command.name for command in COMMANDS if command.who == Who.MANAGE]
)
async def test_only_who_manages_a_chat_changes_what_it_receives(
    reader: Reader, name: str
) -> None:
    await a_subscriber(reader.database, CLIMATE)
    reader.can_manage = False
    reply = await reader.reply(f"/{name} all")

    assert f"Only people who manage this chat can use /{name}" in text_of(
        reply.document
    )
    assert reply.quiet
    assert await rows_of(reader.database, wishes, "value") == ["climate"]


async def test_everybody_may_read(reader: Reader) -> None:
    reader.can_manage = False
    reader.newsroom.print(a_story(1), "climate")

    assert "Ferries go electric" in text_of(await reader.ask("/digest climate"))


async def test_a_button_with_more_than_telegram_takes_still_means_the_same(
    reader: Reader,
) -> None:
    words = "electric ferries between the islands of the far north"
    nothing = await reader.ask(f"/search {words}")
    offered = button(nothing, "Subscribe")
    followed = await reader.press(nothing, "Subscribe")

    assert len(offered.argument.encode()) <= 30
    assert f"✅ {words} (your words)" in text_of(followed)
    assert await rows_of(reader.database, remembered, "value") == [words]


async def test_a_button_whose_meaning_was_forgotten_asks_what_is_meant(
    reader: Reader,
) -> None:
    nothing = await reader.ask(f"/search {'ferries ' * 20}")
    async with reader.database.writing() as connection:
        await connection.execute(remembered.delete())
    again = await reader.press(nothing, "Subscribe")

    assert "What shall I follow?" in text_of(again)


async def test_any_word_brings_back_a_chat_that_was_gone(reader: Reader) -> None:
    chat, _ = await a_subscriber(reader.database, CLIMATE)
    async with reader.database.writing() as connection:
        await partings.part_with(connection, chat.id, why=Reason("blocked"), at=NOON)
    await reader.ask("/help")

    assert await rows_of(reader.database, chats, "state") == ["active"]


async def test_what_is_wrong_with_the_news_is_said_in_peoples_words(
    reader: Reader,
) -> None:
    reply = await reader.reply("/subscribe https://slow.example")

    assert text_of(reply.document) == "https://slow.example: does not answer"
    assert reply.quiet


async def test_chats_do_not_see_each_others_lists(reader: Reader) -> None:
    reader.newsroom.print(a_story(1), "climate")
    mine = await reader.ask("/digest climate")
    reader.address = GUILD

    assert "I no longer have that briefing" in text_of(
        await reader.ask("/more 1", briefing=mine.briefing)
    )
    assert "no briefing here yet" in text_of(await reader.ask("/more 1"))


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.sampled_from(NAMES), st.text(max_size=40), st.integers(-3, 2**65))
async def test_any_text_gets_an_answer(
    reader: Reader, name: str, argument: str, briefing: int
) -> None:
    reply = await reader.reply(f"/{name} {argument}", briefing=briefing)

    assert reply.document.blocks
    assert is_short(reply.document)


async def test_threads_of_a_group_follow_their_own_things(reader: Reader) -> None:
    await reader.ask("/subscribe climate")
    reader.address = replace(HOME, thread="5")

    assert "follows nothing yet" in text_of(await reader.ask("/subscriptions"))


async def test_what_a_chat_is_told_fits_every_platform_at_its_limits(
    reader: Reader,
) -> None:
    long = "very " * 15 + "long words"
    words = (
        Interest(kind=InterestKind.WORDS, value=f"{number} {long}", label=long)
        for number in range(30)
    )
    await a_subscriber(reader.database, *words)
    document = await reader.ask("/subscriptions")

    assert len(buttons(document)) == 33
    assert len(discord_parts(document)) >= 1
    assert len(telegram_parts(document)) >= 1
