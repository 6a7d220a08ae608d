"""Years that an article gives in two ways, and those that only look like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.news import Article
from digests.summarize.disputed import disputed_years
from digests.summarize.extractive import summarize

OPENED = "The bridge over the Orva, opened in 2017, is closed to lorries since Monday."
LATER = "When the bridge over the Orva opened in 2007, nobody came."


def years(text: str, lang: str = "en") -> set[str]:
    return set(disputed_years(text, (0, len(text)), lang))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", f"{OPENED} {LATER}"),
        ("de", "Das 1968 gebaute Rathaus steht leer. Das 1986 gebaute Rathaus ist alt."),
        ("fr", "Le pont, construit en 1974, ferme. Construit en 1947, le pont rouille."),
        ("ru", "Мост построен в 1986 году. По документам, мост построен в 1968 году."),
    ],
)  # fmt: skip
def test_a_year_told_in_two_ways_is_disputed(lang: str, text: str) -> None:
    assert len(years(text, lang)) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The bridge opened in 2007. Its tolls were doubled in 2017 by the council.",
        "She won the cup in 2012 and the league title of the south in 2013.",
        "The fair ran from 1968 to 1986.",
        "It costs 2,007 crowns. The old one costs 2,017 crowns.",
        "The bridge opened in 2007. The bridge opened in 2007.",
    ],
)
def test_two_events_have_two_years(text: str) -> None:
    assert years(text) == set()


def test_only_the_years_of_the_part_are_told() -> None:
    text = f"{OPENED} {LATER}"

    assert disputed_years(text, (0, len(OPENED)), "en") == {"2017"}


def test_a_sentence_with_a_disputed_year_is_not_in_a_digest() -> None:
    rest = (
        "Some 900 lorries a day have to go round by Kettel.",
        "Repairs cost 4 million.",
    )

    def digested(*sentences: str) -> list[str]:
        article = Article(url="", title="", text="\n\n".join(sentences), lang="en")
        return [sentence.text for sentence in summarize(article, ()).sentences]

    assert OPENED in digested(OPENED, *rest)
    assert OPENED not in digested(OPENED, *rest, LATER)


@given(st.text(alphabet="0128 .,abé\n", max_size=300))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert all(year in text for year in years(text))
