"""Which claims of a story's accounts are about one thing, and cannot both be true."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from digests.differences import senses as s
from digests.differences.claims import DAY, Claim
from digests.differences.likeness import likeness, may_be_one, share_subject
from digests.differences.rounding import agree

# How alike two contexts must be: for counts and measures, and for days.
ENOUGH = 2.3
ENOUGH_FOR_DAYS = 1.6
# The same figure in two accounts is mostly one thing: half of that does.
_SAME = ENOUGH / 2
_RARE = 20  # figures above it are rarely met twice by chance
_CROWD, _MOST_CROWD = 0.45, 3


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims about one thing, and how sure it is that it is one."""

    one: Claim
    other: Claim
    score: float

    def places(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Name each claim beside the account that the other stands in."""
        return (id(self.one), self.other.key), (id(self.other), self.one.key)


@dataclass(slots=True)
class _Sorted:
    """Pairs as they are found; ``settled`` claims are told by another account too."""

    differing: dict[tuple[int, int], list[Pair]] = field(
        default_factory=lambda: defaultdict(list)
    )
    agreeing: list[Pair] = field(default_factory=list)
    settled: set[tuple[int, int]] = field(default_factory=set)

    def add(self, pair: Pair) -> None:
        one, other = pair.one, pair.other
        if agree(one.values, other.values, (one.bound, other.bound)):
            if pair.score >= _SAME:
                self.settled.update(pair.places())
            if pair.score >= (_SAME if one.values[0] > _RARE else ENOUGH):
                self.agreeing.append(pair)
        elif pair.score >= (ENOUGH_FOR_DAYS if one.unit == DAY else ENOUGH):
            for place in pair.places():
                self.differing[place].append(pair)


def disputes(accounts: Sequence[Sequence[Claim]]) -> tuple[list[Pair], list[Pair]]:
    """Pair the claims of different accounts: those that differ, and those that agree.

    Of several that a claim may differ from in one account, only the likest counts, and
    none if that account says the same as well.
    """
    names = _names_of(accounts)
    crowds = {id(c): _crowd(c, account) for account in accounts for c in account}
    found = _Sorted()
    for one, other in _comparable(accounts):
        if not _are_elsewhere(one, other, names):
            crowd = max(crowds[id(one)], crowds[id(other)])
            if share_subject(one, other):
                crowd /= 2
            found.add(Pair(one, other, likeness(one, other) - crowd))
    best = {
        place: max(pairs, key=_sureness) for place, pairs in found.differing.items()
    }
    mutual = {
        id(pair): pair
        for pair in best.values()
        if all(best[place] is pair for place in pair.places())
        and not found.settled.intersection(pair.places())
    }
    return list(mutual.values()), found.agreeing


def doubtful(accounts: Sequence[Sequence[Claim]]) -> Iterator[tuple[Claim, Claim]]:
    """Pair the claims of different accounts that differ and are about the like."""
    for one, other in _comparable(accounts):
        agreed = agree(one.values, other.values, (one.bound, other.bound))
        if not agreed and likeness(one, other) >= 0:
            yield one, other


def _sureness(pair: Pair) -> tuple[float, bool, int]:
    first, second = pair.one.passage, pair.other.passage
    headline = first.is_headline or second.is_headline
    return pair.score, not headline, -first.place - second.place


def _comparable(accounts: Sequence[Sequence[Claim]]) -> Iterator[tuple[Claim, Claim]]:
    """Pair the claims of different accounts that have a unit and some word in common."""
    shelves: dict[tuple[str, str], list[tuple[int, Claim]]] = defaultdict(list)
    for place, found in enumerate(accounts):
        for claim in found:
            for key in () if claim.refused else sorted(_marks(claim)):
                shelves[claim.unit, key].append((place, claim))
    met: set[tuple[int, int]] = set()
    for shelf in shelves.values():
        for (place, one), (where, other) in combinations(shelf, 2):
            if where != place and (id(one), id(other)) not in met:
                met.add((id(one), id(other)))
                if may_be_one(one, other):
                    yield one, other


def _marks(claim: Claim) -> frozenset[str]:
    """Give the keys of which two claims of one thing share at least one."""
    if claim.unit:
        return claim.states.union(key for key in claim.about if key[0] != "@")
    people = any(key.startswith(s.PEOPLE) for key in claim.noun)
    return claim.states | claim.noun | ({s.PEOPLE} if people else frozenset())


def _crowd(claim: Claim, account: Sequence[Claim]) -> float:
    """Weigh how unsure it is which figure an account means, if it has many of a sort."""
    noun = claim.noun - {s.PERSON} if not claim.unit else frozenset()
    others = {
        other.values[0]
        for other in account
        if other.unit == claim.unit != DAY
        and other.values[0] != claim.values[0]
        and not other.refused
        and (other.states & claim.states or other.noun & noun)
    }
    return _CROWD * min(len(others), _MOST_CROWD)


def _names_of(accounts: Sequence[Sequence[Claim]]) -> dict[int, frozenset[str]]:
    """Give the names that stand near the figures of each account."""
    return {
        claims[0].key: frozenset().union(*(claim.where for claim in claims))
        for claims in accounts
        if claims
    }


def _are_elsewhere(
    one: Claim, other: Claim, names: Mapping[int, frozenset[str]]
) -> bool:
    """See figures of two places that one of the accounts tells apart."""
    if not one.where or not other.where or one.where & other.where:
        return False
    return bool(other.where & names[one.key] or one.where & names[other.key])
