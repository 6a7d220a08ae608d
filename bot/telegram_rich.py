"""Documents as Telegram's rich messages: its HTML, with every character escaped.

Blocks are written as marked text first, as for a classic message, so both say the same
words. Sections after the stories are folded; the small print at the end is a footer.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import assert_never

from bot.documents import (
    Block,
    Bullets,
    Document,
    Heading,
    Line,
    Paragraph,
    Quotation,
    Run,
    Story,
)
from bot.telegram_text import (
    BLANK,
    Mark,
    Marked,
    clean,
    head_of,
    of_block,
)
from bot.tongue import quotation_marks, quoted, runs_from_right, using

CHARACTERS, BLOCKS = 32_768, 500
# Telegram keeps moments in 32 bits.
_LAST_MOMENT = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Rich:
    """What ``sendRichMessage`` takes as its message."""

    html: str
    is_rtl: bool

    def to_dict(self) -> dict[str, object]:
        """Write it down; addresses in running text stay text, or may be refused."""
        return {
            "html": self.html,
            "is_rtl": self.is_rtl,
            "skip_entity_detection": True,
        }


def render_rich(document: Document) -> Rich:
    """Write a document; raises ``ValueError`` for one that no rich message can hold."""
    with using(document.language):
        elements = list(_elements(document.blocks))
        is_rtl = runs_from_right()
    html = "".join(elements)
    blocks = sum(map(_blocks_in, elements))
    if not elements or len(html) > CHARACTERS or blocks > BLOCKS:
        raise ValueError("This document is empty, or too long for a rich message.")
    return Rich(html=html, is_rtl=is_rtl)


def _blocks_in(element: str) -> int:
    """Count the blocks of an element and all inside it: no block has an attribute."""
    names = ("<p>", "<h2>", "<h4>", "<li>", "<ul>", "<ol>")
    others = ("<blockquote>", "<details>", "<footer>")
    return sum(element.count(name) for name in (*names, *others))


def _elements(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Write blocks, sections folded, with what is said in small print at the end."""
    first_of_footer = _small_print(blocks)
    section: list[str] = []
    for block in blocks[:first_of_footer]:
        written = _element(block)
        opens = _is_section(block) and bool(written)
        if isinstance(block, Heading | Story):
            yield from _folded(section)
            section = []
        if opens or section:
            section += written
        else:
            yield from written
    yield from _folded(section)
    for block in blocks[first_of_footer:]:
        yield from _footer(of_block(block))


def _small_print(blocks: tuple[Block, ...]) -> int:
    """Find where the small print at the end of a document begins."""
    at = len(blocks)
    while at and _is_quiet(blocks[at - 1]):
        at -= 1
    return at


def _is_quiet(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.quiet


def _is_section(block: Block) -> bool:
    """Say whether a block opens a section; a linked heading is a story's headline."""
    if not isinstance(block, Heading) or block.level == 1:
        return False
    return not any(run.url for run in block.line)


def _folded(section: list[str]) -> Iterator[str]:
    """Fold a section under its heading; without words below it, it stays a heading."""
    heading, *rest = section or [""]
    if not rest:
        yield from section
        return
    summary = heading.removeprefix("<h4>").removesuffix("</h4>")
    yield f"<details><summary>{summary}</summary>{''.join(rest)}</details>"


def _element(block: Block) -> list[str]:
    match block:
        case Heading():
            return list(_wrapped("h2" if block.level == 1 else "h4", _of(block.line)))
        case Paragraph():
            return list(_wrapped("p", of_block(block)))
        case Bullets():
            return list(_list(block))
        case Quotation():
            return list(_quotation(block))
        case Story():
            return list(_story(block))
        case _:
            assert_never(block)


def _story(story: Story) -> Iterator[str]:
    yield from _wrapped("h4", _of(head_of(story)))
    yield from _wrapped("p", _of((Run(text=story.text),)))
    for quotation in story.quotes:
        yield from _quotation(quotation)
    yield from _wrapped("p", _of(story.footer))


def _quotation(quotation: Quotation) -> Iterator[str]:
    yield from _wrapped("p", _of((Run(text=quotation.lead),)))
    words = clean(quotation.text).strip(BLANK)
    if credit := _inline(_of((Run(text=quotation.credit, url=quotation.link),))):
        said = _inline(Marked(quoted(words)))
        yield f"<blockquote>{said}<cite>{credit}</cite></blockquote>"
    else:
        opening, closing = quotation_marks()
        line = (
            Run(text=f"{opening}{words}"),
            Run(text=closing, url=quotation.link),
        )
        yield f"<blockquote>{_inline(_of(line))}</blockquote>"
    yield from _wrapped("p", _of((Run(text=quotation.note, italic=True),)))


def _list(block: Bullets) -> Iterator[str]:
    items = [_inline(_of(line)) for line in block.lines]
    if block.numbered:
        # A line without words still counts, or numbers would mean other lines.
        items = [item or "…" for item in items]
    lines = "".join(f"<li>{item}</li>" for item in items if item)
    name = "ol" if block.numbered else "ul"
    if lines:
        yield f"<{name}>{lines}</{name}>"


def _of(line: Line) -> Marked:
    return of_block(Paragraph(line=line))


def _footer(marked: Marked) -> Iterator[str]:
    """Write small print, which a footer is without being in italics."""
    upright = tuple(mark for mark in marked.marks if mark.kind != "italic")
    return _wrapped("footer", Marked(marked.text, upright))


def _wrapped(name: str, marked: Marked) -> Iterator[str]:
    """Write a block; nothing if it has no words."""
    if marked.text:
        yield f"<{name}>{_inline(marked)}</{name}>"


def _inline(marked: Marked) -> str:
    """Write marked text: marks lie inside one another, the outermost begins first."""
    opening: defaultdict[int, list[str]] = defaultdict(list)
    closing: defaultdict[int, list[str]] = defaultdict(list)
    for mark in sorted(marked.marks, key=lambda mark: (mark.start, -mark.end)):
        if tags := _tags(mark):
            opening[mark.start].append(tags[0])
            closing[mark.end].insert(0, tags[1])
    written: list[str] = []
    for at, letter in enumerate(marked.text):
        written += [*closing[at], *opening[at], _escaped(letter)]
    return "".join([*written, *closing[len(marked.text)]])


def _tags(mark: Mark) -> tuple[str, str] | None:
    match mark:
        case Mark(kind="bold"):
            return "<b>", "</b>"
        case Mark(kind="italic"):
            return "<i>", "</i>"
        case Mark(kind="text_link"):
            address = escape(mark.url, quote=False).replace('"', "&quot;")
            return f'<a href="{address}">', "</a>"
        case Mark(kind="date_time", when=when) if when:
            second = int(when.timestamp())
            if 0 < second <= _LAST_MOMENT:
                return f'<tg-time unix="{second}" format="r">', "</tg-time>"
    return None


def _escaped(letter: str) -> str:
    # Line breaks are blanks in HTML.
    return "<br>" if letter == "\n" else escape(letter, quote=False)
