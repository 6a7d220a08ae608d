from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import render_discord, render_telegram
from bot.briefing_document import (
    Occasion,
    briefing_document,
    in_one_message,
    in_rows,
    quotation,
    stale_warning,
    story_block,
    story_ids,
)
from bot.documents import Button, Document, Heading, Line, Paragraph, Story
from bot.tongue import speaking
from digests import Briefing, DigestSentence, StorySentence, StoryView, Update
from tests.bot.builders import NOON, a_briefing, a_line, a_quote, a_story

OCCASION = Occasion(
    at=NOON,
    zone="Europe/Berlin",
    since=NOON - timedelta(days=1),
    interests=("Climate", "Tech"),
)


def lines_of(document: Document) -> list[str]:
    """List what stands outside of stories, a line for each block."""
    return [
        words(block.line)
        for block in document.blocks
        if isinstance(block, Heading | Paragraph)
    ]


def words(line: Line) -> str:
    return "".join(run.text for run in line)


def laid_out(briefing: Briefing, occasion: Occasion = OCCASION) -> list[str]:
    return lines_of(briefing_document(briefing, occasion, briefing_id=5))


def test_a_briefing_has_a_title_numbered_stories_and_says_how_it_was_made() -> None:
    briefing = a_briefing(a_story(8), a_story(9), also=[a_line(11), a_line(12)])
    document = briefing_document(briefing, OCCASION, briefing_id=5)
    stories = [block for block in document.blocks if isinstance(block, Story)]

    assert [story.number for story in stories] == [1, 2]
    assert document.briefing == 5
    assert lines_of(document) == [
        "Afternoon briefing · Tue 24 Nov",
        "2 stories from 12 articles · 1 min",
        "Also:\n3. Buses too\n4. Buses too",
        (
            "How this was made: 12 articles from 4 sources since yesterday 13:00. "
            "Quotes are word for word; texts: chosen sentences."
        ),
    ]
    assert story_ids(briefing) == (8, 9, 11, 12)


def test_its_buttons_have_the_numbers_of_its_stories() -> None:
    stories = [a_story(number) for number in range(1, 8)]
    document = briefing_document(a_briefing(*stories), OCCASION, briefing_id=5)
    *rows, last = document.buttons

    assert [[button.argument for button in row] for row in rows] == [
        ["1", "2", "3", "4", "5"],
        ["6", "7"],
    ]
    assert [(button.command, button.asks) for button in last] == [
        ("ask", True),
        ("subscriptions", False),
    ]


def test_a_briefing_of_nothing_has_nothing_to_ask_about() -> None:
    document = briefing_document(a_briefing(), OCCASION, briefing_id=5)

    assert [button.command for row in document.buttons for button in row] == [
        "subscriptions"
    ]


def test_a_briefing_is_for_the_day_where_it_is_read() -> None:
    late = replace(OCCASION, at=datetime(2026, 11, 23, 22, 30, tzinfo=UTC))
    tokyo = replace(late, zone="Asia/Tokyo")

    assert [
        briefing_document(a_briefing(), occasion, briefing_id=5).day
        for occasion in (late, tokyo)
    ] == ["2026-11-23", "2026-11-24"]


def test_nothing_new_is_one_quiet_line() -> None:
    assert laid_out(a_briefing()) == [
        "Afternoon briefing · Tue 24 Nov",
        "Nothing new about Climate and Tech since yesterday 13:00.",
    ]


def test_nothing_new_without_any_interest_still_reads_well() -> None:
    nothing = laid_out(a_briefing(), replace(OCCASION, interests=()))

    assert "Nothing new about your subscriptions since" in nothing[1]


def test_when_collecting_has_stopped_the_age_of_the_newest_article_is_told() -> None:
    stopped = a_briefing(newest=NOON - timedelta(days=3, hours=1))

    assert laid_out(stopped)[1:] == [
        "⚠ Collecting has stopped: the newest article is 3 days old. /status says why."
    ]


def test_when_nothing_was_ever_collected_that_is_told() -> None:
    never = a_briefing(newest=None)

    assert "No article has been collected yet" in laid_out(never)[1]


def test_old_stories_stand_under_the_warning() -> None:
    old = a_briefing(a_story(), newest=NOON - timedelta(hours=30))

    assert "the newest article is 30 hours old" in laid_out(old)[2]


def test_a_late_briefing_says_when_it_was_due() -> None:
    late = replace(OCCASION, due="2026-11-24 08:00")

    assert "Delayed: this was due at 08:00." in laid_out(a_briefing(a_story()), late)
    assert "Delayed: this was due at 08:00." in laid_out(a_briefing(), late)


@pytest.mark.parametrize(
    ("hour", "name"),
    [
        (0, "Night"),
        (4, "Night"),
        (5, "Morning"),
        (11, "Morning"),
        (12, "Afternoon"),
        (17, "Evening"),
        (22, "Night"),
    ],
)
def test_the_title_knows_the_readers_time_of_day(hour: int, name: str) -> None:
    at = NOON.replace(hour=hour)
    title, *_ = laid_out(a_briefing(), replace(OCCASION, at=at, zone="UTC"))

    assert title == f"{name} briefing · Tue 24 Nov"


@pytest.mark.parametrize(
    ("tag", "title"),
    [
        ("de-AT", "Nachmittagsbriefing · Di., 24. Nov."),
        ("tlh", "Afternoon briefing · Tue 24 Nov"),
        ("", "Afternoon briefing · Tue 24 Nov"),
        ("../../etc", "Afternoon briefing · Tue 24 Nov"),
    ],
)
def test_the_title_is_in_the_language_in_use_or_in_english(
    tag: str, title: str
) -> None:
    with speaking(tag):
        first, *_ = laid_out(a_briefing(), OCCASION)

    assert first == title


@given(st.text(max_size=16))
def test_no_language_tag_keeps_a_briefing_back(tag: str) -> None:
    with speaking(tag):
        assert laid_out(a_briefing(), OCCASION)


@pytest.mark.parametrize(
    ("since", "words"),
    [
        ("2026-11-24 06:30", "today 07:30"),
        ("2026-11-22 23:30", "yesterday 00:30"),
        ("2026-11-21 08:00", "Sat 09:00"),
    ],
)
def test_a_window_begins_on_a_day_that_readers_know(since: str, words: str) -> None:
    begin = datetime.fromisoformat(f"{since}+00:00")
    nothing = laid_out(a_briefing(), replace(OCCASION, since=begin))

    assert nothing[1].endswith(f"since {words}.")


def test_a_story_shows_its_text_its_quotes_and_who_reported_it() -> None:
    view = a_story(quotes=[a_quote()], outlets=["Gazette", "Herald", "Post", "Gazette"])
    story = story_block(view, 3)

    assert (story.number, story.headline, story.url) == (3, view.headline, view.url)
    assert story.text == "Ferries go electric, it is said."
    assert [quote.text for quote in story.quotes] == ["We will not wait"]
    assert words(story.footer) == "Gazette · Herald +1 · "
    assert story.footer[-1].when == view.published


@pytest.mark.parametrize(
    ("outlets", "published", "footer"),
    [
        ((), None, ""),
        (("", ""), NOON, ""),
        (("Gazette",), None, "Gazette, single source"),
        (("Gazette", "Herald"), None, "Gazette · Herald"),
    ],
)
def test_what_is_not_known_about_a_story_is_left_out(
    outlets: tuple[str, ...], published: datetime | None, footer: str
) -> None:
    story = story_block(a_story(outlets=outlets, published=published))

    assert words(story.footer) == footer


@pytest.mark.parametrize(
    ("via", "credit"),
    [
        (None, "Mara Lind, The Gazette"),
        ("Herald", "Mara Lind, via Herald, The Gazette"),
        ("The Gazette", "Mara Lind, The Gazette"),
    ],
)
def test_a_quote_names_its_speaker_whom_it_came_through_and_where_it_stands(
    via: str | None, credit: str
) -> None:
    shown = quotation(replace(a_quote(article=4), via=via))

    assert shown.credit == credit
    assert (shown.text, shown.proof.article_id) == ("We will not wait", 4)
    assert (shown.proof.start, shown.proof.end) == (10, 26)


@pytest.mark.parametrize(
    ("told", "corrects", "head"),
    [
        (timedelta(hours=20), False, "New since yesterday: Nine ferries float."),
        (timedelta(hours=3), False, "New since 10:00: Nine ferries float."),
        (timedelta(days=3), False, "New since Sat: Nine ferries float."),
        (timedelta(hours=20), True, "Corrected: Nine ferries float."),
    ],
)
def test_a_story_that_returns_leads_with_what_is_new(
    told: timedelta, corrects: bool, head: str
) -> None:
    news = DigestSentence(text="Nine ferries float.", support=((0, 9),))
    update = Update(sentences=(news,), corrects=corrects, since=NOON - told)
    briefing = a_briefing(replace(a_story(1), update=update))
    document = briefing_document(briefing, OCCASION, briefing_id=5)
    (block,) = (block for block in document.blocks if isinstance(block, Story))

    assert block.text == f"{head} Ferries go electric, it is said."


def test_a_sentence_that_rests_on_another_outlet_names_it() -> None:
    own = StorySentence(text="It floats.", support=((1, 0, 9),))
    other = StorySentence(
        text="It sails.", support=((1, 0, 9), (2, 0, 9)), outlets=("The Times",)
    )
    block = story_block(replace(a_story(1), sentences=(own, other)))

    assert block.text == "It floats. It sails. (The Times)"


def test_our_translation_stands_under_the_quote_and_says_that_it_is_ours() -> None:
    other = replace(a_quote("We will wait"), outlet="The Times")
    quote = replace(a_quote(), translation="Wir warten nicht", differs=(other,))
    (shown,) = story_block(a_story(1, quotes=[quote])).quotes

    assert shown.text == "We will not wait"
    assert shown.note.splitlines() == [
        "Our translation: Wir warten nicht",
        "The Times has other words",
    ]


def test_a_day_old_is_not_yet_a_stop() -> None:
    assert stale_warning(NOON - timedelta(days=1), NOON) == ""
    assert stale_warning(NOON - timedelta(days=1, seconds=1), NOON)
    assert stale_warning(NOON + timedelta(days=1), NOON) == ""


@given(st.integers(0, 40), st.integers(1, 8))
def test_rows_hold_every_button_once_and_in_order(many: int, width: int) -> None:
    buttons = [Button(label=str(number)) for number in range(many)]
    rows = in_rows(buttons, width=width)

    assert [button for row in rows for button in row] == buttons
    assert all(0 < len(row) <= width for row in rows)


def a_long_story(number: int) -> StoryView:
    story = a_story(number)
    sentence = StorySentence(text="Rain fell on the hills all day. " * 9, support=())
    return replace(story, sentences=(sentence,), url=f"https://echo.example/{number}")


def test_a_short_briefing_is_told_as_it_was_chosen() -> None:
    briefing = a_briefing(a_story(8), a_story(9), also=[a_line(11)])

    assert in_one_message(briefing) == briefing


def test_stories_beyond_one_message_become_lines_under_the_same_numbers() -> None:
    chosen = a_briefing(*map(a_long_story, range(1, 13)), also=[a_line(90)])
    kept = in_one_message(chosen)

    told = len(kept.stories)
    assert 3 <= told < 12
    assert story_ids(kept) == tuple(range(1, told + len(kept.also) + 1))
    for parts in (render_discord.parts, render_telegram.parts):
        assert len(parts(briefing_document(kept, OCCASION, briefing_id=5))) == 1


def test_three_stories_are_told_however_long_they_are() -> None:
    endless = replace(a_long_story(1), headline="Long words " * 900)
    chosen = a_briefing(endless, a_long_story(2), a_long_story(3), a_long_story(4))

    assert len(in_one_message(chosen).stories) == 3


def test_one_line_says_that_outlets_differ_and_where_to_see_it() -> None:
    other = replace(a_quote("We will wait"), outlet="The Times")
    quotes = [
        a_quote("It floats"),
        replace(a_quote(), differs=(other,)),
        replace(a_quote("It sinks"), differs=(other,)),
    ]
    block = story_block(a_story(1, quotes=quotes), 3)

    assert [quote.note for quote in block.quotes] == [
        "",
        "The Times has other words: /quotes 3",
        "",
    ]
    assert "We will wait" not in str(block)
