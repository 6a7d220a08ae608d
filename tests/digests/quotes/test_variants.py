import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.quotes.spoken import said
from digests.quotes.variants import Likeness, compare

SAME, SUBSET, MISLEADING = Likeness.SAME, Likeness.SUBSET, Likeness.MISLEADING
ALTERED, TRANSLATED, UNRELATED = (
    Likeness.ALTERED,
    Likeness.TRANSLATED,
    Likeness.UNRELATED,
)


def judged(one: str, other: str, lang: str = "en") -> Likeness:
    return compare(said(one, lang=lang), said(other, lang=lang))


PAIRS = [
    # The twelve pairs of the gold data.
    (
        "“We will rebuild,” she said. “All of it.”",
        "We will rebuild. All of it.",
        SAME,
        "an attribution between the halves",
    ),
    ("we will rebuild", "We will rebuild", SAME, "a capital by position"),
    (
        "We will rebuild, as I promised in May, all of it.",
        "We will rebuild … all of it.",
        SUBSET,
        "a marked omission",
    ),
    (
        "I like him as a person, but I would never vote for him.",
        "I like him as a person.",
        MISLEADING,
        "true words without their but",
    ),
    ("We lost 1,500 homes.", "We lost 15,000 homes.", ALTERED, "a number"),
    (
        "They was gone when we come.",
        "They were gone when we came.",
        ALTERED,
        "grammar mended in silence",
    ),
    (
        "He knew and did nothing.",
        "[The mayor] knew and did nothing.",
        SAME,
        "an editor's bracket",
    ),
    (
        "We need 3 million tonnes.",
        "We need three million tonnes.",
        SAME,
        "a number as a word",
    ),
    (
        "We came to compete. … (10 minutes later) We leave as a team.",
        "We came to compete. We leave as a team.",
        ALTERED,
        "two utterances joined",
    ),
    (
        "I am confident in our plan.",
        "He is confident in their plan.",
        ALTERED,
        "another person",
    ),
    (
        "I think we may have found the cause.",
        "We have found the cause.",
        ALTERED,
        "a hedge dropped",
    ),
    # Invented ones.
    ("It’s over; go home", "It's over – go  home.", SAME, "marks and spaces"),
    ("We need 12 boats", "We need twelve boats!", SAME, "twelve"),
    ("We sold 21 of them", "We sold twenty-one of them", SAME, "twenty-one"),
    ("It cost 3,000 crowns", "It cost three thousand crowns", SAME, "a thousand"),
    ("He did it [sic] again", "He did it again", SAME, "sic"),
    ("[W]e will stay here", "We will stay here", SAME, "a bracketed capital"),
    (
        "She [Berg] signed the contract",
        "She signed the contract",
        SAME,
        "a name inserted",
    ),
    (
        "We will [not] sign the contract",
        "We will sign the contract",
        ALTERED,
        "a negation in brackets",
    ),
    (
        "[Nobody] signed the contract today",
        "He signed the contract today",
        ALTERED,
        "a bracket that denies",
    ),
    ("It's a start for all of us", "It is a start for all of us", ALTERED, "it's"),
    ("We don't want a war here", "We want a war here", ALTERED, "a negation"),
    ("Berg signed the contract", "Holm signed the contract", ALTERED, "a name"),
    ("We paid for the boat", "We pay for the boat", ALTERED, "a tense"),
    ("It fell to -5 degrees there", "It fell to 5 degrees there", ALTERED, "a sign"),
    ("It cost $5 million then", "It cost €5 million then", ALTERED, "a currency"),
    ("We sold 5% of the fleet", "We sold 5 of the fleet", ALTERED, "a per cent"),
    ("It is safe? I ask you", "It is safe. I ask you", ALTERED, "a question"),
    ("Is the bridge safe?", "Is the bridge safe", SAME, "a mark cut off"),
    ("Guilty", "Not guilty", MISLEADING, "one word without its not"),
    (
        "We lost the roof. Nobody was hurt. We will rebuild.",
        "We lost the roof.",
        SUBSET,
        "one of three sentences",
    ),
    (
        "We lost the roof, and the windows went in the night",
        "We lost the roof",
        SUBSET,
        "a clause",
    ),
    (
        "I do not believe the bridge will open",
        "The bridge will open",
        MISLEADING,
        "what is not believed",
    ),
    (
        "If it rains we can keep the upper half",
        "We can keep the upper half",
        MISLEADING,
        "a condition cut off",
    ),
    (
        "The dam is safe in winter",
        "The dam is safe",
        MISLEADING,
        "the end of a clause cut off",
    ),
    (
        "We will reopen the school. But not this year.",
        "We will reopen the school.",
        MISLEADING,
        "taken back in the next sentence",
    ),
    (
        "We are safe here, are we?",
        "We are safe here",
        MISLEADING,
        "a statement out of a question",
    ),
    (
        "The bridge was never safe … and we never closed it",
        "The bridge was never safe and we never closed it",
        ALTERED,
        "a gap closed in silence",
    ),
    ("We'll see", "We will see", ALTERED, "a contraction of two words"),
    ("They must go", "They may go", ALTERED, "one word of three"),
    ("Fifty per cent of us left", "50% of us left", SAME, "per cent"),
    ("The dam holds – for now", "The dam holds", MISLEADING, "for now"),
    ("The re-entry is over", "The re entry is over", SAME, "a hyphen"),
    (
        "I think that this is an error. We will see.",
        "This is an error. We will see.",
        MISLEADING,
        "a hedge cut off",
    ),
    (
        "We have waited for this boat since May",
        "Nobody asked the fishermen at all",
        UNRELATED,
        "something else",
    ),
    ("…", "?!", UNRELATED, "no words at all"),
]


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [pytest.param(*pair, id=name) for *pair, name in PAIRS],
)
def test_two_quotes_are_told_apart_as_an_editor_would(
    one: str, other: str, likeness: Likeness
) -> None:
    assert judged(one, other) is likeness
    assert judged(other, one) is likeness


@pytest.mark.parametrize(
    ("lang", "one", "other", "likeness"),
    [
        ("de", "Es kostet 1.500 Euro", "Es kostet 1500 Euro", SAME),
        ("de", "Es kostet 1,5 Euro mehr", "Es kostet 15 Euro mehr", ALTERED),
        ("de", "Wir glauben, das Boot ist sicher", "Das Boot ist sicher", MISLEADING),
        ("fr", "Nous n'avons pas peur", "Nous avons peur", ALTERED),
        ("fr", "« On est là,\u202fici »", "On est là, ici", SAME),
        ("es", "Si llueve, la presa aguanta bien", "La presa aguanta bien", MISLEADING),
        ("zh", "我们不会离开这里", "我们会离开这里", ALTERED),
        ("cs", "Řekl jsem, že most je bezpečný", "most je bezpečný", MISLEADING),
        ("hi", "हम यहाँ रहेंगे अब", "हम यहाँ रहेगा अब", ALTERED),
    ],
)
def test_other_languages_are_compared_by_their_own_rules(
    lang: str, one: str, other: str, likeness: Likeness
) -> None:
    assert judged(one, other, lang) is likeness


def test_a_translation_is_neither_the_same_nor_altered() -> None:
    french, english = "Nous irons jusqu’au bout.", "We will go all the way."

    assert compare(said(french), said(english)) is TRANSLATED
    assert compare(said(french, lang="fr"), said(english, lang="en")) is TRANSLATED


LONG = "We can move people, we cannot move the river"


@pytest.mark.parametrize(
    ("words", "one", "other", "likeness"),
    [
        pytest.param(LONG, "Bram Yelland", "Lysbet Crane", ALTERED, id="two people"),
        pytest.param(LONG, "Bram Yelland", "Yelland", SAME, id="a surname"),
        pytest.param(LONG, "Bram Yelland", "the mayor", SAME, id="a role"),
        pytest.param(LONG, "Алевтина Журбина", "Alevtina Shurbina", SAME, id="spelt"),
        pytest.param(LONG, "Anna Berg", "Anna Holm", ALTERED, id="a first name"),
        pytest.param(LONG, "Anna Berg", "Peter Berg", ALTERED, id="a family"),
        pytest.param(LONG, "", "Bram Yelland", SAME, id="nobody"),
        pytest.param("No comment", "Anna Berg", "Bo Holm", UNRELATED, id="small talk"),
    ],
)
def test_the_same_words_of_another_speaker_are_another_version(
    words: str, one: str, other: str, likeness: Likeness
) -> None:
    ours, theirs = said(words, speaker=one), said(words, speaker=other)

    assert compare(ours, theirs) is likeness
    assert compare(theirs, ours) is likeness


WORDS = st.lists(
    st.sampled_from("we not lost 1,500 three million … [ ] he. but ? May €".split())
)


@given(WORDS.map(" ".join) | st.text(max_size=60), st.text(max_size=60))
def test_the_order_never_matters_and_likeness_is_always_decided(
    one: str, other: str
) -> None:
    assert judged(one, other) is judged(other, one)
    assert judged(one, one) in {SAME, UNRELATED}


@given(st.lists(st.from_regex("[a-z]{3,9}", fullmatch=True), min_size=4, max_size=20))
def test_marks_spaces_and_case_change_nothing(listed: list[str]) -> None:
    plain, marked = " ".join(listed), "“" + ",\u00a0 ".join(listed).upper() + "!”"

    assert judged(plain, marked) is SAME


@given(
    st.lists(st.from_regex("[bcdfg]{3,9}", fullmatch=True), min_size=4, max_size=20),
    st.integers(0, 19),
)
def test_a_changed_word_is_never_the_same(listed: list[str], at: int) -> None:
    changed = [*listed]
    changed[at % len(listed)] += "x"

    assert judged(" ".join(listed), " ".join(changed)) not in {SAME, SUBSET}


def test_a_speech_of_many_words_is_compared_at_once() -> None:
    speech = "We will, and we must, say [so] … again 1,000 times. " * 3_000

    assert judged(speech, speech) is SAME
    assert judged(speech, speech.replace("must", "may")) is ALTERED
