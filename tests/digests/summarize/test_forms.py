"""Which words are forms of one, in languages that bend their names and in those that do not."""

import pytest

from digests.summarize.facts import read
from digests.summarize.forms import alike, are_together, knows
from digests.terms import fold


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("ru", "Тарвик", "Тарвика"),
        ("ru", "Зимин", "Зиминым"),
        ("pl", "Kowalski", "Kowalskiego"),
        ("de", "Hamburg", "Hamburgs"),
        ("de", "Hamburg", "Hamburger"),
        ("en", "Norway", "Norway"),
        ("en", "Italy", "Italian"),
        ("en", "Kellan", "Kellans"),
    ],
)
def test_forms_of_one_name(lang: str, one: str, other: str) -> None:
    assert alike(fold(one), fold(other), lang)
    assert alike(fold(other), fold(one), lang)


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("ru", "Иран", "Ирина"),
        ("en", "Martin", "Marta"),
        ("en", "Oss", "Ossian"),
        ("de", "Berg", "Bergmann"),
    ],
)
def test_names_that_only_begin_alike(lang: str, one: str, other: str) -> None:
    assert not alike(fold(one), fold(other), lang)


def test_words_of_a_name_stand_together_but_for_an_initial() -> None:
    reading = read("Otto J. Uhl met Marta Oss, and later the mayor.", "en")

    assert knows(reading, "uhl", "en")
    assert are_together(reading, "otto", "uhl", "en")
    assert not are_together(reading, "otto", "oss", "en")
    assert not are_together(reading, "uhl", "otto", "en")
