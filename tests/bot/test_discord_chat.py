"""Discord as a chat: the real client library against the strict fake."""

import asyncio
import logging

import pytest

from bot.chat import (
    Address,
    BadToken,
    Chat,
    ChatGone,
    NotSent,
    Rejected,
    SendError,
    Uncertain,
)
from bot.commands import COMMANDS as TABLE
from bot.commands import Who
from bot.discord_commands import LINKS_MENU
from bot.documents import File
from tests.discord_desk import (
    COMMANDS,
    Desk,
    a_desk,
    an_open_desk,
    heard,
    saying,
)
from tests.discord_fake import (
    DiscordFake,
    Fault,
    Limits,
    Permission,
    Trouble,
)
from tests.discord_fake.uploads import LARGEST
from tests.spoken import in_german


def test_it_is_a_chat() -> None:
    chat: Chat = Desk(DiscordFake()).chat

    assert chat.platform == "discord"
    assert chat.parts(saying("Hi")) == (saying("Hi"),)


# Sending ----------------------------------------------------------------------


async def test_a_message_is_sent_with_its_key_and_pings_nobody() -> None:
    async with an_open_desk() as desk:
        id_ = await desk.send("@everyone hello", key="d7-1")
        (message,) = desk.discord.log

    assert id_ == str(message.id)
    assert (message.nonce, message.channel) == ("d7-1", desk.channel)
    assert message.body["allowed_mentions"] == {"parse": []}
    assert message.text == "\\@everyone hello"


async def test_the_same_key_again_gives_the_first_message() -> None:
    async with an_open_desk() as desk:
        first = await desk.send(key="d7-1")
        again = await desk.send(key="d7-1")

    assert again == first
    assert len(desk.discord.log) == 1


async def test_a_thread_gets_what_is_meant_for_it() -> None:
    async with a_desk() as desk:
        thread = desk.discord.world.add_thread(desk.channel, "Floods")
        address = Address(
            platform="discord", chat=str(desk.channel.id), thread=str(thread.id)
        )
        async with desk.running():
            await desk.chat.send(address, saying("Hello"), key="k")

    assert [message.channel for message in desk.discord.log] == [thread]


async def test_files_go_along_and_arrive_once() -> None:
    files = (
        File(name="my feeds.opml", text="<opml/>"),
        File(name="my feeds.opml", text="again"),
        File(name="../été.csv", text="a,b"),
    )
    async with an_open_desk() as desk:
        desk.discord.order(Fault("messages", Trouble.UNANSWERED))
        await desk.chat.send(desk.here, saying("Yours", files=files), key="k")

    (message,) = desk.discord.log
    assert message.files == {
        "my_feeds.opml": b"<opml/>",
        "2-my_feeds.opml": b"again",
        "t_.csv": b"a,b",
    }


async def test_a_file_that_discord_finds_too_large_is_rejected() -> None:
    large = File(name="all.txt", text="x" * (LARGEST + 1))
    async with an_open_desk() as desk:
        with pytest.raises(Rejected, match="too large"):
            await desk.chat.send(desk.here, saying("Yours", files=(large,)), key="k")


async def test_a_silent_message_makes_no_sound() -> None:
    async with an_open_desk() as desk:
        await desk.chat.send(desk.here, saying("Hush", silent=True), key="a")
        await desk.send("Hello", key="b")

    assert [message.silent for message in desk.discord.log] == [True, False]


@pytest.mark.parametrize(
    "trouble",
    [
        pytest.param(Fault("messages", Trouble.STATUS, status=503), id="503"),
        pytest.param(Fault("messages", Trouble.LOST, times=3), id="lost thrice"),
        pytest.param(Fault("messages", Trouble.UNANSWERED), id="no answer"),
    ],
)
async def test_what_fails_for_a_moment_arrives_once(trouble: Fault) -> None:
    async with an_open_desk() as desk:
        desk.discord.order(trouble)
        id_ = await desk.send()

    assert [str(message.id) for message in desk.discord.log] == [id_]
    assert desk.pauses == [0.5, 1.0, 2.0][: len(desk.pauses)]
    assert desk.pauses


async def test_what_keeps_failing_is_uncertain_after_four_attempts() -> None:
    async with an_open_desk() as desk:
        desk.discord.order(Fault("messages", Trouble.STATUS, status=503, times=99))
        with pytest.raises(Uncertain, match="503"):
            await desk.send()

    assert desk.pauses == [0.5, 1.0, 2.0]


async def test_an_answer_that_never_comes_is_uncertain(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.discord_chat._SEND_SECONDS", 0.05)
    async with an_open_desk() as desk:
        desk.discord.order(Fault("messages", Trouble.HANGING))
        with pytest.raises(Uncertain):
            await desk.send(key="k")
        monkeypatch.undo()
        assert await desk.send(key="k") == str(desk.discord.log[0].id)

    assert len(desk.discord.log) == 1


@pytest.mark.parametrize(
    ("denied", "named"),
    [
        pytest.param(Permission.SEND_MESSAGES, "missing Send Messages", id="mute"),
        pytest.param(Permission.VIEW_CHANNEL, "missing View Channel", id="blind"),
    ],
)
async def test_a_missing_permission_is_named(denied: Permission, named: str) -> None:
    async with a_desk() as desk:
        desk.channel.denied = denied
        async with desk.running():
            await heard(lambda: desk.times_ready > 0)
            with pytest.raises(ChatGone, match=named):
                await desk.send()


async def test_a_missing_permission_in_a_thread_is_named() -> None:
    async with a_desk() as desk:
        thread = desk.discord.world.add_thread(desk.channel, "Floods")
        desk.channel.denied = Permission.SEND_MESSAGES_IN_THREADS
        address = Address(
            platform="discord", chat=str(desk.channel.id), thread=str(thread.id)
        )
        async with desk.running():
            with pytest.raises(ChatGone, match="Send Messages in Threads"):
                await desk.chat.send(address, saying("Hello"), key="k")


async def test_a_closed_door_is_a_chat_that_is_gone() -> None:
    async with an_open_desk() as desk:
        desk.anna.takes_messages = False
        address = Address(platform="discord", chat=str(desk.dm.id))
        with pytest.raises(ChatGone, match="direct messages"):
            await desk.chat.send(address, saying("Hello"), key="k")
        with pytest.raises(ChatGone, match="no longer exists"):
            await desk.chat.send(
                Address(platform="discord", chat="404"), saying("Hello"), key="k"
            )


@pytest.mark.parametrize(
    ("status", "code", "kind", "words"),
    [
        pytest.param(403, 50278, ChatGone, "no server", id="no common server"),
        pytest.param(400, 50008, ChatGone, "takes no messages", id="a category"),
        pytest.param(400, 160005, ChatGone, "locked", id="locked thread"),
        pytest.param(400, 50083, ChatGone, "locked", id="archived thread"),
        pytest.param(403, 20012, ChatGone, "does not let me", id="other refusal"),
        pytest.param(400, 240000, Rejected, "did not take", id="link filter"),
        pytest.param(404, 0, Rejected, "did not take", id="no such route"),
        pytest.param(403, 0, Rejected, "did not take", id="proxy"),
        pytest.param(500, 0, Uncertain, "500", id="server error", marks=[]),
    ],
)
async def test_a_refusal_says_what_to_do_next(
    status: int,
    code: int,
    kind: type[SendError],
    words: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with an_open_desk() as desk:
        body = {"message": "Nope.", "code": code}
        fault = Fault("messages", Trouble.STATUS, status=status, body=body, times=9)
        desk.discord.order(fault)
        if status == 500:
            monkeypatch.setattr("discord.http.asyncio.sleep", desk._pause)
        with pytest.raises(kind, match=words):
            await desk.send()


async def test_a_short_limit_is_waited_out() -> None:
    limits = Limits(rules={"POST /channels/{channel}/messages": (2, 0.05)})
    async with an_open_desk(limits=limits) as desk:
        for number in range(5):
            await desk.send(f"Hello {number}", key=str(number))

    assert desk.texts() == [f"Hello {number}" for number in range(5)]
    assert limits.refused == 0


async def test_a_long_limit_is_handed_back() -> None:
    async with an_open_desk() as desk:
        body = {"message": "Slow down.", "retry_after": 600.0, "global": False}
        desk.discord.order(
            Fault(
                "messages",
                Trouble.STATUS,
                status=429,
                body=body,
                headers={"Via": "1.1 google"},
            )
        )
        with pytest.raises(NotSent) as refused:
            await desk.send()

    assert refused.value.seconds == 600
    assert desk.discord.log == []


async def test_a_ban_at_the_border_is_handed_back() -> None:
    async with an_open_desk() as desk:
        headers = {"Retry-After": "1200"}
        desk.discord.order(
            Fault("messages", Trouble.STATUS, status=429, headers=headers)
        )
        with pytest.raises(NotSent) as refused:
            await desk.send()

    assert refused.value.seconds == 1200


async def test_nothing_leaves_a_bot_that_is_not_connected() -> None:
    async with a_desk() as desk:
        with pytest.raises(NotSent, match="not connected"):
            await desk.send()
        async with desk.running():
            await desk.discord.stop()
            with pytest.raises(NotSent, match="could not be reached"):
                await desk.send()


async def test_what_cannot_be_drawn_is_rejected() -> None:
    async with an_open_desk() as desk:
        with pytest.raises(Rejected, match="nothing"):
            await desk.send("  ")
        with pytest.raises(Rejected, match="invalid literal"):
            await desk.chat.send(
                Address(platform="discord", chat="here"), saying("Hello"), key="k"
            )


# Connecting -------------------------------------------------------------------


async def test_an_unknown_token_is_told_at_once() -> None:
    async with a_desk() as desk:
        with pytest.raises(BadToken):
            await desk.new_chat(token="wrong").run(desk.replied, ready=print)

    assert desk.discord.gateway.identified == 0


async def test_a_token_that_the_gateway_refuses_is_told() -> None:
    async with a_desk() as desk:
        with pytest.RaisesGroup(BadToken):
            async with desk.running():
                await desk.discord.gateway.close(4004)
                await asyncio.Event().wait()


async def test_a_token_that_is_withdrawn_ends_the_run() -> None:
    async with a_desk() as desk:
        with pytest.RaisesGroup(BadToken):
            async with desk.running():
                desk.discord.world.token = "another"
                with pytest.raises(NotSent):
                    await desk.send()
                await asyncio.Event().wait()


async def test_other_reasons_to_hang_up_are_passed_on() -> None:
    async with a_desk() as desk:
        with pytest.RaisesGroup(pytest.RaisesExc(Exception, match="4013")):
            async with desk.running():
                await desk.discord.gateway.close(4013)
                await asyncio.Event().wait()


async def test_commands_are_registered_once_until_they_change() -> None:
    async with a_desk() as desk:
        for _ in range(2):
            async with desk.running():
                pass
        registering = [name for name in desk.discord.requests if "commands" in name]
        assert len(registering) == 1

        desk.kept.clear()
        async with desk.running():
            pass
        registering = [name for name in desk.discord.requests if "commands" in name]
        assert len(registering) == 2


async def test_commands_stand_in_the_app_as_in_the_table() -> None:
    async with an_open_desk() as desk:
        commands = {row["name"]: row for row in desk.discord.world.commands}

    menu = commands.pop(LINKS_MENU)
    assert (menu["type"], menu["contexts"]) == (3, [0, 1, 2])
    assert list(commands) == [row.name for row in COMMANDS]
    assert commands["subscribe"]["default_member_permissions"] == "32"
    assert commands["digest"]["default_member_permissions"] is None
    assert commands["digest"]["contexts"] == [0, 1, 2]
    assert commands["digest"]["integration_types"] == [0, 1]
    option, private = commands["digest"]["options"]
    assert (private["name"], private["type"]) == ("private", 5)
    assert (option["name"], option["description"]) == ("topic-or-link", "topic or link")
    assert not option.get("required")
    _, file, channel = commands["subscribe"]["options"]
    assert (channel["name"], channel["type"]) == ("channel", 7)
    assert set(channel["channel_types"]) == {0, 5, 10, 11, 12, 15}
    assert (file["name"], file["type"]) == ("file", 11)
    assert (file["description"], file.get("required")) == ("a list of feeds", False)
    assert not commands["status"].get("options")


async def test_what_is_said_of_a_command_is_registered_in_each_ready_language() -> None:
    async with an_open_desk() as desk:
        commands = {row["name"]: row for row in desk.discord.world.commands}

    menu = commands[LINKS_MENU]
    assert menu["name_localizations"]["de"] == in_german(LINKS_MENU)
    digest = commands["digest"]
    option, *_others = digest["options"]
    assert not digest.get("name_localizations")
    assert option["description_localizations"]["de"] == "Thema oder Link"
    assert {"de", "es-ES", "zh-CN"} >= {
        locale
        for locale in digest["description_localizations"]
        if locale not in {"ru", "es-419", "fr", "uk"}
    }


async def test_discord_takes_the_whole_table() -> None:
    async with a_desk() as desk:
        desk.chat = desk.new_chat(commands=TABLE)
        async with desk.running():
            registered = desk.discord.world.commands

    menu = LINKS_MENU
    assert {row["name"] for row in registered} == {menu, *(row.name for row in TABLE)}
    assert desk.kept


async def test_whatever_manages_a_channel_can_be_about_another_one() -> None:
    async with a_desk() as desk:
        other = desk.discord.world.add_channel(desk.guild, "sports")
        desk.chat = desk.new_chat(commands=TABLE)
        async with desk.running():
            rows = {row["name"]: row for row in desk.discord.world.commands}
            answer = await (await desk.slash("settings", channel=other)).answer()

    managing = [row.name for row in TABLE if row.who == Who.MANAGE]
    for name in managing:
        assert "channel" in {option["name"] for option in rows[name]["options"]}, name
    assert answer.text == "**For #sports**\nsettings:"
    assert desk.seen[0].address.chat == str(other.id)


async def test_refused_commands_do_not_keep_the_bot_from_serving(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with a_desk() as desk:
        desk.discord.order(Fault("PUT .*commands", Trouble.STATUS, status=400))
        async with desk.running():
            await desk.send()

    assert "refused the commands" in caplog.text
    assert desk.kept == {}
    assert desk.texts() == ["Hello"]


async def test_a_connection_lives_by_its_heartbeats() -> None:
    async with an_open_desk(heartbeat=0.25) as desk:
        await desk.discord.gateway.wait_heartbeats(2)
        interaction = await desk.slash("settings")

        assert (await interaction.answer()).text == "settings:"
    assert desk.discord.gateway.identified == 1


async def test_what_happened_during_a_break_is_heard_afterwards() -> None:
    async with an_open_desk() as desk:
        gateway = desk.discord.gateway
        await gateway.wait_ready()
        interaction = await gateway.during_a_break(lambda: desk.slash("settings"))
        await gateway.wait_ready(resumed=1)

        assert (await interaction.answer()).text == "settings:"
    assert gateway.identified == 1


async def test_a_broken_connection_is_resumed() -> None:
    async with an_open_desk() as desk:
        await desk.discord.gateway.wait_ready()
        await desk.discord.gateway.ask_to_reconnect()
        await desk.discord.gateway.wait_ready(resumed=1)
        interaction = await desk.slash("settings")

        assert (await interaction.answer()).text == "settings:"
    assert desk.discord.gateway.identified == 1


async def test_an_outage_is_waited_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("discord.backoff.ExponentialBackoff.delay", lambda _: 0.01)
    async with an_open_desk() as desk:
        await desk.discord.gateway.wait_ready()
        await desk.discord.stop()
        with pytest.raises(NotSent):
            await desk.send()
        await desk.discord.start()
        await desk.discord.gateway.wait_ready(identified=2)
        await desk.send()

    assert desk.texts() == ["Hello"]
    assert desk.times_ready == 2


async def test_a_lost_session_begins_again_at_the_same_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def at_once(*_: object, **__: object) -> None:
        """Identify without the library's pause of five seconds."""

    monkeypatch.setattr("discord.Client.before_identify_hook", at_once)
    async with an_open_desk() as desk:
        await desk.discord.gateway.wait_ready()
        await desk.discord.gateway.invalidate()
        await desk.discord.gateway.wait_ready(identified=2)
        interaction = await desk.slash("settings")

        assert (await interaction.answer()).text == "settings:"
    assert desk.times_ready == 2


async def test_two_bots_keep_to_their_own_discord() -> None:
    async with an_open_desk() as one, an_open_desk() as other:
        await one.send("to one")
        await other.send("to the other")

    assert one.texts() == ["to one"]
    assert other.texts() == ["to the other"]


# Leaving ----------------------------------------------------------------------


async def test_being_removed_from_a_server_is_passed_on() -> None:
    async with a_desk() as desk:
        thread = desk.discord.world.add_thread(desk.channel, "Floods")
        async with desk.running():
            await desk.discord.gateway.wait_ready()
            await desk.discord.gateway.remove_guild(desk.guild)
            await heard(lambda: bool(desk.lost))

    ((addresses, why),) = desk.lost
    chat = str(desk.channel.id)
    assert addresses == (
        Address(platform="discord", chat=chat),
        Address(platform="discord", chat=chat, thread=str(thread.id)),
    )
    assert why == "I am no longer in the server Newsroom. Add me again."


async def test_a_deleted_channel_and_thread_are_passed_on() -> None:
    async with a_desk() as desk:
        world, gateway = desk.discord.world, desk.discord.gateway
        thread = world.add_thread(desk.channel, "Floods")
        async with desk.running():
            await gateway.wait_ready()
            for event, place in (
                ("THREAD_DELETE", thread),
                ("CHANNEL_DELETE", desk.channel),
            ):
                payload = place.payload(world.bot.id)
                await gateway.dispatch(event, payload, desk.guild.id)
            await heard(lambda: len(desk.lost) == 2)

    assert [why for _, why in desk.lost] == [
        "The thread was deleted.",
        "#news on Newsroom was deleted.",
    ]
    assert desk.lost[0][0][0].thread == str(thread.id)


async def test_a_place_where_it_may_write_again_is_passed_on() -> None:
    async with a_desk() as desk:
        world, gateway = desk.discord.world, desk.discord.gateway
        desk.channel.denied = Permission.SEND_MESSAGES
        desk.gone = [desk.here]
        async with desk.running():
            await gateway.wait_ready()
            desk.channel.denied = Permission(0)
            payload = desk.channel.payload(world.bot.id)
            await gateway.dispatch("CHANNEL_UPDATE", payload, desk.guild.id)
            await heard(lambda: bool(desk.back))

    assert desk.back == [desk.here]


async def test_a_place_that_still_lacks_a_permission_stays_gone() -> None:
    async with a_desk() as desk:
        world, gateway = desk.discord.world, desk.discord.gateway
        other = world.add_channel(desk.guild, "open")
        desk.channel.denied = Permission.SEND_MESSAGES
        stranger = Address(platform="discord", chat="7")
        opened = Address(platform="discord", chat=str(other.id))
        desk.gone = [desk.here, stranger, opened]
        async with desk.running():
            await gateway.wait_ready()
            await heard(lambda: bool(desk.back))

    assert desk.back == [opened]


async def test_a_server_that_takes_it_in_again_has_its_channels_back() -> None:
    async with a_desk() as desk:
        desk.guild.joined = False
        desk.gone = [desk.here]
        async with desk.running():
            await desk.discord.gateway.wait_ready()
            await desk.discord.gateway.add_guild(desk.guild)
            await heard(lambda: bool(desk.back))

    assert desk.back == [desk.here]


async def test_a_role_that_may_write_gives_places_back() -> None:
    async with a_desk() as desk:
        gateway = desk.discord.gateway
        async with desk.running():
            await gateway.wait_ready()
            desk.gone = [desk.here]
            (everyone,) = desk.guild.payload(desk.discord.world.bot)["roles"]
            role = {**everyone, "permissions": str(int(everyone["permissions"]) | 16)}
            change = {"guild_id": str(desk.guild.id), "role": role}
            await gateway.dispatch("GUILD_ROLE_UPDATE", change, desk.guild.id)
            await heard(lambda: bool(desk.back))

    assert desk.back == [desk.here]


async def test_a_role_that_the_bot_gets_gives_places_back() -> None:
    async with a_desk() as desk:
        gateway, bot = desk.discord.gateway, desk.discord.world.bot
        async with desk.running():
            await gateway.wait_ready()
            role = {**desk.guild.payload(bot)["roles"][0], "id": "77", "name": "News"}
            about = {"guild_id": str(desk.guild.id)}
            created = {**about, "role": role}
            await gateway.dispatch("GUILD_ROLE_CREATE", created, desk.guild.id)
            desk.gone = [desk.here]
            me = {**desk.guild.member(bot), "roles": ["77"], **about}
            await gateway.dispatch("GUILD_MEMBER_UPDATE", me, desk.guild.id)
            await heard(lambda: bool(desk.back))

    assert desk.back == [desk.here]


async def test_a_thread_that_is_unlocked_is_back() -> None:
    async with a_desk() as desk:
        world, gateway = desk.discord.world, desk.discord.gateway
        thread = world.add_thread(desk.channel, "Floods")
        thread.locked = True
        there = Address(
            platform="discord", chat=str(desk.channel.id), thread=str(thread.id)
        )
        desk.gone = [there]
        async with desk.running():
            await gateway.wait_ready()
            thread.locked = False
            payload = thread.payload(world.bot.id)
            await gateway.dispatch("THREAD_UPDATE", payload, desk.guild.id)
            await heard(lambda: bool(desk.back))

    assert desk.back == [there]


async def test_somebody_is_told_something_alone_in_direct_messages() -> None:
    async with an_open_desk() as desk:
        address = await desk.chat.private(str(desk.anna.id))
        await desk.chat.send(address, saying("Only you"), key="k")

    assert [message.channel for message in desk.discord.log] == [desk.dm]


async def test_nobody_of_that_id_is_found() -> None:
    async with an_open_desk() as desk:
        with pytest.raises(Rejected):
            await desk.chat.private("7")


async def test_joining_a_server_posts_nothing() -> None:
    async with an_open_desk() as desk:
        world = desk.discord.world
        guild = world.add_guild("Another")
        channel = world.add_channel(guild, "general")
        await desk.discord.gateway.add_guild(guild)
        address = Address(platform="discord", chat=str(channel.id))
        await desk.chat.send(address, saying("asked for"), key="k")

    assert desk.texts() == ["asked for"]


async def test_a_discord_that_does_not_say_goodbye_is_left(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def for_ever(self: object) -> None:
        await asyncio.Event().wait()

    async with a_desk() as desk, desk.running():
        monkeypatch.setattr("bot.discord_chat._CLOSE_SECONDS", 0.01)
        monkeypatch.setattr("discord.shard.Shard.close", for_ever)

    assert "did not say goodbye" in caplog.text


async def test_nothing_is_at_work_on_an_event_once_it_has_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.discord_client._EVENT_SECONDS", 0.05)
    begun, ended = asyncio.Event(), list[tuple[Address, ...]]()

    async def look_up(addresses: tuple[Address, ...]) -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(addresses)

    async with a_desk() as desk:
        desk.gone = [desk.here]
        desk.chat._back = look_up
        async with desk.running():
            await begun.wait()

        assert ended == [(desk.here,)]


async def test_no_log_line_shows_the_token(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    async with an_open_desk() as desk:
        await desk.send()

    assert desk.discord.token not in caplog.text
