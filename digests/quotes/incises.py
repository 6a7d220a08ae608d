"""A cue inside one pair of marks, as French and Russian papers write it.

« Le barrage tient, assure la préfète, et il tiendra. » is two quotations and a cue; each
part becomes a span of its own, so that the cue's words are never printed as speech.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from digests.quotes.cues import Cues
from digests.quotes.marks import Form, Marked
from digests.quotes.phrases import Who, read_verb
from digests.quotes.tails import read_after
from digests.quotes.words import Word, words_between

_BEFORE = frozenset(",.!?…–—-")
_AFTER = frozenset({",", ".", "—", "–", "-", ";"})
_MOST_WORDS = 16


def cut_incises(text: str, marks: Sequence[Marked], cues: Cues) -> tuple[Marked, ...]:
    """Cut every quotation around the cue inside it."""
    if not cues.incises:
        return tuple(marks)
    return tuple(part for mark in marks for part in _parts(text, mark, cues))


def _parts(text: str, mark: Marked, cues: Cues) -> Iterator[Marked]:
    if mark.form is not Form.PAIRED or _has_cue_after(text, mark, cues):
        yield mark
        return
    row = tuple(words_between(text, mark.start, mark.end))
    cut = _find_cue(row, cues)
    if cut is None:
        yield mark
        return
    before, after = cut
    yield replace(
        mark, end=_trimmed(text, mark.start, before), outer=(mark.outer[0], before)
    )
    if after < mark.end:
        yield replace(mark, start=after, outer=(after, mark.outer[1]))


def _has_cue_after(text: str, mark: Marked, cues: Cues) -> bool:
    rest = tuple(words_between(text, mark.outer[1], mark.outer[1] + 200))
    start = next((at for at, word in enumerate(rest) if word.text not in _BEFORE), 0)
    return start < len(rest) and read_verb(rest, start, cues) is not None


def _find_cue(row: Sequence[Word], cues: Cues) -> tuple[int, int] | None:
    """Find where the cue begins and where speech goes on after it."""
    for at in range(1, len(row)):
        word = row[at]
        if row[at - 1].text not in _BEFORE or read_verb(row, at, cues) is None:
            continue
        claim = read_after(row, at - 1, cues)
        if claim is None or claim.phrase.who not in {Who.NAMED, Who.PRONOUN}:
            continue
        for end in range(claim.last, min(len(row), claim.last + _MOST_WORDS)):
            if row[end].text in _AFTER:
                return word.start, _speech_after(row, end)
        if claim.last == len(row):
            return word.start, row[-1].end
    return None


def _speech_after(row: Sequence[Word], at: int) -> int:
    end = at
    while end < len(row) and row[end].text in _AFTER:
        end += 1
    return row[end].start if end < len(row) else row[-1].end


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " \t\u00a0\u202f,–—-":
        end -= 1
    return end
