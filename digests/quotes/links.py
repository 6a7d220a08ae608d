"""Links that open a page at the very words (text fragments of the WICG)."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Self
from urllib.parse import quote, urldefrag

# Some chats count a link's characters as they count the text's.
_LONGEST_WHOLE = 50
_WORDS_AT_AN_END = 4
_REACH = 400
_SPACE = re.compile(r"\s+")
_GAP = re.compile(r"\s{2,}")
_WIDE = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_WORD = re.compile(r"\S+")
_DIRECTIVE = ":~:"


def link_to(url: str, text: str, start: int, end: int) -> str:
    """Link to the words ``text[start:end]`` of a page.

    Long or many-lined words are named by their first and last ones; where a browser
    would find another place first, what stands before and after them is added. A fragment that the address
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
    """Choose the first directive by which a browser finds this place and no other."""
    page = _Page.of(text, start, end)
    found = (term for term in _choices(text, start, end) if page.finds(term))
    chosen = next(found, None) or _choices(text, start, end)[-1]
    parts = [_escaped(part) for part in chosen.ends]
    if chosen.prefix:
        parts = [f"{_escaped(chosen.prefix)}-", *parts]
    return ",".join(parts + [f"-{_escaped(chosen.suffix)}"] * bool(chosen.suffix))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Terms:
    """What a directive names: one or two ends, and what stands around them."""

    ends: tuple[str, ...]
    prefix: str = ""
    suffix: str = ""


def _choices(text: str, start: int, end: int) -> list[_Terms]:
    """List directives from the shortest to the one that tells most."""
    whole = text[start:end]
    return [
        _Terms(ends=_ends(whole, _WORDS_AT_AN_END)),
        *(
            _Terms(
                ends=_ends(whole, at_an_end),
                prefix=_before(text, start, context),
                suffix=_after(text, end, context),
            )
            for at_an_end, context in ((4, 6), (8, 6), (16, 12))
        ),
    ]


def _ends(words: str, most: int) -> tuple[str, ...]:
    """Give the words whole, or their first and last few; no term crosses lines."""
    lines = [found for line in words.split("\n") if (found := _WORD.findall(line))]
    if len(words) <= _LONGEST_WHOLE and len(lines) == 1:
        return (" ".join(lines[0]),)
    if len(lines) > 1:
        return " ".join(lines[0][:most]), " ".join(lines[-1][-most:])
    few = min(most, len(lines[0]) // 2)
    if few:
        return " ".join(lines[0][:few]), " ".join(lines[0][-few:])
    letters = min(most * 4, len(words) // 2)  # one long word, as Chinese is written
    return words[:letters], words[-letters:]


def _before(text: str, start: int, most: int) -> str:
    line = text.rfind("\n", 0, start) + 1
    found = _WORD.findall(text[max(line, start - _REACH) : start])
    return " ".join(found[-most:])


def _after(text: str, end: int, most: int) -> str:
    line = text.find("\n", end, end + _REACH)
    found = _WORD.findall(text[end : end + _REACH if line < 0 else line])
    return " ".join(found[:most])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A text as a browser searches it: in small letters, each white space once."""

    text: str
    start: int
    end: int

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Self:
        first = start - _spared(text, 0, start)
        last = first + end - start - _spared(text, start, end)
        return cls(text=_seen(text), start=first, end=last)

    def finds(self, terms: _Terms) -> bool:
        """Search as the specification says, and tell whether it ends at our place."""
        first, *others = map(_folded, terms.ends)
        prefix, suffix = _folded(terms.prefix), _folded(terms.suffix)
        at = -1
        while (at := self.text.find(prefix or first, at + 1)) >= 0:
            start = self._behind(at + len(prefix)) if prefix else at
            if not self._has(first, start) or not self._bounded(first, start):
                continue
            end = start + len(first)
            if others:
                return self._ends_at(others[0], suffix, end) and start == self.start
            if self._followed(suffix, end):
                return (start, end) == (self.start, self.end)
        return False

    def _ends_at(self, last: str, suffix: str, at: int) -> bool:
        """Find the first end that is followed by what should follow."""
        at -= 1
        while (at := self.text.find(last, at + 1)) >= 0:
            end = at + len(last)
            if self._bounded(last, at) and self._followed(suffix, end):
                return end == self.end
        return False

    def _followed(self, suffix: str, at: int) -> bool:
        return not suffix or self._has(suffix, self._behind(at))

    def _has(self, words: str, at: int) -> bool:
        return self.text.startswith(words, at)

    def _behind(self, at: int) -> int:
        while at < len(self.text) and self.text[at].isspace():
            at += 1
        return at

    def _bounded(self, words: str, at: int) -> bool:
        """Match whole words only, in scripts that part words."""
        before, after = self.text[at - 1 : at], self.text[at + len(words) :][:1]
        return not (
            (_is_letter(before) and _is_letter(words[:1]))
            or (_is_letter(after) and _is_letter(words[-1:]))
        )


def _is_letter(letter: str) -> bool:
    return letter.isalnum() and not _WIDE.match(letter)


def _spared(text: str, start: int, end: int) -> int:
    """Count the white space that is not written."""
    return sum(len(gap) - 1 for gap in _GAP.findall(text, start, end))


@lru_cache(maxsize=16)
def _seen(text: str) -> str:
    """Write white space once, the ends of lines as such."""
    return _folded(_SPACE.sub(lambda gap: "\n" if "\n" in gap.group() else " ", text))


def _folded(text: str) -> str:
    """Write small letters without changing the length."""
    small = text.lower()
    if len(small) == len(text) and "Σ" not in text:
        return small
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _escaped(words: str) -> str:
    """Escape everything but letters and digits; a hyphen has a meaning of its own."""
    safe = " ".join(_WORD.findall(words))
    return quote(safe.encode("utf-8", "replace"), safe="").replace("-", "%2D")
