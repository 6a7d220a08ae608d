from itertools import pairwise

from digests.terms import word_list
from tests.bench import grouping, wire
from tests.bench.figures import Figure, gathered


def test_a_figure_is_shown_as_its_median_between_its_extremes() -> None:
    figure = Figure(what="read", unit="articles/s", values=(9.0, 1.0, 2.0), places=1)

    assert figure.cells() == ("read", "2.0", "1.0", "9.0", "articles/s", "3")


def test_runs_become_figures_in_the_order_in_which_they_were_measured() -> None:
    runs = [
        {("b", "s", 0): 1.0, ("a", "s", 0): 2.0},
        {("b", "s", 0): 3.0, ("a", "s", 0): 4.0},
    ]

    assert [(each.what, each.values) for each in gathered(runs)] == [
        ("b", (1.0, 3.0)),
        ("a", (2.0, 4.0)),
    ]


def test_a_month_of_news_is_grouped_and_most_of_it_forgotten() -> None:
    measured = {what: value for (what, _, _), value in grouping.measure(200).items()}

    assert 1 < measured["stories"] < 200
    assert 1 < measured["window, at most"] < 100
    assert measured["window, in the end"] > 1


def test_invented_news_comes_in_order_and_the_same_every_time() -> None:
    told = list(wire.articles(40))

    assert told == list(wire.articles(40))
    assert len({article.text for article in told}) > 35
    assert all(
        one.published and other.published and one.published <= other.published
        for one, other in pairwise(told)
    )


def test_reports_of_one_event_share_its_names() -> None:
    one, other, foreign = (
        {word for word in word_list(wire._article(event, nth).text) if word.istitle()}
        for event, nth in ((1, 0), (1, 1), (2, 0))
    )

    assert len(one & other) > len(one & foreign)
