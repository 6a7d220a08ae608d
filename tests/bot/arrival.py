"""What becomes of a document on a platform: what is refused, lost, split or brought to life."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.documents import (
    Block,
    Bullets,
    Document,
    Heading,
    Line,
    Paragraph,
    Quotation,
    Run,
    Story,
)
from tests.discord_fake.places import Refusal
from tests.telegram_rules import Refused

TROUBLE = (Refused, Refusal, ValueError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A message that a platform took: what is read in it, and what calls somebody.

    ``form`` is the kind of message; it has none if there was nothing to send.
    """

    text: str
    labels: tuple[str, ...] = ()
    live: tuple[str, ...] = ()
    form: str = "message"


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """How a platform cuts and takes a document, and what is to be seen of a text.

    ``labels`` gives those of the buttons that must be shown.
    """

    name: str
    parts: Callable[[Document], tuple[Document, ...]]
    taken: Callable[[Document], Taken]
    visible: Callable[[str], str]
    labels: Callable[[Document], tuple[str, ...]]
    shows_moments: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """How a document arrived; what went wrong stands in the last four."""

    messages: int
    forms: tuple[str, ...]
    characters: int
    stories: int
    longer: int
    refused: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    split: tuple[str, ...] = ()
    live: tuple[str, ...] = ()

    @property
    def troubles(self) -> dict[str, tuple[str, ...]]:
        return {
            "refused": self.refused,
            "lost": self.lost,
            "split": self.split,
            "mentions": self.live,
        }


def arrival(platform: Platform, whole: Document) -> Arrival:
    """Send a document to a platform, and read there what has become of it."""
    parts = platform.parts(whole)
    taken, refused = _taken(platform, parts)
    wanted = "".join(map(platform.visible, _said(platform, whole.blocks)))
    longer, split = _not_whole(platform, whole, parts)
    lost = [] if refused else list(_lost(platform, whole, parts, taken))
    return Arrival(
        messages=len(parts),
        forms=tuple(message.form for message in taken),
        characters=len(wanted),
        stories=sum(isinstance(block, Story) for block in whole.blocks),
        longer=longer,
        refused=tuple(refused),
        lost=tuple(lost),
        split=tuple(split),
        live=tuple(call for message in taken for call in message.live),
    )


def _taken(
    platform: Platform, parts: tuple[Document, ...]
) -> tuple[list[Taken], list[str]]:
    taken, refused = [], []
    for part in parts:
        try:
            message = platform.taken(part)
        except TROUBLE as error:
            refused.append(f"{error!r} {vars(error)}")
        else:
            taken.append(message)
            if not message.form and len(parts) > 1:
                refused.append("a part with nothing in it")
    return taken, refused


def _lost(
    platform: Platform,
    whole: Document,
    parts: tuple[Document, ...],
    taken: list[Taken],
) -> Iterator[str]:
    seen = platform.visible("".join(message.text for message in taken))
    wanted = "".join(map(platform.visible, _said(platform, whole.blocks)))
    if missing := missing_in(wanted, seen):
        yield missing
    labels = [label for message in taken for label in message.labels]
    unseen = [each for each in platform.labels(whole) if each not in labels]
    plain = _without_direction(seen)
    yield from (
        label
        for label in unseen
        if _without_direction(platform.visible(label)) not in plain
    )
    if tuple(file for part in parts for file in part.files) != whole.files:
        yield "a file"
    if {_manner(part) for part in parts} != {_manner(whole)}:
        yield "how it is to be sent"


def _without_direction(text: str) -> str:
    """Leave out marks of direction: a label of two lines gets one at each, as text."""
    return text.replace("\u200e", "").replace("\u200f", "")


def _manner(document: Document) -> tuple[object, ...]:
    d = document
    return d.briefing, d.topic, d.silent, d.rich, d.language, d.day, d.publish


def missing_in(wanted: str, found: str) -> str:
    """Find the first characters of a text that do not stand in another, in order."""
    rest = iter(found)
    for at, character in enumerate(wanted):
        if character not in rest:
            return wanted[at : at + 20]
    return ""


def _not_whole(
    platform: Platform, whole: Document, parts: tuple[Document, ...]
) -> tuple[int, list[str]]:
    """Count the stories that no message holds, and list what was cut for no reason."""
    kept = [block for part in parts for block in part.blocks]
    cut = [
        block
        for block in whole.blocks
        if isinstance(block, Story | Quotation) and block not in kept
    ]
    split = [block for block in cut if _fits(platform, block, whole.language)]
    longer = sum(isinstance(block, Story) for block in cut if block not in split)
    return longer, [f"{block!r:.300}" for block in split]


def _fits(platform: Platform, block: Block, language: str) -> bool:
    """Say whether a message can hold a block as it is."""
    try:
        platform.taken(Document(blocks=(block,), language=language))
    except TROUBLE:
        return False
    return True


def _said(platform: Platform, blocks: tuple[Block, ...]) -> Iterator[str]:
    """Give all that blocks say, in order."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield from _spoken(platform, block.line)
            case Quotation():
                yield from (block.lead, block.text, block.credit, block.note)
            case Bullets():
                for line in block.lines:
                    yield from _spoken(platform, line)
            case Story():
                yield from (block.headline, block.text)
                yield from _said(platform, block.quotes)
                yield from _spoken(platform, block.footer)


def _spoken(platform: Platform, line: Line) -> Iterator[str]:
    """Give the words of a line; where an app tells moments, their words are its own."""
    yield from (run.text for run in line if platform.shows_moments or not _told(run))


def _told(run: Run) -> bool:
    return run.when is not None
