"""What a model answers, and what is left of it once every sentence passed the gate."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from digests.news import Article, Digest, DigestSentence, Length, Quote, Span
from digests.summarize.asked import Asked
from digests.summarize.disputed import disputed_years
from digests.summarize.extractive import SIZES
from digests.summarize.fitness import length as words_of
from digests.summarize.grounding import Objection, objection
from digests.summarize.instructions import addresses_a_machine

FEWEST = 2
LONGEST_SENTENCE = 400
MOST_SENTENCES, _MOST_SUPPORT, MOST_QUOTES = 8, 6, 6
# A digest that is a little long is still one; its last sentences go beyond this.
_LENIENCE = 1.2

_Thing = TypeVar("_Thing")
Numbers = Annotated[list[int], Field(max_length=_MOST_SUPPORT)]


class Told(BaseModel):
    """One sentence, and the numbers of the sentences that it rests on."""

    model_config = ConfigDict(extra="forbid")
    text: Annotated[str, Field(max_length=LONGEST_SENTENCE)]
    support: Numbers


class Answer(BaseModel):
    """What a model is to answer; bounded, for unbounded strings run on for ever."""

    model_config = ConfigDict(extra="forbid")
    sentences: Annotated[list[Told], Field(max_length=MOST_SENTENCES)]
    quotes: Annotated[list[int], Field(max_length=MOST_QUOTES)]


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
    translations: Mapping[Span, str] = field(default_factory=dict)

    def digest(self, article: Article, asked: Asked, *, made_by: str) -> Digest | None:
        """Make a digest of it; ``None`` if too little is left."""
        if len(self.sentences) < FEWEST:
            return None
        return Digest(
            length=asked.length,
            lang=asked.told_in or article.lang,
            sentences=self.sentences,
            quotes=self.quotes,
            made_by=made_by,
            translations=self.translations,
        )


class Room:
    """The sentences of a digest, as many as one of that length holds."""

    def __init__(self, length: Length) -> None:
        self.size = SIZES[length]
        self._kept: list[DigestSentence] = []
        self._left = int(self.size.words * _LENIENCE)

    @property
    def sentences(self) -> tuple[DigestSentence, ...]:
        """What was taken, in order."""
        return tuple(self._kept)

    def take(self, sentence: DigestSentence) -> None:
        """Take a sentence that passed the gate, if there is room and it is new."""
        self._left -= words_of(sentence.text)
        told = {kept.text.casefold() for kept in self._kept}
        if (
            self._left >= 0
            and len(self._kept) < self.size.sentences
            and sentence.text.casefold() not in told
        ):
            self._kept.append(sentence)


def check(answer: Answer | LooseAnswer, article: Article, asked: Asked) -> Checked:
    """Keep the sentences that their sources bear out, as many as a digest holds."""
    room = Room(asked.length)
    objections: list[Objection] = []
    for told in answer.sentences[:MOST_SENTENCES]:
        text = one_line(told.text, LONGEST_SENTENCE)
        support = tuple(dict.fromkeys(named(told.support, asked.sentences)))
        wrong = objection_to(text, support, article)
        if wrong is not None:
            objections.append(wrong)
        else:
            room.take(DigestSentence(text=text, support=support))
    chosen = dict.fromkeys(named(answer.quotes, asked.quotes))
    return Checked(
        sentences=room.sentences,
        quotes=tuple(chosen)[: room.size.quotes],
        objections=tuple(objections),
    )


def objection_to(
    text: str, support: Sequence[Span], article: Article
) -> Objection | None:
    """Say why a sentence may not stand that claims to rest on these spans."""
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


def named(numbers: Sequence[int], things: Sequence[_Thing]) -> Iterator[_Thing]:
    """Give the things that numbers stand for, counted from 1; other numbers are lost."""
    return (things[number - 1] for number in numbers if 0 < number <= len(things))


def one_line(text: str, longest: int) -> str:
    """Write what a model wrote on one line, cut where it runs on."""
    return " ".join(text[:longest].split())
