import re
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


def terms_of(url: str) -> tuple[str, list[str], str]:
    """Read a directive as the specification writes it: prefix-,start,end,-suffix."""
    fields = url.partition("#")[2].partition(":~:text=")[2].split(",")
    prefix = fields.pop(0)[:-1] if fields[0].endswith("-") else ""
    suffix = fields.pop()[1:] if fields[-1].startswith("-") else ""
    return unquote(prefix), [unquote(field) for field in fields], unquote(suffix)


def opened_at(url: str, text: str) -> tuple[int, int] | None:
    """Do as a browser does, in one pattern: find the words that a link opens at."""
    prefix, ends, suffix = (
        [r"[^\S\n]+".join(map(re.escape, term.split())) for term in terms]
        for terms in ([terms_of(url)[0]], terms_of(url)[1], [terms_of(url)[2]])
    )
    words = r"(?<!\w)" + r"(?!\w)[\s\S]*?(?<!\w)".join(ends) + r"(?!\w)"
    before = rf"{prefix[0]}\s*" if prefix[0] else ""
    pattern = rf"{before}({words})\s*{suffix[0]}"
    found = re.search(pattern, text, re.IGNORECASE)
    return found.span(1) if found else None


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


SENTENCE = st.lists(
    st.sampled_from("we pay, the-end a&b stay never again".split()),
    min_size=1,
    max_size=14,
).map(" ".join)


@given(
    st.lists(SENTENCE, min_size=1, max_size=6),
    st.integers(0, 5),
    st.sampled_from("\n "),
)
def test_a_link_opens_at_its_words_even_where_they_begin_or_end_as_others_do(
    lines: list[str], chosen: int, space: str
) -> None:
    chosen %= len(lines)
    marked = [
        f"Voice {place}: “{line}” ended {place}." for place, line in enumerate(lines)
    ]
    text = (space * 2).join(marked)
    start = text.index(f"Voice {chosen}: “") + len(f"Voice {chosen}: “")
    end = start + len(lines[chosen])

    assert opened_at(quotes.link_to(PAGE, text, start, end), text) == (start, end)


def test_no_term_of_a_link_crosses_a_paragraph() -> None:
    said = "We stay.\n\nThe boat has to leave without us, and it will leave today."
    text = f"He said: “{said}” She said: “We stay.”"
    url = link(text, said)

    assert terms_of(url)[1] == ["We stay.", "it will leave today."]
    assert opened_at(url, text) == (10, 10 + len(said))


def test_an_end_that_comes_early_is_told_apart_from_the_real_one() -> None:
    said = "We go when the sun is down, and I repeat it, when the sun is down"
    text = f"“{said},” he said. Nobody asked him why."

    assert opened_at(link(text, said), text) == (1, 1 + len(said))


def test_a_part_of_a_word_is_no_other_place() -> None:
    assert link("We stayed. We stay here.", "We stay here") == (
        f"{PAGE}#:~:text=We%20stay%20here"
    )


def test_many_words_in_a_long_text_are_linked_in_passing_time() -> None:
    text = "“We stay,” he said. " * 5_000

    assert quotes.link_to(PAGE, text, 1, 8).startswith(f"{PAGE}#:~:text=")
