"""Links that open a page at the very words (text fragments of the WICG)."""

import re
from urllib.parse import quote, urldefrag

# Some chats count a link's characters as they count the text's.
_LONGEST_WHOLE = 50
_WORDS_AT_AN_END = 4
_MOST_CONTEXT = 6
_WORD = re.compile(r"\S+")
_DIRECTIVE = ":~:"


def link_to(url: str, text: str, start: int, end: int) -> str:
    """Link to the words ``text[start:end]`` of a page.

    Long or many-lined words are named by their first and last ones; words that occur
    more than once get what stands before and after them. A fragment that the address
    has already is kept in front of the directive, as the specification asks.
    """
    start, end = _trimmed(text, max(0, start), min(end, len(text)))
    if start >= end:
        return url
    address, fragment = urldefrag(url)
    own = fragment.partition(_DIRECTIVE)[0]
    return f"{address}#{own}{_DIRECTIVE}text={_directive(text, start, end)}"


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _directive(text: str, start: int, end: int) -> str:
    parts = [_escaped(part) for part in _ends(text[start:end])]
    if _repeats(text, start, end):
        before, after = _before(text, start), _after(text, end)
        parts = [f"{_escaped(before)}-"] * bool(before) + parts
        parts += [f"-{_escaped(after)}"] * bool(after)
    return ",".join(parts)


def _ends(words: str) -> tuple[str, ...]:
    """Give the words whole, or their first and last few."""
    found = _WORD.findall(words)
    if len(words) <= _LONGEST_WHOLE and "\n" not in words:
        return (words,)
    if len(found) < _WORDS_AT_AN_END * 2:
        return _halves(words, found)
    return " ".join(found[:_WORDS_AT_AN_END]), " ".join(found[-_WORDS_AT_AN_END:])


def _halves(words: str, found: list[str]) -> tuple[str, ...]:
    """Divide text of few but long words, as Chinese is written."""
    if len(found) > 1:
        return found[0], found[-1]
    return words[: _WORDS_AT_AN_END * 4], words[-_WORDS_AT_AN_END * 4 :]


def _repeats(text: str, start: int, end: int) -> bool:
    """Look for another place where a browser may find the beginning of the words."""
    first = _ends(text[start:end])[0]
    folded, sought = text.casefold(), first.casefold()
    at = folded.find(sought)
    return at >= 0 and folded.find(sought, at + 1) >= 0


def _before(text: str, start: int) -> str:
    line = text.rfind("\n", 0, start) + 1
    found = _WORD.findall(text[max(line, start - 200) : start])
    return " ".join(found[-_MOST_CONTEXT:])


def _after(text: str, end: int) -> str:
    line = text.find("\n", end)
    stop = len(text) if line < 0 else line
    found = _WORD.findall(text[end : min(stop, end + 200)])
    return " ".join(found[:_MOST_CONTEXT])


def _escaped(words: str) -> str:
    """Escape everything but letters and digits; a hyphen has a meaning of its own."""
    safe = " ".join(_WORD.findall(words))
    return quote(safe.encode("utf-8", "replace"), safe="").replace("-", "%2D")
