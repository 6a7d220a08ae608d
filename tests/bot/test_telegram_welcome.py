"""The first contact with a group or a channel: one message, to whom it concerns."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.chat import Reply, Request
from bot.documents import Button
from bot.telegram_answers import MANAGERS_ONLY
from bot.telegram_elsewhere import CHOSEN, MAY_NOT_POST
from bot.telegram_welcome import LOOK_AGAIN, NO_POSTING, READY, SET_UP, WELCOME
from tests.spoken import in_german
from tests.telegram_desk import Desk, address_of, an_open_desk, saying
from tests.telegram_fake import Room

TOPIC = Button(label="Climate", command="subscribe", argument="climate")


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async def panel(request: Request) -> Reply:
        return Reply(document=saying(f"{request.command} panel", TOPIC))

    async with an_open_desk() as desk:
        desk.answer = panel
        yield desk


def a_channel(desk: Desk, **more: Any) -> Room:
    return desk.telegram.group("News", kind="channel", admins=(desk.boss,), **more)


async def test_a_new_group_gets_one_message_the_panel(desk: Desk) -> None:
    desk.telegram.add(desk.group, by=desk.ada)
    sent = await desk.telegram.sent()

    assert sent.chat == desk.group.id
    assert sent.text == f"{in_german(WELCOME)}\n\nstart panel"
    assert desk.seen == [
        Request(
            address=address_of(desk.group),
            command="start",
            person=str(desk.ada.id),
            private=False,
            can_manage=False,
            language="de",
        )
    ]


async def test_the_panel_obeys_only_those_who_manage_the_group(desk: Desk) -> None:
    desk.telegram.add(desk.group, by=desk.ada)
    sent = await desk.telegram.sent()
    query = desk.telegram.press(sent, "Climate", by=desk.ada)
    await desk.telegram.until(lambda: desk.telegram.toasts[query])
    desk.telegram.press(sent, "Climate", by=desk.boss)
    await desk.telegram.sent(2)

    assert desk.telegram.toasts[query]["text"] == in_german(MANAGERS_ONLY)
    assert [request.command for request in desk.seen] == ["start", "subscribe"]


async def test_who_comes_back_is_welcomed_again(desk: Desk) -> None:
    desk.telegram.kick(desk.group, by=desk.boss)
    desk.telegram.add(desk.group, by=desk.boss)
    await desk.telegram.sent()

    assert desk.seen[0].can_manage


async def test_what_the_bot_becomes_later_is_no_first_contact(desk: Desk) -> None:
    channel = a_channel(desk)
    desk.telegram.promote(desk.group, by=desk.boss)
    desk.telegram.mute(desk.group, by=desk.boss)
    desk.telegram.demote(channel, by=desk.boss)
    desk.telegram.promote(channel, by=desk.boss)
    desk.telegram.block(desk.ada)
    desk.telegram.block(desk.ada, blocked=False)
    desk.telegram.say(desk.ada, "/help")
    await desk.telegram.sent()

    assert desk.texts() == ["help panel"]


@pytest.mark.parametrize(
    ("posts", "words", "label"),
    [(False, NO_POSTING, LOOK_AGAIN), (True, READY, SET_UP)],
    ids=["no right to post", "all is well"],
)
async def test_about_a_channel_the_bot_talks_with_who_added_it(
    desk: Desk, posts: bool, words: str, label: str
) -> None:
    channel = a_channel(desk)
    desk.telegram.add(channel, by=desk.boss, posts=posts)
    sent = await desk.telegram.sent()

    assert (sent.chat, sent.text) == (desk.boss.id, words.format(title="News"))
    assert sent.buttons[0][0]["text"] == label
    assert desk.telegram.to(channel) == []
    assert desk.seen == []


async def test_the_button_about_a_channel_looks_and_goes_on(desk: Desk) -> None:
    channel = a_channel(desk)
    desk.telegram.add(channel, by=desk.boss, posts=False)
    told = await desk.telegram.sent()
    desk.telegram.press(told, LOOK_AGAIN)
    refused = await desk.telegram.sent(2)
    desk.telegram.promote(channel, by=desk.boss)
    desk.telegram.press(told, LOOK_AGAIN)
    await desk.telegram.sent(4)

    assert refused.text == MAY_NOT_POST
    assert desk.texts()[2:] == [CHOSEN, "For News\n\nstart panel"]
    assert desk.seen[0].address == address_of(channel)


async def test_who_never_wrote_to_the_bot_is_not_told(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    stranger = desk.telegram.person("Stranger", started=False)
    desk.telegram.add(a_channel(desk), by=stranger, posts=False)
    await desk.telegram.until(lambda: desk.telegram.calls["sendMessage"])
    desk.telegram.say(desk.ada, "/help")
    await desk.telegram.sent()

    assert desk.texts() == ["help panel"]
    assert "did not arrive" in caplog.text
    assert desk.lost[0][1] == (
        "I may no longer write in “News”. Allow me to send messages there."
    )


async def test_a_group_that_lets_nobody_write_is_only_logged(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.group.muted = True
    desk.telegram.add(desk.group, by=desk.boss)
    await desk.telegram.until(lambda: desk.telegram.calls["sendMessage"])
    desk.telegram.say(desk.ada, "/help")
    await desk.telegram.sent()

    assert desk.texts() == ["help panel"]
    assert "did not arrive" in caplog.text
