"""Whom a message calls on Telegram, as its servers find names in texts by themselves.

The rules for "@name" are those of td/telegram/MessageEntity.cpp: two to 32 letters of
ASCII, digits or underscores, a word of its own, and not inside an address or a link.
"""

import re
from collections.abc import Iterator, Sequence

from tests.telegram_rules import JSON

_NAME = re.compile(r"(?<!\w)@[A-Za-z0-9_]{2,32}(?!\w)")
_ADDRESS = re.compile(
    r"(?<!\w)https?://[\w-]+(?:\.[\w-]+)+(?:[/?#][^\s\u2000-\u200b\u2026<>«»“”\"'‘’`]*)?",
    re.IGNORECASE,
)
_PERSON = re.compile(r"tg:(?://)?user\?", re.IGNORECASE)
_CALLING = {"mention", "text_mention", "custom_emoji"}
Span = tuple[int, int]


def calls(text: str, entities: Sequence[JSON] = ()) -> list[str]:
    """List what in a message calls people; offsets count UTF-16 units."""
    links = [each for each in entities if each["type"] == "text_link"]
    hidden = [_span(text, each) for each in links]
    hidden += [found.span() for found in _ADDRESS.finditer(text)]
    named = [each["type"] for each in entities if each["type"] in _CALLING]
    return [*_names(text, hidden), *filter(calls_somebody, _urls(links)), *named]


def calls_somebody(url: str) -> bool:
    """Say whether a link is no link to Telegram, but a person's name."""
    return _PERSON.match(url) is not None


def _urls(links: Sequence[JSON]) -> Iterator[str]:
    yield from (str(link["url"]) for link in links)


def _names(text: str, hidden: Sequence[Span]) -> Iterator[str]:
    for name in _NAME.finditer(text):
        if not any(start < name.end() and name.start() < end for start, end in hidden):
            yield name[0]


def _span(text: str, entity: JSON) -> Span:
    wire = text.encode("utf-16-le")
    start, length = entity["offset"], entity["length"]
    return _characters(wire[: start * 2]), _characters(wire[: (start + length) * 2])


def _characters(wire: bytes) -> int:
    return len(wire.decode("utf-16-le"))
