"""An article as attribution reads it: its quotations, and each line as a row of words."""

from collections.abc import Sequence
from functools import cached_property

from digests.news import Span
from digests.quotes.chrome import comments_begin, is_chrome
from digests.quotes.cues import Cues
from digests.quotes.marks import Marked
from digests.quotes.names import Names
from digests.quotes.words import Sort, Word, lines, words_of

_SENTENCE_ENDS = ".!?…。！？؟"
_CLOSERS = " \t\u00a0\u202f\"'”’»“)]"


class Line:
    """One line: its span, its words, and whether it belongs to the page only.

    Words are read when somebody asks, since most lines are never asked.
    """

    def __init__(
        self, text: str, span: Span, quotes: Sequence[tuple[int, Span]]
    ) -> None:
        self.span = span
        self._text = text
        self._quotes = quotes

    @cached_property
    def row(self) -> tuple[Word, ...]:
        """Its words, each quotation as one of them."""
        return words_of(self._text, self.span, self._quotes)

    @cached_property
    def chrome(self) -> bool:
        """Say whether the line is no part of the article."""
        return is_chrome(self._text[self.span[0] : self.span[1]])


class Scene:
    """The lines of one article and where in them its quotations stand."""

    def __init__(self, text: str, marks: Sequence[Marked], cues: Cues) -> None:
        self.text = text
        self.cues = cues
        self.marks = marks
        self.names = Names(text, cues)
        self.lines: list[Line] = []
        self.places: dict[int, tuple[int, int]] = {}
        self._read()
        self._comments = comments_begin(text, [line.span for line in self.lines])

    def _read(self) -> None:
        number = 0
        for span in lines(self.text):
            inside: list[tuple[int, Span]] = []
            while number < len(self.marks) and self.marks[number].outer[0] < span[1]:
                if self.marks[number].outer[0] >= span[0]:
                    inside.append((number, self.marks[number].outer))
                number += 1
            line = Line(self.text, span, inside)
            for at, word in enumerate(line.row if inside else ()):
                if word.sort is Sort.QUOTE:
                    self.places[word.quote] = (len(self.lines), at)
            self.lines.append(line)

    def is_chrome(self, number: int) -> bool:
        """Say whether a line is the page's own, or a reader's comment."""
        return number >= self._comments or self.lines[number].chrome

    def row_of(self, number: int) -> tuple[Sequence[Word], int]:
        """Give the row that a quotation stands in, and its place there."""
        line, at = self.places[number]
        return self.lines[line].row, at

    def is_framed(self, number: int) -> bool:
        """Say whether other words stand on a quotation's line, as around a piece."""
        row, _ = self.row_of(number)
        return any(word.sort is Sort.WORD for word in row)

    def are_together(self, number: int) -> bool:
        """Say whether a quotation and the next one stand in one sentence."""
        if number not in self.places or number + 1 not in self.places:
            return False
        (line, at), (other, end) = self.places[number], self.places[number + 1]
        between = self.lines[line].row[at + 1 : end]
        return line == other and not any(word.stops for word in between)

    def words_said(self, number: int) -> str:
        mark = self.marks[number]
        return self.text[mark.start : mark.end]

    def stops(self, number: int) -> bool:
        """Say whether a quotation ends its sentence: “Stop.” and not “Stop,”."""
        return self.words_said(number).rstrip(_CLOSERS)[-1:] in _SENTENCE_ENDS

    def ends_sentence(self, word: Word) -> bool:
        """Say whether a quotation among the words closes a sentence."""
        return word.sort is Sort.QUOTE and self.stops(word.quote)

    def full_stop(self, number: int) -> bool:
        """Say whether a quotation ends with a full stop, not with ? or !."""
        return self.words_said(number).rstrip(_CLOSERS)[-1:] in ".…。"
