import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.boilerplate import is_boilerplate, is_prose, without_other_articles

PROSE = (
    "The coastguard blamed a jammed rudder and said that divers would look at the hull"
    " on Tuesday, when the wind was expected to drop."
)


@pytest.mark.parametrize(
    "line",
    [
        "Share this story via social media", "Back to top button", "Related Articles",
        "Facebook Twitter WhatsApp", "Share", "Print Email", "• Related Articles:",
        "Advertisement", "ANZEIGE", "Publicité", "Реклама", "広告", "Read more",
        "Read more: Storm hits Ostholm", "Lesen Sie auch: Sturm über Ostholm",
        "Weiterlesen", "Leer más", "Читайте также", "延伸阅读", "اقرأ أيضا",
        "Published 4 March 2031 06:07 GMT", "Updated 3 hours ago", "Mon 4 Mar 2031",
        "4. März 2031", "5 min read", "Sign up", "Subscribe to our newsletter today!",
        "Abonnieren Sie unseren Newsletter.", "Suscríbete a nuestro boletín.",
        "We use cookies to give you the best experience.", "Follow us on Facebook.",
        "Photo: Ane Holt/Reuters", "Foto: Ane Holt", "(AP Photo/Ane Holt)", "Getty Images",
        "By Ane Holt", "Von Ane Holt und Jon Berg", "Par Ane Holt", "***", "", "   ",
        "Leave a comment",
    ],
)  # fmt: skip
def test_a_line_of_the_page_is_known(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        PROSE,
        "The newsletter that the mayor had promised never came.",
        "Cookies were sold at the market on Monday.",
        "He said he would share this house with nobody.",
        "By Monday, the water had fallen.",
        "By the river stood a lone tree",
        "“Follow us,” she said.",
        "Read the letter in full, the judge said.",
        "What happens next",
        "The minister subscribed to the view that all was well.",
        "Facebook said on Monday that it had removed the page.",
        "Your email list will begin to grow",
        "Die Anzeige ging am Montag bei der Polizei ein.",
        "Photo albums were found in the wreck, the police said.",
        "Related to the case is a second one, which began in May.",
        "It was 5 p.m. when the bus came.",
        "Donations of 5 million euros came from abroad.",
        "Sign language is taught in three schools.",
        "We use words as others use stones.",
        "a" * 300,
    ],
)
def test_a_sentence_that_only_mentions_such_things_stays(line: str) -> None:
    assert not is_boilerplate(line)


def test_other_articles_are_left_out_up_to_the_next_prose() -> None:
    page = (
        "Rain fell.",
        "Related articles",
        "Storm hits Ostholm",
        "Bridge opens",
        PROSE,
    )

    assert list(without_other_articles(page)) == ["Rain fell.", PROSE]


def test_what_stands_below_related_articles_at_the_end_is_left_out() -> None:
    page = (PROSE, "Most read:", "Storm hits Ostholm", "Why bridges sing.", "Home")

    assert list(without_other_articles(page)) == [PROSE]


@pytest.mark.parametrize(
    ("line", "prose"),
    [(PROSE, True), (PROSE.rstrip("."), False), ("Rain fell.", False)],
)
def test_prose_is_long_and_finished(line: str, prose: bool) -> None:
    assert is_prose(line) is prose


@given(
    st.lists(st.sampled_from([PROSE, "Related articles", "Storm hits Ostholm", "x"]))
)
def test_prose_is_never_lost(page: list[str]) -> None:
    kept = list(without_other_articles(page))

    assert kept.count(PROSE) == page.count(PROSE)


@given(st.text("Byphotoshare (:/|,.*)\n", max_size=300))
def test_any_line_is_judged(line: str) -> None:
    assert is_boilerplate(line) in {True, False}
