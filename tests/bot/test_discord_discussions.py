"""Threads below briefings."""

from dataclasses import replace

import pytest

from bot.chat import Address
from bot.discord_discussions import BEGUN, FAILED, LABEL, NAMELESS, NOT_ALLOWED, THERE
from bot.documents import Button, Document, Heading, Run
from tests.discord_desk import Desk, a_desk, heard, saying
from tests.discord_fake import Channel, Fault, Kind, Message, Permission, Trouble
from tests.spoken import in_german

MORE = Button(label="More", command="more", argument="2")
TITLE = "Morning_briefing · Mon 23 Nov"


def a_briefing(*row: Button) -> Document:
    document = saying("News", buttons=(row or (MORE,),), briefing=4711)
    heading = Heading(line=(Run(text=TITLE),))
    return replace(document, blocks=(heading, *document.blocks))


async def sent(desk: Desk, channel: Channel, document: Document) -> Message:
    client = desk.chat._client
    assert client
    if channel.guild:
        await heard(lambda: client.place(channel.id) is not None)
    chat, thread = (channel.parent or channel), channel if channel.parent else None
    address = Address(
        platform="discord", chat=str(chat.id), thread=str(thread.id) if thread else ""
    )
    await desk.chat.send(address, document, key=f"k{len(desk.discord.log)}")
    return desk.discord.log[-1]


async def pressed(desk: Desk, message: Message) -> Message:
    press = await desk.discord.press(message, message.buttons[LABEL], desk.anna)
    return await press.answer()


def threads(desk: Desk) -> list[Channel]:
    return [each for each in desk.guild.channels if each.parent]


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.NEWS])
async def test_a_press_begins_a_thread_and_the_next_ones_lead_to_it(kind: Kind) -> None:
    async with a_desk() as desk:
        channel = desk.discord.world.add_channel(desk.guild, "briefings", kind=kind)
        async with desk.running():
            message = await sent(desk, channel, a_briefing())
            answers = [await pressed(desk, message) for _ in range(2)]

    (thread,) = threads(desk)
    assert (thread.name, thread.parent) == (TITLE, channel)
    assert [answer.text for answer in answers] == [
        in_german(BEGUN),
        in_german(THERE),
    ]
    link = f"https://discord.com/channels/{desk.guild.id}/{thread.id}"
    assert all(answer.links == [link] for answer in answers)
    assert all(answer.ephemeral for answer in answers)
    assert desk.seen == []


async def test_what_is_asked_in_that_thread_is_about_the_channels_briefing() -> None:
    async with a_desk() as desk, desk.running():
        await pressed(desk, await sent(desk, desk.channel, a_briefing()))
        (thread,) = threads(desk)
        await (await desk.discord.slash(thread, desk.anna, "more")).answer()

    assert desk.seen[0].address == desk.here


async def test_only_briefings_in_text_channels_have_the_button() -> None:
    async with a_desk() as desk:
        world = desk.discord.world
        thread = world.add_thread(desk.channel, "Floods")
        async with desk.running():
            messages = [
                await sent(desk, place, document)
                for place, document in (
                    (desk.channel, a_briefing()),
                    (desk.channel, replace(a_briefing(), briefing=None)),
                    (desk.channel, replace(a_briefing(), buttons=())),
                    (thread, a_briefing()),
                    (desk.dm, a_briefing()),
                )
            ]

    assert [LABEL in message.buttons for message in messages] == [
        *(True, False, False, False, False),
    ]


async def test_the_button_finds_room_or_stays_away() -> None:
    numbers = [Button(label=str(n), command="more", argument=str(n)) for n in range(40)]
    full = tuple(tuple(numbers[at : at + 5]) for at in range(0, 30, 5))
    async with a_desk() as desk, desk.running():
        below = await sent(desk, desk.channel, a_briefing(*numbers[:5]))
        none = await sent(desk, desk.channel, replace(a_briefing(), buttons=full))

    assert list(below.buttons)[-1] == LABEL
    assert LABEL not in none.buttons


async def test_a_missing_permission_is_named() -> None:
    async with a_desk() as desk, desk.running():
        message = await sent(desk, desk.channel, a_briefing())
        desk.channel.denied = Permission.CREATE_PUBLIC_THREADS
        answer = await pressed(desk, message)

    words = in_german(NOT_ALLOWED, channel="news")
    assert answer.text.replace("\\", "") == words
    assert "(Create Public Threads)" in words
    assert threads(desk) == []


@pytest.mark.parametrize(
    ("code", "words"),
    [(160004, THERE), (0, FAILED)],
)
async def test_a_refusal_is_told(code: int, words: str) -> None:
    async with a_desk() as desk, desk.running():
        message = await sent(desk, desk.channel, a_briefing())
        body = {"message": "Nope.", "code": code}
        fault = Fault("/threads", Trouble.STATUS, status=400, body=body)
        desk.discord.order(fault)
        answer = await pressed(desk, message)

    assert answer.text == in_german(words)


async def test_a_message_without_a_title_gets_a_thread_all_the_same() -> None:
    async with a_desk() as desk, desk.running():
        document = saying("The second part", buttons=((MORE,),), briefing=4711)
        await pressed(desk, await sent(desk, desk.channel, document))

    assert [thread.name for thread in threads(desk)] == [in_german(NAMELESS)]
