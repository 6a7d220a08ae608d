import pytest

from digests.news import Verdict
from tests.digests.quotes.reading import found, only, printed


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The so-called “smart wall” cost $40 million.", "words mentioned"),
        ("Police spoke of Operation “Night Heron” on Monday.", "title"),
        ("Her 2019 book, “How the Light Gets In,” sold well.", "title"),
        ("Contrary to posts, Lea Stone never said “lock them up.”", "denied"),
        ("“Lock every one of them up,” Lea Stone never said.", "denied"),
        ("Lea Stone would say, “We lock them all up.”", "hypothetical"),
        ("If Lea Stone had said “we lock them up,” all had known.", "hypothetical"),
        ("“We lock them all up,” Lea Stone allegedly said.", "hypothetical"),
        ("In the novel, Lea Stone says: “We lock them all up.”", "fiction"),
        ("Lea Stone tweeted: “RT @tom: We lock them all up”", "somebody else's post"),
        ("Lea Stone had said in 2004: “We lock them all up.”", "said long ago"),
        ("Lea Stone said: “We l\ufffdck them all up.”", "damaged letters"),
        ("Lea Stone said: ''We lock them all up.''", "doubled apostrophes"),
        ("“We lock them all up,” the Daily Echo wrote.", "an outlet reports it"),
        ("Prices fell. “could reach thousands”", "no speaker"),
        ("“We lock them all up,” said officials.", "speaker not named"),
        ("More: “We lock them all up,” says Lea Stone", "not the article"),
    ],
)
def test_what_must_not_be_quoted_is_rejected_for_a_named_reason(
    text: str, reason: str
) -> None:
    quote = only(text)

    assert (quote.verdict, quote.reason) == (Verdict.REJECTED, reason)


def test_a_piece_of_a_sentence_is_only_a_fragment() -> None:
    quote = only("“Worth one summer of patience,” is what Ana Birch called the plan.")
    piece = only("Lea Stone said, “but nobody was hurt at all.”")

    assert quote.verdict is Verdict.REJECTED
    assert piece.verdict is Verdict.FRAGMENT


def test_two_versions_of_one_sentence_are_both_refused() -> None:
    text = (
        "“We are deeply sorry for the people whose jobs are going,” Sunniva Rask said.\n\n"
        "“We are truly sorry for the people whose chairs are going,” Rask said later."
    )

    assert {quote.reason for quote in found(text)} == {"two versions"}


def test_a_sentence_that_repeats_its_words_on_purpose_is_no_second_version() -> None:
    text = (
        "“Our name is not on the ballot today, our jobs are,” Ida Roth said. "
        "“Our name is not on the wall today, our sons are.”"
    )

    assert len(printed(text)) == 2


def test_readers_comments_are_not_quoted() -> None:
    text = (
        "The council met on Monday.\n\nIt will meet again.\n\n"
        "12 comments\n\n“They should all go home now,” said Lea Stone."
    )

    assert only(text).reason == "not the article"


def test_a_broken_quotation_costs_its_paragraph_and_not_the_next() -> None:
    text = "“We had no warning, said Lou Perez.\n\n“The crane just fell,” Perez added."

    assert printed(text) == [("The crane just fell", "Lou Perez")]


@pytest.mark.parametrize(
    "text",
    [
        "Nobody warned us,” said Fay Boone, 61.",
        "“I am extremely upbeat.said the chief executive, Noor Haddad.",
        "The film “The Long Way Down,” Fay Boone said, was too long.",
        "The “mark of a good roof is rain, said Fay Boone, who “should know.",
    ],
)
def test_marks_that_do_not_pair_print_nothing(text: str) -> None:
    assert printed(text) == []


def test_a_damaged_and_spun_article_keeps_its_one_sound_quote() -> None:
    text = (
        "In a call with Otto Lund, the northern president Ivo Marek said that his "
        "country stands by “peace and order”.\n\n"
        "“We are willing to keep our word to the people of the valley,” Marek was "
        "quoted as saying by the valley’s state media outlet VTV.\n\n"
        "The two leaders note that all is well. “have reached a new level and keep "
        "growing,”According to the Council Press Service,\n\n"
        "Nothing has been signed so far. “partner for life.”\n\n"
        "Share this story via social media\n\nRelated Articles\n\nBack to top button"
    )

    assert printed(text) == [
        ("We are willing to keep our word to the people of the valley", "Ivo Marek")
    ]
    assert [quote.via for quote in found(text)][1] == "VTV"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        pytest.param(
            "de",
            "In ihrem Buch, „On Tides“, schreibt Sara Lund von der See.",
            id="a title in another language",
        ),
        pytest.param(
            "de",
            "Sara Lund: „Eine kurze Geschichte der Gezeiten und der Menschen“ (Verlag am Meer)",
            id="a book",
        ),
        pytest.param("de", "Sara Lund: „Kühe träumen“ Warum Milch fehlt", id="a link"),
        pytest.param(
            "de",
            "Sara Lund sprach. Mit der „Kraft der Stille“ meinte sie das Meer.",
            id="a word explained",
        ),
        pytest.param(
            "pl",
            "„Mur runął wczoraj wieczorem” – mówi Anna Lund, autorka działu „Nasza ulica”.",
            id="a column",
        ),
        pytest.param(
            "fr",
            "« Comment lire la mer ? » Anne Lund analyse « la voix des marées ».",
            id="a lecture",
        ),
    ],
)
def test_what_bears_a_name_was_not_said(lang: str, text: str) -> None:
    shown = [words for words, _ in printed(text, lang=lang)]

    assert shown == (["Mur runął wczoraj wieczorem"] if lang == "pl" else [])
    assert all(
        quote.verdict is not Verdict.FRAGMENT
        for quote in found(text, lang=lang)
        if lang == "de"
    )


def test_a_long_sentence_introduces_nobody() -> None:
    start = "President Naya Olumbe addressed donors overseas"
    said = "\n\n“The harvest has failed in nine of our provinces.”"
    long = f"{start}, who had come from all over the world to hear what the land still needs."

    assert printed(f"{start}.{said}") != []
    assert printed(f"{long}{said}") == []
