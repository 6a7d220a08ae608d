import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.errors import Unreadable
from digests.guard import check_markup

CROWD = " ".join(f"a{number}=''" for number in range(11_000))


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<p {CROWD}>".encode(), id="quoted values"),
        pytest.param(b"<p" + b" a" * 11_000 + b">", id="bare names"),
        pytest.param(b"<p" + b"/a" * 11_000 + b">", id="parted by slashes"),
        pytest.param(f"<p {CROWD}>".encode("utf-16"), id="UTF-16"),
        pytest.param(b'<p x=">"' + b" a" * 11_000 + b">", id="behind a quoted >"),
        pytest.param(b'<p x">' + f"<p {CROWD}>".encode(), id="behind a stray quote"),
        pytest.param(f"<p {CROWD}".encode(), id="never closed"),
        pytest.param(b"<p" + b" <a" * 11_000, id="tags inside a tag"),
        pytest.param(b'<a b="' * 300_000, id="quotes without an end"),
        pytest.param((b"<p" + b" a" * 600 + b">") * 20, id="many crowded tags"),
    ],
)
def test_a_crowd_of_attributes_is_refused(body: bytes) -> None:
    with pytest.raises(Unreadable, match="attributes"):
        check_markup(body, subject="https://bomb.example")


def test_deep_nesting_is_refused_with_the_page_named() -> None:
    with pytest.raises(Unreadable, match=r"https://deep\.example: over 5,000 tags"):
        check_markup(b"<div>" * 5_001, subject="https://deep.example")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"<p>One<br>Two" * 9_000, id="paragraphs that nobody closed"),
        pytest.param(b"<div><b/></div>" * 9_000, id="many elements side by side"),
        pytest.param(b"</div>" * 9_000 + b"<div>" * 4_000, id="ends without starts"),
        pytest.param(
            b"<script>if (a<b" + b" c" * 900 + b")</script>",
            id="a script's smaller-than",
        ),
        pytest.param(b"<!-- <p" + b" a" * 11_000 + b"> -->", id="words in a comment"),
        pytest.param(b"<p>" + b"word " * 50_000 + b"</p>", id="a long text"),
        pytest.param(b"<!--" * 500_000, id="comments without an end"),
        pytest.param(b"<a" + b"=" * 2_000_000, id="two megabytes of equals signs"),
        pytest.param((b"<a b" + b" " * 1_000) * 2_000 + b">", id="mostly spaces"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_an_honest_page_passes(body: bytes) -> None:
    check_markup(body, subject="https://fine.example")


@given(
    st.lists(
        st.sampled_from(
            [b"<", b"<a", b"=", b'"', b"'", b">", b"/", b" ", b"<!--", b"-", b"\0"]
        )
    )
)
def test_damage_of_a_few_characters_is_never_mistaken_for_an_attack(
    parts: list[bytes],
) -> None:
    check_markup(b"".join(parts), subject="damage")
