"""Ready topics: which articles belong to them, and what people call them.

A topic knows an article by words in the article's own language. One word in passing
is not enough: title and lead weigh most, and a long text needs more of them.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice

from digests import terms
from digests.news import Article

# Words without a language of their own, such as names that all languages share.
ANY_LANGUAGE = "any"
TERM, HINT = 2.0, 1.0
# How much a word counts in the title, in the lead and in the rest of the text.
TITLE, LEAD, REST = 3.0, 1.5, 1.0
LEAD_WORDS = 60
READ_WORDS = 800
# A word that is said again and again counts at most so often.
REPEATED_MOST = 3.0
# A text of so many words is short; longer ones mention more in passing.
SHORT_TEXT = 120
# What makes a topic: enough of it, and not too little beside the article's main one.
ENOUGH = 9.0
BESIDE_MAIN = 0.2
SHORTEST_AFFIX = 3

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A ready topic; ``label`` is how people see it, ``names`` what they call it too."""

    id: str
    label: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StarterSource:
    """A source to begin with, and the ready topics that all its articles belong to."""

    url: str
    title: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicWords:
    """What tells a topic's articles, by language code or ``any``.

    One of ``terms`` says what an article is about; ``hints`` only do so together.
    A word stands for all its forms, several make a phrase, and ``chip*`` or
    ``*streik`` stand for all words that begin or end so.
    """

    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hints: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """The ready topics of this newsroom, and the sources it begins with.

    ``words`` holds the words of each topic by its id; a topic without any only gets
    the articles of its sources.
    """

    topics: tuple[Topic, ...] = ()
    sources: tuple[StarterSource, ...] = ()
    words: Mapping[str, TopicWords] = field(default_factory=dict, repr=False)
    _by_language: dict[str, "_Lexicon"] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def topics_of(self, article: Article) -> tuple[str, ...]:
        """List the ids of the topics that an article belongs to, the main one first."""
        scores = self.scores(article)
        best = max(scores.values(), default=0.0)
        needed = max(ENOUGH, best * BESIDE_MAIN)
        found = [topic for topic, score in scores.items() if score >= needed]
        return tuple(sorted(found, key=lambda topic: (-scores[topic], topic)))

    def scores(self, article: Article) -> dict[str, float]:
        """Weigh how much an article is about each topic that it has a word of."""
        lexicon = self._lexicon(article.lang)
        title = list(islice(_spoken(article.title, article.lang), LEAD_WORDS))
        text = list(islice(_spoken(article.text, article.lang), READ_WORDS))
        heard: defaultdict[tuple[str, str], float] = defaultdict(float)
        for words, loudness in (
            (title, TITLE),
            (text[:LEAD_WORDS], LEAD),
            (text[LEAD_WORDS:], REST),
        ):
            for found, times in Counter(lexicon.found_in(words)).items():
                heard[found] += loudness * min(times, REPEATED_MOST)
        scores: defaultdict[str, float] = defaultdict(float)
        for (topic, term), loudness in heard.items():
            scores[topic] += lexicon.weights[topic, term] * loudness
        patience = math.sqrt(max(len(text), SHORT_TEXT) / SHORT_TEXT)
        return {topic: score / patience for topic, score in scores.items()}

    def named(self, words: str) -> Topic | None:
        """Find the topic that people mean by these words: its id, label or a name."""
        wanted = _folded(words)
        if not wanted:
            return None
        for topic in self.topics:
            if wanted in map(_folded, (topic.id, topic.label, *topic.names)):
                return topic
        return None

    def _lexicon(self, lang: str) -> "_Lexicon":
        if lang not in self._by_language:
            self._by_language[lang] = _Lexicon(lang, self.words)
        return self._by_language[lang]


class _Lexicon:
    """The words of all topics in one language, ready to be looked up."""

    def __init__(self, lang: str, words: Mapping[str, TopicWords]) -> None:
        self.weights: dict[tuple[str, str], float] = {}
        self._phrases: defaultdict[str, list[tuple[tuple[str, ...], str, str]]]
        self._phrases = defaultdict(list)
        self._starts: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        self._ends: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for topic, known in words.items():
            for said, weight in ((known.hints, HINT), (known.terms, TERM)):
                for term in chain(said.get(lang, ()), said.get(ANY_LANGUAGE, ())):
                    self._add(topic, term, weight, lang)
        self._start_lengths = sorted({len(start) for start in self._starts})
        self._end_lengths = sorted({len(end) for end in self._ends})

    def _add(self, topic: str, term: str, weight: float, lang: str) -> None:
        """Add a term; forms that share their stems are one, at the better weight."""
        stems = tuple(stem for _, stem in _spoken(term.strip("*"), lang))
        name = term.lower() if "*" in term else " ".join(stems)
        is_known = (topic, name) in self.weights
        self.weights[topic, name] = weight
        if is_known or not stems:
            return
        if term.endswith("*"):
            self._starts[name[:-1]].append((topic, name))
        elif term.startswith("*"):
            self._ends[name[1:]].append((topic, name))
        else:
            self._phrases[stems[0]].append((stems, topic, name))

    def found_in(self, words: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """Give the topic and term of every occurrence in (word, stem) pairs."""
        stems = tuple(stem for _, stem in words)
        for place, (word, stem) in enumerate(words):
            for phrase, topic, term in self._phrases.get(stem, ()):
                if stems[place : place + len(phrase)] == phrase:
                    yield topic, term
            yield from self._affixes(word)

    def _affixes(self, word: str) -> Iterable[tuple[str, str]]:
        for length in self._start_lengths:
            yield from self._starts.get(word[:length], ())
        for length in self._end_lengths:
            if length <= len(word):
                yield from self._ends.get(word[-length:], ())


def _spoken(text: str, lang: str) -> Iterator[tuple[str, str]]:
    """Give every word in small letters beside its stem, so that phrases stay whole.

    What is written in capitals alone stays so: WHO is not who.
    """
    for match in terms.words(text):
        word = match.group()
        low = word.lower()
        is_initials = len(word) > 1 and word.isupper()
        yield low, word if is_initials else terms.stem(low, lang)


def _folded(words: str) -> str:
    return " ".join(terms.fold(match.group()) for match in terms.words(words))
