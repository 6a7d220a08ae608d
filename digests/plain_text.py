"""HTML from strangers to plain text, without what its readers would not see.

A tokenizer rather than a parser: its time is linear whatever it is given, where a
parser can be kept busy for minutes by one crowded tag or a deep nest.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from digests.charset import modern
from digests.hidden import is_hidden

# Quotes count after "=" only, as in HTML's own tokenizer. Every alternative runs to
# the end of the text rather than fail, so no stretch is ever read twice.
_TAG = re.compile(
    r"<(?:!--(?:[^-]++|-(?!->))*+(?:-->)?+"
    r"|!\[CDATA\[(?P<cdata>(?:[^\]]++|\](?!\]>))*+)(?:\]\]>)?+"
    r"|[!?][^>]*+>?+"
    r"|(?P<end>/?)(?P<name>[A-Za-z][^\s/>]*+)"
    r"""(?P<attributes>(?:[^>=]++|=\s*+(?:"[^"]*+"?+|'[^']*+'?+)?+)*+)>?+)"""
)
_ATTRIBUTE = re.compile(
    r"""([^\s=>/"']++)(?:\s*+=\s*+(?:"([^"]*+)"?+|'([^']*+)'?+|([^\s>"']++)))?+"""
)
_MAY_HIDE = re.compile(r"hidden|style|sr-only|screen-reader|visually", re.IGNORECASE)
_EMPTY = frozenset("area br col embed hr img input link meta source track wbr".split())
# Elements whose content is not markup (HTML Standard, 13.1.2), and is not read.
_SILENT = {
    name: re.compile(rf"</{name}\b", re.IGNORECASE)
    for name in ("script", "style", "noscript", "iframe", "template", "textarea")
}
_PARAGRAPHS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html li main nav"
    " ol p pre section summary table tbody tr ul".split()
)
_SPACED = frozenset({"td", "th", "option", "img"})
_CONTROLS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
# Characters without a width: hyphens that do not show, marks of direction, fillers, tags.
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
# Two of them are spelling in Arabic, Indic and Mongolian scripts and in emoji, and tags
# spell the flags of England, Scotland and Wales: there they stay.
_INVISIBLE = re.compile(
    "(?P<flag>\U0001f3f4\U000e0067\U000e0062(?:\U000e0065\U000e006e\U000e0067"
    "|\U000e0073\U000e0063\U000e0074|\U000e0077\U000e006c\U000e0073)\U000e007f)"
    f"|[{_UNSEEN}]+"
    "|(?<![\u0600-\u0dff\u1000-\u109f\u1780-\u18af\u2600-\u27bf\ufe0f"
    "\U0001f000-\U0001faff])[\u200c\u200d]+"
)
# One look for all of the above, since most texts hold none of it.
_ODD = re.compile(
    f"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200c\u200d\ufffe\uffff\ud800-\udfff{_UNSEEN}]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tag:
    """A tag as it was written; ``name`` is in lower case, without a prefix."""

    name: str
    opening: bool
    written: str

    @property
    def hides(self) -> bool:
        """Whether its text is not for the eye."""
        return (
            self.opening
            and self.name not in _EMPTY
            and _MAY_HIDE.search(self.written) is not None
            and is_hidden(self.attributes())
        )

    def attributes(self) -> dict[str, str]:
        """Give the attributes; the first of a name counts."""
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.written):
            value = match[2] or match[3] or match[4] or ""
            found.setdefault(match[1].lower(), html.unescape(value).strip())
        return found


def _pieces(markup: str) -> Iterator[tuple[str, _Tag | None]]:
    """Give each stretch of text and each tag, in order.

    Entities in the text are still escaped. Comments, scripts and what is hidden are
    left out.
    """
    position = 0
    while found := _TAG.search(markup, position):
        yield markup[position : found.start()], None
        position = found.end()
        if found["cdata"] is not None:
            yield html.escape(found["cdata"], quote=False), None
        if found["name"] is None:
            continue
        tag = _Tag(
            name=found["name"].lower().rpartition(":")[2],
            opening=not found["end"],
            written=found["attributes"],
        )
        yield "", tag
        if tag.opening and tag.name in _SILENT:
            end = _SILENT[tag.name].search(markup, position)
            position = end.start() if end else len(markup)
        elif tag.hides:
            position = _end_of(found["name"], markup, position)
    yield markup[position:], None


def _end_of(name: str, markup: str, position: int) -> int:
    """Find where an element ends that holds others of its name."""
    depth = 1
    own = re.compile(rf"<(/?){re.escape(name)}(?=[\s>/])", re.IGNORECASE)
    for tag in own.finditer(markup, position):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.start()
    return len(markup)


def plain_text(markup: str) -> str:
    """Give the text of HTML; paragraphs are parted by an empty line.

    A text without any tag keeps the paragraphs that its own empty lines make.
    """
    if "<" not in markup:
        return _paragraphs(html.unescape(markup), joint=" ")
    words: list[str] = []
    for text, tag in _pieces(markup):
        words.append(" ".join(html.unescape(f"|{text}|").split())[1:-1])
        words.append(_gap(tag))
    return _paragraphs("".join(words))


def one_line(markup: str) -> str:
    """Give the text of HTML without any line break, as titles and names need it."""
    return " ".join(plain_text(markup).split())


def clean(text: str) -> str:
    """Take out what no text should hold: controls, halves of characters, the unseen."""
    if not _ODD.search(text):
        return text
    text = _INVISIBLE.sub(_flag_or_nothing, _CONTROLS.sub("", modern(text)))
    return _SURROGATES.sub("\ufffd", text)


def _flag_or_nothing(unseen: re.Match[str]) -> str:
    return unseen["flag"] or ""


def _gap(tag: _Tag | None) -> str:
    if tag is None:
        return ""
    if tag.name in _PARAGRAPHS:
        return "\n\n"
    if tag.name == "br":
        return "\n"
    return " " if tag.name in _SPACED else ""


def _paragraphs(text: str, *, joint: str = "\n") -> str:
    lines = (" ".join(line.split()) for line in clean(text).split("\n"))
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line:
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return "\n\n".join(joint.join(lines) for lines in paragraphs if lines)
