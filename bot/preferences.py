"""How a chat wants to be served: what ``/settings`` changes, besides when and in what language."""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from typing_extensions import override


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """From one local time of day until another, over midnight if that is earlier."""

    start: time
    end: time

    @override
    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"

    def __contains__(self, at: time) -> bool:
        if self.start <= self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end

    @classmethod
    def read(cls, stored: str) -> "QuietHours | None":
        """Read what ``str`` wrote; nothing from an empty text."""
        start, _, end = stored.partition("-")
        if not stored:
            return None
        return cls(start=time.fromisoformat(start), end=time.fromisoformat(end))


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What a chat chose.

    ``quotes`` stand in its briefings; ``rich`` messages are drawn in the platform's
    richest format; ``silent`` ones make no sound, and none does in ``quiet_hours``;
    ``publish`` sends briefings on to who follows an announcement channel;
    ``tells_of_nothing`` says in a line when there is no news; ``corrects`` changes what
    was sent when a page loses its words.
    """

    quotes: bool = True
    rich: bool = False
    silent: bool = True
    publish: bool = False
    tells_of_nothing: bool = True
    corrects: bool = True
    quiet_hours: QuietHours | None = None

    def is_silent(self, at: datetime, zone: str) -> bool:
        """Say whether a message that leaves now makes no sound."""
        local = at.astimezone(ZoneInfo(zone)).time()
        return self.silent or (
            self.quiet_hours is not None and local in self.quiet_hours
        )
