"""What a writer asks of whoever keeps the accounts of a model."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from digests.news import Digest, Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """The tokens of one call, as the server counts them; ``cached`` ones cost less."""

    asked: int
    answered: int
    cached: int = 0


class Ledger(Protocol):
    """What is spent on models, and what they answered before."""

    async def may_spend(self, tokens: int) -> bool:
        """Say whether so many more tokens fit into today's budget."""

    async def spend(self, used: Used) -> None:
        """Write down a call that was answered."""

    async def fall_back(self, why: str) -> None:
        """Count a digest that no model made."""

    async def object_to(self, reasons: Sequence[str]) -> None:
        """Count the sentences that the gate refused."""

    async def known(self, key: str, quotes: Sequence[Quote]) -> Digest | None:
        """Find the digest of an answer to the same question."""

    async def keep(self, key: str, digest: Digest) -> None:
        """Keep the digest of an answer."""
