"""What a reader of Discord sees of a markdown text, and what is special in it."""

import re
from dataclasses import dataclass, field

_OPENERS = re.compile(r" *(?:-# |#{1,3} |>>> |> |[-*+] |[0-9]{1,9}[.)] )")
ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")
LINK = re.compile(r"\[((?:\[[^\]]*\]|[^\[\]]|\](?=[^\[]*\]))*)\]\(<?([^\s<>()]+)>?\)")
WRAPPED = (
    ("bold", re.compile(r"\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)")),
    ("underlined", re.compile(r"__((?:\\[\s\S]|[^\\])+?)__(?!_)")),
    ("italic", re.compile(r"_((?:__|\\[\s\S]|[^\\_])+?)_\b")),
    (
        "italic",
        re.compile(
            r"\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)"
        ),
    ),
    ("struck", re.compile(r"~~([\s\S]+?)~~(?!_)")),
    ("spoiler", re.compile(r"\|\|([\s\S]+?)\|\|")),
    ("code", re.compile(r"(?:`+)([^`]+?)`+")),
)
_SPECIAL = (
    ("time", re.compile(r"<t:-?\d+(?::[tTdDfFsSR])?>")),
    ("mention", re.compile(r"<(?:@[!&]?\d+|#\d+|a?:\w+:\d+|/[^>]+:\d+|id:\w+)>")),
    ("mention", re.compile(r"@(?:everyone|here)")),
    ("address", re.compile(r"<?[a-z]+://[^\s<>]+>?", re.IGNORECASE)),
    ("emoji", re.compile(r":[\w+-]+:")),
)
# What can begin nothing special; letters may begin an address.
_PLAIN = re.compile(r"(?:[^\\\[<@:*_~|`A-Za-z]|[A-Za-z]+(?![A-Za-z]|://))+")


@dataclass
class Seen:
    """The text as it appears, and each special thing as ``(kind, what)``."""

    text: str = ""
    special: list[tuple[str, str]] = field(default_factory=list)

    @property
    def kinds(self) -> set[str]:
        return {kind for kind, _ in self.special}

    @property
    def links(self) -> list[str]:
        return [what for kind, what in self.special if kind == "link"]


def read(markdown: str) -> Seen:
    """Read a whole text, line openers included."""
    seen = Seen()
    for line in re.split(r"(?<=[\n\r\u2028\u2029])", markdown):
        seen.text += _opened(line, seen)
    return _inline(seen.text, seen)


def _opened(line: str, seen: Seen) -> str:
    rest = line
    while opener := _OPENERS.match(rest):
        seen.special.append(("opener", opener[0].strip()))
        rest = rest[opener.end() :]
    return rest


def _inline(text: str, seen: Seen) -> Seen:
    shown, at = "", 0
    while at < len(text):
        piece, length = _next(text, at, seen)
        shown += piece
        at += length
    seen.text = shown.replace("\u200b", "")
    return seen


def _next(text: str, at: int, seen: Seen) -> tuple[str, int]:
    if plain := _PLAIN.match(text, at):
        return plain[0], len(plain[0])
    if escaped := ESCAPE.match(text, at):
        return escaped[1], 2
    if link := LINK.match(text, at):
        seen.special.append(("link", link[2]))
        return _inside(link[1], seen), len(link[0])
    for kind, rule in _SPECIAL:
        if found := rule.match(text, at):
            seen.special.append((kind, found[0]))
            return ("" if kind == "time" else found[0]), len(found[0])
    for kind, rule in WRAPPED:
        if found := rule.match(text, at):
            seen.special.append((kind, found[1]))
            return _inside(found[1], seen), len(found[0])
    return text[at], 1


def _inside(text: str, seen: Seen) -> str:
    inner = _inline(text, Seen())
    seen.special += inner.special
    return inner.text
