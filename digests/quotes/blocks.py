"""Speech without marks: quoted blocks, posts, and the answers of an interview.

A block is taken only where the line before says whose it is; an answer only under the
name of a speaker among lines of questions.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from digests.news import Span
from digests.quotes.cues import Cues
from digests.quotes.marks import Form, Marked
from digests.quotes.words import LONGEST_LINE, lines

_BLOCKQUOTE = re.compile(r"<blockquote\b([^<>]{0,200})>", re.IGNORECASE)
_END = re.compile(r"</blockquote", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]{0,200}>", re.IGNORECASE)
_LONGEST_BLOCK = 3_000
_MOST_BLOCKS = 60
_QUESTION = re.compile(r"(?:Q|Question|Frage|F|P|В)\s?[:.]\s")
_LABEL = re.compile(r"[^\W\d_][\w.'’-]{0,30}(?: [^\W\d_][\w.'’-]{0,30}){0,3}:\s+(?=\S)")
_FEWEST_WORDS = 6
_MARKS = frozenset("\"“”„«»‘'—–-•*")


def find_blocks(text: str, cues: Cues) -> Iterator[Marked]:
    """Find blocks that carry no marks, in no order."""
    yield from _tagged(text)
    found = tuple(lines(text))
    yield from _answers(text, found)
    yield from _posts(text, found, cues)


def _tagged(text: str) -> Iterator[Marked]:
    at = 0
    for _ in range(_MOST_BLOCKS):
        opened = _BLOCKQUOTE.search(text, at)
        closed = _END.search(text, opened.end()) if opened else None
        if opened is None or closed is None:
            return
        at = closed.end()
        if "pull" in opened.group(1).lower() or at - opened.end() > _LONGEST_BLOCK:
            continue
        start, end = _without_tags(text, opened.end(), closed.start())
        if start < end:
            yield _block(start, end, (opened.start(), at))


def _without_tags(text: str, start: int, end: int) -> Span:
    """Shrink a span past the white space and the tags at its two ends."""
    tag = _TAG.match(text, start, end)
    while tag or text[start:end][:1].isspace():
        start = tag.end() if tag else start + 1
        tag = _TAG.match(text, start, end)
    inner = _TAG.search(text, start, end)
    end = inner.start() if inner else end
    return start, start + len(text[start:end].rstrip())


def _answers(text: str, found: Sequence[Span]) -> Iterator[Marked]:
    asked = False
    for start, end in found:
        if _QUESTION.match(text, start, end):
            asked = True
            continue
        label = _LABEL.match(text, start, min(end, start + 140))
        if asked and label and text[start].isupper() and end - start < LONGEST_LINE:
            yield Marked(
                start=label.end(),
                end=end,
                outer=(label.end(), end),
                form=Form.ANSWER,
            )
        asked = False


def _posts(text: str, found: Sequence[Span], cues: Cues) -> Iterator[Marked]:
    """“His sister posted on her page:”, and the paragraph below it."""
    for (lead, lead_end), (start, end) in pairwise(found):
        if text[lead_end - 1] not in ":：" or text[start] in _MARKS:
            continue
        said = re.findall(r"\w+", text[max(lead, lead_end - 300) : lead_end].lower())
        words = text[start : min(end, start + _LONGEST_BLOCK)].split()
        if end - start > _LONGEST_BLOCK or len(words) < _FEWEST_WORDS:
            continue
        if cues.posted & frozenset(said) and text[end - 1] in '.!?…”"':
            yield _block(start, end, (start, end))


def _block(start: int, end: int, outer: Span) -> Marked:
    return Marked(start=start, end=end, outer=outer, form=Form.BLOCK)
