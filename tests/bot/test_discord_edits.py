"""What was sent to a channel of Discord is changed in place, in its turn."""

import pytest

from bot.chat import Address, ChatGone, Editable, NotSent, Rejected, Uncertain
from tests.discord_desk import Desk, a_desk, an_open_desk, saying
from tests.discord_fake import DiscordFake, Fault, Kind, Trouble


def test_discord_lets_messages_be_changed() -> None:
    assert isinstance(Desk(DiscordFake()).chat, Editable)


async def test_a_message_is_changed_and_pings_nobody() -> None:
    async with an_open_desk() as desk:
        id_ = await desk.send("Before")
        await desk.chat.edit(desk.here, id_, saying("After @everyone"))
        await desk.chat.edit(desk.here, id_, saying("After @everyone"))
        (message,) = desk.discord.log

    assert message.text == "After \\@everyone"
    assert message.body["allowed_mentions"] == {"parse": []}
    assert message.edits == 2


async def test_a_message_in_a_thread_and_one_in_private_are_changed() -> None:
    async with a_desk() as desk:
        thread = desk.discord.world.add_thread(desk.channel, "Floods")
        chat, place = str(desk.channel.id), str(thread.id)
        there = Address(platform="discord", chat=chat, thread=place)
        alone = Address(platform="discord", chat=str(desk.dm.id))
        async with desk.running():
            for address in (there, alone):
                id_ = await desk.chat.send(address, saying("Before"), key=address.chat)
                await desk.chat.edit(address, id_, saying("After"))

    assert desk.texts() == ["After", "After"]


async def test_messages_of_a_forums_posts_are_changed() -> None:
    async with a_desk() as desk:
        forum = desk.discord.world.add_channel(desk.guild, "posts", kind=Kind.FORUM)
        address = Address(platform="discord", chat=str(forum.id))
        async with desk.running():
            await desk.discord.gateway.wait_ready()
            sent = [
                await desk.chat.send(address, saying(day, day=day), key=f"{day}{n}")
                for day in ("2026-11-24", "2026-11-25")
                for n in (1, 2)
            ]
            for id_ in (sent[0], sent[2], sent[3]):
                await desk.chat.edit(address, id_, saying("After"))
            # Nobody remembers in which post an older one is, unless it opened it.
            with pytest.raises(ChatGone):
                await desk.chat.edit(address, sent[1], saying("After"))

    assert desk.texts() == ["After", "2026-11-24", "After", "After"]


async def test_a_message_that_was_deleted_cannot_be_changed() -> None:
    async with an_open_desk() as desk:
        with pytest.raises(Rejected, match="Unknown Message"):
            await desk.chat.edit(desk.here, "7", saying("After"))


async def test_what_cannot_be_shown_changes_nothing() -> None:
    async with an_open_desk() as desk:
        id_ = await desk.send("Before")
        with pytest.raises(Rejected):
            await desk.chat.edit(desk.here, id_, saying(""))

    assert desk.texts() == ["Before"]


async def test_a_channel_that_is_gone_says_so() -> None:
    async with an_open_desk() as desk:
        gone = Address(platform="discord", chat="404")
        with pytest.raises(ChatGone):
            await desk.chat.edit(gone, "7", saying("After"))


async def test_a_change_whose_answer_was_lost_may_be_made_again() -> None:
    async with an_open_desk() as desk:
        id_ = await desk.send("Before")
        desk.discord.order(Fault("PATCH", Trouble.UNANSWERED))
        with pytest.raises(Uncertain):
            await desk.chat.edit(desk.here, id_, saying("After"))
        await desk.chat.edit(desk.here, id_, saying("After"))

    assert desk.texts() == ["After"]


async def test_nothing_is_changed_without_a_connection() -> None:
    desk = Desk(DiscordFake())

    with pytest.raises(NotSent):
        await desk.chat.edit(desk.here, "1", saying("After"))
