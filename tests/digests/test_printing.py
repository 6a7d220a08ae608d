from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.news import Article, Quote, Verdict
from digests.printing import linked, print_piece, print_quote, still_there
from digests.quotes import fingerprint

WORDS = "We have waited for this boat"
TEXT = f"It was Monday.\n\n“{WORDS},” said Marta Lindqvist.\n\nIt rained."
ARTICLE = Article(
    url="https://coast.example/ferry", title="Ferry", text=TEXT, outlet="Coast Post"
)
START = TEXT.index(WORDS)
QUOTE = Quote(
    start=START,
    end=START + len(WORDS),
    speaker="Marta Lindqvist",
    verdict=Verdict.PRINTED,
)


def test_a_quote_is_printed_as_it_stands() -> None:
    printed = print_quote(ARTICLE, QUOTE, article_id=7, sha256=fingerprint(WORDS))

    assert printed is not None
    assert printed.text == WORDS
    assert (printed.speaker, printed.outlet) == ("Marta Lindqvist", "Coast Post")
    link = linked(printed, {7: ARTICLE}).link
    assert link.startswith("https://coast.example/ferry#:~:text=")


@pytest.mark.parametrize(
    "quote",
    [
        pytest.param(replace(QUOTE, verdict=Verdict.FRAGMENT), id="a fragment"),
        pytest.param(replace(QUOTE, verdict=Verdict.REJECTED), id="rejected"),
        pytest.param(replace(QUOTE, speaker=None), id="said by nobody"),
        pytest.param(replace(QUOTE, speaker=""), id="said by no name"),
        pytest.param(replace(QUOTE, start=START + 1), id="begins later"),
        pytest.param(replace(QUOTE, end=QUOTE.end + 1), id="ends later"),
        pytest.param(replace(QUOTE, start=-5), id="before the text"),
        pytest.param(replace(QUOTE, end=10_000), id="behind the text"),
        pytest.param(replace(QUOTE, start=9, end=3), id="backwards"),
    ],
)
def test_what_is_not_certain_is_not_printed(quote: Quote) -> None:
    sha256 = fingerprint(WORDS)

    assert print_quote(ARTICLE, quote, article_id=7, sha256=sha256) is None


def test_a_changed_letter_costs_the_quote() -> None:
    changed = replace(ARTICLE, text=TEXT.replace("waited", "wanted"))
    sha256 = fingerprint(WORDS)

    assert print_quote(changed, QUOTE, article_id=7, sha256=sha256) is None


@given(st.text(max_size=80), st.integers(-5, 90), st.integers(-5, 90), st.data())
def test_a_slice_is_true_only_with_its_own_words(
    text: str, start: int, end: int, data: st.DataObject
) -> None:
    words = data.draw(st.sampled_from([text[max(start, 0) : max(end, 0)], "else"]))
    inside = 0 <= start < end <= len(text)

    assert still_there(text, start, end, fingerprint(words)) == (
        inside and text[start:end] == words
    )


PIECE_TEXT = "Jana Roth sprach von „einem klugen Anfang“ am See."
PIECE_WORDS = "einem klugen Anfang"
PIECE_START = PIECE_TEXT.index(PIECE_WORDS)
PIECE = replace(
    QUOTE,
    start=PIECE_START,
    end=PIECE_START + len(PIECE_WORDS),
    verdict=Verdict.FRAGMENT,
)
GERMAN = replace(ARTICLE, text=PIECE_TEXT, lang="de")


def a_piece(article: Article, quote: Quote, *, within: str = PIECE_TEXT) -> str:
    printed = print_piece(
        article, quote, article_id=7, sha256=fingerprint(PIECE_WORDS), within=within
    )
    return printed.within if printed else ""


def test_a_piece_is_printed_in_its_sentence() -> None:
    assert a_piece(GERMAN, PIECE) == PIECE_TEXT


def test_a_piece_is_printed_nowhere_else() -> None:
    assert not a_piece(GERMAN, PIECE, within="")
    assert not a_piece(replace(GERMAN, lang="en"), PIECE)
    assert not a_piece(GERMAN, replace(PIECE, verdict=Verdict.PRINTED))
    assert not a_piece(GERMAN, replace(PIECE, verdict=Verdict.REJECTED))
    assert not a_piece(GERMAN, replace(PIECE, speaker=None))
    assert not a_piece(GERMAN, replace(PIECE, start=PIECE.start + 1))
