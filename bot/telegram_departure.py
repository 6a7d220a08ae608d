"""Tells when a request to Telegram leaves: a client needs some rounds of the loop until then.

Its HTTP library traces each request for whoever asks
(https://www.encode.io/httpcore/extensions/#trace).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

import httpx

from bot.chat import Begin

# What comes before, Telegram can do nothing with.
_LEAVES = "send_request_body.started"
_begin: ContextVar[Begin | None] = ContextVar("_begin", default=None)


@contextmanager
def telling(begin: Begin) -> Iterator[None]:
    """Call ``begin`` when a request that is made inside leaves."""
    token = _begin.set(begin)
    try:
        yield
    finally:
        _begin.reset(token)


async def trace(request: httpx.Request) -> None:
    """Have a request tell; an event hook of the client."""
    if begin := _begin.get():
        request.extensions["trace"] = partial(_traced, begin)


async def _traced(begin: Begin, event: str, _: object) -> None:
    if event.endswith(_LEAVES):
        begin()
