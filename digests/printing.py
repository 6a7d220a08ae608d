"""The only way to a printed quote: slice the text, and check the slice.

What fails a check is not printed; it costs that quote and nothing else.
"""

from collections.abc import Mapping
from dataclasses import replace

from digests import quotes
from digests.news import Article, PrintedQuote, Quote, Verdict


def print_quote(
    article: Article, quote: Quote, *, article_id: int, sha256: str
) -> PrintedQuote | None:
    """Print a quote whose words still stand in the article, said by somebody named.

    ``sha256`` is the fingerprint of the words when the quote was found. The quote has no
    link yet: finding a good one takes longer than all the rest, and few are shown.
    """
    if quote.verdict is not Verdict.PRINTED:
        return None
    return _print(article, quote, article_id, sha256)


def linked(quote: PrintedQuote, articles: Mapping[int, Article]) -> PrintedQuote:
    """Link a printed quote, and its other versions, to their places in the articles."""
    article = articles[quote.article_id]
    link = ""
    if article.url:
        link = quotes.link_to(article.url, article.text, quote.start, quote.end)
    versions = tuple(linked(version, articles) for version in quote.differs)
    return replace(quote, link=link, differs=versions)


def print_piece(
    article: Article, quote: Quote, *, article_id: int, sha256: str, within: str
) -> PrintedQuote | None:
    """Print a piece of a sentence ``within`` it, in languages that quote like this."""
    if quote.verdict is not Verdict.FRAGMENT or not quotes.prints_pieces(article.lang):
        return None
    printed = _print(article, quote, article_id, sha256) if within else None
    return replace(printed, within=within) if printed else None


def _print(
    article: Article, quote: Quote, article_id: int, sha256: str
) -> PrintedQuote | None:
    if not quote.speaker:
        return None
    text, start, end = article.text, quote.start, quote.end
    if not still_there(text, start, end, sha256):
        return None
    return PrintedQuote(
        text=text[start:end],
        speaker=quote.speaker,
        via=quote.via,
        kind=quote.kind,
        outlet=article.outlet,
        link="",
        article_id=article_id,
        start=start,
        end=end,
        sha256=sha256,
        lang=article.lang,
        published=article.published,
    )


def still_there(text: str, start: int, end: int, sha256: str) -> bool:
    """Tell whether a span lies inside a text and holds the words of this fingerprint."""
    if not 0 <= start < end <= len(text):
        return False
    return quotes.fingerprint(text[start:end]) == sha256
