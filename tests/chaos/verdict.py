"""Whether everything that had to happen happened, and nothing twice. Arithmetic only.

Evidence is what the program's database, the platforms and the newspapers hold once all
is quiet; a verdict lists every finding in words.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tests.chaos.arrivals import ENDED, Arrivals, Delivery, Message

_CLOSED_WITH_A_REASON = frozenset({"failed", "skipped"})
_SETTLED = frozenset({"composed", "empty"})
LATE = 600.0
LATELY = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry as the program keeps it."""

    feed: str
    link: str
    state: str
    why: str
    has_article: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A slot as the program keeps it; ``due`` and ``composed`` are in seconds."""

    subscription: int
    local: str
    state: str
    briefing: int | None
    due: float = 0.0
    composed: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kill:
    """A moment at which the program was killed, and what it was about to send.

    ``under_way`` counts the messages on Telegram's line, ``lately`` names the chats of
    those and of what was on it within the last seconds. What the program left as
    ``sending`` stands in ``sending``.
    """

    at: float
    under_way: int
    lately: frozenset[str]
    sending: Sequence[Delivery]


Place = tuple[str, str]
"""A platform, and a chat on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is left when all is quiet, beside what had to come.

    ``printed`` are the pages that each feed named, ``planned`` the slots that had to
    fall due, as (subscription, local time), ``owners`` whose subscriptions those are.
    ``shut`` are the chats that were closed to the program, ``parted`` those that it gave
    up, and why.
    """

    printed: Mapping[str, set[str]]
    entries: Sequence[Entry]
    articles: Sequence[str]
    planned: frozenset[tuple[int, str]]
    slots: Sequence[Slot]
    deliveries: Sequence[Delivery]
    messages: Sequence[Message]
    complaints: Sequence[str] = ()
    owners: Mapping[int, Place] = field(default_factory=dict)
    shut: frozenset[Place] = frozenset()
    parted: Mapping[Place, str] = field(default_factory=dict)
    kills: Sequence[Kill] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Findings in words.

    ``needless`` are doubts that no kill explains; ``arrived`` counts the uncertain
    deliveries that did, and ``waits`` are the seconds from each message's time to its
    arrival, the shortest first.
    """

    lost: tuple[str, ...]
    doubled: Mapping[str, tuple[str, ...]]
    needless: tuple[str, ...]
    uncertain: int
    arrived: int
    waits: tuple[float, ...]

    @property
    def findings(self) -> Mapping[str, tuple[str, ...]]:
        """All that must not be, by what it is."""
        doubled = {f"doubled, {what}": found for what, found in self.doubled.items()}
        return {"lost": self.lost, **doubled, "needlessly uncertain": self.needless}

    @property
    def good(self) -> bool:
        return not any(self.findings.values())

    @property
    def late(self) -> int:
        """How many arrived so long after their time that a briefing says so itself."""
        return sum(wait > LATE for wait in self.waits)

    def wait(self, share: float) -> float:
        """Tell how long at most such a share of the messages was waited for."""
        if not self.waits:
            return 0.0
        return self.waits[min(len(self.waits) - 1, int(share * len(self.waits)))]


def judge(evidence: Evidence) -> Verdict:
    """Compare what was left with what had to come."""
    arrivals = Arrivals.of(evidence.deliveries, evidence.messages)
    uncertain = [each for each in evidence.deliveries if each.state == "uncertain"]
    return Verdict(
        lost=(
            *evidence.complaints,
            *_lost_entries(evidence),
            *_lost_slots(evidence),
            *_lost_deliveries(evidence, arrivals.at),
            *_lost_chats(evidence),
            *_broken_briefings(evidence),
            *_out_of_order(evidence.deliveries, arrivals.at),
        ),
        doubled={
            "entries": tuple(_doubled_entries(evidence)),
            "slots": tuple(_doubled_slots(evidence)),
            "discord": _unexplained(evidence, "discord"),
            "telegram": _unexplained(evidence, "telegram"),
        },
        needless=tuple(_needless_doubts(evidence)),
        uncertain=len(uncertain),
        arrived=len([each for each in uncertain if each.id in arrivals.at]),
        waits=tuple(sorted(_waits(evidence.deliveries, arrivals.at))),
    )


def _unexplained(evidence: Evidence, platform: str) -> tuple[str, ...]:
    deliveries = [each for each in evidence.deliveries if each.platform == platform]
    messages = [each for each in evidence.messages if each.platform == platform]
    return Arrivals.of(deliveries, messages).unexplained


def _waits(
    deliveries: Iterable[Delivery], arrived: Mapping[int, float]
) -> Iterator[float]:
    """Tell how many seconds after its time each message arrived."""
    for each in deliveries:
        if each.due is not None and each.id in arrived:
            yield arrived[each.id] - each.due


def _needless_doubts(evidence: Evidence) -> Iterator[str]:
    """What is uncertain must have been under way when the program was killed.

    Telegram's only: Discord knows our keys, so that what is in doubt goes again.
    """
    left: set[int] = set()
    for kill in evidence.kills:
        # What an earlier kill left is judged there: the next may come before it is settled.
        for each in [each for each in kill.sending if each.id not in left]:
            left.add(each.id)
            is_fresh = (each.began or 0.0) >= kill.at - LATELY
            if each.platform == "telegram" and not is_fresh | (
                each.chat in kill.lately
            ):
                yield f"delivery {each.id} was in doubt at a kill, but not under way"
    for each in evidence.deliveries if evidence.kills else ():
        if each.state == "uncertain" and each.id not in left:
            yield f"delivery {each.id} is uncertain for no kill: {each.why}"


def _lost_entries(evidence: Evidence) -> Iterator[str]:
    known = {(entry.feed, entry.link) for entry in evidence.entries}
    for feed, links in evidence.printed.items():
        for link in sorted(links):
            if (feed, link) not in known:
                yield f"{link} never became an entry"
    for entry in evidence.entries:
        if entry.state == "read" and not entry.has_article:
            yield f"{entry.link} was read into no article"
        elif entry.state in _CLOSED_WITH_A_REASON and not entry.why:
            yield f"{entry.link} was closed without a reason"
        elif entry.state not in _CLOSED_WITH_A_REASON | {"read"}:
            yield f"{entry.link} is still {entry.state}: {entry.why}"


def _doubled_entries(evidence: Evidence) -> Iterator[str]:
    yield from _twice((entry.feed, entry.link) for entry in evidence.entries)
    yield from _twice(evidence.articles)


def _lost_slots(evidence: Evidence) -> Iterator[str]:
    kept = {(slot.subscription, slot.local): slot for slot in evidence.slots}
    briefed = {each.briefing for each in evidence.deliveries}
    of = defaultdict(list)
    for each in evidence.slots:
        of[each.subscription].append(each)
    for subscription, local in sorted(evidence.planned):
        if evidence.owners.get(subscription) in evidence.shut:
            continue
        slot = kept.get((subscription, local))
        if slot is None and any(_brought(each, local) for each in of[subscription]):
            continue
        if slot is None:
            yield f"subscription {subscription} got no slot at {local}"
        elif slot.state not in _SETTLED:
            yield f"the slot of {subscription} at {local} is {slot.state}"
        elif slot.briefing is None or slot.briefing not in briefed:
            yield f"the slot of {subscription} at {local} has no deliveries"


def _brought(slot: Slot, local: str) -> bool:
    """Say whether a slot was composed when a later one of its wish had passed too.

    Of several that passed while the program was away, it serves one.
    """
    after = datetime.fromisoformat(local) - datetime.fromisoformat(slot.local)
    ahead = after.total_seconds()
    composed = slot.composed or 0.0
    return 0.0 < ahead < LATE and composed >= slot.due + ahead


def _doubled_slots(evidence: Evidence) -> Iterator[str]:
    yield from _twice((slot.subscription, slot.local) for slot in evidence.slots)
    for slot in evidence.slots:
        if (slot.subscription, slot.local) not in evidence.planned:
            yield f"nobody wanted the slot of {slot.subscription} at {slot.local}"


def _lost_deliveries(evidence: Evidence, arrived: Mapping[int, float]) -> Iterator[str]:
    for each in evidence.deliveries:
        is_parked = (each.platform, each.chat) in evidence.shut and each.why
        if each.state not in ENDED and not (each.state == "dead" and is_parked):
            yield f"delivery {each.id} to {each.chat} is {each.state}: {each.why}"
        elif each.state == "sent" and each.id not in arrived:
            yield f"delivery {each.id} to {each.chat} is sent but never arrived"


def _lost_chats(evidence: Evidence) -> Iterator[str]:
    """A chat is given up, with the reason, if it was shut, and no other one is."""
    for place, why in evidence.parted.items():
        if place not in evidence.shut or not why:
            yield f"the chat {place[1]} was given up: {why or 'nobody says why'}"
    for each in evidence.deliveries:
        place = each.platform, each.chat
        is_forgotten = place in evidence.shut and place not in evidence.parted
        if each.state == "dead" and is_forgotten:
            yield f"delivery {each.id} to {each.chat} is dead, but not its chat"


def _broken_briefings(evidence: Evidence) -> Iterator[str]:
    """The parts of a briefing are all there."""
    parts = defaultdict(list)
    for each in evidence.deliveries:
        if each.briefing is not None:
            parts[each.briefing].append(each.part)
    for briefing, listed in parts.items():
        if sorted(listed) != list(range(1, len(listed) + 1)):
            yield f"briefing {briefing} lacks a part"


def _out_of_order(
    deliveries: Iterable[Delivery], arrived: Mapping[int, float]
) -> Iterator[str]:
    """What a chat was sent arrived as it was filed: briefings, and their parts."""
    latest: dict[Place, tuple[float, int]] = {}
    for each in sorted(deliveries, key=lambda each: (each.due or 0.0, each.id)):
        if each.state != "sent" or each.id not in arrived:
            continue
        at, place = arrived[each.id], (each.platform, each.chat)
        before, earlier = latest.get(place, (at, each.id))
        if at < before:
            yield f"delivery {each.id} came before {earlier} to {each.chat}"
        latest[place] = max(at, before), each.id


def _twice(things: Iterable[object]) -> Iterator[str]:
    for thing, times in Counter(things).items():
        if times > 1:
            yield f"{thing} is there {times} times"
