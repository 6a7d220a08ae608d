"""Which deliveries arrived on a platform, when, and which messages nothing explains."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_KEY = "verbatim-"
# A call that waits for its turn and is answered late ends well within this.
_LONGEST_CALL = 120.0

ENDED = frozenset({"sent", "uncertain"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A delivery as the program keeps it.

    ``chat`` names the place, its topic or thread behind a slash. ``began`` and ``due``
    are in seconds of the epoch.
    """

    id: int
    platform: str
    chat: str
    briefing: int | None
    part: int
    state: str
    message: str
    why: str = ""
    began: float | None = None
    due: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message that a platform took; ``key`` is what it was sent under, if any."""

    platform: str
    chat: str
    id: str
    at: float
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """When deliveries arrived, by their ids, and the messages that are none's."""

    at: Mapping[int, float]
    unexplained: tuple[str, ...]

    @classmethod
    def of(
        cls, deliveries: Iterable[Delivery], messages: Iterable[Message]
    ) -> "Arrivals":
        """Explain each message by one delivery, the surest first.

        Discord keeps keys: two messages of one key are a double. On Telegram, and where
        a post is opened, a message is a sent delivery's, whose id it has, or that of one
        that began before and is uncertain or knows no id, each taken once.
        """
        known = _Known(deliveries)
        at: dict[int, float] = {}
        unexplained = []
        for message in sorted(messages, key=lambda message: message.at):
            delivery = known.sent_as(message)
            if delivery is None:
                unexplained.append(_named(message))
            elif delivery.id in at:
                unexplained.append(f"{_named(message)} came again")
            else:
                at[delivery.id] = message.at
        return cls(at=at, unexplained=tuple(unexplained))


class _Known:
    """Deliveries by all that a message may tell of them."""

    def __init__(self, deliveries: Iterable[Delivery]) -> None:
        self._by_key: dict[tuple[str, str, str], Delivery] = {}
        self._by_message: dict[tuple[str, str, str], Delivery] = {}
        self._nameless: defaultdict[tuple[str, str], list[Delivery]] = defaultdict(list)
        for each in sorted(deliveries, key=lambda each: each.began or 0.0):
            place = each.platform, each.chat
            self._by_key[*place, f"{_KEY}{each.id}"] = each
            if each.state == "sent" and each.message:
                self._by_message[*place, each.message] = each
            elif each.state in ENDED:
                self._nameless[place].append(each)

    def sent_as(self, message: Message) -> Delivery | None:
        place = message.platform, message.chat
        if message.key:
            return self._by_key.get((*place, message.key))
        sent = self._by_message.get((*place, message.id))
        return sent or self._began_before(self._nameless[place], message)

    def _began_before(
        self, nameless: list[Delivery], message: Message
    ) -> Delivery | None:
        """Take out the delivery that a message is most likely of: the last begun before."""
        begun = [
            each
            for each in nameless
            if 0.0 <= message.at - (each.began or 0.0) <= _LONGEST_CALL
        ]
        if not begun:
            return None
        nameless.remove(begun[-1])
        return begun[-1]


def _named(message: Message) -> str:
    key = f" with the key {message.key}" if message.key else ""
    return f"message {message.id}{key} in {message.chat}"
