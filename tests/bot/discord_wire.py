"""Discord as bytes on a line, without a client library."""

import json
from typing import Any

import aiohttp

from tests.discord_fake import DiscordFake

Json = dict[str, Any]
V2 = 1 << 15
HEARTBEAT, IDENTIFY, RESUME = 1, 2, 6
TEXT: Json = {"type": 10, "content": "Hello"}
SMALL_LIMIT = {"POST /channels/{channel}/messages": (1, 60.0)}


class Wire:
    """Discord as bytes on a line, without a client library."""

    def __init__(self, discord: DiscordFake, session: aiohttp.ClientSession) -> None:
        self.discord = discord
        self.guild = discord.world.add_guild("Newsroom")
        self.channel = discord.world.add_channel(self.guild, "news")
        self.anna = discord.world.add_user("anna")
        self._session = session

    async def call(
        self, method: str, path: str, body: object = None, *, token: str = ""
    ) -> tuple[int, Json, Json]:
        headers = {
            "Authorization": f"Bot {token or self.discord.token}",
            "User-Agent": "DiscordBot (https://example.org, 1)",
        }
        async with self._session.request(
            method, f"{self.discord.url}{path}", json=body, headers=headers
        ) as response:
            text = await response.text()
            answer = json.loads(text) if text else {}
            return response.status, answer, dict(response.headers)

    async def post(self, *components: Json, **more: object) -> tuple[int, Json, Json]:
        body = {"flags": V2, "components": list(components or (TEXT,))} | more
        return await self.call("POST", f"/channels/{self.channel.id}/messages", body)

    async def upload(self, body: Json, *names: str) -> int:
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("payload_json", json.dumps(body))
        for at, name in enumerate(names):
            form.add_field(f"files[{at}]", b"x", filename=name)
        headers = {
            "Authorization": f"Bot {self.discord.token}",
            "User-Agent": "DiscordBot (https://example.org, 1)",
        }
        path = f"/channels/{self.channel.id}/messages"
        url = f"{self.discord.url}{path}"
        async with self._session.post(url, data=form, headers=headers) as response:
            return response.status

    async def connect(self) -> aiohttp.ClientWebSocketResponse:
        url = f"{self.discord.gateway.url}?v=10&encoding=json"
        socket = await self._session.ws_connect(url)
        hello = await socket.receive_json()
        assert hello["op"] == 10
        return socket

    async def identify(self, **more: object) -> aiohttp.ClientWebSocketResponse:
        socket = await self.connect()
        data = {"token": self.discord.token, "intents": 1, "properties": {}} | more
        await socket.send_json({"op": IDENTIFY, "d": data})
        return socket

    async def register(self, *names: str) -> int:
        commands = [{"name": name, "description": "x", "type": 1} for name in names]
        path = f"/applications/{self.discord.world.application_id}/commands"
        return (await self.call("PUT", path, commands))[0]

    async def callback(self, kind: int = 5, **data: object) -> int:
        """Answer the last interaction."""
        interaction = list(self.discord.people.by_token.values())[-1]
        path = f"/interactions/{interaction.id}/{interaction.token}/callback"
        status, answer, _ = await self.call("POST", path, {"type": kind, "data": data})
        return int(answer.get("code", status))

    async def follow_up(self) -> int:
        interaction = list(self.discord.people.by_token.values())[-1]
        path = f"/webhooks/{self.discord.world.application_id}/{interaction.token}"
        body = {"flags": V2, "components": [TEXT]}
        status, answer, _ = await self.call("POST", path, body)
        return int(answer.get("code", status))
