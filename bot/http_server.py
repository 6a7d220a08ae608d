"""One small HTTP server on the operator's port, for whoever has something to serve there."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web

from bot.settings import WrongSettings

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

# Telegram's updates hold a message and the one it answers, of 4,096 characters each.
_MOST_BYTES = 4 * 1024 * 1024
_FINISH_SECONDS = 1.0


class HttpServer:
    """What is served at present, by path. Make one with ``listening``."""

    def __init__(self) -> None:
        self.port = 0
        self._handlers: dict[str, Handler] = {}

    def serve(self, path: str, handler: Handler) -> None:
        """Let a path be answered from now on."""
        self._handlers[path] = handler

    def end(self, path: str) -> None:
        """Answer a path no more; it need not have been."""
        self._handlers.pop(path, None)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        handler = self._handlers.get(request.path)
        if handler is None:
            raise web.HTTPNotFound(text="There is nothing here.\n")
        return await handler(request)


@asynccontextmanager
async def listening(port: int, host: str | None = None) -> AsyncIterator[HttpServer]:
    """Listen on a port of one address of this machine, or of all; 0 is any free one.

    Raises ``WrongSettings`` if it cannot be had.
    """
    server = HttpServer()
    app = web.Application(client_max_size=_MOST_BYTES)
    app.router.add_route("*", "/{path:.*}", server.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=_FINISH_SECONDS)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            raise WrongSettings(
                f"HTTP_PORT: we cannot listen on {port} ({error.strerror}). Stop what "
                "else listens there, or choose another port, above 1024."
            ) from error
        server.port = runner.addresses[0][1]
        yield server
    finally:
        await runner.cleanup()
