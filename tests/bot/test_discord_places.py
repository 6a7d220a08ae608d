"""Servers, direct messages, and places where the bot is no member."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.chat import Address, Reply, Request
from bot.documents import Document
from tests.discord_desk import Desk, a_desk, an_open_desk, heard, saying
from tests.discord_fake import CannotDo, Channel


@dataclass
class Abroad:
    """A desk, and a server that it is not in; Anna has the app for herself."""

    desk: Desk
    channel: Channel


@contextlib.asynccontextmanager
async def abroad() -> AsyncIterator[Abroad]:
    async with a_desk() as desk:
        world = desk.discord.world
        channel = world.add_channel(world.add_guild("Others", joined=False), "talk")
        desk.anna.has_app = True
        async with desk.running():
            yield Abroad(desk, channel)


async def at_length(request: Request) -> Reply:
    block = saying("word " * 700).blocks
    return Reply(document=Document(blocks=block * 9))


async def test_reading_commands_show_everywhere_and_others_where_the_bot_can_send() -> (
    None
):
    async with an_open_desk() as desk:
        desk.anna.has_app = True
        group = desk.discord.world.add_group("friends")
        commands = {row["name"]: row for row in desk.discord.world.commands}
        await (await desk.discord.slash(group, desk.anna, "digest")).answer()
        with pytest.raises(CannotDo, match="does not show here"):
            await desk.discord.slash(group, desk.anna, "subscribe")
        await (await desk.discord.slash(desk.dm, desk.anna, "subscribe")).answer()

    assert commands["digest"]["contexts"] == [0, 1, 2]
    assert commands["subscribe"]["contexts"] == [0, 1]
    assert commands["subscribe"]["integration_types"] == [0, 1]


async def test_permissions_hide_nothing_in_a_direct_message() -> None:
    async with an_open_desk() as desk:
        commands = {row["name"]: row for row in desk.discord.world.commands}
        asked = await desk.discord.slash(desk.dm, desk.anna, "subscribe")
        answer = await asked.answer()

    assert commands["subscribe"]["default_member_permissions"] == "32"
    assert answer.text == "subscribe:"


async def test_in_somebody_elses_server_the_asker_alone_is_answered() -> None:
    async with abroad() as place:
        desk = place.desk
        asked = await desk.discord.slash(place.channel, desk.anna, "digest")
        answer = await asked.answer()
        with pytest.raises(CannotDo, match="not installed"):
            await desk.discord.slash(place.channel, desk.boss, "digest")

    assert (answer.text, answer.ephemeral) == ("digest:", True)
    (request,) = desk.seen
    assert (request.private, request.can_manage) == (False, False)
    assert request.address == Address(
        platform="discord", chat=str(place.channel.id), thread=str(desk.anna.id)
    )


async def test_no_more_follow_ups_are_sent_than_such_a_server_takes() -> None:
    async with abroad() as place:
        desk = place.desk
        desk.answer = at_length
        asked = await desk.discord.slash(place.channel, desk.anna, "digest")
        await heard(lambda: len(asked.follow_ups) == 5)

    assert [each.ephemeral for each in desk.discord.log] == [True] * 6
    assert desk.discord.log[-1].text.startswith("Discord lets me send no more")


async def test_a_late_answer_is_not_posted_in_somebody_elses_server() -> None:
    async with abroad() as place:
        desk = place.desk

        async def much_later(request: Request) -> Reply:
            desk.discord.world.skip(1000)
            return Reply(document=saying("late"))

        desk.answer = much_later
        await desk.discord.slash(place.channel, desk.anna, "digest")
        await heard(lambda: any("PATCH" in name for name in desk.discord.requests))

    assert desk.discord.log == []
    assert not any("POST /channels" in name for name in desk.discord.requests)


async def test_nothing_can_be_followed_where_the_bot_is_no_member() -> None:
    async with abroad() as place:
        desk = place.desk
        place.channel.guild.managers.add(desk.anna.id)  # type: ignore[union-attr]  # it is in a server
        group = desk.discord.world.add_group("friends")
        texts = [
            (await asked.answer()).text
            for asked in (
                await desk.discord.slash(place.channel, desk.anna, "subscribe"),
                await desk.discord.slash(group, desk.anna, "subscribe", anyway=True),
            )
        ]

    assert all(text.startswith("I am no member here") for text in texts)
    assert desk.seen == []


async def test_a_group_hears_what_its_member_asked() -> None:
    async with abroad() as place:
        desk = place.desk
        desk.answer = at_length
        group = desk.discord.world.add_group("friends")
        asked = await desk.discord.slash(group, desk.anna, "digest")
        await heard(lambda: len(asked.follow_ups) == 5)

    assert not asked.ephemeral
    assert not desk.seen[0].private


async def test_who_has_the_app_twice_is_answered_as_in_any_server() -> None:
    async with an_open_desk() as desk:
        desk.anna.has_app = True
        asked = await desk.discord.slash(desk.channel, desk.anna, "digest")
        await asked.answer()

    assert not asked.ephemeral
    assert desk.seen[0].address == desk.here
