from digests import quotes
from tests.digests.quotes.reading import an_article

TEXT = (
    "“We open the new bridge over the river on Monday with the whole town,” "
    "Ana Birch said.\n\n"
    "“I am glad,” said Tom Reyes.\n\n"
    "“We open the new bridge over the river on Monday with the whole town, I hope,” "
    "Otto Lund said.\n\n"
    "“Nobody has walked across that river since the flood took 40 houses in 1987,” "
    "Ana Birch said.\n\n"
    "“Lock them all up,” nobody said."
)


def ranked(limit: int) -> list[str]:
    article = an_article(TEXT)
    best = quotes.key_quotes(article, quotes.find(article), limit=limit)
    return [TEXT[quote.start : quote.end] for quote in best]


def test_the_quotes_that_matter_come_first_and_none_says_the_same_twice() -> None:
    first, second, third = ranked(3)

    assert first.startswith("We open")
    assert second.startswith("Nobody has walked")
    assert third == "I am glad"


def test_a_limit_is_a_limit() -> None:
    assert len(ranked(1)) == 1
    assert ranked(0) == []


def test_only_printed_quotes_are_key_quotes() -> None:
    assert "Lock them all up" not in ranked(9)
