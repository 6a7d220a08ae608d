import pytest

from tests.digests.quotes.reading import printed

WORDS = "The door is open to everybody"


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        pytest.param(
            "Foreign Minister Karin Voss met her counterpart, Ahmed Saleh, on Sunday.",
            "Karin Voss",
            id="only one woman",
        ),
        pytest.param(
            "Karin Voss opened the fair.\n\nThe fair has been held since 1952.",
            "Karin Voss",
            id="a sentence without people between",
        ),
        pytest.param(
            "“Yes, of course it is,” Karin Voss said.", "Karin Voss", id="last"
        ),
    ],
)
def test_a_pronoun_is_the_one_person_who_fits(before: str, speaker: str) -> None:
    text = f"{before} “{WORDS},” she said."

    assert printed(text)[-1] == (WORDS, speaker)


@pytest.mark.parametrize(
    "before",
    [
        pytest.param("Karin Voss met Clara Birch on Sunday.", id="two women"),
        pytest.param("Ahmed Saleh arrived on Sunday.", id="only a man"),
        pytest.param("Karin Voss spoke. A neighbour shook her head.", id="a neighbour"),
        pytest.param("Karin Voss’s plan was praised by many.", id="only her plan"),
        pytest.param("", id="nobody"),
    ],
)
def test_a_pronoun_that_may_mean_another_means_nobody(before: str) -> None:
    assert printed(f"{before} “{WORDS},” she said.") == []


def test_a_title_alone_is_the_one_person_who_bears_it() -> None:
    text = f"Mayor Ana Birch arrived late with Tom Reyes. “{WORDS},” the mayor said."

    assert printed(text) == [(WORDS, "Ana Birch")]


def test_a_title_that_two_people_bear_names_nobody() -> None:
    text = f"Mayor Ana Birch met Mayor Clara Voss. “{WORDS},” the mayor said."

    assert printed(text) == []


def test_a_title_in_between_is_who_the_pronoun_means() -> None:
    text = (
        "Education Minister Farrah Quist came to the school.\n\n"
        "“Why is the roof so old?” asked Nadia Brill, 12.\n\n"
        f"The minister looked up. “{WORDS},” she said."
    )

    assert printed(text)[-1] == (WORDS, "Farrah Quist")


def test_a_title_that_more_words_narrow_down_is_somebody_else() -> None:
    text = (
        f"Chairman Joe Nosef came late. “{WORDS},” "
        "said the chairman of the union, William Dougan, on Monday."
    )

    assert "Joe Nosef" not in [speaker for _, speaker in printed(text)]


def test_an_untitled_person_of_unknown_gender_is_no_antecedent() -> None:
    text = f"Quillon Vantrey opened the fair. “{WORDS},” he said."

    assert printed(text) == []


@pytest.mark.parametrize(
    "before",
    [
        pytest.param("Der deutsche Minister Uwe Kitz lehnt das ab.", id="his office"),
        pytest.param(
            "Der Minister Frankreichs, Uwe Kitz, lehnt das ab.", id="his country"
        ),
        pytest.param("Uwe Kitz verließ Roter Stern am Montag.", id="his club"),
        pytest.param("„Nein“, sagte der Chef der Werft, Uwe Kitz.", id="apposed"),
    ],
)
def test_a_german_pronoun_is_the_one_person_among_names_of_things(before: str) -> None:
    text = f"{before} „Der Deich hält auch morgen“, sagte er."

    assert printed(text, lang="de")[-1] == ("Der Deich hält auch morgen", "Uwe Kitz")


@pytest.mark.parametrize(
    "before",
    [
        pytest.param("Uwe Kitz traf Otto Brand am Montag.", id="two men"),
        pytest.param("Die Partei folgte auf Drängen von Uwe Kitz.", id="no subject"),
        pytest.param("Sie ging. Nach einem Wort an den Rat Uwe Kitz", id="an object"),
    ],
)
def test_a_german_pronoun_that_fits_two_or_no_subject_is_nobody(before: str) -> None:
    text = f"{before} „Der Deich hält auch morgen“, sagte er."

    assert printed(text, lang="de") == []
