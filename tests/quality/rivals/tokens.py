"""From a parser's tokens in one paragraph to characters of the article."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from tests.quality.gold import Row


class Token(Protocol):
    """A word, and where it begins in what the parser was given."""

    @property
    def idx(self) -> int: ...
    @property
    def text(self) -> str: ...


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Give each paragraph that is not empty, and where it begins."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, line
        start += len(line) + 1


def quote_of(content: Sequence[Token], speaker: Sequence[Token], start: int) -> Row:
    """Make the scorer's row; ``content`` begins and ends with a mark, the row does not."""
    first, last = content[1], content[-2]
    return {
        "start": start + first.idx,
        "end": start + last.idx + len(last.text),
        "speaker": " ".join(token.text for token in speaker),
        "speaker_start": start + speaker[0].idx,
        "speaker_end": start + speaker[-1].idx + len(speaker[-1].text),
    }
