"""What can go wrong on the way to Discord and back, ordered by a test."""

import enum
import re
from dataclasses import dataclass, field

from tests.discord_fake.places import Json


class Trouble(enum.Enum):
    """What happens to a request."""

    STATUS = "status"
    LOST = "lost"  # the connection breaks before anything was done
    DONE_THEN = "done then"  # it was done, and the answer is this status all the same
    UNANSWERED = "unanswered"  # it was done, and the connection breaks
    HANGING = "hanging"  # it was done, and no answer ever comes


@dataclass
class Fault:
    """One trouble for the next ``times`` requests whose ``METHOD path`` matches."""

    route: str
    trouble: Trouble
    times: int = 1
    status: int = 500
    body: Json | None = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Faults:
    """Faults still to come, first ordered first used."""

    waiting: list[Fault] = field(default_factory=list)

    def order(self, fault: Fault) -> None:
        self.waiting.append(fault)

    def next_for(self, request: str) -> Fault | None:
        for fault in self.waiting:
            if re.search(fault.route, request):
                fault.times -= 1
                if not fault.times:
                    self.waiting.remove(fault)
                return fault
        return None
