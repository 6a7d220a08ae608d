"""Telegram as a chat: the real client library against the strict fake."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from telegram.error import NetworkError

from bot.chat import (
    Address,
    BadToken,
    Chat,
    ChatGone,
    ChatMoved,
    NotSent,
    Rejected,
    SendError,
    Uncertain,
)
from bot.telegram_chat import TokenInUse
from bot.tongue import READY
from tests.telegram_desk import (
    MORE,
    Desk,
    a_desk,
    address_of,
    an_open_desk,
    heard,
    saying,
)
from tests.telegram_fake import Telegram, telegram


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with an_open_desk() as desk:
        yield desk


def test_it_is_a_chat() -> None:
    chat: Chat = Desk(Telegram()).chat

    assert chat.platform == "telegram"
    assert chat.parts(saying("Hi")) == (saying("Hi"),)


# Sending ----------------------------------------------------------------------


async def test_a_message_arrives_with_its_entities_and_buttons() -> None:
    async with an_open_desk() as desk:
        id_ = await desk.send(saying("Hello 🌍", MORE, briefing=7))
        (sent,) = desk.telegram.log

    assert id_ == str(sent.message_id)
    assert (sent.chat, sent.text, sent.shown("bold")) == (
        desk.ada.id,
        "Hello 🌍",
        ["Hello 🌍"],
    )
    assert sent.buttons[0][0]["callback_data"] == "v1:more:7:2"


async def test_a_topic_of_a_forum_gets_what_is_meant_for_it() -> None:
    async with an_open_desk() as desk:
        thread = desk.telegram.topic(desk.group)
        await desk.send(saying("Hello"), desk.group, thread)

    assert desk.telegram.log[0].thread == thread


async def test_a_refused_form_goes_once_more_as_plain_text(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with an_open_desk() as desk:
        desk.telegram.fail_next("sendMessage", 400, why="Bad Request: ENTITY_INVALID")
        await desk.send(saying("Hello", MORE, preview="https://example.org/"))
        (sent,) = desk.telegram.log

    assert (sent.text, sent.entities, sent.buttons) == ("Hello", (), ())
    assert "Entity_invalid" in caplog.text


async def test_what_is_refused_as_plain_text_too_is_rejected() -> None:
    async with an_open_desk() as desk:
        why = "Bad Request: MESSAGE_WEIRD"
        desk.telegram.fail_next("sendMessage", 400, times=2, why=why)
        with pytest.raises(Rejected, match="Message_weird"):
            await desk.send(saying("Hello"))

    assert desk.telegram.calls["sendMessage"] == 2


async def test_what_cannot_be_drawn_is_rejected() -> None:
    async with an_open_desk() as desk:
        with pytest.raises(Rejected, match="too long"):
            await desk.send(saying("x" * 5000))
        here = Address(platform="telegram", chat="here")
        with pytest.raises(Rejected, match="no chat of Telegram"):
            await desk.chat.send(here, saying("Hello"), key="k")

    assert desk.telegram.log == []


async def test_a_flood_is_handed_back_with_its_seconds() -> None:
    async with an_open_desk() as desk:
        desk.telegram.fail_next("sendMessage", 429, seconds=35)
        with pytest.raises(NotSent) as refused:
            await desk.send(saying("Hello"))

    assert refused.value.seconds == 35
    assert desk.telegram.calls["sendMessage"] == 1


async def test_a_flood_without_a_time_is_handed_back() -> None:
    async with an_open_desk() as desk:
        desk.telegram.fail_next("sendMessage", 429, seconds=0)
        with pytest.raises(NotSent) as refused:
            await desk.send(saying("Hello"))

    assert refused.value.seconds is None


async def test_an_unknown_ban_is_a_chat_that_is_gone() -> None:
    async with an_open_desk() as desk:
        desk.telegram.fail_next("sendMessage", 403, why="Forbidden: never again")
        with pytest.raises(ChatGone, match="never again"):
            await desk.send(saying("Hello"))


@pytest.mark.parametrize(
    ("how", "arrived"),
    [
        pytest.param("drop_before", 0, id="the line broke"),
        pytest.param("drop_after", 1, id="the answer was lost"),
        pytest.param(500, 0, id="server error"),
        pytest.param(502, 0, id="bad gateway"),
    ],
)
async def test_what_may_have_arrived_is_uncertain_and_never_sent_again(
    how: int, arrived: int
) -> None:
    async with an_open_desk() as desk:
        desk.telegram.fail_next("sendMessage", how)
        with pytest.raises(Uncertain):
            await desk.send(saying("Hello"))

    assert desk.telegram.calls["sendMessage"] == 1
    assert len(desk.telegram.log) == arrived


async def test_an_answer_that_never_comes_is_uncertain(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.telegram_chat._READ_SECONDS", 1.0)
    async with an_open_desk() as desk:
        desk.telegram.fail_next("sendMessage", "hang")
        with pytest.raises(Uncertain):
            await desk.send(saying("Hello"))

    assert desk.telegram.calls["sendMessage"] == 1


async def test_nothing_leaves_a_bot_that_is_not_connected() -> None:
    async with a_desk() as desk:
        with pytest.raises(NotSent, match="not connected"):
            await desk.send(saying("Hello"))


async def test_nothing_was_sent_if_telegram_could_not_be_reached(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.telegram_chat._CLOSE_SECONDS", 0.05)
    async with telegram() as fake:
        desk = Desk(fake)
        async with asyncio.TaskGroup() as tasks:
            running = tasks.create_task(desk.run())
            await heard(lambda: desk.times_ready)
            await fake.stop()
            with pytest.raises(NotSent, match="took nothing"):
                await desk.send(saying("Hello"))
            running.cancel()


Loss = Callable[[Desk], Awaitable[None] | None]


@pytest.mark.parametrize(
    ("lose", "words"),
    [
        pytest.param(
            lambda d: d.telegram.kick(d.group, by=d.boss), "no longer", id="k"
        ),
        pytest.param(
            lambda d: d.telegram.mute(d.group, by=d.boss), "Allow me", id="muted"
        ),
        pytest.param(
            lambda d: d.telegram._rooms.pop(d.group.id), "no longer", id="deleted"
        ),
    ],
)
async def test_a_group_that_is_gone_says_why(lose: Loss, words: str) -> None:
    async with an_open_desk() as desk:
        lose(desk)
        with pytest.raises(ChatGone, match=words):
            await desk.send(saying("Hello"), desk.group)

    assert desk.telegram.calls["sendMessage"] == 1


async def test_a_person_who_blocked_the_bot_is_gone() -> None:
    async with an_open_desk() as desk:
        desk.telegram.block(desk.ada)
        with pytest.raises(ChatGone, match="blocked"):
            await desk.send(saying("Hello"))
        stranger = desk.telegram.person(started=False)
        with pytest.raises(ChatGone, match="not started"):
            await desk.send(saying("Hello"), stranger)


async def test_a_topic_that_is_closed_or_deleted_says_so() -> None:
    async with an_open_desk() as desk:
        thread = desk.telegram.topic(desk.group)
        desk.group.closed.add(thread)
        with pytest.raises(ChatGone, match="closed"):
            await desk.send(saying("Hello"), desk.group, thread)
        desk.group.threads.clear()
        with pytest.raises(ChatGone, match="deleted"):
            await desk.send(saying("Hello"), desk.group, thread)


async def test_a_channel_where_the_bot_may_not_post_is_gone() -> None:
    async with an_open_desk() as desk:
        channel = desk.telegram.group("News", kind="channel", admins=(desk.boss,))
        desk.telegram.demote(channel, by=desk.boss)
        with pytest.raises(ChatGone, match="Allow me"):
            await desk.send(saying("Hello"), channel)


async def test_a_group_with_a_new_id_is_handed_back() -> None:
    async with an_open_desk() as desk:
        new = desk.telegram.migrate(desk.group, announce=False)
        with pytest.raises(ChatMoved) as moved:
            await desk.send(saying("Hello"), desk.group)
        await desk.chat.send(moved.value.address, saying("Hello"), key="k")

    assert moved.value.address == address_of(new)
    assert [sent.chat for sent in desk.telegram.log] == [new.id]


async def test_what_waits_for_its_turn_when_the_bot_stops_was_not_sent() -> None:
    async with a_desk() as desk, asyncio.TaskGroup() as tasks:
        async with desk.running():
            sends = [
                tasks.create_task(_fate(desk.send(saying("Hello")))) for _ in range(5)
            ]
            await desk.telegram.sent(3)
        fates = [await each for each in sends]

    assert len(desk.telegram.log) == 3
    assert sorted(fates) == ["NotSent", "NotSent", "sent", "sent", "sent"]


async def _fate(sending: Awaitable[str]) -> str:
    try:
        await sending
    except SendError as error:
        return type(error).__name__
    return "sent"


async def test_briefings_keep_to_the_limits() -> None:
    async with a_desk(flood=True) as desk, desk.running():
        for _ in range(3):
            await desk.send(saying("Hello"))
            await desk.send(saying("Hello"), desk.boss)

    assert desk.telegram.floods == 0


# Connecting -------------------------------------------------------------------


@pytest.mark.parametrize("token", ["", "abc", "123456:wrong", "1:a b", "1:a/../b"])
async def test_an_unknown_token_is_told_at_once(token: str) -> None:
    async with a_desk() as desk:
        chat = desk.new_chat(token=token) if token else desk.new_chat(token=" ")
        with pytest.raises(BadToken) as told:
            await chat.run(desk.replied, ready=print)

    assert desk.telegram.calls["getUpdates"] == 0
    assert "wrong" not in str(told.value)
    assert told.value.__cause__ is None


async def test_a_token_that_is_withdrawn_while_polling_ends_the_run() -> None:
    async with a_desk() as desk:
        with pytest.RaisesGroup(BadToken):
            async with desk.running():
                desk.telegram.token = "123456:another"
                desk.telegram.block(desk.ada)
                await asyncio.Event().wait()


async def test_a_token_that_is_withdrawn_before_a_send_ends_the_run() -> None:
    async with a_desk() as desk:
        with pytest.RaisesGroup(BadToken):
            async with desk.running():
                desk.telegram.token = "123456:another"
                with pytest.raises(NotSent, match="took nothing"):
                    await desk.send(saying("Hello"))
                await asyncio.Event().wait()


async def test_an_unreachable_telegram_is_told_at_the_start() -> None:
    async with telegram() as fake:
        desk = Desk(fake)
        await fake.stop()
        with pytest.raises(NetworkError):
            await desk.run()

    assert desk.times_ready == 0


async def test_a_start_that_failed_can_be_repeated() -> None:
    async with a_desk() as desk:
        desk.telegram.fail_next("deleteWebhook", 502)
        with pytest.raises(NetworkError):
            await desk.run()
        async with desk.running():
            await desk.send(saying("Hello"))

    assert desk.times_ready == 1
    assert desk.texts() == ["Hello"]


async def test_an_outage_while_polling_is_waited_out(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with a_desk() as desk:
        monkeypatch.setattr("telegram.ext._utils.networkloop.asyncio", _Hasty())
        desk.telegram.fail_next("getUpdates", 502, times=2)
        desk.telegram.fail_next("getUpdates", "drop_before", times=2)
        async with desk.running():
            desk.telegram.say(desk.ada, "/help")
            await desk.telegram.sent()

    assert desk.texts() == ["help:"]
    assert caplog.text.count("gives no updates") == 4
    assert "Traceback" not in caplog.text


class _Hasty:
    """The loop's functions, except that nobody sleeps."""

    def __getattr__(self, name: str) -> object:
        return getattr(asyncio, name)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)


async def test_two_programs_with_one_token_are_told_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.telegram_chat._CLOSE_SECONDS", 0.05)
    async with a_desk() as desk:
        with pytest.RaisesGroup(pytest.RaisesExc(TokenInUse, match="Another program")):
            async with desk.running():
                await desk.telegram.until(lambda: desk.telegram.is_polled)
                await desk.telegram.poll_as_another()
                await asyncio.Event().wait()


async def test_a_stop_does_not_wait_for_a_hanging_poll() -> None:
    async with a_desk() as desk:
        desk.telegram.fail_next("getUpdates", "hang")
        async with asyncio.timeout(5), desk.running():
            pass

    assert desk.times_ready == 1


async def test_a_stop_does_not_wait_for_a_telegram_that_is_silent(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.telegram_chat._CLOSE_SECONDS", 0.05)
    async with a_desk() as desk:
        desk.telegram.fail_next("getUpdates", "hang", times=2)
        async with asyncio.timeout(5), desk.running():
            pass

    assert "did not stop in time" in caplog.text


@pytest.mark.parametrize("method", ["getMe", "setMyCommands", "deleteWebhook"])
async def test_a_stop_during_the_start_does_not_wait(method: str) -> None:
    async with a_desk() as desk:
        desk.telegram.fail_next(method, "hang")
        async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
            running = tasks.create_task(desk.run())
            await desk.telegram.until(lambda: desk.telegram.calls[method])
            running.cancel()

    assert desk.times_ready == 0


async def test_a_stop_does_not_wait_for_the_next_attempt(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.telegram_chat._CLOSE_SECONDS", 0.05)
    async with a_desk() as desk:
        desk.telegram.fail_next("getUpdates", 429, seconds=600)
        async with asyncio.timeout(5), desk.running():
            pass

    assert desk.times_ready == 1


async def test_the_next_run_hears_nothing_twice() -> None:
    async with a_desk() as desk:
        for number in (1, 2):
            async with desk.running():
                desk.telegram.say(desk.ada, f"/help {number}")
                await desk.telegram.sent(number)

    assert desk.texts() == ["help: 1", "help: 2"]


async def test_what_was_said_while_the_bot_was_away_is_answered() -> None:
    async with a_desk() as desk:
        desk.telegram.say(desk.ada, "/digest climate")
        async with desk.running():
            await desk.telegram.sent()

    assert desk.texts() == ["digest: climate"]


async def test_no_log_line_shows_the_token(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    caplog.set_level(logging.WARNING, logger="aiohttp.access")
    async with an_open_desk() as desk:
        desk.telegram.fail_next("sendMessage", "drop_before")
        with pytest.raises(SendError):
            await desk.send(saying("Hello"))

    assert desk.telegram.token not in caplog.text


# Menus ------------------------------------------------------------------------


async def test_menus_are_set_once_until_they_change() -> None:
    async with a_desk() as desk:
        for _ in range(2):
            async with desk.running():
                pass
        once = 3 * len(READY)
        assert desk.telegram.calls["setMyCommands"] == once

        desk.kept.clear()
        async with desk.running():
            pass
        assert desk.telegram.calls["setMyCommands"] == 2 * once


async def test_each_kind_of_chat_is_offered_what_it_can_use(desk: Desk) -> None:
    everything = ["digest", "subscribe", "subscriptions", "schedule", "help"]

    assert desk.telegram.commands == {
        "all_private_chats": everything,
        "all_group_chats": ["digest"],
        "all_chat_administrators": everything,
    }


async def test_each_language_has_a_menu_and_all_others_the_english_one(
    desk: Desk,
) -> None:
    menus, scope = desk.telegram.menus, "all_private_chats"

    assert menus[scope, ""]["help"] == "List every command"
    assert menus[scope, "de"]["help"] == "Alle Befehle zeigen"
    assert {code for _, code in menus} == {*READY, ""} - {"en"}


async def test_a_bot_serves_although_its_menus_were_refused(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with a_desk() as desk:
        desk.telegram.fail_next("setMyCommands", 400)
        async with desk.running():
            await desk.send(saying("Hello"))

    assert "old ones stay" in caplog.text
    assert desk.kept == {}
    assert desk.texts() == ["Hello"]
