"""Blocks as marked text: what a Telegram message says, before it is cut or sent.

Marks count characters here; the renderer counts anew in UTF-16 units. Nothing in
here needs the library.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal, assert_never
from unicodedata import normalize

from bot.direction import (
    END_ISOLATE,
    FROM_LEFT,
    FROM_RIGHT,
    ISOLATE,
    insertions,
    runs_against,
)
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
from bot.tongue import quotation_marks, quoted

Kind = Literal[
    "bold", "italic", "text_link", "date_time", "blockquote", "expandable_blockquote"
]

LONGEST_URL = 2048
# Longer quotes arrive folded to three lines; a tap opens them.
FOLD_QUOTES_FROM = 320

# Telegram trims these from both ends, and calls a text of nothing else empty.
BLANK = (
    "".join(map(chr, (*range(33), *range(0x7F, 0xA1), *range(0x2000, 0x2010))))
    + "\u1680\u180e\u2028\u2029\u202f\u205f\u2060\u2800\u3000\ufeff"
)
# A ring above, a line above and two below: Telegram drops these of all marks on letters.
_LINES = (0x30A, 0x333, 0x33F)
_RINGED = re.compile("[AUWYauwy]\u030a")
# Control characters and marks that turn the text around what they stand in.
_UNWANTED = dict.fromkeys(
    (*range(32), 0x7F, *_LINES, *range(0x2028, 0x202F), *range(0x2066, 0x206A))
) | {ord("\n"): "\n", ord("\t"): " ", 0x2028: "\n", 0x2029: "\n"}
_LINKABLE = re.compile(r"https?://[^\s\x00-\x1f]+", re.IGNORECASE)
# Telegram calls whoever has a name that stands behind "@"; not in an address.
_CALLS = re.compile(
    r"(?<!\w)https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+/[\w.~%+/@-]*"
    r"|(?<!\w)@(?=[a-z0-9_]{2})",
    re.IGNORECASE,
)
_APART = "\u2060"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One style over ``start:end`` in characters."""

    kind: Kind
    start: int
    end: int
    url: str = ""
    when: datetime | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and its marks."""

    text: str
    marks: tuple[Mark, ...] = ()


def units(text: str) -> int:
    """Count UTF-16 units, which is what Telegram counts offsets in."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """Drop what Telegram would drop, so that offsets mean the same on both sides.

    A letter and its ring become the one character that is both: Telegram takes that.
    """
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    whole = _RINGED.sub(lambda ringed: normalize("NFC", ringed[0]), whole)
    return whole.replace("\r\n", "\n").translate(_UNWANTED)


def linkable(url: str) -> str:
    """Give the address if Telegram would link it, else nothing.

    An address that is too long loses its fragment before it is given up.
    """
    if len(url) > LONGEST_URL:
        url = url.partition("#")[0]
    usable = len(url) <= LONGEST_URL and _LINKABLE.fullmatch(url)
    return url if usable else ""


def spelt(run: Run) -> Run:
    """Clean a run's text; a moment without words gets a date that reads anywhere."""
    text = clean(run.text)
    if run.when is not None and not text.strip(BLANK):
        text = f"{run.when.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    return replace(run, text=text)


def of_document(document: Document) -> Marked:
    """Write a whole document, with an empty line between blocks.

    Its lines run as those of the language in use do, as its blocks' do.
    """
    groups: list[list[Marked]] = []
    before: Block | None = None
    for block in document.blocks:
        marked = of_block(block)
        if not marked.text:
            continue
        if not (before and _leads(before, block)):
            groups.append([])
        groups[-1].append(marked)
        before = block
    return _joined((_joined(group, "\n") for group in groups), "\n\n")


def _leads(heading: Block, block: Block) -> bool:
    """Say whether a heading stands close above a block: small print, or a section."""
    match heading, block:
        case Heading(level=1), Paragraph(quiet=True):
            return True
        case Heading(level=2), Paragraph() | Bullets():
            return True
    return False


def of_block(block: Block) -> Marked:
    """Write one block, trimmed, with its marks in order; it calls nobody."""
    written = _written(block)
    return _inserted(written, tuple(_at_calls(written.text)))


def spent(text: str) -> int:
    """Count the units of a text with all that keeps it from calling anybody."""
    return units(text) + sum(units(what) for _, what in _at_calls(text))


def _at_calls(text: str) -> Iterator[tuple[int, str]]:
    """Part each "@" from the name behind it by what nobody sees."""
    for call in _CALLS.finditer(text):
        if call[0] == "@":
            yield call.end(), _APART


def _written(block: Block) -> Marked:
    match block:
        case Heading():
            return _own(_of_line(block.line, bold=True))
        case Paragraph():
            return _own(_of_line(block.line, italic=block.quiet))
        case Bullets():
            return _joined(map(_own, map(_of_line, bulleted(block))), "\n")
        case Quotation():
            return _of_quotation(block)
        case Story():
            return _of_story(block)
        case _:
            assert_never(block)


def bulleted(block: Bullets) -> Iterator[Line]:
    """Give each line of a list its bullet or number."""
    for number, line in enumerate(block.lines, start=1):
        yield (Run(text=f"{number}. " if block.numbered else "• "), *line)


def head_of(story: Story) -> Line:
    """Write the headline of a story as a line: its number, then the linked words."""
    number = (Run(text=f"{story.number}. "),) if story.number else ()
    return (*number, Run(text=story.headline, url=story.url))


def _of_story(story: Story) -> Marked:
    head = _of_line(head_of(story), bold=True)
    pieces = (
        _own(head) if story.number else _tidy(head),
        _tidy(Marked(clean(story.text))),
        *map(_of_quotation, story.quotes),
        _own(_of_line(story.footer)),
    )
    return _joined(pieces, "\n")


def _of_quotation(quotation: Quotation) -> Marked:
    words = clean(quotation.text).strip(BLANK)
    credit = clean(quotation.credit).strip(BLANK)
    if credit:
        said = Run(text=quoted(words))
        line: Line = (said, Run(text=" — "), Run(text=credit, url=quotation.link))
    else:
        opening, closing = quotation_marks()
        line = (Run(text=f"{opening}{words}"), Run(text=closing, url=quotation.link))
    marked = _tidy(_of_line(line))
    folded = len(words) > FOLD_QUOTES_FROM
    kind: Kind = "expandable_blockquote" if folded else "blockquote"
    block = Mark(kind=kind, start=0, end=len(marked.text))
    pieces = (
        _own(_of_line((Run(text=quotation.lead),))),
        Marked(marked.text, (block, *marked.marks)),
        _own(_of_line((Run(text=quotation.note),), italic=True)),
    )
    return _joined(pieces, "\n")


def _of_line(line: Line, *, bold: bool = False, italic: bool = False) -> Marked:
    """Write runs one after the other; ``bold`` and ``italic`` are for all of them."""
    runs = [
        replace(
            spelt(run), bold=run.bold and not bold, italic=run.italic and not italic
        )
        for run in line
    ]
    mixed = any(FROM_RIGHT.search(run.text) for run in runs) and any(
        FROM_LEFT.search(run.text) for run in runs
    )
    written = _joined((_of_run(run, mixed=mixed) for run in runs), "")
    whole = Run(text=written.text, bold=bold, italic=italic)
    return Marked(written.text, (*_marks_of(whole), *written.marks))


def _of_run(run: Run, *, mixed: bool) -> Marked:
    marked = Marked(run.text, tuple(_marks_of(run)))
    if mixed and runs_against(run.text):
        # Or its letters would pull the digits and marks beside them along.
        return _joined((Marked(ISOLATE), marked, Marked(END_ISOLATE)), "")
    return marked


def _marks_of(run: Run) -> Iterator[Mark]:
    end = len(run.text)
    # A link and a moment cannot stand in each other; what can be pressed wins.
    if url := linkable(run.url):
        yield Mark(kind="text_link", start=0, end=end, url=url)
    elif run.when is not None:
        yield Mark(kind="date_time", start=0, end=end, when=run.when)
    if run.bold:
        yield Mark(kind="bold", start=0, end=end)
    if run.italic:
        yield Mark(kind="italic", start=0, end=end)


def _joined(pieces: Iterable[Marked], separator: str) -> Marked:
    texts: list[str] = []
    marks: list[Mark] = []
    length = 0
    for piece in pieces:
        if not piece.text:
            continue
        at = length + len(separator) * bool(texts)
        marks += (
            replace(mark, start=mark.start + at, end=mark.end + at)
            for mark in piece.marks
        )
        texts.append(piece.text)
        length = at + len(piece.text)
    return Marked(separator.join(texts), tuple(marks))


def _tidy(marked: Marked) -> Marked:
    """Trim the text and each mark of blanks; a mark of nothing else goes."""
    text = marked.text.strip(BLANK)
    shift = len(marked.text) - len(marked.text.lstrip(BLANK))
    marks = (_trimmed(mark, text, shift) for mark in marked.marks)
    return Marked(text, tuple(mark for mark in marks if mark.start < mark.end))


def _own(marked: Marked) -> Marked:
    """Trim lines of the bot's own, and let them run the right way."""
    tidy = _tidy(marked)
    return _inserted(tidy, insertions(tidy.text))


def _inserted(marked: Marked, places: Sequence[tuple[int, str]]) -> Marked:
    if not places:
        return marked
    pieces, end = [], 0
    for at, what in places:
        pieces += [marked.text[end:at], what]
        end = at
    text = "".join([*pieces, marked.text[end:]])
    return Marked(text, tuple(_moved(mark, places) for mark in marked.marks))


def _moved(mark: Mark, inserted: Sequence[tuple[int, str]]) -> Mark:
    """Move a style with its words; what was inserted at its ends stays outside."""
    before = sum(len(what) for at, what in inserted if at <= mark.start)
    inside = sum(len(what) for at, what in inserted if mark.start < at < mark.end)
    return replace(mark, start=mark.start + before, end=mark.end + before + inside)


def _trimmed(mark: Mark, text: str, shift: int) -> Mark:
    start = max(mark.start - shift, 0)
    inside = text[start : max(mark.end - shift, 0)]
    start += len(inside) - len(inside.lstrip(BLANK))
    return replace(mark, start=start, end=start + len(inside.strip(BLANK)))
