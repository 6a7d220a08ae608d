import pytest

from digests.news import Verdict
from tests.digests.quotes.reading import found, only, printed

SAFE = "The bridge is safe and open"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"“{SAFE},” said Ana Birch.", id="said X"),
        pytest.param(f"“{SAFE},” Ana Birch said on Monday.", id="X said"),
        pytest.param(
            f"“{SAFE},” Ana Birch, the mayor, said.", id="X, who she is, said"
        ),
        pytest.param(f"“{SAFE},” said Tom’s boss, Ana Birch.", id="a name explains"),
        pytest.param(f"Ana Birch said: “{SAFE}.”", id="colon"),
        pytest.param(f"Ana Birch told reporters in Harrow, “{SAFE}.”", id="comma"),
        pytest.param(f"Ana Birch said on Monday that “{SAFE}.”", id="that"),
        pytest.param(f"“{SAFE},” according to Ana Birch.", id="according to"),
        pytest.param(f"“{SAFE},”According to the chief Ana Birch.", id="glued"),
        pytest.param(f'"{SAFE}"Ana Birch told the council.', id="glued, no comma"),
        pytest.param(f"“{SAFE},” Tom Reyes was told by Ana Birch.", id="was told by"),
        pytest.param(f"Ana Birch went on: “{SAFE}.”", id="went on"),
        pytest.param(f"“{SAFE},” Birch said. Ana Birch is mayor.", id="surname"),
        pytest.param(f"Asked about it, Ana Birch laughed: “{SAFE}.”", id="laughed"),
        pytest.param(f"Ana Birch said in a statement:\n\n“{SAFE}.”", id="line before"),
        pytest.param(f"“{SAFE}.”\u2009— Ana Birch, mayor", id="signed"),
    ],
)
def test_whoever_spoke_is_named_in_full(text: str) -> None:
    (words, speaker), *_ = printed(text)

    assert (words.rstrip("."), speaker) == (SAFE, "Ana Birch")


def test_a_quote_around_its_cue_is_two_spans_and_never_glued() -> None:
    text = "“We lost the roof,” said Dana Petrov, who runs it, “but we are alive.”"

    first, second = found(text)

    assert text[first.start : first.end] == "We lost the roof"
    assert text[second.start : second.end] == "but we are alive."
    assert {first.speaker, second.speaker} == {"Dana Petrov"}


def test_a_quote_goes_on_after_its_cue() -> None:
    text = "“I will not resign,” Ida Kaya said. “The voters decide that, not you.”"

    assert printed(text) == [
        ("I will not resign", "Ida Kaya"),
        ("The voters decide that, not you.", "Ida Kaya"),
    ]


def test_the_answer_to_a_question_is_not_given_to_whoever_asked() -> None:
    text = "“Is the bridge safe?” Ana Birch asked Tom Reyes. “Of course it is safe.”"

    assert printed(text) == [("Is the bridge safe?", "Ana Birch")]


def test_a_speech_of_several_paragraphs_has_one_speaker() -> None:
    text = (
        "Coach Lena Fisk addressed the players.\n\n“We came here to compete.\n\n"
        "“We leave here as a team,” Fisk said."
    )

    assert printed(text) == [
        ("We came here to compete.", "Lena Fisk"),
        ("We leave here as a team", "Lena Fisk"),
    ]


def test_a_floating_quote_belongs_to_the_person_just_introduced() -> None:
    text = (
        "“Growth is back again,” Minister Tom Rao told delegates.\n\n"
        "Opposition leader Priya Das was unmoved.\n\n"
        "“Growth for whom? My constituents have not seen it.”"
    )

    assert printed(text)[-1] == (
        "Growth for whom? My constituents have not seen it.",
        "Priya Das",
    )


def test_the_next_sentence_is_no_cue() -> None:
    text = "“The bridge is safe and open.” Ana Birch said she would go home."

    assert only(text).reason == "no speaker"


def test_words_claimed_by_two_people_are_nobodys() -> None:
    text = "Ana Birch said: “The bridge is safe,” Tom Reyes said."

    assert printed(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Tom Reyes said that Ana Birch had told him, “The bridge is safe and open.”",
        "According to Tom Reyes, Ana Birch said: “The bridge is safe and open.”",
        "“The bridge is safe and open,” Tom Reyes, quoting Ana Birch, said.",
    ],
)
def test_what_one_person_says_that_another_said_is_not_printed(text: str) -> None:
    assert printed(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ana Birch was asked: “Will the bridge ever be safe again?”",
        "“Will the bridge ever be safe again?” Ana Birch was asked.",
        "“The bridge is safe and open,” Ana Birch was told.",
        "“The bridge is safe and open,” said an Ana Birch lookalike.",
        "Ana Birch, the mayor, and Tom Reyes, a baker, said: “The bridge is open now.”",
        "Quoting Otto Lund, Ana Birch said: “The bridge is safe and open.”",
    ],
)
def test_who_was_spoken_to_or_did_not_speak_alone_is_no_speaker(text: str) -> None:
    assert printed(text) == []


@pytest.mark.parametrize(
    "subject",
    [
        "a spokesman",
        "neighbours",
        "a senior aide to Ana Birch",
        "Ana Birch and Tom Reyes",
        "Ana Birch’s lawyer",
        "a text from the company",
        "U.S. Secretary of State Ana Birch",
    ],
)
def test_nobody_is_printed_without_a_name(subject: str) -> None:
    assert printed(f"“The bridge is safe and open,” {subject} said.") == []


def test_two_people_of_one_surname_are_not_confused() -> None:
    text = (
        "Ana Birch and Otto Birch own the bridge. “We will never sell it,” Birch said."
    )

    assert printed(text) == []


def test_a_title_tells_two_people_of_one_surname_apart() -> None:
    text = "Mary Birch and James Birch own it. “We will never sell it,” Mr. Birch said."

    assert printed(text) == [("We will never sell it", "James Birch")]


def test_a_nickname_is_no_part_of_a_name_nor_a_quote() -> None:
    text = "Jolene “Books” Marchetti spoke. “I kept every one of them,” Marchetti said."

    assert printed(text) == [("I kept every one of them", "Jolene Marchetti")]
    assert found(text)[0].reason == "nickname"


def test_the_organisation_behind_a_statement_is_its_speaker() -> None:
    text = "“The bridge is safe and open,” according to a statement from Harrow & Sons."

    assert only(text).speaker == "Harrow & Sons"
    assert only(text).verdict is Verdict.PRINTED


def test_what_another_person_says_after_the_cue_is_not_carried_on() -> None:
    text = "“It is safe now,” Ana Birch said as Tom Reyes yelled “shame on you all!”"

    assert found(text)[1].speaker != "Ana Birch"
