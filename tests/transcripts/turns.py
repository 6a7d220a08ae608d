"""What happens in a chat, turn by turn, with what the bot sent as it came over the wire."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_timedelta

JSON = dict[str, Any]
SETTLED = 0.3  # seconds for what may follow an answer, a file for instance
ZONE = ZoneInfo("Europe/Berlin")  # where the readers are


class Kind(StrEnum):
    """Who did what: a reader says, presses or fills in; the bot sends, changes or hints."""

    SAID = "says"
    PRESSED = "presses"
    FILLED = "fills in"
    SENT = "sends"
    CHANGED = "changes it to"
    HINTED = "hints"
    ASKED = "asks in a form"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One thing that happened; ``wire`` is what the bot sent, ``words`` all other words.

    ``alone`` is a message that nobody else sees.
    """

    kind: Kind
    at: datetime
    words: str = ""
    wire: JSON = field(default_factory=dict)
    alone: bool = False

    @property
    def is_message(self) -> bool:
        return self.kind in {Kind.SENT, Kind.CHANGED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """Some turns that belong together, read by somebody of one language."""

    name: str
    title: str
    language: str
    turns: tuple[Turn, ...]


def relative(unix: int, chapter: Chapter, at: datetime) -> str:
    """Say a moment as an app does in its reader's language: ``6 hours ago``."""
    seconds = round(unix - at.timestamp())
    return format_timedelta(seconds, add_direction=True, locale=chapter.language)
