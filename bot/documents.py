"""The message model: what is said, before any platform decides how it looks.

Strings in here are plain text. Renderers escape them; no markup passes through.
A ``Story`` is never split over two messages, nor is a ``Quotation``.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from bot.tongue import spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Where a quotation stands: the slice that must still be its text when sent."""

    article_id: int
    start: int
    end: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text in one style; ``when`` is shown in the reader's own time."""

    text: str
    bold: bool = False
    italic: bool = False
    url: str = ""
    when: datetime | None = None


Line = tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; level 1 opens a message, level 2 a section."""

    line: Line
    level: int = 1
    type: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text; ``quiet`` is for the small print."""

    line: Line
    quiet: bool = False
    type: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words that somebody said, exactly; shown between quote marks, as a block.

    ``credit`` is speaker, role, via and outlets as a line; ``link`` opens the words.
    ``lead`` stands above the words, ``note`` in small print below them: they go where
    the words go, and are dropped with them.
    """

    text: str
    credit: str
    proof: Proof
    link: str = ""
    lead: str = ""
    note: str = ""
    type: Literal["quotation"] = "quotation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list of lines; ``numbered`` counts from 1."""

    lines: tuple[Line, ...]
    numbered: bool = False
    type: Literal["bullets"] = "bullets"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One numbered story: headline with its link, text, quotes, and who reported it.

    ``number`` 0 shows no number. ``footer`` holds outlets and age.
    """

    number: int
    headline: str
    url: str
    text: str
    quotes: tuple[Quotation, ...] = ()
    footer: Line = ()
    type: Literal["story"] = "story"


Block = Annotated[
    Heading | Paragraph | Quotation | Bullets | Story, Field(discriminator="type")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A follow-up: pressing it sends ``command`` with ``argument``; or it opens ``url``.

    One that ``asks`` needs words, which are sent behind its argument.
    """

    label: str
    command: str = ""
    argument: str = ""
    url: str = ""
    asks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A text that goes along as a file: ``name`` is what it is called when saved."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One message, or several if a platform's limits say so.

    ``briefing`` names the briefing that the buttons and numbers refer to, ``topic`` the
    ready topic that all of it is about, if there is one.
    ``preview`` is the address whose link preview may be shown. ``files`` go along with
    the last message. A ``silent`` one makes no sound; a ``rich`` one is drawn in the
    platform's richest format, where it has one and takes it. ``language`` is the one
    that it was written in: what stands where depends on it, also when it is sent later.
    ``day`` is the local date that a briefing is for: what belongs together where a
    platform keeps days apart. ``publish`` hands it on to those who follow the chat from
    elsewhere, where a platform can.
    """

    blocks: tuple[Block, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()
    briefing: int | None = None
    topic: str = ""
    preview: str = ""
    files: tuple[File, ...] = ()
    silent: bool = False
    rich: bool = False
    language: str = field(default_factory=spoken)
    day: str = ""
    publish: bool = False


_adapter: TypeAdapter[Document] = TypeAdapter(Document)


def to_json(document: Document) -> str:
    """Write a document down, so that the outbox can keep it."""
    return _adapter.dump_json(document).decode()


def from_json(stored: str) -> Document:
    """Read a document that ``to_json`` wrote; raises ``pydantic.ValidationError``."""
    return _adapter.validate_json(stored)


def quotations(document: Document) -> tuple[Quotation, ...]:
    """List every quotation of a document, in order."""
    found: list[Quotation] = []
    for block in document.blocks:
        if isinstance(block, Quotation):
            found.append(block)
        elif isinstance(block, Story):
            found.extend(block.quotes)
    return tuple(found)


def without(document: Document, untrue: frozenset[Proof]) -> Document:
    """Drop the quotations whose proof failed; everything else stays."""
    blocks = tuple(
        replace(block, quotes=tuple(q for q in block.quotes if q.proof not in untrue))
        if isinstance(block, Story)
        else block
        for block in document.blocks
        if not (isinstance(block, Quotation) and block.proof in untrue)
    )
    return replace(document, blocks=blocks)


def without_asking(
    rows: tuple[tuple[Button, ...], ...],
) -> tuple[tuple[Button, ...], ...]:
    """Leave out the buttons that need words, for platforms that cannot ask for any."""
    kept = (tuple(button for button in row if not button.asks) for row in rows)
    return tuple(row for row in kept if row)
