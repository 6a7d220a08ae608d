"""What can go wrong with the news, grouped by what the caller does next.

NewsError
├── TryLater        the same call may work later (``seconds`` says when, if known)
├── Refused         it will not work again: gone, forbidden, too large, not public
├── Unreadable      the bytes came, but they are no feed, page or text we can read
└── NotFound        nobody has stored what was asked for

``str(error)`` is a sentence for a person; ``subject`` is the URL or name it is about.
"""


class NewsError(Exception):
    """Anything that keeps a piece of news from a reader."""

    def __init__(self, subject: str, why: str) -> None:
        super().__init__(f"{subject}: {why}")
        self.subject = subject
        self.why = why


class TryLater(NewsError):
    """It may work later."""

    def __init__(self, subject: str, why: str, *, seconds: float | None = None) -> None:
        super().__init__(subject, why)
        self.seconds = seconds


class Refused(NewsError):
    """It will not work again as it was asked."""

    def __init__(self, subject: str, why: str, *, status: int | None = None) -> None:
        super().__init__(subject, why)
        self.status = status


class Unreadable(NewsError):
    """The bytes are not what they should be."""


class NotFound(NewsError):
    """Nothing of that name is stored."""
