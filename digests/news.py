"""The nouns of the newsroom, as frozen values.

Every later module passes these along and changes none of them. A span is
``(start, end)`` in characters of an article's ``text``, end not included.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

Span = tuple[int, int]
ArticleSpan = tuple[int, int, int]
"""The id of an article, and a span of its text."""


class Length(StrEnum):
    """How much of a digest a reader wants."""

    SHORT = "short"
    NORMAL = "normal"
    LONG = "long"


class QuoteKind(StrEnum):
    """What sort of words stand between the marks."""

    DIRECT = "direct"
    FRAGMENT = "fragment"
    TRANSLATED = "translated"
    DOCUMENT = "document"


class Verdict(StrEnum):
    """What may happen to a candidate.

    Only ``PRINTED`` reaches a reader as a quote of its own; a ``FRAGMENT``, whose
    speaker is as certain, reaches one only inside the article's own sentence.
    """

    PRINTED = "printed"
    FRAGMENT = "fragment"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed, before its page was read.

    ``guid`` is never empty (the link stands in for a missing one); ``text`` is
    plain text: the feed's full content if it has one, else its summary.
    """

    guid: str
    link: str
    title: str
    published: datetime | None = None
    author: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The clean text of one page; paragraphs are parted by an empty line.

    ``lang`` is an ISO 639-1 code, empty when unknown. ``published`` is aware.
    """

    url: str
    title: str
    text: str
    lang: str = ""
    author: str = ""
    outlet: str = ""
    published: datetime | None = None
    image: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A stretch of an article's text that somebody may have said.

    ``start:end`` excludes the quote marks. ``speaker`` is the fullest name that
    the article gives, ``speaker_start:speaker_end`` the mention used by the
    attribution. ``via`` is the outlet that the words came through, if any.
    ``confidence`` lies in 0..1; ``reason`` names the rule behind the verdict.
    """

    start: int
    end: int
    speaker: str | None
    speaker_start: int | None = None
    speaker_end: int | None = None
    via: str | None = None
    kind: QuoteKind = QuoteKind.DIRECT
    verdict: Verdict = Verdict.REJECTED
    reason: str = ""
    confidence: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestSentence:
    """One sentence of a digest and the spans of the article that it rests on."""

    text: str
    support: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What we make of one article; ``quotes`` are its key quotes, best first.

    ``translations`` say in the digest's own language what quotes of another language
    say, by the quotes' spans: ours, and nobody's words.
    """

    length: Length
    lang: str
    sentences: tuple[DigestSentence, ...]
    quotes: tuple[Quote, ...]
    made_by: str
    translations: Mapping[Span, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySentence:
    """One sentence that tells a story, and the parts of its articles that it rests on.

    ``outlets`` are to be named with it: those that it rests on beside the story's first.
    """

    text: str
    support: tuple[ArticleSpan, ...]
    outlets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryDigest:
    """What tells a story: the digest of its best article, or one of several articles.

    ``translations`` are of quotes of the best article, as in its own digest.
    """

    length: Length
    lang: str
    sentences: tuple[StorySentence, ...]
    made_by: str
    translations: Mapping[Span, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedQuote:
    """A quote ready to be shown, with its proof.

    ``text`` is ``article.text[start:end]`` and ``sha256`` the hash of that text
    (UTF-8, hex); ``link`` opens the source at the words. ``role`` is what the article
    calls the speaker, ``before`` and ``after`` are its sentences around the quote;
    ``within`` is its sentence around a piece that is none by itself, else empty.
    ``outlets`` are all that print these very words, if several do; ``differs`` are
    other outlets' versions of them. ``published`` is its
    article's time, ``translation`` is ours and no quote.
    """

    text: str
    speaker: str
    via: str | None
    kind: QuoteKind
    outlet: str
    link: str
    article_id: int
    start: int
    end: int
    sha256: str
    lang: str = ""
    role: str = ""
    before: str = ""
    after: str = ""
    within: str = ""
    outlets: tuple[str, ...] = ()
    differs: tuple["PrintedQuote", ...] = ()
    published: datetime | None = None
    translation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One outlet's article about a story."""

    article_id: int
    outlet: str
    title: str
    url: str
    published: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """A story in one line."""

    id: int
    headline: str
    url: str
    outlets: tuple[str, ...]
    published: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What a story tells that a reader had not been told ``since`` then.

    ``corrects`` says that it takes back what was told.
    """

    sentences: tuple[DigestSentence, ...]
    corrects: bool
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """A story as a reader sees it: its digest, and who reported it.

    ``coverage`` begins with the article that tells it. An ``update`` rests on that one
    alone, as ``sentences`` do unless they name other ``outlets``.
    """

    id: int
    headline: str
    url: str
    lang: str
    sentences: tuple[StorySentence, ...]
    quotes: tuple[PrintedQuote, ...]
    coverage: tuple[Coverage, ...]
    published: datetime | None
    made_by: str
    update: Update | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """The stories chosen for one slot, in order, and what they were chosen from.

    ``articles`` and ``sources`` count what matched in the window; ``newest`` is
    the publication time of the newest stored article, whatever its topic.
    """

    stories: tuple[StoryView, ...]
    also: tuple[StoryLine, ...]
    articles: int
    sources: int
    newest: datetime | None


class InterestKind(StrEnum):
    """What a reader can follow."""

    TOPIC = "topic"
    WORDS = "words"
    SOURCE = "source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """What a subscription is about.

    ``value`` is the reader's own words, or a topic's id or a source's (in decimal) with
    the filters behind it, if any: ``7 +budget -football``. ``label`` is how people see
    all of it.
    """

    kind: InterestKind
    value: str
    label: str

    @property
    def subject(self) -> str:
        """The id of the topic or source, without filters; else the words."""
        is_words = self.kind is InterestKind.WORDS
        return self.value if is_words else self.value.partition(" ")[0]

    @property
    def filters(self) -> str:
        """The filters behind the subject, as ``digests.filters`` writes them."""
        return self.value[len(self.subject) :].strip()

    @property
    def title(self) -> str:
        """How people see the subject, without filters."""
        return self.label.removesuffix(self.filters).strip()
