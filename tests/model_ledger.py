"""A ledger in memory, for tests and measurements of models."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from digests.news import Digest, Quote
from digests.summarize.ledger import Used


@dataclass
class Book:
    """A ledger in memory."""

    left: int = 1_000_000
    used: list[Used] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    objections: list[str] = field(default_factory=list)
    answers: dict[str, Digest] = field(default_factory=dict)

    async def may_spend(self, tokens: int) -> bool:
        return tokens <= self.left

    async def spend(self, used: Used) -> None:
        self.used.append(used)

    async def fall_back(self, why: str) -> None:
        self.reasons.append(why)

    async def object_to(self, reasons: Sequence[str]) -> None:
        self.objections.extend(reasons)

    async def known(self, key: str, quotes: Sequence[Quote]) -> Digest | None:
        return self.answers.get(key)

    async def keep(self, key: str, digest: Digest) -> None:
        self.answers[key] = digest
