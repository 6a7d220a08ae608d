"""Two figures that one account sets against each other, and figures that it takes back."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from digests.differences import senses as s
from digests.differences.claims import DAY, Claim
from digests.differences.disputes import Pair
from digests.differences.likeness import likeness
from digests.differences.rounding import agree
from digests.differences.senses import Sense

_SURE = 6.0
_KNOWN_AGAIN = 1.0
_ASIDE = 6  # words at most between a figure and the one that it replaces
_BRIEF = 5  # words at most of “, the council 400”
_APART = frozenset(
    ", ; while whereas but и а aber während mientras tandis sino".split()
)
_PARTS = frozenset(", ; and und y et и а".split())


def corrections(accounts: Sequence[Sequence[Claim]]) -> Iterator[Pair]:
    """Pair a figure with the one that its account takes back, wherever that stands."""
    every = [claim for account in accounts for claim in account]
    for account in accounts:
        for right, wrong in pairwise(account):
            if not _takes_back(right, wrong):
                continue
            for claim in every:
                if _is_taken_back(claim, right, wrong):
                    yield Pair(right, claim, _SURE)


def _is_taken_back(claim: Claim, right: Claim, wrong: Claim) -> bool:
    """Whether another account states what this one takes back: else “not” is rhetoric."""
    return (
        not claim.refused
        and claim.key != right.key
        and claim.unit == wrong.unit
        and claim.values[0] == wrong.values[0]
        and likeness(claim, right) >= _KNOWN_AGAIN
    )


def _takes_back(right: Claim, wrong: Claim) -> bool:
    """See “one bridge, not three” and “3,700 and not 4,700”."""
    if right.passage is not wrong.passage or not wrong.refused or right.refused:
        return False
    between = right.passage.tokens[right.end : wrong.begin]
    apart = any(token.low in _PARTS for token in between)
    return len(between) <= _ASIDE and apart and right.values != wrong.values


def side_by_side(account: Sequence[Claim]) -> Iterator[Pair]:
    """Pair figures of one sentence that two sources give for one thing."""
    for one, other in pairwise(account):
        if one.passage is other.passage and _are_rivals(one, other):
            yield Pair(one, other, _SURE)


def _are_rivals(one: Claim, other: Claim) -> bool:
    """Whether two figures may be of one thing, and differ; “of whom” tells a part."""
    if DAY in (one.unit, other.unit) or one.refused or other.refused:
        return False
    follows = one.passage.tokens[other.end : other.end + 1]
    part = any(token.low in _OF_THEM for token in follows)
    same = agree(one.values, other.values, (one.bound, other.bound))
    return (
        not (part or same) and _is_no_other(one, other) and _has_two_voices(one, other)
    )


def _is_no_other(one: Claim, other: Claim) -> bool:
    """Whether the second figure is of nothing that the first one is not of."""
    return (
        other.unit in {"", one.unit}
        and (not other.states or one.states == other.states)
        and (not other.noun or bool(one.noun & other.noun))
    )


def _has_two_voices(one: Claim, other: Claim) -> bool:
    """See “X put it at 3; a survey suggests 4” and “X said 900, the council 400”."""
    passage = one.passage
    between = passage.tokens[one.end : other.begin]
    cut = next((n for n, token in enumerate(between) if token.low in _APART), None)
    if cut is None:
        return False
    voices = [sense for sense in passage.senses if sense.group == s.VOICES]
    first = [sense for sense in voices if sense.begin < one.end + cut]
    second = [sense for sense in voices if sense.begin > one.end + cut]
    brief = len(between) - cut <= _BRIEF and _names_a_source(one, other, cut)
    return bool(first) and (brief or _is_near(second, other))


def _is_near(voices: Sequence[Sense], claim: Claim) -> bool:
    return any(abs(claim.begin - voice.begin) <= 2 * _BRIEF for voice in voices)


def _names_a_source(one: Claim, other: Claim, cut: int) -> bool:
    """Tell “, the council 400” from “, 400 of them” and “, up from 400”."""
    passage = one.passage
    between = passage.tokens[one.end + cut + 1 : other.begin]
    known = {at for sense in passage.senses for at in range(sense.begin, sense.end)}
    plain = [
        token
        for at, token in enumerate(between, start=one.end + cut + 1)
        if at not in known
    ]
    opened = bool(between) and (
        between[0].low in _ARTICLES or between[0].text[0].isupper()
    )
    return opened and len(plain) > 1 and all(token.is_word for token in plain)


_OF_THEM = frozenset("of von de d' из".split())
_ARTICLES = frozenset("the a an der die das el la los las le les l'".split())
