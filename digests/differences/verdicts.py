"""The differences of a story, the plainest first: claims joined to versions of a fact."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import chain

from digests.differences import senses as s
from digests.differences.accounts import (
    Account,
    Difference,
    DifferenceKind,
    Later,
    Statement,
    Version,
)
from digests.differences.blame import Blame, blames, countercharges, rivals
from digests.differences.claims import DAY, Claim, claims
from digests.differences.contrasts import corrections, side_by_side
from digests.differences.disputes import Pair, disputes, doubtful
from digests.differences.passages import Passage, passages
from digests.differences.rounding import agree
from digests.differences.spellings import Mention, names, variants

ACCOUNTS_MAX = 40
_AN_UPDATE = timedelta(hours=3)
_MANY = 3  # versions: more are mostly figures of many things
_GROWS = frozenset(
    f"states.{name}" for name in "dead injured ill held treated uprooted".split()
)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def differences(
    accounts: Sequence[Account], *, limit: int = 5
) -> tuple[Difference, ...]:
    """Find at most ``limit`` differences, the surest first: figures, days, blame, names.

    Reads forty accounts, 12,000 characters of each, or 120,000 of them all. The order
    of fewer accounts does not matter, and one account may differ within itself.
    """
    read = _read(accounts)
    found = chain(_disputed(read), _blamed(read), _spelt(read))
    return tuple(found)[:limit]


def doubts(accounts: Sequence[Account]) -> Iterator[tuple[Statement, Statement]]:
    """Pair the figures and days of two accounts that differ and may be of one thing.

    There are far more than differences: it is for whoever would rather leave a
    statement out than settle it. Reads as much as ``differences``.
    """
    made = [claims(account) for account in _read(accounts)]
    return ((_statement(one), _statement(other)) for one, other in doubtful(made))


def _read(accounts: Sequence[Account]) -> list[list[Passage]]:
    told = sorted(accounts[:ACCOUNTS_MAX], key=_when)
    return [passages(account, among=len(told)) for account in told]


def _when(account: Account) -> tuple[datetime, int]:
    return account.article.published or _LONG_AGO, account.key


# Figures and days -------------------------------------------------------------


@dataclass(slots=True, kw_only=True, eq=False)
class _Matter:
    """One thing that claims are made about, as they are gathered."""

    claims: list[Claim] = field(default_factory=list)
    score: float = 0.0
    corrected: set[int] = field(default_factory=set)

    def takes(self, claim: Claim, *, against: Claim | None = None) -> bool:
        """Say whether a claim may join: one account has one view of a thing."""
        return all(
            other.key != claim.key or _agree(claim, other) or other is against
            for other in self.claims
        )


def _disputed(read: Sequence[Sequence[Passage]]) -> Iterator[Difference]:
    made = [claims(account) for account in read]
    differing, agreeing = disputes(made)
    told = list(corrections(made))
    differing += chain.from_iterable(map(side_by_side, made))
    matters = _gathered([*told, *differing], agreeing)
    for matter in matters:
        matter.corrected |= {id(pair.one) for pair in told}
    for matter in sorted(matters, key=lambda matter: -matter.score):
        if difference := _told(matter):
            yield difference


def _gathered(differing: Sequence[Pair], agreeing: Sequence[Pair]) -> list[_Matter]:
    matters: list[_Matter] = []
    home: dict[int, _Matter] = {}
    for pair in sorted(differing, key=lambda pair: -pair.score):
        _join(matters, home, pair)
    for pair in sorted(agreeing, key=lambda pair: -pair.score):
        if id(pair.one) in home or id(pair.other) in home:
            _join(matters, home, pair)
    return matters


def _join(matters: list[_Matter], home: dict[int, _Matter], pair: Pair) -> None:
    one, other = home.get(id(pair.one)), home.get(id(pair.other))
    if one is None and other is None:
        one = _Matter(claims=[pair.one, pair.other], score=pair.score)
        matters.append(one)
    elif one is not None and other is None and one.takes(pair.other, against=pair.one):
        one.claims.append(pair.other)
    elif (
        one is None and other is not None and other.takes(pair.one, against=pair.other)
    ):
        other.claims.append(pair.one)
    elif one and other and one is not other and all(map(one.takes, other.claims)):
        one.claims += other.claims
        matters.remove(other)
    for matter in (one, other):
        if matter in matters:
            home |= {id(claim): matter for claim in matter.claims}


def _agree(one: Claim, other: Claim) -> bool:
    return agree(one.values, other.values, (one.bound, other.bound))


def _told(matter: _Matter) -> Difference | None:
    """Sort claims into versions; None if fewer than two stand in the texts."""
    groups = _grouped(matter.claims)
    if len(groups) <= 1 or (len(groups) > _MANY and not _may_go_on(matter)):
        return None
    latest, later = _latest(groups, matter)
    return Difference(
        kind=DifferenceKind.DAY if groups[0][0].unit == DAY else DifferenceKind.NUMBER,
        versions=tuple(_version(group) for group in groups),
        about=_shared_words(groups),
        latest=latest,
        later=later,
    )


def _grouped(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Put together what agrees; headlines have no place in the texts."""
    groups: list[list[Claim]] = []
    for claim in sorted(claims, key=_order):
        if claim.passage.is_headline:
            continue
        group = next((g for g in groups if _agree(g[0], claim)), None)
        if group is None:
            groups.append([claim])
        else:
            group.append(claim)
    return groups


def _may_go_on(matter: _Matter) -> bool:
    """Say whether a thing may well have more than a few figures as hours go by."""
    return any(claim.states & _GROWS for claim in matter.claims)


def _order(claim: Claim) -> tuple[datetime, int, int]:
    return claim.passage.at or _LONG_AGO, claim.key, claim.begin


def _latest(
    groups: Sequence[Sequence[Claim]], matter: _Matter
) -> tuple[int | None, Later | None]:
    for place, group in enumerate(groups):
        if any(id(claim) in matter.corrected for claim in group):
            return place, Later.CORRECTION
    last = len(groups) - 1
    turns = _senses_of(groups[last])
    if f"{s.TURNS}.corrected" in turns:
        return last, Later.CORRECTION
    moved = any(name.startswith(s.MOVES) for name in _senses_of(groups[0]))
    if _has_grown(groups) or (f"{s.TURNS}.updated" in turns and not moved):
        return last, Later.UPDATE
    return None, None


def _senses_of(group: Sequence[Claim]) -> set[str]:
    return {sense.name for sense in group[0].passage.senses}


def _has_grown(groups: Sequence[Sequence[Claim]]) -> bool:
    """See a toll that rose while hours went by."""
    *before, last = (group[0] for group in groups)
    if last.unit or last.passage.at is None or not last.states & _GROWS:
        return False
    return all(
        claim.values[0] < last.values[0]
        and claim.passage.at is not None
        and last.passage.at - claim.passage.at >= _AN_UPDATE
        for claim in before
    )


def _version(group: Iterable[Claim | Mention | Blame]) -> Version:
    return Version(statements=tuple(map(_statement, group)))


def _statement(said: Claim | Mention | Blame) -> Statement:
    return Statement(key=said.key, span=said.span, sentence=said.passage.span)


def _shared_words(groups: Sequence[Sequence[Claim]]) -> tuple[str, ...]:
    """Give the words of the first claim that another version has too, in their order."""
    first = groups[0][0]
    shared = first.about.keys() & groups[1][0].about.keys()
    return tuple(first.words_for(shared))


# Blame and names --------------------------------------------------------------


def _blamed(read: Sequence[Sequence[Passage]]) -> Iterator[Difference]:
    pairs = [
        *rivals([blames(account) for account in read]),
        *chain.from_iterable(map(countercharges, read)),
    ]
    yield from (_pair(DifferenceKind.BLAME, *pair) for pair in pairs)


def _spelt(read: Sequence[Sequence[Passage]]) -> Iterator[Difference]:
    seen: dict[frozenset[tuple[str, ...]], list[Mention]] = {}
    small = frozenset().union(*(p.reading.small for account in read for p in account))
    for pair in variants([names(account, small) for account in read]):
        spelt = frozenset(mention.words for mention in pair)
        seen.setdefault(spelt, []).extend(pair)
    for spelt, mentions in seen.items():
        unique = list({(m.key, m.begin, m.passage.place): m for m in mentions}.values())
        groups = [[m for m in unique if m.words == words] for words in spelt]
        groups.sort(key=lambda group: (group[0].passage.at or _LONG_AGO, group[0].key))
        yield Difference(
            kind=DifferenceKind.NAME,
            versions=tuple(_version(group) for group in groups),
            about=(),
        )


def _pair(kind: DifferenceKind, one: Blame, other: Blame) -> Difference:
    return Difference(kind=kind, versions=(_version([one]), _version([other])))
