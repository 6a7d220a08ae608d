"""What people write on Telegram, and what the bot takes it for."""

import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Chat, Message, User

from bot.chat import Address, Request
from bot.telegram_answers import MANAGERS_ONLY
from bot.telegram_asked import understand
from digests import Reason
from tests.spoken import in_german
from tests.telegram_desk import (
    Desk,
    a_desk,
    address_of,
    heard,
)

NOW = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with a_desk() as desk, desk.running():
        yield desk


# What is asked ----------------------------------------------------------------


async def test_a_command_in_a_private_chat_is_a_request(desk: Desk) -> None:
    desk.telegram.say(desk.ada, "/Digest  climate policy ")
    sent = await desk.telegram.sent()

    assert desk.seen == [
        Request(
            address=address_of(desk.ada),
            command="digest",
            argument="climate policy",
            person=str(desk.ada.id),
            language="de",
        )
    ]
    assert (sent.text, sent.reply_to) == ("digest: climate policy", None)


async def test_an_operator_is_known(desk: Desk) -> None:
    desk.telegram.say(desk.boss, "/help")

    assert (await desk.asked()).is_operator


@pytest.mark.parametrize(
    ("words", "command", "argument"),
    [
        ("climate policy", "digest", "climate policy"),
        ("https://example.org/a", "digest", "https://example.org/a"),
        ("Look: https://example.org/a – wow", "digest", "https://example.org/a"),
        ("example.org", "digest", "example.org"),
        ("2", "more", "2"),
        ("#12.", "more", "#12."),
        ("2024", "digest", "2024"),
        ("/start t_climate", "start", "t_climate"),
        ("/digest@Verbatim_Bot tech", "digest", "tech"),
        ("/weather", "weather", ""),
        ("/digest\nclimate\npolicy", "digest", "climate\npolicy"),
        ("/погода", "digest", "/погода"),
    ],
)
async def test_a_private_chat_understands_more_than_commands(
    desk: Desk, words: str, command: str, argument: str
) -> None:
    desk.telegram.say(desk.ada, words)
    request = await desk.asked()

    assert (request.command, request.argument) == (command, argument)


async def test_a_link_behind_words_is_digested(desk: Desk) -> None:
    link = {"type": "text_link", "offset": 0, "length": 4, "url": "https://x.org/a"}
    desk.telegram.say(desk.ada, "here", entities=[link])

    assert (await desk.asked()).argument == "https://x.org/a"


async def test_a_link_under_a_picture_is_digested(desk: Desk) -> None:
    url = {"type": "url", "offset": 4, "length": 15}
    desk.telegram.say(
        desk.ada,
        "",
        photo=[_photo()],
        caption="See https://x.org/a",
        caption_entities=[url],
    )

    assert (await desk.asked()).argument == "https://x.org/a"


async def test_a_picture_alone_is_told_what_is_possible(desk: Desk) -> None:
    desk.telegram.say(desk.ada, "", photo=[_photo()], media_group_id="1")
    desk.telegram.say(desk.ada, "", photo=[_photo()])
    await desk.telegram.sent()

    assert [request.command for request in desk.seen] == ["help"]


def _photo() -> dict[str, Any]:
    return {"file_id": "1", "file_unique_id": "1", "width": 90, "height": 90}


async def test_a_changed_command_is_not_answered_again(desk: Desk) -> None:
    message = desk.telegram.say(desk.ada, "/digest climate")
    await desk.telegram.sent()
    desk.telegram.edit(desk.ada, message, "/digest tech")
    desk.telegram.say(desk.ada, "/help")
    await desk.telegram.sent(2)

    assert desk.texts() == ["digest: climate", "help:"]


async def test_what_is_changed_elsewhere_is_not_answered_again_either(
    desk: Desk,
) -> None:
    channel = desk.telegram.group("News", kind="channel")
    post = desk.telegram.say(channel, "/digest climate")
    said = desk.telegram.say(desk.group, "/digest climate", by=desk.ada)
    await desk.telegram.sent(2)
    desk.telegram.edit(channel, post, "/digest tech")
    desk.telegram.edit(desk.group, said, "/digest tech")
    desk.telegram.say(desk.ada, "/help")
    await desk.telegram.sent(3)

    assert desk.texts() == ["digest: climate", "digest: climate", "help:"]


# Groups -----------------------------------------------------------------------


async def test_a_group_is_answered_as_a_reply_to_who_asked(desk: Desk) -> None:
    message = desk.telegram.say(desk.group, "/digest", by=desk.ada)
    sent = await desk.telegram.sent()

    assert (sent.chat, sent.reply_to) == (desk.group.id, message)
    assert not desk.seen[0].private
    assert not desk.seen[0].can_manage


async def test_a_topic_is_answered_in_the_same_topic(desk: Desk) -> None:
    thread = desk.telegram.topic(desk.group)
    desk.telegram.say(desk.group, "/digest", by=desk.ada, thread=thread)
    sent = await desk.telegram.sent()

    assert sent.thread == thread
    assert desk.seen[0].address == address_of(desk.group, thread)


async def test_the_general_topic_of_a_forum_needs_no_thread(desk: Desk) -> None:
    desk.telegram.topic(desk.group)
    message = desk.telegram.say(desk.group, "/digest", by=desk.ada)
    sent = await desk.telegram.sent()

    assert (sent.thread, sent.reply_to) == (None, message)
    assert desk.seen[0].address == address_of(desk.group)


async def test_a_thread_of_replies_is_no_topic(desk: Desk) -> None:
    desk.telegram.say(desk.group, "/digest", by=desk.ada, message_thread_id=77)

    assert (await desk.asked()).address == address_of(desk.group)


async def test_what_others_talk_about_is_not_for_us(desk: Desk) -> None:
    desk.group.bot_is_admin = True
    for words in ("good morning", "https://example.org/a", "3", "/weather", "/d g"):
        desk.telegram.say(desk.group, words, by=desk.ada)
    desk.telegram.say(desk.group, "/digest@other_bot", by=desk.ada)
    desk.telegram.say(desk.ada, "/digest@other_bot")
    desk.telegram.say(desk.group, "/digest", by=desk.ada, is_automatic_forward=True)
    other_bot: dict[str, Any] = {
        "from": {"id": 5, "is_bot": True, "first_name": "Other"}
    }
    desk.telegram.say(desk.group, "/digest", by=desk.ada, **other_bot)
    desk.telegram.say(desk.group, "/help@verbatim_bot", by=desk.ada)
    await desk.telegram.sent()

    assert [request.command for request in desk.seen] == ["help"]


async def test_a_command_that_is_addressed_to_us_is_answered_even_if_unknown(
    desk: Desk,
) -> None:
    desk.telegram.say(desk.group, "/weather@verbatim_bot", by=desk.ada)

    assert (await desk.asked()).command == "weather"


async def test_those_who_manage_a_group_may_decide_for_it(desk: Desk) -> None:
    desk.telegram.say(desk.group, "/subscribe climate", by=desk.boss)
    sent = await desk.telegram.sent()

    assert sent.text == "subscribe: climate"
    assert desk.seen[0].can_manage


async def test_others_in_a_group_may_not(desk: Desk) -> None:
    desk.telegram.say(desk.group, "/subscribe climate", by=desk.ada)
    sent = await desk.telegram.sent()

    assert sent.text == in_german(MANAGERS_ONLY)
    assert desk.seen == []


async def test_an_anonymous_administrator_may_decide(desk: Desk) -> None:
    desk.telegram.say(desk.group, "/subscribe climate", by=desk.boss, anonymous=True)
    request = await desk.asked()

    assert request.can_manage
    assert request.person == ""
    assert desk.telegram.calls["getChatAdministrators"] == 0


async def test_a_channel_that_writes_in_a_group_manages_nothing(desk: Desk) -> None:
    fake = {"id": 136817688, "is_bot": True, "first_name": "Channel"}
    other = {"id": -1005, "type": "channel", "title": "Elsewhere"}
    more: dict[str, Any] = {"from": fake, "sender_chat": other}
    desk.telegram.say(desk.group, "/digest", by=desk.boss, **more)

    assert not (await desk.asked()).can_manage


async def test_telegram_is_asked_once_who_manages_a_group(desk: Desk) -> None:
    for number in (1, 2):
        desk.telegram.say(desk.group, "/digest", by=desk.boss)
        await desk.telegram.sent(number)

    assert desk.telegram.calls["getChatAdministrators"] == 1


async def test_a_change_in_the_group_is_a_reason_to_ask_again(desk: Desk) -> None:
    for number in (1, 2):
        desk.telegram.say(desk.group, "/digest", by=desk.boss)
        await desk.telegram.sent(number)
        desk.telegram.promote(desk.group, by=desk.boss)
        await desk.telegram.read()

    assert desk.telegram.calls["getChatAdministrators"] == 2


async def test_nobody_manages_a_group_whose_managers_are_unknown(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.telegram.fail_next("getChatAdministrators", 400)
    for words in ("/subscribe a", "/subscribe b"):
        desk.telegram.say(desk.group, words, by=desk.boss)
        await desk.telegram.sent(len(desk.texts()) + 1)

    assert desk.texts() == [MANAGERS_ONLY, "subscribe: b"]
    assert "did not say who manages" in caplog.text


async def test_a_channel_post_is_a_request_of_who_may_post(desk: Desk) -> None:
    channel = desk.telegram.group("News", kind="channel")
    desk.telegram.say(channel, "good morning")
    desk.telegram.say(channel, "/subscribe climate")
    request = await desk.asked()

    assert request.can_manage
    assert not request.private
    assert request.person == ""
    assert desk.telegram.log[0].chat == channel.id


# News of chats ----------------------------------------------------------------


async def test_chats_that_are_gone_are_passed_on(desk: Desk) -> None:
    channel = desk.telegram.group("News", kind="channel", admins=(desk.boss,))
    desk.telegram.block(desk.ada)
    desk.telegram.kick(desk.group, by=desk.boss)
    desk.telegram.mute(desk.group, by=desk.boss)
    desk.telegram.demote(channel, by=desk.boss)
    await heard(lambda: len(desk.lost) == 4)

    muted = "I may no longer write in “{}”. Allow me to send messages there."
    gone: list[tuple[Address, str]] = [(each[0], why) for each, why in desk.lost]
    assert gone == [
        (address_of(desk.ada), "This person has blocked me."),
        (address_of(desk.group), "I am no longer in “Readers”. Add me again."),
        (address_of(desk.group), muted.format("Readers")),
        (address_of(channel), muted.format("News")),
    ]


async def test_chats_that_are_back_are_passed_on(desk: Desk) -> None:
    channel = desk.telegram.group("News", kind="channel", admins=(desk.boss,))
    desk.telegram.block(desk.ada)
    desk.telegram.block(desk.ada, blocked=False)
    desk.telegram.mute(desk.group, by=desk.boss)
    desk.telegram.mute(desk.group, by=desk.boss, muted=False)
    desk.telegram.demote(channel, by=desk.boss)
    desk.telegram.promote(channel, by=desk.boss)
    await heard(lambda: len(desk.back) == 3)

    assert desk.back == [str(it.id) for it in (desk.ada, desk.group, channel)]


async def test_a_group_with_a_new_id_is_passed_on(desk: Desk) -> None:
    new = desk.telegram.migrate(desk.group)
    await heard(lambda: len(desk.moved) == 2)

    assert set(desk.moved) == {(str(desk.group.id), str(new.id))}
    assert desk.seen == []


async def test_one_update_that_breaks_does_not_end_the_service(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(addresses: object, why: Reason) -> None:
        raise ZeroDivisionError

    desk.chat._lost = broken
    with contextlib.suppress(ZeroDivisionError):
        desk.telegram.block(desk.ada)
        desk.telegram.say(desk.boss, "/help")
    await desk.telegram.sent()

    assert desk.texts() == ["help:"]


# Whatever is written -----------------------------------------------------------


@given(
    text=st.one_of(st.text(max_size=60), st.from_regex(r"/[a-z]{0,3}@?[a-z]* .*")),
    kind=st.sampled_from(["private", "supergroup", "channel"]),
)
def test_whatever_is_written_is_understood_or_left_alone(text: str, kind: str) -> None:
    bot = User(1, "Verbatim", is_bot=True, username="verbatim_bot")
    message = Message(1, NOW, Chat(-5, kind), text=text)
    asked = understand(message, bot=bot, known={"digest"})

    if asked is None:
        assert kind != "private" or not text.strip() or "@" in text
    else:
        assert asked.argument in text
        assert asked.command
        assert kind == "private" or text.strip().startswith("/")
