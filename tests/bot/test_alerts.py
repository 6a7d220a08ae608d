"""What a subscription brings is told at once, a few times a day, and only once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from typing_extensions import override

from bot import partings, slots, subscriptions
from bot.alerts import EVERY, MOST_A_DAY, Alerting
from bot.documents import from_json
from bot.tables import briefings, chats, deliveries, seen
from bot.tables import subscriptions as wishes
from digests import Briefing, Database, Interest, Length, Reason, StoryView
from tests.bot.builders import (
    CLIMATE,
    FERRIES,
    NOON,
    Clock,
    a_briefing,
    a_story,
    a_subscriber,
    rows_of,
    text_of,
)
from tests.bot.paper_newsroom import Reader, a_reader, labels
from tests.bot.test_briefings import Briefer, whole

TWO = ("Gazette", "Herald")


def alerting(
    database: Database, *stories: StoryView, clock: Clock | None = None
) -> Alerting:
    return Alerting(
        database=database,
        newsroom=Briefer(a_briefing(*stories)),
        parts={"telegram": whole},
        clock=clock or Clock(),
    )


async def a_chat_with_alerts(database: Database, *interests: Interest) -> int:
    chat, kept = await a_subscriber(database, *interests)
    async with database.writing() as connection:
        for each in kept:
            await subscriptions.tell_at_once(connection, each, instant=True)
    return chat.id


async def told(database: Database) -> list[str]:
    documents = await rows_of(database, deliveries, "document")
    return [text_of(from_json(str(document))) for document in documents]


async def test_news_is_told_at_once(database: Database) -> None:
    chat = await a_chat_with_alerts(database, FERRIES)
    looking = alerting(database, a_story(4))

    assert await looking.due(9) == [chat]
    assert await looking.alert(chat) == (("telegram", 1),)

    (said,) = await told(database)
    assert said.startswith("⚡ ferries")
    assert "1. Ferries go electric" in said
    assert "/subscriptions ends that" in said
    assert await rows_of(database, seen, "story") == [4]
    assert await rows_of(database, briefings, "kind") == ["alert"]
    assert await rows_of(database, deliveries, "deadline") == [
        NOON + timedelta(hours=1)
    ]


async def test_news_is_told_in_the_language_of_its_chat(database: Database) -> None:
    chat = await a_chat_with_alerts(database, CLIMATE)
    async with database.writing() as connection:
        await connection.execute(chats.update().values(language="de"))
    await alerting(database, a_story(4, outlets=TWO)).alert(chat)

    (said,) = await told(database)
    assert said.startswith("⚡ Klima")
    assert "Zitate sind wörtlich" in said


async def test_a_story_is_told_once(database: Database) -> None:
    chat = await a_chat_with_alerts(database, FERRIES)
    clock = Clock()
    looking = alerting(database, a_story(4), clock=clock)
    await looking.alert(chat)
    clock.pass_(EVERY)

    assert await looking.alert(chat) == ()


async def test_a_topic_is_told_when_two_outlets_report(database: Database) -> None:
    chat = await a_chat_with_alerts(database, CLIMATE)

    assert await alerting(database, a_story(4)).alert(chat) == ()
    assert await alerting(database, a_story(5, outlets=TWO)).alert(chat) != ()


async def test_a_chat_is_looked_at_every_few_minutes(database: Database) -> None:
    chat = await a_chat_with_alerts(database, FERRIES)
    clock = Clock()
    looking = alerting(database, clock=clock)
    await looking.alert(chat)

    assert await looking.due(9) == []
    clock.pass_(EVERY)
    assert await looking.due(9) == [chat]


async def test_a_day_has_room_for_a_few(database: Database) -> None:
    chat = await a_chat_with_alerts(database, FERRIES)
    clock = Clock()
    for number in range(MOST_A_DAY + 2):
        await alerting(database, a_story(number + 1), clock=clock).alert(chat)
        clock.pass_(EVERY)
    assert len(await told(database)) == MOST_A_DAY

    clock.pass_(timedelta(days=1))
    await alerting(database, a_story(99), clock=clock).alert(chat)
    assert len(await told(database)) == MOST_A_DAY + 1


async def test_quiet_hours_are_kept(database: Database) -> None:
    chat = await a_chat_with_alerts(database, FERRIES)
    async with database.writing() as connection:
        known = await subscriptions.chat_of(connection, chat)
        assert known is not None
        await subscriptions.change(connection, known, quiet_hours="11:00-13:00")

    assert await alerting(database, a_story(4)).alert(chat) == ()


@pytest.mark.parametrize("wish", ["paused", "gone", "none"])
async def test_who_wants_none_gets_none(database: Database, wish: str) -> None:
    chat = await a_chat_with_alerts(database, FERRIES)
    async with database.writing() as connection:
        known = await subscriptions.chat_of(connection, chat)
        assert known is not None
        if wish == "paused":
            later = NOON + timedelta(days=1)
            await subscriptions.pause(connection, known, later, at=NOON)
        elif wish == "gone":
            await partings.part_with(connection, chat, why=Reason("blocked"), at=NOON)
        else:
            (kept,) = await subscriptions.subscriptions_of(connection, known)
            await subscriptions.tell_at_once(connection, kept, instant=False)

    assert await alerting(database, a_story(4)).due(9) == []


async def test_of_two_that_look_at_once_one_tells(database: Database) -> None:
    chat = await a_chat_with_alerts(database, FERRIES)
    fast = alerting(database, a_story(4))

    class Overtaken(Briefer):
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
            assert await fast.alert(chat) != ()
            return a_briefing(a_story(4))

    slow = replace(fast, newsroom=Overtaken())
    assert await slow.alert(chat) == ()
    assert len(await told(database)) == 1


async def test_what_was_told_at_once_is_not_told_again_in_the_briefing(
    database: Database,
) -> None:
    chat = await a_chat_with_alerts(database, FERRIES)
    await alerting(database, a_story(4)).alert(chat)

    assert await slots.claim(database, at=NOON + timedelta(days=1)) == 1
    assert await rows_of(database, seen, "story") == [4]


@pytest.fixture
def reader(database: Database) -> Reader:
    return a_reader(database)


async def test_a_subscription_is_told_at_once_when_somebody_says_so(
    reader: Reader,
) -> None:
    added = await reader.ask("/subscribe climate")
    on = await reader.press(added, "⚡ At once")

    assert "two outlets or more report, at most 5 times a day" in text_of(on)
    assert "⚡ Climate (topic)" in text_of(await reader.ask("/subscriptions"))
    assert await rows_of(reader.database, wishes, "instant") == [True]

    off = await reader.press(on, "Undo")
    assert "with your briefing only" in text_of(off)
    assert await rows_of(reader.database, wishes, "instant") == [False]


async def test_words_and_sources_are_told_whoever_reports_them(reader: Reader) -> None:
    await reader.ask("/subscribe ferries")

    assert "every new story" in text_of(await reader.ask("/alert 1"))


async def test_which_one_is_asked_where_it_is_not_clear(reader: Reader) -> None:
    assert "/subscribe comes first" in text_of(await reader.ask("/alert"))
    await reader.ask("/subscribe climate")
    await reader.ask("/subscribe ferries")

    asked = await reader.ask("/alert 7")
    assert labels(asked) == ["Climate (topic)", "ferries (your words)"]
    await reader.ask("/alert ferr")
    await reader.ask("/alert Klima")
    assert labels(await reader.ask("/alert")) == [
        "⚡ Climate (topic)",
        "⚡ ferries (your words)",
    ]
