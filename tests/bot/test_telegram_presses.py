"""Buttons and replies on Telegram: which briefing they mean, where the answer goes."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.chat import Reply, Request
from bot.documents import Button, File
from bot.telegram_answers import BUSY, CHANNEL_ONLY, MANAGERS_ONLY, OLD_BUTTON
from tests.spoken import in_german
from tests.telegram_desk import (
    LIST,
    MORE,
    Desk,
    a_desk,
    address_of,
    echo,
    saying,
)
from tests.telegram_fake import Person, Room, Sent

UNDO = Button(label="Undo", command="subscribe", argument="climate")


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with a_desk() as desk, desk.running():
        yield desk


# Replies to briefings ---------------------------------------------------------


async def a_briefing(
    desk: Desk, to: Person | Room, *buttons: Button, number: int = 4711
) -> Sent:
    address = address_of(to)
    document = saying("Briefing", *(buttons or (MORE,)), briefing=number)
    await desk.chat.send(address, document, key="k")
    return desk.telegram.log[-1]


async def test_a_reply_to_a_briefing_is_about_that_briefing(desk: Desk) -> None:
    briefing = await a_briefing(desk, desk.group)
    say, here = desk.telegram.say, desk.group
    say(here, "/more 2", by=desk.ada, reply_to=briefing.message_id)
    await desk.telegram.sent(2)
    say(here, "3", by=desk.ada, reply_to=briefing.message_id)
    await desk.telegram.sent(3)

    asked = [(each.command, each.argument, each.briefing) for each in desk.seen]
    assert asked == [("more", "2", 4711), ("more", "3", 4711)]


async def test_a_question_in_reply_to_a_briefing_is_asked_about_it(desk: Desk) -> None:
    briefing = await a_briefing(desk, desk.group)
    own = await a_briefing(desk, desk.ada)
    say, at = desk.telegram.say, briefing.message_id
    say(desk.group, "Nice!", by=desk.ada, reply_to=at)
    say(desk.group, "Who pays?", by=desk.ada, reply_to=at)
    await desk.telegram.sent(3)
    say(desk.ada, "and who paid before", reply_to=own.message_id)
    await desk.telegram.sent(4)

    asked = [(each.command, each.argument, each.briefing) for each in desk.seen]
    assert asked == [("ask", "Who pays?", 4711), ("ask", "and who paid before", 4711)]


async def test_a_reply_to_anything_else_is_about_no_briefing(desk: Desk) -> None:
    await desk.send(saying("Hello", LIST))
    hello = desk.telegram.log[0].message_id
    own = desk.telegram.say(desk.ada, "/help", reply_to=hello)
    desk.telegram.say(desk.ada, "/help", reply_to=own)
    await desk.telegram.sent(3)

    assert [request.briefing for request in desk.seen] == [None, None]


# Buttons ----------------------------------------------------------------------


async def test_a_button_works_after_a_restart() -> None:
    async with a_desk() as desk:
        async with desk.running():
            briefing = await a_briefing(desk, desk.ada)
        desk.chat = desk.new_chat()
        async with desk.running():
            query = desk.telegram.press(briefing, "More")
            answer = await desk.telegram.sent(2)

    assert desk.telegram.toasts[query] == {
        "text": "",
        "show_alert": False,
        "callback_query_id": query,
    }
    assert (answer.text, answer.reply_to) == ("more: 2", briefing.message_id)
    assert desk.seen[0].briefing == 4711
    assert answer.method == "sendMessage"


async def test_a_panel_changes_in_place(desk: Desk) -> None:
    async def panel(request: Request) -> Reply:
        return Reply(document=saying("A list", UNDO))

    desk.answer = panel
    await desk.send(saying("Hello", LIST))
    desk.telegram.press(desk.telegram.log[0], "List")
    changed = await desk.telegram.sent(2)

    assert changed.method == "editMessageText"
    assert changed.message_id == desk.telegram.log[0].message_id
    assert [button["text"] for button in changed.buttons[0]] == ["Undo"]


@pytest.mark.parametrize(
    ("button", "others", "method"),
    [
        pytest.param(LIST, (), "sendMessage", id="text without a way on goes below"),
        pytest.param(UNDO, (), "editMessageText", id="what is undone changes"),
        pytest.param(UNDO, (UNDO,), "sendMessage", id="a choice of several stays"),
        pytest.param(MORE, (), "sendMessage", id="news go below"),
    ],
)
async def test_answers_go_where_a_reader_expects_them(
    desk: Desk, button: Button, others: tuple[Button, ...], method: str
) -> None:
    await desk.send(saying("Hello", button, *others))
    desk.telegram.press(desk.telegram.log[0], button.label)
    answer = await desk.telegram.sent(2)

    assert answer.method == method
    is_reply = answer.reply_to == desk.telegram.log[0].message_id
    assert is_reply == (method == "sendMessage")


async def test_a_briefing_stays_whatever_is_pressed_below_it(desk: Desk) -> None:
    briefing = await a_briefing(desk, desk.ada, LIST)
    desk.telegram.press(briefing, "List")
    answer = await desk.telegram.sent(2)

    assert answer.method == "sendMessage"


async def test_a_panel_stays_if_the_answer_brings_a_file(desk: Desk) -> None:
    async def export(request: Request) -> Reply:
        file = File(name="verbatim.opml", text="<opml/>")
        return Reply(document=replace(saying("Yours", UNDO), files=(file,)))

    desk.answer = export
    await desk.send(saying("Hello", LIST))
    desk.telegram.press(desk.telegram.log[0], "List")
    await desk.telegram.sent(3)

    _, answer, file = desk.telegram.log
    assert (answer.method, file.method) == ("sendMessage", "sendDocument")


async def test_a_panel_that_says_the_same_again_is_left_alone(desk: Desk) -> None:
    async def same(request: Request) -> Reply:
        return Reply(document=saying("Hello", UNDO))

    desk.answer = same
    await desk.send(saying("Hello", UNDO))
    desk.telegram.press(desk.telegram.log[0], "Undo")
    await desk.telegram.until(lambda: desk.telegram.calls["editMessageText"])
    desk.telegram.say(desk.ada, "/help")
    await desk.telegram.sent(2)

    assert desk.telegram.calls["editMessageText"] == 1
    assert [sent.method for sent in desk.telegram.log] == ["sendMessage"] * 2


async def test_a_panel_that_cannot_change_is_answered_below(desk: Desk) -> None:
    await desk.send(saying("Hello", UNDO))
    desk.telegram.fail_next("editMessageText", 400)
    desk.telegram.press(desk.telegram.log[0], "Undo")
    answer = await desk.telegram.sent(2)

    assert (answer.method, answer.text) == ("sendMessage", "subscribe: climate")


async def test_a_panel_that_may_have_changed_is_not_answered_twice(desk: Desk) -> None:
    await desk.send(saying("Hello", UNDO))
    desk.telegram.fail_next("editMessageText", "drop_after")
    desk.telegram.press(desk.telegram.log[0], "Undo")
    await desk.telegram.sent(2)
    desk.telegram.say(desk.ada, "/help")
    await desk.telegram.sent(3)

    assert desk.texts() == ["Hello", "subscribe: climate", "help:"]


async def test_a_panel_that_cannot_be_drawn_is_excused(desk: Desk) -> None:
    async def unfit(request: Request) -> Reply:
        long = Button(label="More", command="more", argument="x" * 99)
        return Reply(document=saying("Hello", long))

    desk.answer = unfit
    await desk.send(saying("Hello", LIST))
    desk.telegram.press(desk.telegram.log[0], "List")
    answer = await desk.telegram.sent(2)

    assert answer.method == "sendMessage"
    assert answer.text.startswith("Bei mir ist etwas schiefgegangen (#")


async def test_a_mishap_does_not_cost_the_panel(desk: Desk) -> None:
    async def broken(request: Request) -> Reply:
        raise ZeroDivisionError

    desk.answer = broken
    await desk.send(saying("Hello", UNDO))
    desk.telegram.press(desk.telegram.log[0], "Undo")
    answer = await desk.telegram.sent(2)

    assert answer.method == "sendMessage"
    assert answer.text.startswith("Bei mir ist etwas schiefgegangen (#")


async def test_a_message_that_is_too_old_to_see_is_still_answered(desk: Desk) -> None:
    briefing = await a_briefing(desk, desk.ada)
    desk.telegram.forget(briefing)
    desk.telegram.press(briefing, "More")
    answer = await desk.telegram.sent(2)

    assert (answer.text, answer.reply_to) == ("more: 2", None)


@pytest.mark.parametrize(
    ("given_to", "thread"),
    [
        pytest.param("this chat", "7", id="a topic of this chat"),
        pytest.param("another chat", "", id="a number that a changed app made up"),
    ],
)
async def test_of_a_message_too_old_to_see_the_briefing_tells_the_topic(
    desk: Desk, given_to: str, thread: str
) -> None:
    desk.group.threads.add(7)
    there = desk.group if given_to == "this chat" else desk.ada
    desk.briefings[4711] = address_of(there, 7)
    briefing = await a_briefing(desk, desk.group)
    desk.telegram.forget(briefing)
    desk.telegram.press(briefing, "More", by=desk.boss)
    answer = await desk.telegram.sent(2)

    assert [each.address for each in desk.seen] == [address_of(desk.group, thread)]
    assert str(answer.thread or "") == thread


async def test_a_press_from_long_ago_is_answered_all_the_same(desk: Desk) -> None:
    briefing = await a_briefing(desk, desk.ada)
    desk.telegram.fail_next("answerCallbackQuery", 400, why="Bad Request: too old")
    desk.telegram.press(briefing, "More")
    answer = await desk.telegram.sent(2)

    assert answer.text == "more: 2"


@pytest.mark.parametrize("data", ["v0:more:2", "v1:weather::2", "x", "v1:more:!!:2"])
async def test_a_button_from_another_time_gets_a_sentence(
    desk: Desk, data: str
) -> None:
    briefing = await a_briefing(desk, desk.ada)
    query = desk.telegram.press_data(briefing, data)
    await desk.telegram.until(lambda: desk.telegram.toasts[query])

    assert desk.telegram.toasts[query]["text"] == in_german(OLD_BUTTON)
    assert desk.seen == []


async def test_only_managers_press_what_changes_a_group(desk: Desk) -> None:
    await desk.send(saying("Hello", UNDO), desk.group)
    panel = desk.telegram.log[0]
    query = desk.telegram.press(panel, "Undo", by=desk.ada)
    await desk.telegram.until(lambda: desk.telegram.toasts[query])
    assert desk.telegram.toasts[query]["text"] == in_german(MANAGERS_ONLY)
    assert desk.telegram.toasts[query]["show_alert"]
    assert desk.seen == []

    desk.telegram.press(panel, "Undo", by=desk.boss)
    assert (await desk.telegram.sent(2)).text == "subscribe: climate"


async def test_in_a_channel_only_those_who_post_press_buttons(desk: Desk) -> None:
    admins = (desk.boss, desk.ada)
    channel = desk.telegram.group("News", kind="channel", admins=admins)
    channel.posters.remove(desk.ada.id)
    await desk.send(saying("A panel", MORE), channel)
    panel = desk.telegram.log[0]
    query = desk.telegram.press(panel, "More", by=desk.ada)
    await desk.telegram.until(lambda: desk.telegram.toasts[query])
    assert desk.telegram.toasts[query]["text"] == in_german(CHANNEL_ONLY)

    desk.telegram.press(panel, "More", by=desk.boss)
    assert (await desk.telegram.sent(2)).text == "more: 2"


async def test_a_second_press_meanwhile_gets_one_answer(desk: Desk) -> None:
    go_on = asyncio.Event()

    async def slowly(request: Request) -> Reply:
        await go_on.wait()
        return await echo(request)

    desk.answer = slowly
    briefing = await a_briefing(desk, desk.group)
    desk.telegram.press(briefing, "More", by=desk.ada)
    query = desk.telegram.press(briefing, "More", by=desk.boss)
    await desk.telegram.until(lambda: desk.telegram.toasts[query])
    go_on.set()
    await desk.telegram.sent(2)

    assert desk.telegram.toasts[query]["text"] == BUSY
    assert len(desk.seen) == 1
