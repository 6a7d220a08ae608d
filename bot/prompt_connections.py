"""Connections to a server whose answers are read by who waits for them, in one step.

asyncio's own connections read whatever comes and wake the reader a round of the loop
later. On a busy loop an answer has then left the operating system's hands milliseconds
before anybody knows of it, and a kill in between loses it.
"""

import asyncio
import socket
import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any
from urllib.request import getproxies

import anyio
import httpcore
import httpx
from aiohappyeyeballs import start_connection
from anyio.abc import ByteStream, SocketAttribute
from anyio.lowlevel import checkpoint

# Serves the client any stream of anyio's, and tells it what went wrong in its own words.
from httpcore._backends.anyio import AnyIOStream
from typing_extensions import override

# After so long without an answer another address of the server is tried as well
# (https://www.rfc-editor.org/rfc/rfc8305#section-5).
_NEXT_ADDRESS_SECONDS = 0.25
_KEPT_SECONDS = 5.0


def mounts(
    certificates: ssl.SSLContext, *, connections: int
) -> dict[str, httpx.AsyncBaseTransport]:
    """Return what makes a client use such connections wherever it needs no proxy.

    At most so many ``connections`` are open at a time.
    """
    if "all" in getproxies():
        return {}
    return {"all://": _Transport(certificates, connections)}


class _Transport(httpx.AsyncHTTPTransport):
    """The client's usual transport, connected by us."""

    def __init__(self, certificates: ssl.SSLContext, connections: int) -> None:
        super().__init__(verify=certificates)
        # Of the two, only the pool beneath lets itself be told how to connect.
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=certificates,
            max_connections=connections,
            keepalive_expiry=_KEPT_SECONDS,
            network_backend=_Network(),
        )


class _Network(httpcore.AnyIOBackend):
    """Opens connections."""

    @override
    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        try:
            async with asyncio.timeout(timeout):
                return AnyIOStream(_Connection(await _connected(host, port)))
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(str(error)) from error
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error


async def _connected(host: str, port: int) -> socket.socket:
    loop = asyncio.get_running_loop()
    addresses = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    connected = await start_connection(
        addresses, happy_eyeballs_delay=_NEXT_ADDRESS_SECONDS
    )
    # The body of a request must not wait until its head is acknowledged.
    connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connected


class _Connection(ByteStream):
    """A connected socket that does not block; read only once there is something."""

    def __init__(self, connected: socket.socket) -> None:
        self._socket = connected

    @override
    async def receive(self, max_bytes: int = 65536) -> bytes:
        while True:
            with self._open():
                await anyio.wait_readable(self._socket)
                with suppress(BlockingIOError):
                    received = self._socket.recv(max_bytes)
                    break
        if not received:
            raise anyio.EndOfStream
        return received

    @override
    async def send(self, item: bytes) -> None:
        left = memoryview(item)
        with self._open():
            while left:
                try:
                    left = left[self._socket.send(left) :]
                except BlockingIOError:
                    await anyio.wait_writable(self._socket)
        await checkpoint()

    @override
    async def send_eof(self) -> None:
        with self._open():
            self._socket.shutdown(socket.SHUT_WR)

    @override
    async def aclose(self) -> None:
        if self._is_open:
            anyio.notify_closing(self._socket)
            self._socket.close()
        await checkpoint()

    @property
    @override
    def extra_attributes(self) -> Mapping[Any, Callable[[], Any]]:
        return {SocketAttribute.raw_socket: lambda: self._socket}

    @property
    def _is_open(self) -> bool:
        return self._socket.fileno() >= 0

    @contextmanager
    def _open(self) -> Iterator[None]:
        """Say in anyio's words that the connection is closed, or broke."""
        if not self._is_open:
            raise anyio.ClosedResourceError
        try:
            yield
        except OSError as error:
            raise anyio.BrokenResourceError from error
