"""Where words stand between quote marks: the outermost pairs, line by line.

A mark's direction comes from its shape where the shape is plain and from its
neighbours where it is not (straight marks, Swedish marks, marks put the wrong way
round). Whatever does not pair up inside its line is given up, and reading starts
afresh on the next line; only a line that opens again what the one before left open
continues it.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from digests.quotes.singles import close_single, opens_single
from digests.quotes.words import LONGEST_LINE, lines

MOST_MARKS = 6_000
MOST_MARKS_IN_A_LINE = 240
MOST_SPANS = 1_000

_DOUBLE = '“”„‟"＂〝〞\ufffd'
_MARK = re.compile("''(?!')|``|[“”„‟\"＂〝〞«»‹›「」『』‘‚'\ufffd]")
_PAIRS = {"「": "」", "『": "』"}
_AFTER_CLOSING = frozenset(".,;:!?)]}…—–-/、。，！？：；؟،”’'\"»›」』“")
_BEFORE_OPENING = frozenset("([{—–-/¿¡:“‘«‹„\"'、，。：")
_EDGE_LEFT = " \t\u00a0\u202f\u2009\u3000\u200b"
_EDGE_RIGHT = _EDGE_LEFT + ",;:、，；："


class Form(StrEnum):
    """How sure the ends of a span are."""

    PAIRED = "paired"
    REOPENED = "reopened"
    DASH = "dash"
    ANSWER = "answer"
    BLOCK = "block"
    DAMAGED = "damaged"
    REVERSED = "reversed"
    TYPED = "typed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """Words between marks: ``start:end`` without the marks, ``outer`` with them.

    ``comma`` says that a comma, or what stands for one, ends the words or follows the mark.
    """

    start: int
    end: int
    outer: tuple[int, int]
    form: Form
    comma: bool = False


_FORMS = {"''": Form.TYPED, "``": Form.TYPED, "”": Form.REVERSED}


@dataclass(slots=True)
class _Open:
    at: int
    inner: int
    mark: str
    depth: int = 1


def find_marked(text: str) -> tuple[Marked, ...]:
    """Find the outermost marked spans, in order, never more than ``MOST_SPANS``."""
    found: list[Marked] = []
    pending: _Open | None = None
    budget = MOST_MARKS
    previous = (0, 0)
    for line in lines(text):
        reader = _LineReader(text, line[0], min(line[1], line[0] + LONGEST_LINE))
        if pending is not None and not _reopens(text, line[0], pending.mark):
            pending = None
        elif pending is not None:
            found.append(
                _marked(text, pending, previous[1], previous[1], Form.REOPENED)
            )
            reader.continues(pending.mark)
        budget -= reader.read(min(budget, MOST_MARKS_IN_A_LINE))
        found.extend(reader.found)
        pending, previous = reader.left_open, line
        if budget <= 0 or len(found) >= MOST_SPANS:
            break
    return tuple(mark for mark in found[:MOST_SPANS] if mark.start < mark.end)


def _reopens(text: str, at: int, mark: str) -> bool:
    if mark in "«»":
        return text[at] in "«»"
    return text[at] == mark


def _marked(text: str, opened: _Open, end: int, outer_end: int, form: Form) -> Marked:
    start = opened.inner
    while start < end and text[start] in _EDGE_LEFT:
        start += 1
    stop = end
    while stop > start and text[stop - 1] in _EDGE_RIGHT:
        stop -= 1
    tail = text[stop:end] + text[outer_end : outer_end + 2].lstrip()[:1]
    return Marked(
        start=start,
        end=stop,
        outer=(opened.at, outer_end),
        form=form,
        comma=any(c in tail for c in ",，،、"),
    )


class _LineReader:
    """The marks of one line, read from left to right with at most one open pair."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.found: list[Marked] = []
        self.left_open: _Open | None = None
        self._open: _Open | None = None
        self._broken = False
        self._skip = start
        self._resumed = ""

    def continues(self, mark: str) -> None:
        """Take the first mark of the line for an opening one, whatever its shape."""
        self._resumed = mark

    def read(self, budget: int) -> int:
        """Read up to ``budget`` marks; return how many there were."""
        count = 0
        for match in _MARK.finditer(self.text, self.start, self.end):
            count += 1
            if count > budget:
                self.found.clear()
                return count
            if match.start() >= self._skip:
                self._take(match.group(), match.start(), match.end())
        self._finish()
        return count

    def _take(self, mark: str, at: int, end: int) -> None:
        if self._resumed:
            self._resumed = ""
            self._open = _Open(at, end, mark if mark != "»" else "«")
        elif mark in "‘‚'":
            self._take_single(at)
        elif self._open is None:
            self._start(mark, at, end)
        else:
            self._inside(self._open, mark, at, end)

    def _take_single(self, at: int) -> None:
        if self._open is not None or not opens_single(self.text, at, self.start):
            return
        close = close_single(self.text, at, self.end)
        if close is not None:
            self._add(_Open(at, at + 1, self.text[at]), close, close + 1)

    def _start(self, mark: str, at: int, end: int) -> None:
        opening = self._opening_place(at, end)
        closing = mark in "“«‹" and self._closing_place(at, end) and not opening
        if (mark in "“„‟〝«‹「『``" and not closing) or (
            opening and mark not in "」』"
        ):
            self._open = _Open(at, end, mark)
        elif mark in "\"''＂\ufffd" and not self._closing_place(at, end):
            # Two sentences glued together: ‘she said."It is done"’.
            self._open = None if mark == "\ufffd" else _Open(at, end, mark)
        elif mark != "\ufffd" and not self._measures(mark, at):
            self._broken = True

    def _inside(self, opened: _Open, mark: str, at: int, end: int) -> None:
        closes = self._closes(opened, mark, at, end)
        if closes is None:
            return
        opened.depth += -1 if closes else 1
        if opened.depth == 0:
            self._add(opened, at, end)
            self._open = None

    def _closes(self, opened: _Open, mark: str, at: int, end: int) -> bool | None:
        """Say whether a mark closes (True), nests (False) or means nothing here."""
        first = opened.mark
        if first in _PAIRS:
            return {_PAIRS[first]: True, first: False}.get(mark)
        if first in "«»" or first in "‹›":
            return self._closes_angle(first, mark, at, end)
        if mark == "\ufffd":
            lost = first == mark and self._closing_place(at, end)
            return True if lost else None
        if mark not in _DOUBLE and mark not in {"''", "``"}:
            return None
        return self._closes_double(first, mark, at, end)

    def _closes_double(self, first: str, mark: str, at: int, end: int) -> bool:
        if first in "„‟〝":
            return mark not in "„‟〝"
        if first == "“" and mark in "“”":
            return mark == "”"
        if mark in "„‟“``":
            return False
        return mark == "”" or not self._opening_place(at, end)

    def _closes_angle(self, first: str, mark: str, at: int, end: int) -> bool | None:
        family = "«»" if first in "«»" else "‹›"
        if mark not in family:
            return None
        if first in "«‹":
            return mark in "»›"
        return mark in "«‹" or (
            self._closing_place(at, end) and not self._opening_place(at, end)
        )

    def _finish(self) -> None:
        if self._open is not None and not self._broken:
            self.left_open = self._open
        if self._broken or self._open is not None:
            # What pairs before the break may pair wrongly: keep it, but say so.
            straight = self._broken or (self._open is not None and self._open.depth > 1)
            if straight:
                self.found = [_damaged(mark) for mark in self.found]

    def _add(self, opened: _Open, close: int, end: int) -> None:
        self._skip = end
        form = _FORMS.get(opened.mark, Form.PAIRED)
        self.found.append(_marked(self.text, opened, close, end, form))

    def _measures(self, mark: str, at: int) -> bool:
        """Inches and seconds: 6'2"."""
        return at > self.start and mark in "\"''”" and self.text[at - 1].isdigit()

    def _opening_place(self, at: int, end: int) -> bool:
        left = self.text[at - 1] if at > self.start else " "
        right = self.text[end] if end < self.end else " "
        return (
            (left.isspace() or left in _BEFORE_OPENING)
            and not right.isspace()
            and right not in ".,;:!?)"
        )

    def _closing_place(self, at: int, end: int) -> bool:
        left = self.text[at - 1] if at > self.start else " "
        right = self.text[end] if end < self.end else " "
        return not left.isspace() and (right.isspace() or right in _AFTER_CLOSING)


def _damaged(mark: Marked) -> Marked:
    return Marked(
        start=mark.start,
        end=mark.end,
        outer=mark.outer,
        form=Form.DAMAGED,
        comma=mark.comma,
    )
