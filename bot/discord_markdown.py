"""Plain text and styled lines as Discord's markdown, so that readers see every character.

A backslash before punctuation is never shown, so escaping changes no word. The
library's own ``escape_markdown`` leaves mentions, addresses, numbered lists and
indented bullets alone and is quadratic in brackets; this one is linear.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.documents import Line, Run

_MARK = re.compile(
    r"""
      [\\*_~|`\[\]<]                         # styles, spoilers, code, links, mentions
    | @(?=everyone|here)
    | :(?=//|[\w+-]{1,64}:)                  # addresses that link themselves; :emoji:
    | (?<![^\n\r\u2028\u2029])[ \t]*(?:[-+#>]|[0-9]+[.)])  # what only opens a line
    """,
    re.VERBOSE,
)
_UNSAFE_IN_URL = re.compile(r"""[\s\x00-\x1f<>()\\"*|`]""")
_WEB = re.compile(r"https?://[^/\s]", re.IGNORECASE)
_URL_CHARS = 1000
_UNLINKABLE = re.compile(r"[\[\]]|://")
_BETWEEN_MARKS = "\u200b"


def whole(text: str) -> str:
    """Put a mark in the place of each half of a character: no message can hold one."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def escape(text: str) -> str:
    """Make every character of ``text`` show as itself, whatever stands before it."""
    return _MARK.sub(_escaped, whole(text))


def _escaped(match: re.Match[str]) -> str:
    return f"{match[0][:-1]}\\{match[0][-1]}"


def safe_url(url: str) -> str:
    """Encode ``url`` for a masked link; empty if it is no web address, or too long.

    A very long address loses its fragment first: it still opens the same page.
    """
    if not _WEB.match(url):
        return ""
    for candidate in (url, url.partition("#")[0]):
        encoded = _UNSAFE_IN_URL.sub(_percent, whole(candidate))
        if len(encoded) <= _URL_CHARS:
            return encoded
    return ""


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())


def link(text: str, url: str) -> str:
    """Link ``text``; where Discord would not show it linked, an arrow is the link.

    Brackets end a masked link early, and one whose text looks like an address is
    not shown as a link at all.
    """
    target = safe_url(url)
    if not target or not text.strip():
        return escape(text)
    if _UNLINKABLE.search(text):
        return f"{escape(text)} [→](<{target}>)"
    return f"[{escape(text)}](<{target}>)"


def line(runs: Line) -> str:
    """Write a line of runs; a moment becomes a time that each reader sees as theirs."""
    pieces = [_Piece.of(run) for run in _merged(runs) if run.text or run.when]
    return "".join(
        piece.markdown + _gap(piece, after)
        for piece, after in itertools.zip_longest(pieces, pieces[1:])
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A run as markdown, and whether it begins or ends in a style's own mark."""

    markdown: str
    opens: bool
    closes: bool

    @classmethod
    def of(cls, run: Run) -> "_Piece":
        if run.when:
            moment = f"<t:{int(run.when.timestamp())}:R>"
            return cls(markdown=moment, opens=False, closes=False)
        before, core, after = _trimmed(run.text)
        mark = _style(run) if core else ""
        return cls(
            markdown=f"{before}{mark}{link(core, run.url)}{mark}{after}",
            opens=bool(mark) and not before,
            closes=bool(mark) and not after,
        )


def _gap(piece: _Piece, after: _Piece | None) -> str:
    """Part the marks of two neighbours by a space without width, or they would merge."""
    touching = after is not None and piece.closes and after.opens
    return _BETWEEN_MARKS if touching else ""


def _style(run: Run) -> str:
    return ("**" if run.bold else "") + ("*" if run.italic else "")


def _trimmed(text: str) -> tuple[str, str, str]:
    """Cut off the white space at both ends: no style may open or close on it."""
    core = text.strip()
    start = text.find(core)
    return text[:start], core, text[start + len(core) :]


def _merged(runs: Line) -> Iterator[Run]:
    """Join neighbours of one style, so that escaping sees what the reader sees."""
    for _, group in itertools.groupby(runs, key=lambda run: replace(run, text="")):
        same = list(group)
        if same[0].when:
            yield same[0]
        else:
            yield replace(same[0], text="".join(run.text for run in same))
