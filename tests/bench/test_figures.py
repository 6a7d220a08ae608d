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
