"""A web server on loopback that answers what a test tells it to."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web
from multidict import CIMultiDict

Page = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class WebServer:
    """``pages`` answers by path; ``requests`` keeps what came, oldest first."""

    url: str
    pages: dict[str, Page] = field(default_factory=dict)
    requests: list[web.BaseRequest] = field(default_factory=list)

    def says(
        self,
        path: str,
        body: bytes = b"",
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> str:
        """Answer ``path`` with just this from now on; gives the URL of it."""

        async def page(request: web.Request) -> web.StreamResponse:
            return web.Response(
                body=body, status=status, headers=CIMultiDict(headers or {})
            )

        self.pages[path] = page
        return self.url + path

    def moves(self, path: str, to: str, *, status: int = 302) -> str:
        return self.says(path, status=status, headers={"Location": to})

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        self.requests.append(request)
        page = self.pages.get(request.path)
        if page is None or not isinstance(request, web.Request):
            return web.Response(status=404)
        return await page(request)


@asynccontextmanager
async def web_server() -> AsyncIterator[WebServer]:
    app = web.Application()
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    server = WebServer(url="")
    app.router.add_route("*", "/{path:.*}", server.answer)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield server
    finally:
        await runner.cleanup()
