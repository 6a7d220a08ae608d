from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from digests.database import Database
from digests.migrations import SCRIPTS
from digests.news import Digest, DigestSentence, Length, Quote
from digests.spending import KEPT, Spending, forget_old_spending
from digests.summarize.ledger import Used
from tests.databases import URLS, empty_database

QUOTE = Quote(start=4, end=9, speaker="Mara Lind")
DIGEST = Digest(
    length=Length.NORMAL,
    lang="en",
    sentences=(DigestSentence(text="It rains.", support=((0, 9), (10, 20))),),
    quotes=(QUOTE,),
    made_by="tiny-writer",
)


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=URLS)
async def database(request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    async with empty_database(request.param) as database:
        await database.migrate(SCRIPTS, "digests_version")
        yield database


def ledger(database: Database, clock: Clock, *, budget: int = 1_000) -> Spending:
    return Spending(database, model="tiny-writer", budget=budget, clock=clock)


async def test_a_budget_is_of_one_day(database: Database, clock: Clock) -> None:
    book = ledger(database, clock)
    await book.spend(Used(asked=700, answered=100))

    assert await book.may_spend(200)
    assert not await book.may_spend(201)
    clock.now += timedelta(hours=1)
    assert await book.may_spend(1_000)


async def test_no_budget_is_no_limit(database: Database, clock: Clock) -> None:
    book = ledger(database, clock, budget=0)
    await book.spend(Used(asked=10**9, answered=0))

    assert await book.may_spend(10**9)


async def test_models_share_a_budget(database: Database, clock: Clock) -> None:
    other = Spending(database, model="other", budget=1_000, clock=clock)
    await other.spend(Used(asked=900, answered=0))

    assert not await ledger(database, clock).may_spend(200)


async def test_the_status_is_of_today(database: Database, clock: Clock) -> None:
    book = ledger(database, clock)
    await book.spend(Used(asked=400, answered=60, cached=100))
    await book.spend(Used(asked=300, answered=40))
    await book.fall_back("it was slow")
    await book.fall_back("it was slow")
    await book.object_to(["a number", "a name", "a number"])
    await book.object_to([])
    status = await book.status()

    assert (status.model, status.budget, status.calls) == ("tiny-writer", 1_000, 2)
    assert (status.asked, status.answered, status.cached) == (700, 100, 100)
    assert status.fallbacks == {"it was slow": 2}
    assert status.refused == {"a number": 2, "a name": 1}
    clock.now += timedelta(days=1)
    assert (await book.status()).calls == 0


async def test_an_answer_comes_back_as_it_was(database: Database, clock: Clock) -> None:
    book = ledger(database, clock)
    await book.keep("key", DIGEST)
    await book.keep("key", DIGEST)

    assert await book.known("key", [QUOTE]) == DIGEST
    assert await book.known("other", [QUOTE]) is None


async def test_a_quote_that_is_none_any_more_does_not_come_back(
    database: Database, clock: Clock
) -> None:
    book = ledger(database, clock)
    await book.keep("key", DIGEST)
    known = await book.known("key", [])

    assert known is not None
    assert known.quotes == ()


async def test_old_answers_and_counts_are_forgotten(
    database: Database, clock: Clock
) -> None:
    book = ledger(database, clock)
    await book.keep("key", DIGEST)
    await book.fall_back("it was slow")
    await forget_old_spending(database, at=clock.now + KEPT - timedelta(days=1))
    assert await book.known("key", []) is not None

    await forget_old_spending(database, at=clock.now + KEPT + timedelta(days=1))
    assert await book.known("key", []) is None
    assert (await book.status()).fallbacks == {}
