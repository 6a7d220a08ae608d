"""What a chat may choose, and that it is served so."""

from dataclasses import replace

import pytest

from bot.tables import chats
from bot.tongue import LANGUAGES, READY
from tests.bot.builders import GUILD, rows_of, text_of
from tests.bot.paper_newsroom import Reader, labels


async def test_the_panel_shows_every_setting_with_its_choice(reader: Reader) -> None:
    shown = await reader.ask("/settings")

    for line in (
        "Language: English",
        "Length: normal",
        "Quotes: on",
        "Format: classic",
        "Sound: off",
        "Quiet hours: off",
        "Say when nothing is new: on",
        "Correct what was sent: on",
    ):
        assert line in text_of(shown)
    assert "Publish" not in labels(shown)


async def test_what_a_platform_does_not_have_is_not_offered(reader: Reader) -> None:
    reader.address = GUILD
    shown = await reader.ask("/settings")

    assert "Publish" in labels(shown)
    assert "Format" not in labels(shown)
    assert "no setting called “format”" in text_of(
        await reader.ask("/settings format rich")
    )


@pytest.mark.parametrize(
    ("typed", "column", "value"),
    [
        ("language de", "language", "de"),
        ("length long", "length", "long"),
        ("quotes off", "quotes", False),
        ("format rich", "rich", True),
        ("sound on", "silent", False),
        ("quiet 22-7", "quiet_hours", "22:00-07:00"),
        ("quiet 10pm to 6:30", "quiet_hours", "22:00-06:30"),
        ("empty off", "tells_of_nothing", False),
        ("corrections off", "corrects", False),
        ("LENGTH Short", "length", "short"),
    ],
)
async def test_a_choice_is_kept(
    reader: Reader, typed: str, column: str, value: object
) -> None:
    await reader.ask(f"/settings {typed}")

    assert await rows_of(reader.database, chats, column) == [value]


async def test_two_taps_reach_every_choice_and_back(reader: Reader) -> None:
    lengths = await reader.press(await reader.ask("/settings"), "Length")
    assert labels(lengths) == ["short", "normal ✓", "long", "‹ Back"]

    changed = await reader.press(lengths, "long")
    assert "Length: long" in text_of(changed)
    assert labels(await reader.press(lengths, "‹ Back")) == labels(changed)


async def test_a_switch_turns_at_once(reader: Reader) -> None:
    off = await reader.press(await reader.ask("/settings"), "Quotes")
    assert "Quotes: off" in text_of(off)

    assert "Quotes: on" in text_of(await reader.press(off, "Quotes"))


async def test_quiet_hours_end_when_they_are_turned_off(reader: Reader) -> None:
    await reader.ask("/settings quiet 22-7")
    await reader.ask("/settings quiet off")

    assert await rows_of(reader.database, chats, "quiet_hours") == [""]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("colour blue", "no setting called “colour”"),
        ("length huge", "It may be: short, normal, long."),
        ("quiet at night", "From when until when?"),
        ("quiet 7", "From when until when?"),
        ("quiet 7-7", "From when until when?"),
        ("language xx", "It may be: en, de"),
    ],
)
async def test_what_cannot_be_chosen_is_said_with_what_can(
    reader: Reader, typed: str, answer: str
) -> None:
    assert answer in text_of(await reader.ask(f"/settings {typed}"))


async def test_the_rich_format_can_be_tried_before_it_is_chosen(reader: Reader) -> None:
    formats = await reader.press(await reader.ask("/settings"), "Format")
    sample = await reader.press(formats, "Test")
    assert sample.rich
    assert await rows_of(reader.database, chats, "rich") == [False]

    await reader.press(sample, "Yes, use it")
    assert (await reader.ask("/help")).rich


async def test_members_of_a_group_change_nothing(reader: Reader) -> None:
    reader.can_manage = False

    assert "Only people who manage" in text_of(
        await reader.ask("/settings length long")
    )


async def test_every_language_that_is_ready_can_be_chosen(reader: Reader) -> None:
    for code in READY:
        await reader.ask(f"/settings language {code}")
        assert LANGUAGES[code] in text_of(await reader.ask("/settings"))
        assert await rows_of(reader.database, chats, "language") == [code]


async def test_chats_choose_for_themselves(reader: Reader) -> None:
    await reader.ask("/settings length long")
    other = replace(reader, address=GUILD)

    assert "Length: normal" in text_of(await other.ask("/settings"))
