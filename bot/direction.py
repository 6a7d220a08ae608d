"""Which way lines run, where apps would lay out a right-to-left language the wrong way.

An app takes a line's direction from its first letter, so an Arabic line that begins with
a name, a number or a command runs from the left. An invisible mark before it, and a pair
around each command, put that right; no other character changes. Only the bot's own lines
are marked: quotations and the sentences of articles stay as they are.
"""

import re
from collections.abc import Iterator

from bot.tongue import runs_from_right

MARK = "\u200f"
"""The right-to-left mark."""
ISOLATE_LEFT, ISOLATE, END_ISOLATE = "\u2066", "\u2068", "\u2069"
# Telegram makes something else of two directional marks in a row, not of isolates.
_RTL = (
    "\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001eeff"
)
FROM_RIGHT = re.compile(f"[{_RTL}]")
FROM_LEFT = re.compile(rf"(?![{_RTL}])[^\W\d_]")
_LETTER = re.compile(rf"[{_RTL}]|[^\W\d_]")
# What is isolated does not count when an app looks for the first letter.
_ISOLATED = re.compile(f"[{ISOLATE_LEFT}{ISOLATE}][^{END_ISOLATE}\n]*{END_ISOLATE}")
_COMMAND = re.compile(rf"(?<![^\s(«“„{END_ISOLATE}])/[a-z]+\b")


def runs_against(text: str) -> bool:
    """Say whether a stretch has letters that run against the language in use."""
    if not runs_from_right():
        return FROM_RIGHT.search(text) is not None
    return FROM_LEFT.search(text) is not None and not _begins_right(text)


def turned(text: str) -> str:
    """Put the marks into lines of the bot's own, if the language in use needs any."""
    pieces, end = [], 0
    for at, mark in insertions(text):
        pieces += [text[end:at], mark]
        end = at
    return "".join([*pieces, text[end:]])


def insertions(text: str) -> tuple[tuple[int, str], ...]:
    """List the places in a text before which a mark belongs, in order."""
    if not runs_from_right():
        return ()
    found = [*_at_lines(text), *_at_commands(text)]
    return tuple(sorted(found, key=lambda place: place[0]))


def _at_lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        if line.strip() and not _begins_right(line):
            yield start, MARK
        start += len(line) + 1


def _begins_right(line: str) -> bool:
    letter = _LETTER.search(_ISOLATED.sub("", line))
    return letter is not None and FROM_RIGHT.match(letter[0]) is not None


def _at_commands(text: str) -> Iterator[tuple[int, str]]:
    """Keep the slash of ``/help`` on the left of its name."""
    for command in _COMMAND.finditer(text):
        yield command.start(), ISOLATE_LEFT
        yield command.end(), END_ISOLATE
