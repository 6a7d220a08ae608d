from dataclasses import replace
from datetime import timedelta

import pytest

from bot import slots
from bot.tables import chats, subscriptions
from tests.bot.builders import CLIMATE, FERRIES, NOON, a_subscriber, rows_of, text_of
from tests.bot.paper_newsroom import Reader, labels


async def times(reader: Reader) -> list[object]:
    return await rows_of(reader.database, chats, "times", "zone")


async def test_the_schedule_is_shown_with_offers(reader: Reader) -> None:
    shown = await reader.ask("/schedule")

    assert "Every day at 08:00, UTC. Next: 25 Nov 08:00" in text_of(shown)
    assert "“weekdays 8:00 and 18:30”" in text_of(shown)
    assert labels(shown) == [
        *("07:00", "08:00 ✓", "18:00", "Weekdays", "Every day ✓"),
        *("12:00 London", "07:00 New York", "04:00 Los Angeles"),
        *("⏸ Pause for a week", "Deliver elsewhere…", "⚙ Subscriptions"),
    ]


async def test_from_a_group_nothing_is_delivered_elsewhere(reader: Reader) -> None:
    reader.private = False
    shown = await reader.ask("/schedule")

    assert "Deliver elsewhere…" not in labels(shown)


@pytest.mark.parametrize(
    ("platform", "words"),
    [
        ("telegram", "Write to me in a private chat"),
        ("discord", "an option channel:"),
        ("console", "no other chat"),
    ],
)
async def test_each_platform_says_how_another_chat_is_set_up(
    reader: Reader, platform: str, words: str
) -> None:
    reader.address = replace(reader.address, platform=platform)

    assert words in text_of(await reader.ask("/elsewhere"))


async def test_clocks_are_guessed_from_the_language(reader: Reader) -> None:
    reader.language = "de-AT"
    shown = await reader.ask("/schedule")

    assert labels(shown)[5:8] == ["13:00 Berlin", "13:00 Vienna", "13:00 Zurich"]


async def test_a_change_is_repeated_with_the_next_time(reader: Reader) -> None:
    await a_subscriber(reader.database, CLIMATE, FERRIES)
    changed = await reader.ask("/schedule weekdays 7:30 and 18:00 Berlin")

    assert "Weekdays at 07:30 and 18:00, Europe/Berlin. Next: 24 Nov 17:00" in text_of(
        changed
    )
    assert await times(reader) == [("07:30 18:00", "Europe/Berlin")]
    assert (
        await rows_of(reader.database, subscriptions, "next_local")
        == ["2026-11-24 18:00"] * 2
    )


async def test_only_what_is_named_changes(reader: Reader) -> None:
    await reader.ask("/schedule Tokyo")
    await reader.ask("/schedule 6pm")

    assert await times(reader) == [("18:00", "Asia/Tokyo")]


async def test_undo_brings_the_old_schedule_back(reader: Reader) -> None:
    await reader.ask("/schedule mon wed 7:15 Buenos Aires")
    changed = await reader.ask("/schedule daily 9:00 UTC")
    back = await reader.press(changed, "Undo")

    assert "Mon and Wed at 07:15, America/Buenos Aires" in text_of(back)
    assert await times(reader) == [("07:15", "America/Buenos_Aires")]


async def test_nothing_changed_has_nothing_to_undo(reader: Reader) -> None:
    unchanged = await reader.ask("/schedule 8:00")
    changed = await reader.ask("/schedule 9:00")

    assert labels(unchanged) == ["Change time", "⚙ Subscriptions"]
    assert labels(changed) == ["Undo", "Change time", "⚙ Subscriptions"]


async def test_a_button_sets_what_it_says(reader: Reader) -> None:
    shown = await reader.ask("/schedule")
    await reader.press(shown, "18:00")
    await reader.press(shown, "07:00 New York")

    assert await times(reader) == [("18:00", "America/New_York")]


@pytest.mark.parametrize(
    "words", ["soon", "25:00", "every other day", "x" * 300, "8-10"]
)
async def test_what_is_not_understood_changes_nothing(
    reader: Reader, words: str
) -> None:
    reply = await reader.reply(f"/schedule {words}")

    assert "I understand" in text_of(reply.document)
    assert reply.quiet
    assert await times(reader) == [("08:00", "UTC")]


async def test_at_most_six_times_a_day(reader: Reader) -> None:
    answer = await reader.ask("/schedule 1 2 3 4 5 6 7")

    assert "At most 6 times a day" in text_of(answer)


async def test_the_next_time_is_the_one_that_will_really_come(reader: Reader) -> None:
    await a_subscriber(reader.database, CLIMATE, at=NOON - timedelta(hours=5))
    await slots.claim(reader.database, at=NOON)
    changed = await reader.ask("/schedule New York")

    # 08:00 in New York is in an hour, but this day's 08:00 has been sent.
    assert "Next: 25 Nov 13:00" in text_of(changed)


async def test_a_day_that_a_change_leaves_out_is_offered(reader: Reader) -> None:
    await a_subscriber(reader.database, CLIMATE)
    changed = await reader.ask("/schedule 9:00 Tokyo")

    # It is 21:00 there.
    assert "Next: 25 Nov 00:00" in text_of(changed)
    assert labels(changed)[-1] == "Get today's now"
    assert "Get today's now" not in labels(await reader.ask("/schedule 9:00"))


async def test_a_day_that_had_its_briefing_or_still_has_it_is_not_offered(
    reader: Reader,
) -> None:
    await a_subscriber(reader.database, CLIMATE, at=NOON - timedelta(hours=5))
    await slots.claim(reader.database, at=NOON)
    had = await reader.ask("/schedule Tokyo")
    later = await reader.ask("/schedule 23:00")
    paused = await reader.ask("/schedule pause 1 week")

    assert "Get today's now" not in labels(had) + labels(later) + labels(paused)


async def test_a_pause_holds_everything_back_until_its_day(reader: Reader) -> None:
    await a_subscriber(reader.database, CLIMATE, FERRIES)
    paused = await reader.ask("/schedule pause until 3 Dec")

    assert (
        "⏸ Paused until Thu 3 Dec\nEvery day at 08:00, UTC. Next: 03 Dec 08:00"
        in text_of(paused)
    )
    assert "⏸ Paused until Thu 3 Dec" in text_of(await reader.ask("/schedule"))
    assert (
        await rows_of(reader.database, subscriptions, "next_local")
        == ["2026-12-03 08:00"] * 2
    )
    assert await slots.claim(reader.database, at=NOON + timedelta(days=5)) == 0
    assert "/schedule resume" in text_of(await reader.ask("/subscriptions"))


async def test_a_pause_ends_when_somebody_says_so(reader: Reader) -> None:
    await a_subscriber(reader.database, CLIMATE)
    paused = await reader.press(await reader.ask("/schedule"), "⏸ Pause for a week")
    resumed = await reader.press(paused, "▶ Go on")

    assert "Next: 25 Nov 08:00" in text_of(resumed)
    assert "Paused" not in text_of(resumed)
    assert labels(resumed)[0] == "⏸ Pause for a week"


async def test_a_pause_ends_by_itself(reader: Reader) -> None:
    await a_subscriber(reader.database, CLIMATE)
    await reader.ask("/schedule pause 2 days")
    reader.clock.pass_(timedelta(days=2))

    assert await slots.claim(reader.database, at=reader.clock.now) == 1
    assert "Next:" in text_of(await reader.ask("/schedule"))


async def test_what_is_followed_in_a_pause_waits_for_its_end(reader: Reader) -> None:
    await reader.ask("/schedule pause 1 week")
    await reader.ask("/subscribe climate")

    assert await rows_of(reader.database, subscriptions, "next_local") == [
        "2026-12-01 08:00"
    ]


async def test_another_time_does_not_end_a_pause(reader: Reader) -> None:
    await a_subscriber(reader.database, CLIMATE)
    await reader.ask("/schedule pause 1 week")
    changed = await reader.ask("/schedule 9:00")

    assert "⏸ Paused until Tue 1 Dec" in text_of(changed)
    assert "Next: 01 Dec 09:00" in text_of(changed)


async def test_a_pause_without_an_end_is_asked_about(reader: Reader) -> None:
    assert "“pause 2 weeks”" in text_of(await reader.ask("/schedule pause forever"))
