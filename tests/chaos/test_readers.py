from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.chat import Address
from bot.schedule import next_slot
from tests.chaos.readers import Reader, plan

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
CHATS = [Address(platform="telegram", chat=str(number)) for number in range(12)]


def slots_of(reader: Reader, after: datetime) -> list[str]:
    """List what the program will promise, one after the other."""
    promised = []
    for _ in reader.due:
        slot = next_slot(reader.rule, after)
        promised.append(slot.local)
        after = slot.due_at
    return promised


@given(seed=st.integers(0, 1000), minutes=st.integers(1, 9), start=st.integers(0, 1440))
def test_planned_slots_are_those_that_the_program_will_have(
    seed: int, minutes: int, start: int
) -> None:
    first = NOON + timedelta(minutes=start)
    for reader in plan(CHATS, first=first, minutes=minutes, seed=seed):
        before = first - timedelta(seconds=60)

        assert list(reader.promised()) == slots_of(reader, before)


def test_the_same_seed_plans_the_same_slots() -> None:
    plans = [plan(CHATS, first=NOON, minutes=5, seed=3) for _ in range(2)]

    assert plans[0] == plans[1]
