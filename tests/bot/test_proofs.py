import logging
from collections.abc import Iterable

import pytest

from bot.documents import Document, Quotation, Story, quotations
from bot.proofs import Slice, StillTrue, only_true
from tests.bot.builders import a_quotation, says


def a_story(*quotes: Quotation) -> Story:
    return Story(number=1, headline="Ferries", url="", text="", quotes=quotes)


def standing(*articles: int) -> StillTrue:
    """Make a newsroom in which these articles are as they were."""

    async def still_true(slices: Iterable[Slice]) -> frozenset[Slice]:
        return frozenset(each for each in slices if each[0] in articles)

    return still_true


async def test_quotations_that_stand_are_shown() -> None:
    whole = Document(blocks=(a_quotation(1), a_story(a_quotation(2))))

    assert await only_true(standing(1, 2), whole) == (whole, 0)


async def test_a_quotation_whose_article_changed_is_not(
    caplog: pytest.LogCaptureFixture,
) -> None:
    whole = Document(blocks=(a_quotation(1), a_story(a_quotation(2), a_quotation(1))))
    with caplog.at_level(logging.WARNING):
        shown, untrue = await only_true(standing(1), whole)

    assert [quote.proof.article_id for quote in quotations(shown)] == [1, 1]
    assert untrue == 1
    assert "no longer stands in article 2" in caplog.text


async def test_where_nothing_is_quoted_nobody_is_asked() -> None:
    async def unasked(slices: Iterable[Slice]) -> frozenset[Slice]:
        raise AssertionError("nothing to ask about")

    assert await only_true(unasked, says("hello")) == (says("hello"), 0)
