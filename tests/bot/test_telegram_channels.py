"""Briefings in channels: what every reader may press is links."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.chat import ChatGone, Reply, Request
from bot.documents import Button, Document
from bot.telegram_channels import PRIVATELY, link_to
from tests.telegram_desk import LIST, MORE, Desk, an_open_desk, saying
from tests.telegram_fake import Room, Sent

WEB = Button(label="All of it", url="https://coast.test/all")


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with an_open_desk() as desk:
        yield desk


@pytest.fixture
def channel(desk: Desk) -> Room:
    return desk.telegram.group("News", kind="channel", admins=(desk.boss,))


def a_briefing(topic: str = "", *, rich: bool = False) -> Document:
    document = saying("Briefing", MORE, WEB, briefing=7)
    rows = (*document.buttons, (LIST,))
    return replace(document, buttons=rows, topic=topic, rich=rich)


def buttons(sent: Sent) -> list[tuple[str, str]]:
    return [
        (button["text"], button.get("url", ""))
        for row in sent.buttons
        for button in row
    ]


@pytest.mark.parametrize("rich", [False, True])
async def test_a_briefing_in_a_channel_offers_links_and_the_way_to_the_bot(
    desk: Desk, channel: Room, rich: bool
) -> None:
    await desk.send(a_briefing("climate", rich=rich), channel)
    await desk.send(a_briefing(rich=rich), channel)
    first, second = desk.telegram.log

    assert buttons(first) == [
        ("All of it", "https://coast.test/all"),
        (PRIVATELY, "https://t.me/verbatim_bot?start=t_climate"),
    ]
    assert buttons(second)[1] == (PRIVATELY, "https://t.me/verbatim_bot?start=")
    assert desk.telegram.calls["getChat"] == 1


async def test_a_briefing_that_was_asked_for_in_a_channel_is_no_other(
    desk: Desk, channel: Room
) -> None:
    async def briefing(request: Request) -> Reply:
        return Reply(document=a_briefing())

    desk.answer = briefing
    desk.telegram.say(channel, "/digest")

    assert "More" not in dict(buttons(await desk.telegram.sent()))


async def test_what_sets_a_channel_up_keeps_its_buttons(
    desk: Desk, channel: Room
) -> None:
    await desk.send(saying("A panel", LIST), channel)

    assert buttons(desk.telegram.log[0]) == [("List", "")]


async def test_groups_and_people_keep_their_buttons(desk: Desk) -> None:
    await desk.send(a_briefing("climate"), desk.group)
    await desk.send(a_briefing("climate"), desk.ada)

    for sent in desk.telegram.log:
        assert [label for label, _ in buttons(sent)] == ["More", "All of it", "List"]
    assert desk.telegram.calls["getChat"] == 1


async def test_of_several_parts_the_last_has_the_links(
    desk: Desk, channel: Room
) -> None:
    long = replace(a_briefing(), blocks=saying("word " * 700).blocks * 2)
    for part in desk.chat.parts(long):
        await desk.send(part, channel)

    assert [len(buttons(sent)) for sent in desk.telegram.log] == [0, 2]


async def test_a_chat_that_is_not_told_of_is_asked_about_again(
    desk: Desk, channel: Room
) -> None:
    desk.telegram.fail_next("getChat", 502)
    await desk.send(a_briefing(), channel)
    await desk.send(a_briefing(), channel)

    told = [dict(buttons(sent)) for sent in desk.telegram.log]
    assert [PRIVATELY in each for each in told] == [False, True]


async def test_a_channel_that_is_gone_says_so_as_ever(
    desk: Desk, channel: Room
) -> None:
    channel.kicked = True
    with pytest.raises(ChatGone, match="no longer in a chat"):
        await desk.send(a_briefing(), channel)


@pytest.mark.parametrize("topic", ["", "climate change", "климат", "x" * 63])
def test_a_topic_that_no_link_can_name_is_left_out(topic: str) -> None:
    assert link_to("verbatim_bot", topic) == "https://t.me/verbatim_bot?start="
