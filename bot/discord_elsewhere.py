"""discord.py pointed at another address than Discord's, for one client only.

The library keeps the address in a class that all clients share; these two rewrite each
request of their own instead, so nothing outside of them changes.
"""

from typing import Any

import aiohttp
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import HTTPClient, Route
from discord.webhook.async_ import AsyncWebhookAdapter, async_context
from typing_extensions import override


class ElsewhereHTTP(HTTPClient):
    """REST requests below ``api_url``, and the gateway that it names."""

    def __init__(self, api_url: str, *, like: HTTPClient) -> None:
        super().__init__(
            like.loop,
            unsync_clock=not like.use_clock,
            max_ratelimit_timeout=like.max_ratelimit_timeout,
        )
        self._api_url = api_url.rstrip("/")

    @override
    async def request(self, route: Route, **options: Any) -> Any:
        return await super().request(_moved(route, self._api_url), **options)

    @override
    async def ws_connect(
        self, url: str, *, compress: int = 0
    ) -> aiohttp.ClientWebSocketResponse:
        # A session that cannot be resumed starts again at the built-in address.
        wanted = yarl.URL(url)
        if wanted.origin() == DiscordWebSocket.DEFAULT_GATEWAY.origin():
            _, gateway, _ = await self.get_bot_gateway()
            wanted = yarl.URL(gateway).with_query(wanted.query)
        return await super().ws_connect(str(wanted), compress=compress)


class _ElsewhereAdapter(AsyncWebhookAdapter):
    """Answers to interactions; they do not pass through the HTTP client."""

    def __init__(self, api_url: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the library does not say
        self._api_url = api_url.rstrip("/")

    @override
    async def request(self, route: Route, *args: Any, **options: Any) -> Any:
        return await super().request(_moved(route, self._api_url), *args, **options)


def answer_elsewhere(api_url: str) -> None:
    """Send answers of the running task, and of all that it starts, to ``api_url``."""
    async_context.set(_ElsewhereAdapter(api_url))


def _moved(route: Route, api_url: str) -> Route:
    if route.url.startswith(Route.BASE):
        route.url = api_url + route.url.removeprefix(Route.BASE)
    return route
