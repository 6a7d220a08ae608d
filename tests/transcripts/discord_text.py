"""Chapters on Discord as plain text: its markdown, with ``───`` for rules, ``[…]`` buttons."""

import re
from collections.abc import Iterator

from tests.transcripts.turns import JSON, Chapter, Kind, Turn, relative

_TIME = re.compile(r"<t:(-?\d+)(?::[tTdDfFsSR])?>")
_TARGET = re.compile(r"\]\(<[^>]*>\)")


def written(chapter: Chapter) -> str:
    """Write one chapter; where links lead is left out."""
    lines = [f"== {chapter.title} ==", ""]
    for turn in chapter.turns:
        lines += [*_turn(turn, chapter), ""]
    return "\n".join(lines)


def _turn(turn: Turn, chapter: Chapter) -> Iterator[str]:
    if not turn.is_message:
        yield f">>> {turn.kind}: {turn.words}"
        yield from _parts(turn.wire, turn, chapter)
        return
    if turn.kind == Kind.CHANGED:
        yield "(the message above changes)"
    if turn.alone:
        yield "(only you can see this)"
    if content := turn.wire.get("content"):
        yield content
    yield from _parts(turn.wire, turn, chapter)


def _parts(part: JSON, turn: Turn, chapter: Chapter) -> Iterator[str]:
    for inner in part.get("components") or ():
        match inner["type"]:
            case 10:
                yield from _said(inner["content"], turn, chapter).split("\n")
            case 14:
                yield "───"
            case 13:
                yield f"[file: {inner['file']['url'].removeprefix('attachment://')}]"
            case 18:
                yield f"{inner['label']}: ________"
            case 1:
                yield "".join(f"[ {each['label']} ]" for each in inner["components"])
            case _:
                yield from _parts(inner, turn, chapter)


def _said(content: str, turn: Turn, chapter: Chapter) -> str:
    def moment(found: re.Match[str]) -> str:
        return relative(int(found[1]), chapter, turn.at)

    return _TARGET.sub("]", _TIME.sub(moment, content))
