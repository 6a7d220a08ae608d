import json
import string
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from discord import ui
from hypothesis import given
from hypothesis import strategies as st

from bot import discord_markdown as markdown
from bot.discord_presses import Press
from bot.documents import (
    Block,
    Bullets,
    Button,
    Document,
    File,
    Heading,
    Line,
    Paragraph,
    Proof,
    Quotation,
    Run,
    Story,
)
from bot.render_discord import (
    MAX_CHARS,
    MAX_COMPONENTS,
    attachments,
    parts,
    render,
)
from digests import bundled_catalogue
from tests.discord_reader import read

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
PROOF = Proof(article_id=1, start=0, end=9, sha256="ab")

tricky = st.text(
    st.sampled_from("*_~|`[]()<>@#-+.:/\\ \n\r19ab“é😀\u2028"), max_size=40
)
spikes = (
    "@everyone <@123456> <#7> <t:99:R> https://a.b/c_d - > # -# 1. [a](b) :smile: "
    "||s|| `` * x"
)
spiked = st.lists(st.sampled_from([*spikes.split(), "\n", " "]), max_size=12).map(
    "".join
)
anything = st.one_of(tricky, spiked, st.text(max_size=40))
words = st.one_of(anything, st.text(string.ascii_letters + " .\n", max_size=9000))
addresses = st.one_of(
    st.just(""), anything.map(lambda text: f"https://example.org/{text}"), anything
)
runs = st.builds(
    Run,
    text=words,
    bold=st.booleans(),
    italic=st.booleans(),
    url=addresses,
    when=st.sampled_from([None, None, NINE]),
)
lines = st.lists(runs, max_size=4).map(tuple)
quotations = st.builds(
    Quotation,
    text=words,
    credit=anything,
    proof=st.just(PROOF),
    link=addresses,
    lead=st.just("") | words,
    note=st.just("") | words,
)
blocks = st.one_of(
    st.builds(Heading, line=lines, level=st.integers(1, 2)),
    st.builds(Paragraph, line=lines, quiet=st.booleans()),
    quotations,
    st.builds(
        Bullets, lines=st.lists(lines, max_size=5).map(tuple), numbered=st.booleans()
    ),
    st.builds(
        Story,
        number=st.integers(0, 12),
        headline=words,
        url=addresses,
        text=words,
        quotes=st.lists(quotations, max_size=2).map(tuple),
        footer=lines,
    ),
)
buttons = st.one_of(
    st.builds(
        Button,
        label=st.text(max_size=100),
        command=st.sampled_from(["more", "quotes", "no such name!"]),
        argument=st.text(max_size=120),
    ),
    st.builds(Button, label=st.text(max_size=20), url=addresses),
)
documents = st.builds(
    Document,
    blocks=st.lists(blocks, max_size=6).map(tuple),
    buttons=st.lists(st.lists(buttons, max_size=7).map(tuple), max_size=4).map(tuple),
    briefing=st.one_of(st.none(), st.integers(0, 2**63)),
    language=st.sampled_from(["en", "ar"]),
)


def components(part: Document) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = render(part).to_components()  # type: ignore[no-untyped-call]  # the library does not say
    return found


def shown(part: Document) -> list[dict[str, Any]]:
    (container,) = components(part)
    found: list[dict[str, Any]] = container["components"]
    return found


def texts(part: Document) -> list[str]:
    return [item["content"] for item in shown(part) if item["type"] == 10]


def squeezed(text: str) -> str:
    """The characters that somebody can see."""
    return "".join(text.replace("\u200b", "").split())


def said(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield from spoken(block.line)
            case Quotation():
                yield from filter(
                    None, (block.lead, block.text, block.credit, block.note)
                )
            case Bullets():
                for line in block.lines:
                    yield from spoken(line)
            case Story():
                yield from (block.headline, block.text)
                yield from said(block.quotes)
                yield from spoken(block.footer)


def spoken(line: Line) -> Iterator[str]:
    yield from (run.text for run in line if run.when is None)


def a_paragraph(text: str, **style: Any) -> Document:
    return Document(blocks=(Paragraph(line=(Run(text=text, **style),)),))


def a_story(number: int, text: str = "It rained.", **more: Any) -> Story:
    return Story(
        number=number,
        headline=f"Headline {number}",
        url=f"https://example.org/{number}",
        text=text,
        **more,
    )


@given(anything)
def test_a_reader_sees_every_character_and_nothing_special(text: str) -> None:
    seen = read(markdown.escape(text))

    assert squeezed(seen.text) == squeezed(text)
    assert seen.special == []


@given(anything)
def test_a_quote_keeps_its_characters_exactly(text: str) -> None:
    (quoted,) = texts(Document(blocks=(a_quotation(text, credit=""),)))
    inside = "\n".join(line.removeprefix("> ") for line in quoted.split("\n"))

    assert read(inside).text == f"“{text}”".replace("\u200b", "")


@given(st.lists(runs.filter(lambda run: len(run.text) < 50), max_size=6).map(tuple))
def test_a_line_shows_its_runs_one_after_the_other(line: Line) -> None:
    seen = read(markdown.line(line))

    wanted = squeezed("".join(spoken(line)))
    assert squeezed(seen.text).replace("→", "") == wanted.replace("→", "")
    assert seen.kinds <= {"bold", "italic", "link", "time"}


@given(documents)
def test_every_part_fits_one_message(document: Document) -> None:
    for part in parts(document):
        if not any(map(squeezed, said(part.blocks))) and not part.buttons:
            continue
        try:
            view = render(part)
        except ValueError as error:
            assert "nothing" in str(error)  # noqa: PT017 - only moments or white space
            continue
        assert view.content_length() <= MAX_CHARS
        assert sum(1 for _ in view.walk_children()) <= MAX_COMPONENTS


@given(documents)
def test_no_text_is_lost_by_cutting(document: Document) -> None:
    cut = "".join(text for part in parts(document) for text in said(part.blocks))
    whole = "".join(said(document.blocks))

    assert is_within(squeezed(whole), squeezed(cut))


def is_within(wanted: str, found: str) -> bool:
    """Every character of ``wanted`` stands in ``found``, in order."""
    rest = iter(found)
    return all(character in rest for character in wanted)


def test_arabic_lines_run_from_the_right_and_quotes_stay_as_they_are() -> None:
    story = a_story(2, text="NATO قال", quotes=(a_quotation("NATO قال", credit=""),))
    footer = (Run(text="Coast Daily"),)
    whole = Document(
        blocks=(
            Heading(line=(Run(text="Verbatim موجز"),)),
            Bullets(lines=((Run(text="/help"),), (Run(text="موجز"),))),
            replace(story, footer=footer),
        ),
        language="ar",
    )

    assert "\n".join(texts(whole)).splitlines() == [
        "## \u200fVerbatim موجز",
        "- \u200f\u2066/help\u2069",
        "- موجز",
        "\u200f**2 · [Headline 2](<https://example.org/2>)**",
        "NATO قال",
        "> «NATO قال»",
        "-# \u200fCoast Daily",
    ]


@given(documents)
def test_cutting_twice_cuts_no_more(document: Document) -> None:
    for part in parts(document):
        assert parts(part) == (part,)


@given(st.lists(st.integers(100, 3500), min_size=1, max_size=12))
def test_stories_that_fit_a_message_are_never_cut(lengths: list[int]) -> None:
    stories = tuple(
        a_story(number, "word " * (length // 5))
        for number, length in enumerate(lengths)
    )
    cut = parts(Document(blocks=stories))

    assert tuple(block for part in cut for block in part.blocks) == stories


def test_a_briefing_of_eight_stories_is_one_message() -> None:
    stories = tuple(
        a_story(number, "word " * 60, footer=(Run(text="A · 3h", when=NINE),))
        for number in range(1, 9)
    )
    opening = Heading(line=(Run(text="Morning briefing"),))
    numbers = tuple(
        Button(label=str(n), command="more", argument=str(n)) for n in range(1, 9)
    )
    briefing = Document(blocks=(opening, *stories), buttons=(numbers,), briefing=4711)

    assert parts(briefing)[0].blocks == briefing.blocks
    assert len(parts(briefing)) == 1


def test_a_story_longer_than_a_message_is_cut_between_sentences() -> None:
    sentence = "The river rose again during the night and nobody slept. "
    story = a_story(3, sentence * 200, quotes=(a_quotation("We swam."),))
    cut = parts(Document(blocks=(story,)))

    assert len(cut) > 1
    pieces = [text for part in cut for text in said(part.blocks)]
    assert all(piece.rstrip().endswith((".", "3", "·", "Doe")) for piece in pieces)
    assert "3 · Headline 3" in "".join(pieces)


def a_quotation(text: str, credit: str = "Jane Doe") -> Quotation:
    return Quotation(text=text, credit=credit, proof=PROOF, link="https://example.org")


def test_a_quotation_longer_than_a_message_names_its_speaker_on_each_piece() -> None:
    cut = parts(Document(blocks=(a_quotation("We swam and swam. " * 500),)))
    quoted = [block for part in cut for block in part.blocks]

    assert len(cut) > 1
    assert all(isinstance(q, Quotation) and q.credit == "Jane Doe" for q in quoted)
    assert all(q.proof == PROOF for q in quoted if isinstance(q, Quotation))


def test_an_endless_credit_leaves_the_quoted_words_whole() -> None:
    cut = parts(Document(blocks=(a_quotation("We swam.", credit="Doe " * 2000),)))

    assert cut[0].blocks[0] == a_quotation("We swam.", credit="")


def test_a_long_numbered_list_goes_on_counting_in_the_next_message() -> None:
    items = tuple((Run(text="word " * 40),) for _ in range(40))
    cut = parts(Document(blocks=(Bullets(lines=items, numbered=True),)))
    everything = "\n".join(text for part in cut for text in texts(part))

    assert len(cut) > 1
    assert read(everything).text.count("40. word") == 1


def test_buttons_stand_on_the_last_part() -> None:
    stories = tuple(a_story(number, "word " * 300) for number in range(1, 6))
    more = (Button(label="More", command="more", argument="1"),)
    cut = parts(Document(blocks=stories, buttons=(more,)))

    assert len(cut) > 1
    assert [part.buttons for part in cut] == [()] * (len(cut) - 1) + [(more,)]


def test_more_buttons_than_a_message_holds_go_into_the_next() -> None:
    many = tuple(
        Button(label=str(n), command="more", argument=str(n)) for n in range(60)
    )
    cut = parts(Document(blocks=(a_story(1),), buttons=(many,)))
    rows = [row for part in cut for row in part.buttons]

    assert [button for row in rows for button in row] == list(many)
    assert all(len(row) <= 5 for row in rows)


def test_a_story_looks_like_a_story() -> None:
    story = a_story(
        1,
        quotes=(a_quotation("We swam.\n\nAll night."), a_quotation("Wet.", credit="")),
        footer=(Run(text="Herald · "), Run(text="3h", when=NINE)),
    )
    after = Paragraph(line=(Run(text="Quotes are verbatim"),), quiet=True)

    assert shown(Document(blocks=(story, after))) == [
        {
            "type": 10,
            "content": "**1 · [Headline 1](<https://example.org/1>)**\n"
            "It rained.\n"
            "> “We swam.\n> \n> All night.” — [Jane Doe](<https://example.org>)\n\n"
            "> “Wet.”\n"
            "-# Herald · <t:1795424400:R>",
        },
        {"type": 14, "divider": True, "spacing": 1},
        {"type": 10, "content": "-# Quotes are verbatim"},
    ]


def test_quotes_stand_between_the_marks_of_the_documents_language() -> None:
    part = Document(blocks=(a_quotation("Nass.", credit=""),), language="de")

    assert texts(part) == ["> „Nass.“"]


def test_headings_lists_and_styles_look_like_themselves() -> None:
    styled = Run(text=" both ", bold=True, italic=True)
    document = Document(
        blocks=(
            Heading(line=(Run(text="Big"),)),
            Heading(line=(Run(text="Small"),), level=2),
            Bullets(lines=((Run(text="one\ntwo"),), (styled, Run(text="x")))),
            Bullets(lines=((Run(text="first"),),), numbered=True),
        )
    )

    assert texts(document) == [
        "## Big",
        "### Small",
        "- one\n  two\n-  ***both*** x",
        "1. first",
    ]


def test_neighbours_in_different_styles_stay_apart() -> None:
    line = (Run(text="a", bold=True), Run(text="b", italic=True))

    assert read(markdown.line(line)).special == [("bold", "a"), ("italic", "b")]


@pytest.mark.parametrize(
    ("url", "target"),
    [
        pytest.param(
            "https://e.org/a_(b)", "https://e.org/a_%28b%29", id="parentheses"
        ),
        pytest.param("https://e.org/a>b c", "https://e.org/a%3Eb%20c", id="blanks"),
        pytest.param("https://e.org/**", "https://e.org/%2A%2A", id="stars"),
        pytest.param("https://e.org/#" + "x" * 1000, "https://e.org/", id="endless"),
        pytest.param("https://e.org/" + "x" * 1000, "", id="endless page"),
        pytest.param("javascript:alert(1)", "", id="script"),
        pytest.param("discord://-/x", "", id="deep link"),
        pytest.param("", "", id="none"),
    ],
)
def test_an_address_stays_inside_its_link(url: str, target: str) -> None:
    assert markdown.safe_url(url) == target


@pytest.mark.parametrize("text", ["[Video] Floods", "See https://evil.org"])
def test_text_that_discord_would_not_link_is_followed_by_an_arrow(text: str) -> None:
    seen = read(markdown.link(text, "https://example.org"))

    assert seen.text == f"{text} →"
    assert seen.links == ["https://example.org"]


def test_what_no_button_can_hold_is_spelled_out() -> None:
    row = (
        Button(label="Ask again", command="ask", argument="why " * 40),
        Button(label="Open", url="https://example.org/" + "x" * 600),
        Button(label="Write", url="mailto:a@example.org"),
    )
    document = Document(blocks=(a_story(1),), buttons=(row,))

    assert [item["type"] for item in shown(document)] == [10, 14, 10, 10, 10]
    assert texts(document)[1] == "-# Ask again: /ask " + "why " * 40


def test_the_same_button_twice_is_one_button() -> None:
    more = Button(label="More", command="more", argument="1")
    document = Document(blocks=(a_story(1),), buttons=((more, more), (more,)))

    assert parts(document)[0].buttons == ((more,),)


def test_a_long_label_is_cut_with_an_ellipsis() -> None:
    button = Button(label="x" * 100, command="more")
    (row,) = shown(Document(blocks=(), buttons=((button,),)))

    assert row["components"][0]["label"] == "x" * 79 + "…"


def test_half_a_character_shows_as_a_mark_since_no_message_can_hold_it() -> None:
    line = (Run(text="half \ud83e", url="https://a.test/\ud83e"),)
    button = Button(label="\ud83e", command="more")
    whole = Document(blocks=(Paragraph(line=line),), buttons=((button,),))

    assert texts(whole) == ["[half \ufffd](<https://a.test/\ufffd>)"]
    assert shown(whole)[1]["components"][0]["label"] == "\ufffd"


def test_a_document_without_anything_to_show_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        render(a_paragraph("  "))


def test_a_document_that_is_too_long_is_refused_uncut() -> None:
    with pytest.raises(ValueError, match="more than one message"):
        render(a_paragraph("word " * 1000))


@given(st.from_regex(r"[a-z]{1,32}", fullmatch=True), st.text(max_size=40))
def test_a_press_reads_what_was_written(command: str, argument: str) -> None:
    written = Press(command, argument, 4711).written()
    match = Press.template.fullmatch(written)

    assert match
    press = Press.read(match)
    assert (press.command, press.argument, press.briefing) == (command, argument, 4711)


def test_buttons_live_for_ever_and_are_kept_by_no_client() -> None:
    button = Button(label="More", command="more", argument="1")
    view = render(Document(blocks=(), buttons=((button,),)))

    assert view.timeout is None
    assert view.is_persistent()
    assert all(
        isinstance(item, ui.DynamicItem | ui.Container | ui.ActionRow)
        for item in view.walk_children()
    )


def test_a_part_is_one_container_that_travels_as_json() -> None:
    part = a_paragraph("Hello", bold=True)

    assert render(part).has_components_v2()
    assert [item["type"] for item in components(part)] == [17]
    assert json.loads(json.dumps(shown(part))) == [{"type": 10, "content": "**Hello**"}]


def test_news_has_a_bar_in_the_colour_of_its_topic_and_panels_have_none() -> None:
    news = replace(a_paragraph("Rain"), briefing=7)
    bars = [
        components(part)[0].get("accent_color")
        for part in (a_paragraph("Help"), news, replace(news, topic="climate"))
    ]

    assert bars == [None, 0x5B7FA6, 0x22C55E]


def test_every_ready_topic_has_a_colour_of_its_own() -> None:
    topics = [topic.id for topic in bundled_catalogue().topics]
    news = replace(a_paragraph("Rain"), briefing=7)
    bars = {components(replace(news, topic=id_))[0]["accent_color"] for id_ in topics}

    assert len(bars - {0x5B7FA6}) == len(topics)


# Files ------------------------------------------------------------------------


def test_files_stand_below_the_texts_in_the_last_message() -> None:
    long = Paragraph(line=(Run(text="word " * 700),))
    file = File(name="feeds.opml", text="<opml/>")
    more = Button(label="More", command="more")
    whole = Document(blocks=(long, long), files=(file,), buttons=((more,),))
    first, last = parts(whole)

    assert first.files == ()
    assert [item["type"] for item in shown(last)] == [10, 13, 1]
    assert shown(last)[1]["file"]["url"] == "attachment://feeds.opml"
    assert [each.filename for each in attachments(last)] == ["feeds.opml"]


def test_more_files_than_a_message_takes_come_in_several() -> None:
    files = tuple(File(name=f"{number}.txt", text="x") for number in range(12))
    found = parts(Document(blocks=(), files=files))

    assert [len(part.files) for part in found] == [10, 2]
