"""Cut a document into documents that each fit one Telegram message.

A message takes 4,096 characters (we count UTF-16 units, which are never fewer) and
shows 100 entities. Its 32,768 bytes cannot be reached before: a unit has 3 at most.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import accumulate, islice

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
    bulleted,
    clean,
    head_of,
    of_block,
    of_document,
    spelt,
    spent,
    units,
)
from bot.tongue import runs_from_right, using

UNITS = 4096
ENTITIES = 100

# What "\n\n" and a marker such as 12/34 need.
_MARKER_UNITS, _MARKER_ENTITIES = 24, 1
# Of a list that must be cut, as many lines as fit this stay together.
_LIST_UNITS = 1000
# A run has three entities at most, so this many stay far below 100.
_RUNS = 20
# Bullets, ellipses and isolates come on top of a cut text.
_ROOM_UNITS = UNITS - _MARKER_UNITS - 2 * _RUNS - 16
_LONGEST_CREDIT = 1000
_SHORTEST_TEXT = 500

_BREAKS = (
    re.compile(r"\n[ \n]*\n"),
    re.compile(r"[.!?…।。！？][\"”’»)\]]*(?:\s|(?<=[。！？]))"),
    re.compile(r"\s"),
)


@dataclass(frozen=True, slots=True)
class _Size:
    units: int = 0
    entities: int = 0

    def __add__(self, other: "_Size") -> "_Size":
        return _Size(self.units + other.units, self.entities + other.entities)

    def fits(self, *, marker: bool = True) -> bool:
        spare = _Size(_MARKER_UNITS, _MARKER_ENTITIES) if marker else _Size()
        return (
            self.units + spare.units <= UNITS
            and self.entities + spare.entities <= ENTITIES
        )


_GAP = _Size(units=2)


def parts(document: Document) -> tuple[Document, ...]:
    """Cut a document between its blocks, into as few messages as their order allows.

    A block that no message could hold alone is cut at a paragraph, a sentence or a
    word, with "…" on both sides (quotes are counted instead: nothing stands between
    quote marks that nobody said). The buttons and files stay with the last part, the
    link preview with the first.
    """
    with using(document.language):
        marked = of_document(document)
        if _Size(units(marked.text), len(marked.marks)).fits(marker=False):
            return (document,)
        sheets = _packed(p for block in document.blocks for p in _pieces(block))
        return tuple(
            _part(document, sheet, number, len(sheets))
            for number, sheet in enumerate(sheets, start=1)
        )


def _part(
    document: Document, sheet: tuple[Block, ...], number: int, total: int
) -> Document:
    marker = Paragraph(line=(Run(text=f"{number}/{total}"),), quiet=True)
    # A block that fills a message to its end is worth more than its count.
    marked = total > 1 and _size_of(sheet).fits()
    return replace(
        document,
        blocks=(*sheet, marker) if marked else sheet,
        buttons=document.buttons if number == total else (),
        preview=document.preview if number == 1 else "",
        files=document.files if number == total else (),
    )


def _packed(blocks: Iterable[Block]) -> list[tuple[Block, ...]]:
    sheets: list[tuple[Block, ...]] = []
    sheet: list[Block] = []
    filled = _Size()
    for block in blocks:
        size = _size(block) + _GAP
        if sheet and not (filled + size).fits():
            carried = _headings_to_carry(sheet, size)
            sheets.append(tuple(sheet[: len(sheet) - len(carried)]))
            sheet, filled = carried, _size_of(carried)
        sheet.append(block)
        filled += size
    return [*sheets, tuple(sheet)]


def _headings_to_carry(sheet: list[Block], following: _Size) -> list[Block]:
    """Find the headings at a sheet's end: they belong with what comes next."""
    first = len(sheet)
    while first > 0 and isinstance(sheet[first - 1], Heading):
        first -= 1
    carried = sheet[first:]
    return carried if first and (_size_of(carried) + following).fits() else []


def _size_of(blocks: Iterable[Block]) -> _Size:
    return sum((_size(block) + _GAP for block in blocks), start=_Size())


def _size(block: Block) -> _Size:
    marked = of_block(block)
    return _Size(units(marked.text), len(marked.marks))


def _pieces(block: Block) -> Iterator[Block]:
    """Give the block itself if a message can hold it, else blocks that make it up."""
    if _size(block).fits(marker=False):
        yield block
        return
    match block:
        case Heading():
            yield from (replace(block, line=line) for line in _cut_line(block.line))
        case Paragraph():
            yield from (replace(block, line=line) for line in _cut_line(block.line))
        case Bullets():
            yield from _list_pieces(block)
        case Quotation():
            yield from _quotation_pieces(block)
        case Story():
            yield from _story_pieces(block)


def _story_pieces(story: Story) -> Iterator[Block]:
    """Keep the beginning of the text under the headline, then quotes, then footer."""
    head = replace(story, text="", quotes=(), footer=())
    room = _ROOM_UNITS - _size(head).units
    if room < _SHORTEST_TEXT:
        yield from _pieces(Heading(line=head_of(story), level=2))
        yield from _pieces(Paragraph(line=(Run(text=story.text),)))
    else:
        first, *others = _dotted(clean(story.text), room)
        yield replace(head, text=first)
        yield from (Paragraph(line=(Run(text=text),)) for text in others)
    for quotation in story.quotes:
        yield from _pieces(quotation)
    yield from _pieces(Paragraph(line=story.footer))


def _dotted(text: str, room: int) -> list[str]:
    chunks = [text[chunk] for chunk in _cut(text, room)]
    last = len(chunks) - 1
    return [
        f"{'… ' * (at > 0)}{chunk}{' …' * (at < last)}"
        for at, chunk in enumerate(chunks)
    ]


def _quotation_pieces(quotation: Quotation) -> Iterator[Block]:
    """Cut a speech into quotations, each with the proof of its own words."""
    if quotation.lead:
        yield from _pieces(Paragraph(line=(Run(text=quotation.lead),)))
    credit = clean(quotation.credit)
    apart = spent(credit) > _LONGEST_CREDIT
    kept = "" if apart else credit
    chunks = _cut(quotation.text, _ROOM_UNITS - spent(kept))
    for number, chunk in enumerate(chunks, start=1):
        count = f"({number}/{len(chunks)})" if len(chunks) > 1 else ""
        piece = replace(_sliced(quotation, chunk), lead="", note="")
        yield replace(piece, credit=f"{kept} {count}".strip())
    if apart:
        line = (Run(text="— "), Run(text=credit, url=quotation.link))
        yield from _pieces(Paragraph(line=line))
    if quotation.note:
        yield from _pieces(Paragraph(line=(Run(text=quotation.note),), quiet=True))


def _sliced(quotation: Quotation, chunk: slice) -> Quotation:
    text, proof = quotation.text[chunk], quotation.proof
    # Words that are no slice of the article keep the proof that they came with.
    if len(quotation.text) != proof.end - proof.start:
        return replace(quotation, text=text)
    start = proof.start + chunk.start
    own = replace(
        proof,
        start=start,
        end=start + len(text),
        sha256=sha256(text.encode(errors="surrogatepass")).hexdigest(),
    )
    return replace(quotation, text=text, proof=own)


def _list_pieces(block: Bullets) -> Iterator[Block]:
    """Gather lines into paragraphs, so that numbers go on where a part ends."""
    gathered: Line = ()
    for line in bulleted(block):
        joined = (*gathered, Run(text="\n"), *line) if gathered else line
        size = _size(Paragraph(line=joined))
        if gathered and (size.units > _LIST_UNITS or size.entities > ENTITIES // 2):
            yield from _pieces(Paragraph(line=gathered))
            joined = line
        gathered = joined
    yield from _pieces(Paragraph(line=gathered))


def _cut_line(line: Line) -> Iterator[Line]:
    runs = iter([spelt(run) for run in line])
    cut: list[Line] = []
    while some := tuple(islice(runs, _RUNS)):
        chunks = _cut("".join(run.text for run in some), _room())
        cut += filter(None, (_within(some, chunk) for chunk in chunks))
    last = len(cut) - 1
    for at, part in enumerate(cut):
        before = (Run(text="… "),) if at > 0 else ()
        yield (*before, *part, *((Run(text=" …"),) if at < last else ()))


def _room() -> int:
    """Leave room for the marks of a language from the right: one for every other sign."""
    return _ROOM_UNITS // 2 if runs_from_right() else _ROOM_UNITS


def _within(line: Line, chunk: slice) -> Line:
    stops = accumulate((len(run.text) for run in line), initial=0)
    return tuple(
        replace(run, text=run.text[max(chunk.start - start, 0) : chunk.stop - start])
        for run, start in zip(line, stops, strict=False)
        if start < chunk.stop and chunk.start < start + len(run.text)
    )


def _cut(text: str, room: int) -> list[slice]:
    """Cut a text into slices of at most ``room`` units, without the blanks between.

    The best break in the later half of the room is taken: the end of a paragraph,
    of a sentence, of a word; where there is none, the room's end.
    """
    slices: list[slice] = []
    at = 0
    while spent(rest := text[at : at + room + 1]) > room:
        window = _prefix(rest, room)
        stop = at + _best_break(window)
        slices.append(_trimmed(text, at, stop))
        at = stop
    slices.append(_trimmed(text, at, len(text)))
    return [some for some in slices if some.start < some.stop] or [slice(0, 0)]


def _prefix(text: str, room: int) -> str:
    while (excess := spent(text) - room) > 0:
        text = text[: -((excess + 1) // 2)]
    return text


def _best_break(window: str) -> int:
    for breaks in _BREAKS:
        ends = [found.end() for found in breaks.finditer(window, len(window) // 2)]
        if ends:
            return ends[-1]
    return len(window)


def _trimmed(text: str, start: int, stop: int) -> slice:
    inside = text[start:stop]
    start += len(inside) - len(inside.lstrip())
    return slice(start, start + len(inside.strip()))
