"""Discord's markdown as HTML, by the rules of the reader that tests use."""

import re
from collections.abc import Callable, Iterator

from tests.discord_reader import ESCAPE, LINK, WRAPPED
from tests.transcripts.page import tag, text

_TIME = re.compile(r"<t:(-?\d+)(?::[tTdDfFsSR])?>")
_TAGS = {
    "bold": "b",
    "italic": "i",
    "underlined": "u",
    "struck": "s",
    "spoiler": "mark",
    "code": "code",
}
_OPENERS = (("### ", "h3"), ("## ", "h2"), ("# ", "h1"), ("-# ", "small"))
_ITEM = re.compile(r"([-*+]|\d+\.) (.*)")

Moment = Callable[[int], str]


def html(markdown: str, moment: Moment) -> str:
    """Draw a text; ``moment`` says a time as the reader's app would."""
    return "".join(_lines(markdown, moment))


def _lines(markdown: str, moment: Moment) -> Iterator[str]:
    quoted: list[str] = []
    for line in markdown.split("\n"):
        if line.startswith("> "):
            quoted.append(tag("p", inline(line[2:], moment)))
            continue
        if quoted:
            yield tag("blockquote", "".join(quoted))
            quoted = []
        yield _line(line, moment)
    if quoted:
        yield tag("blockquote", "".join(quoted))


def _line(line: str, moment: Moment) -> str:
    bare = line.lstrip("\u200f")
    for opener, name in _OPENERS:
        if line.startswith(opener):
            return tag(name, inline(line.removeprefix(opener), moment))
    if item := _ITEM.fullmatch(bare):
        mark = "•" if item[1] in "-*+" else item[1]
        inner = tag("span", mark, class_="mark") + inline(item[2], moment)
        return tag("div", inner, class_="item")
    return tag("p", inline(line, moment) or "<br>")


def inline(line: str, moment: Moment) -> str:
    """Draw what stands in a line."""
    drawn, at = "", 0
    while at < len(line):
        piece, length = _next(line, at, moment)
        drawn += piece
        at += length
    return drawn


def _next(line: str, at: int, moment: Moment) -> tuple[str, int]:
    if escaped := ESCAPE.match(line, at):
        return text(escaped[1]), 2
    if link := LINK.match(line, at):
        return tag("a", inline(link[1], moment), href=link[2]), len(link[0])
    if time := _TIME.match(line, at):
        shown = tag("span", text(moment(int(time[1]))), class_="moment")
        return shown, len(time[0])
    for kind, rule in WRAPPED:
        if found := rule.match(line, at):
            return tag(_TAGS[kind], inline(found[1], moment)), len(found[0])
    return text(line[at]), 1
