"""Our client in somebody else's idea of Discord: simcord, without a network.

It knows permissions, command access and restarts, but neither time limits of
interactions nor nonces: those are our own fake's.
"""

import contextlib
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import discord
import pytest
import simcord

from bot.chat import Address, ChatGone, Reply, Request, Suggestion
from bot.discord_chat import DiscordChat
from bot.discord_client import Client
from bot.documents import Button, Document, Paragraph, Run
from digests import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    name: str
    summary: str = "Does something."
    argument: str = ""
    file: str = ""
    who: str = "all"
    quiet: bool = False
    elsewhere: bool = False
    posts: bool = False
    discreet: bool = False


COMMANDS = (
    Row(name="digest", argument="topic"),
    Row(name="subscribe", argument="topic", who="manage"),
    Row(name="settings", quiet=True),
    Row(name="more", argument="number"),
)
MORE = Button(label="More", command="more", argument="2")


class Stage:
    """A simulated server with a channel, a reader and somebody who manages it."""

    env: simcord.Env

    def __init__(self) -> None:
        self.seen: list[Request] = []
        self.lost: list[str] = []
        self.chat = DiscordChat(
            "simulated.bot.token",
            commands=COMMANDS,
            suggest=self._suggest,
            recall=_recall,
            remember=_remember,
            lost=self._lose,
            pause=_at_once,
        )

    def client(self) -> Client:
        return self.chat.client(self._answer, ready=lambda: None)

    def arrange(self, env: simcord.Env) -> None:
        self.env = env
        self.guild = env.create_guild(name="Newsroom")
        self.channel = self.guild.create_text_channel("news")
        manages = discord.Permissions(manage_guild=True)
        managers = self.guild.create_role("Managers", permissions=manages)
        self.anna = self.guild.add_member(env.create_user("anna"))
        self.boss = self.guild.add_member(env.create_user("boss"), roles=[managers])

    @property
    def here(self) -> Address:
        return Address(platform="discord", chat=str(self.channel.id))

    async def _answer(self, request: Request) -> Reply:
        self.seen.append(request)
        return Reply(document=saying(f"{request.command}: {request.argument}"))

    async def _suggest(self, request: Request) -> Sequence[Suggestion]:
        return [
            Suggestion(label=name.title(), value=name)
            for name in ("tech", "world")
            if request.argument in name
        ]

    async def _lose(self, addresses: tuple[Address, ...], why: Reason) -> None:
        self.lost.append(str(why))


async def _recall(name: str) -> str:
    return ""


async def _remember(name: str, value: str) -> None:
    return None


async def _at_once(seconds: float) -> None:
    return None


def saying(text: str, *buttons: Button, briefing: int | None = None) -> Document:
    return Document(
        blocks=(Paragraph(line=(Run(text=text),)),),
        buttons=(buttons,) if buttons else (),
        briefing=briefing,
    )


def text_of(result: simcord.InteractionResult) -> str:
    assert result.response
    return "".join(_texts(result.response.components))


def _texts(components: list[dict[str, Any]]) -> Iterator[str]:
    for part in components:
        yield part.get("content") or ""
        yield from _texts(part.get("components") or [])


@contextlib.asynccontextmanager
async def a_stage() -> AsyncIterator[Stage]:
    stage = Stage()
    async with simcord.run(stage.client(), shard_count=1) as env:
        stage.arrange(env)
        yield stage


async def test_everybody_is_offered_the_commands_that_are_theirs() -> None:
    async with a_stage() as stage:
        readers = stage.anna.available_commands(stage.channel)
        managers = stage.boss.available_commands(stage.channel)

    assert set(readers) == {"digest", "more", "settings"}
    assert set(managers) - set(readers) == {"subscribe"}


async def test_a_command_is_promised_an_answer_and_gets_it() -> None:
    async with a_stage() as stage:
        result = await stage.anna.slash(stage.channel, "digest", topic=" tech ")

        assert text_of(result) == "digest: tech"
        assert not result.ephemeral
        calls = [(each.method, each.path) for each in stage.env.http_requests[-2:]]
    assert [method for method, _ in calls] == ["POST", "PATCH"]
    assert calls[0][1].endswith("/callback")
    assert calls[1][1].endswith("/messages/@original")
    assert stage.seen == [
        Request(
            address=stage.here,
            command="digest",
            argument="tech",
            person=str(stage.anna.id),
            private=False,
            can_manage=False,
        )
    ]


async def test_a_quiet_command_is_seen_by_the_asker_alone() -> None:
    async with a_stage() as stage:
        result = await stage.anna.slash(stage.channel, "settings")

        assert result.ephemeral
        assert stage.channel.history(viewer=stage.boss) == []


async def test_a_button_of_a_sent_briefing_works_after_a_restart() -> None:
    async with a_stage() as stage:
        briefing = saying("Briefing", MORE, briefing=4711)
        await stage.chat.send(stage.here, briefing, key="d7")
        await stage.env.restart_bot(stage.client())
        message = stage.channel.last_message
        assert message
        result = await stage.anna.click(message, label="More")

        assert text_of(result) == "more: 2"
        assert result.ephemeral
    assert stage.seen[0].briefing == 4711


async def test_a_half_typed_topic_is_completed() -> None:
    async with a_stage() as stage:
        offered = await stage.anna.autocomplete(stage.channel, "digest", "topic", "te")

    assert [(choice["name"], choice["value"]) for choice in offered] == [
        ("Tech", "tech")
    ]


async def test_in_a_direct_message_everybody_decides_for_themselves() -> None:
    async with a_stage() as stage:
        reader = stage.env.create_user("reader")
        result = await reader.slash("subscribe", topic="tech")

        assert text_of(result) == "subscribe: tech"
    assert (stage.seen[0].private, stage.seen[0].can_manage) == (True, True)


async def test_a_channel_where_the_bot_may_not_write_is_gone() -> None:
    async with a_stage() as stage:
        me = stage.guild.default_role
        denied = discord.PermissionOverwrite(send_messages=False)
        closed = stage.guild.create_text_channel("closed", overwrites={me: denied})
        address = Address(platform="discord", chat=str(closed.id))
        with pytest.raises(ChatGone, match="missing Send Messages"):
            await stage.chat.send(address, saying("Hello"), key="k")


async def test_a_failure_for_a_moment_is_sent_again_with_the_same_nonce() -> None:
    async with a_stage() as stage:
        stage.env.inject_error(
            "POST", f"/channels/{stage.channel.id}/messages", status=503
        )
        await stage.chat.send(stage.here, saying("Hello"), key="d7")
        sent = [each for each in stage.env.http_requests if "messages" in each.path]

        assert len(stage.channel.history()) == 1
    assert [each.json["nonce"] for each in sent if each.json] == ["d7", "d7"]


async def test_leaving_a_server_is_passed_on() -> None:
    async with a_stage() as stage:
        await stage.env.settle()
        me = stage.guild.me
        assert me
        await me.guild.leave()
        await stage.env.settle()

    assert stage.lost == ["I am no longer in the server Newsroom. Add me again."]
