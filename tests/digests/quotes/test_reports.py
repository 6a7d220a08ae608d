"""Pieces of sentences inside German reports: whose they are, and when nobody can know."""

import pytest

from digests.news import QuoteKind, Verdict
from tests.digests.quotes.reading import found, printed


def pieces(text: str) -> list[tuple[str, str | None]]:
    """Give the words and the speaker of each piece that may be printed."""
    return [
        (text[quote.start : quote.end], quote.speaker)
        for quote in found(text, lang="de")
        if quote.verdict is Verdict.FRAGMENT
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Jana Roth sagte, es sei „ein kluger Anfang“ gewesen.", "Jana Roth"),
        (
            "Jana Roth betonte, dass man „ein kluger Anfang“ erwarten dürfe.",
            "Jana Roth",
        ),
        ("Zu dem Bau führte Jana Roth aus, er sei „ein kluger Anfang“.", "Jana Roth"),
        ("Wie Jana Roth sagte, sei das „ein kluger Anfang“.", "Jana Roth"),
        (
            "Jana Roth hatte am Montag erklärt, das sei „ein kluger Anfang“.",
            "Jana Roth",
        ),
        ("Jana Roth nannte den Bau „ein kluger Anfang“.", "Jana Roth"),
        ("Gestern nannte Jana Roth den Bau „ein kluger Anfang“.", "Jana Roth"),
        ("Den Rat Uwe Kitz nannte Jana Roth „ein kluger Anfang“.", "Jana Roth"),
        ("Jana Roth lobte den Plan der Stadt als „ein kluger Anfang“.", "Jana Roth"),
        ("Ministerin Jana Roth sprach von „ein kluger Anfang“.", "Jana Roth"),
        (
            "Gestern nannte Jana Roth, Chefin der Werft, das Boot „ein kluger Anfang“.",
            "Jana Roth",
        ),
        (
            "Jana Roth, die Chefin der Werft, bat Rat Uwe Kitz, „ein kluger Anfang“ zu wagen.",
            "Jana Roth",
        ),
        ("Von „ein kluger Anfang“ sprach Jana Roth.", "Jana Roth"),
        ("Als „ein kluger Anfang“ bezeichnete Jana Roth das Gesetz.", "Jana Roth"),
        ("Jana Roth nannte das „ein kluger Anfang“ und sagte ab.", "Jana Roth"),
        ("Jana Roth zufolge ist der Bau „ein kluger Anfang“.", "Jana Roth"),
        ("Jana Roth versprach, „ein kluger Anfang“ zu wagen.", "Jana Roth"),
        ("Das sei „ein kluger Anfang“ gewesen, so Jana Roth.", "Jana Roth"),
        (
            "Das sei „ein kluger Anfang“ gewesen, hatte Jana Roth am Montag gesagt.",
            "Jana Roth",
        ),
        ("Nach Ansicht von Jana Roth ist das „ein kluger Anfang“.", "Jana Roth"),
        ("Für Jana Roth ist das „ein kluger Anfang“.", "Jana Roth"),
        (
            "Nach Angaben der Polizei war das „ein kluger Anfang“ der Flucht.",
            "Polizei",
        ),
    ],
)
def test_a_piece_belongs_to_the_teller_of_its_sentence(text: str, speaker: str) -> None:
    assert pieces(text) == [("ein kluger Anfang", speaker)]


def test_his_own_view_is_his_whom_the_sentence_names() -> None:
    text = "Uwe Kitz will einen Bericht über das, was seiner Meinung nach „ein großes Versagen“ war."

    assert pieces(text) == [("ein großes Versagen", "Uwe Kitz")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Jana Roth sagte, Uwe Kitz habe ihr erzählt, es sei „ein kluger Anfang“.",
            id="somebody told her",
        ),
        pytest.param(
            "Jana Roth kritisierte, dass Uwe Kitz den Bau „ein kluger Anfang“ genannt habe.",
            id="somebody else called it that",
        ),
        pytest.param(
            "Jana Roth erinnerte daran, dass der Rat „ein kluger Anfang“ versprochen habe.",
            id="a promise of others",
        ),
        pytest.param(
            "Jana Roth wies den Vorwurf zurück, das sei „ein kluger Anfang“ gewesen.",
            id="an accusation",
        ),
        pytest.param(
            "Jana Roth bestritt, dass es „ein kluger Anfang“ gewesen sei.",
            id="denied",
        ),
        pytest.param(
            "Als „ein kluger Anfang“ bezeichnete den Plan Jana Roth.", id="the object"
        ),
        pytest.param(
            "Das als „ein kluger Anfang“ bezeichnete Spiel sah Uwe Kitz.",
            id="a participle",
        ),
        pytest.param("Niemand nannte Jana Roth „ein kluger Anfang“.", id="nobody"),
        pytest.param(
            "Jana Roth nannte den Plan nicht „ein kluger Anfang“, sondern ein Ende.",
            id="not so",
        ),
        pytest.param(
            "Uwe Kitz kam und nannte Roths Plan „ein kluger Anfang“.",
            id="the object after “and”",
        ),
        pytest.param(
            "Jana Roth soll gesagt haben, das sei „ein kluger Anfang“.", id="hearsay"
        ),
        pytest.param(
            "Ein Zeuge sagte, das sei „ein kluger Anfang“ gewesen.", id="no name"
        ),
        pytest.param(
            "Jana Roth stellte das Buch „ein kluger Anfang“ vor.", id="a title"
        ),
        pytest.param(
            "Jana Roth und Uwe Kitz nannten den Bau „ein kluger Anfang“.", id="two"
        ),
        pytest.param(
            "Nach Angaben von Jana Roth sagte Uwe Kitz, das sei „ein kluger Anfang“.",
            id="a source within a source",
        ),
        pytest.param(
            "Für Jana Roth war es „ein kluger Anfang“.", id="the reporter's own view"
        ),
        pytest.param(
            "Die Mehrheit, teilte Jana Roth nicht mit, sei „ein kluger Anfang“.",
            id="not told",
        ),
    ],
)
def test_a_piece_whose_teller_is_not_certain_is_nobodys(text: str) -> None:
    assert pieces(text) == []
    assert printed(text, lang="de") == []


@pytest.mark.parametrize(
    "name", ["Roter Stern", "Leben ohne Angst", "Verein Roter Stern", "Freiheit"]
)
def test_what_is_built_like_a_name_is_no_piece(name: str) -> None:
    assert pieces(f"Jana Roth sagte, der Klub „{name}“ sei am Ende.") == []


def test_one_word_is_a_piece_if_it_ends_its_clause() -> None:
    assert pieces("Jana Roth sagte, der Bau sei „überflüssig“.") == [
        ("überflüssig", "Jana Roth")
    ]
    assert pieces("Jana Roth sagte, der „neue“ Bau sei schön.") == []


def test_a_report_goes_on_over_sentences() -> None:
    text = (
        "Jana Roth sagte, man müsse „endlich handeln und nicht reden“. Die Stadt habe "
        "„die Hände in den Schoß gelegt“. „Das nehmen wir so nicht hin.“"
    )

    assert pieces(text) == [
        ("endlich handeln und nicht reden", "Jana Roth"),
        ("die Hände in den Schoß gelegt", "Jana Roth"),
    ]
    assert printed(text, lang="de") == [("Das nehmen wir so nicht hin.", "Jana Roth")]


def test_a_report_leads_up_to_its_words() -> None:
    text = "Jana Roth dankte. Sie sagte, man sei gut beraten. Die Hilfe sei groß: „Wir vergessen euch das nicht.“"

    assert printed(text, lang="de") == [("Wir vergessen euch das nicht.", "Jana Roth")]


def test_a_sentence_of_the_reporter_ends_a_report() -> None:
    text = "Jana Roth sagte, man sei zufrieden. Die Sonne schien. Das Boot sei „fast nicht zu sehen“."

    assert pieces(text) == []


def test_a_question_is_not_answered_by_who_asks_it() -> None:
    text = "Jana Roth fragte, ob das Boot sicher sei. „Nein, ganz und gar nicht.“"

    assert printed(text, lang="de") == []


def test_a_second_piece_belongs_to_the_teller_of_the_first() -> None:
    text = (
        "Jana Roth nannte Kitz einen „wahren Freund“, dank dem „die Stadt wieder lebt“."
    )

    assert pieces(text) == [
        ("wahren Freund", "Jana Roth"),
        ("die Stadt wieder lebt", "Jana Roth"),
    ]


def test_a_second_piece_after_another_name_is_nobodys() -> None:
    text = (
        "Jana Roth sagte, der Bau sei „nicht gut gelungen“, und für Uwe Kitz war er "
        "„ein großer Wurf“."
    )

    assert pieces(text) == [("nicht gut gelungen", "Jana Roth")]


def test_words_before_a_cue_within_their_sentence_are_a_piece() -> None:
    text = "„In absehbarer Zeit“, so Jana Roth, werde die Stadt „alles neu bauen“."

    assert pieces(text) == [
        ("In absehbarer Zeit", "Jana Roth"),
        ("alles neu bauen", "Jana Roth"),
    ]


def test_a_piece_is_of_a_kind_of_its_own() -> None:
    (piece,) = found("Jana Roth nannte das „ganz und gar verfehlt“.", lang="de")

    assert piece.kind is QuoteKind.FRAGMENT


def test_a_piece_that_stands_alone_is_none() -> None:
    text = "„Der Deich hält auch morgen“, sagte Jana Roth.\n\n„ein Werk der Eile“"

    assert pieces(text) == []


def test_who_shares_something_tells_nothing() -> None:
    text = (
        "Nun teilte Uwe Kitz seine Freude mit vielen Leuten im Netz. "
        "„Das gibt mir wirklich Hoffnung“ oder „So schön“, lauten einige Antworten."
    )

    assert pieces(text) == []
    assert printed(text, lang="de") == []


def test_a_capital_inside_a_sentence_makes_no_whole_quote() -> None:
    text = "Der Dienst sei „Merkmal einer jeden Kirche und jedes Ortes“, betonte Jana Roth."

    assert pieces(text) == [("Merkmal einer jeden Kirche und jedes Ortes", "Jana Roth")]


def test_a_piece_in_the_next_sentence_leaves_a_whole_quote_whole() -> None:
    text = (
        "„Nur so wird das ein gutes Jahr“, meinte Jana Roth. Dafür müsse man die Stadt "
        "„rechtzeitig zum Umbau bewegen“."
    )

    assert printed(text, lang="de") == [("Nur so wird das ein gutes Jahr", "Jana Roth")]
    assert pieces(text) == [("rechtzeitig zum Umbau bewegen", "Jana Roth")]
