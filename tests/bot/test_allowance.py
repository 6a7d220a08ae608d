"""How often somebody may ask what costs much."""

from datetime import timedelta

import pytest

from bot.allowance import A_CHAT, A_PERSON, WINDOW, Allowance, Left
from digests import Database
from tests.bot.builders import NOON, text_of
from tests.bot.paper_newsroom import Reader, a_reader


@pytest.fixture
def reader(database: Database) -> Reader:
    return a_reader(database)


def test_a_person_may_ask_so_often_an_hour_and_then_waits_for_the_oldest() -> None:
    allowance = Allowance()
    left = [
        allowance.take("ann", "home", at=NOON + timedelta(minutes=n)).number
        for n in range(A_PERSON)
    ]
    late = NOON + timedelta(minutes=A_PERSON)

    assert left == list(range(A_PERSON - 1, -1, -1))
    assert allowance.take("ann", "home", at=late) == Left(number=0, until=NOON + WINDOW)
    assert allowance.take("ann", "home", at=NOON + WINDOW).number == 0
    assert allowance.take("ann", "home", at=NOON + 2 * WINDOW).number == A_PERSON - 1


def test_what_was_refused_does_not_count() -> None:
    allowance = Allowance()
    for _ in range(A_PERSON + 5):
        allowance.take("ann", "home", at=NOON)

    assert allowance.take("ann", "home", at=NOON + WINDOW).number == A_PERSON - 1


def test_one_persons_asking_costs_others_nothing_until_the_chat_has_had_its_share() -> (
    None
):
    allowance = Allowance()
    asked = sum(
        allowance.take(f"person {n}", "group", at=NOON).until is None
        for n in range(A_CHAT + 10)
    )

    assert asked == A_CHAT
    assert allowance.take("person 1", "elsewhere", at=NOON).until is None


def test_who_has_not_asked_for_an_hour_is_forgotten() -> None:
    allowance = Allowance()
    for n in range(20_000):
        allowance.take(n, n, at=NOON + timedelta(seconds=n))

    assert len(allowance._asked) < 20_000


async def test_the_last_ones_are_counted_aloud_and_then_it_says_when(
    reader: Reader,
) -> None:
    answers = [
        text_of(await reader.ask("/search ferries")) for _ in range(A_PERSON + 1)
    ]

    assert "within the hour" not in answers[-6]
    assert "3 more within the hour." in answers[-5]
    assert "That was the last one within the hour." in answers[-2]
    assert "It goes on at: 24 Nov 13:00" in answers[-1]
    assert "articles of the last 30 days" not in answers[-1]


async def test_what_costs_little_is_always_answered(reader: Reader) -> None:
    for _ in range(A_PERSON + 1):
        await reader.ask("/digest")

    assert "That was a lot" in text_of(await reader.ask("/digest"))
    assert "That was a lot" not in text_of(await reader.ask("/help"))


async def test_an_operator_asks_as_he_likes(reader: Reader) -> None:
    reader.is_operator = True
    answers = [await reader.ask("/search ferries") for _ in range(A_PERSON + 1)]

    assert "That was a lot" not in text_of(answers[-1])
