import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.direction import MARK, turned
from bot.tongue import LANGUAGES, using

ARABIC = "لماذا توقف الجمع"


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "ar"])
def test_a_language_from_the_left_is_left_alone(code: str) -> None:
    with using(code):
        assert turned(f"/status {ARABIC}") == f"/status {ARABIC}"


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        (ARABIC, ARABIC),
        (f"⚠ {ARABIC}", f"⚠ {ARABIC}"),
        (f"3. {ARABIC}", f"3. {ARABIC}"),
        (f"BBC {ARABIC}", f"{MARK}BBC {ARABIC}"),
        ("3 · 5", f"{MARK}3 · 5"),
        (f"\u2068{ARABIC}\u2069 · BBC", f"{MARK}\u2068{ARABIC}\u2069 · BBC"),
        (f"/status {ARABIC}", f"{MARK}\u2066/status\u2069 {ARABIC}"),
        (f"{ARABIC}: /status", f"{ARABIC}: \u2066/status\u2069"),
        (f"{ARABIC} https://a.example/b", f"{ARABIC} https://a.example/b"),
        (f"A\n\n{ARABIC}\nB", f"{MARK}A\n\n{ARABIC}\n{MARK}B"),
        ("", ""),
    ],
)
def test_an_arabic_line_that_would_run_from_the_left_is_marked(
    line: str, marked: str
) -> None:
    with using("ar"):
        assert turned(line) == marked


@given(st.text() | st.text(alphabet="/ab \n1ا."))
def test_marks_are_all_that_is_added(text: str) -> None:
    with using("ar"):
        marked = turned(text)

    marks = "[\u200f\u2066\u2069]"
    assert re.sub(marks, "", marked) == re.sub(marks, "", text)
    assert len(marked) <= 2 * len(text) + 3


@given(st.text(alphabet="/ab \n1ا."))
def test_no_two_direction_marks_stand_in_a_row(text: str) -> None:
    with using("ar"):
        assert not re.search("[\u200e\u200f]{2}", turned(text))
