import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.errors import Unreadable
from digests.filters import Filters, checked, parted, read


@pytest.mark.parametrize(
    ("typed", "subject", "behind"),
    [
        ("climate", "climate", ""),
        ("climate -football", "climate", "-football"),
        ("Crime & Courts +fraud -x", "Crime & Courts", "+fraud -x"),
        ("https://a-b.example/+c -football", "https://a-b.example/+c", "-football"),
        ("-football", "-football", ""),
    ],
)
def test_filters_begin_at_the_first_sign_behind_what_is_followed(
    typed: str, subject: str, behind: str
) -> None:
    assert parted(typed) == (subject, behind)


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("", (), ()),
        ("-football", (), ("football",)),
        ("+budget -football -AI", ("budget",), ("ai", "football")),
        ('+"River  level"', ("river level",), ()),
        ("+„hoher Pegel“ -»alte Mole«", ("hoher pegel",), ("alte mole",)),
        ("-semi-final +c++", ("c++",), ("semi-final",)),
        ('+"plan -b"', ("plan -b",), ()),
        ("+水素", ("水素",), ()),
    ],
)
def test_filters_are_read_with_their_signs_and_phrases(
    typed: str, wanted: tuple[str, ...], unwanted: tuple[str, ...]
) -> None:
    assert checked(typed) == Filters(wanted=wanted, unwanted=unwanted)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ('+"river level', "closing quotation mark"),
        ("-football +“river", "closing quotation mark"),
        ("-", "“-”: stands alone"),
        ("-football + budget", r"“\+”: stands alone"),
        ("-football budget", "“budget”: is no filter"),
        ('-"a"b', "is no filter"),
        ('"river level"', "is no filter"),
        ("-!!!", "no letters or figures"),
        ('+""', "no letters or figures"),
        ("-football +Football", "“football”: is both"),
        (" ".join(f"-w{number}" for number in range(13)), "the 12 that"),
        (f"-{'w' * 100}", "too long"),
    ],
)
def test_a_mistake_is_told_with_a_sentence(typed: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        checked(typed)


@given(st.text(st.sampled_from('ab+-"“” .')))
def test_what_was_accepted_reads_the_same_when_it_is_stored(typed: str) -> None:
    try:
        found = checked(typed)
    except Unreadable:
        return
    assert read(str(found)) == checked(str(found)) == found
