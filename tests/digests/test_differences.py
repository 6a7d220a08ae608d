"""Where the accounts of a story disagree, and where they only say it in other words."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.differences import (
    Account,
    Difference,
    DifferenceKind,
    Later,
    Statement,
    Version,
    differences,
)
from digests.differences.passages import LONGEST_TEXT
from digests.differences.rounding import Bound, agree, are_transposed
from digests.news import Article
from tests.digests.differing import NOON, Told, cites, stories

HERE = Path(__file__).parent
KNOWN = list(stories(HERE / "differing_stories.toml"))
UNSEEN = list(stories(HERE / "differing_stories_unseen.toml"))
BARE, ABOUT, OVER, UNDER = Bound.NONE, Bound.ABOUT, Bound.OVER, Bound.UNDER


def told(*texts: str, lang: str = "en", title: str = "") -> list[Account]:
    """Make accounts of texts that were published an hour after each other."""
    return [
        Account(
            key=key,
            article=Article(
                url=f"https://news.example/{key}",
                title=title,
                text=text,
                lang=lang,
                published=NOON + timedelta(hours=key),
            ),
        )
        for key, text in enumerate(texts)
    ]


def versions(accounts: Sequence[Account], difference: Difference) -> list[list[str]]:
    """Give the words of each version."""
    texts = {account.key: account.article.text for account in accounts}
    return [
        [texts[said.key][slice(*said.span)] for said in version.statements]
        for version in difference.versions
    ]


def found(*texts: str) -> list[list[list[str]]]:
    accounts = told(*texts)
    return [versions(accounts, one) for one in differences(accounts)]


def planted(told_stories: Sequence[Told]) -> tuple[int, int, int, int]:
    """Count planted differences, those found, all reports, and those of no planted one."""
    wanted = hits = reports = others = 0
    for story in told_stories:
        shown = differences(story.accounts, limit=100)
        facts = [p for mark, p in story.planted.items() if mark.startswith("d")]
        wanted += len(facts)
        hits += sum(any(cites(one, places) for one in shown) for places in facts)
        reports += len(shown)
        others += sum(not any(cites(one, p) for p in facts) for one in shown)
    return wanted, hits, reports, others


@pytest.mark.parametrize("story", [*KNOWN, *UNSEEN], ids=lambda story: story.name)
def test_what_says_the_same_in_other_words_is_never_a_difference(story: Told) -> None:
    shown = differences(story.accounts, limit=100)
    same = [p for mark, p in story.planted.items() if mark.startswith("s")]

    assert not [one for one in shown for places in same if cites(one, places)]


def test_most_planted_differences_are_found_and_hardly_anything_else() -> None:
    wanted, hits, reports, others = planted(KNOWN)

    assert hits / wanted >= 0.75
    assert others / reports <= 0.05


def test_stories_that_nothing_was_tuned_on_yield_no_false_differences() -> None:
    wanted, hits, _, others = planted(UNSEEN)

    assert others == 0
    assert hits / wanted >= 0.5


def test_a_difference_tells_each_version_with_its_words() -> None:
    assert found(
        "An avalanche near Orsa killed nine people on Monday.",
        "At least 14 people died when an avalanche came down near Orsa.",
    ) == [[["nine people"], ["At least 14 people"]]]


def test_accounts_that_agree_stand_in_one_version() -> None:
    assert found(
        "The blast in Corva injured 31 people.",
        "In the blast in Corva 31 people were injured.",
        "The blast in Corva injured 52 people, doctors said.",
    ) == [[["31 people", "31 people"], ["52 people"]]]


def test_a_measure_is_cited_without_the_words_around_it() -> None:
    assert found(
        "A magnitude 6.1 earthquake shook Hanno before dawn.",
        "An earthquake of magnitude 6.4 tore through Hanno.",
    ) == [[["6.1"], ["6.4"]]]


def test_the_dead_are_not_compared_with_the_injured() -> None:
    assert not found(
        "The storm in Vell killed nine people.",
        "The storm in Vell injured 14 people.",
    )


def test_a_toll_that_rose_hours_later_is_an_update() -> None:
    accounts = told(
        "The flood in Hanno killed 12 people.",
        "",
        "",
        "",
        "The flood in Hanno killed 21 people.",
    )

    [difference] = differences(accounts)

    assert (difference.latest, difference.later) == (1, Later.UPDATE)


def test_two_accounts_of_one_rise_are_no_update_of_each_other() -> None:
    [difference] = differences(
        told(
            "Exports of timber have risen by 18 percent in a year.",
            "Exports of timber have risen by 28 percent in a year.",
        )
    )

    assert difference.latest is None


def test_a_figure_taken_back_is_corrected_by_the_one_beside_it() -> None:
    accounts = told(
        "Some 4,700 residents of Lower Arn were evacuated on Sunday.",
        "The number of evacuated residents of Lower Arn is 3,700 and not 4,700.",
    )

    [difference] = differences(accounts)

    assert difference.later is Later.CORRECTION
    assert difference.latest == 1
    assert versions(accounts, difference) == [["Some 4,700 residents"], ["3,700"]]


def test_a_refused_figure_that_nobody_gave_is_rhetoric() -> None:
    assert not found(
        "A pair of stars should take hours for one orbit, not 40 minutes.",
        "Four villages, not five, lie in the valley of the Orsa.",
    )


def test_one_account_may_set_two_claims_side_by_side() -> None:
    assert found("The union said 900 people marched, the council 400.") == [
        [["900 people"], ["400"]]
    ]


def test_a_part_of_a_figure_is_no_second_claim() -> None:
    assert not found("Police said 40 people were held, ten of whom were charged.")


def test_a_day_to_come_may_differ() -> None:
    [difference] = differences(
        told(
            "Results of the tests are expected on Friday.",
            "The results are due on Monday.",
        )
    )

    assert difference.kind is DifferenceKind.DAY


def test_the_days_on_which_things_were_said_do_not_differ() -> None:
    assert not found(
        "The results of the tests were bad, the mayor said on Tuesday.",
        "The results of the tests were bad, the mayor said on Wednesday.",
    )


def test_two_spellings_of_one_name_differ() -> None:
    assert found(
        "The governor, Mira Dolnak, asked people to stay indoors.",
        "Mira Dolnack, the governor, spoke at noon.",
    ) == [[["Mira Dolnak"], ["Mira Dolnack"]]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tomas Venn", "Piet Venn"),
        ("Anna Roth", "Anna Roths"),
        ("Harbour Centre", "Harbour Center"),
        ("Mira DOLNAK", "Mira Dolnak"),
    ],
)
def test_other_people_endings_and_usages_are_no_spellings(one: str, other: str) -> None:
    assert not found(f"People listened to {one} today.", f"We met {other} today.")


def test_two_who_are_blamed_in_one_breath_differ() -> None:
    assert found(
        "The mayor blamed the water board for the flood; the board blamed the rain."
    ) == [[["the water board"], ["the rain"]]]


def test_accounts_that_blame_two_for_one_thing_differ() -> None:
    assert found(
        "Police blamed the driver for the bus crash in Dorrin.",
        "Experts blamed the brakes for the bus crash in Dorrin.",
    ) == [[["the driver"], ["the brakes"]]]


@pytest.mark.parametrize(
    ("one", "other", "bounds"),
    [
        (40_000, 39_800, (ABOUT, BARE)),
        (200, 214, (OVER, BARE)),
        (214, 200, (BARE, OVER)),
        (300, 290, (UNDER, BARE)),
        (400, 412, (BARE, BARE)),
        (54.3, 54, (BARE, BARE)),
    ],
)
def test_rounded_and_bounded_figures_agree(
    one: float, other: float, bounds: tuple[Bound, Bound]
) -> None:
    assert agree([one], [other], bounds)
    assert agree([other], [one], bounds[::-1])


@pytest.mark.parametrize(
    ("one", "other", "bounds"),
    [
        (9, 14, (OVER, OVER)),
        (200, 230, (OVER, OVER)),
        (10, 14, (BARE, BARE)),
        (60_000, 80_000, (ABOUT, BARE)),
        (54.3, 53.4, (BARE, BARE)),
    ],
)
def test_other_figures_do_not_agree(
    one: float, other: float, bounds: tuple[Bound, Bound]
) -> None:
    assert not agree([one], [other], bounds)


def test_digits_in_another_order_are_told_from_other_figures() -> None:
    assert are_transposed(3.4, 4.3)
    assert are_transposed(2_300, 3_200)
    assert not are_transposed(34, 3.4)
    assert not are_transposed(31, 34)


def test_no_more_are_given_than_asked_for() -> None:
    accounts = KNOWN[0].accounts

    assert differences(accounts, limit=1) == differences(accounts, limit=9)[:1]


def test_one_account_has_nothing_to_differ_from() -> None:
    assert differences([]) == ()
    assert differences(told("Nine people died in the storm.")) == ()
    assert differences(told("", "")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "\ud800 9 people died " * 20,
        "9" * 100_000,
        "1,000 " * 200,
        "blamed " * 2_000,
        "said; " * 20_000,
        "Ab Cd " * 20_000,
        "nine people died " * 80,
        "e\u0301 14 people died. " * 500,
    ],
    ids=range(8),
)
def test_hostile_texts_break_nothing(text: str) -> None:
    accounts = told(text, text.replace("9", "8"), title=text)
    found = differences(accounts)

    assert all(
        accounts[said.key].article.text[slice(*said.span)]
        for difference in found
        for version in difference.versions
        for said in version.statements
    )


def test_what_stands_past_the_first_pages_is_not_read() -> None:
    far = "It rained. " * (LONGEST_TEXT // 10)
    near = told("Nine people died in the storm.", "14 people died in the storm.")
    beyond = told(
        "Nine people died in the storm.", f"{far} 14 people died in the storm."
    )

    assert len(differences(near)) == 1
    assert differences(beyond) == ()


_WORDS = st.sampled_from(
    "9 14 1,000 nine people died injured said blamed ; , . : - / € % Monday will "
    "not one more than Anna Roth Ruth \n\n 2:30 2024 of school \ud800 é 百 م".split(" ")
)
_TEXTS = st.lists(_WORDS, max_size=40).map(" ".join)


@given(
    st.lists(_TEXTS | st.text(max_size=60), max_size=4),
    st.sampled_from(["en", "de", ""]),
)
@settings(deadline=None)
def test_every_statement_lies_in_its_sentence(texts: list[str], lang: str) -> None:
    accounts = told(*texts, lang=lang)

    for difference in differences(accounts, limit=50):
        assert len(difference.versions) > 1
        for said in _said(difference.versions):
            text = accounts[said.key].article.text
            assert 0 <= said.sentence[0] <= said.span[0] < said.span[1]
            assert said.span[1] <= said.sentence[1] <= len(text)


@given(st.lists(_TEXTS, max_size=4))
@settings(deadline=None)
def test_the_order_of_the_accounts_does_not_matter(texts: list[str]) -> None:
    accounts = told(*texts)

    assert differences(accounts[::-1]) == differences(accounts)


def test_copies_do_not_differ_from_each_other() -> None:
    for story in KNOWN:
        text = story.accounts[0].article.text
        shown = differences(told(text, text), limit=50)

        assert shown == () or story.name == "a march against a mine"


def _said(listed: Sequence[Version]) -> list[Statement]:
    return [said for version in listed for said in version.statements]
