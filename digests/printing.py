"""The only way to a printed quote: slice the text, and check the slice.

What fails a check is not printed; it costs that quote and nothing else.
"""

from digests import quotes
from digests.news import Article, PrintedQuote, Quote, Verdict

CONTEXT_CHARS = 160


def print_quote(
    article: Article, quote: Quote, *, article_id: int, sha256: str
) -> PrintedQuote | None:
    """Print a quote whose words still stand in the article, said by somebody named.

    ``sha256`` is the fingerprint of the words when the quote was found.
    """
    if quote.verdict is not Verdict.PRINTED or not quote.speaker:
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
        link=quotes.link_to(article.url, text, start, end) if article.url else "",
        article_id=article_id,
        start=start,
        end=end,
        sha256=sha256,
        before=_tail(text[max(0, start - CONTEXT_CHARS) : start]),
        after=_head(text[end : end + CONTEXT_CHARS]),
    )


def still_there(text: str, start: int, end: int, sha256: str) -> bool:
    """Tell whether a span lies inside a text and holds the words of this fingerprint."""
    if not 0 <= start < end <= len(text):
        return False
    return quotes.fingerprint(text[start:end]) == sha256


def _tail(context: str) -> str:
    """Keep what stands in the same paragraph before the quote, from a whole word on."""
    last = context.rpartition("\n")[2]
    return last if len(last) < CONTEXT_CHARS else last.partition(" ")[2]


def _head(context: str) -> str:
    first = context.partition("\n")[0]
    return first if len(first) < CONTEXT_CHARS else first.rpartition(" ")[0]
