"""Servers, direct messages, and places where the bot is no member."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.chat import Address, Reply, Request
from bot.discord_answers import MANAGERS_THERE, NO_MEMBER
from bot.discord_replies import CUT_SHORT
from bot.documents import Button, Document
from tests.discord_desk import Desk, a_desk, an_open_desk, heard, saying
from tests.discord_fake import CannotDo, Channel, Kind, Message, Permission, User
from tests.spoken import in_german


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
    assert desk.discord.log[-1].text == in_german(CUT_SHORT)


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

    assert texts == [in_german(NO_MEMBER)] * 2
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


# Another channel --------------------------------------------------------------

DROP = Button(label="Drop", command="unsubscribe", argument="#1")
SITE = Button(label="Site", url="https://gazette.example/")


async def for_another(desk: Desk, channel: Channel, name: str = "subscribe") -> Message:
    asked = await desk.slash(name, channel=channel)
    answer = await asked.answer()
    assert answer.ephemeral
    return answer


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.NEWS, Kind.FORUM])
async def test_a_command_may_be_about_another_channel(kind: Kind) -> None:
    async with a_desk() as desk:
        other = desk.discord.world.add_channel(desk.guild, "sports_desk", kind=kind)
        async with desk.running():
            answer = await for_another(desk, other)

    assert answer.text == "**For #sports\\_desk**\nsubscribe:"
    (request,) = desk.seen
    assert request.address == Address(platform="discord", chat=str(other.id))
    assert (request.private, request.can_manage) == (False, True)


async def test_a_command_may_be_about_a_thread() -> None:
    async with a_desk() as desk:
        thread = desk.discord.world.add_thread(desk.channel, "Floods")
        async with desk.running():
            await for_another(desk, thread)

    assert desk.seen[0].address == Address(
        platform="discord", chat=str(desk.channel.id), thread=str(thread.id)
    )


@pytest.mark.parametrize("thread", [False, True])
async def test_buttons_of_such_an_answer_are_about_that_channel_too(
    thread: bool,
) -> None:
    async def a_list(request: Request) -> Reply:
        return Reply(document=saying("A list", buttons=((DROP, SITE),)))

    async with a_desk() as desk:
        other = desk.discord.world.add_channel(desk.guild, "sports")
        if thread:
            other = desk.discord.world.add_thread(other, "Floods")
        desk.answer = a_list
        async with desk.running():
            await desk.discord.gateway.wait_ready()
            panel = await for_another(desk, other, "settings")
            press = await desk.discord.press(panel, panel.buttons["Drop"], desk.boss)
            await press.answer()

    listed, dropped = desk.seen
    assert dropped.address == listed.address
    assert (dropped.command, dropped.argument) == ("unsubscribe", "#1")
    assert panel.text.startswith(f"**For #{other.name}**")


async def test_a_button_for_a_channel_that_is_gone_says_so() -> None:
    async def a_list(request: Request) -> Reply:
        return Reply(document=saying("A list", buttons=((DROP,),)))

    async with a_desk() as desk:
        other = desk.discord.world.add_channel(desk.guild, "sports")
        desk.answer = a_list
        async with desk.running():
            await desk.discord.gateway.wait_ready()
            panel = await for_another(desk, other, "settings")
            payload = other.payload(desk.discord.world.bot.id)
            await desk.discord.gateway.dispatch(
                "CHANNEL_DELETE", payload, desk.guild.id
            )
            press = await desk.discord.press(panel, panel.buttons["Drop"], desk.boss)
            answer = await press.answer()

    assert answer.text.startswith("This button is from another time")
    assert len(desk.seen) == 1


async def asked_by(desk: Desk, user: User, channel: Channel, name: str) -> str:
    asked = await desk.discord.slash(
        desk.channel, user, name, {"channel": channel}, anyway=True
    )
    return (await asked.answer()).text.replace("\\", "")


async def test_another_channel_is_for_those_who_manage_it_or_the_server() -> None:
    async with a_desk() as desk:
        other = desk.discord.world.add_channel(desk.guild, "sports")
        async with desk.running():
            refused = [
                await asked_by(desk, desk.anna, other, name)
                for name in ("subscribe", "settings")
            ]
            other.managers.add(desk.anna.id)
            allowed = await asked_by(desk, desk.anna, other, "settings")

    assert refused == [in_german(MANAGERS_THERE, name="sports")] * 2
    assert allowed == "**Für #sports**\nsettings:"


@pytest.mark.parametrize(
    ("kind", "denied", "missing"),
    [
        (Kind.TEXT, Permission.SEND_MESSAGES, "Send Messages"),
        (
            Kind.NEWS,
            Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES,
            "View Channel, Send Messages",
        ),
        (Kind.FORUM, Permission.SEND_MESSAGES, "Create Posts"),
        (
            Kind.FORUM,
            Permission.SEND_MESSAGES_IN_THREADS,
            "Send Messages in Threads",
        ),
    ],
)
async def test_what_the_bot_is_missing_there_is_named(
    kind: Kind, denied: Permission, missing: str
) -> None:
    async with a_desk() as desk:
        other = desk.discord.world.add_channel(
            desk.guild, "sports", kind=kind, denied=denied
        )
        async with desk.running():
            text = await asked_by(desk, desk.boss, other, "subscribe")
            removed = await asked_by(desk, desk.boss, other, "unsubscribe")

    assert text == (
        f"I cannot post in #sports: I am missing {missing}. "
        "Allow me that in the channel's settings, then try again."
    )
    assert removed == "**For #sports**\nunsubscribe:"


async def test_an_older_discord_leaves_it_to_what_it_has_told_of() -> None:
    async with a_desk() as desk:
        world = desk.discord.world
        world.tells_permissions = False
        closed = world.add_channel(
            desk.guild, "closed", denied=Permission.SEND_MESSAGES
        )
        async with desk.running():
            client = desk.chat._client
            assert client
            await heard(lambda: client.place(closed.id) is not None)
            known = await asked_by(desk, desk.boss, closed, "subscribe")
            untold = world.add_channel(desk.guild, "untold")
            unknown = await asked_by(desk, desk.boss, untold, "subscribe")

    assert known.startswith("I cannot post in #closed: I am missing Send Messages")
    assert unknown == "**For #untold**\nsubscribe:"


async def test_what_the_bot_is_missing_right_here_is_named_too() -> None:
    async with a_desk() as desk:
        desk.channel.denied = Permission.SEND_MESSAGES
        thread = desk.discord.world.add_thread(desk.channel, "Floods")
        async with desk.running():
            answer = await (await desk.slash("subscribe")).answer()
            asked = await desk.discord.slash(thread, desk.boss, "subscribe")
            below = await asked.answer()

    assert answer.text.startswith("I cannot post in #news: I am missing Send Messages")
    assert below.text == "subscribe:"


async def test_half_an_argument_is_completed_for_the_channel_that_was_chosen() -> None:
    async with a_desk() as desk:
        other = desk.discord.world.add_channel(desk.guild, "sports")
        desk.suggestions = {"tech": "Tech"}
        async with desk.running():
            await desk.discord.gateway.wait_ready()
            offered = [
                await desk.discord.autocomplete(
                    desk.channel, user, "unsubscribe", "name", "te", {"channel": other}
                )
                for user in (desk.boss, desk.anna)
            ]

    assert offered == [{"tech": "Tech"}, {}]
    assert [request.address.chat for request in desk.seen] == [str(other.id)]


async def test_only_places_for_messages_can_be_chosen() -> None:
    async with an_open_desk() as desk:
        with pytest.raises(CannotDo, match="not among the channels"):
            await desk.slash("subscribe", channel=desk.dm)
