"""What Telegram refuses in a rich message: its HTML is read as strictly as documented.

Stricter than the real one, which reads on over unknown tags and stray marks: whatever
is not a known tag in its place, closed in order, is refused.
"""

import re
from html import unescape
from html.parser import HTMLParser

from typing_extensions import override

from tests.telegram_rules import JSON, bad, check_known

_HEADINGS = {f"h{size}" for size in range(1, 7)}
_TEXT_BLOCKS = {"p", "footer", *_HEADINGS}
_BLOCKS = {"blockquote", "details", "ol", "ul", "li", *_TEXT_BLOCKS}
_INLINE = {"a", "b", "i", "tg-time"}
_PARENTS = {
    "li": {"ol", "ul"},
    "cite": {"blockquote"},
    "summary": {"details"},
}
_HOLD_BLOCKS = {"", "blockquote", "details", "li"}
_HOLD_TEXT = {"blockquote", "li", "cite", "summary", *_TEXT_BLOCKS, *_INLINE}
_ATTRIBUTES = {"a": {"href"}, "tg-time": {"unix", "format"}}
_EMAIL = re.compile(r"[\w.]+@[\w.]+\.\w+")
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot);")


class _Reading(HTMLParser):
    """Reads rich HTML; ``shown`` is what a reader sees, a line for each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.shown = ""
        self.links: list[str] = []
        self.blocks = 0
        self.deepest = 0

    @property
    def _inside(self) -> str:
        return self.open[-1] if self.open else ""

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.shown += "\n"
            return
        if not self._may_begin(tag):
            raise bad(f"RICH_MESSAGE_INVALID: <{tag}> in <{self._inside}>")
        given = dict(attrs)
        if set(given) != _ATTRIBUTES.get(tag, set()):
            raise bad(f"RICH_MESSAGE_INVALID: attributes of <{tag}>")
        self._check_values(tag, given)
        self.open.append(tag)
        self.blocks += tag in _BLOCKS
        self.deepest = max(self.deepest, len(self.open))

    def _check_values(self, tag: str, given: dict[str, str | None]) -> None:
        if tag == "a":
            href = given["href"] or ""
            if not re.match(r"(https?|tg)://\S+$", href, re.IGNORECASE):
                raise bad("RICH_MESSAGE_URL_INVALID")
            self.links.append(href)
        if tag == "tg-time" and not 0 < int(given["unix"] or 0) < 2**31:
            raise bad("RICH_MESSAGE_DATE_INVALID")

    def _may_begin(self, tag: str) -> bool:
        if tag in _PARENTS:
            return self._inside in _PARENTS[tag]
        if tag in _INLINE:
            return self._inside in _HOLD_TEXT and tag not in self.open
        return tag in _BLOCKS and self._inside in _HOLD_BLOCKS

    @override
    def handle_endtag(self, tag: str) -> None:
        if self._inside != tag:
            raise bad(f"RICH_MESSAGE_INVALID: </{tag}> in <{self._inside}>")
        self.open.pop()
        if tag in _BLOCKS | {"cite", "summary"}:
            self.shown += "\n"

    @override
    def handle_data(self, data: str) -> None:
        if "\n" in data or "<" in data or ">" in data or "&" in data:
            raise bad("RICH_MESSAGE_INVALID: a character is not escaped")
        if self._inside not in _HOLD_TEXT:
            raise bad(f"RICH_MESSAGE_INVALID: text in <{self._inside}>")
        self.shown += data

    @override
    def handle_entityref(self, name: str) -> None:
        if not _ENTITY.fullmatch(f"&{name};"):
            raise bad(f"RICH_MESSAGE_INVALID: &{name};")
        self.shown += unescape(f"&{name};")

    @override
    def handle_charref(self, name: str) -> None:
        raise bad(f"RICH_MESSAGE_INVALID: &#{name};")

    @override
    def handle_comment(self, data: str) -> None:
        raise bad("RICH_MESSAGE_INVALID: a comment")

    @override
    def handle_decl(self, decl: str) -> None:
        raise bad("RICH_MESSAGE_INVALID: a declaration")

    @override
    def handle_pi(self, data: str) -> None:
        raise bad("RICH_MESSAGE_INVALID: an instruction")


def read_rich(html: str) -> tuple[str, list[str]]:
    """Read rich HTML, or refuse it; gives what is shown, and the links in it."""
    reading = _Reading()
    reading.feed(html)
    reading.close()
    if reading.open:
        raise bad(f"RICH_MESSAGE_INVALID: <{reading.open[-1]}> is not closed")
    if reading.blocks > 500 or reading.deepest > 16:
        raise bad("RICH_MESSAGE_TOO_LONG: blocks")
    if len(reading.shown) > 32_768:
        raise bad("RICH_MESSAGE_TOO_LONG")
    if not reading.shown.strip():
        raise bad("RICH_MESSAGE_EMPTY")
    return reading.shown.strip("\n"), reading.links


def check_rich(message: JSON) -> str:
    """Check an ``InputRichMessage``; gives what is shown of it."""
    check_known(message, "html", "is_rtl", "skip_entity_detection")
    shown, _ = read_rich(message.get("html", ""))
    if not message.get("skip_entity_detection") and _EMAIL.search(shown):
        raise bad("RICH_MESSAGE_EMAIL_INVALID")
    return shown
