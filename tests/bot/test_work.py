import asyncio
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pytest

from bot import work as work_module
from bot.work import Kind, Notice, Work
from tests.virtual_time import run


@dataclass(slots=True)
class Rows:
    """Rows of one kind that want work until it is done; what is done is noted."""

    name: str = "brief"
    waiting: list[int] = field(default_factory=list)
    done: list[int] = field(default_factory=list)
    leads_to: dict[int, list[Notice]] = field(default_factory=dict)
    failing: set[int] = field(default_factory=set)
    gate: asyncio.Event | None = None
    busy: int = 0
    busiest: int = 0
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    finished: asyncio.Queue[int] = field(default_factory=asyncio.Queue)

    async def do(self, row: int) -> Iterable[Notice]:
        self.busy += 1
        self.busiest = max(self.busy, self.busiest)
        self.begun.set()
        try:
            for _ in range(10):
                await asyncio.sleep(0)
            if self.gate:
                await self.gate.wait()
            if row in self.failing:
                raise RuntimeError("this one fails")
        finally:
            self.busy -= 1
        self.done.append(row)
        self.finished.put_nowait(row)
        if row in self.waiting:
            self.waiting.remove(row)
        return self.leads_to.get(row, [])

    async def list_waiting(self, limit: int) -> Sequence[int]:
        return self.waiting[:limit]

    def kind(self, *, at_once: int = 4, priority: int = 0) -> Kind:
        return Kind(
            name=self.name,
            do=self.do,
            waiting=self.list_waiting,
            at_once=at_once,
            priority=priority,
        )


async def test_whatever_waits_is_done_once() -> None:
    rows = Rows(waiting=[3, 1, 2])
    await Work([rows.kind()]).drain()

    assert sorted(rows.done) == [1, 2, 3]
    assert rows.waiting == []


def test_a_place_is_free_again_as_soon_as_its_job_is_done() -> None:
    rows = Rows(waiting=list(range(100)))

    async def drained() -> float:
        await Work([rows.kind(at_once=1)]).drain()
        return asyncio.get_running_loop().time()

    # An engine that reports in batches holds each place for a tenth of a second.
    assert run(drained()) < 5
    assert len(rows.done) == 100


async def test_work_leads_to_more_work_of_other_kinds() -> None:
    briefs = Rows(waiting=[1], leads_to={1: [Notice("deliver", 7)]})
    deliveries = Rows("deliver", leads_to={7: [Notice("deliver", 8)]})
    await Work([briefs.kind(), deliveries.kind()]).drain()

    assert (briefs.done, deliveries.done) == ([1], [7, 8])


async def test_a_notice_of_a_kind_that_others_do_is_left_to_them() -> None:
    rows = Rows(waiting=[1], leads_to={1: [Notice("elsewhere", 7)]})
    await Work([rows.kind()]).drain()

    assert rows.done == [1]


async def test_a_notice_that_is_filed_twice_is_worked_on_once() -> None:
    rows = Rows(waiting=[1])
    work = Work([rows.kind()])
    await work.file([Notice("brief", 1), Notice("brief", 1)])
    await work.sweep()
    await work.drain()

    assert rows.done == [1]


async def test_the_same_number_of_two_kinds_is_two_things() -> None:
    briefs, polls = Rows(), Rows("poll")
    work = Work([briefs.kind(), polls.kind()])
    await work.file([Notice("brief", 1), Notice("poll", 1)])
    await work.drain()

    assert (briefs.done, polls.done) == ([1], [1])


async def test_only_so_many_run_side_by_side() -> None:
    rows = Rows(waiting=list(range(50)))
    await Work([rows.kind(at_once=3)]).drain()

    assert rows.busiest == 3
    assert len(rows.done) == 50


async def test_what_matters_more_goes_first() -> None:
    order: list[str] = []

    def kind(name: str, priority: int) -> Kind:
        async def do(_: int) -> Iterable[Notice]:
            order.append(name)
            return ()

        async def waiting(_: int) -> Sequence[int]:
            return [1, 2]

        return Kind(name=name, do=do, waiting=waiting, at_once=1, priority=priority)

    await Work([kind("read", 0), kind("deliver", 3), kind("brief", 2)]).drain()

    assert order[0] == "deliver"
    assert order.index("brief") < order.index("read")


async def test_an_error_costs_that_row_only_and_names_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    rows = Rows(waiting=[1, 2, 3], failing={2})
    with caplog.at_level(logging.ERROR):
        await Work([rows.kind()]).drain()
    notes = [
        note
        for record in caplog.records
        if record.exc_info and record.exc_info[1]
        for note in getattr(record.exc_info[1], "__notes__", [])
    ]

    assert sorted(rows.done) == [1, 3]
    assert notes == ["while working on brief 2"]


async def test_a_row_that_failed_is_tried_again_by_the_next_sweep_only() -> None:
    rows = Rows(waiting=[2], failing={2})
    work = Work([rows.kind()])
    await work.drain()
    assert rows.done == []
    rows.failing.clear()
    await work.drain()

    assert rows.done == [2]


async def test_it_runs_until_it_is_stopped_and_finishes_what_was_begun() -> None:
    rows = Rows(waiting=[1], gate=asyncio.Event())
    work = Work([rows.kind()])
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(work.run())
        await work.sweep()
        await rows.begun.wait()
        work.stop()
        await asyncio.sleep(0)
        assert not running.done()
        assert rows.gate is not None
        rows.gate.set()

    assert rows.done == [1]


async def test_work_that_is_filed_while_it_runs_is_done() -> None:
    rows = Rows()
    work = Work([rows.kind()])
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(work.run())
        await asyncio.sleep(0)
        rows.leads_to[1] = [Notice("brief", 2)]
        await work.file([Notice("brief", 1)])
        await rows.finished.get()
        await rows.finished.get()
        work.stop()

    assert rows.done == [1, 2]


async def test_a_notice_about_a_row_that_is_being_worked_on_waits_for_the_next_sweep() -> (
    None
):
    rows = Rows(waiting=[1], gate=asyncio.Event())
    work = Work([rows.kind()])
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(work.run())
        await work.sweep()
        await rows.begun.wait()
        await work.file([Notice("brief", 1)])
        assert rows.gate is not None
        rows.gate.set()
        await rows.finished.get()
        once = list(rows.done)
        rows.waiting.append(1)
        while rows.done != [1, 1]:
            await work.sweep()
            await asyncio.sleep(0)
        work.stop()

    assert once == [1]


async def test_a_stop_before_the_start_ends_it_at_once() -> None:
    rows = Rows(waiting=[1])
    work = Work([rows.kind()])
    work.stop()
    await work.run()

    assert rows.done == []


async def test_it_can_be_drained_again_and_again() -> None:
    rows = Rows(waiting=[1])
    work = Work([rows.kind()])
    await work.drain()
    rows.waiting.append(2)
    await work.drain()
    await work.drain()

    assert rows.done == [1, 2]


async def test_a_sweep_can_be_of_some_kinds_alone() -> None:
    briefs, polls = Rows(waiting=[1]), Rows("poll", waiting=[1])
    work = Work([briefs.kind(), polls.kind()])
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(work.run())
        await work.sweep("poll")
        await polls.finished.get()
        work.stop()

    assert (briefs.done, polls.done) == ([], [1])


async def test_a_flood_is_swept_in_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work_module, "MOST_NOTICES", 50)
    rows = Rows(waiting=list(range(60)))
    work = Work([rows.kind(at_once=100)])
    await work.drain()
    assert len(rows.done) == 50
    await work.drain()

    assert len(rows.done) == 60


async def test_the_engine_forgets_what_it_has_done() -> None:
    rows = Rows(waiting=list(range(20)))
    work = Work([rows.kind()])
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(work.run())
        await work.sweep()
        for _ in range(20):
            await rows.finished.get()
        work.stop()
    await work.sweep()

    assert await work._queries.queue_log() == []
    assert await work._queries.queue_size() == []
