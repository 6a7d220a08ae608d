"""Figures and days of an account, each with what its sentence says that it is about."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2

from digests.differences import senses as s
from digests.differences.contexts import (
    about,
    is_planned,
    keys,
    names_in,
    states,
    times,
)
from digests.differences.countable import (
    countable,
    ends_a_clause,
    hedges,
    noun_of,
    numbered,
    unit_of,
)
from digests.differences.passages import Passage, Stretch, is_content
from digests.differences.rounding import Bound
from digests.differences.senses import Sense
from digests.summarize.tokens import Fact, Kind

DAY = "date"
# Papers give the figures that matter first; it bounds the time that a story takes.
MOST_CLAIMS = 40
# More stand in a table, where each is looked at beside all others for nothing.
MOST_IN_A_SENTENCE = 16
_TELLING = 10  # figures from it on are rarely met twice by chance
_DATELINE = 2  # words at most between the day and the date of “Monday, 5 August”


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Stretch):
    """One figure or day, and what it is a figure of.

    It stretches from its hedge to its unit or noun. ``values`` are all ways to read it; ``unit`` is what it measures in, ``DAY`` for days
    and empty for counts; ``noun`` holds the keys of what it counts. ``about`` weighs the
    keys of the words around it (see ``contexts``); ``states`` are senses of which two
    never agree, ``near`` says that they stand close by. ``refused`` figures are those of
    “not three”. ``when`` tells other times than the news, ``where`` the names around.
    """

    values: tuple[float, ...]
    unit: str = ""
    noun: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    near: bool = False
    about: Mapping[str, float]
    bound: Bound = Bound.NONE
    refused: bool = False
    when: frozenset[str] = frozenset()
    where: frozenset[str] = frozenset()

    def words_for(self, wanted: Collection[str]) -> Iterator[str]:
        """Give the words of the sentence that have one of some keys, in order."""
        left, passage = set(wanted), self.passage
        for at, token in enumerate(passage.tokens):
            own = {*keys(passage, at), *keys(passage, at, named=True)}
            outside = not self.begin <= at < self.end
            if outside and own & left and is_content(token, passage.lang):
                left -= own
                yield token.text


def claims(account: Sequence[Passage]) -> list[Claim]:
    """Find the claims of one account; one figure said twice knows both its contexts."""
    before: frozenset[str] = frozenset()
    found: list[Claim] = []
    for passage in account:
        here = names_in(passage)
        there = any(sense.name == f"{s.TIMES}.there" for sense in passage.senses)
        where = here | before if there else here
        found += [replace(claim, where=where) for claim in _claims(passage)]
        before = here
    return _weighed(_enriched(found[:MOST_CLAIMS]))


def _claims(passage: Passage) -> Iterator[Claim]:
    numbers = passage.reading.of(Kind.NUMBER)
    if len(numbers) > MOST_IN_A_SENTENCE:
        return
    told = countable(passage, numbers)
    read = [_counted(passage, number, numbers) for number in told]
    yield from _inherited([claim for claim in read if claim is not None])
    days = passage.reading.of(Kind.DATE)
    for day in days:
        weekday = day.keys[0].startswith("w") and not _is_dateline(
            day, [*days, *numbers]
        )
        if weekday and is_planned(passage, day):
            yield _dated(passage, day, numbers)


def _counted(passage: Passage, fact: Fact, numbers: Sequence[Fact]) -> Claim | None:
    """Read one number; None for what another is only compared with."""
    doubts = hedges(passage, fact)
    alike = any(other.units == fact.units for other in numbers if other is not fact)
    if f"{s.BOUNDS}.moved" in doubts and alike:
        return None
    unit, end = unit_of(passage, fact)
    state, near = states(passage, fact, numbers)
    measured = near and any(name.startswith(s.MEASURES) for name in state)
    place = None if unit or measured else noun_of(passage, fact)
    counted = keys(passage, place) if place is not None else numbered(passage, fact)
    noun = frozenset(() if unit else counted)
    sure = unit or noun or (not fact.weak and (near or ends_a_clause(passage, fact)))
    return Claim(
        passage=passage,
        begin=min([fact.begin, *(doubt.begin for doubt in doubts.values())]),
        end=end if place is None else max(end, place + 1),
        values=tuple(map(float, fact.keys)),
        unit=unit,
        noun=noun,
        states=state if sure else frozenset(),
        near=near,
        about=about(passage, fact, numbers),
        bound=_bound(doubts),
        refused=f"{s.BOUNDS}.not" in doubts,
        when=frozenset(times(passage, fact, numbers)),
    )


def _bound(doubts: Mapping[str, Sense]) -> Bound:
    for bound in (Bound.OVER, Bound.UNDER, Bound.ABOUT):
        if f"{s.BOUNDS}.{bound}" in doubts:
            return bound
    return Bound.NONE


def _inherited(read: Sequence[Claim]) -> Iterator[Claim]:
    """Give a refused figure what the figure beside it is about: “one bridge, not three”."""
    for place, claim in enumerate(read):
        own = claim.unit or claim.noun
        if not claim.refused or own or len(read) == 1:
            yield claim
            continue
        kin = read[place - 1] if place else read[1]
        yield replace(
            claim,
            unit=kin.unit,
            noun=kin.noun,
            states=kin.states,
            near=kin.near,
            about=kin.about,
        )


def _is_dateline(day: Fact, others: Sequence[Fact]) -> bool:
    """See “Monday, 5 August 2013” and “Thu 10 Nov”, which mostly date an article."""
    return any(
        0 <= other.begin - day.end <= _DATELINE and other.keys[0] != day.keys[0]
        for other in others
        if other is not day
    )


def _dated(passage: Passage, fact: Fact, numbers: Sequence[Fact]) -> Claim:
    return Claim(
        passage=passage,
        begin=fact.begin,
        end=fact.end,
        values=(float(fact.keys[0].removeprefix("weekdays")),),
        unit=DAY,
        about=about(passage, fact, numbers, in_clause=True),
    )


# One account ------------------------------------------------------------------


def _enriched(found: Sequence[Claim]) -> list[Claim]:
    """Join what an account says of one figure in several places."""
    return [claim if claim.unit == DAY else _joined(claim, found) for claim in found]


def _joined(claim: Claim, found: Sequence[Claim]) -> Claim:
    kin = [other for other in found if other is claim or _are_one(claim, other)]
    weights: dict[str, float] = {}
    for other in kin:
        for key, weight in other.about.items():
            weights[key] = max(weights.get(key, 0), weight)
    return replace(
        claim,
        about=weights,
        states=claim.states or frozenset().union(*(other.states for other in kin)),
        noun=frozenset().union(*(other.noun for other in kin)),
        near=any(other.near for other in kin),
    )


def _are_one(one: Claim, other: Claim) -> bool:
    if (
        one.unit != other.unit
        or one.values[0] != other.values[0]
        or one.values[0] < _TELLING
    ):
        return False
    apart = one.states and other.states and not one.states & other.states
    return not apart or len(one.about.keys() & other.about.keys()) > 1


def _weighed(found: Sequence[Claim]) -> list[Claim]:
    """Make words lighter that stand beside many figures of the account."""
    beside: dict[str, set[float]] = {}
    for claim in found:
        for key in () if claim.unit == DAY else claim.about:
            if not key.startswith(s.SUBJECTS):
                beside.setdefault(key, set()).add(claim.values[0])
    shares = {key: 1 + log2(len(figures)) / 2 for key, figures in beside.items()}
    return [
        claim if claim.unit == DAY else _lightened(claim, shares) for claim in found
    ]


def _lightened(claim: Claim, shares: Mapping[str, float]) -> Claim:
    light = {key: weight / shares.get(key, 1) for key, weight in claim.about.items()}
    return replace(claim, about=light)
