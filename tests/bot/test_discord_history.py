"""What was sent is looked for in the history of its channel, and nowhere else."""

import pytest

from bot.chat import Address, NotSent, Shown, Uncertain
from tests.discord_desk import Desk, a_desk, an_open_desk, saying
from tests.discord_fake import DiscordFake, Kind, Permission


def test_discord_shows_what_was_sent() -> None:
    assert isinstance(Desk(DiscordFake()).chat, Shown)


async def test_our_message_is_found_by_its_words() -> None:
    async with an_open_desk() as desk:
        sent = await desk.send("It *floats*  \n\n here", key="a")
        await desk.send("Another", key="b")

        assert await desk.find("It *floats*  \n\n here") == sent


async def test_it_may_have_left_in_another_form() -> None:
    async with an_open_desk() as desk:
        sent = await desk.send("Without the quote", key="a")

        assert await desk.find("With the quote", "Without the quote") == sent


async def test_what_surely_is_not_there_is_not_found() -> None:
    async with an_open_desk() as desk:
        await desk.send("Another", key="b")
        desk.discord.world.say(desk.channel, desk.anna, "Hello")

        assert await desk.find("Hello") == ""


async def test_the_message_of_another_delivery_is_not_taken_for_it() -> None:
    async with an_open_desk() as desk:
        other = await desk.send("Nothing new", key="a")

        assert await desk.find("Nothing new", known={other}) == ""


async def test_what_is_older_is_not_taken_for_it() -> None:
    async with an_open_desk() as desk:
        await desk.send("Nothing new", key="a")
        desk.discord.world.skip(600)

        assert await desk.find("Nothing new") == ""


async def test_it_is_found_below_much_that_others_wrote() -> None:
    async with an_open_desk() as desk:
        for number in range(150):
            desk.discord.world.say(desk.channel, desk.anna, str(number))
        sent = await desk.send("Hello", key="a")

        assert await desk.find("Hello") == sent
    pages = [each for each in desk.discord.requests if each.startswith("GET /channels")]
    assert len(pages) == 2


async def test_below_too_much_nobody_looks() -> None:
    async with an_open_desk() as desk:
        for number in range(301):
            desk.discord.world.say(desk.channel, desk.anna, str(number))

        with pytest.raises(Uncertain, match="Too much"):
            await desk.find("Hello")


async def test_without_the_permission_an_empty_history_says_nothing() -> None:
    async with a_desk() as desk:
        desk.channel.denied = Permission.READ_MESSAGE_HISTORY
        async with desk.running():
            await desk.discord.gateway.wait_ready()
            await desk.send("Hello", key="a")

            with pytest.raises(Uncertain, match="may not read"):
                await desk.find("Hello")


async def test_it_is_found_in_direct_messages() -> None:
    async with an_open_desk() as desk:
        address = Address(platform="discord", chat=str(desk.dm.id))
        sent = await desk.chat.send(address, saying("Hello"), key="a")

        assert await desk.find("Hello", place=desk.dm) == sent


async def test_it_is_found_in_a_thread() -> None:
    async with a_desk() as desk:
        thread = desk.discord.world.add_thread(desk.channel, "Floods")
        chat, place = str(desk.channel.id), str(thread.id)
        address = Address(platform="discord", chat=chat, thread=place)
        async with desk.running():
            sent = await desk.chat.send(address, saying("Hello"), key="a")

            assert await desk.find("Hello", place=thread) == sent
            assert await desk.find("Hello") == ""


async def test_in_a_forum_its_post_of_the_day_is_looked_through() -> None:
    async with a_desk() as desk:
        forum = desk.discord.world.add_channel(desk.guild, "posts", kind=Kind.FORUM)
        address = Address(platform="discord", chat=str(forum.id))
        async with desk.running():
            await desk.discord.gateway.wait_ready()
            assert await desk.find("First", place=forum) == ""
            first = await desk.chat.send(address, saying("First"), key="a")
            second = await desk.chat.send(address, saying("Second"), key="b")

            assert await desk.find("First", place=forum) == first
            assert await desk.find("Second", place=forum) == second
            assert await desk.find("Third", place=forum) == ""


async def test_a_newer_post_says_nothing_of_an_older_message() -> None:
    async with a_desk() as desk:
        forum = desk.discord.world.add_channel(desk.guild, "posts", kind=Kind.FORUM)
        address = Address(platform="discord", chat=str(forum.id))
        async with desk.running():
            await desk.discord.gateway.wait_ready()
            await desk.chat.send(address, saying("First"), key="a")
            desk.discord.world.skip(-3600)

            with pytest.raises(Uncertain, match="Another post"):
                await desk.find("Earlier", place=forum)


async def test_nobody_looks_without_a_connection() -> None:
    with pytest.raises(NotSent):
        await Desk(DiscordFake()).find("Hello")
