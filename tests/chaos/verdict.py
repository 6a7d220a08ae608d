"""Whether everything that had to happen happened, and nothing twice. Arithmetic only.

Evidence is what the program's database, the platforms and the newspapers hold once all
is quiet; a verdict lists every finding in words.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

ENDED = frozenset({"sent", "uncertain"})
_CLOSED_WITH_A_REASON = frozenset({"failed", "skipped"})
_SETTLED = frozenset({"composed", "empty"})
_KEY = "verbatim-"
# A call that waits for its turn and is answered late ends well within this.
_LONGEST_CALL = 120.0


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
    """A slot as the program keeps it."""

    subscription: int
    local: str
    state: str
    briefing: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A delivery as the program keeps it; ``began`` is in seconds of the epoch."""

    id: int
    platform: str
    chat: str
    briefing: int | None
    part: int
    state: str
    message: str
    why: str = ""
    began: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message that a platform took; ``key`` is what it was sent under, if any."""

    platform: str
    chat: str
    id: str
    at: float
    key: str = ""


_Row = TypeVar("_Row", Delivery, Message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is left when all is quiet, beside what had to come.

    ``printed`` are the pages that each feed named, ``planned`` the slots that had to
    fall due, as (subscription, local time).
    """

    printed: Mapping[str, set[str]]
    entries: Sequence[Entry]
    articles: Sequence[str]
    planned: frozenset[tuple[int, str]]
    slots: Sequence[Slot]
    deliveries: Sequence[Delivery]
    messages: Sequence[Message]
    complaints: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Findings in words; ``arrived`` counts the uncertain deliveries that did."""

    lost: tuple[str, ...]
    doubled: Mapping[str, tuple[str, ...]]
    uncertain: int
    arrived: int

    @property
    def good(self) -> bool:
        return not self.lost and not any(self.doubled.values())


def judge(evidence: Evidence) -> Verdict:
    """Compare what was left with what had to come."""
    messages = _by_platform(evidence.messages)
    deliveries = _by_platform(evidence.deliveries)
    discord = _Fates.on_discord(deliveries["discord"], messages["discord"])
    telegram = _Fates.on_telegram(deliveries["telegram"], messages["telegram"])
    uncertain = [each for each in evidence.deliveries if each.state == "uncertain"]
    arrived = discord.arrived | telegram.arrived
    return Verdict(
        lost=(
            *evidence.complaints,
            *_lost_entries(evidence),
            *_lost_slots(evidence),
            *_lost_deliveries(evidence.deliveries, arrived),
            *_broken_briefings(evidence),
        ),
        doubled={
            "entries": tuple(_doubled_entries(evidence)),
            "slots": tuple(_doubled_slots(evidence)),
            "discord": discord.unexplained,
            "telegram": telegram.unexplained,
        },
        uncertain=len(uncertain),
        arrived=len([each for each in uncertain if each.id in arrived]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fates:
    """Which deliveries arrived on a platform, and which messages nothing explains."""

    arrived: frozenset[int]
    unexplained: tuple[str, ...]

    @classmethod
    def on_discord(
        cls, deliveries: Iterable[Delivery], messages: Iterable[Message]
    ) -> "_Fates":
        """Discord keeps the key of each message: two of one key are a double."""
        known = {f"{_KEY}{each.id}": each for each in deliveries}
        arrived: set[int] = set()
        unexplained = []
        for message in messages:
            delivery = known.get(message.key)
            if delivery is None or delivery.chat != message.chat:
                unexplained.append(f"{message.key or 'no key'} in {message.chat}")
            elif delivery.id in arrived:
                unexplained.append(f"{message.key} came twice to {message.chat}")
            else:
                arrived.add(delivery.id)
        return cls(arrived=frozenset(arrived), unexplained=tuple(unexplained))

    @classmethod
    def on_telegram(
        cls, deliveries: Iterable[Delivery], messages: Iterable[Message]
    ) -> "_Fates":
        """Telegram keeps no key: a message is a sent delivery's, whose id it has, or
        that of an uncertain one that began before, each taken once."""
        sent = {
            (each.chat, each.message): each
            for each in deliveries
            if each.state == "sent"
        }
        doubtful = defaultdict(list)
        for each in sorted(deliveries, key=lambda each: each.began or 0.0):
            if each.state == "uncertain":
                doubtful[each.chat].append(each)
        arrived: set[int] = set()
        unexplained = []
        for message in sorted(messages, key=lambda message: message.at):
            delivery = sent.get((message.chat, message.id)) or _began_before(
                doubtful[message.chat], message
            )
            if delivery is None:
                unexplained.append(f"message {message.id} in {message.chat}")
            else:
                arrived.add(delivery.id)
        return cls(arrived=frozenset(arrived), unexplained=tuple(unexplained))


def _began_before(doubtful: list[Delivery], message: Message) -> Delivery | None:
    """Take out the delivery that a message is most likely of: the last begun before."""
    begun = [
        each
        for each in doubtful
        if 0.0 <= message.at - (each.began or 0.0) <= _LONGEST_CALL
    ]
    if not begun:
        return None
    doubtful.remove(begun[-1])
    return begun[-1]


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
    for subscription, local in sorted(evidence.planned):
        slot = kept.get((subscription, local))
        if slot is None:
            yield f"subscription {subscription} got no slot at {local}"
        elif slot.state not in _SETTLED:
            yield f"the slot of {subscription} at {local} is {slot.state}"
        elif slot.briefing is None or slot.briefing not in briefed:
            yield f"the slot of {subscription} at {local} has no deliveries"


def _doubled_slots(evidence: Evidence) -> Iterator[str]:
    yield from _twice((slot.subscription, slot.local) for slot in evidence.slots)
    for slot in evidence.slots:
        if (slot.subscription, slot.local) not in evidence.planned:
            yield f"nobody wanted the slot of {slot.subscription} at {slot.local}"


def _lost_deliveries(
    deliveries: Iterable[Delivery], arrived: frozenset[int]
) -> Iterator[str]:
    for each in deliveries:
        if each.state not in ENDED:
            yield f"delivery {each.id} to {each.chat} is {each.state}: {each.why}"
        elif each.state == "sent" and each.id not in arrived:
            yield f"delivery {each.id} to {each.chat} is sent but never arrived"


def _broken_briefings(evidence: Evidence) -> Iterator[str]:
    """The parts of a briefing are all there, and arrived in their order."""
    arrival = {
        (each.platform, each.chat, each.id): each.at for each in evidence.messages
    }
    parts = defaultdict(list)
    for each in sorted(evidence.deliveries, key=lambda each: each.part):
        if each.briefing is not None:
            parts[each.briefing].append(each)
    for briefing, listed in parts.items():
        if [each.part for each in listed] != list(range(1, len(listed) + 1)):
            yield f"briefing {briefing} lacks a part"
        ids = [each for each in listed if each.state == "sent"]
        times = [arrival.get((e.platform, e.chat, e.message), 0.0) for e in ids]
        if times != sorted(times):
            yield f"the parts of briefing {briefing} arrived out of order"


def _by_platform(rows: Iterable[_Row]) -> Mapping[str, list[_Row]]:
    sorted_: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        sorted_[row.platform].append(row)
    return sorted_


def _twice(things: Iterable[object]) -> Iterator[str]:
    for thing, times in Counter(things).items():
        if times > 1:
            yield f"{thing} is there {times} times"
