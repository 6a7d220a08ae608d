"""Commands, buttons and suggestions on Discord, and their answers."""

import asyncio
import re
from collections.abc import Sequence

import pytest

from bot.chat import (
    Address,
    Reply,
    Request,
    Suggestion,
)
from bot.documents import Button, Document, File
from tests.discord_desk import (
    MORE,
    Desk,
    a_desk,
    an_open_desk,
    echo,
    heard,
    saying,
)
from tests.discord_fake import (
    CannotDo,
    Fault,
    Interaction,
    Message,
    Permission,
    Trouble,
    Upload,
)

# Answering --------------------------------------------------------------------


async def test_a_command_is_answered_where_it_was_typed() -> None:
    async with an_open_desk() as desk:
        interaction = await desk.slash(
            "digest", desk.anna, **{"topic-or-link": " tech "}
        )
        message = await interaction.answer()

    assert (message.text, message.ephemeral) == ("digest: tech", False)
    assert interaction.deferred
    (request,) = desk.seen
    assert request == Request(
        address=desk.here,
        command="digest",
        argument="tech",
        person=str(desk.anna.id),
        private=False,
        can_manage=False,
        is_operator=False,
        language="de",
    )


async def test_a_command_in_a_thread_knows_its_channel() -> None:
    async with a_desk() as desk:
        thread = desk.discord.world.add_thread(desk.channel, "Floods")
        async with desk.running():
            await (await desk.discord.slash(thread, desk.boss, "digest")).answer()

    assert desk.seen[0].address == Address(
        platform="discord", chat=str(desk.channel.id), thread=str(thread.id)
    )


async def test_in_a_direct_message_everybody_decides_for_themselves() -> None:
    async with an_open_desk() as desk:
        interaction = await desk.discord.slash(desk.dm, desk.anna, "subscribe")
        await interaction.answer()

    (request,) = desk.seen
    assert (request.private, request.can_manage) == (True, True)
    assert request.address.chat == str(desk.dm.id)


async def test_the_operator_is_known() -> None:
    async with an_open_desk() as desk:
        await (await desk.slash("digest")).answer()

    assert desk.seen[0].is_operator
    assert desk.seen[0].can_manage


async def test_only_managers_change_what_a_server_gets() -> None:
    async with an_open_desk() as desk:
        with pytest.raises(CannotDo):
            await desk.slash("subscribe", desk.anna)
        interaction = await desk.discord.slash(
            desk.channel, desk.anna, "subscribe", anyway=True
        )
        message = await interaction.answer()

    assert message.text.startswith("Das können nur Leute, die diesen Server verwalten")
    assert desk.seen == []


async def test_a_quiet_command_is_seen_by_the_asker_alone() -> None:
    async with an_open_desk() as desk:
        interaction = await desk.slash("settings")
        await interaction.answer()

    assert interaction.ephemeral


@pytest.mark.parametrize("private", [True, False])
async def test_a_digest_is_for_its_asker_alone_on_wish(private: bool) -> None:
    async with an_open_desk() as desk:
        interaction = await desk.slash("digest", desk.anna, private=private)
        await interaction.answer()

    assert interaction.ephemeral == private


async def test_a_long_answer_comes_in_several_messages() -> None:
    async def at_length(request: Request) -> Reply:
        block = saying("word " * 700).blocks
        return Reply(document=Document(blocks=block * 3), quiet=True)

    async with an_open_desk() as desk:
        desk.answer = at_length
        interaction = await desk.slash("settings")
        await interaction.answer()
        await heard(lambda: len(interaction.follow_ups) == 2)

    assert [message.ephemeral for message in desk.discord.log] == [True] * 3


async def test_a_file_comes_with_the_last_message_of_an_answer() -> None:
    async def with_files(request: Request) -> Reply:
        block = saying("word " * 700).blocks
        file = File(name="feeds.opml", text="<opml/>")
        return Reply(
            document=Document(blocks=block * 2, files=(file,), silent=True)
            if request.command == "digest"
            else saying("Yours", files=(file,))
        )

    async with an_open_desk() as desk:
        desk.answer = with_files
        short = await (await desk.slash("settings")).answer()
        long = await desk.slash("digest")
        await heard(lambda: bool(long.follow_ups))

    assert short.files == {"feeds.opml": b"<opml/>"}
    assert long.original
    assert long.original.files == {}
    assert [(each.files, each.silent) for each in long.follow_ups] == [
        ({"feeds.opml": b"<opml/>"}, True)
    ]


async def test_a_panel_that_changes_loses_its_old_file() -> None:
    async with an_open_desk() as desk:
        file = File(name="feeds.opml", text="<opml/>")
        shown = saying("A list", buttons=((DROP,),), files=(file,))
        message, press = await pressed_below(desk, shown, "Drop")
        await press.answer()

    assert (message.text, message.files) == ("unsubscribe: #1", {})


async def test_a_mishap_gives_the_person_a_number_and_the_log_the_reason(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def broken(request: Request) -> Reply:
        raise ZeroDivisionError("of all things")

    async with an_open_desk() as desk:
        desk.answer = broken
        message = await (await desk.slash("digest")).answer()

    mishap = message.text.partition("(")[2].partition(")")[0]
    assert mishap in caplog.text
    assert "of all things" in caplog.text
    assert "of all things" not in message.text


async def test_an_answer_after_a_quarter_of_an_hour_goes_to_the_channel() -> None:
    async with an_open_desk() as desk:

        async def much_later(request: Request) -> Reply:
            desk.discord.world.skip(1000)
            return await echo(request)

        desk.answer = much_later
        await desk.slash("digest")
        await heard(lambda: bool(desk.discord.log))

    (message,) = desk.discord.log
    assert (message.how, message.channel) == ("message", desk.channel)
    assert message.text == "digest:"


async def test_a_quiet_answer_is_never_posted_for_all() -> None:
    async with an_open_desk() as desk:

        async def much_later(request: Request) -> Reply:
            desk.discord.world.skip(1000)
            return await echo(request)

        desk.answer = much_later
        await desk.slash("settings")
        await heard(lambda: any("PATCH" in name for name in desk.discord.requests))

    assert desk.discord.log == []


async def test_an_answer_that_fits_nowhere_is_only_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with a_desk() as desk:
        desk.channel.denied = Permission.SEND_MESSAGES

        async def much_later(request: Request) -> Reply:
            desk.discord.world.skip(1000)
            return await echo(request)

        desk.answer = much_later
        async with desk.running():
            await desk.slash("digest")
            await heard(lambda: "nor did its channel" in caplog.text)

    assert desk.discord.log == []


async def test_a_deferral_that_came_too_late_asks_nobody(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with an_open_desk() as desk:
        desk.discord.order(
            Fault(
                "callback",
                Trouble.STATUS,
                status=404,
                body={"message": "Unknown interaction", "code": 10062},
            )
        )
        await desk.slash("digest")
        await heard(lambda: "could not be deferred" in caplog.text)

    assert desk.seen == []


async def test_a_deferral_whose_answer_was_lost_is_still_filled_in() -> None:
    async with an_open_desk() as desk:
        desk.discord.order(Fault("callback", Trouble.UNANSWERED))
        message = await (await desk.slash("digest")).answer()

    assert message.text == "digest:"


async def test_a_registered_command_that_is_gone_gets_a_sentence() -> None:
    async with an_open_desk() as desk:
        desk.discord.world.commands.append({"id": "1", "name": "weather"})
        interaction = await desk.slash("weather")
        message = await interaction.answer()

    assert message.text.startswith("I no longer know this command")
    assert message.ephemeral


# Buttons ----------------------------------------------------------------------


async def test_a_button_works_after_a_restart() -> None:
    async with a_desk() as desk:
        async with desk.running():
            document = saying("Briefing", buttons=((MORE,),), briefing=4711)
            await desk.chat.send(desk.here, document, key="k")
        (message,) = desk.discord.log
        desk.chat = desk.new_chat()
        async with desk.running():
            interaction = await desk.discord.press(
                message, message.buttons["More"], desk.anna
            )
            answer = await interaction.answer()

    assert answer.text == "more: 2"
    assert answer.ephemeral
    assert desk.seen[-1].briefing == 4711
    assert message.text == "Briefing"


async def test_a_button_in_a_direct_message_answers_like_the_command() -> None:
    async with an_open_desk() as desk:
        address = Address(platform="discord", chat=str(desk.dm.id))
        document = saying("Briefing", buttons=((MORE,),))
        await desk.chat.send(address, document, key="k")
        (message,) = desk.discord.log
        interaction = await desk.discord.press(
            message, message.buttons["More"], desk.anna
        )
        await interaction.answer()

    assert not interaction.ephemeral


LIST = Button(label="List", command="settings")
DROP = Button(label="Drop", command="unsubscribe", argument="#1")


async def pressed_below(
    desk: Desk, shown: Document, label: str
) -> tuple[Message, Interaction]:
    """Let the boss have a panel that nobody else sees, and press a button of it."""
    answer = desk.answer

    async def panel(request: Request) -> Reply:
        return Reply(document=shown)

    desk.answer = panel
    message = await (await desk.slash("settings")).answer()
    desk.answer = answer
    press = await desk.discord.press(message, message.buttons[label], desk.boss)
    return message, press


async def test_a_panel_of_ones_own_changes_in_place() -> None:
    async with an_open_desk() as desk:
        shown = saying("A list", buttons=((DROP,),))
        message, press = await pressed_below(desk, shown, "Drop")
        await press.answer()

    assert message.text == "unsubscribe: #1"
    assert press.follow_ups == []


async def test_a_panel_stays_when_its_answer_leads_nowhere() -> None:
    async with an_open_desk() as desk:
        shown = saying("A list", buttons=((LIST,),))
        message, press = await pressed_below(desk, shown, "List")
        await heard(lambda: bool(press.follow_ups))

    assert message.text == "A list"
    assert [(each.text, each.ephemeral) for each in press.follow_ups] == [
        ("settings:", True)
    ]


async def test_a_mishap_does_not_cost_the_panel() -> None:
    async def broken(request: Request) -> Reply:
        raise ZeroDivisionError

    async with an_open_desk() as desk:
        desk.answer = broken
        shown = saying("A list", buttons=((DROP,),))
        message, press = await pressed_below(desk, shown, "Drop")
        await heard(lambda: bool(press.follow_ups))

    assert message.text == "A list"
    assert press.follow_ups[0].text.startswith("Something went wrong")


async def test_what_all_of_a_channel_see_stays_as_it_is() -> None:
    async with an_open_desk() as desk:
        document = saying("A list", buttons=((DROP,),))
        await desk.chat.send(desk.here, document, key="k")
        (message,) = desk.discord.log
        press = await desk.discord.press(message, message.buttons["Drop"], desk.boss)
        answer = await press.answer()

    assert message.text == "A list"
    assert (answer.text, answer.ephemeral) == ("unsubscribe: #1", True)


@pytest.mark.parametrize("custom_id", ["v0:more:2", "v1:weather::2"])
async def test_a_button_from_another_time_gets_a_sentence(custom_id: str) -> None:
    async with an_open_desk() as desk:
        await desk.chat.send(desk.here, saying("Briefing", buttons=((MORE,),)), key="k")
        (message,) = desk.discord.log
        row = message.body["components"][0]["components"][-1]
        row["components"][0]["custom_id"] = custom_id
        interaction = await desk.discord.press(message, custom_id, desk.anna)
        answer = await interaction.answer()

    assert answer.text.startswith("Dieser Knopf stammt aus einer anderen Zeit")
    assert answer.ephemeral


# Files ------------------------------------------------------------------------


async def test_a_file_that_comes_along_is_read() -> None:
    async with an_open_desk() as desk:
        file = Upload("feeds.opml", b"<opml/>")
        await (await desk.slash("subscribe", topic="tech", file=file)).answer()

    (request,) = desk.seen
    assert (request.argument, request.file) == ("tech", b"<opml/>")


@pytest.mark.parametrize(
    ("file", "words"),
    [
        pytest.param(
            Upload("feeds.opml", b"x" * 1_048_577),
            r"feeds.opml has 1,048,577 bytes.*Export fewer",
            id="too large",
        ),
        pytest.param(
            Upload("feeds.opml", b"x", gone=True),
            r"could not get feeds.opml.*once more",
            id="gone",
        ),
    ],
)
async def test_a_file_that_cannot_be_used_gets_a_sentence(
    file: Upload, words: str
) -> None:
    async with an_open_desk() as desk:
        message = await (await desk.slash("subscribe", file=file)).answer()

    assert re.search(words, message.text.replace("\\", ""))
    assert desk.seen == []


async def test_nobody_elses_file_is_fetched() -> None:
    async with an_open_desk() as desk:
        asked = await desk.discord.slash(
            desk.channel,
            desk.anna,
            "subscribe",
            {"file": Upload("feeds.opml", b"x")},
            anyway=True,
        )
        await asked.answer()

    assert not any("attachments" in name for name in desk.discord.requests)


# Suggestions ------------------------------------------------------------------


async def test_a_half_typed_argument_is_completed() -> None:
    async with an_open_desk() as desk:
        desk.suggestions = {
            "tech": "Technology",
            "technology policy": "y" * 200,
            "world": "World",
            "tech" * 50: "Too long to be taken",
        }
        offered = await desk.discord.autocomplete(
            desk.channel, desk.anna, "digest", "topic-or-link", "tech"
        )

    assert offered == {"tech": "Technology", "technology policy": f"{'y' * 99}…"}
    assert desk.seen[0].argument == "tech"
    assert desk.seen[0].command == "digest"


async def test_no_more_than_discord_takes_is_offered() -> None:
    async with an_open_desk() as desk:
        topics = [f"topic {number}" for number in range(40)]
        desk.suggestions = dict(zip(topics, topics, strict=True))
        offered = await desk.discord.autocomplete(
            desk.channel, desk.anna, "digest", "topic-or-link", ""
        )

    assert list(offered) == topics[:25]


async def test_slow_suggestions_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.discord_answers._SUGGEST_SECONDS", 0.01)

    async def for_ever(request: Request) -> Sequence[Suggestion]:
        await asyncio.Event().wait()
        return ()

    async with a_desk() as desk:
        desk.chat._suggest = for_ever
        async with desk.running():
            offered = await desk.discord.autocomplete(
                desk.channel, desk.anna, "digest", "topic-or-link", "te"
            )

    assert offered == {}


async def test_an_answer_under_way_is_finished_before_the_bot_stops() -> None:
    asked, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(request: Request) -> Reply:
        asked.set()
        await go_on.wait()
        return await echo(request)

    async with a_desk() as desk:
        desk.answer = slowly
        async with desk.running():
            await desk.slash("digest")
            await asked.wait()
            asyncio.get_running_loop().call_soon(go_on.set)

    assert desk.texts() == ["digest:"]


async def test_an_answer_that_takes_too_long_does_not_hold_up_a_stop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.discord_chat._ANSWERS_SECONDS", 0.01)
    asked = asyncio.Event()

    async def for_ever(request: Request) -> Reply:
        asked.set()
        await asyncio.Event().wait()
        raise AssertionError("unreachable")

    async with a_desk() as desk:
        desk.answer = for_ever
        async with desk.running():
            await desk.slash("digest")
            await asked.wait()

    assert desk.texts() == []
