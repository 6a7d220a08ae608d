"""Which articles are one story, which only look like one, and who reported it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.headlines import headline
from digests.news import Article
from digests.profiles import Profile, from_json, profile, to_json
from digests.stories import Placement, Report, Window, outlets
from tests.digests.one_event import BOTH, CRACKS, DETOUR

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)

FERRY = """The ferry Halcyon ran aground off Tarvik early on Monday with 212 people aboard.

Lifeboats from Tarvik and Ostholm took off all passengers before noon, the coastguard
said. Captain Mira Dunnett told investigators that the rudder had jammed.

Nobody was badly hurt. The Halcyon has crossed the Brisk Sound since 1998, most of the
time without trouble. In 2011 she lost an anchor in a storm, and two years ago a lorry
that was badly tied down rolled against her bow door. Her owner, the Sound Line, said
that she would be towed to the yard at Ostholm as soon as the wind allowed."""

FERRY_AGAIN = """All 212 passengers of the Halcyon are safe after the ferry struck rocks near
Tarvik on Monday morning.

Its captain, Mira Dunnett, blamed a jammed rudder. The coastguard sent lifeboats from
Ostholm, and the Brisk Sound was closed to shipping until the evening."""

FERRY_IN_GERMAN = """Die Fähre Halcyon ist am Montag vor Tarvik auf Grund gelaufen. Alle 212
Menschen an Bord wurden gerettet, wie die Küstenwache mitteilte.

Kapitänin Mira Dunnett sprach von einem blockierten Ruder. Rettungsboote kamen auch aus
Ostholm, der Brisk Sound wurde gesperrt."""

FERRY_WITH_A_CAST = """The ferry Halcyon ran aground off Tarvik on Monday with 212 people aboard.

"We sang," said Una Brandt, who travelled with Piet Rosen and the Keld Choir from
Lower Finch. Jory Venn, Abel Stroud and Carys Holm of the Tarvik lifeboat carried 31
children and 14 dogs. Hotels Miramar, Anchor and Old Customs House took in 96 of them."""

NOUNS_IN_GERMAN = """Am Hafen warteten Ärzte und Busse. Das Wetter war ruhig, die Strömung
stark. Fischer brachten Decken und Tee, eine Bäckerei stellte Brot bereit. Die Ursache
klärt nun das Amt, der Betrieb ruht, und die Fracht bleibt im Laderaum."""

BAKERY = """A bakery in Lower Finch has won the county prize for rye bread for the third time.

Baker Tomas Ell said the starter was older than his shop. The judges praised the crust."""


def an_article(text: str, title: str = "", lang: str = "en") -> Article:
    return Article(
        url="https://news.example/1",
        title=title,
        text=text,
        lang=lang,
        published=NOON,
    )


def about(text: str, title: str = "", *, lang: str = "en", hours: float = 0) -> Profile:
    return profile(an_article(text, title, lang), at=NOON + timedelta(hours=hours))


def told_in(paragraphs: Sequence[str], *, hours: float = 0) -> Profile:
    return about("\n\n".join(paragraphs), hours=hours)


def test_two_reports_of_one_event_are_one_story() -> None:
    window = Window()

    assert window.place(1, about(FERRY)).story == 1
    assert window.place(2, about(BAKERY)).story == 2
    assert window.place(3, about(FERRY_AGAIN, hours=3)).story == 1


def test_a_report_in_another_language_joins_by_names_and_figures() -> None:
    window = Window()
    window.place(1, about(FERRY))

    assert window.place(2, about(FERRY_IN_GERMAN, lang="de")).story == 1


def test_another_language_finds_a_story_however_many_told_it_before() -> None:
    window = Window()
    window.place(1, about(FERRY))
    window.restore(2, 1, about(FERRY_WITH_A_CAST))

    told_at_length = f"{FERRY_IN_GERMAN}\n\n{NOUNS_IN_GERMAN}"

    assert window.place(3, about(told_at_length, lang="de")).story == 1


def test_another_language_needs_more_than_one_name_in_common() -> None:
    window = Window()
    window.place(1, about(FERRY))
    elsewhere = (
        "In Tarvik eröffnet am Freitag ein Schwimmbad. Der Bau hat 31 Monate gedauert."
    )

    assert window.place(2, about(elsewhere, lang="de")).story == 2


BASK = """The Lower Finch Saints will be without Rolf Bask for the rest of the season. Bask
hurt his knee against the Tarvik Rams on Sunday and was put on the injured list, coach Sol
Averey said. Bask has run 904 metres for the Saints since the autumn."""

QUILL = """Tibor Quill twisted an ankle in training and will miss the rest of the season, the
Saints said. Coach Sol Averey has only Ned Corrow left to run in his place when the Ostholm
Gulls come. Quill had signed for three years in spring and was to lead the attack."""


def test_what_looks_alike_is_another_story_days_later() -> None:
    for days, story in ((0, 1), (2, 2)):
        window = Window()
        window.place(1, about(BASK))
        assert window.place(2, about(QUILL, hours=24 * days)).story == story


def test_what_does_not_say_when_it_is_from_needs_more_in_common() -> None:
    dated = about(QUILL, hours=1)
    for profile_of_it, story in ((dated, 1), (replace(dated, dated=False), 2)):
        window = Window()
        window.place(1, about(BASK))
        assert window.place(2, profile_of_it).story == story


def test_the_window_closes_after_three_days() -> None:
    window = Window()
    window.place(1, about(FERRY))

    assert window.place(2, about(FERRY_AGAIN, hours=80)).story == 2


def test_two_quarters_of_one_firm_are_two_stories() -> None:
    report = "Norwick Tools said on Tuesday that {}-quarter profit rose 4 percent to 31 million."
    window = Window()
    window.place(1, about(report.format("first")))

    assert window.place(2, about(report.format("second"))).story == 2
    assert window.place(3, about(report.format("first"))).story == 1


def test_an_article_that_is_very_like_two_stories_makes_them_one() -> None:
    window = Window()

    assert window.place(1, told_in(CRACKS)).story == 1
    assert window.place(2, told_in(DETOUR, hours=2)).story == 2
    assert window.place(3, told_in(BOTH, hours=4)) == Placement(story=1, absorbed=2)
    assert [window.story_of(key) for key in (1, 2, 3)] == [1, 1, 1]
    assert window.place(4, told_in(DETOUR[1:], hours=5)).story == 1


def test_stories_that_number_differently_stay_two_whoever_tells_of_both() -> None:
    window = Window()
    window.place(1, told_in((*CRACKS, "They looked at it in the first quarter.")))
    window.place(2, told_in((*DETOUR, "It hired them in the second quarter.")))
    both = told_in((*BOTH, "So went the first quarter and the second quarter."))

    assert window.place(3, both).absorbed is None
    assert window.story_of(2) == 2


def test_an_article_in_another_language_makes_no_two_stories_one() -> None:
    window = Window()
    window.place(1, about("Two inspectors, Reddick and Morcant, have found cracks."))
    window.place(2, about("The mayor, Finch, has hired boats to cross from Ardmouth."))
    both = about("Reddick und Morcant warnen, Finch wartet in Ardmouth.", lang="de")

    assert window.place(3, both).story == 1
    assert window.story_of(2) == 2


def test_what_is_only_somewhat_like_two_stories_leaves_them_two() -> None:
    window = Window()
    window.place(1, told_in(CRACKS))
    window.place(2, told_in(DETOUR))
    placed = window.place(3, told_in((*BOTH[:1], *FERRY.split("\n\n")[:2])))

    assert (placed.absorbed, window.story_of(2)) == (None, 2)


def test_a_merge_that_another_window_made_can_be_done_after_it() -> None:
    window, other = Window(), Window()
    for key, text in enumerate((CRACKS, DETOUR, FERRY_AGAIN.split("\n\n"))):
        for each in (window, other):
            each.place(key, told_in(text))
    window.place(3, told_in(BOTH))
    other.restore(3, 0, told_in(BOTH))
    other.merge(1, into=0)
    other.merge(7, into=0)

    assert [other.story_of(key) for key in range(4)] == [0, 0, 2, 0]
    later = told_in(DETOUR[1:], hours=3)
    assert other.place(4, later) == window.place(4, later)


def test_a_cut_copy_with_the_sites_own_lines_is_still_a_copy() -> None:
    window = Window()
    window.place(1, about(FERRY))
    cut = FERRY[: len(FERRY) * 2 // 3] + "\n\nSign up for our harbour letter."

    placement = window.place(2, about(cut, hours=1))
    assert (placement.story, placement.copy_of) == (1, 1)
    assert window.place(3, about(cut, hours=2)).copy_of == 1


def test_the_first_third_of_a_very_long_text_is_a_copy() -> None:
    long = " ".join(f"On day {day} the {day + 7} crews met." for day in range(3_000))
    window = Window()
    window.place(1, about(long))

    assert window.place(2, about(long[: len(long) // 3], hours=1)).copy_of == 1


def test_an_own_report_of_the_same_event_is_no_copy() -> None:
    window = Window()
    window.place(1, about(FERRY))

    assert window.place(2, about(FERRY_AGAIN)).copy_of is None


def test_a_key_that_comes_again_stays_where_it_is() -> None:
    window = Window()
    first = window.place(1, about(FERRY))

    assert window.place(1, about(BAKERY)) == first
    assert len(window) == 1


def test_a_story_outlives_its_first_article() -> None:
    window = Window()
    window.place(1, about(FERRY))
    window.place(2, about(FERRY_AGAIN, hours=30))
    window.forget(NOON + timedelta(hours=10))

    assert len(window) == 1
    assert window.place(3, about(FERRY_AGAIN, hours=40)).story == 1


def test_what_is_forgotten_leaves_no_trace() -> None:
    window, fresh = Window(), Window()
    window.place(1, about(BAKERY))
    for each in (window, fresh):
        each.place(2, about(FERRY, hours=30))
    window.forget(NOON + timedelta(hours=1))
    again = about(FERRY_AGAIN, hours=31)

    assert window.place(3, again) == fresh.place(3, again)
    assert window.place(4, about(BAKERY, hours=32)).story == 4
    assert len(window) == 3


def test_a_story_keeps_nothing_of_its_forgotten_articles() -> None:
    window, fresh = Window(), Window()
    window.place(1, about(FERRY, "Ferry aground in the third quarter"))
    window.place(2, about(FERRY_IN_GERMAN, lang="de"))
    for each in (window, fresh):
        each.restore(3, 1, about(FERRY_AGAIN, hours=30))
    window.forget(NOON + timedelta(hours=1))

    later = about(FERRY, "Ferry in the fourth quarter", hours=31)
    assert window.place(4, later) == fresh.place(4, later)
    german = about(FERRY_IN_GERMAN, hours=32, lang="de")
    assert window.place(5, german) == fresh.place(5, german)


def test_a_copy_whose_original_is_forgotten_names_the_oldest_left() -> None:
    window = Window()
    window.place(1, about(FERRY))
    window.place(2, about(FERRY, hours=30))
    window.forget(NOON + timedelta(hours=10))

    assert window.place(3, about(FERRY, hours=31)).copy_of == 2


def test_the_clearest_headline_states_what_the_others_also_say() -> None:
    titles = [
        "'We thought it was thunder'",
        "Ferry Halcyon runs aground off Tarvik, all 212 rescued",
        "What we know about the ferry",
        "Rudder jams",
        "",
    ]
    told = [an_article(FERRY, title) for title in titles]

    assert headline(told) == 1


def test_an_article_without_a_title_never_gives_the_headline() -> None:
    assert headline([an_article(FERRY, ""), an_article(FERRY, "Why?!")]) == 1


def test_no_articles_have_no_headline() -> None:
    with pytest.raises(ValueError, match="empty"):
        headline([])


def test_copies_of_one_agency_are_a_single_source() -> None:
    wire = [
        Report(key=1, outlet="Harbour Press"),
        Report(key=2, outlet="Echo", copy_of=1),
        Report(key=3, outlet="Herald", copy_of=1),
    ]

    assert outlets(wire) == ("Harbour Press",)
    assert outlets(wire[1:]) == ("Echo",)


def test_an_outlet_counts_once_however_often_it_reports() -> None:
    reports = [
        Report(key=1, outlet="Echo"),
        Report(key=2, outlet="echo "),
        Report(key=3, outlet="Herald"),
    ]

    assert outlets(reports) == ("Echo", "Herald")


arrivals = st.lists(
    st.tuples(
        st.sampled_from(
            [
                FERRY,
                FERRY_AGAIN,
                FERRY_IN_GERMAN,
                BAKERY,
                FERRY[:200],
                "",
                "Ja.",
                *map("\n\n".join, (CRACKS, DETOUR, BOTH)),
            ]
        ),
        st.sampled_from(["en", "de", ""]),
        st.integers(0, 100),
    ),
    max_size=8,
)


@given(arrivals)
def test_a_profile_survives_being_stored(told: list[tuple[str, str, int]]) -> None:
    for text, lang, hours in told:
        kept = about(text, lang=lang, hours=hours)
        assert from_json(to_json(kept)) == kept


@given(arrivals, st.integers(0, 8))
def test_a_restored_window_goes_on_as_if_nothing_had_happened(
    told: list[tuple[str, str, int]], stop: int
) -> None:
    profiles = [about(text, lang=lang, hours=hours) for text, lang, hours in told]
    lasting, before, restored = Window(), Window(), Window()
    placed = [lasting.place(key, kept) for key, kept in enumerate(profiles)]
    for key, kept in enumerate(profiles[:stop]):
        before.place(key, kept)
    for key, kept in enumerate(profiles[:stop]):
        copy_of = placed[key].copy_of
        restored.restore(key, before.story_of(key), kept, copy_of=copy_of)
    later = range(min(stop, len(profiles)), len(profiles))

    assert [restored.place(key, profiles[key]) for key in later] == placed[stop:]
    assert [restored.story_of(key) for key in range(len(profiles))] == [
        lasting.story_of(key) for key in range(len(profiles))
    ]


@given(arrivals)
def test_every_article_is_in_one_story_named_by_its_first(
    told: list[tuple[str, str, int]],
) -> None:
    window = Window()
    for key, (text, lang, hours) in enumerate(told):
        window.place(key, about(text, lang=lang, hours=hours))
    story_of = {key: window.story_of(key) for key in range(len(told))}

    assert all(story_of[story] == story <= key for key, story in story_of.items())
