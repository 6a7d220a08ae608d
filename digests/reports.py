"""What the newsroom answers about its own work, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from digests.errors import Reason
from digests.news import StoryLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """What became of a printed article's page: it lost quotes, or was withdrawn."""

    article_id: int
    url: str
    at: datetime
    is_withdrawn: bool


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
    """What an interest would have brought in the last seven days.

    ``unread`` more may be among them: filters must wait until somebody has read them.
    """

    articles: int
    newest: tuple[StoryLine, ...]
    unread: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Sentences of one article that something rests on; ``link`` opens it at the first."""

    sentences: tuple[str, ...]
    outlet: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Supported:
    """A digest's sentence, and what it rests on, article by article."""

    sentence: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a sentence stands: ``link`` opens the article at it.

    It is the article's text from ``start`` to ``end``, and ``sha256`` its hash.
    """

    outlet: str
    published: datetime | None
    link: str
    article_id: int
    start: int
    end: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A sentence that answers a question, and the places of articles that it rests on.

    It stands in its one place as it is, unless it was ``made_by`` a model.
    """

    text: str
    places: tuple[Place, ...]
    made_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words of an article as they stand; ``link`` opens it at them."""

    text: str
    outlet: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """One fact that articles tell in several ways, the earliest first.

    Each version holds the words of all outlets that agree on it. ``about`` are words
    that they share. ``latest`` is the version that replaces the others, if one does,
    and ``later`` says how: "updated" or "corrected".
    """

    about: tuple[str, ...]
    versions: tuple[tuple[Said, ...], ...]
    latest: int | None
    later: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What a story's other articles add to the one that tells it, and where all differ."""

    additions: tuple[Said, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """Why a story has its place: factors whose product is its weight, and what they rest on.

    ``interest`` is the label of the interest that it suits best, empty if it suits none;
    ``traits`` are what feedback on it is kept under.
    """

    outlets: tuple[str, ...]
    articles: int
    newest: datetime
    interest: str
    breadth: float
    fit: float
    freshness: float
    liking: float
    traits: frozenset[str]


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
    error: Reason
    gone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelChoice:
    """Which model writes digests, and where; ``daily_tokens`` 0 is no limit.

    An empty ``base_url`` is OpenAI's; servers of one's own want no ``key``.
    """

    name: str
    key: str = field(default="", repr=False)
    base_url: str = ""
    daily_tokens: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelStatus:
    """What a model did and cost today; ``budget`` 0 is no limit.

    ``asked`` and ``answered`` are tokens, ``cached`` those of the asked that cost less.
    ``fallbacks`` count digests without it by why, ``refused`` its sentences that the
    gate refused.
    """

    model: str
    budget: int
    calls: int
    asked: int
    answered: int
    cached: int
    fallbacks: Mapping[str, int]
    refused: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsroomStatus:
    """How the newsroom as a whole is doing; ``newest`` is the newest article's time.

    ``failing`` sources failed at their last poll, ``gone`` ones are polled no more;
    ``waiting`` entries are still to be read, ``failed`` ones could not be. ``model`` is
    ``None`` where digests are made of chosen sentences.
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
    model: ModelStatus | None = None
