"""Chapters on Telegram as plain text: ``‖`` a quote, ``_…_`` a link, ``[…]`` a button."""

import re
from collections.abc import Iterator

from tests.telegram_rich import read_rich
from tests.transcripts.telegram_marks import Piece, blocks
from tests.transcripts.turns import JSON, Chapter, Kind, Turn, relative


def written(chapter: Chapter) -> str:
    """Write one chapter."""
    lines = [f"== {chapter.title} ==", ""]
    for turn in chapter.turns:
        lines += [*_turn(turn, chapter), ""]
    return "\n".join(lines)


def _turn(turn: Turn, chapter: Chapter) -> Iterator[str]:
    if not turn.is_message:
        yield f">>> {turn.kind}: {turn.words}"
        return
    if turn.kind == Kind.CHANGED:
        yield "(the message above changes)"
    if preview := (turn.wire.get("link_preview_options") or {}).get("url"):
        yield f"(preview of {preview})"
    yield from _text(turn, chapter).splitlines()
    if turn.words:
        yield f"[file: {turn.words}]"
    yield from buttons(turn.wire)


def buttons(wire: JSON) -> Iterator[str]:
    for row in (wire.get("reply_markup") or {}).get("inline_keyboard", ()):
        yield "".join(f"[ {button['text']} ]" for button in row)


def _text(turn: Turn, chapter: Chapter) -> str:
    if rich := turn.wire.get("rich_message"):
        return read_rich(re.sub(r"<tg-time[^>]*>.*?</tg-time>", "…", rich["html"]))[0]
    if "text" not in turn.wire:
        return ""
    return "\n".join(
        _block(quote, inside, turn, chapter) for quote, inside in blocks(turn.wire)
    )


def _block(
    quote: JSON | None, inside: list[Piece], turn: Turn, chapter: Chapter
) -> str:
    text = "".join(_piece(piece, turn, chapter) for piece in inside)
    if quote is None:
        return text
    bar = "⌄ " if quote["type"] == "expandable_blockquote" else "‖ "
    return "\n".join(bar + line for line in text.split("\n"))


def _piece(piece: Piece, turn: Turn, chapter: Chapter) -> str:
    if moment := piece.of("date_time"):
        return relative(moment["unix_time"], chapter, turn.at)
    return f"_{piece.text}_" if piece.of("text_link") else piece.text
