"""What stands in a briefing, and why in this order."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.compose import Candidate, choose, weight

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def a_story(
    number: int,
    *outlets: str,
    hours: float = 1,
    fit: float = 1.0,
    articles: int = 1,
    interest: str = "",
    seen: bool = False,
) -> Candidate:
    return Candidate(
        story=number,
        newest=NOON - timedelta(hours=hours),
        outlets=outlets or (f"Outlet {number}",),
        fit=fit,
        articles=articles,
        interest=interest,
        seen=seen,
    )


stories = st.builds(
    a_story,
    st.integers(1, 30),
    st.sampled_from(["Echo", "Herald", "Courier"]),
    hours=st.floats(-5, 200),
    fit=st.floats(0, 1),
    articles=st.integers(0, 9),
    interest=st.sampled_from(["", "tech", "world"]),
    seen=st.booleans(),
)


def test_what_more_outlets_report_comes_first() -> None:
    choice = choose(
        [a_story(1, "Echo"), a_story(2, "Herald", "Courier", "Post")], at=NOON
    )

    assert choice.stories == (2, 1)


def test_news_beats_yesterdays_news() -> None:
    assert choose([a_story(1, hours=30), a_story(2, hours=2)], at=NOON).stories == (
        2,
        1,
    )


def test_what_suits_the_reader_comes_first() -> None:
    assert choose([a_story(1, fit=0.3), a_story(2)], at=NOON).stories == (2, 1)


def test_an_outlet_that_keeps_reporting_lifts_its_story() -> None:
    assert choose([a_story(1), a_story(2, articles=4)], at=NOON).stories == (2, 1)


def test_a_seen_story_is_not_told_again() -> None:
    choice = choose([a_story(1, seen=True), a_story(2)], at=NOON)

    assert (*choice.stories, *choice.also) == (2,)


def test_a_date_in_the_future_is_worth_no_more_than_now() -> None:
    assert weight(a_story(1, hours=-9), at=NOON) == weight(a_story(1, hours=0), at=NOON)


def test_the_size_is_kept_and_the_rest_is_only_named() -> None:
    choice = choose(
        [a_story(n, hours=n) for n in range(1, 20)], at=NOON, size=3, also=2
    )

    assert choice.stories == (1, 2, 3)
    assert choice.also == (4, 5)


def test_a_third_story_of_one_outlet_waits_for_another_voice() -> None:
    loud = [a_story(n, "Echo", "Herald", hours=n) for n in range(1, 5)]
    quiet = a_story(9, "Courier", hours=20)

    assert choose([*loud, quiet], at=NOON).stories == (1, 2, 9, 3, 4)


def test_a_single_source_may_fill_the_briefing() -> None:
    assert choose(
        [a_story(n, "Echo", hours=n) for n in (1, 2, 3)], at=NOON
    ).stories == (1, 2, 3)


def test_a_second_interest_gets_its_turn() -> None:
    tech = [a_story(n, interest="tech", hours=n) for n in (1, 2, 3)]
    climate = a_story(9, interest="climate", hours=4)

    assert choose([*tech, climate], at=NOON).stories == (1, 9, 2, 3)


def test_a_story_without_an_outlet_is_still_told() -> None:
    nameless = Candidate(story=1, newest=NOON, outlets=())

    assert choose([nameless], at=NOON).stories == (1,)


@given(st.lists(stories, max_size=20), st.integers(0, 8), st.integers(0, 5))
def test_every_story_appears_at_most_once(
    candidates: list[Candidate], size: int, also: int
) -> None:
    choice = choose(candidates, at=NOON, size=size, also=also)
    shown = (*choice.stories, *choice.also)

    unseen = {candidate.story for candidate in candidates if not candidate.seen}
    assert len(shown) == len(set(shown)) == min(len(unseen), size + also)
    assert set(shown) <= unseen


@given(st.lists(stories, max_size=20))
def test_the_order_of_the_candidates_does_not_matter(
    candidates: list[Candidate],
) -> None:
    assert choose(candidates, at=NOON) == choose(candidates[::-1], at=NOON)


@given(st.lists(stories, max_size=20, unique_by=lambda candidate: candidate.story))
def test_three_in_a_row_only_when_no_other_outlet_is_left(
    candidates: list[Candidate],
) -> None:
    told = choose(candidates, at=NOON, size=20).stories
    leader = {candidate.story: candidate.outlets[0] for candidate in candidates}
    for place in range(2, len(told)):
        row = {leader[story] for story in told[place - 2 : place + 1]}
        if len(row) == 1:
            assert {leader[story] for story in told[place:]} == row


def test_what_was_liked_moves_a_story_by_a_quarter_at_most() -> None:
    plain = weight(a_story(1), at=NOON)

    assert weight(replace(a_story(1), liking=9.0), at=NOON) == pytest.approx(
        1.25 * plain
    )
    assert weight(replace(a_story(1), liking=-9.0), at=NOON) == pytest.approx(
        0.75 * plain
    )
