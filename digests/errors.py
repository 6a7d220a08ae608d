"""What can go wrong with the news, grouped by what the caller does next.

NewsError
├── TryLater        the same call may work later (``seconds`` says when, if known)
├── Refused         it will not work again: gone, forbidden, too large, not public
├── Unreadable      the bytes came, but they are no feed, page or text we can read
└── NotFound        nobody has stored what was asked for

``str(error)`` is a sentence for a person; ``subject`` is the URL or name it is about.
``reason`` is the rest of it as template and facts, so that others can say it in the
language of who reads it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Self, Union

from typing_extensions import override

_TWO_MINUTES = 120
_TWO_HOURS = 7200

Fact = Union[str, int, timedelta, "Reason"]
"""What fills a place of a reason: a name as it is, a count, a time, another reason."""


def worded(text: str) -> str:
    """Mark words that people will read, so that they are gathered for translation."""
    return text


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something failed: an English template, and the facts for its ``{places}``.

    ``str(reason)`` is the English sentence; an empty reason is false. Without facts
    the template is the sentence as it stands, braces and all.
    """

    template: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)

    @override
    def __str__(self) -> str:
        if not self.facts:
            return self.template
        return self.template.format(**{k: _plain(v) for k, v in self.facts.items()})

    def __bool__(self) -> bool:
        return bool(self.template)

    def written(self) -> str:
        """Write it down for ``read``: as JSON if there are facts, else as it stands."""
        if not self.facts:
            return self.template
        facts = {name: _kept(fact) for name, fact in self.facts.items()}
        return json.dumps([self.template, facts], ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what ``written`` wrote; any other text is a reason without facts."""
        try:
            match json.loads(text):
                case [str(template), dict(facts)]:
                    return cls(template, {k: _fact(v) for k, v in facts.items()})
        except ValueError:
            pass
        return cls(text)


def _plain(fact: Fact) -> str:
    match fact:
        case int():
            return f"{fact:,}"
        case timedelta():
            return _in_words(fact.total_seconds())
    return str(fact)


def _kept(fact: Fact) -> str | int | dict[str, float]:
    match fact:
        case timedelta():
            return {"seconds": fact.total_seconds()}
        case Reason():
            return str(fact)
    return fact


def _fact(kept: str | int | dict[str, float]) -> Fact:
    return timedelta(**kept) if isinstance(kept, dict) else kept


def _in_words(seconds: float) -> str:
    """Say a length of time the way people do, in its largest fitting unit."""
    if seconds < _TWO_MINUTES:
        return f"{seconds:.0f} seconds"
    if seconds < _TWO_HOURS:
        return f"{seconds / 60:.0f} minutes"
    return f"{seconds / 3600:.0f} hours"


class NewsError(Exception):
    """Anything that keeps a piece of news from a reader.

    ``why`` is a template if facts come with it. An empty ``subject`` is not named.
    """

    def __init__(self, subject: str, why: str, **facts: Fact) -> None:
        self.subject = subject
        self.reason = Reason(why, facts)
        super().__init__(f"{subject}: {self.why}" if subject else self.why)

    @property
    def why(self) -> str:
        """The reason as an English sentence."""
        return str(self.reason)


class TryLater(NewsError):
    """It may work later."""

    def __init__(
        self, subject: str, why: str, *, seconds: float | None = None, **facts: Fact
    ) -> None:
        super().__init__(subject, why, **facts)
        self.seconds = seconds


class Refused(NewsError):
    """It will not work again as it was asked."""

    def __init__(
        self, subject: str, why: str, *, status: int | None = None, **facts: Fact
    ) -> None:
        if status is not None:
            facts["status"] = status
        super().__init__(subject, why, **facts)
        self.status = status


class Unreadable(NewsError):
    """The bytes are not what they should be."""


class NotFound(NewsError):
    """Nothing of that name is stored."""
