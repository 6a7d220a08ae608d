"""Whether a sentence turns its sources round: a “not” too many, or one too few.

A negation belongs to the word that carries sense right behind it. That word is looked up
in the sources where the words around it are most alike; there it must be negated as well.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from digests import terms
from digests.summarize import lexicon
from digests.summarize.facts import read
from digests.summarize.tokens import Token

AROUND = 4
NEARLY = 0.8
MUCH = 0.5
MOST_PLACES = 40
_END = "."
_STOPS, _PAUSES = ".!?", ",;:—–"
_DENIED_WITHIN = 3


@dataclass(frozen=True, slots=True)
class Senses:
    """The words of a text that carry sense, and before which of them a negation stands.

    ``negated`` counts them, word by word; ``places`` tells where each word stands, and
    ``denials`` where one denies or refuses.
    """

    stems: tuple[str, ...]
    negated: tuple[int, ...]
    places: dict[str, tuple[int, ...]]
    denials: tuple[int, ...]

    @property
    def negative(self) -> bool:
        return any(self.negated) or bool(self.denials)


@lru_cache(maxsize=256)
def senses(text: str, lang: str) -> Senses:
    """Read the words of a text that carry sense, with its negations."""
    words = list(_words(read(text, lang).tokens, lang))
    denies = lexicon.denials(lang)
    places: dict[str, list[int]] = {}
    stems = tuple(terms.stem(low, lang) for low, _ in words)
    for at, stem in enumerate(stems):
        places.setdefault(stem, []).append(at)
    return Senses(
        stems=stems,
        negated=tuple(count for _, count in words),
        places={stem: tuple(found[:MOST_PLACES]) for stem, found in places.items()},
        denials=tuple(at for at, (low, _) in enumerate(words) if denies.fullmatch(low)),
    )


def _words(tokens: Sequence[Token], lang: str) -> Iterator[tuple[str, int]]:
    """Give the words that carry sense, each with the negations right before it."""
    small, refusals = terms.function_words(lang), lexicon.negations(lang)
    pending = 0
    following = [*tokens[1:], None][: len(tokens)]
    for token, after in zip(tokens, following, strict=True):
        if token.low == "no" and after and after.text[0].isdecimal():
            continue  # number 1
        if token.low in refusals or token.low.endswith("n't"):
            pending += 1
        elif token.text in _STOPS or (pending and token.text in _PAUSES):
            yield _END, pending
            pending = 0
        elif (token.is_word and token.low not in small) or token.text[0].isdecimal():
            yield token.low, pending
            pending = 0
    if tokens and tokens[-1].text not in _STOPS:
        yield _END, pending


def is_turned(sentence: str, sources: Sequence[str], lang: str) -> bool:
    """Whether a sentence says that something is not so which is, or the reverse."""
    ours = senses(sentence, lang)
    theirs = [senses(source, lang) for source in sources]
    if ours.negative and not any(source.negative for source in theirs):
        return True
    return (
        any(_is_turned_at(ours, at, theirs) for at in range(len(ours.stems)))
        or any(_is_nearly(ours, source, theirs) for source in theirs)
        or _lost_denial(ours, theirs)
    )


def _is_turned_at(ours: Senses, at: int, theirs: Sequence[Senses]) -> bool:
    stem = ours.stems[at]
    if not ours.negated[at] and not any(_is_negated(one, stem) for one in theirs):
        return False
    found = list(_nearest(ours, at, theirs))
    return bool(found) and not any(_agree(ours, at, *other) for other in found)


def _is_nearly(ours: Senses, source: Senses, theirs: Sequence[Senses]) -> bool:
    """Whether a sentence has all the words of one source, but not as many negations."""
    told, known = frozenset(ours.stems), frozenset(source.stems)
    few, many = sorted((told, known), key=len)
    if len(few & many) < NEARLY * len(many) or not few:
        return False
    added = told - known
    joined = any(len(added & frozenset(other.stems)) > 1 for other in theirs)
    return not joined and sum(ours.negated) != sum(source.negated)


def _is_negated(source: Senses, stem: str) -> bool:
    return any(source.negated[at] for at in source.places.get(stem, ()))


def _agree(ours: Senses, at: int, source: Senses, place: int) -> bool:
    """Whether a word is negated on both sides, or on none: “not found any”, “found no”."""
    if bool(ours.negated[at]) == bool(source.negated[place]):
        return True
    if ours.negated[at]:
        return any(source.negated[max(0, place - 1) : place + 2])
    return any(ours.negated[max(0, at - 1) : at + 2])


def _nearest(
    ours: Senses, at: int, theirs: Sequence[Senses]
) -> Iterator[tuple[Senses, int]]:
    """Find the word of a sentence in the sources, where its neighbours are most alike.

    Nowhere if no neighbour is the same.
    """
    stem = ours.stems[at]
    near = _around(ours.stems, at)
    best = 1 if ours.negated[at] else min(2, max(1, len(near)))
    found: list[tuple[Senses, int]] = []
    for source in theirs:
        for place in source.places.get(stem, ()):
            if stem == _END and not _end_alike(ours.stems, at, source.stems, place):
                continue
            shared = len(near & _around(source.stems, place))
            if shared > best:
                best, found = shared, []
            if shared == best:
                found.append((source, place))
    yield from found


def _end_alike(ours: Sequence[str], at: int, theirs: Sequence[str], place: int) -> bool:
    """Whether two ends come behind one word, as of “stimmte zu” and “stimmte nicht zu”."""
    return ours[max(0, at - 1) : at] == theirs[max(0, place - 1) : place]


def _around(stems: Sequence[str], at: int) -> frozenset[str]:
    return frozenset(
        (*stems[max(0, at - AROUND) : at], *stems[at + 1 : at + 1 + AROUND])
    )


def _lost_denial(ours: Senses, theirs: Sequence[Senses]) -> bool:
    """Whether somebody denies in the source what the sentence, much the same, asserts."""
    if ours.negative:
        return False
    told = frozenset(ours.stems) - {_END}
    shared = [len(told & frozenset(source.stems)) for source in theirs]
    return any(
        not told.isdisjoint(source.stems[at + 1 : at + 1 + _DENIED_WITHIN])
        for source, count in zip(theirs, shared, strict=True)
        if count == max(shared) >= MUCH * len(frozenset(source.stems))
        for at in source.denials
    )
