"""What a document becomes on Telegram, and that nothing of it is ever lost."""

import json
import re
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.documents import (
    Block,
    Bullets,
    Button,
    Document,
    Heading,
    Paragraph,
    Quotation,
    Run,
    Story,
)
from bot.render_telegram import Pressed, parts, read_button, render
from bot.telegram_text import units
from tests import telegram_rules
from tests.bot.any_document import (
    NOON,
    WORDS,
    a_quotation,
    a_story,
    document,
    documents,
    every_word,
    letters,
)


def wire(part: Document) -> tuple[str, list[dict[str, object]]]:
    message = render(part)
    return message.text, [entity.to_dict() for entity in message.entities]


def shown(part: Document, kind: str) -> list[str]:
    """Read what stands under the entities of one kind, as Telegram would."""
    message = render(part)
    return [
        message.text.encode("utf-16-le")[
            entity.offset * 2 : (entity.offset + entity.length) * 2
        ].decode("utf-16-le")
        for entity in message.entities
        if entity.type == kind
    ]


# -- any document --


@settings(max_examples=120, deadline=None)
@given(documents)
@example(document())
def test_any_document_becomes_messages_that_telegram_takes(whole: Document) -> None:
    for part in parts(whole):
        text, entities = wire(part)
        markup = render(part).keyboard

        telegram_rules.check_text(text)
        telegram_rules.check_entities(text, entities)
        telegram_rules.check_keyboard(markup.to_dict() if markup else None)
        assert units(text) <= 4096
        assert text == text.strip(" \n\t")


@settings(max_examples=120, deadline=None)
@given(documents)
def test_no_word_of_a_document_is_lost_or_moved(whole: Document) -> None:
    whole = replace(whole, blocks=tuple(map(without_additions, whole.blocks)))
    sent = "".join(render(part).text for part in parts(whole))

    assert letters(sent) == letters("".join(map(every_word, whole.blocks)))


def without_additions(block: Block) -> Block:
    """Leave out moments, which may be given words, and credits, which may repeat."""
    match block:
        case Quotation():
            return replace(block, credit="")
        case Heading() | Paragraph():
            return replace(block, line=tuple(replace(r, when=None) for r in block.line))
        case Bullets():
            return replace(
                block,
                lines=tuple(
                    tuple(replace(run, when=None) for run in line)
                    for line in block.lines
                ),
            )
        case Story():
            footer = tuple(replace(run, when=None) for run in block.footer)
            quotes = tuple(replace(quote, credit="") for quote in block.quotes)
            return replace(block, footer=footer, quotes=quotes)


@settings(max_examples=60, deadline=None)
@given(documents)
def test_parts_are_never_cut_again(whole: Document) -> None:
    for part in parts(whole):
        assert parts(part) == (part,)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 40).map(lambda n: a_story(n, WORDS * n)), max_size=9))
def test_stories_and_quotations_stay_whole_over_parts(stories: list[Story]) -> None:
    whole = document(*stories)
    kept = [b for part in parts(whole) for b in part.blocks if isinstance(b, Story)]

    assert kept == stories


def test_a_story_that_fills_a_message_to_its_end_is_not_cut_for_a_count() -> None:
    bare = a_story(quotes=(), footer=(), text="x")
    full = replace(bare, text="x" * (4097 - units(render(document(bare)).text)))
    first, second = parts(document(full, a_story(2)))

    assert first.blocks == (full,)
    assert units(render(first).text) == 4096
    assert render(second).text.endswith("2/2")


# -- how it looks --


def test_a_story_is_a_linked_headline_its_text_its_quotes_and_who_reported_it() -> None:
    part = document(a_story(3, "The sea wall is done."))

    assert render(part).text == (
        "3. Harbour to open in spring\n"
        "The sea wall is done.\n"
        "“We will sail.” — Mira Holt, harbour master\n"
        "Coast Daily · 3h ago"
    )
    assert shown(part, "bold") == ["3. Harbour to open in spring"]
    assert shown(part, "text_link") == [
        "Harbour to open in spring",
        "Mira Holt, harbour master",
    ]
    assert shown(part, "blockquote") == ["“We will sail.” — Mira Holt, harbour master"]
    assert shown(part, "date_time") == ["3h ago"]


def test_a_letter_keeps_its_ring_although_telegram_drops_rings() -> None:
    part = document(Paragraph(line=(Run(text="A\u030ase, la\u030ang, x\u030a"),)))

    assert render(part).text == "\u00c5se, l\u00e5ng, x"


def test_a_moment_goes_out_in_the_readers_own_time() -> None:
    _, entities = wire(document(Paragraph(line=(Run(text="at noon", when=NOON),))))

    assert entities == [
        {
            "type": "date_time",
            "offset": 0,
            "length": 7,
            "unix_time": int(NOON.timestamp()),
            "date_time_format": "r",
        }
    ]


def test_a_moment_without_words_reads_as_a_date_on_old_apps() -> None:
    part = document(Paragraph(line=(Run(text="Since "), Run(text="", when=NOON))))

    assert render(part).text == "Since 2026-11-23 12:00 UTC"


def test_a_linked_moment_stays_a_link() -> None:
    line = (Run(text="noon", when=NOON, url="https://news.test/a"),)

    assert shown(document(Paragraph(line=line)), "text_link") == ["noon"]
    assert shown(document(Paragraph(line=line)), "date_time") == []


def test_headings_are_bold_and_the_small_print_is_italic() -> None:
    part = document(
        Heading(line=(Run(text="Morning "), Run(text="briefing"))),
        Paragraph(line=(Run(text="7 stories"),), quiet=True),
    )

    assert render(part).text == "Morning briefing\n7 stories"
    assert shown(part, "bold") == ["Morning briefing"]
    assert shown(part, "italic") == ["7 stories"]


def test_lists_have_bullets_or_numbers() -> None:
    lines = ((Run(text="one"),), (Run(text="two"),))
    part = document(Bullets(lines=lines), Bullets(lines=lines, numbered=True))

    assert render(part).text == "• one\n• two\n\n1. one\n2. two"


def test_offsets_count_utf_16_units() -> None:
    part = document(Paragraph(line=(Run(text="🦊🦊 "), Run(text="𝄢 bass", bold=True))))
    _, entities = wire(part)

    assert (entities[0]["offset"], entities[0]["length"]) == (5, 7)
    assert shown(part, "bold") == ["𝄢 bass"]


def test_a_long_quotation_arrives_folded() -> None:
    part = document(a_quotation(WORDS * 12))

    assert len(shown(part, "expandable_blockquote")) == 1
    assert shown(part, "blockquote") == []


def test_a_heading_stands_close_above_its_small_print_and_its_section() -> None:
    title = Heading(line=(Run(text="Morning briefing"),))
    small = Paragraph(line=(Run(text="2 stories"),), quiet=True)
    section = Heading(line=(Run(text="Reported by"),), level=2)
    outlets = Bullets(lines=((Run(text="Coast Daily"),),))

    assert render(document(title, small, section, outlets, title, outlets)).text == (
        "Morning briefing\n2 stories\n\nReported by\n• Coast Daily\n\n"
        "Morning briefing\n\n• Coast Daily"
    )


def test_quotes_stand_between_the_marks_of_the_documents_language() -> None:
    part = replace(document(a_quotation(credit="")), language="de")

    assert render(part).text == "„We will sail.“"
    assert shown(part, "text_link") == ["“"]


def test_a_quotation_without_credit_is_linked_at_its_closing_mark() -> None:
    part = document(a_quotation(credit=""))

    assert render(part).text == "“We will sail.”"
    assert shown(part, "text_link") == ["”"]


def test_a_link_that_is_no_web_address_is_not_made() -> None:
    part = document(Paragraph(line=(Run(text="press", url="javascript:alert(1)"),)))

    assert render(part).entities == ()


def test_a_link_to_a_person_is_not_made_or_it_would_call_them() -> None:
    part = document(Paragraph(line=(Run(text="press", url="tg://user?id=7"),)))

    assert render(part).entities == ()


def test_a_link_that_is_too_long_loses_its_fragment_first() -> None:
    long = "https://news.test/a#:~:text=" + "w" * 2100
    part = document(Paragraph(line=(Run(text="here", url=long),)))

    assert render(part).entities[0].url == "https://news.test/a"


def test_names_of_the_other_direction_do_not_pull_numbers_along() -> None:
    line = (Run(text="Coast Daily · "), Run(text="הנמל"), Run(text=" · 3h ago"))

    assert render(document(Paragraph(line=line))).text == (
        "Coast Daily · \u2068הנמל\u2069 · 3h ago"
    )


def test_a_line_of_one_direction_needs_no_isolates() -> None:
    line = (Run(text="הנמל"), Run(text=" · 3"))

    assert render(document(Paragraph(line=line))).text == "הנמל · 3"


@settings(max_examples=60, deadline=None)
@given(documents)
@example(document(a_quotation(note="a" + " " * 5000 + "b")))
def test_a_language_from_the_right_changes_no_character_and_no_style(
    whole: Document,
) -> None:
    left, right = (replace(whole, language=code) for code in ("en", "ar"))
    if parts(left) != (left,) or parts(right) != (right,):
        # What had to be cut is laid out anew, even if it fits one message then.
        return
    (one, styles), (other, moved) = wire(left), wire(right)

    assert without_marks(other) == without_marks(one)
    assert [each["type"] for each in moved] == [each["type"] for each in styles]
    for kind in {str(each["type"]) for each in styles}:
        assert list(map(without_marks, shown(right, kind))) == list(
            map(without_marks, shown(left, kind))
        )


def without_marks(text: str) -> str:
    """Leave out marks of direction; quotation marks are those of one language."""
    bare = re.sub("[\u200f\u2066\u2068\u2069]", "", text)
    return bare.translate({ord("«"): "“", ord("»"): "”"})


def test_arabic_lines_run_from_the_right_and_quotes_stay_as_they_are() -> None:
    story = Story(
        number=2,
        headline="Harbour opens",
        url="https://news.test/h",
        text="NATO قال",
        quotes=(a_quotation("قال NATO", credit="Mira", note="/quotes 2"),),
        footer=(Run(text="Coast Daily"), Run(text=" · ميرا")),
    )
    whole = document(Heading(line=(Run(text="موجز"),)), story, language="ar")

    assert wire(whole)[0].splitlines() == [
        "موجز",
        "",
        "\u200f2. Harbour opens",
        "NATO قال",
        "«قال NATO» — \u2068Mira\u2069",
        "\u200f\u2066/quotes\u2069 2",
        "\u2068Coast Daily\u2069 · ميرا",
    ]


def test_only_the_named_page_is_previewed() -> None:
    plain = render(document(a_story())).preview
    with_page = render(document(a_story(), preview="https://news.test/a")).preview

    assert plain.is_disabled
    assert with_page.url == "https://news.test/a"
    assert with_page.show_above_text


# -- how it is cut --


def long_briefing() -> Document:
    stories = [a_story(number, WORDS * 20) for number in range(1, 9)]
    return document(
        Heading(line=(Run(text="Morning briefing"),)),
        *stories,
        buttons=((Button(label="1", command="more", argument="1"),),),
        briefing=5,
        preview="https://news.test/a",
    )


def test_parts_are_counted_and_the_buttons_come_last() -> None:
    first, second = parts(long_briefing())

    assert render(first).text.endswith("\n\n1/2")
    assert render(second).text.endswith("\n\n2/2")
    assert render(first).keyboard is None
    assert render(second).keyboard is not None
    assert (first.preview, second.preview) == ("https://news.test/a", "")


def test_a_document_that_fits_is_left_as_it_is() -> None:
    whole = document(a_story(), preview="https://news.test/a")

    assert parts(whole) == (whole,)


def test_a_heading_goes_with_what_follows_it() -> None:
    whole = document(
        a_story(1, WORDS * 90),
        Heading(line=(Run(text="Tomorrow"),)),
        a_story(2, WORDS * 90),
    )
    first, second = parts(whole)

    assert "Tomorrow" not in render(first).text
    assert render(second).text.startswith("Tomorrow")


def test_a_heading_stays_if_what_follows_needs_a_message_of_its_own() -> None:
    heading = Heading(line=(Run(text="Tomorrow " * 40),))
    whole = document(a_story(1), heading, a_story(2, "w" * 3800))

    assert [type(block) for block in parts(whole)[0].blocks[:2]] == [Story, Heading]


def test_a_story_longer_than_a_message_is_cut_after_a_sentence() -> None:
    first, second = parts(document(a_story(1, WORDS * 150)))

    assert "in spring. …\n\n1/2" in render(first).text
    assert render(second).text.startswith("… The harbour opens")
    assert "Coast Daily" in render(second).text


def test_a_headline_longer_than_a_message_still_leads_its_story() -> None:
    whole = document(a_story(1, "The end.", headline="Spring " * 700))
    first, second = parts(whole)

    assert shown(first, "text_link")[0].startswith("Spring")
    assert "The end." in render(second).text


def test_a_speech_longer_than_a_message_keeps_proof_and_credit_in_each_piece() -> None:
    speech = WORDS * 150
    pieces = [
        block
        for part in parts(document(a_quotation(speech)))
        for block in part.blocks
        if isinstance(block, Quotation)
    ]

    assert [piece.credit for piece in pieces] == [
        "Mira Holt, harbour master (1/2)",
        "Mira Holt, harbour master (2/2)",
    ]
    for piece in pieces:
        own = speech[piece.proof.start - 40 : piece.proof.end - 40]
        assert piece.text == own
        assert piece.proof.sha256 == sha256(own.encode()).hexdigest()


def test_a_long_numbered_list_goes_on_counting_in_the_next_part() -> None:
    lines = tuple((Run(text=f"Item number {n} " + "w" * 60),) for n in range(1, 101))
    sent = [
        render(part).text
        for part in parts(document(Bullets(lines=lines, numbered=True)))
    ]

    numbers = re.findall(r"^(\d+)\. ", "\n".join(sent), re.MULTILINE)
    assert numbers == [str(n) for n in range(1, 101)]


def test_more_styles_than_a_message_shows_are_spread_over_parts() -> None:
    line = tuple(
        Run(text=f"word{n} ", bold=n % 2 == 0, italic=n % 2 == 1) for n in range(150)
    )
    sent = parts(document(Paragraph(line=line)))

    assert len(sent) == 2
    assert sum(len(shown(part, "bold")) for part in sent) == 75


# -- buttons --


def test_a_button_carries_its_command_briefing_and_argument() -> None:
    button = Button(label="3", command="more", argument="3:a")
    markup = render(document(a_story(), buttons=((button,),), briefing=1000)).keyboard
    assert markup is not None
    data = markup.inline_keyboard[0][0].callback_data

    assert data == "v1:more:rs:3:a"
    assert read_button(str(data)) == Pressed(
        command="more", argument="3:a", briefing=1000
    )


@given(st.none() | st.integers(0, 2**62))
def test_every_briefing_number_survives_its_button(briefing: int | None) -> None:
    button = Button(label="All", command="latest")
    markup = render(document(buttons=((button,),), briefing=briefing)).keyboard
    assert markup is not None

    pressed = read_button(str(markup.inline_keyboard[0][0].callback_data))
    assert pressed == Pressed(command="latest", argument="", briefing=briefing)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("", id="nothing"),
        pytest.param("v0:more:1:1", id="another version"),
        pytest.param("v1:more", id="too few fields"),
        pytest.param("v1:more:x y:1", id="a number that is none"),
        pytest.param("v1:more:" + "z" * 30 + ":1", id="a number beyond all numbers"),
    ],
)
def test_a_button_of_unknown_make_is_not_read(data: str) -> None:
    assert read_button(data) is None


def test_a_button_that_opens_a_page_does_just_that() -> None:
    button = Button(label="Open", url="https://news.test/a")
    markup = render(document(buttons=((button,),))).keyboard
    assert markup is not None

    assert json.loads(markup.to_json())["inline_keyboard"] == [
        [{"text": "Open", "url": "https://news.test/a"}]
    ]


@pytest.mark.parametrize(
    ("labels", "rows"),
    [
        (["World", "Politics", "Business"], [3]),
        (["Kultur", "Justiz & Kriminalität", "Lokales"], [2, 1]),
        (["Undo", "Change time", "Show me now", "⚡ At once"], [2, 2]),
        (["👍 Nützlich", "👎 Nicht nützlich", "Warum?"], [2, 1]),
        (["⚙ Abos", "⏰ Zeiten und Zeitzone", "Meine Daten"], [2, 1]),
        (["Compass Dispatch: World", "The Ardmouth Gazette: Front page"], [1, 1]),
        ([f"{'long ' * 12}label"], [1]),
    ],
)
def test_a_row_is_parted_where_a_phone_would_cut_its_labels(
    labels: list[str], rows: list[int]
) -> None:
    row = tuple(Button(label=label, command="help") for label in labels)
    markup = render(document(buttons=(row,))).keyboard
    assert markup is not None

    assert [len(row) for row in markup.inline_keyboard] == rows


def test_a_row_takes_eight_buttons() -> None:
    ask = Button(label="Ask", command="ask", asks=True)
    row = (*(Button(label=str(n), command="more") for n in range(10)), ask)
    markup = render(document(buttons=(row,))).keyboard
    assert markup is not None

    assert [len(row) for row in markup.inline_keyboard] == [5, 5]


@pytest.mark.parametrize(
    ("button", "why"),
    [
        pytest.param(
            Button(label="Go", command="digest", argument="ж" * 30),
            "carries 71 bytes and Telegram keeps 64: give it a shorter argument",
            id="too much to carry",
        ),
        pytest.param(Button(label=" ", command="more"), "has no label", id="no label"),
        pytest.param(
            Button(label="Open", url="ftp://x.test"),
            "opens no web address",
            id="no page",
        ),
    ],
)
def test_a_button_that_telegram_would_refuse_is_refused_here(
    button: Button, why: str
) -> None:
    with pytest.raises(ValueError, match=why):
        render(document(a_story(), buttons=((button,),)))


def test_more_than_a_hundred_buttons_are_refused() -> None:
    row = tuple(Button(label=str(n), command="more") for n in range(101))

    with pytest.raises(ValueError, match="101 buttons are too many"):
        render(document(buttons=(row,)))


def test_a_document_that_was_not_cut_is_refused() -> None:
    with pytest.raises(ValueError, match="too long for one message"):
        render(document(Paragraph(line=(Run(text="x" * 5000),))))
