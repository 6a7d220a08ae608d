"""Answers on Telegram: whole, in time, once, and with an excuse where need be."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.chat import Reply, Request
from bot.documents import Button, Document
from tests.telegram_desk import (
    Desk,
    a_desk,
    echo,
    heard,
    saying,
)
from tests.telegram_fake import Room


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with a_desk() as desk, desk.running():
        yield desk


async def test_a_long_answer_comes_in_parts_of_which_the_first_replies(
    desk: Desk,
) -> None:
    async def at_length(request: Request) -> Reply:
        paragraph = saying("word " * 700).blocks
        return Reply(document=Document(blocks=paragraph * 2))

    desk.answer = at_length
    message = desk.telegram.say(desk.group, "/digest", by=desk.ada)
    await desk.telegram.sent(2)

    assert len(desk.telegram.log) == 2
    assert desk.telegram.log[0].reply_to == message


async def test_a_slow_answer_shows_that_the_bot_is_typing(desk: Desk) -> None:
    async def slowly(request: Request) -> Reply:
        await desk.telegram.until(lambda: len(desk.telegram.actions) > 1)
        return await echo(request)

    desk.types, desk.answer = True, slowly
    thread = desk.telegram.topic(desk.group)
    desk.telegram.say(desk.group, "/digest", by=desk.ada, thread=thread)
    await desk.telegram.sent()

    assert desk.telegram.actions[:2] == [(desk.group.id, "typing")] * 2
    assert desk.pauses[:2] == [0.7, 4.0]


async def test_a_long_answer_in_private_shows_typing_within_a_second_and_goes_on(
    desk: Desk,
) -> None:
    async def for_long(request: Request) -> Reply:
        await desk.telegram.until(lambda: len(desk.telegram.actions) > 3)
        return await echo(request)

    desk.types, desk.answer = True, for_long
    desk.telegram.say(desk.ada, "/digest")
    await desk.telegram.sent()

    assert desk.telegram.actions[:4] == [(desk.ada.id, "typing")] * 4
    first, *others = desk.pauses
    assert first < 1
    # Telegram shows it for five seconds.
    assert max(others) < 5


async def test_typing_that_cannot_be_shown_changes_nothing(desk: Desk) -> None:
    async def slowly(request: Request) -> Reply:
        await desk.telegram.until(lambda: desk.telegram.calls["sendChatAction"])
        return await echo(request)

    desk.types, desk.answer = True, slowly
    desk.telegram.fail_next("sendChatAction", 400)
    desk.telegram.say(desk.ada, "/digest")

    assert (await desk.telegram.sent()).text == "digest:"


async def test_what_breaks_is_said_with_a_number_that_the_log_knows(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(request: Request) -> Reply:
        raise ZeroDivisionError

    desk.answer = broken
    desk.telegram.say(desk.ada, "/digest")
    sent = await desk.telegram.sent()

    number = sent.text.partition("#")[2][:4]
    assert f"#{number}: /digest failed" in caplog.text
    assert "ZeroDivisionError" in caplog.text


async def test_an_answer_that_telegram_refuses_is_excused(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.telegram.fail_next("sendMessage", 400, times=2, why="Bad Request: NO")
    desk.telegram.say(desk.ada, "/digest")
    sent = await desk.telegram.sent()

    assert sent.text.startswith("Bei mir ist etwas schiefgegangen (#")
    assert "took no answer" in caplog.text


async def test_an_answer_that_cannot_be_drawn_is_excused(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    async def unfit(request: Request) -> Reply:
        long = Button(label="More", command="more", argument="x" * 99)
        return Reply(document=saying("Hello", long))

    desk.answer = unfit
    desk.telegram.say(desk.ada, "/digest")
    sent = await desk.telegram.sent()

    assert sent.text.startswith("Bei mir ist etwas schiefgegangen (#")
    assert "give it a shorter argument" in caplog.text


async def test_a_chat_that_is_gone_meanwhile_gets_no_excuse(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    for how in (400, 400, 403):
        desk.telegram.fail_next("sendMessage", how)
    desk.telegram.say(desk.ada, "/digest")
    await heard(lambda: "the excuse did not arrive" in caplog.text)

    assert desk.texts() == []


async def test_an_outage_for_a_moment_costs_no_answer(desk: Desk) -> None:
    desk.telegram.fail_next("sendMessage", 429, seconds=0)
    desk.telegram.say(desk.ada, "/digest")
    await desk.telegram.sent()

    assert desk.pauses == [0.5]


async def test_an_answer_waits_as_telegram_asks(desk: Desk) -> None:
    desk.telegram.fail_next("sendMessage", 429, seconds=1)
    desk.telegram.say(desk.ada, "/digest")
    await desk.telegram.sent()

    assert desk.pauses == [1.0]
    assert desk.texts() == ["digest:"]


async def test_an_answer_that_may_have_arrived_is_not_sent_again(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.telegram.fail_next("sendMessage", "drop_after")
    desk.telegram.say(desk.ada, "/digest")
    await heard(lambda: "did not arrive" in caplog.text)

    assert desk.texts() == ["digest:"]
    assert desk.telegram.calls["sendMessage"] == 1


async def test_a_group_that_moved_meanwhile_is_followed(desk: Desk) -> None:
    new: list[Room] = []

    async def meanwhile(request: Request) -> Reply:
        new.append(desk.telegram.migrate(desk.group, announce=False))
        return await echo(request)

    desk.answer = meanwhile
    desk.telegram.say(desk.group, "/digest", by=desk.ada)
    sent = await desk.telegram.sent()

    assert sent.chat == new[0].id
    assert desk.moved == [(str(desk.group.id), str(new[0].id))]


async def test_an_answer_to_a_group_that_is_gone_is_only_logged(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.group.muted = True
    desk.telegram.say(desk.group, "/digest", by=desk.ada)
    await heard(lambda: "did not arrive" in caplog.text)

    assert desk.telegram.calls["sendMessage"] == 1


async def test_an_answer_under_way_is_finished_before_the_bot_stops() -> None:
    asked, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(request: Request) -> Reply:
        asked.set()
        await go_on.wait()
        return await echo(request)

    async with a_desk() as desk:
        desk.answer = slowly
        async with desk.running():
            desk.telegram.say(desk.ada, "/digest")
            await asked.wait()
            asyncio.get_running_loop().call_soon(go_on.set)

    assert desk.texts() == ["digest:"]


async def test_an_answer_that_takes_too_long_does_not_hold_up_a_stop(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.telegram_chat._ANSWERS_SECONDS", 0.01)
    asked = asyncio.Event()

    async def for_ever(request: Request) -> Reply:
        asked.set()
        await asyncio.Event().wait()
        raise AssertionError("unreachable")

    async with a_desk() as desk:
        desk.answer = for_ever
        async with desk.running():
            desk.telegram.say(desk.ada, "/digest")
            await asked.wait()

    assert desk.texts() == []
    assert "1 answers were not finished" in caplog.text


async def test_one_chat_does_not_take_everybodys_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.telegram_chat._ANSWERS_SECONDS", 0.01)
    go_on = asyncio.Event()

    async def slowly(request: Request) -> Reply:
        if not request.private:
            await go_on.wait()
        return await echo(request)

    async with a_desk() as desk, desk.running():
        desk.answer = slowly
        for number in range(30):
            desk.telegram.say(desk.group, f"/digest {number}", by=desk.ada)
        await heard(lambda: len(desk.seen) == 10)
        desk.telegram.say(desk.boss, "/help")
        await desk.telegram.sent(1, to=desk.boss)
        go_on.set()
        await desk.telegram.sent(3, to=desk.group)

    assert len(desk.seen) == 11
