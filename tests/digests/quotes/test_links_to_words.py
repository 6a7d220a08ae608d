from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import quotes

PAGE = "https://news.example/a?b=c"
TEXT = "Ana Birch said: “We stay, and we pay.” Then she left."


def link(text: str, words: str, url: str = PAGE) -> str:
    start = text.index(words)
    return quotes.link_to(url, text, start, start + len(words))


def test_short_words_are_linked_whole() -> None:
    assert link(TEXT, "We stay") == f"{PAGE}#:~:text=We%20stay"


def test_what_has_a_meaning_in_a_directive_is_escaped() -> None:
    assert link("x A-b, c & d% y", "A-b, c & d%") == (
        f"{PAGE}#:~:text=A%2Db%2C%20c%20%26%20d%25"
    )


def test_long_words_are_linked_by_their_two_ends() -> None:
    words = " ".join(f"word{number}" for number in range(40))

    directive = link(words, words).partition("text=")[2]

    assert directive == (
        "word0%20word1%20word2%20word3,word36%20word37%20word38%20word39"
    )


def test_words_that_occur_twice_are_told_apart_by_what_stands_around() -> None:
    text = "He came: we stay here. She came: we stay here. They left."
    start = text.rindex("we stay")

    url = quotes.link_to(PAGE, text, start, start + len("we stay"))

    assert url.endswith("we%20stay,-here.%20They%20left.")
    assert "She%20came%3A-,we" in url


def test_the_fragment_of_a_page_stays_and_an_old_directive_goes() -> None:
    url = f"{PAGE}#part-2:~:text=old"

    assert link(TEXT, "We stay", url) == f"{PAGE}#part-2:~:text=We%20stay"


def test_words_without_spaces_are_linked_by_their_two_ends() -> None:
    text = "我们对此表示强烈不满" * 12

    directive = quotes.link_to(PAGE, text, 0, len(text)).partition("text=")[2]

    start, end = directive.split(",")[:2]
    assert text.startswith(unquote(start))
    assert text.endswith(unquote(end))


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 2), (500, 900)])
def test_no_words_are_no_link(start: int, end: int) -> None:
    assert quotes.link_to(PAGE, TEXT, start, end) == PAGE


@given(st.text(), st.integers(-5, 60), st.integers(-5, 60))
def test_any_span_of_any_text_makes_an_address(text: str, start: int, end: int) -> None:
    url = quotes.link_to(PAGE, text, start, end)

    assert url.startswith(PAGE)
    assert url.isascii()
    assert " " not in url


@given(st.text())
def test_any_words_have_a_fingerprint(words: str) -> None:
    assert len(quotes.fingerprint(words)) == 64


def test_words_that_are_no_unicode_have_a_fingerprint_of_their_own() -> None:
    assert quotes.fingerprint("\ud800") != quotes.fingerprint("\ud801")
