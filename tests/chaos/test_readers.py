from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.chat import Address
from bot.schedule import next_slot
from tests.chaos.readers import Reader, plan

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
CHATS = [Address(platform="telegram", chat=str(number)) for number in range(12)]


def slots_of(reader: Reader, wish: int, after: datetime) -> list[str]:
    """List what the program will promise for a wish, one after the other."""
    promised = []
    for _ in reader.due[wish]:
        slot = next_slot(reader.rule(wish), after)
        promised.append(slot.local)
        after = slot.due_at
    return promised


@given(
    seed=st.integers(0, 1000),
    minutes=st.integers(1, 30),
    start=st.integers(0, 1440),
    deliveries=st.integers(1, 200),
)
def test_planned_slots_are_those_that_the_program_will_have(
    seed: int, minutes: int, start: int, deliveries: int
) -> None:
    first = NOON + timedelta(minutes=start)
    before = first - timedelta(seconds=60)
    for reader in plan(
        CHATS, first=first, minutes=minutes, deliveries=deliveries, seed=seed
    ):
        for wish in range(len(reader.due)):
            assert list(reader.promised(wish)) == slots_of(reader, wish, before)


def test_there_are_as_many_moments_as_deliveries_are_wanted() -> None:
    readers = plan(CHATS, first=NOON, minutes=20, deliveries=130, seed=3)

    assert sum(len(reader.moments) for reader in readers) == 130
    assert all(len(wish) <= 6 for reader in readers for wish in reader.due)


def test_the_same_seed_plans_the_same_slots() -> None:
    plans = [
        plan(CHATS, first=NOON, minutes=5, deliveries=30, seed=3) for _ in range(2)
    ]

    assert plans[0] == plans[1]
