"""Chapters on Telegram as a page that looks like its app on a phone."""

import re
from html import escape
from importlib.resources import files
from urllib.parse import urlsplit

from tests.transcripts.page import box, page, tag, text
from tests.transcripts.telegram_marks import Piece, blocks
from tests.transcripts.turns import JSON, ZONE, Chapter, Kind, Turn, relative

WIDTH = 412
_STYLE = files("tests.transcripts").joinpath("telegram.css").read_text("utf-8")
_TIME = re.compile(r'<tg-time unix="(\d+)"[^>]*>.*?</tg-time>')
_PLAIN_TAGS = {"bold": "b", "italic": "i", "text_link": "a", "bot_command": "a"}


def drawn(*chapters: Chapter) -> str:
    """Draw chapters below one another."""
    body = "".join(
        tag("h6", text(chapter.title))
        + "".join(_turn(turn, chapter) for turn in chapter.turns)
        for chapter in chapters
    )
    language = chapters[0].language
    return page("Telegram", body, style=_STYLE, language=language)


def _turn(turn: Turn, chapter: Chapter) -> str:
    match turn.kind:
        case Kind.SAID:
            return box("mine", tag("div", text(turn.words), class_="bubble"))
        case Kind.PRESSED:
            return box("note", f"pressed: {text(turn.words)}")
        case Kind.SENT | Kind.CHANGED:
            return _message(turn, chapter)
    return box("toast", text(turn.words))


def _message(turn: Turn, chapter: Chapter) -> str:
    changed = turn.kind == Kind.CHANGED
    note = box("note", "the message changes") if changed else ""
    inner = _preview(turn.wire) + _words(turn, chapter) + _file(turn.words)
    stamp = tag(
        "span",
        "edited " * changed + f"{turn.at.astimezone(ZONE):%H:%M}",
        class_="stamp",
    )
    keyboard = _keyboard(turn.wire)
    wide = " wide" if keyboard else ""
    bubble = tag("div", inner + stamp, class_="bubble")
    return note + box(f"theirs{wide}", bubble + keyboard)


def _preview(wire: JSON) -> str:
    url = (wire.get("link_preview_options") or {}).get("url", "")
    if not url:
        return ""
    site = tag("b", text(urlsplit(url).netloc))
    return box("preview", box("picture", "picture of the page") + site)


def _file(name: str) -> str:
    return box("file", tag("span", "↓") + text(name)) if name else ""


def _words(turn: Turn, chapter: Chapter) -> str:
    if rich := turn.wire.get("rich_message"):
        return _rich(rich, turn, chapter)
    if "text" not in turn.wire:
        return ""
    return "".join(
        _block(quote, "".join(_piece(each, turn, chapter) for each in inside))
        for quote, inside in blocks(turn.wire)
    )


def _block(quote: JSON | None, inner: str) -> str:
    if quote is None:
        # HTML shows no empty line at the end of a box, Telegram does.
        return box("text", inner.removesuffix("\n") + "\n\u200b" * inner.endswith("\n"))
    folded = "folded" if quote["type"] == "expandable_blockquote" else "open"
    return tag("blockquote", inner, class_=folded)


def _piece(piece: Piece, turn: Turn, chapter: Chapter) -> str:
    shown = text(piece.text)
    if moment := piece.of("date_time"):
        shown = text(relative(moment["unix_time"], chapter, turn.at))
        shown = tag("span", shown, class_="moment")
    for kind, name in _PLAIN_TAGS.items():
        if found := piece.of(kind):
            href = {"href": found["url"]} if "url" in found else {}
            shown = tag(name, shown, **href)
    return shown


def _rich(rich: JSON, turn: Turn, chapter: Chapter) -> str:
    """Draw a rich message; the fake has read its tags one by one already."""

    def moment(found: re.Match[str]) -> str:
        return escape(relative(int(found[1]), chapter, turn.at))

    html = _TIME.sub(moment, rich["html"])
    return tag("div", html, class_="rich", dir="rtl" if rich["is_rtl"] else "ltr")


def _keyboard(wire: JSON) -> str:
    rows = (wire.get("reply_markup") or {}).get("inline_keyboard", ())
    return "".join(box("row", "".join(map(_button, row))) for row in rows)


def _button(button: JSON) -> str:
    kind = "button link" if "url" in button else "button"
    return tag("span", text(button["text"]), class_=kind)
