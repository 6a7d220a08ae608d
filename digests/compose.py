"""Which stories a briefing holds, and in what order.

Deterministic: the same candidates at the same time give the same briefing.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

HALF_LIFE = timedelta(hours=18)
IN_A_ROW = 2
# What another story of an interest that is already told is worth: enough to let the
# reader's second interest in, too little to promote a trifle.
REPEATED_INTEREST = 0.85
# How far what a reader liked or not moves a story, at most.
LIKED = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A story that could stand in a briefing.

    ``story`` is its id. ``outlets`` names the distinct publishers, first the one
    whose article would be digested; copies of one agency's text count as one.
    ``newest`` is the aware time of its latest article, ``articles`` how many it
    has. ``fit`` in 0..1 says how well it suits the reader, ``interest`` which of
    the reader's interests it suits best. ``liking`` in -1..1 says how useful they
    found such stories. ``seen`` stories are left out.
    """

    story: int
    newest: datetime
    outlets: tuple[str, ...]
    articles: int = 1
    fit: float = 1.0
    interest: str = ""
    liking: float = 0.0
    seen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Ids of the stories told in full, in order, and of those that are only named."""

    stories: tuple[int, ...]
    also: tuple[int, ...]


def choose(
    candidates: Iterable[Candidate], *, at: datetime, size: int = 7, also: int = 5
) -> Choice:
    """Pick ``size`` stories for a briefing made ``at`` this time, then ``also`` more.

    No outlet leads more than two stories in a row while another one has any left.
    A story given twice counts once, at its better weight.
    """
    ranked, weights = _ranked(candidates, at)
    told: list[Candidate] = []
    while ranked and len(told) < size:
        told.append(ranked.pop(_next(ranked, told, weights)))
    return Choice(
        stories=tuple(candidate.story for candidate in told),
        also=tuple(candidate.story for candidate in ranked[: max(also, 0)]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """Why a story has its place: factors whose product is its weight."""

    breadth: float
    fit: float
    freshness: float
    liking: float

    @property
    def total(self) -> float:
        return self.breadth * self.fit * self.freshness * self.liking


def weigh(candidate: Candidate, *, at: datetime) -> Weight:
    """How much a story deserves its place: outlets, fit, freshness, what was liked.

    The first outlets count most; further articles of the same ones count a little,
    since a newsroom that keeps reporting thinks it matters. Freshness halves
    every 18 hours; a time in the future is taken for now.
    """
    age = max(at - candidate.newest, timedelta(0))
    outlets = max(len(candidate.outlets), 1)
    more = max(candidate.articles - outlets, 0)
    return Weight(
        breadth=1 + math.log2(outlets) + 0.25 * math.log2(1 + more),
        fit=candidate.fit,
        freshness=float(0.5 ** (age / HALF_LIFE)),
        liking=1 + LIKED * max(-1.0, min(1.0, candidate.liking)),
    )


def weight(candidate: Candidate, *, at: datetime) -> float:
    """Weigh a story as one number."""
    return weigh(candidate, at=at).total


_Rank = tuple[float, float, int, str, str]


def _ranked(
    candidates: Iterable[Candidate], at: datetime
) -> tuple[list[Candidate], dict[int, float]]:
    """Sort the stories, the heaviest first, and tell what each weighs."""
    best: dict[int, tuple[_Rank, Candidate]] = {}
    for candidate in candidates:
        if candidate.seen:
            continue
        rank = _rank(candidate, at)
        rival = best.get(candidate.story)
        if rival is None or rank < rival[0]:
            best[candidate.story] = rank, candidate
    ranked = sorted(best.values(), key=lambda pair: pair[0])
    weights = {one.story: -rank[0] for rank, one in ranked}
    return [one for _, one in ranked], weights


def _rank(candidate: Candidate, at: datetime) -> _Rank:
    heavy = -weight(candidate, at=at)
    outlet = _leader(candidate)
    return (
        heavy,
        -candidate.newest.timestamp(),
        candidate.story,
        outlet,
        candidate.interest,
    )


def _next(
    ranked: Sequence[Candidate],
    told: Sequence[Candidate],
    weights: Mapping[int, float],
) -> int:
    interests = Counter(candidate.interest for candidate in told)
    tired = _tired_of(told)

    def merit(place: int) -> tuple[bool, float, int]:
        candidate = ranked[place]
        repeated = REPEATED_INTEREST ** interests[candidate.interest]
        fresh_voice = tired is None or _leader(candidate) != tired
        return fresh_voice, weights[candidate.story] * repeated, -place

    return max(range(len(ranked)), key=merit)


def _tired_of(told: Sequence[Candidate]) -> str | None:
    last = {_leader(candidate) for candidate in told[-IN_A_ROW:]}
    return last.pop() if len(told) >= IN_A_ROW and len(last) == 1 else None


def _leader(candidate: Candidate) -> str:
    return candidate.outlets[0] if candidate.outlets else ""
