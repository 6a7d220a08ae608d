"""The fetcher against a real server on loopback; only the names are made up."""

import asyncio
import gzip
import socket
import zlib
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta

import brotli  # type: ignore[import-untyped]  # it comes without types
import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from typing_extensions import override

from digests.errors import Refused, TryLater
from digests.fetch import MAX_BYTES, Fetched, Fetcher, Validators
from tests.web_server import WebServer, web_server

RAIN = b"<rss><channel><title>Rain</title></channel></rss>"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


class Names(AbstractResolver):
    """A name server whose answers a test writes down, one for each question."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)

    @override
    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        if not self.answers:
            raise OSError(None, "no such name")
        addresses = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in addresses
        ]

    @override
    async def close(self) -> None:
        pass


def fetcher(
    *,
    allow_private: bool = True,
    clock: Clock | None = None,
    seconds: float = 20,
    at_once: int = 2,
    names: Names | None = None,
) -> Fetcher:
    return Fetcher(
        allow_private=allow_private,
        user_agent="Verbatim/1 (+https://verbatim.example/bot)",
        clock=clock or Clock(),
        seconds=seconds,
        at_once=at_once,
        resolver=names,
    )


@pytest.fixture
async def server() -> AsyncIterator[WebServer]:
    async with web_server() as running:
        yield running


@pytest.fixture
async def fetch() -> AsyncIterator[Fetcher]:
    async with fetcher() as ready:
        yield ready


async def test_a_feed_comes_with_what_its_headers_say(
    server: WebServer, fetch: Fetcher
) -> None:
    url = server.says(
        "/feed",
        RAIN,
        headers={
            "Content-Type": "text/xml; charset=ISO-8859-1",
            "ETag": 'W/"a-1"',
            "Last-Modified": "Sun, 01 Mar 2026 10:00:00 GMT",
            "Cache-Control": "public, max-age=900",
            "Age": "60",
        },
    )

    assert await fetch.get(url, kind="feed") == Fetched(
        url=url,
        body=RAIN,
        content_type="text/xml; charset=ISO-8859-1",
        charset="iso-8859-1",
        validators=Validators(
            etag='W/"a-1"', last_modified="Sun, 01 Mar 2026 10:00:00 GMT"
        ),
        not_modified=False,
        max_age=840.0,
        moved_to=None,
    )


async def test_the_validators_go_back_as_they_came(
    server: WebServer, fetch: Fetcher
) -> None:
    url = server.says("/feed", status=304, headers={"ETag": 'W/"a-1"'})
    known = Validators(etag='W/"a-1"', last_modified="yesterday, they said")
    fetched = await fetch.get(url, kind="feed", validators=known)

    assert fetched.not_modified
    assert fetched.body == b""
    assert server.requests[0].headers["If-None-Match"] == 'W/"a-1"'
    assert server.requests[0].headers["If-Modified-Since"] == "yesterday, they said"


async def test_a_first_request_names_us_and_what_we_read_and_nothing_else(
    server: WebServer, fetch: Fetcher
) -> None:
    await fetch.get(server.says("/feed", RAIN), kind="feed")
    headers = server.requests[0].headers

    assert sorted(headers) == ["Accept", "Accept-Encoding", "Host", "User-Agent"]
    assert headers["User-Agent"] == "Verbatim/1 (+https://verbatim.example/bot)"
    assert "application/rss+xml" in headers["Accept"]


async def test_cookies_are_not_kept(server: WebServer, fetch: Fetcher) -> None:
    url = server.says("/page", b"Rain.", headers={"Set-Cookie": "you=7; Path=/"})
    await fetch.get(url, kind="page")
    await fetch.get(url, kind="page")

    assert "Cookie" not in server.requests[1].headers


async def test_a_304_that_nobody_asked_for_is_a_fault_of_the_server(
    server: WebServer, fetch: Fetcher
) -> None:
    with pytest.raises(TryLater, match="answered 304"):
        await fetch.get(server.says("/feed", status=304), kind="feed")


async def test_a_validator_that_could_not_be_sent_back_is_not_kept(
    server: WebServer, fetch: Fetcher
) -> None:
    url = server.says("/feed", RAIN, headers={"ETag": '"Größe"'})

    assert (await fetch.get(url, kind="feed")).validators == Validators()


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(RAIN, mtime=0)),
        ("deflate", zlib.compress(RAIN)),
        ("br", brotli.compress(RAIN)),
    ],
)
async def test_packed_answers_are_unpacked(
    server: WebServer, fetch: Fetcher, coding: str, packed: bytes
) -> None:
    url = server.says("/feed", packed, headers={"Content-Encoding": coding})

    assert (await fetch.get(url, kind="feed")).body == RAIN


async def test_an_answer_that_cannot_be_unpacked_may_be_better_later(
    server: WebServer, fetch: Fetcher
) -> None:
    url = server.says(
        "/feed", b"\x1f\x8bnonsense", headers={"Content-Encoding": "gzip"}
    )

    with pytest.raises(TryLater, match="broke off"):
        await fetch.get(url, kind="feed")


def zeros(megabytes: int) -> Iterator[bytes]:
    for _ in range(megabytes):
        yield bytes(1_000_000)


def gzip_bomb(megabytes: int) -> bytes:
    pack = zlib.compressobj(1, wbits=31)
    return b"".join(map(pack.compress, zeros(megabytes))) + pack.flush()


def brotli_bomb(megabytes: int) -> bytes:
    pack = brotli.Compressor(quality=1)
    return bytes(b"".join(map(pack.process, zeros(megabytes))) + pack.finish())


@pytest.mark.parametrize(
    ("coding", "bomb"), [("gzip", gzip_bomb(200)), ("br", brotli_bomb(200))]
)
async def test_a_bomb_is_left_as_soon_as_it_passes_the_limit(
    server: WebServer, fetch: Fetcher, coding: str, bomb: bytes
) -> None:
    url = server.says("/feed", bomb, headers={"Content-Encoding": coding})

    with pytest.raises(Refused, match="is larger than 15 MB"):
        await fetch.get(url, kind="feed")


async def test_an_honest_length_is_enough_to_refuse(
    server: WebServer, fetch: Fetcher
) -> None:
    url = server.says("/page", bytes(MAX_BYTES["page"] + 1))

    with pytest.raises(Refused, match="is larger than 8 MB"):
        await fetch.get(url, kind="page")


async def test_a_page_of_just_the_limit_is_fetched(
    server: WebServer, fetch: Fetcher
) -> None:
    url = server.says("/page", b"a" * MAX_BYTES["page"])

    assert len((await fetch.get(url, kind="page")).body) == MAX_BYTES["page"]


async def test_a_film_is_not_downloaded(server: WebServer, fetch: Fetcher) -> None:
    url = server.says("/film", b"...", headers={"Content-Type": "video/mp4"})

    with pytest.raises(Refused, match="is of the type video/mp4"):
        await fetch.get(url, kind="page")


async def test_redirects_are_followed_and_a_lasting_move_is_reported(
    server: WebServer, fetch: Fetcher
) -> None:
    new = server.says("/new", RAIN)
    server.moves("/newer", "/new", status=301)
    fetched = await fetch.get(server.moves("/old", "/newer", status=308), kind="feed")

    assert fetched.url == new
    assert fetched.moved_to == new


async def test_only_the_lasting_part_of_a_move_is_reported(
    server: WebServer, fetch: Fetcher
) -> None:
    server.says("/today", RAIN)
    server.moves("/new", "/today", status=307)
    fetched = await fetch.get(server.moves("/old", "/new", status=301), kind="feed")

    assert fetched.url == server.url + "/today"
    assert fetched.moved_to == server.url + "/new"


async def test_a_move_after_a_detour_is_not_lasting(
    server: WebServer, fetch: Fetcher
) -> None:
    server.says("/today", RAIN)
    server.moves("/new", "/today", status=301)
    fetched = await fetch.get(server.moves("/old", "/new", status=302), kind="feed")

    assert fetched.moved_to is None


async def test_a_circle_of_redirects_ends(server: WebServer, fetch: Fetcher) -> None:
    server.moves("/a", "/b")
    server.moves("/b", "/a")

    with pytest.raises(Refused, match="redirects more than 5 times"):
        await fetch.get(server.url + "/a", kind="page")
    assert len(server.requests) == 6


@pytest.mark.parametrize(
    ("location", "why"),
    [
        pytest.param("", "without saying where to go", id="nowhere"),
        pytest.param("file:///etc/passwd", "starts with http", id="a file"),
        pytest.param("http://[::1", "is not a web address", id="nonsense"),
        pytest.param("http://me:secret@news.example/", "password", id="credentials"),
    ],
)
async def test_redirects_to_odd_places_are_not_followed(
    server: WebServer, fetch: Fetcher, location: str, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        await fetch.get(server.moves("/a", location), kind="page")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "rain",
        "ftp://news.example/feed",
        "http://",
        "http://me@news.example/",
        "http://news.example:99999/",
        "http://2130706433/",
        "http://127.1/",
    ],
)
async def test_what_is_no_web_address_is_refused(fetch: Fetcher, url: str) -> None:
    with pytest.raises(Refused):
        await fetch.get(url, kind="page")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 451])
async def test_a_no_is_taken_for_a_no(
    server: WebServer, fetch: Fetcher, status: int
) -> None:
    with pytest.raises(Refused, match=f"answered {status}") as refusal:
        await fetch.get(server.says("/a", status=status), kind="page")
    assert refusal.value.status == status
    assert refusal.value.subject == server.url + "/a"


@pytest.mark.parametrize("status", [408, 425, 500, 502, 503, 504])
async def test_a_broken_server_may_be_mended_later(
    server: WebServer, fetch: Fetcher, status: int
) -> None:
    with pytest.raises(TryLater, match=f"answered {status}") as delay:
        await fetch.get(server.says("/a", status=status), kind="page")
    assert delay.value.seconds is None


@pytest.mark.parametrize(
    ("status", "header", "seconds", "words"),
    [
        (429, "90", 90, "90 seconds"),
        (503, "Sun, 01 Mar 2026 12:05:00 GMT", 300, "5 minutes"),
        (503, "Sun, 01 Mar 2026 12:05:00 -0000", 300, "5 minutes"),
        (429, "9999999", 86_400, "24 hours"),
        (429, "soon", 900, "15 minutes"),
        (429, "", 900, "15 minutes"),
    ],
)
async def test_a_server_that_wants_rest_gets_it_for_its_whole_host(
    server: WebServer, status: int, header: str, seconds: int, words: str
) -> None:
    clock = Clock()
    busy = server.says("/busy", status=status, headers={"Retry-After": header})
    calm = server.says("/calm", RAIN)
    async with fetcher(clock=clock) as fetch:
        with pytest.raises(TryLater) as first:
            await fetch.get(busy, kind="feed")
        with pytest.raises(TryLater, match=f"asked us to wait, {words} more"):
            await fetch.get(calm, kind="feed")
        clock.now += timedelta(seconds=seconds - 1)
        with pytest.raises(TryLater, match="asked us to wait, 1 seconds more") as rest:
            await fetch.get(calm, kind="feed")
        asked_in_the_pause = len(server.requests) - 1
        clock.now += timedelta(seconds=1)
        after = await fetch.get(calm, kind="feed")

    assert first.value.seconds == seconds
    assert rest.value.seconds == 1
    assert asked_in_the_pause == 0
    assert after.body == RAIN


async def test_a_503_without_a_time_does_not_pause_the_host(
    server: WebServer, fetch: Fetcher
) -> None:
    with pytest.raises(TryLater):
        await fetch.get(server.says("/a", status=503), kind="feed")

    assert (await fetch.get(server.says("/b", RAIN), kind="feed")).body == RAIN


async def test_a_silent_server_is_left_after_the_time_limit(server: WebServer) -> None:
    never = asyncio.Event()

    async def silent(request: web.Request) -> web.StreamResponse:
        await never.wait()
        return web.Response()

    server.pages["/a"] = silent
    async with fetcher(seconds=0.05) as fetch:
        with pytest.raises(TryLater, match=r"took longer than 0\.05 seconds"):
            await fetch.get(server.url + "/a", kind="page")
    never.set()


async def test_an_answer_that_breaks_off_may_be_whole_later(
    server: WebServer, fetch: Fetcher
) -> None:
    async def half(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "100"})
        await response.prepare(request)
        await response.write(b"half")
        assert request.transport is not None
        request.transport.close()
        return response

    server.pages["/a"] = half

    with pytest.raises(TryLater, match="broke off before its answer was complete"):
        await fetch.get(server.url + "/a", kind="page")


async def test_no_more_than_two_requests_reach_a_host_at_once(
    server: WebServer, fetch: Fetcher
) -> None:
    here = most = 0

    async def counting(request: web.Request) -> web.StreamResponse:
        nonlocal here, most
        here += 1
        most = max(most, here)
        for _ in range(20):
            await asyncio.sleep(0)
        here -= 1
        return web.Response(body=RAIN)

    server.pages["/a"] = counting
    async with asyncio.TaskGroup() as tasks:
        for _ in range(8):
            tasks.create_task(fetch.get(server.url + "/a", kind="feed"))

    assert most == 2
    assert len(server.requests) == 8


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fd00::1", "::ffff:127.0.0.1"],
)
async def test_a_name_that_leads_into_a_private_network_is_refused(
    address: str,
) -> None:
    async with fetcher(allow_private=False, names=Names([address])) as fetch:
        with pytest.raises(Refused, match="leads into a private network"):
            await fetch.get("http://news.example/", kind="page")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "[::ffff:10.0.0.1]", "0x7f.1", "localhost"]
)
async def test_a_private_address_is_refused_however_it_is_written(host: str) -> None:
    async with fetcher(allow_private=False) as fetch:
        with pytest.raises((Refused, TryLater)):
            await fetch.get(f"http://{host}:8080/", kind="page")


def only_loopback_1(address: str) -> bool:
    """Take one loopback address for the public internet, the others for private."""
    return address == "127.0.0.1"


async def test_a_name_is_judged_by_the_address_that_is_connected_to(
    server: WebServer,
) -> None:
    """The name is public when first asked and private when a socket opens."""
    names = Names(["127.0.0.1"], ["127.0.0.2"])
    fetch = fetcher(allow_private=False, names=names)
    fetch._may_contact = only_loopback_1
    fetch._allow_private = True
    server.says("/a", RAIN, headers={"Connection": "close"})
    url = server.url.replace("127.0.0.1", "news.example") + "/a"
    async with fetch:
        first = await fetch.get(url, kind="feed")
        fetch._session.connector.clear_dns_cache()  # type: ignore[union-attr]  # a TCP one
        with pytest.raises(Refused, match="leads into a private network"):
            await fetch.get(url, kind="feed")

    assert first.body == RAIN
    assert len(server.requests) == 1


async def test_a_redirect_into_a_private_network_is_refused(server: WebServer) -> None:
    fetch = fetcher(allow_private=False)
    fetch._may_contact = only_loopback_1
    fetch._allow_private = True
    url = server.moves("/a", "http://127.0.0.2:8080/secret")
    async with fetch:
        with pytest.raises(Refused, match="leads into a private network"):
            await fetch.get(url, kind="page")


async def test_a_port_of_another_service_is_refused() -> None:
    async with fetcher(allow_private=False) as fetch:
        with pytest.raises(Refused, match="names port 25, which is not for the web"):
            await fetch.get("http://news.example:25/", kind="page")


async def test_an_unknown_name_may_be_known_later() -> None:
    async with fetcher(names=Names()) as fetch:
        with pytest.raises(TryLater, match="is not known on the internet"):
            await fetch.get("http://news.example/", kind="page")


async def test_a_closed_door_may_be_open_later(fetch: Fetcher) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]

        with pytest.raises(TryLater, match="does not accept connections"):
            await fetch.get(f"http://127.0.0.1:{port}/", kind="page")


async def test_a_server_that_speaks_no_http_is_understood_as_such(
    fetch: Fetcher,
) -> None:
    async def greet(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.example ESMTP\r\n")
        await writer.drain()
        writer.close()

    mail = await asyncio.start_server(greet, "127.0.0.1", 0)
    port = mail.sockets[0].getsockname()[1]
    async with mail:
        with pytest.raises(TryLater, match="did not answer as a web server should"):
            await fetch.get(f"http://127.0.0.1:{port}/", kind="page")


async def test_an_https_address_without_tls_may_have_it_later(
    server: WebServer, fetch: Fetcher
) -> None:
    url = server.url.replace("http:", "https:")

    with pytest.raises(TryLater, match="does not accept connections"):
        await fetch.get(url, kind="page")
