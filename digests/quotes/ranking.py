"""Which printed quotes of an article matter most."""

import re
from collections.abc import Sequence

from digests.news import Article, Quote, Verdict

_WORD = re.compile(r"\w+")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_ALIKE = 0.6
_FEWEST_WORDS, _MOST_WORDS = 10, 45
_LONG_WORD = 7


def key_quotes(
    article: Article, found: Sequence[Quote], *, limit: int
) -> tuple[Quote, ...]:
    """Rank the printed quotes that matter most, best first, no two alike."""
    printed = [quote for quote in found if quote.verdict is Verdict.PRINTED]
    words = {id(quote): _words(article, quote) for quote in printed}
    ranked = sorted(
        printed, key=lambda q: (-_weight(article, q, words[id(q)]), q.start)
    )
    chosen: list[Quote] = []
    for quote in ranked:
        if len(chosen) >= limit:
            break
        said = frozenset(words[id(quote)])
        if not any(_alike(said, frozenset(words[id(other)])) for other in chosen):
            chosen.append(quote)
    return tuple(chosen)


def _words(article: Article, quote: Quote) -> list[str]:
    text = article.text[quote.start : quote.end].casefold()
    return _WIDE.findall(text) or _WORD.findall(text)


def _weight(article: Article, quote: Quote, words: Sequence[str]) -> float:
    """Add up what a reader gains: length, content, an early place, a speaker who counts."""
    early = 1 - quote.start / max(1, len(article.text))
    return (
        quote.confidence
        + _fit(len(words))
        + 0.4 * _content(words)
        + 0.4 * early
        + 0.5 * _standing(article, quote)
    )


def _fit(count: int) -> float:
    """Prefer quotes neither too short to say something nor too long to be read."""
    if count < _FEWEST_WORDS:
        return count / _FEWEST_WORDS
    return min(1.0, _MOST_WORDS / count)


def _content(words: Sequence[str]) -> float:
    """Count the share of long words and numbers, which is low in small talk."""
    heavy = sum(len(word) >= _LONG_WORD or word.isdecimal() for word in words)
    return min(1.0, 3 * heavy / max(1, len(words)))


def _standing(article: Article, quote: Quote) -> float:
    """Weigh a speaker by how often the article names him, and by the headline."""
    last = (quote.speaker or "").rpartition(" ")[2]
    if not last:
        return 0.0
    named = min(4, article.text.count(last)) / 4
    return (named + (last in article.title)) / 2


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) > _ALIKE * min(len(one), len(other))
