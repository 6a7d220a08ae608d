"""The fake Discord is as strict as the real one, where it matters to us."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.bot.discord_wire import (
    SMALL_LIMIT,
    TEXT,
    V2,
    Json,
    Wire,
)
from tests.discord_fake import DiscordFake, Fault, Kind, Limits, Permission, Trouble


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with DiscordFake() as discord, aiohttp.ClientSession() as session:
        yield Wire(discord, session)


# The gateway ------------------------------------------------------------------


async def test_only_the_bot_with_its_token_gets_in(wire: Wire) -> None:
    status, _, _ = await wire.call("GET", "/users/@me", token="wrong")

    assert status == 401


async def test_a_nonce_is_enforced_in_its_channel_for_some_minutes(wire: Wire) -> None:
    async def post(nonce: str, *, enforce: bool = True) -> str:
        _, message, _ = await wire.post(nonce=nonce, enforce_nonce=enforce)
        return str(message["id"])

    first = await post("a")
    assert await post("a") == first
    assert len({first, await post("b"), await post("a", enforce=False)}) == 3

    wire.discord.world.skip(1000)
    assert await post("a") != first


@pytest.mark.parametrize(
    ("components", "more", "status"),
    [
        pytest.param([TEXT] * 40, {}, 200, id="40 parts"),
        pytest.param([TEXT] * 41, {}, 400, id="41 parts"),
        pytest.param([TEXT | {"content": "x" * 4000}], {}, 200, id="4000 letters"),
        pytest.param([TEXT | {"content": "x" * 2001}] * 2, {}, 400, id="4002 in two"),
        pytest.param([TEXT], {"content": "x"}, 400, id="content beside parts"),
        pytest.param([TEXT], {"nonce": "x" * 26}, 400, id="a long nonce"),
        pytest.param([TEXT], {"colour": 1}, 400, id="an unknown field"),
        pytest.param([{"type": 17, "components": []}], {}, 400, id="an empty box"),
    ],
)
async def test_messages_are_measured(
    wire: Wire, components: list[Json], more: Json, status: int
) -> None:
    answered, body, _ = await wire.post(*components, **more)

    assert answered == status
    assert (status == 200) == ("id" in body)


@pytest.mark.parametrize(
    "button",
    [
        {"style": 2, "label": "x", "custom_id": "x" * 101},
        {"style": 2, "label": "x" * 81, "custom_id": "x"},
        {"style": 2, "custom_id": "x"},
        {"style": 5, "label": "x", "url": "nowhere"},
        {"style": 5, "label": "x", "url": "https://example.org/" + "x" * 500},
        {"style": 9, "label": "x", "custom_id": "x"},
    ],
)
async def test_buttons_are_checked(wire: Wire, button: Json) -> None:
    fine = {"type": 2, "style": 2, "label": "x", "custom_id": "x" * 100}
    taken, _, _ = await wire.post({"type": 1, "components": [fine]})
    refused, _, _ = await wire.post({"type": 1, "components": [{"type": 2} | button]})

    assert (taken, refused) == (200, 400)


async def test_limits_are_told_in_headers_and_then_refused() -> None:
    limits = Limits(rules=SMALL_LIMIT)
    async with DiscordFake(limits=limits) as discord, aiohttp.ClientSession() as line:
        wire = Wire(discord, line)
        _, _, first = await wire.post()
        status, body, headers = await wire.post()

    assert first["X-RateLimit-Remaining"] == "0"
    assert float(first["X-RateLimit-Reset-After"]) > 50
    assert (status, body["global"], headers["X-RateLimit-Scope"]) == (
        429,
        False,
        "user",
    )
    # Without it, clients must take a 429 for a ban at the border.
    assert headers["Via"] == first["Via"] == "1.1 google"
    assert body["retry_after"] > 50


async def test_fifty_requests_a_second_are_the_most() -> None:
    limits = Limits(everything=3)
    async with DiscordFake(limits=limits) as discord, aiohttp.ClientSession() as line:
        wire = Wire(discord, line)
        asked = [await wire.call("GET", "/users/@me") for _ in range(4)]

    assert [status for status, _, _ in asked] == [200, 200, 200, 429]
    assert asked[3][1]["global"]


async def test_a_ban_at_the_border_has_no_via(wire: Wire) -> None:
    wire.discord.order(Fault("messages", Trouble.STATUS, status=429))
    status, _, headers = await wire.post()

    assert status == 429
    assert "Via" not in headers


ATTACHED: Json = {"id": 0, "filename": "feeds.opml"}
SHOWN: Json = {"type": 13, "file": {"url": "attachment://feeds.opml"}}


@pytest.mark.parametrize(
    ("body", "files", "status"),
    [
        pytest.param({"attachments": [ATTACHED]}, ["feeds.opml"], 200, id="shown"),
        pytest.param({"attachments": []}, ["feeds.opml"], 400, id="not listed"),
        pytest.param({"attachments": [ATTACHED]}, ["b.opml"], 400, id="other name"),
        pytest.param({"attachments": [ATTACHED]}, [], 400, id="not sent"),
        pytest.param({}, [], 400, id="only referred to"),
    ],
)
async def test_files_are_listed_named_and_referred_to(
    wire: Wire, body: Json, files: list[str], status: int
) -> None:
    whole = {"flags": V2, "components": [SHOWN]} | body

    assert await wire.upload(whole, *files) == status


async def test_ten_files_are_the_most(wire: Wire) -> None:
    names = [f"{number}.txt" for number in range(11)]
    listed = [{"id": at, "filename": name} for at, name in enumerate(names)]

    assert await wire.upload({"attachments": listed[:10]}, *names[:10]) == 200
    assert await wire.upload({"attachments": listed}, *names) == 400


# Forums -----------------------------------------------------------------------

FIRST: Json = {"flags": V2, "components": [TEXT]}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        pytest.param({"name": "Mon", "message": FIRST}, 0, id="fine"),
        pytest.param({"name": "x" * 101, "message": FIRST}, 50035, id="a long name"),
        pytest.param({"name": " ", "message": FIRST}, 50035, id="no name"),
        pytest.param({"name": "Mon"}, 50006, id="no message"),
        pytest.param({"name": "Mon", "message": FIRST, "x": 1}, 50035, id="unknown"),
        pytest.param(
            {"name": "Mon", "message": FIRST | {"nonce": "k"}}, 50035, id="a nonce"
        ),
        pytest.param(
            {"name": "Mon", "message": FIRST, "applied_tags": ["9"]}, 50035, id="a tag"
        ),
    ],
)
async def test_posts_are_measured(wire: Wire, body: Json, code: int) -> None:
    forum = wire.discord.world.add_channel(wire.guild, "digests", kind=Kind.FORUM)
    _, answer, _ = await wire.call("POST", f"/channels/{forum.id}/threads", body)

    assert answer.get("code", 0) == code


async def test_a_forum_takes_posts_and_no_messages(wire: Wire) -> None:
    forum = wire.discord.world.add_channel(wire.guild, "digests", kind=Kind.FORUM)
    post = {"name": "Mon", "message": FIRST}
    path = f"/channels/{forum.id}"
    _, refused, _ = await wire.call("POST", f"{path}/messages", FIRST)
    _, elsewhere, _ = await wire.call(
        "POST", f"/channels/{wire.channel.id}/threads", post
    )
    _, made, _ = await wire.call("POST", f"{path}/threads", post)
    active = f"/guilds/{wire.guild.id}/threads/active"
    _, listed, _ = await wire.call("GET", active)
    forum.require_tag = True
    _, untagged, _ = await wire.call("POST", f"{path}/threads", post)

    assert (refused["code"], elsewhere["code"], untagged["code"]) == (
        *(50008, 50024, 40067),
    )
    assert [thread["id"] for thread in listed["threads"]] == [made["id"]]
    assert made["message"]["id"] == made["id"]


async def test_a_message_has_one_thread_at_most(wire: Wire) -> None:
    _, message, _ = await wire.post()
    path = f"/channels/{wire.channel.id}/messages/{message['id']}/threads"
    _, made, _ = await wire.call("POST", path, {"name": "Talk"})
    _, twice, _ = await wire.call("POST", path, {"name": "Talk"})
    _, nameless, _ = await wire.call("POST", path, {"name": ""})
    wire.channel.denied = Permission.CREATE_PUBLIC_THREADS
    _, refused, _ = await wire.call("POST", path, {"name": "Talk"})

    assert made["id"] == message["id"]
    assert (twice["code"], nameless["code"], refused["code"]) == (160004, 50035, 50013)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param({}, 204, id="fine"),
        pytest.param({"title": "x" * 46}, 50035, id="a long title"),
        pytest.param({"components": []}, 50035, id="nothing to fill in"),
        pytest.param({"components": [TEXT]}, 50035, id="a text"),
        pytest.param({"flags": V2}, 50035, id="unknown"),
    ],
)
async def test_forms_are_measured_and_answered_like_any_press(
    wire: Wire, change: Json, code: int
) -> None:
    line = {"type": 4, "style": 1, "custom_id": "words"}
    label = {"type": 18, "label": "Your question", "component": line}
    form = {"title": "Ask", "custom_id": "q", "components": [label]} | change
    await wire.register("ask")
    opened = await wire.discord.slash(wire.channel, wire.anna, "ask")
    assert await wire.callback(9, **form) == code
    if code == 204:
        await wire.discord.submit(opened, "who pays?")
        assert await wire.callback(9, **form) == 50035
        assert await wire.callback(5) == 204


# Commands and their answers ---------------------------------------------------


async def test_commands_are_checked_and_come_back_as_discord_shows_them(
    wire: Wire,
) -> None:
    path = f"/applications/{wire.discord.world.application_id}/commands"
    command = {"name": "digest", "description": "x", "default_member_permissions": 32}
    shown: Any
    _, shown, _ = await wire.call("PUT", path, [command])
    twice, _, _ = await wire.call("PUT", path, [command, command])
    loud, _, _ = await wire.call("PUT", path, [command | {"name": "Digest"}])
    silent, _, _ = await wire.call("PUT", path, [command | {"description": ""}])
    spoken = [
        (
            await wire.call(
                "PUT", path, [command | {"description_localizations": texts}]
            )
        )[0]
        for texts in ({"de": "y"}, {"ar": "y"}, {"de": "y" * 101})
    ]

    assert [row["default_member_permissions"] for row in shown] == ["32"]
    assert (twice, loud, silent) == (400, 400, 400)
    assert spoken == [200, 400, 400]


@pytest.mark.parametrize(
    ("menu", "status"),
    [
        pytest.param({"name": "Read This"}, 200, id="a name as people write"),
        pytest.param({"name": "Read", "description": "x"}, 400, id="described"),
        pytest.param({"name": "x" * 33}, 400, id="long"),
    ],
)
async def test_menus_have_a_name_and_nothing_else(
    wire: Wire, menu: Json, status: int
) -> None:
    path = f"/applications/{wire.discord.world.application_id}/commands"
    many = [{"type": 3, "name": f"Read {number}"} for number in range(16)]

    assert (await wire.call("PUT", path, [{"type": 3} | menu]))[0] == status
    assert (await wire.call("PUT", path, many))[0] == 400


async def test_an_interaction_waits_three_seconds(wire: Wire) -> None:
    await wire.register("digest")
    await wire.discord.slash(wire.channel, wire.anna, "digest")
    wire.discord.world.skip(3.1)

    assert await wire.callback() == 10062


async def test_an_interaction_is_acknowledged_once(wire: Wire) -> None:
    await wire.register("digest")
    await wire.discord.slash(wire.channel, wire.anna, "digest")

    assert await wire.follow_up() == 10015
    assert await wire.callback() == 204
    assert await wire.callback() == 40060


async def test_a_promise_is_kept_within_a_quarter_of_an_hour(wire: Wire) -> None:
    await wire.register("digest")
    interaction = await wire.discord.slash(wire.channel, wire.anna, "digest")
    await wire.callback()
    assert await wire.follow_up() == 200
    assert (await interaction.answer()).text == "Hello"

    wire.discord.world.skip(901)
    assert await wire.follow_up() == 50027


async def test_where_the_bot_is_no_member_five_follow_ups_are_the_most(
    wire: Wire,
) -> None:
    await wire.register("digest")
    wire.guild.joined = False
    await wire.discord.slash(wire.channel, wire.anna, "digest", anyway=True)
    await wire.callback()

    assert [await wire.follow_up() for _ in range(7)] == [200] * 6 + [40094]


async def test_who_sees_the_answer_is_settled_by_the_promise(wire: Wire) -> None:
    await wire.register("digest")
    interaction = await wire.discord.slash(wire.channel, wire.anna, "digest")
    await wire.callback(flags=1 << 6)
    await wire.follow_up()

    assert (await interaction.answer()).ephemeral


async def test_no_more_than_25_values_are_taken_as_suggestions(wire: Wire) -> None:
    path = f"/applications/{wire.discord.world.application_id}/commands"
    option = {"name": "topic", "description": "x", "type": 3, "autocomplete": True}
    command = {"name": "digest", "description": "x", "options": [option]}
    await wire.call("PUT", path, [command])
    async with asyncio.TaskGroup() as tasks:
        offered = tasks.create_task(
            wire.discord.autocomplete(wire.channel, wire.anna, "digest", "topic", "te")
        )
        while not wire.discord.people.by_token:  # noqa: ASYNC110 - a few turns of the loop
            await asyncio.sleep(0)
        choice = {"name": "tech", "value": "tech"}
        assert await wire.callback(8, choices=[choice] * 26) == 50035
        assert await wire.callback(8, choices=[choice]) == 204

    assert offered.result() == {"tech": "tech"}
