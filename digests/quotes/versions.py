"""Two versions of one saying, where we cannot know which was said: neither is printed.

Two quotations are versions of each other when they begin alike, go on alike, and are
neither equal nor one a part of the other. Within one paragraph they are rhetoric.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from digests.news import Quote, Verdict
from digests.quotes.confidence import left

_WORD = re.compile(r"\w+")
_ALIKE = 0.5
_FEWEST_WORDS = 5
_MOST_WORDS = 120
_MOST_COMPARED = 12
_MOST_CHARS = 1_000


def refuse_versions(text: str, found: Sequence[Quote]) -> tuple[Quote, ...]:
    """Reject printed quotes that stand in the article in another wording as well."""
    words = [_words(text, quote) for quote in found]
    alike: dict[str, list[int]] = defaultdict(list)
    for number, said in enumerate(words):
        if len(said) >= _FEWEST_WORDS:
            alike[said[0]].append(number)
    spoilt = {
        one
        for numbers in alike.values()
        for one, other in _pairs(numbers)
        if _same_speaker(found[one], found[other])
        and "\n" in _between(text, found[one], found[other])
        and _differ(words[one], words[other])
    }
    return tuple(
        _spoilt(quote) if number in spoilt else quote
        for number, quote in enumerate(found)
    )


def _pairs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pair each with its neighbours, both ways; only near ones, to stay linear."""
    for place, one in enumerate(numbers):
        for other in numbers[place + 1 : place + _MOST_COMPARED]:
            yield one, other
            yield other, one


def _same_speaker(one: Quote, other: Quote) -> bool:
    return not (one.speaker and other.speaker and one.speaker != other.speaker)


def _between(text: str, one: Quote, other: Quote) -> str:
    first, second = sorted((one, other), key=lambda quote: quote.start)
    return text[first.end : second.start]


def _spoilt(quote: Quote) -> Quote:
    if quote.verdict is not Verdict.PRINTED:
        return quote
    sure = round(quote.confidence * left("two versions"), 3)
    return replace(
        quote, verdict=Verdict.REJECTED, reason="two versions", confidence=sure
    )


def _words(text: str, quote: Quote) -> tuple[str, ...]:
    end = min(quote.end, quote.start + _MOST_CHARS)
    return tuple(_WORD.findall(text[quote.start : end].casefold())[:_MOST_WORDS])


def _differ(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Alike, but neither the same nor one a part of the other."""
    longer, shorter = f" {' '.join(one)} ", f" {' '.join(other)} "
    if shorter in longer or longer in shorter:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
