"""A document as lines of styled text for a terminal, or plain ones for a pipe."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from rich.console import Console, ConsoleOptions, Group, RenderResult
from rich.padding import Padding
from rich.text import Text

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
    without_asking,
)
from bot.tongue import quoted, using

_CONTROL = {code: None for code in [*range(32), *range(127, 160)] if code != 10}  # noqa: PLR2004 - a line feed may stay


def render(document: Document) -> Group:
    """Draw a whole document; control characters of foreign text are dropped.

    A terminal obeys escape sequences, so none may come through from an article.
    """
    with using(document.language):
        blocks = [drawn for block in document.blocks for drawn in _block(block)]
    files = [drawn for file in document.files for drawn in _file(file)]
    return Group(*blocks, *files, *_buttons(without_asking(document.buttons)))


@dataclass(frozen=True, slots=True)
class _Indented:
    """Text set in by four spaces: every line of it where lines are wrapped."""

    text: Text

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> RenderResult:
        if options.no_wrap:
            yield Text("    ").append_text(self.text)
        else:
            yield Padding(self.text, (0, 0, 0, 4))


def _block(block: Block) -> Iterator[Text | _Indented]:
    match block:
        case Heading():
            yield Text("\n") if block.level > 1 else Text("")
            yield _line(block.line, style="bold")
        case Paragraph():
            yield _line(block.line, style="dim" if block.quiet else "")
        case Quotation():
            yield from _quotation(block)
        case Bullets():
            yield from _bullets(block)
        case Story():
            yield from _story(block)


def _bullets(block: Bullets) -> Iterator[Text]:
    for number, line in enumerate(block.lines, 1):
        mark = f"{number}. " if block.numbered else "• "
        yield Text(mark).append_text(_line(line))


def _story(story: Story) -> Iterator[Text | _Indented]:
    number = f"{story.number}. " if story.number else ""
    yield Text("")
    yield Text(f"{number}{_clean(story.headline)}", style="bold")
    if story.url:
        yield Text(_clean(story.url), style="blue")
    if story.text:
        yield Text(_clean(story.text))
    for quotation in story.quotes:
        yield from _quotation(quotation)
    if story.footer:
        yield _line(story.footer, style="dim")


def _quotation(quotation: Quotation) -> Iterator[Text | _Indented]:
    words = Text(quoted(_clean(quotation.text)), style="italic")
    credit = Text(f"— {_clean(quotation.credit)}", style="dim")
    if quotation.lead:
        yield Text(_clean(quotation.lead))
    yield _Indented(words)
    yield _Indented(credit)
    if quotation.link:
        yield _Indented(Text(_clean(quotation.link), style="blue"))
    if quotation.note:
        yield _Indented(Text(_clean(quotation.note), style="dim"))


def _file(file: File) -> Iterator[Text]:
    """Write a file out: a terminal's reader saves it from there."""
    yield Text(f"{_clean(file.name)}:", style="bold")
    yield Text(_clean(file.text))


def _buttons(rows: tuple[tuple[Button, ...], ...]) -> Iterator[Text]:
    """Spell each button as the command that does the same."""
    if rows:
        yield Text("")
    for row in rows:
        yield Text("   ").join(_button(button) for button in row)


def _button(button: Button) -> Text:
    does = button.url or f"/{button.command} {button.argument}".rstrip()
    return Text.assemble(f"[{_clean(button.label)}] ", (_clean(does), "cyan"))


def _line(line: Line, *, style: str = "") -> Text:
    text = Text(style=style)
    for run in line:
        text.append(_run(run), style=_style(run))
        if run.url:
            text.append(f" ({_clean(run.url)})", style="blue")
    return text


def _run(run: Run) -> str:
    return _clean(run.text) or (_moment(run.when) if run.when else "")


def _moment(when: datetime) -> str:
    return f"{when.astimezone():%d %b %H:%M}"


def _style(run: Run) -> str:
    return " ".join(
        name for name, on in (("bold", run.bold), ("italic", run.italic)) if on
    )


def _clean(text: str) -> str:
    return text.translate(_CONTROL)
