"""A document as Components V2 messages: a container of texts, rules and buttons.

Discord counts 4,000 characters over all texts of a message and 40 components,
nested ones included; a text's markdown counts, not only what readers see.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import discord
from discord import ui

from bot import discord_markdown as markdown
from bot.direction import turned
from bot.discord_presses import FollowUp, Press
from bot.documents import (
    Block,
    Bullets,
    Button,
    Document,
    File,
    Heading,
    Line,
    Paragraph,
    Quotation,
    Run,
    Story,
)
from bot.tongue import quoted, using

MAX_CHARS = 4000
MAX_COMPONENTS = 40
_LABEL = 80
_CUSTOM_ID = 100
_BUTTON_URL = 512
_ROW = 5
_FILES = 10
_FILE_NAME = 100
_UNSAFE_IN_NAME = re.compile(r"[^A-Za-z0-9_.-]+")
_SENTENCE_END = re.compile(r"[.!?…。！？]['\"’”»)\]]{0,3}\s+")
_BOUNDARIES = (
    re.compile(r"\n\n+"),
    re.compile(r"\n"),
    _SENTENCE_END,
    re.compile(r"\s"),
)
_WEB = re.compile(r"https?://[^/\s]", re.IGNORECASE)
_CREDIT = 1000
_NEWS = 0x5B7FA6
_ACCENTS = {
    "world": 0x3B82F6,
    "politics": 0xA855F7,
    "business": 0x10B981,
    "tech": 0x06B6D4,
    "ai": 0x8B5CF6,
    "science": 0x6366F1,
    "health": 0xEF4444,
    "climate": 0x22C55E,
    "sport": 0xF97316,
    "culture": 0xEC4899,
    "justice": 0xA8A29E,
    "local": 0xEAB308,
}


def parts(document: Document) -> tuple[Document, ...]:
    """Cut a document into ones that each fit one message.

    Cuts fall between blocks. A story or quotation is cut only if it alone is more
    than a message, and then between paragraphs or sentences; nothing is lost. Files
    and buttons come last, in one message if they fit one.
    """
    whole: list[Document] = []
    part = _emptied(document)
    with using(document.language):
        for more in _pieces(_arranged(document)):
            joined = _joined(part, more)
            if not fits(joined):
                whole.append(part)
                joined = more
            part = joined
    return (*whole, part)


def render(part: Document) -> ui.LayoutView:
    """Draw one part, for a message whose buttons work for ever.

    Raises ``ValueError`` if there is nothing to show, or more than a message holds.
    """
    part = _arranged(part)
    with using(part.language):
        texts, is_short = _texts(part), fits(part)
    if not texts and not part.buttons and not part.files:
        raise ValueError("There is nothing in this document that Discord could show.")
    if not is_short:
        raise ValueError("This document is more than one message of Discord's holds.")
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=_accent(part))
    for text in texts:
        container.add_item(_shown(text))
    for name, _ in _named(part.files):
        container.add_item(ui.File(f"attachment://{name}"))
    for row in part.buttons:
        container.add_item(ui.ActionRow(*(_item(button, part) for button in row)))
    return ui.LayoutView(timeout=None).add_item(container)


def _accent(part: Document) -> int | None:
    """Choose the bar at the side of news; what the bot says of itself has none."""
    if part.briefing is None:
        return None
    return _ACCENTS.get(part.topic, _NEWS)


def attachments(part: Document) -> list[discord.File]:
    """Make the files that go along with a part; each of them can be sent once."""
    return [
        discord.File(BytesIO(file.text.encode(errors="replace")), filename=name)
        for name, file in _named(part.files)
    ]


def _named(files: tuple[File, ...]) -> Iterator[tuple[str, File]]:
    """Give each file a name that Discord leaves as it is, and no other file has."""
    taken: set[str] = set()
    for number, file in enumerate(files, 1):
        safe = _UNSAFE_IN_NAME.sub("_", file.name).strip("._")[-_FILE_NAME:]
        name = safe if safe and safe not in taken else f"{number}-{safe}"
        taken.add(name)
        yield name, file


# Cutting ----------------------------------------------------------------------


def _emptied(document: Document) -> Document:
    return replace(document, blocks=(), buttons=(), files=())


def _joined(part: Document, more: Document) -> Document:
    return replace(
        part,
        blocks=part.blocks + more.blocks,
        buttons=part.buttons + more.buttons,
        files=part.files + more.files,
    )


def fits(part: Document) -> bool:
    """Say whether a document is no more than one message holds."""
    texts = _texts(part)
    buttons = sum(1 + len(row) for row in part.buttons)
    inside = len(texts) + buttons + len(part.files)
    is_short = sum(map(len, texts)) <= MAX_CHARS and 1 + inside <= MAX_COMPONENTS
    return is_short and len(part.files) <= _FILES


def _pieces(document: Document) -> Iterator[Document]:
    """Yield what may stand in a message of its own: each block, then what comes last."""
    empty = _emptied(document)
    for block in document.blocks:
        for fitting in _fitting(block):
            yield replace(empty, blocks=(fitting,))
    last = replace(empty, buttons=document.buttons, files=document.files)
    if fits(last):
        yield last
    else:
        yield from (replace(empty, buttons=(row,)) for row in document.buttons)
        yield from (replace(empty, files=(file,)) for file in document.files)


def _fitting(block: Block) -> Iterator[Block]:
    """Yield a block that fits a message as it is, any other in smaller blocks."""
    if len(_block(block)) <= MAX_CHARS:
        yield block
    else:
        for smaller in _smaller(block):
            yield from _fitting(smaller)


def _smaller(block: Block) -> Iterator[Block]:
    match block:
        case Heading() | Paragraph():
            yield from (replace(block, line=half) for half in _line_halves(block.line))
        case Quotation():
            yield from _smaller_quotation(block)
        case Bullets():
            yield Paragraph(line=_unlisted(block))
        case Story():
            yield from _unbound(block)


def _smaller_quotation(quotation: Quotation) -> Iterator[Block]:
    if quotation.lead or quotation.note:
        yield Paragraph(line=(Run(text=quotation.lead),))
        yield replace(quotation, lead="", note="")
        yield Paragraph(line=(Run(text=quotation.note),), quiet=True)
    elif len(quotation.credit) > _CREDIT:
        yield replace(quotation, credit="")
        yield Paragraph(line=(Run(text=quotation.credit, url=quotation.link),))
    else:
        yield from (replace(quotation, text=half) for half in _halves(quotation.text))


def _unlisted(bullets: Bullets) -> Line:
    """Write a list as a paragraph, so that a cut does not count from 1 again."""
    line: list[Run] = []
    for number, runs in enumerate(bullets.lines, 1):
        mark = f"{number}. " if bullets.numbered else "• "
        line += [Run(text=mark), *runs, Run(text="\n")]
    return tuple(line)


def _unbound(story: Story) -> Iterator[Block]:
    """Write a story as blocks of its headline, text, quotations and footer."""
    number = f"{story.number} · " if story.number else ""
    yield Paragraph(
        line=(
            Run(text=number, bold=True),
            Run(text=story.headline, url=story.url, bold=True),
        )
    )
    yield Paragraph(line=(Run(text=story.text),))
    yield from story.quotes
    yield Paragraph(line=story.footer, quiet=True)


def _line_halves(line: Line) -> tuple[Line, Line]:
    if len(line) > 1:
        return line[: len(line) // 2], line[len(line) // 2 :]
    (run,) = line
    before, after = _halves(run.text)
    return (replace(run, text=before),), (replace(run, text=after),)


def _halves(text: str) -> tuple[str, str]:
    """Cut near the middle: between paragraphs, lines, sentences, words, or anywhere."""
    middle = len(text) // 2
    for boundary in _BOUNDARIES:
        found = boundary.finditer(text, len(text) // 4, len(text) * 3 // 4)
        if ends := [match.end() for match in found]:
            middle = min(ends, key=lambda end: abs(end - len(text) / 2))
            break
    return text[:middle], text[middle:]


# Texts ------------------------------------------------------------------------

_RULE = ""  # stands for a separator among texts; no text is empty


def _texts(part: Document) -> list[str]:
    """List the texts of a part, with rules around its stories."""
    texts: list[str] = []
    before: Block | None = None
    for block in part.blocks:
        if not (text := _block(block)).strip():
            continue
        if before and Story in {type(before), type(block)}:
            texts.append(_RULE)
        texts.append(text)
        before = block
    return texts


def _shown(text: str) -> ui.Item[Any]:
    return ui.Separator() if text == _RULE else ui.TextDisplay(text)


def _block(block: Block) -> str:
    match block:
        case Heading():
            return _each_line("## " if block.level == 1 else "### ", block.line)
        case Paragraph():
            return _each_line("-# " if block.quiet else "", block.line)
        case Quotation():
            return _quotation(block)
        case Bullets():
            return "\n".join(_bullets(block))
        case Story():
            return "\n".join(_story(block))


def _each_line(prefix: str, line: Line) -> str:
    return _prefixed(prefix, markdown.line(line))


def _prefixed(prefix: str, text: str) -> str:
    lines = text.split("\n")
    return "\n".join(
        f"{prefix}{turned(line)}" if line.strip() else line for line in lines
    )


def _quotation(quotation: Quotation) -> str:
    lead = [turned(markdown.escape(quotation.lead))] if quotation.lead else []
    note = [_each_line("-# ", (Run(text=quotation.note),))] if quotation.note else []
    return "\n".join([*lead, _quoted(quotation), *note])


def _quoted(quotation: Quotation) -> str:
    words = "\n".join(
        f"> {line}" for line in quoted(markdown.escape(quotation.text)).split("\n")
    )
    if not quotation.credit:
        return words
    return f"{words} — {markdown.link(_one_line(quotation.credit), quotation.link)}"


def _bullets(bullets: Bullets) -> Iterator[str]:
    for number, line in enumerate(bullets.lines, 1):
        mark = f"{number}. " if bullets.numbered else "- "
        yield mark + turned(markdown.line(line)).replace("\n", "\n  ")


def _story(story: Story) -> Iterator[str]:
    number = f"{story.number} · " if story.number else ""
    if headline := _one_line(story.headline):
        head = f"**{number}{markdown.link(headline, story.url)}**"
        yield turned(head) if number else head
    if story.text:
        yield markdown.escape(story.text)
    if story.quotes:
        # Without an empty line Discord runs two quotations together.
        yield "\n\n".join(map(_quotation, story.quotes))
    if story.footer:
        yield _each_line("-# ", story.footer)


def _one_line(text: str) -> str:
    return " ".join(text.split())


# Buttons ----------------------------------------------------------------------


def _arranged(document: Document) -> Document:
    """Put the buttons in rows of five, each once; spell out what no button can hold."""
    seen: set[str] = set()
    rows: list[tuple[Button, ...]] = []
    typed: list[Block] = []
    for row in document.buttons:
        kept: list[Button] = []
        for button in row:
            written = _written(button, document)
            if not _is_holdable(button, written):
                typed.append(Paragraph(line=_typed(button), quiet=True))
            elif written not in seen:
                seen.add(written)
                kept.append(button)
        rows += [tuple(kept[at : at + _ROW]) for at in range(0, len(kept), _ROW)]
    return replace(document, blocks=(*document.blocks, *typed), buttons=tuple(rows))


def _typed(button: Button) -> Line:
    if button.url:
        return (Run(text=button.label, url=button.url),)
    return (Run(text=f"{button.label}: /{button.command} {button.argument}"),)


def _is_holdable(button: Button, written: str) -> bool:
    if button.url:
        return len(written) <= _BUTTON_URL and bool(_WEB.match(written))
    return len(written) <= _CUSTOM_ID and bool(Press.template.fullmatch(written))


def _written(button: Button, document: Document) -> str:
    return button.url or _press(button, document).written()


def _press(button: Button, document: Document) -> Press:
    return Press(button.command, button.argument, document.briefing, asks=button.asks)


def _item(button: Button, part: Document) -> ui.Item[Any]:
    label = _label(button.label)
    if button.url:
        return ui.Button(label=label, url=button.url)
    return FollowUp(label, _press(button, part))


def _label(label: str) -> str:
    label = markdown.whole(label.strip()) or "…"
    return label if len(label) <= _LABEL else f"{label[: _LABEL - 1]}…"
