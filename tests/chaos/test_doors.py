"""What another process can make happen on the fake Discord."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests import discord_fake
from tests.chaos.processes import speaking

HEADERS = {
    "Authorization": f"Bot {discord_fake.TOKEN}",
    "User-Agent": "DiscordBot (https://example.org, 1)",
}
MESSAGE = {"flags": 1 << 15, "components": [{"type": 10, "content": "Hello"}]}


class There:
    """A fake Discord in a process of its own, with two channels, a thread, a forum."""

    def __init__(self, session: aiohttp.ClientSession, api: str, log: Path) -> None:
        self._session, self._api, self._log = session, api, log

    async def post(self, path: str, body: Any) -> int:
        url = f"{self._api}{path}"
        async with self._session.post(url, json=body, headers=HEADERS) as answer:
            return answer.status

    async def open(self, door: str, **given: Any) -> None:
        url = f"{self._api.removesuffix('/api/v10')}/{door}"
        async with self._session.post(url, json=given) as answer:
            answer.raise_for_status()

    def took(self) -> list[tuple[str, bool]]:
        """Tell of each message in which channel it is, and whether in a forum."""
        rows = map(json.loads, self._log.read_text().splitlines())
        return [(row["parent"] or row["channel"], row["in_forum"]) for row in rows]


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[There]:
    log = tmp_path / "discord.jsonl"
    given = ("--channels", "2", "--threads", "1", "--forums", "1", "--log", str(log))
    async with (
        speaking("tests.discord_fake", *given, log=tmp_path / "errors") as line,
        aiohttp.ClientSession() as session,
    ):
        yield There(session, json.loads(line)["url"], log)


async def test_messages_are_logged_with_the_place_that_they_are_in(
    there: There,
) -> None:
    post = {"name": "Monday", "message": MESSAGE}
    answers = [
        await there.post("/channels/5001/messages", MESSAGE),
        await there.post("/channels/6001/messages", MESSAGE),
        await there.post("/channels/7001/threads", post),
    ]

    assert answers == [200, 200, 201]
    assert there.took() == [("5001", False), ("5001", False), ("7001", True)]


async def test_channels_can_be_closed_to_the_bot_and_deleted(there: There) -> None:
    await there.open("places", channel="5001")
    await there.open("places", channel="5002", gone=True)

    assert await there.post("/channels/5001/messages", MESSAGE) == 403
    assert await there.post("/channels/5002/messages", MESSAGE) == 404


@pytest.mark.parametrize(
    "order",
    [
        {"how": "close", "code": 4000, "resumable": True},
        {"how": "close", "code": 4007},
        {"how": "invalidate"},
        {"how": "reconnect"},
    ],
)
async def test_connections_can_be_broken_though_there_is_none(
    there: There, order: dict[str, Any]
) -> None:
    await there.open("gateway", **order)

    assert await there.post("/channels/5001/messages", MESSAGE) == 200
