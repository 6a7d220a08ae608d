import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete
from typing_extensions import override

from bot import briefings, outbox, partings, slots, subscriptions
from bot.briefings import Composing, Kind, forget_old, read_briefing, store
from bot.chat import Address
from bot.documents import Document, from_json
from bot.tables import briefings as rows
from bot.tables import deliveries, seen
from bot.tables import slots as slot_rows
from bot.tables import subscriptions as wishes
from digests import Briefing, Database, Interest, Length, Reason
from tests.bot.builders import (
    CLIMATE,
    FERRIES,
    GUILD,
    NOON,
    Clock,
    a_briefing,
    a_chat,
    a_line,
    a_rule,
    a_story,
    a_subscriber,
    file,
    rows_of,
    says,
    text_of,
)

EARLY = NOON.replace(hour=6)
EIGHT = NOON.replace(hour=8)


@dataclass(slots=True)
class Briefer:
    """A newsroom that has these stories, and remembers what it was asked."""

    briefing_: Briefing = field(default_factory=lambda: a_briefing(a_story(4)))
    asked: list[tuple[Sequence[Interest], datetime, Mapping[int, datetime]]] = field(
        default_factory=list
    )

    async def briefing(
        self,
        interests: Sequence[Interest],
        *,
        since: datetime,
        length: Length,
        seen: Mapping[int, datetime],
        likings: Mapping[str, float],
        lang: str,
    ) -> Briefing:
        self.asked.append((interests, since, seen))
        return self.briefing_


def whole(document: Document) -> tuple[Document, ...]:
    return (document,)


def each_block(document: Document) -> tuple[Document, ...]:
    return tuple(Document(blocks=(block,)) for block in document.blocks)


def composing(
    database: Database, at: datetime = EIGHT, newsroom: Briefer | None = None
) -> Composing:
    return Composing(
        database=database,
        newsroom=newsroom or Briefer(),
        parts={"telegram": whole, "discord": each_block},
        clock=Clock(at),
    )


async def a_claimed_slot(database: Database, at: datetime = EIGHT) -> int:
    await slots.claim(database, at=at)
    (slot,) = await slots.waiting(database, ["telegram", "discord"], limit=9)
    return slot


async def told(database: Database) -> list[str]:
    documents = await rows_of(database, deliveries, "document")
    return [text_of(from_json(str(document))) for document in documents]


async def test_a_due_slot_becomes_a_briefing_in_the_outbox(database: Database) -> None:
    await a_subscriber(database, CLIMATE, FERRIES, at=EARLY)
    newsroom = Briefer(a_briefing(a_story(4), a_story(5), also=[a_line(6)]))
    slot = await a_claimed_slot(database)
    filed = await composing(database, EIGHT, newsroom).compose(slot)
    ((platform, first),) = filed

    assert platform == "telegram"
    assert await rows_of(database, deliveries, "id") == [first]
    assert await rows_of(database, slot_rows, "state", "briefing_id") == [
        ("composed", 1),
        ("composed", 1),
    ]
    (stories,) = await rows_of(database, rows, "stories")
    assert json.loads(str(stories)) == [4, 5, 6]
    assert await rows_of(database, seen, "story") == [4, 5]
    assert newsroom.asked == [((CLIMATE, FERRIES), EIGHT - timedelta(days=1), {})]


@pytest.mark.parametrize(
    ("interests", "topic"),
    [((CLIMATE,), "climate"), ((FERRIES,), ""), ((CLIMATE, FERRIES), "")],
)
async def test_a_briefing_about_one_ready_topic_names_it(
    database: Database, interests: tuple[Interest, ...], topic: str
) -> None:
    await a_subscriber(database, *interests, at=EARLY)
    await composing(database).compose(await a_claimed_slot(database))
    (document,) = await rows_of(database, deliveries, "document")

    assert from_json(str(document)).topic == topic


async def test_composing_again_changes_nothing(database: Database) -> None:
    await a_subscriber(database, at=EARLY)
    slot = await a_claimed_slot(database)
    composer = composing(database)
    await composer.compose(slot)

    assert await composer.compose(slot) == ()
    assert len(await rows_of(database, deliveries, "id")) == 1


async def test_every_part_is_filed_as_the_platform_needs_it(database: Database) -> None:
    await a_subscriber(database, address=GUILD, at=EARLY)
    await composing(database).compose(await a_claimed_slot(database))

    assert await rows_of(database, deliveries, "part") == [1, 2, 3, 4]
    assert (
        await rows_of(database, deliveries, "deadline") == [EIGHT + outbox.DEADLINE] * 4
    )


async def test_what_a_chat_has_been_told_is_not_told_again(database: Database) -> None:
    await a_subscriber(database, at=EARLY)
    newsroom = Briefer()
    await composing(database, EIGHT, newsroom).compose(await a_claimed_slot(database))
    tomorrow = EIGHT + timedelta(days=1)
    slot = await a_claimed_slot(database, tomorrow)
    await composing(database, tomorrow, newsroom).compose(slot)

    assert newsroom.asked[1][1:] == (EIGHT - timedelta(hours=6), {4: EIGHT})


async def test_a_story_that_was_told_again_is_known_since_then(
    database: Database,
) -> None:
    await a_subscriber(database, at=EARLY)
    newsroom = Briefer()
    for days in range(3):
        morning = EIGHT + timedelta(days=days)
        slot = await a_claimed_slot(database, morning)
        await composing(database, morning, newsroom).compose(slot)

    assert newsroom.asked[2][2] == {4: EIGHT + timedelta(days=1)}


async def test_a_briefing_without_news_is_sent_and_marked_as_empty(
    database: Database,
) -> None:
    await a_subscriber(database, at=EARLY)
    slot = await a_claimed_slot(database)
    await composing(database, EIGHT, Briefer(a_briefing())).compose(slot)

    assert await rows_of(database, slot_rows, "state") == ["empty"]
    assert "Nothing new about Climate" in (await told(database))[0]


@pytest.mark.parametrize(
    ("late", "delayed"),
    [
        (timedelta(minutes=10), False),
        (timedelta(minutes=11), True),
        (timedelta(hours=3), True),
    ],
)
async def test_a_late_briefing_says_so(
    database: Database, late: timedelta, *, delayed: bool
) -> None:
    await a_subscriber(database, at=EARLY)
    slot = await a_claimed_slot(database, EIGHT + late)
    await composing(database, EIGHT + late).compose(slot)
    (message,) = await told(database)

    assert ("Delayed: this was due at 08:00." in message) == delayed


async def test_a_briefing_that_is_hours_late_is_left_out_and_that_is_said(
    database: Database,
) -> None:
    await a_subscriber(database, CLIMATE, FERRIES, at=EARLY)
    at = EIGHT + timedelta(hours=3, minutes=1)
    filed = await composing(database, at).compose(await a_claimed_slot(database, at))

    assert await rows_of(database, slot_rows, "state") == ["skipped", "skipped"]
    assert [text for text in await told(database) if "I was away at 08:00" in text]
    assert [platform for platform, _ in filed] == ["telegram"]
    assert await rows_of(database, rows, "id") == []


async def test_a_briefing_and_what_is_said_of_a_late_one_are_in_the_chats_language(
    database: Database,
) -> None:
    await a_subscriber(database, at=EARLY, language="de")
    await composing(database, EIGHT).compose(await a_claimed_slot(database))
    late = EIGHT + timedelta(days=1, hours=4)
    await composing(database, late).compose(await a_claimed_slot(database, late))
    briefing, note = await told(database)

    assert "seit " in briefing
    assert note.startswith("Ich war am ")


async def test_days_of_missed_briefings_are_told_in_one_message(
    database: Database,
) -> None:
    await a_subscriber(database, at=EARLY)
    for day in range(14):
        await slots.claim(database, at=EIGHT + timedelta(days=day))
    at = EIGHT + timedelta(days=13, hours=5)
    (slot,) = await slots.waiting(database, ["telegram"], limit=9)
    await composing(database, at).compose(slot)
    (message,) = await told(database)

    assert "14 briefings were left out, the last at 08:00 on Mon 7 Dec" in message
    assert await slots.waiting(database, ["telegram"], limit=9) == ()


async def test_a_chat_that_left_meanwhile_is_told_nothing(database: Database) -> None:
    chat, _ = await a_subscriber(database, at=EARLY)
    slot = await a_claimed_slot(database)
    async with database.writing() as connection:
        await partings.part_with(connection, chat.id, why=Reason("blocked"), at=NOON)

    assert await composing(database).compose(slot) == ()
    assert await rows_of(database, slot_rows, "state") == ["skipped"]
    assert await told(database) == []


async def test_a_chat_of_a_platform_that_others_serve_is_left_to_them(
    database: Database,
) -> None:
    elsewhere = Address(platform="matrix", chat="1")
    await a_subscriber(database, address=elsewhere, at=EARLY)
    await slots.claim(database, at=EIGHT)
    (slot,) = await slots.waiting(database, ["matrix"], limit=9)

    assert await slots.waiting(database, ["telegram"], limit=9) == ()
    assert await composing(database).compose(slot) == ()
    assert await rows_of(database, slot_rows, "state") == ["waiting"]


async def test_whoever_unsubscribes_while_it_is_composed_gets_the_rest_next_time(
    database: Database,
) -> None:
    chat, (first, _) = await a_subscriber(database, CLIMATE, FERRIES, at=EARLY)
    slot = await a_claimed_slot(database)

    class Interrupted(Briefer):
        @override
        async def briefing(
            self,
            interests: Sequence[Interest],
            *,
            since: datetime,
            length: Length,
            seen: Mapping[int, datetime],
            likings: Mapping[str, float],
            lang: str,
        ) -> Briefing:
            async with database.writing() as connection:
                await subscriptions.unsubscribe(connection, chat, [first.id])
            return self.briefing_

    assert await composing(database, EIGHT, Interrupted()).compose(slot) == ()
    assert await rows_of(database, rows, "id") == []
    assert await composing(database).compose(slot) == ()
    (left,) = await slots.waiting(database, ["telegram"], limit=9)
    assert len(await composing(database).compose(left)) == 1


async def test_a_newsroom_that_fails_leaves_the_slot_waiting(
    database: Database,
) -> None:
    class Broken(Briefer):
        @override
        async def briefing(
            self,
            interests: Sequence[Interest],
            *,
            since: datetime,
            length: Length,
            seen: Mapping[int, datetime],
            likings: Mapping[str, float],
            lang: str,
        ) -> Briefing:
            raise RuntimeError("no ink")

    await a_subscriber(database, at=EARLY)
    slot = await a_claimed_slot(database)
    with pytest.raises(RuntimeError, match="no ink"):
        await composing(database, EIGHT, Broken()).compose(slot)

    assert await slots.waiting(database, ["telegram"], limit=9) == (slot,)


async def test_nobody_sees_a_briefing_whose_messages_cannot_be_cut(
    database: Database,
) -> None:
    def unable(document: Document) -> tuple[Document, ...]:
        raise ValueError("cannot be cut")

    await a_subscriber(database, at=EARLY)
    slot = await a_claimed_slot(database)
    composer = Composing(
        database=database,
        newsroom=Briefer(),
        parts={"telegram": unable},
        clock=Clock(EIGHT),
    )
    with pytest.raises(ValueError, match="cannot be cut"):
        await composer.compose(slot)

    assert await rows_of(database, rows, "id") == []
    assert await rows_of(database, seen, "story") == []
    assert await rows_of(database, slot_rows, "state") == ["waiting"]


@pytest.mark.parametrize(
    ("last", "start"),
    [
        pytest.param(None, timedelta(days=1), id="the first looks a day back"),
        pytest.param(timedelta(hours=12), timedelta(hours=18), id="overlapping"),
        pytest.param(timedelta(minutes=1), timedelta(hours=6, minutes=1), id="soon"),
        pytest.param(timedelta(days=30), timedelta(days=3), id="never too far"),
        pytest.param(timedelta(hours=-2), timedelta(hours=6), id="a clock set back"),
    ],
)
def test_a_briefing_looks_back_to_the_one_before_it(
    last: timedelta | None, start: timedelta
) -> None:
    before = None if last is None else NOON - last

    assert briefings.window_start(before, NOON) == NOON - start


async def test_a_chat_reads_its_own_briefings_and_no_others(database: Database) -> None:
    mine, theirs = await a_chat(database), await a_chat(database, GUILD)
    async with database.writing() as connection:
        for chat, kind in (
            (mine, Kind.BRIEFING),
            (mine, Kind.SEARCH),
            (theirs, Kind.BRIEFING),
        ):
            await store(
                connection,
                chat,
                (1, 2),
                lambda number: says(f"number {number}"),
                at=NOON,
                kind=kind,
            )
        last = await read_briefing(connection, mine, at=NOON)
        briefing = await read_briefing(connection, mine, at=NOON, kind=Kind.BRIEFING)
        foreign = await read_briefing(connection, mine, 3, at=NOON)
        own = await read_briefing(connection, theirs, 3, at=NOON)

    assert last is not None
    assert briefing is not None
    assert own is not None
    assert (last.id, briefing.id, foreign, own.id) == (2, 1, None, 3)
    assert own.document == says("number 3")


@pytest.mark.parametrize("number", [0, -1, 999, 2**31, 2**70])
async def test_a_briefing_of_any_made_up_number_is_not_found(
    database: Database, number: int
) -> None:
    chat = await a_chat(database)
    async with database.reading() as connection:
        assert await read_briefing(connection, chat, number, at=NOON) is None


async def test_what_nobody_will_ask_for_is_forgotten_after_two_months(
    database: Database,
) -> None:
    chat, _ = await a_subscriber(database, at=EARLY)
    await composing(database).compose(await a_claimed_slot(database))
    await file(database, chat, "a note", at=EIGHT)
    tables = (rows, deliveries, seen, slot_rows)
    await forget_old(database, at=EIGHT + timedelta(days=59))
    kept = [await rows_of(database, table, "chat_id") for table in tables[:3]]
    await forget_old(database, at=EIGHT + timedelta(days=62))

    assert kept == [[1], [1, 1], [1]]
    assert [await rows_of(database, t, t.columns[0].name) for t in tables] == [[]] * 4
    assert await rows_of(database, wishes, "value") == ["climate"]


async def test_forgetting_a_briefing_keeps_the_slot_that_it_filled(
    database: Database,
) -> None:
    await a_subscriber(database, at=EARLY)
    await composing(database).compose(await a_claimed_slot(database))
    async with database.writing() as connection:
        await connection.execute(delete(rows))

    assert await rows_of(database, slot_rows, "state", "briefing_id") == [
        ("composed", None)
    ]


async def test_a_reader_in_another_zone_sees_their_own_morning(
    database: Database,
) -> None:
    await a_subscriber(database, at=EARLY, rule=a_rule("08:00", zone="Asia/Tokyo"))
    at = NOON.replace(hour=23)
    await composing(database, at).compose(await a_claimed_slot(database, at))

    assert "Morning briefing · Wed 25 Nov" in (await told(database))[0]
    assert await rows_of(database, slot_rows, "local") == ["2026-11-25 08:00"]
