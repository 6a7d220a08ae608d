"""What a model answers, and what is left of it once every sentence passed the gate."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from digests.news import Article, Digest, DigestSentence, Quote, Span
from digests.summarize.asked import Asked
from digests.summarize.disputed import disputed_years
from digests.summarize.extractive import SIZES
from digests.summarize.grounding import Objection, objection
from digests.summarize.instructions import addresses_a_machine

FEWEST = 2
_LONGEST_SENTENCE = 400
_MOST_SENTENCES, _MOST_SUPPORT, _MOST_QUOTES = 8, 6, 6
# A digest that is a little long is still one; its last sentences go beyond this.
_LENIENCE = 1.2

_Thing = TypeVar("_Thing")
Numbers = Annotated[list[int], Field(max_length=_MOST_SUPPORT)]


class Told(BaseModel):
    """One sentence, and the numbers of the sentences that it rests on."""

    model_config = ConfigDict(extra="forbid")
    text: Annotated[str, Field(max_length=_LONGEST_SENTENCE)]
    support: Numbers


class Answer(BaseModel):
    """What a model is to answer; bounded, for unbounded strings run on for ever."""

    model_config = ConfigDict(extra="forbid")
    sentences: Annotated[list[Told], Field(max_length=_MOST_SENTENCES)]
    quotes: Annotated[list[int], Field(max_length=_MOST_QUOTES)]


class LooseTold(BaseModel):
    """``Told`` for servers that know no bounds."""

    model_config = ConfigDict(extra="forbid")
    text: str
    support: list[int]


class LooseAnswer(BaseModel):
    """``Answer`` for servers that know no bounds."""

    model_config = ConfigDict(extra="forbid")
    sentences: list[LooseTold]
    quotes: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What passed the gate, and why the rest did not, in the order of the answer."""

    sentences: tuple[DigestSentence, ...]
    quotes: tuple[Quote, ...]
    objections: tuple[Objection, ...] = field(default=())

    def digest(self, article: Article, asked: Asked, *, made_by: str) -> Digest | None:
        """Make a digest of it; ``None`` if too little is left."""
        if len(self.sentences) < FEWEST:
            return None
        return Digest(
            length=asked.length,
            lang=article.lang,
            sentences=self.sentences,
            quotes=self.quotes,
            made_by=made_by,
        )


def check(answer: Answer | LooseAnswer, article: Article, asked: Asked) -> Checked:
    """Keep the sentences that their sources bear out, as many as a digest holds."""
    size = SIZES[asked.length]
    kept: list[DigestSentence] = []
    objections: list[Objection] = []
    left = int(size.words * _LENIENCE)
    for told in answer.sentences[:_MOST_SENTENCES]:
        text = " ".join(told.text[:_LONGEST_SENTENCE].split())
        support = tuple(dict.fromkeys(_named(told.support, asked.sentences)))
        wrong = _objection(text, support, article)
        if wrong is not None:
            objections.append(wrong)
            continue
        left -= len(text.split())
        if left >= 0 and len(kept) < size.sentences and not _is_told(text, kept):
            kept.append(DigestSentence(text=text, support=support))
    chosen = dict.fromkeys(_named(answer.quotes, asked.quotes))
    return Checked(
        sentences=tuple(kept),
        quotes=tuple(chosen)[: size.quotes],
        objections=tuple(objections),
    )


def _objection(
    text: str, support: Sequence[Span], article: Article
) -> Objection | None:
    if not text or not support:
        return Objection.UNSUPPORTED
    if addresses_a_machine(text):
        return Objection.INSTRUCTION
    if any(year in text for year in _disputed(support, article)):
        return Objection.DISPUTED
    sources = [article.text[start:end] for start, end in support]
    return objection(text, sources, text=article.text, lang=article.lang)


def _disputed(support: Sequence[Span], article: Article) -> Iterator[str]:
    for span in support:
        yield from disputed_years(article.text, span, article.lang)


def _named(numbers: Sequence[int], things: Sequence[_Thing]) -> Iterator[_Thing]:
    """Give the things that numbers stand for, counted from 1; other numbers are lost."""
    return (things[number - 1] for number in numbers if 0 < number <= len(things))


def _is_told(text: str, kept: Sequence[DigestSentence]) -> bool:
    return any(text.casefold() == sentence.text.casefold() for sentence in kept)
