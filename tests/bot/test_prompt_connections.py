"""A real client over our connections, to servers that speak well, badly, or not at all."""

import asyncio
import socket
import ssl
import struct
import sys
from asyncio import StreamReader as Reader
from asyncio import StreamWriter as Writer
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.request import getproxies

import httpx
import pytest

from bot.prompt_connections import mounts
from tests.chaos.sockets import unread

Serve = Callable[[Reader, Writer], Awaitable[None]]

_CERTIFICATE = Path(__file__).parents[1] / "localhost.pem"
_MUCH = b"verbatim" * 1_000_000


@pytest.fixture(autouse=True)
def no_proxy_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in getproxies():
        for spelled in (f"{name}_proxy", f"{name}_proxy".upper()):
            monkeypatch.delenv(spelled, raising=False)


@asynccontextmanager
async def a_server(
    serve: Serve, *, tls: ssl.SSLContext | None = None
) -> AsyncIterator[str]:
    """Serve each connection so; gives the address."""

    async def served(reader: Reader, writer: Writer) -> None:
        try:
            await serve(reader, writer)
        finally:
            writer.close()

    server = await asyncio.start_server(served, "127.0.0.1", 0, ssl=tls)
    port = server.sockets[0].getsockname()[1]
    async with server:
        yield f"http{'s' if tls else ''}://localhost:{port}/"


@asynccontextmanager
async def a_client(*, seconds: float = 5.0) -> AsyncIterator[httpx.AsyncClient]:
    trusted = ssl.create_default_context(cafile=str(_CERTIFICATE))
    async with httpx.AsyncClient(
        mounts=mounts(trusted, connections=4), timeout=seconds
    ) as client:
        yield client


async def heard(reader: Reader) -> bytes:
    """Read a request; returns its body."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    length = int(head.partition(b"content-length:")[2].split(b"\r\n")[0] or 0)
    return await reader.readexactly(length)


def said(body: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body)


async def echo(reader: Reader, writer: Writer) -> None:
    """Answer each request with what it said."""
    while True:
        try:
            body = await heard(reader)
        except asyncio.IncompleteReadError:
            return
        writer.write(said(body))
        await writer.drain()


async def silent(reader: Reader, writer: Writer) -> None:
    """Hear one request, and say nothing."""
    await heard(reader)
    await asyncio.sleep(60)


async def deaf(reader: Reader, writer: Writer) -> None:
    """Read nothing."""
    await asyncio.sleep(60)


async def hang_up(reader: Reader, writer: Writer) -> None:
    """Hear one request, and go."""
    await heard(reader)


async def reset(reader: Reader, writer: Writer) -> None:
    """Break the connection off, as a machine does that has just started again."""
    await heard(reader)
    line = writer.get_extra_info("socket")
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


async def break_off(reader: Reader, writer: Writer) -> None:
    """Hear one request, and end in the middle of the answer."""
    await heard(reader)
    writer.write(said(b"all of it")[:-3])


@pytest.mark.parametrize("is_safe", [False, True])
async def test_much_goes_out_and_comes_back_whole(is_safe: bool) -> None:
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH) if is_safe else None
    if tls:
        tls.load_cert_chain(_CERTIFICATE)
    async with a_server(echo, tls=tls) as url, a_client() as client:
        for body in (b"", b"a little", _MUCH, b"a little more"):
            answer = await client.post(url, content=body)
            assert answer.content == body


async def test_a_connection_is_used_again() -> None:
    opened = 0

    async def counted(reader: Reader, writer: Writer) -> None:
        nonlocal opened
        opened += 1
        await echo(reader, writer)

    async with a_server(counted) as url, a_client() as client:
        for _ in range(3):
            await client.post(url, content=b"one")
    assert opened == 1


async def test_what_the_server_closed_meanwhile_is_opened_anew() -> None:
    async def once(reader: Reader, writer: Writer) -> None:
        writer.write(said(await heard(reader)))

    async with a_server(once) as url, a_client() as client:
        for body in (b"one", b"two"):
            answer = await client.post(url, content=body)
            assert answer.content == body
            await asyncio.sleep(0.05)


async def test_many_talk_at_once_over_few_connections() -> None:
    async with a_server(echo) as url, a_client() as client:
        bodies = [f"message {number}".encode() for number in range(40)]
        async with asyncio.TaskGroup() as tasks:
            asked = [
                tasks.create_task(client.post(url, content=body)) for body in bodies
            ]
    assert [each.result().content for each in asked] == bodies


@pytest.mark.parametrize(
    ("serve", "error"),
    [
        (hang_up, httpx.RemoteProtocolError),
        (break_off, httpx.RemoteProtocolError),
        (reset, httpx.ReadError),
        (silent, httpx.ReadTimeout),
    ],
)
async def test_what_goes_wrong_is_told_in_the_clients_words(
    serve: Serve, error: type[Exception]
) -> None:
    async with a_server(serve) as url, a_client(seconds=0.2) as client:
        with pytest.raises(error):
            await client.post(url, content=b"a little")


async def test_who_does_not_read_is_not_waited_for_forever() -> None:
    async with a_server(deaf) as url, a_client(seconds=0.2) as client:
        with pytest.raises(httpx.WriteTimeout):
            await client.post(url, content=_MUCH)


async def test_a_server_that_nobody_vouches_for_is_told_nothing() -> None:
    told: list[bytes] = []

    async def listen(reader: Reader, writer: Writer) -> None:
        told.append(await reader.read())

    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(_CERTIFICATE)
    usual = mounts(ssl.create_default_context(), connections=1)
    async with (
        a_server(listen, tls=tls) as url,
        httpx.AsyncClient(mounts=usual) as client,
    ):
        with pytest.raises(httpx.ConnectError, match="certificate"):
            await client.post(url, content=b"secret")
    assert told == []


@pytest.mark.parametrize("url", ["http://localhost:1/", "http://nowhere.invalid/"])
async def test_what_cannot_be_reached_never_left(url: str) -> None:
    """A resolver that is not there itself may take longer than we wait."""
    async with a_client() as client:
        with pytest.raises((httpx.ConnectError, httpx.ConnectTimeout)):
            await client.post(url, content=b"a little")


async def test_who_does_not_pick_up_is_not_waited_for_forever() -> None:
    """The kernel lets nobody in any more, once its queue is full."""
    with socket.socket() as full, socket.socket() as last:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        port = full.getsockname()[1]
        last.connect(("127.0.0.1", port))
        async with a_client(seconds=0.2) as client:
            with pytest.raises(httpx.ConnectTimeout):
                await client.post(f"http://127.0.0.1:{port}/", content=b"a little")


async def test_a_request_that_is_given_up_leaves_no_connection_open() -> None:
    gone = asyncio.Event()

    async def wait(reader: Reader, writer: Writer) -> None:
        await heard(reader)
        assert await reader.read() == b""
        gone.set()

    async with a_server(wait) as url, a_client() as client:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.1):
                await client.post(url, content=b"a little")
        async with asyncio.timeout(5):
            await gone.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux what waits to be read")
async def test_an_answer_is_known_in_the_step_that_reads_it() -> None:
    """In each round of the loop it waits at the kernel, or the client knows it."""
    is_known = False
    rounds: list[tuple[bool, bool]] = []

    async def hear(event: str, told: object) -> None:
        nonlocal is_known
        is_known |= event == "http11.receive_response_headers.complete"

    async def watch(port: int) -> None:
        while not is_known:
            await asyncio.sleep(0)
            rounds.append((bool(unread(port)), is_known))

    async with (
        a_server(echo) as url,
        a_client() as client,
        asyncio.TaskGroup() as tasks,
    ):
        tasks.create_task(watch(httpx.URL(url).port or 0))
        await client.post(url, content=b"a little", extensions={"trace": hear})

    answered = rounds[rounds.index((True, False)) :]
    assert set(answered) == {(True, False), (False, True)}


@pytest.mark.parametrize("name", ["HTTP_PROXY", "ALL_PROXY"])
async def test_a_proxy_is_asked_where_there_is_one(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bytes] = []

    async def consent(reader: Reader, writer: Writer) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(said(b"from afar"))

    async with a_server(consent) as proxy:
        monkeypatch.setenv(name, proxy)
        async with a_client() as client:
            answer = await client.get("http://telegram.invalid/")

    assert answer.content == b"from afar"
    assert asked[0].startswith(b"GET http://telegram.invalid/ ")
