"""How alike two claims are in what they are about, whatever figures they give."""

from collections.abc import Iterator
from math import fsum

from digests.differences import senses as s
from digests.differences.claims import DAY, Claim
from digests.differences.contexts import BESIDE
from digests.differences.rounding import Bound, are_transposed

# What each thing in common is worth; ``disputes.ENOUGH`` is what it takes to differ.
_NEAR_STATE, _STATE, _NOUN, _UNIT, _LEADS = 1.9, 1.4, 1.0, 0.3, 0.4
_SUBJECT, _TRANSLATED, _LITTLE, _NAME = 1.5, 1.3, 0.5, 0.5
_TRANSPOSED, _CLOSE_BY, _FAR_APART = 1.5, 0.4, -0.8
_OTHER_TIME, _DURATION = -1.2, -1.5
_ALMOST, _MANY_TIMES = 1.3, 4
_OWN_EVIDENCE = 0.5
_LEAD = 2  # sentences, in which papers give the figures that matter
_TOO_FAR = 12  # times: no two papers differ that much about one count
_FAR_ABOVE = 1.5
_TIMES = frozenset("second minute hour day week month year decade century".split())
_WEAK = frozenset(
    [s.PERSON, "moves.rise", "moves.fall", "states.won", "things.expected"]
)


def may_be_one(one: Claim, other: Claim) -> bool:
    """Refuse quickly what cannot be one thing; both have one unit."""
    if one.unit == DAY:
        return True
    if not (one.unit or one.states & other.states or have_one_noun(one, other)):
        return False
    return not (
        _are_apart(one.states, other.states)
        or _are_apart(one.when, other.when)
        or ratio(one, other) > _TOO_FAR
        or _count_different_things(one, other)
        or _may_exceed(one, other)
        or _may_exceed(other, one)
        or _is_only_one(one, other)
        or _go_two_ways(one, other)
    )


def _are_apart(some: frozenset[str], others: frozenset[str]) -> bool:
    return bool(some and others) and not some & others


def _is_only_one(one: Claim, other: Claim) -> bool:
    """See the figure one, which is mostly no count, without a state to hold it."""
    return 1 in (one.values[0], other.values[0]) and not one.states & other.states


def _go_two_ways(one: Claim, other: Claim) -> bool:
    first, second = (
        ("moves.rise" in claim.about, "moves.fall" in claim.about)
        for claim in (one, other)
    )
    return first != second and any(first) and any(second)


def _count_different_things(one: Claim, other: Claim) -> bool:
    if not one.noun or not other.noun or have_one_noun(one, other):
        return False
    if any(state.startswith(s.MEASURES) for state in one.states & other.states):
        return False
    return _have_one_language(one, other) or (_has_sense(one) and _has_sense(other))


def _has_sense(claim: Claim) -> bool:
    return any("." in key for key in claim.noun)


def _have_one_language(one: Claim, other: Claim) -> bool:
    return one.passage.lang == other.passage.lang


def _may_exceed(one: Claim, other: Claim) -> bool:
    """See that far more than “more than 50” contradicts nothing, unless it counts victims."""
    far = other.values[0] > _FAR_ABOVE * one.values[0]
    return one.bound is Bound.OVER and far and not one.states


def have_one_noun(one: Claim, other: Claim) -> bool:
    """Whether two claims count the same: pupils and children, people and anybody."""
    if shared := one.noun & other.noun:
        alike = all(key.startswith("~") for key in shared)
        return not (alike and _have_one_language(one, other))
    people = [any(key.startswith(s.PEOPLE) for key in c.noun) for c in (one, other)]
    return all(people) and any(s.PERSON in c.noun for c in (one, other))


def share_subject(one: Claim, other: Claim) -> bool:
    """Whether two claims name one subject of figures, as profit or turnout."""
    shared = one.about.keys() & other.about.keys()
    return any(key.startswith(s.SUBJECTS) for key in shared)


def ratio(one: Claim, other: Claim) -> float:
    """Tell how many times the larger figure is the smaller one."""
    small, large = sorted((abs(one.values[0]), abs(other.values[0])))
    return large / small if small else float("inf")


def likeness(one: Claim, other: Claim) -> float:
    """Weigh what the contexts of two claims share; 0 for nothing of their own."""
    words = list(_shared_words(one, other))
    closest = max((weight for weight, _ in words), default=0.0)
    evidence = fsum(worth for _, worth in words)
    if one.unit == DAY:
        return evidence + _names(one, other, most=_NAME) if closest >= BESIDE else 0.0
    state = bool(one.states & other.states)
    if not state and not closest:
        return 0.0
    score = evidence + _names(one, other, most=2 * _NAME) + _place(one, other)
    if state:
        score += _NEAR_STATE if one.near and other.near else _STATE
    return score + _figures(one, other, known=state or evidence >= _OWN_EVIDENCE)


def _shared_words(one: Claim, other: Claim) -> Iterator[tuple[float, float]]:
    """Give the weight of each word that two contexts share, and what it is worth."""
    one_language = _have_one_language(one, other)
    counted = (one.noun & other.noun) | one.states | other.states
    for key in (one.about.keys() & other.about.keys()) - counted:
        if key[0] == "@" or (key[0] == "~" and one_language):
            continue
        weight = min(one.about[key], other.about[key])
        if key[0] == "#":
            yield 0.0, weight
            continue
        worth = weight if one_language else weight * _TRANSLATED
        worth *= _SUBJECT if key.startswith((s.SUBJECTS, s.THINGS)) else 1
        yield weight, worth * _LITTLE if key in _WEAK else worth


def _names(one: Claim, other: Claim, *, most: float) -> float:
    """Weigh the names that two contexts share, which the whole story mostly shares."""
    shared = [key for key in one.about.keys() & other.about.keys() if key[0] == "@"]
    return min(most, _NAME * fsum(min(one.about[k], other.about[k]) for k in shared))


def _place(one: Claim, other: Claim) -> float:
    """Weigh where claims stand, and in which time."""
    leads = all(claim.passage.place < _LEAD for claim in (one, other))
    timed = any(not key.startswith("months") for key in one.when ^ other.when)
    return (_LEADS if leads else 0) + (_OTHER_TIME if timed else 0)


def _figures(one: Claim, other: Claim, *, known: bool) -> float:
    """Weigh what is counted, and the figures: misread ones are near, or transposed."""
    score = _UNIT if one.unit else 0.0
    if have_one_noun(one, other):
        score += _NOUN * (_LITTLE if s.PERSON in one.noun & other.noun else 1)
    if known and are_transposed(one.values[0], other.values[0]):
        score += _TRANSPOSED
    elif one.unit in _TIMES and not (one.near and other.near):
        score += _DURATION
    times = ratio(one, other)
    if times <= _ALMOST:
        return score + _CLOSE_BY
    return score + (_FAR_APART if times > _MANY_TIMES else 0)
