"""What the newsroom answers about its own work, as frozen values."""

from dataclasses import dataclass
from datetime import datetime

from digests.news import StoryLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What one poll of a source brought.

    ``new`` are the ids of entries that wait to be read; ``error`` is a sentence
    for a person, empty when all went well.
    """

    new: tuple[int, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an interest would have brought in the last seven days."""

    articles: int
    newest: tuple[StoryLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Supported:
    """A digest's sentence beside the sentences of its article that it rests on."""

    sentence: str
    source_sentences: tuple[str, ...]
    outlet: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStatus:
    """How one source is doing.

    ``error`` is empty unless the last poll failed; ``failures`` counts the polls
    that failed in a row. A source that is ``gone`` said so and is not polled.
    """

    id: int
    url: str
    title: str
    topics: tuple[str, ...]
    articles: int
    next_poll_at: datetime
    last_ok_at: datetime | None
    failures: int
    error: str
    gone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsroomStatus:
    """How the newsroom as a whole is doing; ``newest`` is the newest article's time.

    ``failing`` sources failed at their last poll, ``gone`` ones are polled no more;
    ``waiting`` entries are still to be read, ``failed`` ones could not be.
    """

    sources: int
    failing: int
    gone: int
    due: int
    waiting: int
    failed: int
    articles: int
    stories: int
    printed_quotes: int
    newest: datetime | None
