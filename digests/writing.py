"""Who writes the digests, how long is waited for them, and who counts the cost."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass

from digests.news import Article, Digest, Length, Quote
from digests.reports import ModelStatus
from digests.spending import Spending
from digests.summarize import extractive
from digests.summarize.replying import Replied

Summarize = Callable[[Article, Sequence[Quote], Length], Awaitable[Digest]]
"""Digests an article in its own language."""

Translate = Callable[[Article, Sequence[Quote], Length, str], Awaitable[Digest | None]]
"""Digests an article in another language; ``None`` if what came of it did not hold."""

Join = Callable[
    [Article, Sequence[Quote], Length, str, Sequence[int]], Awaitable[Digest | None]
]
"""Digests a text of several articles, which begin at these places, in a language."""

Phrase = Callable[[str, Sequence[str], str], Awaitable[tuple[Replied, ...]]]
"""Answers a question from passages of a language; empty if what came did not hold."""


async def choose_sentences(
    article: Article, found: Sequence[Quote], length: Length
) -> Digest:
    """Digest an article by whole sentences of its own, in a thread."""
    return await asyncio.to_thread(extractive.summarize, article, found, length=length)


async def in_time(patience: float, work: Sequence[Coroutine[None, None, None]]) -> None:
    """Do all of this at once, and stop what is not done after so many seconds."""
    with suppress(TimeoutError):
        async with asyncio.timeout(patience), asyncio.TaskGroup() as tasks:
            for one in work:
                tasks.create_task(one)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """How digests and answers are written: by chosen sentences, unless a ``model`` does it."""

    summarize: Summarize = choose_sentences
    translate: Translate | None = None
    join: Join | None = None
    phrase: Phrase | None = None
    model: str = ""
    spending: Spending | None = None

    async def spent(self) -> ModelStatus | None:
        """Say what the model did and cost today, if there is one."""
        return await self.spending.status() if self.spending else None
