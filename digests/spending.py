"""What models cost: tokens by day, digests that no model made, and answers kept.

Days are days of UTC. An answer is kept under its question, so that the same words at
another address, or another reader, cost nothing.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from digests import tables
from digests.database import Database, insert
from digests.digest_store import read_key_quotes, written_key_quotes
from digests.news import Digest, DigestSentence, Length, Quote, Span
from digests.reports import ModelStatus
from digests.summarize.ledger import Used

KEPT = timedelta(days=30)

days, counts, answers = (
    tables.model_days,
    tables.model_counts,
    tables.model_answers,
)


class Spending:
    """The ledger of one model; ``budget`` is of tokens a day, 0 for no limit."""

    def __init__(
        self,
        database: Database,
        *,
        model: str,
        budget: int,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._model = model
        self._budget = budget
        self._clock = clock

    async def may_spend(self, tokens: int) -> bool:
        """Say whether so many more tokens fit into today's budget."""
        if not self._budget:
            return True
        async with self._database.reading() as connection:
            spent = await _spent_on(connection, self._today())
        return spent + tokens <= self._budget

    async def spend(self, used: Used) -> None:
        """Write down a call that was answered."""
        async with self._database.writing() as connection:
            row = insert(connection, days).values(
                day=self._today(),
                model=self._model,
                calls=1,
                asked=used.asked,
                answered=used.answered,
                cached=used.cached,
            )
            await connection.execute(
                row.on_conflict_do_update(
                    index_elements=[days.c.day, days.c.model],
                    set_={
                        name: days.c[name] + row.excluded[name]
                        for name in ("calls", "asked", "answered", "cached")
                    },
                )
            )

    async def fall_back(self, why: str) -> None:
        """Count a digest that no model made."""
        await self._count("digest", [why])

    async def object_to(self, reasons: Sequence[str]) -> None:
        """Count the sentences that the gate refused."""
        await self._count("sentence", reasons)

    async def known(self, key: str, quotes: Sequence[Quote]) -> Digest | None:
        """Find the digest of an answer to the same question."""
        query = select(answers).where(answers.c.key == key)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            return None
        by_span: dict[Span, Quote] = {(one.start, one.end): one for one in quotes}
        spans, translations = read_key_quotes(row.key_quotes)
        return Digest(
            length=Length(row.length),
            lang=row.lang,
            sentences=tuple(
                DigestSentence(text=text, support=tuple((a, b) for a, b in support))
                for text, support in row.sentences
            ),
            quotes=tuple(by_span[span] for span in spans if span in by_span),
            made_by=self._model,
            translations=translations,
        )

    async def keep(self, key: str, digest: Digest) -> None:
        """Keep the digest of an answer."""
        async with self._database.writing() as connection:
            row = insert(connection, answers).values(
                key=key,
                length=digest.length,
                lang=digest.lang,
                sentences=[[one.text, one.support] for one in digest.sentences],
                key_quotes=written_key_quotes(digest),
                made_at=self._clock(),
            )
            await connection.execute(row.on_conflict_do_nothing())

    async def status(self) -> ModelStatus:
        """Say what was spent and what went wrong today."""
        today = self._today()
        async with self._database.reading() as connection:
            query = select(days).where(days.c.day == today)
            rows = (await connection.execute(query)).all()
            query = select(counts).where(counts.c.day == today)
            counted = (await connection.execute(query)).all()
        return ModelStatus(
            model=self._model,
            budget=self._budget,
            calls=sum(row.calls for row in rows),
            asked=sum(row.asked for row in rows),
            answered=sum(row.answered for row in rows),
            cached=sum(row.cached for row in rows),
            fallbacks={row.why: row.times for row in counted if row.kind == "digest"},
            refused={row.why: row.times for row in counted if row.kind == "sentence"},
        )

    async def _count(self, kind: str, reasons: Sequence[str]) -> None:
        if not reasons:
            return
        async with self._database.writing() as connection:
            for why in reasons:
                row = insert(connection, counts).values(
                    day=self._today(), kind=kind, why=why, times=1
                )
                await connection.execute(
                    row.on_conflict_do_update(
                        index_elements=[counts.c.day, counts.c.kind, counts.c.why],
                        set_={"times": counts.c.times + 1},
                    )
                )

    def _today(self) -> str:
        return self._clock().date().isoformat()


async def _spent_on(connection: AsyncConnection, day: str) -> int:
    total = func.coalesce(func.sum(days.c.asked + days.c.answered), 0)
    return int(await connection.scalar(select(total).where(days.c.day == day)) or 0)


async def forget_old_spending(database: Database, *, at: datetime) -> None:
    """Forget old answers, and the counts of old days."""
    before = at - KEPT
    async with database.writing() as connection:
        await connection.execute(delete(answers).where(answers.c.made_at < before))
        day = before.date().isoformat()
        await connection.execute(delete(counts).where(counts.c.day < day))
