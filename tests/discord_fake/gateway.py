"""The fake gateway: hello, identify, heartbeats, resume, and events in order."""

import asyncio
import json
import secrets
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from aiohttp import WSCloseCode, WSMsgType, web

from tests.discord_fake.places import Guild, Json
from tests.discord_fake.world import World

T = TypeVar("T")

_DISPATCH, _HEARTBEAT = 0, 1
_RECONNECT, _INVALID, _HELLO, _ACK = 7, 9, 10, 11
_GUILDS_INTENT = 1
_PRIVILEGED = 1 << 1 | 1 << 8 | 1 << 15
_EVERY_INTENT = (1 << 26) - 1


class Closed(Exception):
    """The gateway ends this connection with a code."""

    def __init__(self, code: int, why: str) -> None:
        super().__init__(why)
        self.code = code


@dataclass
class Session:
    """What a shard has been told, so that it can be told again after a break."""

    id: str
    shard: int
    shards: int
    intents: int
    sequence: int = 0
    told: list[Json] = field(default_factory=list)
    wire: "Wire | None" = None


@dataclass
class Wire:
    """One connection, compressed as one stream if the client asked for that."""

    socket: web.WebSocketResponse
    stream: Any = None

    async def send(self, op: int, data: Any = None, **more: Any) -> None:
        text = json.dumps({"op": op, "d": data, "s": None, "t": None, **more})
        if self.stream is None:
            await self.socket.send_str(text)
        else:
            packed = self.stream.compress(text.encode())
            await self.socket.send_bytes(packed + self.stream.flush(zlib.Z_SYNC_FLUSH))


class Gateway:
    """All sessions of the bot; ``heartbeat`` is their interval in seconds."""

    def __init__(self, world: World, *, heartbeat: float = 41.25) -> None:
        self.world = world
        self.heartbeat = heartbeat
        self.url = ""
        self.sessions: dict[str, Session] = {}
        self.identified = 0
        self.resumed = 0
        self.heartbeats = 0
        self.changed = asyncio.Condition()

    # Test side ----------------------------------------------------------------

    async def wait_ready(self, *, identified: int = 1, resumed: int = 0) -> None:
        """Wait until the bot has identified and resumed that many times."""

        def is_ready() -> bool:
            return self.identified >= identified and self.resumed >= resumed

        async with asyncio.timeout(10), self.changed:
            await self.changed.wait_for(is_ready)

    async def wait_heartbeats(self, number: int) -> None:
        """Wait until the bot has sent that many heartbeats."""
        async with asyncio.timeout(10), self.changed:
            await self.changed.wait_for(lambda: self.heartbeats >= number)

    async def ask_to_reconnect(self) -> None:
        for wire in self._wires():
            await wire.send(_RECONNECT)

    async def during_a_break(self, happen: Callable[[], Awaitable[T]]) -> T:
        """Break every connection, let something happen, and hear of it on resuming."""
        for session in self.sessions.values():
            wire, session.wire = session.wire, None
            if wire:
                await wire.socket.close(code=1012)
        return await happen()

    async def invalidate(self, *, resumable: bool = False) -> None:
        wires = self._wires()
        if not resumable:
            self.sessions.clear()
        for wire in wires:
            await wire.send(_INVALID, resumable)

    async def close(self, code: int) -> None:
        for wire in self._wires():
            await wire.socket.close(code=code)

    async def forget(self, code: int) -> None:
        """Close every connection, and know none of the sessions any more."""
        wires = self._wires()
        self.sessions.clear()
        for wire in wires:
            await wire.socket.close(code=code)

    async def remove_guild(self, guild: Guild) -> None:
        """Kick the bot out of a server."""
        guild.joined = False
        await self.dispatch("GUILD_DELETE", {"id": str(guild.id)}, guild.id)

    async def add_guild(self, guild: Guild) -> None:
        guild.joined = True
        await self.dispatch("GUILD_CREATE", guild.payload(self.world.bot), guild.id)

    async def dispatch(self, event: str, data: Json, guild: int | None) -> None:
        """Tell the shard of that server; direct messages belong to shard 0."""
        for session in self.sessions.values():
            shard = 0 if guild is None else (guild >> 22) % session.shards
            if session.shard == shard:
                await self._tell(session, event, data)

    def _wires(self) -> list[Wire]:
        return [session.wire for session in self.sessions.values() if session.wire]

    # The bot's side -----------------------------------------------------------

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        compress = request.query.get("compress", "")
        wire = Wire(socket, zlib.compressobj() if compress == "zlib-stream" else None)
        session: Session | None = None
        try:
            _check_query(request)
            await wire.send(_HELLO, {"heartbeat_interval": int(self.heartbeat * 1000)})
            async for payload in self._payloads(socket):
                session = await self._take(wire, session, payload) or session
        except Closed as closed:
            await socket.close(code=closed.code, message=str(closed).encode())
        finally:
            if session and session.wire is wire:
                session.wire = None
        return socket

    async def _payloads(self, socket: web.WebSocketResponse) -> Any:
        """Yield what the client sends until it goes, or forgets a heartbeat."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self.heartbeat * 1.5
        while True:
            try:
                message = await socket.receive(timeout=max(deadline - loop.time(), 0))
            except TimeoutError:
                raise Closed(4009, "Session timed out.") from None
            if message.type is not WSMsgType.TEXT:
                return
            try:
                payload = json.loads(message.data)
            except ValueError:
                raise Closed(4002, "Error while decoding payload.") from None
            if payload.get("op") == _HEARTBEAT:
                deadline = loop.time() + self.heartbeat * 1.5
            yield payload

    async def _take(
        self, wire: Wire, session: Session | None, payload: Json
    ) -> Session | None:
        match payload.get("op"):
            case 1:
                self.heartbeats += 1
                await wire.send(_ACK)
                await self._say_changed()
            case 2 if session is None:
                return await self._identify(wire, payload["d"])
            case 2:
                raise Closed(4005, "Already authenticated.")
            case 6:
                return await self._resume(wire, payload["d"])
            case 3 | 4 | 8 if session:
                return None
            case 3 | 4 | 8:
                raise Closed(4003, "Not authenticated.")
            case _:
                raise Closed(4001, "Unknown opcode.")
        return None

    async def _identify(self, wire: Wire, data: Json) -> Session:
        self._check(data)
        shard, shards = data.get("shard") or [0, 1]
        if not 0 <= shard < shards:
            raise Closed(4010, "Invalid shard.")
        session = Session(
            secrets.token_hex(16), shard, shards, data["intents"], wire=wire
        )
        self.sessions[session.id] = session
        guilds = [guild for guild in self.world.guilds.values() if guild.joined]
        mine = [guild for guild in guilds if (guild.id >> 22) % shards == shard]
        await self._tell(session, "READY", self._ready(session, mine))
        if session.intents & _GUILDS_INTENT:
            for guild in mine:
                payload = guild.payload(self.world.bot)
                await self._tell(session, "GUILD_CREATE", payload)
        self.identified += 1
        await self._say_changed()
        return session

    def _check(self, data: Json) -> None:
        if data.get("token") != self.world.token:
            raise Closed(4004, "Authentication failed.")
        intents = data.get("intents")
        if not isinstance(intents, int) or intents & ~_EVERY_INTENT:
            raise Closed(4013, "Invalid intent(s).")
        if intents & _PRIVILEGED:
            raise Closed(4014, "Disallowed intent(s).")

    def _ready(self, session: Session, guilds: list[Guild]) -> Json:
        return {
            "v": 10,
            "user": {**self.world.bot.payload(), "bot": True},
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "shard": [session.shard, session.shards],
            "application": {"id": str(self.world.application_id), "flags": 0},
        }

    async def _resume(self, wire: Wire, data: Json) -> Session | None:
        if data.get("token") != self.world.token:
            raise Closed(4004, "Authentication failed.")
        session = self.sessions.get(data.get("session_id") or "")
        if session is None:
            await wire.send(_INVALID, False)
            return None
        session.wire = wire
        for event in session.told:
            if event["s"] > data["seq"]:
                await wire.send(_DISPATCH, event["d"], s=event["s"], t=event["t"])
        await self._tell(session, "RESUMED", {})
        self.resumed += 1
        await self._say_changed()
        return session

    async def _tell(self, session: Session, event: str, data: Json) -> None:
        session.sequence += 1
        told = {"t": event, "s": session.sequence, "d": data}
        session.told.append(told)
        if session.wire and not session.wire.socket.closed:
            await session.wire.send(_DISPATCH, data, s=session.sequence, t=event)

    async def _say_changed(self) -> None:
        async with self.changed:
            self.changed.notify_all()

    async def shut(self) -> None:
        """End every connection, as when the service goes down."""
        for wire in self._wires():
            await wire.socket.close(code=WSCloseCode.GOING_AWAY)


def _check_query(request: web.Request) -> None:
    if (request.query.get("v"), request.query.get("encoding")) != ("10", "json"):
        raise Closed(4012, "Invalid API version or encoding.")
