"""A strict Discord on loopback: REST and gateway for an unmodified client.

``async with DiscordFake() as discord:`` serves at ``discord.url``; people act through
``slash``, ``press`` and ``autocomplete``, and ``log`` holds what the bot got through.
"""

import asyncio
from pathlib import Path
from typing import Self

from aiohttp import web

from tests.discord_fake.faults import Fault, Faults, Trouble
from tests.discord_fake.gateway import Gateway
from tests.discord_fake.given import CannotDo, Upload
from tests.discord_fake.interactions import Interaction, Interactions
from tests.discord_fake.limits import Limits
from tests.discord_fake.people import People
from tests.discord_fake.places import Channel, Guild, Json, Kind, Permission, User
from tests.discord_fake.rest import PREFIX, Rest
from tests.discord_fake.world import Message, World

__all__ = [
    "CannotDo",
    "Channel",
    "DiscordFake",
    "Fault",
    "Guild",
    "Interaction",
    "Kind",
    "Limits",
    "Message",
    "Permission",
    "Trouble",
    "Upload",
    "User",
]

TOKEN = "fake.discord.token"


class DiscordFake:
    """One fake Discord; ``world`` is what exists, ``gateway`` who is connected."""

    def __init__(
        self,
        *,
        token: str = TOKEN,
        port: int = 0,
        log_file: Path | None = None,
        limits: Limits | None = None,
        heartbeat: float = 41.25,
    ) -> None:
        self.token = token
        self.port = port
        self.limits = limits or Limits()
        self.faults = Faults()
        self.world = World(token=token, log_file=log_file)
        self.gateway = Gateway(self.world, heartbeat=heartbeat)
        self.interactions = Interactions(self.world)
        self.people = People(
            self.world, self.interactions.by_token, self.gateway.dispatch
        )
        self.rest = Rest(
            self.world,
            self.gateway,
            self.interactions,
            limits=self.limits,
            faults=self.faults,
        )
        self.extra_routes: list[web.RouteDef] = []
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """The REST base, as ``DISCORD_API_URL`` takes it."""
        return f"http://127.0.0.1:{self.port}{PREFIX}"

    @property
    def log(self) -> list[Message]:
        """Every message that was accepted, in order."""
        return self.world.log

    @property
    def requests(self) -> list[str]:
        """Every request as ``METHOD /path``, in order."""
        return self.rest.requests

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        application = self.rest.application()
        application.add_routes(self.extra_routes)
        self._runner = web.AppRunner(
            application, handler_cancellation=True, shutdown_timeout=1
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self.world.cdn = f"http://127.0.0.1:{self.port}"
        self.gateway.url = f"ws://127.0.0.1:{self.port}/gateway"

    async def stop(self) -> None:
        await self.gateway.shut()
        if self._runner:
            await self._runner.cleanup()

    async def slash(
        self,
        channel: Channel,
        user: User,
        name: str,
        options: Json | None = None,
        *,
        anyway: bool = False,
    ) -> Interaction:
        """Type a command, as ``user`` in ``channel``."""
        return await self.people.slash(channel, user, name, options, anyway=anyway)

    async def autocomplete(
        self,
        channel: Channel,
        user: User,
        name: str,
        option: str,
        typed: str,
        others: Json | None = None,
    ) -> dict[str, str]:
        """Type part of an option, with others chosen, and see what is offered."""
        return await self.people.autocomplete(
            channel, user, name, option, typed, others
        )

    async def menu(self, message: Message, user: User, name: str) -> Interaction:
        """Choose an entry of a message's menu."""
        return await self.people.menu(message, user, name)

    async def press(self, message: Message, custom_id: str, user: User) -> Interaction:
        """Press a button."""
        return await self.people.press(message, custom_id, user)

    async def submit(self, opened: Interaction, text: str) -> Interaction:
        """Fill in the form that a press has opened, and send it."""
        async with asyncio.timeout(10):
            await opened.answered.wait()
        return await self.people.submit(opened, text)

    def order(self, fault: Fault) -> None:
        """Let something go wrong soon."""
        self.faults.order(fault)
