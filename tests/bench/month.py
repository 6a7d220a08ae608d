"""A month of news as it is collected: articles of ``wire`` with people who say something.

Their events, quotes and sentences are known, so nothing has to be found again.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from digests.news import Article, Digest, DigestSentence, Length, Quote, Verdict
from digests.summarize.extractive import MADE_BY
from tests.bench import wire
from tests.bench.wire import Report

LARGE_TOPIC = "world"
# Of twenty events six are of the large topic, four of the next, one of each other.
_TOPICS = (
    *[LARGE_TOPIC] * 6,
    *["politics"] * 4,
    *"business tech ai science health climate sport culture justice local".split(),
)
# Before which paragraph somebody is quoted, and how many of the reports print it.
_QUOTED = ((3, 0.6), (9, 0.3))
_WORDS_SAID = 14
_SENTENCES = {Length.NORMAL: 3, Length.SHORT: 2}
# One article in so many was told shortly before.
_SHORT = 0.25
# The last events go on after the month, so more is written than comes out.
_MORE = 1.03


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An article of an event, and what is known of it."""

    event: int
    article: Article
    at: datetime
    topic: str
    quotes: tuple[Quote, ...]
    digests: tuple[Digest, ...]
    is_copy: bool


def whole(count: int) -> int:
    """Say how many are to be written if about ``count`` are to come out."""
    return int(count * _MORE)


def written(count: int, part: slice, *, end: datetime) -> Iterator[Written]:
    """Write a part of the month that ends then, without what would be of tomorrow."""
    every = (_written(report, end) for report in wire.reports(count, part=part))
    return (one for one in every if one.at <= end)


def topics_of(reader: int, number: int) -> Sequence[str]:
    """Give so many topics that somebody follows: others than the next one does."""
    every = sorted(set(_TOPICS))
    return [every[(reader + 5 * nth) % len(every)] for nth in range(number)]


def searches() -> Sequence[str]:
    """Give pairs of words that both stand in some hundred articles of a month."""
    words = wire.vocabulary()
    return [f"{words[rank]} {words[2 * rank]}" for rank in range(220, 420, 2)]


def questions() -> Sequence[str]:
    """Ask for a figure, with a name and two words of the news."""
    words = wire.vocabulary()
    return [
        f"How many {words[rank]} did {wire.facts(rank).names[0]} {words[3 * rank]}?"
        for rank in range(200, 400, 2)
    ]


def host(outlet: str) -> str:
    return f"{outlet.lower().replace(' ', '-')}.example"


def _written(report: Report, end: datetime) -> Written:
    """Let people of an event say in its reports what they said; some print both."""
    article = report.article
    said = article.published or wire.FIRST
    chance = random.Random(f"{report.event}/{said}")  # noqa: S311 - the same news every time
    paragraphs, sayings = article.text.split("\n\n"), []
    for nth, (place, share) in enumerate(_QUOTED):
        if chance.random() < share:
            words, speaker = _saying(report.event, nth)
            paragraphs.insert(place, f"“{words},” said {speaker}, the mayor.")
            sayings.append((words, speaker))
    text = "\n\n".join(paragraphs)
    at = end - timedelta(days=wire.DAYS) + (said - wire.FIRST)
    url = f"http://{host(article.outlet)}/{report.event}/{said.timestamp()}"
    article = replace(article, text=text, url=url, published=at)
    quotes = tuple(_quote(text, *saying) for saying in sayings)
    lengths = list(_SENTENCES)[: 2 if chance.random() < _SHORT else 1]
    return Written(
        event=report.event,
        article=article,
        at=at,
        topic=_TOPICS[report.event % len(_TOPICS)],
        quotes=quotes,
        digests=tuple(_digest(article, quotes, length) for length in lengths),
        is_copy=report.is_copy,
    )


def _saying(event: int, nth: int) -> tuple[str, str]:
    """Give the words that somebody said at an event, and the name."""
    chance = random.Random(f"{event}/said/{nth}")  # noqa: S311 - the same news every time
    facts = wire.facts(event)
    words = " ".join(chance.choices(facts.words, k=_WORDS_SAID))
    return f"We will {words}", " ".join(facts.names[2 * nth : 2 * nth + 2])


def _quote(text: str, words: str, speaker: str) -> Quote:
    start = text.index(words)
    end = start + len(words)
    named = text.index(speaker, end)
    return Quote(
        start=start,
        end=end,
        speaker=speaker,
        speaker_start=named,
        speaker_end=named + len(speaker),
        verdict=Verdict.PRINTED,
        reason="said X",
        confidence=0.99,
    )


def _digest(article: Article, quotes: tuple[Quote, ...], length: Length) -> Digest:
    return Digest(
        length=length,
        lang=article.lang,
        sentences=tuple(_leading(article.text, _SENTENCES[length])),
        quotes=quotes,
        made_by=MADE_BY,
    )


def _leading(text: str, number: int) -> Iterator[DigestSentence]:
    """Give the first paragraphs, each of which is one sentence."""
    start = 0
    for paragraph in islice(text.split("\n\n"), number):
        end = start + len(paragraph)
        yield DigestSentence(text=paragraph, support=((start, end),))
        start = end + len("\n\n")
