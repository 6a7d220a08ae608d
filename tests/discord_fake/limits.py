"""Discord's rate limits: a bucket for each route, and 50 requests a second in all."""

from collections import deque
from dataclasses import dataclass, field
from hashlib import sha256

from tests.discord_fake.places import Json


@dataclass
class Bucket:
    """``limit`` requests in each window of ``seconds``."""

    limit: int
    seconds: float
    left: int = 0
    ends: float = 0.0

    def take(self, now: float) -> bool:
        if now >= self.ends:
            self.left, self.ends = self.limit, now + self.seconds
        self.left -= 1
        return self.left >= 0


@dataclass
class Limits:
    """The buckets of one token; ``rules`` maps the end of a route to its limit."""

    rules: dict[str, tuple[int, float]] = field(
        default_factory=lambda: {
            "POST /channels/{channel}/messages": (5, 5.0),
            "POST /channels/{channel}/messages/{message}/crosspost": (10, 3600.0),
        }
    )
    everything: int = 50
    refused: int = 0
    _buckets: dict[tuple[str, str], Bucket] = field(default_factory=dict)
    _recent: deque[float] = field(default_factory=deque)

    def check(
        self, route: str, major: str, now: float
    ) -> tuple[dict[str, str], Json | None]:
        """Count a request; returns headers, and the body of a 429 if it is too much."""
        while self._recent and self._recent[0] <= now - 1:
            self._recent.popleft()
        if len(self._recent) >= self.everything:
            return self._too_many(self._recent[0] + 1 - now, {}, everywhere=True)
        self._recent.append(now)
        limit, seconds = self.rules.get(route, (1000, 1.0))
        bucket = self._buckets.setdefault((route, major), Bucket(limit, seconds))
        allowed = bucket.take(now)
        headers = _headers(route, bucket, now)
        if allowed:
            return headers, None
        return self._too_many(bucket.ends - now, headers, everywhere=False)

    def _too_many(
        self, seconds: float, headers: dict[str, str], *, everywhere: bool
    ) -> tuple[dict[str, str], Json]:
        self.refused += 1
        more = {
            "Retry-After": str(max(1, round(seconds))),
            "X-RateLimit-Scope": "global" if everywhere else "user",
            "Via": "1.1 google",
        }
        body = {
            "message": "You are being rate limited.",
            "retry_after": max(seconds, 0.001),
            "global": everywhere,
        }
        return headers | more, body


def _headers(route: str, bucket: Bucket, now: float) -> dict[str, str]:
    return {
        "X-RateLimit-Limit": str(bucket.limit),
        "X-RateLimit-Remaining": str(max(bucket.left, 0)),
        "X-RateLimit-Reset": f"{bucket.ends:.3f}",
        "X-RateLimit-Reset-After": f"{bucket.ends - now:.3f}",
        "X-RateLimit-Bucket": sha256(route.encode()).hexdigest()[:32],
        "Via": "1.1 google",
    }
