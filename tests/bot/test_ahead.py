"""Briefings are composed before their time, and people change their minds until then."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from bot import outbox, partings, slots, subscriptions
from bot.briefings import Composing, Kind, read_briefing
from bot.documents import Document, from_json
from bot.subscriptions import KnownChat
from bot.tables import briefings, deliveries, seen
from bot.tables import slots as slot_rows
from bot.tables import subscriptions as wishes
from digests import Database, Reason
from tests.bot.builders import (
    CLIMATE,
    FERRIES,
    NOON,
    Clock,
    a_briefing,
    a_rule,
    a_story,
    a_subscriber,
    rows_of,
    text_of,
)
from tests.bot.test_briefings import Briefer

EARLY = NOON.replace(hour=6)
EIGHT = NOON.replace(hour=8)
AHEAD = EIGHT - slots.AHEAD


@dataclass(slots=True)
class House:
    """What happens in the minutes before and after a time."""

    database: Database
    newsroom: Briefer = field(default_factory=Briefer)
    clock: Clock = field(default_factory=lambda: Clock(AHEAD))

    async def minute(self, at: datetime | None = None) -> None:
        """Claim and compose, as every minute."""
        self.clock.now = at or self.clock.now
        await slots.claim(self.database, at=self.clock(), ahead=slots.AHEAD)
        await self.compose()

    async def compose(self) -> None:
        composer = Composing(
            database=self.database,
            newsroom=self.newsroom,
            parts={"telegram": lambda document: (document, document)},
            clock=self.clock,
        )
        for slot in await slots.waiting(self.database, ["telegram"], limit=9):
            await composer.compose(slot)

    async def ready(self, at: datetime) -> tuple[outbox.Due, ...]:
        return await outbox.due(self.database, ["telegram"], at=at, limit=9)

    async def documents(self) -> list[Document]:
        kept = await rows_of(self.database, deliveries, "document")
        return [from_json(str(each)) for each in kept]

    async def states(self) -> list[object]:
        return await rows_of(self.database, slot_rows, "local", "state")

    async def next_times(self) -> list[object]:
        return await rows_of(self.database, wishes, "next_local")


@pytest.fixture
def house(database: Database) -> House:
    return House(database)


async def a_chat_with_its_briefing_composed(house: House) -> KnownChat:
    chat, _ = await a_subscriber(house.database, CLIMATE, FERRIES, at=EARLY)
    await house.minute(AHEAD)
    assert len(await house.documents()) == 2
    return chat


async def test_what_is_composed_ahead_leaves_at_its_moment(house: House) -> None:
    await a_chat_with_its_briefing_composed(house)

    assert await rows_of(house.database, deliveries, "try_at") == [EIGHT, EIGHT]
    assert await house.ready(EIGHT - timedelta(seconds=1)) == ()
    assert [each.id for each in await house.ready(EIGHT)] == [1]
    assert (
        await rows_of(house.database, deliveries, "deadline")
        == [EIGHT + outbox.DEADLINE] * 2
    )


async def test_nothing_is_composed_any_earlier(house: House) -> None:
    await a_subscriber(house.database, at=EARLY)
    await house.minute(AHEAD - timedelta(minutes=1))

    assert await house.states() == []


async def test_a_briefing_is_named_after_the_time_that_it_is_for(
    house: House,
) -> None:
    await a_subscriber(house.database, at=EARLY, rule=a_rule("00:00"))
    await house.minute(NOON.replace(hour=23, minute=58))
    (document, _) = await house.documents()

    assert "Night briefing · Wed 25 Nov" in text_of(document)
    assert document.day == "2026-11-25"
    assert "Delayed" not in text_of(document)


async def test_a_briefing_that_is_not_sent_yet_is_not_the_last_one(
    house: House,
) -> None:
    chat = await a_chat_with_its_briefing_composed(house)
    async with house.database.reading() as connection:
        before = await read_briefing(connection, chat, at=EIGHT - timedelta(seconds=1))
        then = await read_briefing(connection, chat, at=EIGHT, kind=Kind.BRIEFING)

    assert before is None
    assert then is not None


@pytest.mark.parametrize("composes", [True, False])
async def test_next_is_what_has_not_left_yet(house: House, *, composes: bool) -> None:
    chat, _ = await a_subscriber(house.database, at=EARLY)
    if composes:
        await house.minute(AHEAD)
    else:
        await slots.claim(house.database, at=AHEAD, ahead=slots.AHEAD)
    tomorrow = EIGHT + timedelta(days=1)

    assert await _next(house, chat, at=EIGHT - timedelta(seconds=1)) == EIGHT
    assert await _next(house, chat, at=EIGHT) == tomorrow


async def test_next_is_not_what_will_be_passed_over_in_silence(house: House) -> None:
    chat, _ = await a_subscriber(house.database, at=EARLY)
    house.newsroom.briefing_ = a_briefing()
    async with house.database.writing() as connection:
        await subscriptions.change(connection, chat, tells_of_nothing=False)
    await house.minute(AHEAD)

    assert await _next(house, chat, at=AHEAD) == EIGHT + timedelta(days=1)


async def _next(house: House, chat: KnownChat, *, at: datetime) -> datetime:
    async with house.database.reading() as connection:
        (kept,) = await subscriptions.subscriptions_of(connection, chat, at=at)
    return kept.next.due_at


async def test_what_comes_between_is_news_for_the_next_briefing(house: House) -> None:
    await a_chat_with_its_briefing_composed(house)
    await house.minute(AHEAD + timedelta(days=1))
    (_, since, told) = house.newsroom.asked[1]

    # A story that was told is known as it stood when the briefing was composed.
    assert told == {4: AHEAD}
    assert since < AHEAD


async def test_each_of_several_moments_ahead_has_its_own_briefing(
    house: House,
) -> None:
    minutes = a_rule("08:00", "08:01", "08:02")
    await a_subscriber(house.database, at=EARLY, rule=minutes)
    for _ in range(3):
        await house.minute(EIGHT - timedelta(minutes=1))

    assert await rows_of(house.database, briefings, "created") == [
        EIGHT + timedelta(minutes=minute) for minute in range(3)
    ]


async def test_who_unsubscribes_before_its_time_gets_nothing_of_it(
    house: House,
) -> None:
    chat = await a_chat_with_its_briefing_composed(house)
    async with house.database.writing() as connection:
        await subscriptions.unsubscribe(connection, chat, [1, 2])
    await house.minute(EIGHT)

    assert await house.documents() == []
    assert await rows_of(house.database, briefings, "id") == []


async def test_who_follows_less_before_its_time_gets_only_the_rest(
    house: House,
) -> None:
    chat = await a_chat_with_its_briefing_composed(house)
    async with house.database.writing() as connection:
        await subscriptions.unsubscribe(connection, chat, [1])
    await house.compose()

    assert [asked[0] for asked in house.newsroom.asked] == [
        (CLIMATE, FERRIES),
        (FERRIES,),
    ]
    assert await house.ready(EIGHT - timedelta(seconds=1)) == ()
    assert len(await house.documents()) == 2


async def test_who_follows_more_before_its_time_gets_all_of_it_in_one_briefing(
    house: House,
) -> None:
    chat, _ = await a_subscriber(house.database, CLIMATE, at=EARLY)
    await house.minute(AHEAD)
    async with house.database.writing() as connection:
        at = AHEAD + timedelta(seconds=30)
        await subscriptions.subscribe(connection, chat, FERRIES, at=at)
    await house.minute(AHEAD + timedelta(minutes=1))

    assert house.newsroom.asked[-1][0] == (CLIMATE, FERRIES)
    assert len(await rows_of(house.database, briefings, "id")) == 1
    assert await house.states() == [("2026-11-24 08:00", "composed")] * 2


async def test_who_pauses_before_its_time_gets_nothing_and_who_goes_on_gets_it(
    house: House,
) -> None:
    chat = await a_chat_with_its_briefing_composed(house)
    at = AHEAD + timedelta(seconds=30)
    async with house.database.writing() as connection:
        until = EIGHT + timedelta(days=3)
        paused = await subscriptions.pause(connection, chat, until, at=at)
    await house.minute(AHEAD + timedelta(minutes=1))
    in_the_pause = await house.documents()
    async with house.database.writing() as connection:
        await subscriptions.pause(connection, paused, None, at=at)
    await house.minute(AHEAD + timedelta(minutes=2))

    assert in_the_pause == []
    assert len(await house.documents()) == 2
    assert await house.states() == [("2026-11-24 08:00", "composed")] * 2


async def test_who_pauses_while_a_briefing_waits_for_its_turn_does_not_get_it(
    house: House,
) -> None:
    chat = await a_chat_with_its_briefing_composed(house)
    at = EIGHT + timedelta(seconds=10)
    async with house.database.writing() as connection:
        await subscriptions.pause(connection, chat, EIGHT + timedelta(days=3), at=at)
    await house.minute(EIGHT + timedelta(minutes=1))

    assert await house.documents() == []
    assert await house.states() == [("2026-11-24 08:00", "skipped")] * 2


async def test_a_slot_that_was_claimed_as_its_chat_paused_is_skipped(
    house: House,
) -> None:
    chat, _ = await a_subscriber(house.database, at=EARLY)
    await slots.claim(house.database, at=AHEAD, ahead=slots.AHEAD)
    async with house.database.writing() as connection:
        until = EIGHT + timedelta(days=3)
        await subscriptions.change(connection, chat, paused_until=until)
    await house.compose()

    assert await house.documents() == []
    assert await house.states() == [("2026-11-24 08:00", "skipped")]


async def test_who_wants_another_time_gets_it_then_and_not_before(
    house: House,
) -> None:
    chat = await a_chat_with_its_briefing_composed(house)
    async with house.database.writing() as connection:
        at = AHEAD + timedelta(minutes=1)
        await subscriptions.reschedule(connection, chat, a_rule("08:30"), at=at)
    await house.minute(EIGHT)
    at_eight = await house.documents()
    await house.minute(EIGHT + timedelta(minutes=28))

    assert at_eight == []
    assert await house.states() == [("2026-11-24 08:30", "composed")] * 2


async def test_who_changes_the_time_while_a_briefing_waits_for_its_turn_gets_both(
    house: House,
) -> None:
    chat = await a_chat_with_its_briefing_composed(house)
    async with house.database.writing() as connection:
        at = EIGHT + timedelta(seconds=10)
        await subscriptions.reschedule(connection, chat, a_rule("08:30"), at=at)
    await house.minute(EIGHT + timedelta(minutes=1))

    assert await house.states() == [("2026-11-24 08:00", "composed")] * 2
    assert await house.next_times() == ["2026-11-24 08:30"] * 2


async def test_another_setting_counts_for_what_has_not_left(house: House) -> None:
    chat = await a_chat_with_its_briefing_composed(house)
    async with house.database.writing() as connection:
        await subscriptions.change(connection, chat, language="de")
    await house.compose()
    (document, _) = await house.documents()

    assert "Morgenbriefing" in text_of(document)


async def test_a_chat_that_leaves_before_its_time_is_sent_nothing(
    house: House,
) -> None:
    chat = await a_chat_with_its_briefing_composed(house)
    async with house.database.writing() as connection:
        await partings.part_with(connection, chat.id, why=Reason("blocked"), at=NOON)
        at = AHEAD + timedelta(seconds=30)
        await subscriptions.greet(connection, chat.address, at=at)
    await house.minute(EIGHT)

    assert await house.ready(EIGHT) == ()
    # It is the last briefing of one who is back.
    async with house.database.reading() as connection:
        assert await read_briefing(connection, chat, at=EIGHT) is not None


async def test_a_chat_that_was_away_while_it_was_composed_gets_it_if_back_in_time(
    house: House,
) -> None:
    chat, _ = await a_subscriber(house.database, at=EARLY)
    await slots.claim(house.database, at=AHEAD, ahead=slots.AHEAD)
    async with house.database.writing() as connection:
        await partings.part_with(connection, chat.id, why=Reason("blocked"), at=NOON)
    await house.compose()
    while_away = await house.states()
    async with house.database.writing() as connection:
        at = AHEAD + timedelta(seconds=70)
        await subscriptions.greet(connection, chat.address, at=at)
    await house.minute(AHEAD + timedelta(minutes=2))

    assert while_away == [("2026-11-24 08:00", "skipped")]
    assert await house.states() == [("2026-11-24 08:00", "composed")]


async def test_what_was_taken_back_was_never_told(house: House) -> None:
    chat = await a_chat_with_its_briefing_composed(house)
    async with house.database.writing() as connection:
        await connection.execute(update(deliveries).values(state="sent"))
    house.newsroom.briefing_ = a_briefing(a_story(4), a_story(5))
    await house.minute(AHEAD + timedelta(days=1))
    twice = await rows_of(house.database, seen, "story", "at")
    async with house.database.writing() as connection:
        await subscriptions.change(connection, chat, quotes=False)

    assert twice == [(story, AHEAD + timedelta(days=1)) for story in (4, 5)]
    # The one of the day before has arrived.
    assert await rows_of(house.database, seen, "story", "at") == [(4, AHEAD)]
    await house.compose()
    assert await rows_of(house.database, seen, "story", "at") == twice


@pytest.mark.parametrize(
    "begun",
    [
        pytest.param({"state": "sending", "attempts": 1}, id="on its way"),
        pytest.param({"attempts": 1, "started_at": EIGHT}, id="to be tried again"),
        pytest.param({"state": "sent", "attempts": 1}, id="its first part arrived"),
    ],
)
async def test_what_may_have_arrived_is_not_taken_back(
    house: House, begun: dict[str, object]
) -> None:
    chat = await a_chat_with_its_briefing_composed(house)
    async with house.database.writing() as connection:
        first = deliveries.c.part == 1
        await connection.execute(update(deliveries).where(first).values(begun))
        at = EIGHT + timedelta(seconds=1)
        await subscriptions.pause(connection, chat, NOON, at=at)

    assert len(await house.documents()) == 2
    assert await house.states() == [("2026-11-24 08:00", "composed")] * 2


async def test_what_was_tried_and_cannot_have_arrived_is_taken_back(
    house: House,
) -> None:
    chat = await a_chat_with_its_briefing_composed(house)
    async with house.database.writing() as connection:
        await connection.execute(update(deliveries).values(attempts=1))
        at = EIGHT + timedelta(seconds=1)
        await subscriptions.pause(connection, chat, NOON, at=at)

    assert await house.documents() == []
