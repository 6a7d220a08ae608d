"""Everything in a text that may be speech, in order, no two spans overlapping."""

from collections.abc import Iterable

from digests.quotes.blocks import find_blocks
from digests.quotes.cues import Cues
from digests.quotes.dashes import find_dashed
from digests.quotes.incises import cut_incises
from digests.quotes.marks import MOST_SPANS, Marked, find_marked


def find_candidates(text: str, cues: Cues) -> tuple[Marked, ...]:
    """Find marked words, and where nothing is marked, dialogue and blocks."""
    marked = cut_incises(text, find_marked(text), cues)
    more = [*find_dashed(text, cues), *find_blocks(text, cues)]
    return tuple(_apart([*marked, *more]))[:MOST_SPANS] if more else marked


def _apart(found: Iterable[Marked]) -> Iterable[Marked]:
    """Keep of overlapping spans the one that begins first, the longer one of equals."""
    end = 0
    for mark in sorted(found, key=lambda one: (one.outer[0], -one.outer[1])):
        if mark.outer[0] >= end:
            yield mark
            end = mark.outer[1]
