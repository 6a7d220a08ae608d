"""A text without markup to an article: its headline, its paragraphs.

Such texts are often copied off a page, and what stood around the article came along:
share bars, lists of related articles, headlines that were links.
"""

import re
from collections.abc import Iterator, Sequence

from digests.boilerplate import is_boilerplate, is_sentence, without_other_articles
from digests.plain_text import clean

_EMPTY_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
_LONGEST_TITLE = 200
_LONGEST_HEADLINE = 110
_LONGEST_WRAPPED = 100
_FEWEST_WORDS = 4
_NO_HEADLINE = re.compile(r"[^\w¿¡]|\d|.*[\"“”„«»「」,;:–—-]$", re.DOTALL)


def read_text(text: str) -> tuple[str, tuple[str, ...]]:
    """Give the headline, empty if there is none, and the article's paragraphs."""
    lines = clean(text).replace("\r\n", "\n").replace("\r", "\n")
    paragraphs = tuple(_paragraphs(lines))
    title = ""
    if len(paragraphs) > 1 and _is_title(paragraphs[0]):
        title, paragraphs = paragraphs[0], paragraphs[1:]
    kept = [
        paragraph
        for paragraph in without_other_articles(paragraphs)
        if not is_boilerplate(paragraph)
    ]
    return title, tuple(_without_headlines(kept))


def _paragraphs(text: str) -> Iterator[str]:
    blocks = _EMPTY_LINES.split(text.strip())
    for block in blocks:
        lines = [line for line in map(_one_space, block.split("\n")) if line]
        wrapped = (
            len(blocks) > 1 and max(map(len, lines), default=0) <= _LONGEST_WRAPPED
        )
        yield from [" ".join(lines)] if wrapped and lines else lines


def _one_space(line: str) -> str:
    return " ".join(line.split())


def _is_title(line: str) -> bool:
    return len(line) <= _LONGEST_TITLE and (
        not is_sentence(line) or line.endswith(("?", "!"))
    )


def _without_headlines(paragraphs: Sequence[str]) -> Iterator[str]:
    """Leave out lone headlines, if the text is one whose paragraphs end in full stops."""
    finished = sum(len(line) for line in paragraphs if is_sentence(line))
    of_prose = 2 * finished > sum(map(len, paragraphs))
    for line in paragraphs:
        if not (of_prose and _is_headline(line)):
            yield line


def _is_headline(line: str) -> bool:
    return (
        len(line) <= _LONGEST_HEADLINE
        and len(line.split()) >= _FEWEST_WORDS
        and not is_sentence(line)
        and not _NO_HEADLINE.match(line)
        and not line[0].islower()
    )
