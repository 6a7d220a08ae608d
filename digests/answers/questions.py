"""What a question asks for: the kind of thing, and the words that must be about it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from digests import profiles, sentences, terms
from digests.answers import words
from digests.summarize import lexicon

LONGEST_QUESTION = 300
MOST_TERMS = 16
_LATEST_OPENING = 5  # words that may stand before “how many”
_NOUN_WITHIN = 5
_NAME_WEIGHT, _ASIDE_WEIGHT = 1.5, 0.6
_FIGURES = ("amount", "money", "share")
_ASKED_WITH = re.compile(r"wor?(um|über|für|gegen|mit|durch|an|von|vor|zu)\Z")
_ADJECTIVE = ("e", "en", "er", "es", "em")


class Asked(StrEnum):
    """The kind of thing that would answer a question."""

    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    COUNT = "count"
    PEOPLE = "people"
    AMOUNT = "amount"
    MEASURE = "measure"
    DURATION = "duration"
    SCORE = "score"
    WHY = "why"
    WHICH = "which"
    SAID = "said"
    WHETHER = "whether"
    IDENTITY = "identity"
    WHAT = "what"


# What such a question turns on stands in its answer: who *won*, how many *schools*.
_FOCUSED = frozenset({Asked.WHO, Asked.COUNT, Asked.PEOPLE})
_NAMING_THE_KIND = {
    Asked.SCORE: ("score", "match"),
    Asked.IDENTITY: ("identity", "identity"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of a question that its answer should be about, and how much it weighs.

    ``fixed`` are names and figures, which nothing else can stand for; ``aside`` are
    the circumstances, as in “when *the ship hit the bridge*”.
    """

    word: str
    weight: float
    fixed: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as its answer is looked for.

    ``noun`` is the word after “how many” or “which”, in small letters, if any;
    ``facts`` what it numbers: the first quarter, the second leg. So many as ``focus``
    says of its first words that are no names are what it turns on. Without a capital
    (``has_names``) any of its words may be a name.
    """

    asked: Asked
    lang: str
    terms: tuple[Term, ...]
    noun: str
    words: tuple[str, ...]
    facts: Mapping[str, frozenset[int]]
    focus: int
    has_names: bool


def read(text: str, langs: Iterable[str] = ()) -> Question:
    """Read a question; of two languages that it may be in, one of ``langs`` is more likely.

    What stands past the first 300 characters is not read.
    """
    text = text[:LONGEST_QUESTION]
    said = [match.group() for match in terms.words(text)]
    low = [lexicon.plain(word) for word in said]
    lang = _language(text, low, frozenset(langs))
    begin, end, asked = _opening(low, lang)
    noun = low[end] if end < len(low) else ""
    asked = _refined(asked, low[end:], lang)
    found = list(_terms(said, low, range(begin, end), lang, asked))
    if dropped := _NAMING_THE_KIND.get(asked):
        known = words.nouns(dropped[0], lang) | words.nouns(dropped[1], lang)
        found = [term for term in found if words.keys(term.word, lang)[0] not in known]
    if asked is Asked.COUNT and noun and words.means(noun, "people", lang):
        asked, found = Asked.PEOPLE, found[1:]
    with_particle = lang == "de" and any(map(_ASKED_WITH.match, low[begin:end]))
    return Question(
        asked=_of_whom(asked, found),
        lang=lang,
        terms=tuple(found)[:MOST_TERMS],
        noun=noun,
        words=tuple(low),
        facts=profiles.numbered_facts(terms.word_list(text)),
        focus=2 if with_particle else int(asked in _FOCUSED),
        has_names=any(word[0].isupper() for word in said[1:]),
    )


def with_names(question: Question, texts: Sequence[str]) -> Question:
    """See the names in a question in small letters: the articles always write them large.

    German, which writes every noun so, is left as it is.
    """
    if question.has_names or question.lang == "de":
        return question
    seen = tuple(
        replace(term, weight=term.weight * _NAME_WEIGHT, fixed=True)
        if not term.fixed and _is_written_large(term.word, texts)
        else term
        for term in question.terms
    )
    return replace(question, terms=seen, asked=_of_whom(question.asked, seen))


def _of_whom(asked: Asked, found: Sequence[Term]) -> Asked:
    """See that “who is Petra Roth?” wants to know what she is."""
    only_names = all(term.fixed for term in found)
    return Asked.IDENTITY if asked is Asked.WHO and only_names else asked


def _is_written_large(word: str, texts: Sequence[str]) -> bool:
    small = re.compile(rf"\b{re.escape(word.lower())}\b")
    large = re.compile(rf"[\w,;] {re.escape(word.capitalize())}\b")
    return not any(map(small.search, texts)) and any(map(large.search, texts))


def _language(text: str, low: Sequence[str], langs: frozenset[str]) -> str:
    """Tell by the small words, which even the shortest question has."""
    scores = {
        lang: sum(word in terms.function_words(lang) for word in low)
        + 2 * (_opening(low, lang)[2] is not Asked.WHAT)
        + (lang in langs) / 2
        for lang in words.LANGUAGES
    }
    best = max(scores, key=lambda lang: scores[lang])
    return best if scores[best] >= 1 else sentences.language_of(text)


def _opening(low: Sequence[str], lang: str) -> tuple[int, int, Asked]:
    """Find the words that ask, and what they ask for; nothing known asks “what”."""
    known = words.openings(lang)
    longest = max(map(len, known), default=0)
    for begin in range(min(len(low), _LATEST_OPENING)):
        for end in range(min(len(low), begin + longest), begin, -1):
            asked = known.get(tuple(low[begin:end]))
            if asked and (asked != Asked.WHETHER or begin == 0):
                return begin, end, Asked(asked)
    return 0, 0, Asked.WHAT


def _refined(asked: Asked, rest: Sequence[str], lang: str) -> Asked:
    """See that “what was the turnout” asks for a figure, “what did he say” for words."""
    if asked not in {Asked.WHAT, Asked.WHICH}:
        return asked
    near = [words.stemmed(word, lang) for word in rest[:_NOUN_WITHIN]]
    if not words.nouns("score", lang).isdisjoint(near):
        return Asked.SCORE
    if not words.nouns("identity", lang).isdisjoint(near):
        return Asked.IDENTITY
    if any(not words.nouns(kind, lang).isdisjoint(near) for kind in _FIGURES):
        return Asked.AMOUNT
    if asked is Asked.WHAT and any(words.means(word, "say", lang) for word in rest):
        return Asked.SAID
    return asked


def _terms(
    said: Sequence[str], low: Sequence[str], opening: range, lang: str, asked: Asked
) -> Iterator[Term]:
    empty = terms.function_words(lang) | words.known("idle", lang)
    if asked in {Asked.WHO, Asked.WHICH}:
        empty -= words.known("successors", lang)
    aside = False
    for at, word in enumerate(low):
        if at in opening:
            if lang == "de" and (particle := _ASKED_WITH.match(word)):
                yield Term(word=particle[1], weight=1)  # worum geht es: es geht um …
            continue
        aside = aside or (
            at > 0 and word in words.known("circumstances", lang) and said[at].islower()
        )
        figure = word[0].isdigit()
        name = at > 0 and _is_name(said, at, lang)
        if not figure and (len(word) == 1 or (word in empty and not name)):
            continue
        if word in lexicon.ranks(lang):
            continue  # they are read as facts
        weight = _NAME_WEIGHT if name or figure else 1
        weight *= _ASIDE_WEIGHT if aside else 1
        yield Term(word=said[at], weight=weight, fixed=name or figure, aside=aside)


def _is_name(said: Sequence[str], at: int, lang: str) -> bool:
    """Tell a name by its capital; in German, where nouns have one, by what leads to it."""
    if not said[at][0].isupper() or all(word.isupper() for word in said):
        return False
    if said[at].isupper() and len(said[at]) > 1:
        return True
    if said[at].lower() in terms.function_words(lang):
        after = "".join(said[at + 1 : at + 2])
        return lang != "de" and after.istitle()  # “The Keeper”, “Many Clouds”
    before = said[at - 1]
    if lang != "de" or (before[0].isupper() and at > 1):
        return True
    counted = lexicon.plain(before) in {"viele", "viel", "wie", "welche", "welches"}
    described = before.endswith(_ADJECTIVE)
    return not counted and not described and before not in lexicon.determiners(lang)
