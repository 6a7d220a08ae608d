"""Tells how far a message to Telegram is: when it leaves, and when Telegram has taken it.

A client needs some rounds of a busy loop before the one and after the other. Its HTTP
library traces each request for whoever asks
(https://www.encode.io/httpcore/extensions/#trace).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import httpx

from bot.chat import Call

# What comes before, Telegram can do nothing with.
_LEAVES = "http11.send_request_body.started"
_ANSWERED = "http11.receive_response_headers.complete"
_call: ContextVar[Call | None] = ContextVar("_call", default=None)


@dataclass(slots=True)
class Progress:
    """Of requests; it ``is_heard`` once any of those that it ``trace``s told that it left.

    A library that calls its events by other names would tell nothing, so nothing is
    promised before.
    """

    is_heard: bool = False

    @contextmanager
    def telling(self, call: Call) -> Iterator[None]:
        """Tell a call how far the request is that is made inside.

        It is promised here: on its way into the library, a busy loop may hold it up.
        """
        if self.is_heard:
            call.promise()
        token = _call.set(call)
        try:
            yield
        finally:
            _call.reset(token)

    async def trace(self, request: httpx.Request) -> None:
        """Have a request tell; an event hook of the client."""
        call = _call.get()
        if call or not self.is_heard:
            request.extensions["trace"] = _Trace(self, call)


@dataclass(slots=True)
class _Trace:
    """Hears all that happens to one request, and to a proxy that is asked for the way."""

    progress: Progress
    call: Call | None
    has_left: bool = False

    async def __call__(self, event: str, told: Mapping[str, Any]) -> None:
        if event == _LEAVES and told["request"].method != b"CONNECT":
            self.has_left = self.progress.is_heard = True
            if self.call:
                self.call.begin()
        elif event == _ANSWERED and self.has_left and self.call:
            _, status, *_ = told["return_value"]
            # An answer that is not "ok" has its error's code as its status
            # (https://core.telegram.org/bots/api#making-requests).
            if status == HTTPStatus.OK:
                self.call.arrive()
