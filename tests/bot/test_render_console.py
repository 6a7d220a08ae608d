from datetime import UTC, datetime
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bot.documents import (
    Block,
    Bullets,
    Button,
    Document,
    File,
    Heading,
    Paragraph,
    Proof,
    Quotation,
    Run,
    Story,
)
from bot.render_console import render
from tests.bot.builders import a_quotation

PROOF = Proof(article_id=1, start=0, end=1, sha256="x")
NARROW = 30


def drawn(
    *blocks: Block, buttons: tuple[tuple[Button, ...], ...] = (), width: int = 0
) -> str:
    """Draw blocks as a pipe sees them, or wrapped as in a terminal of this width."""
    out = StringIO()
    console = Console(file=out, width=width or 80, force_terminal=False)
    document = Document(blocks=blocks, buttons=buttons)
    console.print(render(document), soft_wrap=not width, highlight=False)
    return out.getvalue()


def line(text: str) -> tuple[Run, ...]:
    return (Run(text=text),)


def test_headings_and_paragraphs_are_lines() -> None:
    text = drawn(
        Heading(line=line("Morning")),
        Paragraph(line=line("It rained.")),
        Heading(line=line("Later"), level=2),
        Paragraph(line=line("It stopped."), quiet=True),
    )

    assert text == "\nMorning\nIt rained.\n\n\nLater\nIt stopped.\n"


def test_a_story_shows_number_headline_link_text_quotes_and_outlets() -> None:
    story = Story(
        number=3,
        headline="Rain",
        url="https://gazette.example/3",
        text="It rained.",
        quotes=(a_quotation(),),
        footer=line("The Gazette"),
    )

    assert drawn(story).split("\n") == [
        "",
        "3. Rain",
        "https://gazette.example/3",
        "It rained.",
        "    “It floats”",
        "    — Mara Lind",
        "The Gazette",
        "",
    ]


def test_what_a_story_lacks_leaves_no_empty_line() -> None:
    bare = Story(number=0, headline="Rain", url="", text="")

    assert drawn(bare) == "\nRain\n"


def test_lists_have_numbers_or_dots() -> None:
    lines = (line("one"), line("two"))

    assert drawn(Bullets(lines=lines)) == "• one\n• two\n"
    assert drawn(Bullets(lines=lines, numbered=True)) == "1. one\n2. two\n"


def test_a_linked_run_shows_where_it_leads() -> None:
    linked = Paragraph(line=(Run(text="Rain", url="https://a.example"), *line("!")))

    assert drawn(linked) == "Rain (https://a.example)!\n"


def test_buttons_are_spelled_as_commands() -> None:
    rows = (
        (
            Button(label="More", command="more", argument="2"),
            Button(label="Help", command="help"),
        ),
        (
            Button(label="Open", url="https://a.example"),
            Button(label="Ask", command="ask", asks=True),
        ),
    )

    assert drawn(buttons=rows) == (
        "\n[More] /more 2   [Help] /help\n[Open] https://a.example\n"
    )


def test_a_moment_is_shown_on_the_machines_clock() -> None:
    when = datetime(2026, 11, 24, 12, tzinfo=UTC)
    moment = Paragraph(line=(Run(text="", when=when),))

    assert drawn(moment) == f"{when.astimezone():%d %b %H:%M}\n"


def test_a_quotation_is_set_in_on_every_line_of_a_terminal() -> None:
    long = Quotation(text="word " * 20, credit="Mara Lind", proof=PROOF)
    lines = drawn(long, width=NARROW).splitlines()

    assert len(lines) > 3
    assert all(each.startswith("    ") for each in lines)
    assert all(len(each) <= NARROW for each in lines)


@pytest.mark.parametrize(
    "hostile",
    ["\x1b[31mred", "\x9b2J", "a\rb", "bell\x07", "\x1b]8;;http://x\x07link", "\x7f"],
)
def test_no_escape_sequence_of_an_article_reaches_the_terminal(hostile: str) -> None:
    everywhere = drawn(
        Heading(line=line(hostile)),
        Paragraph(line=(Run(text=hostile, url=hostile),)),
        Bullets(lines=(line(hostile),)),
        Story(number=1, headline=hostile, url=hostile, text=hostile),
        Quotation(
            text=hostile,
            credit=hostile,
            proof=PROOF,
            link=hostile,
            lead=hostile,
            note=hostile,
        ),
        buttons=((Button(label=hostile, command=hostile, argument=hostile),),),
    )

    assert not set(everywhere) & set("\x1b\x9b\r\x07\x7f")


def test_markup_of_the_terminals_library_is_only_text() -> None:
    assert "[bold]not[/bold]" in drawn(Paragraph(line=line("[bold]not[/bold]")))


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=200))
def test_a_pipe_gets_every_word_unbroken(text: str) -> None:
    quoted = Quotation(text=text, credit="x", proof=PROOF)

    assert f"“{text}”" in drawn(quoted)


def test_a_file_is_written_out_below_its_name_and_gives_no_orders() -> None:
    out = StringIO()
    file = File(name="chat.json", text='{\n "words": "a\x1b[31mb"\n}')
    whole = Document(blocks=(Paragraph(line=line("Here it is.")),), files=(file,))
    Console(file=out, width=80).print(render(whole), soft_wrap=True, highlight=False)

    assert out.getvalue() == ('Here it is.\nchat.json:\n{\n "words": "a[31mb"\n}\n')
