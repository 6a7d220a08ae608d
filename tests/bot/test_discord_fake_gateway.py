"""The fake Discord's gateway: who identifies, resumes and keeps the heartbeat."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from tests.bot.discord_wire import HEARTBEAT, RESUME, Json, Wire
from tests.discord_fake import DiscordFake


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with DiscordFake() as discord, aiohttp.ClientSession() as session:
        yield Wire(discord, session)


# The gateway ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("identity", "code"),
    [
        pytest.param({"token": "wrong"}, 4004, id="token"),
        pytest.param({"intents": 1 << 40}, 4013, id="intents"),
        pytest.param({"intents": 1 << 15}, 4014, id="privileged"),
        pytest.param({"shard": [2, 2]}, 4010, id="shard"),
    ],
)
async def test_who_identifies_wrongly_is_hung_up_on(
    wire: Wire, identity: Json, code: int
) -> None:
    socket = await wire.identify(**identity)
    await socket.receive()

    assert socket.close_code == code


async def test_events_come_numbered_to_who_has_identified(wire: Wire) -> None:
    socket = await wire.identify()
    events = [await socket.receive_json() for _ in range(2)]

    assert [(event["t"], event["s"]) for event in events] == [
        ("READY", 1),
        ("GUILD_CREATE", 2),
    ]


async def test_who_forgets_the_heartbeat_is_hung_up_on() -> None:
    async with (
        DiscordFake(heartbeat=0.02) as discord,
        aiohttp.ClientSession() as session,
    ):
        socket = await Wire(discord, session).connect()
        await socket.receive()

    assert socket.close_code == 4009


async def test_a_heartbeat_is_acknowledged(wire: Wire) -> None:
    socket = await wire.connect()
    await socket.send_json({"op": HEARTBEAT, "d": None})

    assert (await socket.receive_json())["op"] == 11


async def test_a_resumed_session_hears_what_it_missed(wire: Wire) -> None:
    socket = await wire.identify()
    ready = await socket.receive_json()
    await socket.receive_json()
    await socket.close()
    await wire.discord.gateway.remove_guild(wire.guild)
    again = await wire.connect()
    data = {
        "token": wire.discord.token,
        "session_id": ready["d"]["session_id"],
        "seq": 2,
    }
    await again.send_json({"op": RESUME, "d": data})
    events = [(await again.receive_json())["t"] for _ in range(2)]

    assert events == ["GUILD_DELETE", "RESUMED"]


async def test_an_unknown_session_cannot_be_resumed(wire: Wire) -> None:
    socket = await wire.connect()
    data = {"token": wire.discord.token, "session_id": "gone", "seq": 1}
    await socket.send_json({"op": RESUME, "d": data})
    answer = await socket.receive_json()

    assert (answer["op"], answer["d"]) == (9, False)


async def test_a_session_that_discord_forgot_has_to_begin_anew(wire: Wire) -> None:
    socket = await wire.identify()
    ready = await socket.receive_json()
    await socket.receive_json()
    await wire.discord.gateway.forget(4009)
    await socket.receive()
    again = await wire.connect()
    data = {"token": wire.discord.token, "session_id": ready["d"]["session_id"]}
    await again.send_json({"op": RESUME, "d": {**data, "seq": 2}})
    answer = await again.receive_json()

    assert socket.close_code == 4009
    assert (answer["op"], answer["d"]) == (9, False)


# Messages ---------------------------------------------------------------------
