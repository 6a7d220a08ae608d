"""Words behind what somebody follows: what its articles must hold, and must not.

``climate -football +"river level"``: a sign stands right before a word, or before
several in quotation marks. Equal filters are equal texts, however they were typed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from typing_extensions import override

from digests.errors import Unreadable, worded
from digests.terms import words

MOST = 12
LONGEST = 100
"""Characters that all filters of one interest may have."""

_MARKS = '"“”„«»'
_FILTER = re.compile(
    rf"(?<!\S)([+-])(?:[{_MARKS}]([^{_MARKS}]*)[{_MARKS}]|([^\s{_MARKS}]+))(?!\S)"
)
_BEGIN = re.compile(r"\s(?=[+-])")
_UNCLOSED = re.compile(rf"(?<!\S)[+-][{_MARKS}][^{_MARKS}]*\Z")
_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Words or phrases in small letters: all of ``wanted``, none of ``unwanted``."""

    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()

    @override
    def __str__(self) -> str:
        signed = [*(("+", w) for w in self.wanted), *(("-", w) for w in self.unwanted)]
        return " ".join(
            f'{sign}"{term}"' if " " in term else f"{sign}{term}"
            for sign, term in signed
        )


def parted(text: str) -> tuple[str, str]:
    """Part what somebody follows from the filters behind it, which may be none."""
    found = _BEGIN.search(text)
    return (text, "") if found is None else (text[: found.start()], text[found.end() :])


def read(text: str) -> Filters:
    """Read filters that were checked once; what is none counts for nothing."""
    found = _each(text)
    return Filters(wanted=_signed("+", found), unwanted=_signed("-", found))


def checked(text: str) -> Filters:
    """Read filters as a person types them.

    Raises ``Unreadable``, a sentence about the first mistake.
    """
    if len(text) > LONGEST:
        raise Unreadable(
            _shown(text), "is too long to filter by; a few words do more than many"
        )
    refuse_unclosed(text)
    _refuse_others(text)
    _refuse_odd(text)
    return read(text)


def refuse_unclosed(text: str) -> None:
    """Raise ``Unreadable`` if quotation marks open behind a sign and never close."""
    if found := _UNCLOSED.search(text):
        raise Unreadable(_shown(found.group()), "lacks its closing quotation mark")


def _refuse_others(text: str) -> None:
    """Refuse what stands between filters and is none."""
    for other in _FILTER.sub("", text).split():
        if other in {"+", "-"}:
            why = worded("stands alone; put it right before a word, as in -football")
        else:
            why = worded(
                "is no filter; write +budget or -football, and several words in "
                "quotation marks"
            )
        raise Unreadable(f"“{_shown(other)}”", why)


def _refuse_odd(text: str) -> None:
    """Refuse filters that are too many, empty, or against each other."""
    found = _each(text)
    if len(found) > MOST:
        raise Unreadable(
            _shown(text),
            "are more filters than the {count} that I can mind",
            count=MOST,
        )
    for sign, term in found:
        if not any(words(term)):
            raise Unreadable(f"“{sign}{term}”", "has no letters or figures to look for")
        if sign == "-" and ("+", term) in found:
            raise Unreadable(f"“{term}”", "is both asked for and left out")


def _each(text: str) -> list[tuple[str, str]]:
    """List the signs and terms of a text, in its order."""
    return [
        (match[1], " ".join((match[2] or match[3] or "").lower().split()))
        for match in _FILTER.finditer(text)
    ]


def _signed(sign: str, found: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(sorted({term for each, term in found if each == sign and term}))


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
