import pytest

from digests.news import Verdict
from digests.quotes import confidence
from digests.quotes.claims import How
from tests.digests.quotes.reading import found, only


def test_every_way_of_telling_a_speaker_has_its_trust() -> None:
    assert set(confidence._TRUST) == set(How)
    assert all(0 < share < 1 for share in confidence._TRUST.values())


@pytest.mark.parametrize("rule", confidence._LEFT)
def test_what_a_rule_forbids_stays_below_the_threshold(rule: str) -> None:
    assert confidence.left(rule) < confidence.THRESHOLD


def test_a_rule_without_a_share_leaves_little_and_no_rule_all() -> None:
    assert confidence.left("some new rule") < min(confidence._LEFT.values())
    assert confidence.left("") == 1


@pytest.mark.parametrize(
    "text",
    [
        "“The wall will hold,” said Sara Lund.",
        "Sara Lund waited. “The wall will hold,” she said.",
        "Sara Lund never said: “The wall will hold.”",
        "Sara Lund said the wall was “an old and tired thing”.",
        "“The wall will hold,” a guard said.",
        "“The wall will hold.”",
    ],
)
def test_the_threshold_alone_decides_what_is_printed(text: str) -> None:
    for quote in found(text):
        sure = quote.confidence >= confidence.THRESHOLD
        assert sure == (quote.verdict is not Verdict.REJECTED)
        assert (quote.confidence > 0) == (quote.speaker is not None)


def test_a_pronoun_is_less_sure_than_a_name() -> None:
    named = only("“The wall will hold,” Sara Lund said.")
    told = only("Sara Lund waited. “The wall will hold,” she said.")

    assert confidence.THRESHOLD < told.confidence < named.confidence < 1


def test_two_versions_share_what_is_left() -> None:
    text = (
        "“We will build the wall in May next year,” Sara Lund said.\n\n"
        "“We will mend the wall in May next year,” Sara Lund said."
    )

    assert {(q.reason, q.confidence < confidence.THRESHOLD) for q in found(text)} == {
        ("two versions", True)
    }
