from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from digests import quotes
from digests.news import Verdict
from tests.digests.quotes.reading import an_article

_PIECES = st.sampled_from(
    [
        *"“”„\"«»‹›「」『』‘’'‚`—–-,.:;?!…()[]\n \u00a0\ufffd@",
        "\n\n",
        "''",
        " said ",
        " Ana Birch",
        " Tom Reyes",
        " she ",
        " he said",
        " told ",
        "according to ",
        "The Daily News",
        " We will go there now",
        " but no",
        " the mayor ",
        " a ",
        " the",
        " an",
        " of ",
        " who ",
        " was ",
        ", adding",
        " citing ",
        "Mayor ",
        " and ",
        "never ",
        "<blockquote>",
        "</blockquote>",
        "Q: ",
        "posted:",
        " sagte ",
        " dijo ",
        " a dit ",
        "市长李明说",
        "：",
        "قال ",
        "が",
        "と述べた",
    ]
)
_NEWS = st.lists(_PIECES, max_size=40).map("".join)
_LANGS = st.sampled_from(
    ["en", "de", "fr", "es", "ru", "fi", "zh", "ja", "ko", "ar", ""]
)


@given(st.one_of(_NEWS, st.text()), _LANGS)
def test_spans_lie_inside_the_text_in_order_and_apart(text: str, lang: str) -> None:
    found = quotes.find(an_article(text, lang=lang))

    assert all(0 <= quote.start < quote.end <= len(text) for quote in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(_NEWS, _LANGS)
def test_a_printed_quote_has_a_speaker_whom_the_text_mentions(
    text: str, lang: str
) -> None:
    for quote in quotes.find(an_article(text, lang=lang)):
        assert 0 <= quote.confidence <= 1
        assert quote.reason
        if quote.verdict is not Verdict.PRINTED:
            continue
        mention = text[quote.speaker_start : quote.speaker_end]
        assert mention.strip()
        assert quote.speaker
        assert quote.speaker.split()[-1] in text


@given(_NEWS, st.integers(0, 4))
def test_key_quotes_are_printed_ones_within_the_limit(text: str, limit: int) -> None:
    article = an_article(text)
    found = quotes.find(article)

    best = quotes.key_quotes(article, found, limit=limit)

    assert len(best) <= limit
    assert all(quote in found for quote in best)
    assert all(quote.verdict is Verdict.PRINTED for quote in best)


def test_a_wall_of_marks_is_survived() -> None:
    for wall in ('"' * 200_000, "“" * 200_000, "'a " * 60_000, "«»" * 90_000):
        assert len(quotes.find(an_article(wall))) <= 1_000


def test_a_wall_of_reports_is_survived() -> None:
    pieces = (
        "hat „ab cd“ hatte ",
        "Er sei „ab cd“. ",
        "Jan Uhl sagte, er sei „ab cd“ und ",
    )
    for piece in pieces:
        line = piece * (1_000 // len(piece))
        wall = an_article("\n".join([line] * 100), lang="de")
        assert len(quotes.find(wall)) <= 1_000
