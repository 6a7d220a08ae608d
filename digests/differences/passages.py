"""Sentences of an account as facts and senses, each with its place in the text."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from digests import sentences, terms
from digests.differences.accounts import Account
from digests.differences.senses import Sense, senses
from digests.news import Span
from digests.summarize import facts
from digests.summarize.facts import Reading
from digests.summarize.tokens import Token

# Papers give what matters first, and many accounts give it often: this bounds the time.
LONGEST_TEXT, ALL_TEXTS = 12_000, 120_000
LONGEST_SENTENCE = 1_500
_PER_CENT = re.compile(
    r"\b(?:per\scent|pour\scent|por\sci?ento|per\scento)\b", re.IGNORECASE
)
_SHAPES = str.maketrans("’‘ʼ`´−‐‑", "'''''---")  # as ``facts`` folds them


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One sentence of an account, or its headline, which has no place in the text.

    ``starts`` and ``ends`` give the place in the text of each token of ``reading``; ``place`` counts
    the sentences of the account, the headline being -1.
    """

    key: int
    lang: str
    at: datetime | None
    place: int
    span: Span
    reading: Reading
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    senses: tuple[Sense, ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.reading.tokens

    @property
    def is_headline(self) -> bool:
        return self.place < 0

    def span_of(self, begin: int, end: int) -> Span:
        """Give the span in the text of some tokens, ``end`` not included."""
        return self.starts[begin], self.ends[end - 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some tokens of a passage, ``end`` not included."""

    passage: Passage
    begin: int
    end: int

    @property
    def key(self) -> int:
        """The account that says so."""
        return self.passage.key

    @property
    def span(self) -> Span:
        """Where the words stand in the text."""
        return self.passage.span_of(self.begin, self.end)


def passages(account: Account, *, among: int = 1) -> list[Passage]:
    """Read an account's headline and its first sentences: fewer ``among`` many accounts."""
    article = account.article
    text = article.text[: min(LONGEST_TEXT, ALL_TEXTS // among)]
    rows = [(-1, article.title[:LONGEST_SENTENCE], (0, 0))]
    rows += [
        (place, text[start : min(end, start + LONGEST_SENTENCE)], (start, end))
        for place, (start, end) in enumerate(sentences.split(text))
    ]
    read = (_passage(account, place, words, span) for place, words, span in rows)
    return [passage for passage in read if passage is not None]


def _passage(account: Account, place: int, words: str, span: Span) -> Passage | None:
    """Read one sentence; None for one whose letters move when they are made plain."""
    level = _levelled(words)
    reading = facts.read(level, account.article.lang)
    places = list(_places(words, level, reading.tokens, span[0]))
    if len(places) != len(reading.tokens) or not places:
        return None
    low = [token.low for token in reading.tokens]
    return Passage(
        key=account.key,
        lang=account.article.lang,
        at=account.article.published,
        place=place,
        span=span,
        reading=reading,
        starts=tuple(start for start, _ in places),
        ends=tuple(end for _, end in places),
        senses=tuple(senses(low, account.article.lang)),
    )


def _levelled(text: str) -> str:
    """Make a text plain without moving a letter of it."""
    text = _PER_CENT.sub(lambda match: "%".ljust(len(match.group())), text)
    if not text.isascii():
        text = "".join(
            letter if letter.isascii() else _level(letter) for letter in text
        )
    return text.translate(_SHAPES)


def _level(letter: str) -> str:
    plain = unicodedata.normalize("NFKC", letter)
    return plain if len(plain) == 1 else letter


def _places(
    text: str, level: str, tokens: Sequence[Token], offset: int
) -> Iterator[Span]:
    """Find where each token stands; ends early if one stands nowhere."""
    at = 0
    for token in tokens:
        at = level.find(token.text, at)
        if at < 0:
            return
        spelt = _PER_CENT.match(text, at) if token.text == "%" else None
        end = spelt.end() if spelt else at + len(token.text)
        yield offset + at, offset + end
        at = end


def is_content(token: Token, lang: str) -> bool:
    """Say whether a word may tell what a sentence is about."""
    return (
        token.is_word
        and len(token.text) > 1
        and token.low not in terms.function_words(lang)
    )
