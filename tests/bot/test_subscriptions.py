import asyncio
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import insert, select

from bot import outbox, partings, slots, subscriptions
from bot.chat import Address
from bot.feedback import likings, rate
from bot.subscriptions import KnownChat
from bot.tables import briefings, chats, deliveries, seen
from bot.tables import subscriptions as rows
from digests import Database, Interest, InterestKind, Length, Reason
from tests.bot.builders import (
    CLIMATE,
    FERRIES,
    GAZETTE,
    GUILD,
    HOME,
    NOON,
    a_chat,
    a_rule,
    a_subscriber,
    file,
    rows_of,
)

SUPERGROUP = Address(platform="telegram", chat="-100777")


async def at_home(database: Database, address: Address = HOME) -> KnownChat:
    async with database.reading() as connection:
        known = await subscriptions.look_up(connection, address)
    assert known is not None
    return known


async def wishes_of(database: Database, chat: KnownChat) -> list[str]:
    async with database.reading() as connection:
        kept = await subscriptions.subscriptions_of(connection, chat)
    return [each.interest.label for each in kept]


async def move(database: Database, chat: KnownChat, to: Address) -> int:
    async with database.writing() as connection:
        return await partings.move(connection, chat.id, to)


async def test_a_chat_is_known_from_its_first_word_on(database: Database) -> None:
    first = await a_chat(database)
    again = await a_chat(database, at=NOON + timedelta(days=3))

    assert first == again
    assert (first.rule, first.length) == (a_rule("08:00"), Length.NORMAL)


async def test_a_chat_whose_first_words_come_together_is_one(
    database: Database,
) -> None:
    async with asyncio.TaskGroup() as tasks:
        greeted = [tasks.create_task(a_chat(database)) for _ in range(5)]

    # PostgreSQL takes a number for each attempt, so the one chat need not be 1.
    async with database.reading() as connection:
        (only,) = (await connection.scalars(select(chats.c.id))).all()
    assert {task.result().id for task in greeted} == {only}


async def test_threads_of_one_group_are_chats_of_their_own(database: Database) -> None:
    group = await a_chat(database, HOME)
    thread = await a_chat(database, replace(HOME, thread="12"))

    assert group.id != thread.id


async def test_a_language_tag_longer_than_any_is_cut(database: Database) -> None:
    async with database.writing() as connection:
        known = await subscriptions.greet(
            connection, HOME, at=NOON, language="de-" + "x" * 90
        )

    assert len(known.language) == 16


async def test_a_subscription_comes_at_the_chats_next_time(database: Database) -> None:
    _, (only,) = await a_subscriber(database, rule=a_rule("18:30", zone="Asia/Tokyo"))

    assert only.next.local == "2026-11-25 18:30"
    assert only.next.due_at == NOON.replace(day=25, hour=9, minute=30)


async def test_the_same_thing_is_followed_once(database: Database) -> None:
    chat, _ = await a_subscriber(database, CLIMATE)
    async with database.writing() as connection:
        again = await subscriptions.subscribe(connection, chat, CLIMATE, at=NOON)
        words = replace(CLIMATE, kind=InterestKind.WORDS)
        other = await subscriptions.subscribe(connection, chat, words, at=NOON)

    assert again is None
    assert other is not None


async def test_a_title_of_any_length_can_be_followed(database: Database) -> None:
    endless = replace(GAZETTE, label="Gazette " * 100)
    _, (kept,) = await a_subscriber(database, endless)

    assert len(kept.interest.label) == subscriptions.LONGEST


async def test_nobody_removes_what_another_chat_follows(database: Database) -> None:
    theirs, kept = await a_subscriber(database, CLIMATE, address=GUILD)
    mine, _ = await a_subscriber(database, FERRIES)
    async with database.writing() as connection:
        await subscriptions.unsubscribe(connection, mine, [each.id for each in kept])

    assert await wishes_of(database, theirs) == ["Climate"]


async def test_an_id_that_was_removed_never_names_something_else(
    database: Database,
) -> None:
    chat, (first,) = await a_subscriber(database, CLIMATE)
    async with database.writing() as connection:
        await subscriptions.unsubscribe(connection, chat, [first.id])
    _, (second,) = await a_subscriber(database, FERRIES)

    assert second.id > first.id


async def test_another_rule_counts_for_all_that_the_chat_follows(
    database: Database,
) -> None:
    chat, _ = await a_subscriber(database, CLIMATE, FERRIES)
    async with database.writing() as connection:
        rule = a_rule("13:00", "19:00", zone="Europe/Berlin")
        changed = await subscriptions.reschedule(connection, chat, rule, at=NOON)
        kept = await subscriptions.subscriptions_of(connection, changed)

    assert {each.next.local for each in kept} == {"2026-11-24 19:00"}
    assert {each.rule for each in kept} == {rule}
    assert (await at_home(database)).rule == rule


async def test_a_time_that_had_its_briefing_does_not_come_again_on_another_clock(
    database: Database,
) -> None:
    chat, _ = await a_subscriber(database, at=NOON.replace(hour=6))
    after_breakfast = NOON.replace(hour=9)
    await slots.claim(database, at=after_breakfast)
    async with database.writing() as connection:
        new_york = a_rule("08:00", zone="America/New_York")
        await subscriptions.reschedule(connection, chat, new_york, at=after_breakfast)
        (kept,) = await subscriptions.subscriptions_of(connection, chat)

    # 08:00 of that day is still to come in New York.
    assert kept.next.local == "2026-11-25 08:00"


async def test_what_was_not_sent_yet_comes_on_the_new_clock(database: Database) -> None:
    chat, _ = await a_subscriber(database, at=NOON)
    async with database.writing() as connection:
        los_angeles = a_rule("08:00", zone="America/Los_Angeles")
        await subscriptions.reschedule(connection, chat, los_angeles, at=NOON)
        (kept,) = await subscriptions.subscriptions_of(connection, chat)

    assert kept.next.local == "2026-11-24 08:00"


async def test_a_chat_that_is_gone_keeps_what_it_follows_and_is_sent_nothing(
    database: Database,
) -> None:
    chat, _ = await a_subscriber(database, CLIMATE)
    await file(database, chat, "news")
    async with database.writing() as connection:
        await partings.part_with(
            connection, chat.id, why=Reason("the bot was blocked"), at=NOON
        )

    known = await at_home(database)

    assert (known.active, known.why) == (False, "the bot was blocked")
    assert await wishes_of(database, chat) == ["Climate"]
    assert await rows_of(database, deliveries, "state", "why") == [
        ("dead", "the bot was blocked")
    ]


async def test_any_word_brings_a_chat_back_without_what_it_missed(
    database: Database,
) -> None:
    chat, _ = await a_subscriber(database, CLIMATE)
    async with database.writing() as connection:
        await partings.part_with(connection, chat.id, why=Reason("kicked"), at=NOON)
    back = NOON + timedelta(days=9)
    again = await a_chat(database, at=back)
    async with database.reading() as connection:
        (kept,) = await subscriptions.subscriptions_of(connection, again)

    assert (again.id, again.active, again.why) == (chat.id, True, "")
    assert kept.next.local == "2026-12-04 08:00"


async def test_what_was_filed_for_a_gone_chat_ends_with_the_reason_in_words(
    database: Database,
) -> None:
    chat, _ = await a_subscriber(database, CLIMATE)
    refused = Reason("{platform} refused it", {"platform": "Telegram"})
    async with database.writing() as connection:
        await partings.part_with(connection, chat.id, why=refused, at=NOON)
    await file(database, chat, "news")
    await a_chat(database)

    assert await rows_of(database, deliveries, "state", "why") == [
        ("dead", "Telegram refused it")
    ]


async def test_a_group_that_moved_is_the_same_chat_elsewhere(
    database: Database,
) -> None:
    chat, _ = await a_subscriber(database, CLIMATE)

    assert await move(database, chat, SUPERGROUP) == chat.id
    assert (await at_home(database, SUPERGROUP)).id == chat.id
    assert await move(database, chat, SUPERGROUP) == chat.id


async def test_a_group_that_moved_to_where_it_has_written_already_becomes_one(
    database: Database,
) -> None:
    old, _ = await a_subscriber(
        database, CLIMATE, FERRIES, rule=a_rule("18:00", zone="Europe/Berlin")
    )
    new, _ = await a_subscriber(database, CLIMATE, GAZETTE, address=SUPERGROUP)
    for chat, story in ((old, 1), (old, 2), (new, 2), (new, 3)):
        async with database.writing() as connection:
            row = {"chat_id": chat.id, "story": story, "at": NOON}
            await connection.execute(insert(seen), row)
    await file(database, new, "waiting there")
    await file(database, old, "waiting here")

    assert await move(database, old, SUPERGROUP) == old.id
    assert await rows_of(database, chats, "id", "chat", "zone") == [
        (old.id, SUPERGROUP.chat, "Europe/Berlin")
    ]
    assert await wishes_of(database, old) == ["Climate", "ferries", "The Gazette"]
    assert await rows_of(database, seen, "story") == [1, 2, 3]
    assert await rows_of(database, deliveries, "chat_id") == [old.id, old.id]
    assert await rows_of(database, rows, "times") == ["18:00"] * 3


async def test_what_a_group_found_useful_moves_with_it(database: Database) -> None:
    old, new = await a_chat(database), await a_chat(database, SUPERGROUP)
    async with database.writing() as connection:
        for chat, story, useful in ((old, 1, True), (old, 2, True), (new, 2, False)):
            await rate(
                connection, chat, story, useful=useful, traits=("topic:tech",), at=NOON
            )
    await move(database, old, SUPERGROUP)

    async with database.reading() as connection:
        kept = await likings(connection, replace(old, address=SUPERGROUP))
    assert kept == {"topic:tech": 2 / 4}


async def test_slots_of_both_chats_survive_the_move(database: Database) -> None:
    early = NOON.replace(hour=6)
    old, _ = await a_subscriber(database, CLIMATE, FERRIES, at=early)
    await a_subscriber(database, CLIMATE, GAZETTE, address=SUPERGROUP, at=early)
    await slots.claim(database, at=NOON.replace(hour=8))
    await move(database, old, SUPERGROUP)
    (slot,) = await slots.waiting(database, ["telegram"], limit=9)
    async with database.reading() as connection:
        due = await slots.waiting_with(connection, slot, at=NOON)

    assert due is not None
    assert [each.label for each in due.interests] == [
        "Climate",
        "ferries",
        "The Gazette",
    ]


async def test_a_gone_group_that_lives_on_elsewhere_is_there_again(
    database: Database,
) -> None:
    old, _ = await a_subscriber(database, CLIMATE)
    async with database.writing() as connection:
        await partings.part_with(connection, old.id, why=Reason("kicked"), at=NOON)
    await a_chat(database, SUPERGROUP)
    await move(database, old, SUPERGROUP)

    assert (await at_home(database, SUPERGROUP)).active


async def test_a_chat_that_was_forgotten_cannot_move(database: Database) -> None:
    forgotten = await a_chat(database)
    there = await a_chat(database, SUPERGROUP)
    async with database.writing() as connection:
        await connection.execute(chats.delete().where(chats.c.id == forgotten.id))

    assert await move(database, forgotten, SUPERGROUP) == there.id
    assert await move(database, forgotten, GUILD) == forgotten.id
    assert await rows_of(database, chats, "id") == [there.id]


async def test_only_chats_that_are_there_are_counted(database: Database) -> None:
    await a_subscriber(database, CLIMATE, FERRIES)
    gone, _ = await a_subscriber(database, CLIMATE, address=GUILD)
    async with database.writing() as connection:
        await partings.part_with(connection, gone.id, why=Reason("kicked"), at=NOON)
        counted = await subscriptions.count_chats(connection)

    assert counted == (1, 2)


async def test_rules_come_back_as_they_were_kept(database: Database) -> None:
    rule = a_rule("00:00", "07:05", "23:59", zone="America/Argentina/Buenos_Aires")
    weekend = replace(rule, days=frozenset({5, 6}))
    _, (kept,) = await a_subscriber(database, rule=weekend)

    assert kept.rule == weekend
    assert (await at_home(database)).rule == weekend


async def test_hostile_words_are_kept_as_they_are(database: Database) -> None:
    hostile = "'; DROP TABLE chats; -- %s {0} 🦆 \u202e"
    interest = Interest(kind=InterestKind.WORDS, value=hostile, label=hostile)
    chat, _ = await a_subscriber(database, interest)

    assert await wishes_of(database, chat) == [hostile]


async def test_old_briefings_move_along_so_that_their_numbers_still_mean_something(
    database: Database,
) -> None:
    old, new = await a_chat(database), await a_chat(database, SUPERGROUP)
    for chat in (old, new):
        async with database.writing() as connection:
            row = {
                "chat_id": chat.id,
                "kind": "briefing",
                "stories": "[1]",
                "document": "{}",
                "created": NOON,
            }
            made = await connection.scalar(
                insert(briefings).values(row).returning(briefings.c.id)
            )
        await file(database, chat, "one", "two", briefing_id=made)
    await move(database, old, SUPERGROUP)

    assert await rows_of(database, briefings, "chat_id") == [old.id, old.id]
    assert await rows_of(database, deliveries, "part") == [1, 2, 1, 2]
    found = await outbox.due(database, ["telegram"], at=NOON, limit=9)
    assert len(found) == 1  # the second waits for the first


async def test_a_source_is_followed_with_and_without_filters(
    database: Database,
) -> None:
    filtered = replace(GAZETTE, value="5 +budget -football")
    await a_subscriber(database, CLIMATE, GAZETTE, filtered)
    async with database.reading() as connection:
        followed = await subscriptions.followed_sources(connection)

    assert followed == {3, 5}
