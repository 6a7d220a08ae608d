import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.surroundings import around, role_of, sentence_around

QUOTE = "We have waited for this boat"


def beside(text: str, quote: str = QUOTE) -> tuple[str, str]:
    start = text.index(quote)
    return around(text, start, start + len(quote))


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        pytest.param(
            f"It was a cold Monday. “{QUOTE},” said Marta Lindqvist. She left at ten.",
            "It was a cold Monday.",
            "She left at ten.",
            id="in its own paragraph",
        ),
        pytest.param(
            f"A crowd came. It was cold.\n\n“{QUOTE},” she said.\n\nIt rained a lot. Then not.",
            "It was cold.",
            "It rained a lot.",
            id="in the next paragraphs",
        ),
        pytest.param(
            f"Far away it was.\n\n{'x' * 10}\n\n“{QUOTE},” she said.\n\nShare this article",
            "",
            "",
            id="no sentences",
        ),
        pytest.param(
            f"“Nobody asked us,” he said. “{QUOTE},” she said. “Why now?” he asked.",
            "",
            "",
            id="other words in marks",
        ),
        pytest.param(
            f"“{QUOTE}. The town was asleep for years.\n\n“It is awake now,” she said.",
            "",
            "",
            id="speech that goes on",
        ),
        pytest.param(f"“{QUOTE}”", "", "", id="nothing"),
        pytest.param(
            f"It {'really ' * 80}rained. “{QUOTE},” she said. {'So ' * 900}it was.",
            "",
            "",
            id="too long",
        ),
    ],
)
def test_whole_sentences_beside_a_quote_are_told(
    text: str, before: str, after: str
) -> None:
    assert beside(text) == (before, after)


@given(st.text("ab .\n“”", max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_surroundings_never_reach_into_the_quote(text: str, one: int, two: int) -> None:
    start, end = sorted((min(one, len(text)), min(two, len(text))))
    flat = " ".join
    before, after = around(text, start, end)

    assert before in flat(text[:start].split())
    assert after in flat(text[end:].split())


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "said Dana Petrov, the harbour master of Orvik.",
            "the harbour master of Orvik",
        ),
        ("Dana Petrov, 41, a nurse from Orvik, said so.", "a nurse from Orvik"),
        ("The mayor of Orvik, Dana Petrov, said so.", "the mayor of Orvik"),
        ("Yes, said mayor Dana Petrov.", "mayor"),
        ("Prime Minister Dana Petrov said so.", "Prime Minister"),
        ("Petrov came. Dana Petrov, the mayor, left.", "the mayor"),
        ("Head teacher Dana Petrov said so.", ""),
        ("Dana Petrov, the same day, said so.", ""),
        ("Dana Petrov, a witness said, ran away.", ""),
        ("Dana Petrov, the mayor, and Tom Lee said so.", ""),
        ("the daughter of Dana Petrov, the mayor, said so.", ""),
        ("Dana Petrov, who is the mayor, said so.", ""),
        ("Dana Petrov, like the mayor of Orvik, said so.", ""),
        ("Dana Petrov, after the mayor of Orvik, said so.", ""),
        ("Dana Petrov, not a mayor, said so.", ""),
        ("Dana Petrov, a former mayor of Orvik, said so.", "a former mayor of Orvik"),
        ("Berg's neighbour, Dana Petrov, said so.", "Berg's neighbour"),
        ("Dr Dana Petrov said so.", ""),
        ("Ms Dana Petrov said so.", ""),
        ("Dana Petrovic, the mayor, said so.", ""),
        ("Nobody by that name.", ""),
    ],
)
def test_a_role_is_told_only_if_it_stands_right_beside_the_name(
    text: str, role: str
) -> None:
    assert role_of(text, "Dana Petrov", lang="en") == role


def test_a_german_role_keeps_its_capital() -> None:
    text = "„Ja“, sagte Lene Hartwig, Chefin der Reederei in Auental."

    assert role_of(text, "Lene Hartwig", lang="de") == "Chefin der Reederei in Auental"
    assert role_of("Das sagte Lene Hartwig.", "", lang="de") == ""


@given(
    st.text(max_size=80), st.text(max_size=12), st.sampled_from(["en", "de", "zh", ""])
)
def test_a_role_stands_in_the_article(text: str, speaker: str, lang: str) -> None:
    assert role_of(text, speaker, lang=lang).casefold() in text.casefold()


PIECE = "ein kluger Anfang"


def framed(text: str, *certain: str) -> str:
    spans = [(text.index(said), text.index(said) + len(said)) for said in certain]
    start = text.index(PIECE)
    return sentence_around(text, (start, start + len(PIECE)), spans)


def test_a_piece_is_told_in_its_own_sentence() -> None:
    text = f"Es regnete. Jana Roth sprach von „{PIECE}“ am See. Dann ging sie.\n\nEnde."

    assert framed(text, PIECE) == f"Jana Roth sprach von „{PIECE}“ am See."


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"Uwe nannte das „dumm“, Jana „{PIECE}“.", id="other words"),
        pytest.param(f"Jana Roth sprach von „{PIECE}“", id="no end"),
        pytest.param(f"Jana {'sah das Meer und ' * 30}sagte „{PIECE}“.", id="endless"),
        pytest.param(f"„{PIECE}“", id="no sentence"),
    ],
)
def test_a_piece_without_a_certain_sentence_is_not_told(text: str) -> None:
    assert framed(text, PIECE) == ""


def test_all_that_is_certain_may_stand_in_the_sentence() -> None:
    text = f"Uwe nannte das „dumm und falsch“, Jana „{PIECE}“."

    assert framed(text, "dumm und falsch", PIECE) == text


@given(st.text(max_size=80), st.integers(-2, 90), st.integers(-2, 90))
def test_any_span_has_a_sentence_of_the_text_or_none(
    text: str, start: int, end: int
) -> None:
    told = sentence_around(text, (start, end), [(start, end)])

    assert told in " ".join(text.split())
