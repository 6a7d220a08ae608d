"""How a newsroom is opened: over its database, with a model as writer if one is chosen."""

import random as randomness
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from random import Random

from digests.database import Database
from digests.fetch import Fetcher
from digests.newsroom import Newsroom, utc_now
from digests.reports import ModelChoice
from digests.spending import Spending
from digests.topics import Catalogue
from digests.writing import Writing, choose_sentences


@asynccontextmanager
async def open_newsroom(
    database: Database,
    *,
    fetcher: Fetcher,
    catalogue: Catalogue,
    clock: Callable[[], datetime] = utc_now,
    random: Random | None = None,
    model: ModelChoice | None = None,
) -> AsyncIterator[Newsroom]:
    """Open the newsroom over a database: migrated, with the catalogue's sources added.

    ``model`` writes the digests; without one they are made of chosen sentences.
    """
    async with _writing(database, model, clock) as writing:
        newsroom = Newsroom(
            database,
            fetcher=fetcher,
            catalogue=catalogue,
            clock=clock,
            random=random or randomness.SystemRandom(),
            writing=writing,
        )
        await newsroom.migrate()
        yield newsroom


@asynccontextmanager
async def _writing(
    database: Database, model: ModelChoice | None, clock: Callable[[], datetime]
) -> AsyncIterator[Writing]:
    """Give who writes the digests, and who counts what that costs."""
    if model is None:
        yield Writing()
        return
    # It takes a second to load, and most who run a newsroom have no model.
    from digests.summarize.model import Writer, open_client  # noqa: PLC0415

    spending = Spending(
        database, model=model.name, budget=model.daily_tokens, clock=clock
    )
    async with open_client(key=model.key, base_url=model.base_url) as client:
        writer = Writer(
            client,
            model=model.name,
            ledger=spending,
            otherwise=choose_sentences,
            tag=_tag,
        )
        yield Writing(
            summarize=writer,
            translate=writer.translated,
            join=writer.joined,
            phrase=writer.reply,
            model=model.name,
            spending=spending,
        )


def _tag() -> str:
    """Make a word that no article can hold."""
    return f"article-{secrets.token_hex(8)}"
