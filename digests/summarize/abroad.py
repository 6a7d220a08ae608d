"""A digest in another language than its article's: told, told back, and held to it twice.

What a sentence says in German about an English article, no table of words can judge.
So the model tells its sentences back into the article's language, without the article
before it, and those pass the gate like any other; numbers and dates, which mean the
same everywhere, must hold in the sentence that is printed as well.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from digests.news import Article, DigestSentence, Quote, Span
from digests.summarize.answered import (
    LONGEST_SENTENCE,
    MOST_QUOTES,
    MOST_SENTENCES,
    Checked,
    LooseTold,
    Room,
    Told,
    named,
    objection_to,
    one_line,
)
from digests.summarize.asked import Asked
from digests.summarize.grounding import Objection, objection, objection_abroad
from digests.summarize.instructions import addresses_a_machine

_LONGEST_QUOTE = 600


class Rendered(BaseModel):
    """The number of a quote, and what it says in the language of the answer."""

    model_config = ConfigDict(extra="forbid")
    number: int
    translation: Annotated[str, Field(max_length=_LONGEST_QUOTE)]


class AnswerAbroad(BaseModel):
    """What a model is to answer in another language."""

    model_config = ConfigDict(extra="forbid")
    sentences: Annotated[list[Told], Field(max_length=MOST_SENTENCES)]
    quotes: Annotated[list[Rendered], Field(max_length=MOST_QUOTES)]

    def lines(self) -> tuple[str, ...]:
        """List what is to be told back: the sentences, then the quotes."""
        return _lines(self.sentences, self.quotes)


class AnswerBack(BaseModel):
    """Lines in the article's language, in the order in which they were asked for."""

    model_config = ConfigDict(extra="forbid")
    lines: Annotated[
        list[Annotated[str, Field(max_length=_LONGEST_QUOTE)]],
        Field(max_length=MOST_SENTENCES + MOST_QUOTES),
    ]


class LooseRendered(BaseModel):
    """``Rendered`` for servers that know no bounds."""

    model_config = ConfigDict(extra="forbid")
    number: int
    translation: str


class LooseAnswerAbroad(BaseModel):
    """``AnswerAbroad`` for servers that know no bounds."""

    model_config = ConfigDict(extra="forbid")
    sentences: list[LooseTold]
    quotes: list[LooseRendered]

    def lines(self) -> tuple[str, ...]:
        """List what is to be told back: the sentences, then the quotes."""
        return _lines(self.sentences, self.quotes)


class LooseAnswerBack(BaseModel):
    """``AnswerBack`` for servers that know no bounds."""

    model_config = ConfigDict(extra="forbid")
    lines: list[str]


def _lines(
    sentences: Sequence[Told | LooseTold], quotes: Sequence[Rendered | LooseRendered]
) -> tuple[str, ...]:
    told = [one_line(told.text, LONGEST_SENTENCE) for told in sentences]
    said = [one_line(quote.translation, _LONGEST_QUOTE) for quote in quotes]
    return (*told[:MOST_SENTENCES], *said[:MOST_QUOTES])


def check_abroad(
    answer: AnswerAbroad | LooseAnswerAbroad,
    back: Sequence[str],
    article: Article,
    asked: Asked,
) -> Checked:
    """Keep the sentences and translations that hold here and told ``back``.

    A quote whose translation does not hold stays without one. Lines that nobody told
    back hold nowhere.
    """
    lines = answer.lines()
    count = min(len(answer.sentences), MOST_SENTENCES)
    backs = [one_line(line, _LONGEST_QUOTE) for line in back[: len(lines)]]
    backs += [""] * (len(lines) - len(backs))
    supports = [told.support for told in answer.sentences[:count]]
    numbers = [rendered.number for rendered in answer.quotes]
    room = Room(asked.length)
    objections: list[Objection] = []
    for rests_on, text, again in zip(supports, lines[:count], backs, strict=False):
        support = tuple(dict.fromkeys(named(rests_on, asked.sentences)))
        wrong = _objection(text, again, support, article, asked.told_in)
        if wrong is not None:
            objections.append(wrong)
        else:
            room.take(DigestSentence(text=text, support=support))
    chosen: dict[Quote, str] = {}
    for number, text, again in zip(numbers, lines[count:], backs[count:], strict=False):
        for quote in named([number], asked.quotes):
            holds = _holds(text, again, quote, article, asked.told_in)
            chosen.setdefault(quote, text if holds else "")
    kept = list(chosen.items())[: room.size.quotes]
    return Checked(
        sentences=room.sentences,
        quotes=tuple(quote for quote, _ in kept),
        objections=tuple(objections),
        translations={(quote.start, quote.end): text for quote, text in kept if text},
    )


def _objection(
    text: str, back: str, support: Sequence[Span], article: Article, told_in: str
) -> Objection | None:
    if addresses_a_machine(text):
        return Objection.INSTRUCTION
    sources = [article.text[start:end] for start, end in support]
    return objection_abroad(
        text, sources, lang=article.lang, told_in=told_in
    ) or objection_to(back, support, article)


def _holds(text: str, back: str, quote: Quote, article: Article, told_in: str) -> bool:
    """Whether a translation says what a quote says, as far as can be seen."""
    said = article.text[quote.start : quote.end]
    return bool(text and back) and not any(_wrongs(text, back, said, article, told_in))


def _wrongs(
    text: str, back: str, said: str, article: Article, told_in: str
) -> Iterator[Objection | bool | None]:
    yield addresses_a_machine(text)
    yield objection_abroad(text, [said], lang=article.lang, told_in=told_in)
    yield objection(back, [said], text=said, lang=article.lang)
