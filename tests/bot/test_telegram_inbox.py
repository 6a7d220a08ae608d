"""Updates that come twice, or whose answer was cut short: on the real client."""

import asyncio
import copy
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import Reply, Request
from bot.tables import telegram_updates
from bot.telegram_inbox import Inbox, Rows, Spans, Waiting
from bot.telegram_inbox_rows import InboxRows, forget_unanswered
from digests import Database
from tests.bot.builders import rows_of
from tests.telegram_desk import Desk, Drawer, a_desk, echo, heard

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)


@pytest.fixture(params=["in the tests", "in the database"])
def rows(request: pytest.FixtureRequest, database: Database) -> Rows:
    if request.param == "in the tests":
        return Drawer()
    return InboxRows(database=database, bot="123456")


async def opened(rows: Rows, at: datetime = NOW) -> tuple[Inbox, Sequence[Waiting]]:
    inbox = Inbox(rows, lambda: at)
    return inbox, await inbox.open()


# By itself ------------------------------------------------------------------------


async def test_what_is_taken_waits_for_its_answer_over_a_restart(rows: Rows) -> None:
    first, _ = await opened(rows)
    assert first.take(7, "{}")
    assert first.take(8, "{}")
    await first.answered(7)
    second, left = await opened(rows)

    assert [(each.id, each.body, each.tries) for each in left] == [(8, "{}", 2)]
    assert not second.take(7, "{}")
    assert not second.take(8, "{}")
    assert second.take(9, "{}")


async def test_what_is_answered_leaves_nothing_of_its_text(database: Database) -> None:
    inbox, _ = await opened(InboxRows(database=database, bot="123456"))
    inbox.take(7, '{"text": "secret"}')
    await inbox.settle()
    assert await rows_of(database, telegram_updates, "id") == [7]
    await inbox.answered(7)

    assert await rows_of(database, telegram_updates, "id") == []


async def test_another_bot_counts_anew(database: Database) -> None:
    one, _ = await opened(InboxRows(database=database, bot="1"))
    one.take(7, "{}")
    await one.answered(7)
    one.take(8, "{}")
    await one.settle()
    other, left = await opened(InboxRows(database=database, bot="2"))

    assert left == ()
    assert other.take(7, "{}")
    assert other.take(8, "{}")


async def test_what_another_bot_has_left_goes_after_a_day(database: Database) -> None:
    one, _ = await opened(InboxRows(database=database, bot="1"))
    one.take(7, "{}")
    await one.settle()
    async with database.writing() as connection:
        await forget_unanswered(connection, at=NOW + timedelta(hours=23))
    assert await rows_of(database, telegram_updates, "id") == [7]
    async with database.writing() as connection:
        await forget_unanswered(connection, at=NOW + timedelta(hours=25))

    assert await rows_of(database, telegram_updates, "id") == []


async def test_what_never_gets_its_answer_is_given_up_in_the_end(
    rows: Rows, caplog: pytest.LogCaptureFixture
) -> None:
    inbox, _ = await opened(rows)
    inbox.take(7, "{}")
    await inbox.settle()
    tries = [[each.tries for each in (await opened(rows))[1]] for _ in range(6)]

    assert tries == [[2], [3], [4], [5], [], []]
    assert caplog.text.count("update 7 is given up") == 1


async def test_what_is_a_day_old_is_not_answered_any_more(
    rows: Rows, caplog: pytest.LogCaptureFixture
) -> None:
    inbox, _ = await opened(rows)
    inbox.take(7, "{}")
    await inbox.settle()
    _, left = await opened(rows, NOW + timedelta(days=1, seconds=1))

    assert left == ()
    assert "update 7 is given up" in caplog.text


async def test_updates_that_come_together_are_stored_together() -> None:
    drawer = Drawer()
    inbox, _ = await opened(drawer)
    async with asyncio.TaskGroup() as tasks:
        for number in range(100):
            inbox.take(number, "{}")
            tasks.create_task(inbox.settle())

    assert drawer.saves == 1
    assert len(drawer.waiting) == 100


async def test_what_could_not_be_stored_is_stored_the_next_time() -> None:
    drawer = Drawer()
    inbox, _ = await opened(drawer)
    inbox.take(6, "{}")
    inbox.take(7, "{}")
    drawer.jammed = True
    await inbox.answered(6)
    with pytest.raises(OSError, match="jammed"):
        await inbox.settle()
    drawer.jammed = False
    await inbox.settle()

    assert list(drawer.waiting) == [7]
    assert Spans(drawer.answered).has(6, NOW)


async def test_an_answer_while_its_question_is_being_stored_is_known_too() -> None:
    drawer = Drawer(jammed=True)
    inbox, _ = await opened(drawer)
    inbox.take(7, "{}")
    with pytest.RaisesGroup(OSError):
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(inbox.settle())
            await asyncio.sleep(0)
            drawer.jammed = False
            await inbox.answered(7)
    drawer.jammed = False
    await inbox.settle()

    assert drawer.waiting == {}


IDS = st.lists(st.integers(min_value=1, max_value=150), max_size=99)


@given(ids=IDS)
def test_just_what_was_answered_is_known(ids: list[int]) -> None:
    spans = Spans()
    for id_ in ids:
        spans.add(id_, NOW)
    again = Spans(spans.written())

    assert {n for n in range(152) if again.has(n, NOW)} == set(ids)


def test_a_long_sequence_takes_little_room() -> None:
    spans = Spans()
    for id_ in range(100_000, 110_000):
        spans.add(id_, NOW)

    assert len(spans.written()) < 50


def test_of_many_gaps_only_the_last_are_remembered() -> None:
    spans = Spans()
    for id_ in range(0, 1000, 2):
        spans.add(id_, NOW)

    assert spans.has(998, NOW)
    assert not spans.has(0, NOW)
    assert len(spans.written()) < 100 * 40


def test_after_two_days_an_id_may_mean_something_else() -> None:
    spans = Spans()
    spans.add(7, NOW)

    assert spans.has(7, NOW + timedelta(days=1))
    assert not spans.has(7, NOW + timedelta(days=3))


# On Telegram ----------------------------------------------------------------------


async def test_an_update_that_comes_again_is_not_answered_again() -> None:
    async with a_desk() as desk, desk.running():
        desk.telegram.say(desk.ada, "/help 1")
        await desk.telegram.sent()
        desk.telegram.repeat()
        await desk.telegram.read()
        desk.telegram.say(desk.ada, "/help 2")
        await desk.telegram.sent(2)

    assert desk.texts() == ["help: 1", "help: 2"]


async def test_nor_after_a_restart() -> None:
    async with a_desk() as desk:
        async with desk.running():
            desk.telegram.say(desk.ada, "/help 1")
            await desk.telegram.sent()
        desk.chat = desk.new_chat()
        async with desk.running():
            desk.telegram.repeat()
            await desk.telegram.read()
            desk.telegram.say(desk.ada, "/help 2")
            await desk.telegram.sent(2)

    assert desk.texts() == ["help: 1", "help: 2"]


async def test_a_new_count_of_updates_is_followed() -> None:
    async with a_desk() as desk:
        desk.telegram.begin_anew_at(900_000)
        async with desk.running():
            desk.telegram.say(desk.ada, "/help 1")
            await desk.telegram.sent()
        desk.now += timedelta(days=8)
        desk.telegram.begin_anew_at(900_000)
        desk.chat = desk.new_chat()
        async with desk.running():
            desk.telegram.say(desk.ada, "/help 2")
            await desk.telegram.sent(2)

    assert desk.texts() == ["help: 1", "help: 2"]


async def test_a_killed_program_answers_what_it_had_confirmed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.telegram_chat._ANSWERS_SECONDS", 0.01)
    async with a_desk() as desk:
        desk.answer = _never
        async with desk.running():
            desk.telegram.say(desk.ada, "/digest climate")
            await desk.telegram.read()
            at_the_kill = copy.deepcopy(desk.drawer)
        await _begin_again(desk, at_the_kill)
        async with desk.running():
            await desk.telegram.sent()

    assert desk.texts() == ["digest: climate"]
    assert desk.drawer.waiting == {}


async def test_an_answer_that_a_stop_cuts_short_is_given_after_the_start(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.telegram_chat._ANSWERS_SECONDS", 0.01)
    async with a_desk() as desk:
        desk.answer = _never
        async with desk.running():
            desk.telegram.say(desk.ada, "/digest climate")
            await heard(lambda: desk.seen)
        await _begin_again(desk, desk.drawer)
        async with desk.running():
            await desk.telegram.sent()

    assert desk.texts() == ["digest: climate"]


async def test_nothing_is_confirmed_that_could_not_be_stored(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with a_desk() as desk, desk.running():
        await desk.telegram.until(lambda: desk.telegram.is_polled)
        desk.drawer.jammed = True
        desk.telegram.say(desk.ada, "/help")
        await desk.telegram.sent()
        await heard(lambda: "jammed" in caplog.text)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0):
                await desk.telegram.read()

    assert desk.drawer.waiting == {}


async def _begin_again(desk: Desk, drawer: Drawer) -> None:
    """Let a new process find what another left."""
    desk.drawer, desk.answer = drawer, echo
    desk.chat = desk.new_chat()


async def _never(request: Request) -> Reply:
    await asyncio.Event().wait()
    raise AssertionError
