"""What may become of requests: the fates of each fault, and how often they come."""

import json
import random
from collections.abc import Callable, Sequence

from tests.chaos.line import Fate, Reply, Weather, sends

_SERVER_ERRORS = (500, 502, 503)
_LONGEST_PAUSE = 4
_SLOWEST = 15.0
_QUICKEST = 2.0
_POLLING = "/getUpdates"

Chance = random.Random
Maker = Callable[[Chance], Fate]


def usual(chance: Chance) -> Weather:
    """Let messages take the time that they take to a real platform and back."""

    def fate(request: str) -> Fate:
        if not sends(request):
            return Fate()
        return _travelling(chance)

    return fate


def bad(chance: Chance, often: float, fates: Sequence[Maker]) -> Weather:
    """Let so many of the messages, and polls now and then, meet one of these fates."""

    def fate(request: str) -> Fate:
        if sends(request):
            happens = chance.random() < often
            return chance.choice(fates)(chance) if happens else _travelling(chance)
        happens = request.endswith(_POLLING) and chance.random() < often / 2
        return chance.choice(fates)(chance) if happens else Fate()

    return fate


def _travelling(chance: Chance) -> Fate:
    return Fate(before=chance.uniform(0.02, 0.06), after=chance.uniform(0.02, 0.06))


def flooded_telegram(chance: Chance) -> Fate:
    """Be told to wait; the message is not taken."""
    seconds = chance.randint(1, _LONGEST_PAUSE)
    body = {
        "ok": False,
        "error_code": 429,
        "description": f"Too Many Requests: retry after {seconds}",
        "parameters": {"retry_after": seconds},
    }
    return Fate(arrives=False, reply=_reply(429, body))


def flooded_discord(chance: Chance) -> Fate:
    """Be told to wait, one channel or all; the message is not taken."""
    seconds, everywhere = chance.uniform(0.3, _LONGEST_PAUSE), chance.random() < 0.1
    body = {
        "message": "You are being rate limited.",
        "retry_after": round(seconds, 3),
        "global": everywhere,
    }
    headers = {
        "Retry-After": str(max(1, round(seconds))),
        "X-RateLimit-Scope": "global" if everywhere else "shared",
        "Via": "1.1 google",
    }
    return Fate(arrives=False, reply=_reply(429, body, headers))


def failing(chance: Chance) -> Fate:
    """Be answered 500, 502 or 503, whether the message was taken or not."""
    status = chance.choice(_SERVER_ERRORS)
    body = {"ok": False, "error_code": status, "description": f"Failure {status}"}
    return Fate(
        before=chance.uniform(0.02, 0.06),
        arrives=chance.random() < 0.5,
        reply=_reply(status, body),
    )


def dropped_before(chance: Chance) -> Fate:
    """Lose the connection before the platform heard of it."""
    return Fate(before=chance.uniform(0.0, 0.06), arrives=False, hangs_up=True)


def dropped_after(chance: Chance) -> Fate:
    """Lose the connection after the message was taken."""
    return Fate(after=chance.uniform(0.0, 0.06), hangs_up=True)


def slow(chance: Chance) -> Fate:
    """Be answered after seconds; the message is taken at some moment of them."""
    seconds = chance.uniform(_QUICKEST, _SLOWEST)
    before = chance.uniform(0.0, seconds)
    return Fate(before=before, after=seconds - before)


def _reply(status: int, body: object, headers: dict[str, str] | None = None) -> Reply:
    return Reply(
        status=status,
        body=json.dumps(body).encode(),
        headers={"Content-Type": "application/json", **(headers or {})},
    )
