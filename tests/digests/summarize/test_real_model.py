"""The writer against llama.cpp's own server and a small model that writes badly."""

import pytest

from digests import quotes
from digests.news import Length
from digests.summarize.grounding import objection
from digests.summarize.model import Why, Writer, open_client
from digests.writing import choose_sentences
from tests.digests.summarize.test_model import ARTICLE, FOUND, TEXT
from tests.model_ledger import Book
from tests.real_model import real_server, weights

PATH = weights()


@pytest.mark.skipif(PATH is None, reason="no model for this machine")
async def test_a_small_model_is_served_and_held_to_the_truth() -> None:
    assert PATH is not None
    book = Book()
    with real_server(PATH) as url:
        async with open_client(key="", base_url=url) as client:
            writer = Writer(
                client,
                model="SmolLM2-135M-Instruct",
                ledger=book,
                otherwise=choose_sentences,
                tag=lambda: "article-5f0c",
            )
            digest = await writer(ARTICLE, FOUND, Length.SHORT)

    (used,) = book.used
    assert (used.asked > 200, used.answered > 0) == (True, True)
    assert set(book.reasons) <= {Why.UNTRUE.value, Why.CUT.value, Why.NO_FORM.value}
    assert digest.sentences != ()
    for told in digest.sentences:
        sources = [TEXT[a:b] for a, b in told.support]
        assert objection(told.text, sources, text=TEXT, lang="en") is None or (
            told.text in sources
        )
    assert all(quote in quotes.find(ARTICLE) for quote in digest.quotes)
