"""What can go wrong between a bot and the fake Telegram, as HTTP."""

import asyncio
from dataclasses import dataclass
from typing import Literal

from aiohttp import web

from tests.telegram_rules import JSON, Refused

How = int | Literal["drop_before", "drop_after", "hang"]


@dataclass(frozen=True, slots=True)
class Fault:
    how: How
    why: str
    seconds: int


def refusal(refused: Refused) -> web.Response:
    body: JSON = {
        "ok": False,
        "error_code": refused.status,
        "description": refused.why,
    }
    if refused.parameters:
        body["parameters"] = refused.parameters
    return web.json_response(body, status=refused.status)


async def failed(request: web.Request, fault: Fault) -> web.StreamResponse:
    how = fault.how
    if how == "hang":
        await asyncio.Event().wait()
    if not isinstance(how, int):
        return dropped(request)
    if how == 429:
        why = f"Too Many Requests: retry after {fault.seconds}"
        wait = {"retry_after": fault.seconds} if fault.seconds else {}
        return refusal(Refused(how, why, **wait))
    return refusal(Refused(how, fault.why or f"Failure {how}"))


def dropped(request: web.Request) -> web.StreamResponse:
    if request.transport:
        request.transport.abort()
    return web.Response()
