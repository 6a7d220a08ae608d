"""The kinds of work on the engine: poll, read, look again, brief, alert.

A job is only a notice that a row wants work. Whatever the engine loses or forgets, the
next sweep files again, and doing a thing twice changes nothing.
"""

import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from pgqueuer import PgQueuer
from pgqueuer.adapters.inmemory import InMemoryQueries
from pgqueuer.domain.types import QueueExecutionMode
from pgqueuer.models import Job

log = logging.getLogger(__name__)

MOST_NOTICES = 2000
"""Of one kind in one sweep; what is left is filed by a later one."""
# Jobs are marked as done in batches of this size, and until then they fill their
# kind's places: with ten, four places did 40 jobs a second, with one 4,000.
_BATCH = 1
# Nobody else could take over a job of this process, so none is ever taken for dead.
_NEVER_STALE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that wants work: the kind's name, and the row's id."""

    kind: str
    id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of work.

    ``do`` works on a row and returns what now wants work because of it. ``waiting``
    lists up to so many ids of rows that want work. ``at_once`` limits how many run
    side by side; a higher ``priority`` goes first.
    """

    name: str
    do: Callable[[int], Awaitable[Iterable[Notice]]]
    waiting: Callable[[int], Awaitable[Sequence[int]]]
    at_once: int
    priority: int


class Work:
    """Does the work of these kinds in this process, on PgQueuer's in-memory engine."""

    def __init__(self, kinds: Sequence[Kind]) -> None:
        self._kinds = {kind.name: kind for kind in kinds}
        self._engine, self._queries = self._new_engine()

    async def file(self, notices: Iterable[Notice]) -> None:
        """File notices; what is filed already, or being done, is not filed again.

        If a row being worked on wants more work than that, the next sweep finds it.
        """
        known = [notice for notice in notices if notice.kind in self._kinds]
        if known:
            await self._queries.enqueue(
                [notice.kind for notice in known],
                [str(notice.id).encode() for notice in known],
                [self._kinds[notice.kind].priority for notice in known],
                dedupe_key=[f"{notice.kind} {notice.id}" for notice in known],
                on_conflict="skip",
            )

    async def sweep(self, *names: str) -> None:
        """File a notice for every row that waits, of these kinds or of all."""
        for kind in self._kinds.values():
            if not names or kind.name in names:
                waiting = await kind.waiting(MOST_NOTICES)
                await self.file(Notice(kind.name, id_) for id_ in waiting)
        # The engine keeps a log of every job in memory and never forgets it.
        await self._queries.clear_queue_log()

    async def run(self) -> None:
        """Work until ``stop``, then finish what was begun."""
        await self._engine.qm.run(
            batch_size=_BATCH,
            heartbeat_timeout=_NEVER_STALE,
            log_aggregation_interval=timedelta(0),
        )

    def stop(self) -> None:
        """Let ``run`` return once what was begun is finished."""
        self._engine.shutdown.set()

    async def drain(self) -> None:
        """Sweep, and return when nothing is left to do; not while ``run`` runs."""
        await self.sweep()
        await self._engine.qm.run(
            batch_size=_BATCH,
            mode=QueueExecutionMode.drain,
            heartbeat_timeout=_NEVER_STALE,
            log_aggregation_interval=timedelta(0),
        )
        # An engine that has stopped cannot be started again.
        self._engine, self._queries = self._new_engine()

    def _new_engine(self) -> tuple[PgQueuer, InMemoryQueries]:
        engine = PgQueuer.in_memory()
        for kind in self._kinds.values():
            register = engine.entrypoint(
                kind.name, concurrency_limit=kind.at_once, accepts_context=False
            )
            register(self._handler(kind))
        if not isinstance(engine.queries, InMemoryQueries):
            raise TypeError("the engine of one process keeps its jobs in memory")
        return engine, engine.queries

    def _handler(self, kind: Kind) -> Callable[[Job], Awaitable[None]]:
        async def handle(job: Job) -> None:
            row = int(job.payload or b"")
            log.debug("%s %d", kind.name, row)
            try:
                following = await kind.do(row)
            except Exception as error:
                # The engine logs it, but it only knows its own numbers.
                error.add_note(f"while working on {kind.name} {row}")
                raise
            await self.file(following)

        return handle
