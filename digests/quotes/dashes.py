"""Speech after a dash, as in —No me arrepiento —dijo Julia—. Lo haría otra vez.

A line that begins with a dash is speech only where a cue in it says who speaks; the rest
are lists.
"""

from collections.abc import Iterator, Sequence

from digests.quotes.claims import Claim
from digests.quotes.cues import Cues
from digests.quotes.marks import Form, Marked
from digests.quotes.phrases import read_verb
from digests.quotes.tails import read_after
from digests.quotes.words import LONGEST_LINE, Sort, Word, lines, words_between

_DASHES = frozenset("—–―-")
_MOST_LINES = 2_000


def find_dashed(text: str, cues: Cues) -> Iterator[Marked]:
    """Find dash dialogue, line by line."""
    for number, (start, end) in enumerate(lines(text)):
        if number >= _MOST_LINES:
            return
        if text[start] in _DASHES and end - start < LONGEST_LINE:
            yield from _dashed(text, start, end, cues)


def _dashed(text: str, start: int, end: int, cues: Cues) -> Iterator[Marked]:
    row = tuple(words_between(text, start + 1, end))
    for at, word in enumerate(row):
        if word.text not in _DASHES and word.text != ",":
            continue
        claim = read_after(row, at, cues)
        if claim is None or not _is_cue(row, at, claim, cues):
            continue
        yield _span(text, start, row[0].start, word.start)
        yield from _rest(text, row, claim)
        return


def _is_cue(row: Sequence[Word], at: int, claim: Claim, cues: Cues) -> bool:
    """Allow any cue after a dash; after a comma only one that ends the sentence."""
    if row[at].text in _DASHES:
        return read_verb(row, at + 1, cues) is not None
    return claim.last >= len(row) or row[claim.last].stops


def _rest(text: str, row: Sequence[Word], claim: Claim) -> Iterator[Marked]:
    """Find the speech that goes on after the cue's own closing dash."""
    for at in range(claim.last, len(row)):
        if row[at].text in _DASHES:
            after = at + 1
            while after < len(row) and row[after].sort is Sort.MARK:
                after += 1
            if after < len(row):
                outer = row[after].start
                yield _span(text, outer, outer, row[-1].end)
            return


def _span(text: str, outer: int, start: int, end: int) -> Marked:
    stop = end
    while stop > start and text[stop - 1] in " \t\u00a0\u202f,":
        stop -= 1
    return Marked(start=start, end=stop, outer=(outer, end), form=Form.DASH, comma=True)
