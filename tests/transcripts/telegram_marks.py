"""Telegram's texts with their entities, cut into what lies inside what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tests.transcripts.turns import JSON

# What the apps mark by themselves.
_FOUND = re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,32}\b|https?://[^\s)]+")
QUOTES = {"blockquote", "expandable_blockquote"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text that has the same entities from its first letter to its last."""

    text: str
    entities: tuple[JSON, ...]

    def of(self, kind: str) -> JSON | None:
        return next((each for each in self.entities if each["type"] == kind), None)

    @property
    def quote(self) -> JSON | None:
        return next((each for each in self.entities if each["type"] in QUOTES), None)


def pieces(wire: JSON) -> Iterator[Piece]:
    """Cut a message where an entity begins or ends; offsets count UTF-16 units."""
    raw = wire["text"].encode("utf-16-le")
    entities = [*wire.get("entities", ()), *_by_the_app(wire)]
    ends = {0, len(raw) // 2}
    for each in entities:
        ends |= {each["offset"], each["offset"] + each["length"]}
    places = sorted(ends)
    for start, end in pairwise(places):
        inside = tuple(
            each
            for each in entities
            if each["offset"] <= start and end <= each["offset"] + each["length"]
        )
        yield Piece(text=raw[2 * start : 2 * end].decode("utf-16-le"), entities=inside)


def blocks(wire: JSON) -> Iterator[tuple[JSON | None, list[Piece]]]:
    """Part the pieces into quotes and what is none; a quote takes its line breaks."""
    groups: list[tuple[JSON | None, list[Piece]]] = []
    for piece in pieces(wire):
        if not groups or groups[-1][0] is not piece.quote:
            groups.append((piece.quote, []))
        groups[-1][1].append(piece)
    for number, (quote, whole) in enumerate(groups):
        bare = _without_breaks(whole, number, len(groups))
        inside = whole if quote else list(bare)
        if any(piece.text for piece in inside):
            yield quote, inside


def _without_breaks(inside: list[Piece], number: int, groups: int) -> Iterator[Piece]:
    for place, piece in enumerate(inside):
        text = piece.text
        if number and not place:
            text = text.removeprefix("\n")
        if number < groups - 1 and place == len(inside) - 1:
            text = text.removesuffix("\n")
        yield Piece(text=text, entities=piece.entities)


def _by_the_app(wire: JSON) -> Iterator[JSON]:
    for match in _FOUND.finditer(wire["text"]):
        before = len(wire["text"][: match.start()].encode("utf-16-le")) // 2
        kind = "bot_command" if match[0].startswith("/") else "url"
        yield {"type": kind, "offset": before, "length": len(match[0])}
