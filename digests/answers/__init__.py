"""Answers to readers' questions: sentences of articles as they stand, or nothing.

An answer is never written, only cited. Where the articles do not say it there is
none: a wrong answer costs a reader's trust, “the articles do not say” costs nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import nlargest

from digests import profiles, sentences, terms
from digests.answers import kinds, questions
from digests.answers.matching import Match, matches
from digests.answers.questions import Asked, Question
from digests.news import Article
from digests.summarize.instructions import are_orders
from digests.summarize.wording import is_about_the_site

__all__ = ["Cited", "Source", "answer"]

# The share of a question's words that may be nowhere near, and the share that must stand
# in the cited sentence: more where no kind of thing tells whether it answers.
_MOST_ABSENT = 0.34
_MOST_ABSENT_OF = {Asked.WHAT: 0.25, Asked.WHICH: 0.25}
_MOST_ABSENT_IN_SMALL = 0.2  # where a missing word may be a name in small letters
_FEWEST_SAID = 0.2
_FEWEST_SAID_OF = {
    Asked.WHAT: 0.5,
    Asked.WHICH: 0.5,
    Asked.WHETHER: 0.6,
    Asked.WHY: 0.4,
    Asked.IDENTITY: 0.9,
}
_TRIED = 200  # best matches whose words are read for the kind of thing
_AS_GOOD, _GOOD_ENOUGH = 0.9, 0.85  # of the best
_MARK = re.compile('[“”„«»"]')
_LOOK_BACK = 1_000  # characters before a sentence in which an order may begin
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article that may hold the answer; ``key`` is what the caller knows it by."""

    key: int
    article: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A sentence that answers: ``text`` is ``article.text[start:end]`` of its source.

    ``confidence`` lies in 0..1.
    """

    key: int
    start: int
    end: int
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Found:
    source: Source
    match: Match
    confidence: float

    @property
    def text(self) -> str:
        start, end = self.match.span
        return self.source.article.text[start:end]

    @property
    def published(self) -> datetime:
        return self.source.article.published or _NEVER


def answer(
    question: str, sources: Sequence[Source], *, limit: int = 3
) -> tuple[Cited, ...]:
    """Cite at most ``limit`` sentences that answer, best first; none if none does.

    Of answers as good as each other the newest comes first, so that a correction
    stands before what it corrects. Linear in the length of the sources.
    """
    asked = questions.read(question, (source.article.lang for source in sources))
    asked = questions.with_names(asked, [source.article.text for source in sources])
    if not asked.terms:
        return ()
    found = [found for source in sources for found in _matching(asked, source)]
    tried = nlargest(_TRIED, found, key=lambda one: (one.confidence, one.published))
    fit = [one for one in _originals(tried) if _answers(asked, one)]
    if asked.asked is Asked.COUNT:
        fit = _without_other_counts(asked, fit)
    return tuple(
        Cited(
            key=one.source.key,
            start=one.match.span[0],
            end=one.match.span[1],
            text=one.text,
            confidence=one.confidence,
        )
        for one in _chosen(fit, limit)
    )


def _matching(asked: Question, source: Source) -> Iterator[_Found]:
    for match in matches(asked, source.article):
        if _is_about(asked, match):
            confidence = 0.4 * match.covered + 0.2 * match.direct + 0.4 * match.said
            yield _Found(source, match, confidence)


def _is_about(asked: Question, match: Match) -> bool:
    """Whether enough of the question stands in a sentence and around it."""
    kind = asked.asked
    most = _MOST_ABSENT_OF.get(kind, _MOST_ABSENT)
    if not asked.has_names:
        most = min(most, _MOST_ABSENT_IN_SMALL)
    return (
        (match.focused or kind is Asked.COUNT)
        and match.absent <= most
        and match.said >= _FEWEST_SAID_OF.get(kind, _FEWEST_SAID)
    )


def _answers(asked: Question, found: _Found) -> bool:
    article = found.source.article
    return (
        _is_whole(found.text)
        and _is_of_the_same(asked.facts, found.text, article)
        and _holds(asked, article, found.match)
    )


def _holds(asked: Question, article: Article, match: Match) -> bool:
    start, end = match.span
    sentence = kinds.Sentence(
        text=article.text[start:end],
        lang=article.lang or asked.lang,
        article=article.text,
        said=match.said,
    )
    return kinds.holds(asked, sentence)


def _without_other_counts(asked: Question, fit: Sequence[_Found]) -> list[_Found]:
    """Leave out what counts something else in an article that counts what is asked for.

    “Sept individus” may be the snails of the sentence before, but “won 512 games” is
    no number of titles where “nine titles” stands beside it.
    """
    unsure = {one.source.key: one.source for one in fit if not one.match.focused}
    counting = {
        key
        for key, source in unsure.items()
        for match in matches(asked, source.article)
        if match.focused and _holds(asked, source.article, match)
    }
    return [one for one in fit if one.match.focused or one.source.key not in counting]


def _is_whole(sentence: str) -> bool:
    """Whether a sentence has both ends of each quotation in it."""
    marks = _MARK.findall(sentence)
    return len(marks) % 2 == 0 and marks[:1] != ["”"]


def _is_of_the_same(
    asked: Mapping[str, frozenset[int]], sentence: str, article: Article
) -> bool:
    """Whether a sentence is about the first quarter if the question is."""
    if not asked:
        return True
    lead = article.text.partition("\n")[0]
    told = [
        profiles.numbered_facts(terms.word_list(text))
        for text in (sentence, article.title, lead, article.text)
    ]
    for kind, numbers in asked.items():
        nearest = next((facts[kind] for facts in told if kind in facts), frozenset())
        if numbers.isdisjoint(nearest):
            return False
    return True


def _chosen(fit: Sequence[_Found], limit: int) -> list[_Found]:
    """Choose the best: as good ones by their age, then the others."""
    if not fit:
        return []
    # “Nine titles” answers “how many titles” better than “won 512 games” does.
    fit = [one for one in fit if one.match.focused] or fit
    best = max(one.confidence for one in fit)
    first = [one for one in fit if one.confidence >= _AS_GOOD * best]
    rest = [
        one for one in fit if _GOOD_ENOUGH * best <= one.confidence < _AS_GOOD * best
    ]
    first.sort(key=lambda one: one.published, reverse=True)
    chosen: list[_Found] = []
    for one in (*first, *rest):
        if len(chosen) < limit and _is_meant_for_people(one):
            chosen.append(one)
    return chosen


def _originals(found: Iterable[_Found]) -> list[_Found]:
    """Keep of sentences that are the same the one that was published first."""
    earliest: dict[str, _Found] = {}
    for one in found:
        bare = re.sub(r"\W+", " ", one.text).casefold()
        held = earliest.setdefault(bare, one)
        if one.published < held.published:
            earliest[bare] = one
    return list(earliest.values())


def _is_meant_for_people(found: _Found) -> bool:
    """Whether a sentence is news: neither about the site nor an order, or part of one."""
    text, (start, end) = found.source.article.text, found.match.span
    begin = max(text.rfind("\n", 0, start) + 1, start - _LOOK_BACK)
    before = sentences.split(text[begin:start])
    spans = [*((begin + one, begin + other) for one, other in before), (start, end)]
    *_, orders = are_orders(text, spans)
    return not orders and not is_about_the_site(found.text)
