import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot import outbox, partings, subscriptions
from bot.chat import (
    ChatGone,
    ChatMoved,
    NotSent,
    Rejected,
    SendError,
    Uncertain,
)
from bot.documents import Document
from bot.proofs import Slice
from bot.tables import chats, deliveries
from digests import Database, Reason
from tests.bot.builders import (
    GUILD,
    HOME,
    NOON,
    a_chat,
    a_quotation,
    file,
    rows_of,
    says,
)
from tests.bot.post_office import (
    SUPERGROUP,
    a_filed_briefing,
    a_post,
    nothing_stands,
)

SECOND = timedelta(seconds=1)


async def test_a_message_is_sent_once_and_recorded(database: Database) -> None:
    post = a_post(database)
    first = await a_filed_briefing(database)

    assert await post.deliver(first) is None
    assert await post.deliver(first) is None
    assert post.chat.sent == [(HOME, "news", "verbatim-1")]
    assert await rows_of(database, deliveries, "state", "message_id", "why") == [
        ("sent", "m1", "")
    ]


async def test_sending_is_committed_before_the_platform_is_called(
    database: Database,
) -> None:
    post = a_post(database)
    first = await a_filed_briefing(database)
    seen: list[str] = []

    async def look() -> None:
        seen.extend(await post.states())

    post.chat.during = look
    await post.deliver(first)

    assert seen == ["sending"]
    assert await rows_of(database, deliveries, "started_at") == [NOON]


async def test_parts_follow_each_other(database: Database) -> None:
    post = a_post(database)
    first = await a_filed_briefing(database, "one", "two", "three")
    following: int | None = first
    while following is not None:
        following = await post.deliver(following)

    assert post.chat.texts == ["one", "two", "three"]


async def test_a_part_out_of_turn_is_left_alone(database: Database) -> None:
    post = a_post(database)
    first = await a_filed_briefing(database, "one", "two")

    assert await post.deliver(first + 1) is None
    assert post.chat.sent == []


@pytest.mark.parametrize("platform", ["telegram", "discord"])
async def test_what_never_left_is_tried_again_later_each_time(
    database: Database, platform: str
) -> None:
    post = a_post(database, *[NotSent("no network")] * 3, platform=platform)
    await a_filed_briefing(database, address=replace(HOME, platform=platform))
    waits = []
    for _ in range(3):
        await post.sweep()
        (try_at,) = await rows_of(database, deliveries, "try_at")
        waits.append((try_at, post.clock()))
        post.clock.pass_(timedelta(minutes=10))
    await post.sweep()
    pauses = [after - before for after, before in waits]  # type: ignore[operator]

    assert pauses == [2 * SECOND, 4 * SECOND, 8 * SECOND]
    assert await rows_of(database, deliveries, "state", "attempts", "why") == [
        ("sent", 4, "")
    ]


async def test_a_platform_that_says_how_long_to_wait_is_obeyed(
    database: Database,
) -> None:
    post = a_post(database, NotSent("too many requests", seconds=37))
    first = await a_filed_briefing(database, "one", "two")

    assert await post.deliver(first) is None
    assert await post.states() == ["pending", "pending"]
    post.clock.pass_(36 * SECOND)
    assert await post.sweep() == ["pending", "pending"]
    post.clock.pass_(SECOND)
    assert await post.sweep() == ["sent", "sent"]


@pytest.mark.parametrize("seconds", [-5, 0, 10**12, float("inf")])
async def test_no_answer_about_waiting_upsets_the_post(
    database: Database, seconds: float
) -> None:
    post = a_post(database, NotSent("wait", seconds=seconds))
    first = await a_filed_briefing(database)
    await post.deliver(first)

    assert await post.states() == ["pending"]


async def test_what_is_filed_while_its_chat_is_parted_with_ends(
    database: Database,
) -> None:
    post = a_post(database)
    chat = await a_chat(database)
    async with database.writing() as connection:
        await partings.part_with(connection, chat.id, why=Reason("blocked"), at=NOON)
    await file(database, chat, "one", "two")

    assert await post.sweep() == ["dead", "dead"]
    assert post.chat.texts == []
    assert await rows_of(database, deliveries, "why") == ["blocked", "blocked"]


async def test_what_waits_for_another_attempt_as_its_chat_is_parted_with_ends(
    database: Database,
) -> None:
    post = a_post(database, NotSent("flood", seconds=60))
    first = await a_filed_briefing(database)
    chat = await a_chat(database)

    async def part() -> None:
        async with database.writing() as connection:
            await partings.part_with(
                connection, chat.id, why=Reason("blocked"), at=NOON
            )

    post.chat.during = part
    await post.deliver(first)
    post.clock.pass_(timedelta(hours=36))

    assert await post.sweep() == ["dead"]
    assert len(post.chat.texts) == 1


async def test_telegram_is_never_sent_twice_by_itself_what_may_have_arrived(
    database: Database,
) -> None:
    post = a_post(database, Uncertain("timeout"))
    first = await a_filed_briefing(database, "one", "two")

    assert await post.deliver(first) == first + 1
    assert await post.states() == ["uncertain", "pending"]
    post.clock.pass_(timedelta(hours=1))
    assert await post.sweep() == ["uncertain", "sent"]
    assert post.chat.texts == ["one", "two"]


async def test_discord_is_sent_it_again_under_the_same_key(
    database: Database,
) -> None:
    post = a_post(database, Uncertain("502"), platform="discord")
    await a_filed_briefing(database, "one", "two", address=GUILD)
    await post.sweep()
    held_back = await post.states()
    post.clock.pass_(5 * SECOND)

    assert held_back == ["pending", "pending"]
    assert await post.sweep() == ["sent", "sent"]
    assert [(text, key) for _, text, key in post.chat.sent] == [
        ("one", "verbatim-1"),
        ("one", "verbatim-1"),
        ("two", "verbatim-2"),
    ]


async def test_discord_is_not_asked_again_once_it_may_have_forgotten_the_key(
    database: Database,
) -> None:
    post = a_post(database, *[Uncertain("502")] * 9, platform="discord")
    first = await a_filed_briefing(database, "one", "two", address=GUILD)
    await post.deliver(first)
    post.clock.pass_(timedelta(minutes=3))

    assert await post.deliver(first) == first + 1
    assert len(post.chat.sent) == 1
    assert (await post.states())[0] == "uncertain"


async def test_discord_is_asked_for_some_minutes_at_most(database: Database) -> None:
    post = a_post(database, *[Uncertain("502")] * 99, platform="discord")
    await a_filed_briefing(database, address=GUILD)
    for _ in range(60):
        await post.sweep()
        post.clock.pass_(5 * SECOND)

    assert await post.states() == ["uncertain"]
    assert 3 < len(post.chat.sent) < 10


async def test_a_call_that_did_not_leave_does_not_start_the_clock_of_the_doubt(
    database: Database,
) -> None:
    post = a_post(database, NotSent("down"), Uncertain("502"), platform="discord")
    await a_filed_briefing(database, address=GUILD)
    await post.sweep()
    post.clock.pass_(timedelta(minutes=20))
    await post.sweep()
    doubted_at = post.clock()

    assert await rows_of(database, deliveries, "state", "started_at") == [
        ("pending", doubted_at)
    ]


async def test_a_clock_that_was_set_back_repeats_nothing(database: Database) -> None:
    post = a_post(database, Uncertain("502"), platform="discord")
    first = await a_filed_briefing(database, address=GUILD)
    await post.deliver(first)
    async with database.writing() as connection:
        await connection.execute(deliveries.update().values(try_at=NOON - 9 * SECOND))
    post.clock.pass_(-5 * SECOND)

    assert await post.sweep() == ["uncertain"]
    assert len(post.chat.sent) == 1


async def test_what_the_platform_refuses_ends_and_the_next_part_goes(
    database: Database,
) -> None:
    post = a_post(database, Rejected("too long"))
    first = await a_filed_briefing(database, "one", "two")

    assert await post.deliver(first) == first + 1
    assert await post.sweep() == ["dead", "sent"]
    assert await rows_of(database, deliveries, "why") == ["too long", ""]


async def test_a_chat_that_is_gone_ends_its_messages_and_keeps_the_rest(
    database: Database,
) -> None:
    post = a_post(database, ChatGone("the bot was blocked"))
    first = await a_filed_briefing(database, "one", "two")
    await a_filed_briefing(database, "three")
    other = await a_filed_briefing(database, "theirs", address=replace(HOME, chat="8"))

    assert await post.deliver(first) is None
    assert await post.states() == ["dead", "dead", "dead", "pending"]
    assert await rows_of(database, chats, "state", "why") == [
        ("gone", "the bot was blocked"),
        ("active", ""),
    ]
    await post.deliver(other)
    assert post.chat.texts == ["one", "theirs"]


async def test_one_chats_trouble_never_blocks_another(database: Database) -> None:
    post = a_post(database, NotSent("slow down", seconds=600))
    await a_filed_briefing(database, "mine")
    await a_filed_briefing(database, "theirs", address=replace(HOME, chat="8"))

    assert await post.sweep() == ["pending", "sent"]


async def test_a_group_that_moved_is_followed_at_once(database: Database) -> None:
    post = a_post(database, ChatMoved(SUPERGROUP))
    first = await a_filed_briefing(database, "one", "two")

    assert await post.deliver(first) == first + 1
    await post.sweep()
    assert [(address.chat, text) for address, text, _ in post.chat.sent] == [
        ("7", "one"),
        ("-1007", "one"),
        ("-1007", "two"),
    ]
    assert await post.states() == ["sent", "sent"]


async def test_a_group_that_moved_to_a_known_one_gets_its_message_there(
    database: Database,
) -> None:
    post = a_post(database, ChatMoved(SUPERGROUP))
    await a_chat(database, SUPERGROUP)
    await a_filed_briefing(database)

    assert await post.sweep() == ["sent"]
    assert await rows_of(database, chats, "chat") == ["-1007"]


async def test_a_group_that_moves_in_circles_is_tried_later(
    database: Database,
) -> None:
    post = a_post(database, ChatMoved(SUPERGROUP), ChatMoved(HOME))
    first = await a_filed_briefing(database)

    assert await post.deliver(first) is None
    assert len(post.chat.sent) == 2
    assert await post.states() == ["pending"]
    post.clock.pass_(timedelta(minutes=1))
    assert await post.sweep() == ["sent"]


async def test_a_group_that_moved_and_is_gone_is_parted_with(
    database: Database,
) -> None:
    post = a_post(database, ChatMoved(SUPERGROUP), ChatGone("kicked"))
    await a_chat(database, SUPERGROUP)
    await a_filed_briefing(database)

    assert await post.sweep() == ["dead"]
    assert await rows_of(database, chats, "chat", "state") == [("-1007", "gone")]


async def test_a_message_that_cannot_be_drawn_is_in_doubt_and_the_error_is_told(
    database: Database,
) -> None:
    post = a_post(database, ValueError("no such block"))
    first = await a_filed_briefing(database, "one", "two")
    with pytest.raises(ValueError, match="no such block"):
        await post.deliver(first)

    assert await rows_of(database, deliveries, "state", "why") == [
        ("uncertain", "ValueError: no such block"),
        ("pending", ""),
    ]
    assert await post.sweep() == ["uncertain", "sent"]


async def test_an_error_of_a_new_kind_is_tried_again(database: Database) -> None:
    post = a_post(database, SendError("what is this"))
    await a_filed_briefing(database)

    assert await post.sweep() == ["pending"]


async def test_a_briefing_a_day_late_is_not_sent_and_the_chat_is_told_once(
    database: Database,
) -> None:
    post = a_post(database)
    first = await a_filed_briefing(database, "one", "two")
    await a_filed_briefing(database, "yesterday's too")
    post.clock.pass_(timedelta(days=1, seconds=1))

    assert await post.deliver(first) is None
    assert await post.sweep() == ["dead", "dead", "dead", "sent"]
    (note,) = post.chat.texts
    assert "2 briefings were left out" in note


async def test_a_chat_is_told_of_missed_briefings_in_its_language(
    database: Database,
) -> None:
    post = a_post(database)
    first = await a_filed_briefing(database)
    async with database.writing() as connection:
        await connection.execute(chats.update().values(language="de"))
    post.clock.pass_(timedelta(days=1, seconds=1))
    await post.deliver(first)
    await post.sweep()

    assert post.chat.texts[0].startswith("Ich konnte diesen Chat einen Tag lang nicht")


async def test_a_note_a_day_late_is_dropped_without_a_word(database: Database) -> None:
    post = a_post(database)
    await file(database, await a_chat(database), "I was away")
    post.clock.pass_(timedelta(days=2))

    assert await post.sweep() == ["dead"]
    assert post.chat.sent == []


async def test_a_message_is_still_sent_in_its_last_moment(database: Database) -> None:
    post = a_post(database)
    await a_filed_briefing(database)
    post.clock.pass_(timedelta(days=1))

    assert await post.sweep() == ["sent"]


async def test_a_platform_of_another_process_is_left_to_it(database: Database) -> None:
    post = a_post(database)
    theirs = await a_filed_briefing(database, address=GUILD)

    assert await post.deliver(theirs) is None
    assert await post.states() == ["pending"]


async def test_a_quotation_that_no_longer_stands_is_left_out_and_counted(
    database: Database,
) -> None:
    post = a_post(database)
    post.delivering = replace(post.delivering, still_true=nothing_stands)
    chat = await a_chat(database)
    quoted = Document(blocks=(a_quotation(), a_quotation(2), *says("the rest").blocks))
    async with database.writing() as connection:
        await outbox.file(connection, chat.id, [quoted], at=NOON)

    assert await post.sweep() == ["sent"]
    assert await rows_of(database, deliveries, "untrue") == [2]
    assert post.chat.texts == ["the rest"]


async def test_a_dropped_quotation_is_counted_also_if_the_call_fails(
    database: Database,
) -> None:
    post = a_post(database, Uncertain("no answer"))
    post.delivering = replace(post.delivering, still_true=nothing_stands)
    chat = await a_chat(database)
    quoted = Document(blocks=(a_quotation(), *says("the rest").blocks))
    async with database.writing() as connection:
        await outbox.file(connection, chat.id, [quoted], at=NOON)

    assert await post.sweep() == ["uncertain"]
    async with database.reading() as connection:
        assert await outbox.count_untrue(connection) == 1


async def test_a_failing_look_at_the_articles_sends_nothing_and_loses_nothing(
    database: Database,
) -> None:
    async def failing(slices: Iterable[Slice]) -> frozenset[Slice]:
        raise OSError("disk")

    post = a_post(database)
    post.delivering = replace(post.delivering, still_true=failing)
    chat = await a_chat(database)
    async with database.writing() as connection:
        first = await outbox.file(
            connection, chat.id, [Document(blocks=(a_quotation(),))], at=NOON
        )
    with pytest.raises(OSError, match="disk"):
        await post.deliver(first)

    assert await post.states() == ["pending"]
    assert post.chat.sent == []


async def test_many_at_once_send_each_message_once(database: Database) -> None:
    post = a_post(database)
    ids = [
        await a_filed_briefing(database, address=replace(HOME, chat=str(number)))
        for number in range(10)
    ]
    async with asyncio.TaskGroup() as tasks:
        for delivery in ids * 3:
            tasks.create_task(post.deliver(delivery))

    assert sorted(key for _, _, key in post.chat.sent) == sorted(
        f"verbatim-{delivery}" for delivery in ids
    )


async def test_a_chat_that_comes_back_is_not_sent_what_had_ended(
    database: Database,
) -> None:
    post = a_post(database, ChatGone("blocked"))
    await a_filed_briefing(database, "one", "two")
    await post.sweep()
    async with database.writing() as connection:
        await subscriptions.greet(connection, HOME, at=NOON)

    assert await post.sweep() == ["dead", "dead"]
