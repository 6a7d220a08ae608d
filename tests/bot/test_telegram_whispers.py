"""Answers in a group that only who pressed sees, and what happens where that cannot be."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.chat import Reply, Request
from bot.documents import Button, File
from bot.telegram_answers import BUSY
from tests.spoken import in_german
from tests.telegram_desk import LIST, MORE, Desk, an_open_desk, heard, saying
from tests.telegram_fake import Sent

UNDO = Button(label="Undo", command="unsubscribe", argument="#1")


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async def answer(request: Request) -> Reply:
        quiet = request.command in {"subscriptions", "help"}
        return Reply(document=saying(request.command, LIST, UNDO), quiet=quiet)

    async with an_open_desk() as desk:
        desk.answer = answer
        yield desk


async def a_briefing(desk: Desk, *buttons: Button) -> Sent:
    await desk.send(
        saying("Briefing", *(buttons or (LIST, MORE)), briefing=7), desk.group
    )
    return desk.telegram.log[-1]


async def test_a_quiet_answer_in_a_group_is_for_who_pressed(desk: Desk) -> None:
    thread = desk.telegram.topic(desk.group)
    await desk.send(saying("Briefing", LIST, briefing=7), desk.group, thread)
    desk.telegram.press(desk.telegram.log[0], "List", by=desk.ada)
    answer = await desk.telegram.sent(2)

    assert (answer.text, answer.chat) == ("subscriptions", desk.group.id)
    assert (answer.seen_by, answer.thread) == (desk.ada.id, thread)


async def test_news_are_for_all_of_the_group(desk: Desk) -> None:
    briefing = await a_briefing(desk)
    desk.telegram.press(briefing, "More", by=desk.ada)
    answer = await desk.telegram.sent(2)

    assert (answer.seen_by, answer.reply_to) == (0, briefing.message_id)


async def test_nothing_is_whispered_in_private(desk: Desk) -> None:
    await desk.send(saying("Briefing", LIST, briefing=7))
    desk.telegram.press(desk.telegram.log[0], "List")

    assert (await desk.telegram.sent(2)).seen_by == 0


async def test_a_talk_that_began_alone_goes_on_alone(desk: Desk) -> None:
    desk.telegram.press(await a_briefing(desk), "List", by=desk.boss)
    panel = await desk.telegram.sent(2)
    desk.telegram.press(panel, "Undo", by=desk.boss)
    answer = await desk.telegram.sent(3)

    assert (answer.method, answer.text) == ("sendMessage", "unsubscribe")
    assert answer.seen_by == desk.boss.id
    assert desk.telegram.calls["editMessageText"] == 0


async def test_each_of_those_who_press_at_once_gets_an_own_answer(desk: Desk) -> None:
    go_on = asyncio.Event()

    async def slowly(request: Request) -> Reply:
        await go_on.wait()
        return Reply(document=saying(request.command), quiet=True)

    desk.answer = slowly
    briefing = await a_briefing(desk)
    for person in (desk.ada, desk.boss):
        desk.telegram.press(briefing, "List", by=person)
    query = desk.telegram.press(briefing, "List", by=desk.ada)
    await desk.telegram.until(lambda: desk.telegram.toasts[query])
    go_on.set()
    await desk.telegram.sent(3)

    assert desk.telegram.toasts[query]["text"] == in_german(BUSY)
    assert {sent.seen_by for sent in desk.telegram.log[1:]} == {
        desk.ada.id,
        desk.boss.id,
    }


async def test_a_press_of_long_ago_is_answered_for_all(desk: Desk) -> None:
    briefing = await a_briefing(desk)
    query = desk.telegram.press(briefing, "List", by=desk.ada)
    desk.telegram.grow_old(query, seconds=16)
    answer = await desk.telegram.sent(2)

    assert (answer.seen_by, answer.reply_to) == (0, briefing.message_id)


async def test_an_answer_that_took_too_long_is_for_all(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram_post._WHISPER_SECONDS", -1.0)
    desk.telegram.press(await a_briefing(desk), "List", by=desk.ada)

    assert (await desk.telegram.sent(2)).seen_by == 0
    assert desk.telegram.calls["sendMessage"] == 2


async def test_a_server_that_does_not_know_it_is_asked_once(desk: Desk) -> None:
    desk.telegram.knows_alone = False
    briefing = await a_briefing(desk)
    for number in (2, 3):
        desk.telegram.press(briefing, "List", by=desk.ada)
        await desk.telegram.sent(number)

    first, second = desk.telegram.log[1:]
    assert (first.seen_by, first.reply_to) == (0, None)
    assert (second.seen_by, second.reply_to) == (0, briefing.message_id)
    assert desk.telegram.calls["sendMessage"] == 3


async def test_a_file_is_for_all_as_its_message_is(desk: Desk) -> None:
    async def export(request: Request) -> Reply:
        document = saying("Yours")
        files = (File(name="verbatim.opml", text="<opml/>"),)
        return Reply(document=replace(document, files=files), quiet=True)

    desk.answer = export
    desk.telegram.press(await a_briefing(desk), "List", by=desk.ada)
    await desk.telegram.sent(3)

    assert [sent.seen_by for sent in desk.telegram.log] == [0, 0, 0]


async def test_what_may_have_arrived_alone_is_not_shown_to_all(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    briefing = await a_briefing(desk)
    desk.telegram.fail_next("sendMessage", "drop_after")
    desk.telegram.press(briefing, "List", by=desk.ada)
    await heard(lambda: "did not arrive" in caplog.text)

    assert desk.telegram.calls["sendMessage"] == 2


async def test_an_answer_that_cannot_be_drawn_is_excused_alone(desk: Desk) -> None:
    async def unfit(request: Request) -> Reply:
        long = Button(label="More", command="more", argument="x" * 99)
        return Reply(document=saying("Hello", long), quiet=True)

    desk.answer = unfit
    desk.telegram.press(await a_briefing(desk), "List", by=desk.ada)
    excuse = await desk.telegram.sent(2)

    assert excuse.text.startswith("Bei mir ist etwas schiefgegangen")
    assert excuse.seen_by == desk.ada.id
