"""Polite and safe HTTP: conditional requests, limits, pauses, no private networks.

The address that is checked is the address that is connected to: the check sits where
a socket is opened, so no name, redirect or second DNS answer gets around it.
"""

import asyncio
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType
from typing import Literal, Self
from weakref import WeakValueDictionary

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from digests.addresses import is_public, is_web_port
from digests.errors import Fact, NewsError, Refused, TryLater, worded
from digests.pauses import Pauses, max_age, retry_after

Kind = Literal["feed", "page"]

USER_AGENT = "Verbatim/2026.11 (+https://verbatim.example/bot)"
"""How the product introduces itself: where a webmaster learns who comes by."""

MAX_REDIRECTS = 5
MAX_SECONDS = 20.0
MEGABYTE = 1_000_000
MAX_BYTES: Mapping[Kind, int] = {"feed": 15 * MEGABYTE, "page": 8 * MEGABYTE}
# How long a host rests that answered 429 and did not say for how long.
UNSAID_WAIT = timedelta(minutes=15)

_ACCEPT: Mapping[Kind, str] = {
    "feed": (
        "application/rss+xml, application/atom+xml, application/feed+json, "
        "application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, "
        "application/json;q=0.8, */*;q=0.1"
    ),
    "page": "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1",
}
_CHUNK = 64 * 1024
_MAX_HEADER = 32_768  # content security policies of news sites pass 8 kB
_MAX_VALIDATOR = 1_000
_NOT_MODIFIED = 304
_TOO_MANY = 429
_UNAVAILABLE = 503
_MOVED = frozenset({301, 302, 303, 307, 308})
_MOVED_FOR_GOOD = frozenset({301, 308})
# A 304 that nobody asked for is a fault of the server's cache.
_LATER = frozenset({_NOT_MODIFIED, 408, 425, _TOO_MANY})
_FINE = range(200, 300)
_BROKEN = range(500, 600)
_ANSWERED = {
    400: worded("answered {status}: it does not understand the request"),
    401: worded("answered {status}: it asks for a password"),
    402: worded("answered {status}: it asks for a payment"),
    403: worded("answered {status}: it does not let us in"),
    404: worded("answered {status}: there is no such page"),
    406: worded("answered {status}: it has nothing that we can read"),
    408: worded("answered {status}: it waited for too long"),
    410: worded("answered {status}: the page is gone for good"),
    429: worded("answered {status}: it asks us to come less often"),
    451: worded("answered {status}: it may not show the page, for legal reasons"),
    502: worded("answered {status}: a server behind it does not work"),
    503: worded("answered {status}: it is out of service for now"),
    504: worded("answered {status}: a server behind it does not answer"),
}
_ANSWERED_SO = worded("answered {status}")
# What is wrong with an address: one that we were given, one that we were sent on to.
_NO_ADDRESS = (
    worded("is not a web address"),
    worded("redirects to what is not a web address"),
)
_NO_SCHEME = (
    worded("is not an address that starts with http(s)://"),
    worded("redirects to what is not an address that starts with http(s)://"),
)
_HAS_PASSWORD = (
    worded("has a user name or password in its address"),
    worded("redirects to what has a user name or password in its address"),
)
_ODD_PORT = (
    worded("names port {port}, which is not for the web"),
    worded("redirects to what names port {port}, which is not for the web"),
)
_NO_TEXT = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip")


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server gave to ask "anything new?" with, exactly as received."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came back; ``url`` is where it came from after all redirects.

    ``content_type`` is the header as sent, parameters included, and ``charset``
    its charset parameter in lower case. ``max_age`` counts seconds, at most a day's.
    ``moved_to`` is set when only permanent redirects led there.
    """

    url: str
    body: bytes
    content_type: str
    charset: str
    validators: Validators
    not_modified: bool
    max_age: float | None
    moved_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moved:
    target: URL
    for_good: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Errand:
    """What was asked for, whichever redirect we are at."""

    url: str
    kind: Kind
    headers: Mapping[str, str]
    conditional: bool

    def refused(self, why: str, *, status: int | None = None, **facts: Fact) -> Refused:
        return Refused(self.url, why, status=status, **facts)

    def later(
        self, why: str, *, seconds: float | None = None, **facts: Fact
    ) -> TryLater:
        return TryLater(self.url, why, seconds=seconds, **facts)


class _NotPublicError(OSError):
    """A socket was wanted to an address that we may not contact."""


class Fetcher:
    """Gets feeds and pages. Use it as an async context manager.

    ``user_agent`` should hold a URL where a webmaster learns who we are.
    ``clock`` gives aware times and decides when a pause is over. ``at_once``
    counts the connections to one host; waiting for one costs no time of the
    ``seconds`` that a request may take.
    """

    def __init__(
        self,
        *,
        allow_private: bool,
        user_agent: str = USER_AGENT,
        clock: Callable[[], datetime],
        seconds: float = MAX_SECONDS,
        at_once: int = 2,
        resolver: AbstractResolver | None = None,
    ) -> None:
        self._allow_private = allow_private
        self._may_contact = _anywhere if allow_private else is_public
        self._user_agent = user_agent
        self._clock = clock
        self._seconds = seconds
        self._at_once = at_once
        self._resolver = resolver
        self._pauses = Pauses(clock)
        self._turns: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                resolver=self._resolver, socket_factory=self._open_socket
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self._user_agent},
            timeout=aiohttp.ClientTimeout(total=None),
            max_line_size=_MAX_HEADER,
            max_field_size=_MAX_HEADER,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._session.close()

    async def get(
        self, url: str, *, kind: Kind, validators: Validators | None = None
    ) -> Fetched:
        """Fetch a feed or a page, or learn that it has not changed.

        Raises ``TryLater`` when the server, the network or a pause keeps us from
        it for now (``seconds`` if it is known), ``Refused`` when asking again
        will not help.
        """
        errand = _errand(url, kind, validators)
        target = self._web_address(errand, url)
        moved_to: str | None = None
        only_for_good = True
        left = self._seconds
        loop = asyncio.get_running_loop()
        for _ in range(MAX_REDIRECTS + 1):
            async with self._turn(target):
                self._respect_pause(errand, target)
                started = loop.time()
                answer = await self._ask(errand, target, moved_to, left)
                left -= loop.time() - started
            if isinstance(answer, Fetched):
                return answer
            target = answer.target
            only_for_good = only_for_good and answer.for_good
            moved_to = str(target) if only_for_good else moved_to
        raise errand.refused("redirects more than {count} times", count=MAX_REDIRECTS)

    async def _ask(
        self, errand: _Errand, target: URL, moved_to: str | None, seconds: float
    ) -> Fetched | _Moved:
        with _in_plain_words(errand, self._seconds):
            async with (
                asyncio.timeout(seconds),
                self._session.get(
                    target, headers=errand.headers, allow_redirects=False
                ) as response,
            ):
                if response.status in _MOVED:
                    return self._redirect(errand, response)
                self._check_status(errand, response)
                return await _fetched(errand, response, moved_to)

    def _redirect(self, errand: _Errand, response: aiohttp.ClientResponse) -> _Moved:
        status = response.status
        location = response.headers.get("Location", "")
        if not location:
            raise errand.refused(
                "answered {status} without saying where to go", status=status
            )
        target = self._web_address(errand, location, base=response.url)
        return _Moved(target=target, for_good=status in _MOVED_FOR_GOOD)

    def _check_status(self, errand: _Errand, response: aiohttp.ClientResponse) -> None:
        status = response.status
        known = errand.conditional and status == _NOT_MODIFIED
        if known or status in _FINE:
            return
        why = _ANSWERED.get(status, _ANSWERED_SO)
        if status not in _BROKEN and status not in _LATER:
            raise errand.refused(why, status=status)
        wait = retry_after(response.headers.get("Retry-After", ""), self._clock())
        if wait is None and status == _TOO_MANY:
            wait = UNSAID_WAIT
        if wait is not None and status in (_TOO_MANY, _UNAVAILABLE):
            self._pauses.begin(response.url.host or "", wait)
        seconds = wait.total_seconds() if wait else None
        raise errand.later(why, seconds=seconds, status=status)

    def _respect_pause(self, errand: _Errand, target: URL) -> None:
        seconds = self._pauses.seconds_left(target.host or "")
        if seconds:
            raise errand.later(
                "asked us to wait, {time} more",
                seconds=seconds,
                time=timedelta(seconds=seconds),
            )

    def _turn(self, target: URL) -> asyncio.Semaphore:
        host = target.host or ""
        turn = self._turns.get(host)
        if turn is None:
            turn = self._turns[host] = asyncio.Semaphore(self._at_once)
        return turn

    def _web_address(self, errand: _Errand, url: str, base: URL | None = None) -> URL:
        """Parse an address that a stranger wrote; redirects come with their base."""
        sent_on = base is not None
        try:
            target = (URL(url) if base is None else base.join(URL(url))).with_fragment(
                None
            )
            port = target.port
        except ValueError as error:
            raise errand.refused(_NO_ADDRESS[sent_on]) from error
        if target.scheme not in ("http", "https") or not target.host or port is None:
            raise errand.refused(_NO_SCHEME[sent_on])
        if target.user is not None or target.password is not None:
            raise errand.refused(_HAS_PASSWORD[sent_on])
        if not (self._allow_private or is_web_port(port)):
            raise errand.refused(_ODD_PORT[sent_on], port=str(port))
        return target

    def _open_socket(self, info: aiohttp.AddrInfoType) -> socket.socket:
        family, kind, protocol, _, address = info
        if not self._may_contact(str(address[0])):
            raise _NotPublicError("not a public address")
        return socket.socket(family=family, type=kind, proto=protocol)


def _anywhere(address: str) -> bool:
    return True


def _errand(url: str, kind: Kind, validators: Validators | None) -> _Errand:
    headers = {"Accept": _ACCEPT[kind]}
    if validators and validators.etag:
        headers["If-None-Match"] = validators.etag
    if validators and validators.last_modified:
        headers["If-Modified-Since"] = validators.last_modified
    return _Errand(url=url, kind=kind, headers=headers, conditional=len(headers) > 1)


async def _fetched(
    errand: _Errand, response: aiohttp.ClientResponse, moved_to: str | None
) -> Fetched:
    not_modified = response.status == _NOT_MODIFIED
    headers = response.headers
    return Fetched(
        url=str(response.url),
        body=b"" if not_modified else await _body(errand, response),
        content_type=_ascii(headers.get("Content-Type", "")),
        charset=_ascii(response.charset or "").lower(),
        validators=Validators(
            etag=_ascii(headers.get("ETag", "")),
            last_modified=_ascii(headers.get("Last-Modified", "")),
        ),
        not_modified=not_modified,
        max_age=max_age(headers),
        moved_to=moved_to,
    )


async def _body(errand: _Errand, response: aiohttp.ClientResponse) -> bytes:
    kind = response.content_type
    if kind.startswith(_NO_TEXT):
        raise errand.refused(
            "is of the type {type}, which we cannot read", type=_ascii(kind)
        )
    limit = MAX_BYTES[errand.kind]
    too_large = errand.refused(
        "is larger than {megabytes} MB", megabytes=limit // MEGABYTE
    )
    if (response.content_length or 0) > limit:
        raise too_large
    body = bytearray()
    # Chunks come decoded, so a small archive of a huge page stops here as well.
    async for chunk in response.content.iter_chunked(_CHUNK):
        body += chunk
        if len(body) > limit:
            raise too_large
    return bytes(body)


@contextmanager
def _in_plain_words(errand: _Errand, seconds: float) -> Iterator[None]:
    try:
        yield
    except NewsError:
        raise
    except TimeoutError as error:
        raise errand.later(
            "took longer than {seconds_allowed} seconds", seconds_allowed=f"{seconds:g}"
        ) from error
    except aiohttp.ClientConnectorCertificateError as error:
        raise errand.later("has a security certificate that is not valid") from error
    except aiohttp.ClientConnectorDNSError as error:
        raise errand.later(
            "its name is not known on the internet: check the spelling"
        ) from error
    except aiohttp.ClientConnectorError as error:
        if isinstance(error.os_error, _NotPublicError):
            raise errand.refused(
                "leads into a private network, where we do not go"
            ) from error
        raise errand.later("does not accept connections") from error
    except aiohttp.InvalidURL as error:
        raise errand.refused("is not a web address") from error
    except (aiohttp.ClientPayloadError, aiohttp.ServerDisconnectedError) as error:
        raise errand.later("broke off before its answer was complete") from error
    except (aiohttp.ClientError, ValueError) as error:
        raise errand.later("did not answer as a web server should") from error


def _ascii(value: str) -> str:
    """Give a header value back, or nothing if it could not be sent back as it is."""
    if len(value) > _MAX_VALIDATOR or not (value.isascii() and value.isprintable()):
        return ""
    return value
