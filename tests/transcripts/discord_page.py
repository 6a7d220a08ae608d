"""Chapters on Discord as a page that looks like its client on a desktop."""

from importlib.resources import files

from tests.transcripts.discord_markdown import Moment, html
from tests.transcripts.page import box, page, tag, text
from tests.transcripts.turns import JSON, ZONE, Chapter, Kind, Turn, relative

WIDTH = 820
_STYLE = files("tests.transcripts").joinpath("discord.css").read_text("utf-8")
_STYLES = {1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link"}


def drawn(*chapters: Chapter) -> str:
    """Draw chapters below one another."""
    body = "".join(
        tag("h6", text(chapter.title))
        + "".join(_turn(turn, chapter) for turn in chapter.turns)
        for chapter in chapters
    )
    return page("Discord", body, style=_STYLE, language=chapters[0].language)


def _turn(turn: Turn, chapter: Chapter) -> str:
    match turn.kind:
        case Kind.SAID:
            return box("used", f"boss used {tag('b', text(turn.words))}")
        case Kind.ASKED:
            return box("modal", tag("b", text(turn.words)) + _form(turn.wire))
        case Kind.SENT | Kind.CHANGED:
            return _message(turn, chapter)
    return box("used", f"boss {turn.kind}: {tag('b', text(turn.words))}")


def _form(wire: JSON) -> str:
    return "".join(
        tag("p", text(label["label"])) + box("field", "&nbsp;")
        for label in wire["components"]
    )


def _message(turn: Turn, chapter: Chapter) -> str:
    name = tag("b", "Verbatim") + tag("span", "APP", class_="app")
    changed = " (edited)" * (turn.kind == Kind.CHANGED)
    when = tag(
        "span", f"Today at {turn.at.astimezone(ZONE):%H:%M}{changed}", class_="when"
    )
    parts = turn.wire.get("components") or ()
    inner = tag("p", text(turn.wire.get("content") or ""))
    inner += "".join(_part(part, turn, chapter) for part in parts)
    alone = box("alone", "👁 Only you can see this · Dismiss message" * turn.alone)
    body = box("head", name + when) + inner + alone
    return box("message", box("face", "V") + box("body", body))


def _part(part: JSON, turn: Turn, chapter: Chapter) -> str:
    held = part.get("components") or ()
    inner = "".join(_part(each, turn, chapter) for each in held)
    match part["type"]:
        case 1:
            return box("row", inner)
        case 9:
            beside = _part(part["accessory"], turn, chapter)
            return box("section", box("texts", inner) + beside)
        case 10:
            return box("text", html(part["content"], _moments(turn, chapter)))
        case 17:
            return _container(part, inner)
    return _leaf(part)


def _leaf(part: JSON) -> str:
    match part["type"]:
        case 2:
            return _button(part)
        case 13:
            return box("file", "📄 " + text(part["file"]["url"].partition("://")[2]))
        case 14:
            return box("rule", "&nbsp;") if part.get("divider", True) else "<br>"
    raise ValueError(f"this page draws no component of type {part['type']}")


def _moments(turn: Turn, chapter: Chapter) -> Moment:
    return lambda unix: relative(unix, chapter, turn.at)


def _container(part: JSON, inner: str) -> str:
    colour = part.get("accent_color")
    bar = "" if colour is None else f"border-left: 4px solid #{colour:06x}"
    return tag("div", inner, class_="container", style=bar)


def _button(part: JSON) -> str:
    style = _STYLES[part["style"]]
    label = text(part.get("label") or "") + " ↗" * (style == "link")
    return tag("span", label, class_=f"button {style}")
