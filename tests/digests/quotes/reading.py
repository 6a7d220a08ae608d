"""Articles for the tests of quotes, and what is found in them."""

from digests import quotes
from digests.news import Article, Quote, Verdict


def an_article(text: str, *, lang: str = "en") -> Article:
    return Article(
        url="https://news.example/story", title="A story", text=text, lang=lang
    )


def found(text: str, *, lang: str = "en") -> tuple[Quote, ...]:
    return quotes.find(an_article(text, lang=lang))


def printed(text: str, *, lang: str = "en") -> list[tuple[str, str | None]]:
    """Give the words and the speaker of each printed quote."""
    return [
        (text[quote.start : quote.end], quote.speaker)
        for quote in found(text, lang=lang)
        if quote.verdict is Verdict.PRINTED
    ]


def only(text: str, *, lang: str = "en") -> Quote:
    """Give the one candidate of a text."""
    (quote,) = found(text, lang=lang)
    return quote
