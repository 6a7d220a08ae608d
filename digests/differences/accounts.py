"""What outlets state about one story, and where their statements differ, as values."""

from dataclasses import dataclass
from enum import StrEnum

from digests.news import Article, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One outlet's article of a story; ``key`` is whatever its owner knows it by."""

    key: int
    article: Article


class DifferenceKind(StrEnum):
    """What accounts differ in."""

    NUMBER = "number"
    DAY = "day"
    NAME = "name"
    BLAME = "blame"


class Later(StrEnum):
    """What makes a version the later one."""

    UPDATE = "update"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Words of one account that differ from another's, and the sentence they stand in.

    Both are spans of the text of the article of account ``key``.
    """

    key: int
    span: Span
    sentence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The statements that agree with each other, earliest account first."""

    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two versions or more of one fact, the earliest told first.

    ``about`` holds words that the accounts share, as the first of them writes them.
    ``latest`` is the place in ``versions`` of the one that replaces the others, where
    its text says so or a count has grown since; ``later`` says which of the two it is.
    """

    kind: DifferenceKind
    versions: tuple[Version, ...]
    about: tuple[str, ...] = ()
    latest: int | None = None
    later: Later | None = None
