"""Whom or what accounts hold to be at fault, where it is not the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from digests import terms
from digests.differences import senses as s
from digests.differences.passages import Passage, Stretch, is_content
from digests.differences.senses import Sense
from digests.news import Span
from digests.summarize import lexicon

_LONGEST, _SPEAKER, _ACCUSED = 12, 6, 3  # words at most
_SHARED = 2  # words that two accounts share about what somebody is blamed for
_ENDS = frozenset(
    ", ; : . ! ? ( ) — – for over after when as because who which that by "
    "wegen nachdem por tras pour après за после".split()
)
_RESPONSIBLE = frozenset(
    "responsible accountable liable verantwortlich responsable responsables".split()
)
_HOLDS = frozenset("held holds hold holding macht machte machten".split())
_NOBODY = frozenset(
    "anyone anybody nobody someone everybody everyone each him her them us it".split()
)
_NOT_SAID = frozenset("to not never nobody could would might".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Blame(Stretch):
    """Words that put the blame, the stems of whom they put it on, and of the rest."""

    target: frozenset[str]
    rest: frozenset[str] = frozenset()


def blames(account: Sequence[Passage]) -> list[Blame]:
    """Find what an account says of anybody's fault, in its own words or another's.

    A headline has no place in the text, but tells more about the blame below it.
    """
    found = [blame for passage in account for blame in _blames(passage)]
    heads = [blame for blame in found if blame.passage.is_headline]
    return [
        replace(
            blame,
            rest=blame.rest.union(*(h.rest for h in heads if h.target & blame.target)),
        )
        for blame in found
        if not blame.passage.is_headline
    ]


def _blames(passage: Passage) -> Iterator[Blame]:
    for sense in passage.senses:
        place = _target(passage, sense) if sense.group == s.BLAME else None
        if place is not None:
            yield from _blame(passage, *place)
    for at, token in enumerate(passage.tokens):
        if token.low in _RESPONSIBLE:
            near = range(max(0, at - _LONGEST), at)
            held = [begin for begin in near if passage.tokens[begin].low in _HOLDS]
            for begin in held[-1:]:
                yield from _blame(passage, begin + 1, at)


def _target(passage: Passage, sense: Sense) -> Span | None:
    """Find whom a verb blames: behind it, or before it in “X was blamed for”."""
    before = passage.tokens[sense.begin - 1].low if sense.begin else ""
    if before in _NOT_SAID:
        return None
    behind = _behind(passage, sense.end)
    if sense.name == f"{s.BLAME}.neglects":
        return _before(passage, sense.begin)[0], behind[1]
    alone = sense.end - sense.begin == 1
    return _before(passage, sense.begin) if alone and behind[0] == behind[1] else behind


def _behind(passage: Passage, begin: int) -> Span:
    end = begin
    while end < min(len(passage.tokens), begin + _LONGEST):
        apposed = passage.tokens[end].text == "," and _is_name(passage, end + 1)
        if passage.tokens[end].low in _ENDS and not (apposed and end > begin):
            break
        end += 1
    return begin, end


def _is_name(passage: Passage, at: int) -> bool:
    return at < len(passage.tokens) and passage.tokens[at].text[0].isupper()


def _before(passage: Passage, end: int) -> Span:
    begin = end
    voices = {sense.end for sense in passage.senses if sense.group == s.VOICES}
    while begin > max(0, end - _LONGEST):
        if passage.tokens[begin - 1].low in _ENDS or begin in voices:
            break
        begin -= 1
    return begin, end


def _blame(passage: Passage, begin: int, end: int) -> Iterator[Blame]:
    target = frozenset(_stems(passage, begin, end))
    words = {token.low for token in passage.tokens[begin:end]}
    if target and not words & _NOBODY:
        rest = frozenset(_stems(passage, 0, len(passage.tokens)))
        yield Blame(
            passage=passage, begin=begin, end=end, target=target, rest=rest - target
        )


def _stems(passage: Passage, begin: int, end: int) -> Iterator[str]:
    for token in passage.tokens[begin:end]:
        if is_content(token, passage.lang) and token.low not in lexicon.units():
            yield terms.stem(token.low, passage.lang)


def rivals(accounts: Sequence[Sequence[Blame]]) -> Iterator[tuple[Blame, Blame]]:
    """Pair what puts the blame for one thing on two."""
    for account in accounts:
        for one, other in combinations(account, 2):
            near = other.passage.place - one.passage.place <= 1
            if near and not one.target & other.target:
                yield one, other
    for some, others in combinations(accounts, 2):
        for one in some:
            yield from ((one, other) for other in others if _differ(one, other))


def _differ(one: Blame, other: Blame) -> bool:
    """Whether two accounts speak of one thing, and neither knows the other's culprit."""
    known = one.target & (other.target | other.rest) or other.target & one.rest
    return not known and len(one.rest & other.rest) >= _SHARED


def countercharges(account: Sequence[Passage]) -> Iterator[tuple[Blame, Blame]]:
    """Find “X said Y had left; Y said X had not come”, each about the other."""
    for passage in account:
        marks = [at for at, token in enumerate(passage.tokens) if token.text == ";"]
        for at in () if passage.is_headline else marks[:_ACCUSED]:
            first = _charge(passage, 0, at)
            second = _charge(passage, at + 1, _last_word(passage))
            if first and second and _are_opposed(first, second):
                yield first[1], second[1]


def _last_word(passage: Passage) -> int:
    words = (at for at, token in enumerate(passage.tokens) if token.is_word)
    return max(words, default=-1) + 1


_Charge = tuple[frozenset[str], Blame]


def _are_opposed(first: _Charge, second: _Charge) -> bool:
    return first[0] != second[0] and bool(second[0] & first[1].target)


def _charge(passage: Passage, begin: int, end: int) -> _Charge | None:
    """Read “X said Y had …”: who says it, and of whom."""
    voices = (sense for sense in passage.senses if sense.group == s.VOICES)
    voice = next((v for v in voices if begin <= v.begin < end), None)
    if voice is None or voice.begin - begin > _SPEAKER or voice.end >= end:
        return None
    speaker = frozenset(_stems(passage, begin, voice.begin))
    accused = frozenset(_stems(passage, voice.end, min(voice.end + _ACCUSED, end)))
    if not speaker or not accused:
        return None
    return speaker, Blame(passage=passage, begin=voice.end, end=end, target=accused)
