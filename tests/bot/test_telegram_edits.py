"""What was sent to a Telegram chat is changed in place, in its turn."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.chat import Editable, NotSent, Rejected, Uncertain
from bot.documents import Button
from tests.telegram_desk import MORE, Desk, address_of, an_open_desk, saying
from tests.telegram_fake import Telegram

LINK = Button(label="Read", url="https://gazette.example/1")


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with an_open_desk() as desk:
        yield desk


def test_telegram_lets_messages_be_changed() -> None:
    assert isinstance(Desk(Telegram()).chat, Editable)


async def test_a_message_is_changed_with_its_buttons(desk: Desk) -> None:
    id_ = await desk.send(saying("Before", MORE))
    await desk.chat.edit(address_of(desk.ada), id_, saying("After", MORE))
    before, after = desk.telegram.log

    assert (after.method, after.text) == ("editMessageText", "After")
    assert (after.message_id, after.buttons) == (before.message_id, before.buttons)


async def test_changing_it_again_changes_nothing(desk: Desk) -> None:
    id_ = await desk.send(saying("Before"))
    for _ in range(3):
        await desk.chat.edit(address_of(desk.ada), id_, saying("After"))

    assert desk.texts() == ["Before", "After"]


async def test_a_rich_message_stays_one(desk: Desk) -> None:
    id_ = await desk.send(replace(saying("Before"), rich=True))
    after = replace(saying("After"), rich=True)
    await desk.chat.edit(address_of(desk.ada), id_, after)

    assert desk.texts() == ["Before", "After"]
    assert "rich_message" in desk.telegram.log[-1].wire


async def test_a_server_that_knows_no_rich_messages_changes_a_classic_one(
    desk: Desk,
) -> None:
    desk.telegram.knows_rich = False
    id_ = await desk.send(replace(saying("Before"), rich=True))
    after = replace(saying("After"), rich=True)
    await desk.chat.edit(address_of(desk.ada), id_, after)

    assert desk.texts() == ["Before", "After"]


async def test_a_message_in_a_channel_keeps_links_only(desk: Desk) -> None:
    channel = desk.telegram.group("News", kind="channel")
    briefing = saying("Before", MORE, LINK, briefing=7)
    id_ = await desk.send(briefing, channel)
    changed = saying("After", MORE, LINK, briefing=7)
    await desk.chat.edit(address_of(channel), id_, changed)
    before, after = desk.telegram.log

    assert (after.text, after.buttons) == ("After", before.buttons)


async def test_a_message_that_was_deleted_cannot_be_changed(desk: Desk) -> None:
    id_ = await desk.send(saying("Before"))
    desk.telegram.forget(desk.telegram.log[0])

    with pytest.raises(Rejected, match="not found"):
        await desk.chat.edit(address_of(desk.ada), id_, saying("After"))


async def test_a_change_whose_answer_was_lost_may_be_made_again(desk: Desk) -> None:
    id_ = await desk.send(saying("Before"))
    desk.telegram.fail_next("editMessageText", "drop_after")
    with pytest.raises(Uncertain):
        await desk.chat.edit(address_of(desk.ada), id_, saying("After"))
    await desk.chat.edit(address_of(desk.ada), id_, saying("After"))

    assert desk.texts() == ["Before", "After"]


async def test_nothing_is_changed_without_a_connection() -> None:
    desk = Desk(Telegram())

    with pytest.raises(NotSent):
        await desk.chat.edit(address_of(desk.ada), "1", saying("After"))
