from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.documents import (
    Block,
    Bullets,
    Button,
    Document,
    Heading,
    Paragraph,
    Proof,
    Quotation,
    Run,
    Story,
    from_json,
    quotations,
    to_json,
    without,
    without_asking,
)
from tests.bot.builders import a_quotation

# JSON is UTF-8, in which half a surrogate pair cannot be written.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
runs = st.builds(
    Run,
    text=texts,
    bold=st.booleans(),
    italic=st.booleans(),
    url=texts,
    when=st.none() | st.datetimes(timezones=st.just(UTC)),
)
lines = st.lists(runs, max_size=3).map(tuple)
proofs = st.builds(
    Proof,
    article_id=st.integers(1, 4),
    start=st.integers(0, 3),
    end=st.integers(4, 6),
    sha256=st.just("x"),
)
quotes = st.builds(
    Quotation,
    text=texts,
    credit=texts,
    proof=proofs,
    link=texts,
    lead=texts,
    note=texts,
)
blocks = st.one_of(
    st.builds(Heading, line=lines, level=st.integers(1, 2)),
    st.builds(Paragraph, line=lines, quiet=st.booleans()),
    quotes,
    st.builds(Bullets, lines=st.lists(lines, max_size=3).map(tuple)),
    st.builds(
        Story,
        number=st.integers(0, 9),
        headline=texts,
        url=texts,
        text=texts,
        quotes=st.lists(quotes, max_size=3).map(tuple),
        footer=lines,
    ),
)
buttons = st.builds(Button, label=texts, command=texts, argument=texts, url=texts)
documents = st.builds(
    Document,
    blocks=st.lists(blocks, max_size=4).map(tuple),
    buttons=st.lists(st.lists(buttons, max_size=3).map(tuple), max_size=2).map(tuple),
    briefing=st.none() | st.integers(1, 9),
    preview=texts,
)


def a_story(*quotes: Quotation) -> Story:
    return Story(number=1, headline="Ferries", url="", text="They go.", quotes=quotes)


def document(*blocks: Block) -> Document:
    return Document(blocks=blocks)


@settings(max_examples=30)
@given(documents)
def test_a_document_comes_back_as_it_was_written_down(document: Document) -> None:
    assert from_json(to_json(document)) == document


@pytest.mark.parametrize(
    "stored",
    ["", "null", "{}", '{"blocks": [{"type": "riddle"}]}', '{"blocks": [{}]}', "[[["],
)
def test_what_is_no_document_is_refused(stored: str) -> None:
    with pytest.raises(ValidationError):
        from_json(stored)


def test_what_a_later_version_added_is_passed_over() -> None:
    stored = to_json(document(a_quotation())).replace('"preview"', '"novelty"')

    assert from_json(stored) == document(a_quotation())


def test_quotations_are_found_in_stories_and_outside_in_order() -> None:
    first, second, third = a_quotation(1), a_quotation(2), a_quotation(3)
    whole = document(first, a_story(second), Paragraph(line=()), third)

    assert quotations(whole) == (first, second, third)


def test_an_untrue_quotation_goes_and_everything_else_stays() -> None:
    good, bad = a_quotation(1), a_quotation(2)
    whole = document(Paragraph(line=()), bad, a_story(good, bad), good)

    assert without(whole, frozenset({bad.proof})) == document(
        Paragraph(line=()), a_story(good), good
    )


@settings(max_examples=30)
@given(documents, st.frozensets(proofs))
def test_whatever_is_dropped_nothing_untrue_is_left(
    document: Document, untrue: frozenset[Proof]
) -> None:
    kept = quotations(without(document, untrue))

    assert kept == tuple(q for q in quotations(document) if q.proof not in untrue)


def test_a_moment_keeps_its_zone() -> None:
    when = datetime(2026, 11, 24, 12, tzinfo=UTC)
    whole = document(Paragraph(line=(Run(text="", when=when),)))

    assert from_json(to_json(whole)) == whole


def test_platforms_that_cannot_ask_leave_out_what_needs_words() -> None:
    ask = Button(label="Ask", command="ask", asks=True)
    more = Button(label="More", command="more")

    assert without_asking(((ask, more), (ask,))) == ((more,),)
