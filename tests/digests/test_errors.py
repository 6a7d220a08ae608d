"""Why something failed: as an English sentence, and as a template with facts."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.errors import NotFound, Reason, Refused, TryLater


def test_an_error_reads_as_a_sentence_and_keeps_its_template_and_facts() -> None:
    error = Refused(
        "a.example", "answered {status}: go away, {name}", status=404, name="X"
    )

    assert str(error) == "a.example: answered 404: go away, X"
    assert (error.why, error.status) == ("answered 404: go away, X", 404)
    assert error.reason == Reason(
        "answered {status}: go away, {name}", {"name": "X", "status": 404}
    )


def test_an_error_about_nothing_in_particular_is_its_reason() -> None:
    assert str(NotFound("", "it is gone")) == "it is gone"


@pytest.mark.parametrize(
    ("seconds", "said"), [(90, "90 seconds"), (300, "5 minutes"), (7200, "2 hours")]
)
def test_numbers_times_and_reasons_are_facts_too(seconds: int, said: str) -> None:
    wait = Reason("wait {time}", {"time": timedelta(seconds=seconds)})
    error = TryLater("a", "{reason}, over {count}", reason=wait, count=12_000)

    assert error.why == f"wait {said}, over 12,000"


def test_braces_of_strangers_are_no_places_for_facts() -> None:
    assert str(Reason("is no TOML: {x")) == "is no TOML: {x"
    assert str(Reason("{name}", {"name": "{x}"})) == "{x}"


def test_no_reason_is_false() -> None:
    assert not Reason()
    assert str(Reason()) == Reason().written() == ""


facts = st.dictionaries(
    st.sampled_from(["count", "name", "time"]),
    st.text()
    | st.integers()
    | st.integers(0, 10**6).map(lambda n: timedelta(seconds=n)),
)


@given(st.builds(Reason, st.sampled_from(["", "is {name}", "is empty"]), facts))
def test_what_is_written_down_is_read_again(reason: Reason) -> None:
    assert Reason.read(reason.written()) == reason


@given(st.text())
def test_any_other_text_is_a_reason_without_facts(text: str) -> None:
    assert str(Reason.read(text)) == text


def test_a_reason_within_a_reason_is_written_down_in_english() -> None:
    outer = Reason("{reason}, again", {"reason": Reason("slow")})

    assert str(Reason.read(outer.written())) == "slow, again"
