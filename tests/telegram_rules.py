"""What Telegram refuses in a message, and when it finds that there are too many.

Stricter than the real one in five points, where that one silently drops something:
characters that it does not keep, untrimmed entities, entities that overlap, more than 100 of them, and parameters that a
method does not have are refused.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import ceil
from typing import Any, Final
from urllib.parse import urlsplit

JSON = dict[str, Any]

ENTITY_FIELDS: Final[Mapping[str, tuple[str, type] | None]] = {
    "bold": None,
    "italic": None,
    "underline": None,
    "strikethrough": None,
    "spoiler": None,
    "code": None,
    "pre": None,
    "blockquote": None,
    "expandable_blockquote": None,
    "text_link": ("url", str),
    "date_time": ("unix_time", int),
}
# Entities that cannot stand in one another.
_QUOTES = {"blockquote", "expandable_blockquote"}
_TARGETS = {"text_link", "date_time"}

_BLANK = re.compile(
    r"[\x00-\x20\x7f-\xa0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f\u2060\u2800\u3000\ufeff]*"
)
# As td/telegram/misc.cpp lists them; a tab would become a blank.
_DROPPED = re.compile(r"[\x00-\x09\x0b-\x1f\u2028-\u202e\u030a\u0333\u033f]")
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE_CODE = re.compile(r"(?:[a-z]{2})?")
_ACTIONS = {"callback_data", "url"}


class Refused(Exception):
    """Telegram says no, with a status, a description and sometimes parameters."""

    def __init__(self, status: int, why: str, **parameters: int) -> None:
        super().__init__(why)
        self.status = status
        self.why = why
        self.parameters = parameters


def bad(why: str) -> Refused:
    return Refused(400, f"Bad Request: {why}")


def check_known(given: JSON, *names: str) -> None:
    """Refuse parameters that a method does not have: the real one overlooks them."""
    if unknown := set(given) - set(names):
        raise bad(f"unknown parameters: {', '.join(sorted(unknown))}")


def check_text(text: str) -> None:
    if len(text.encode()) > 32_768:
        raise bad("text is too long")
    if _BLANK.fullmatch(text):
        raise bad("message text is empty")
    if len(text) > 4096:
        raise bad("message is too long")
    if dropped := _DROPPED.search(text):
        raise bad(f"text has a character that would not arrive: {dropped[0]!r}")


def check_entities(text: str, entities: Sequence[JSON]) -> None:
    """Refuse entities that are unknown, misplaced, untrimmed or tangled."""
    if len(entities) > 100:
        raise bad("too many entities")
    wire = text.encode("utf-16-le")
    for entity in entities:
        _check_entity(entity, wire)
    _check_nesting(entities)


def _check_entity(entity: JSON, wire: bytes) -> None:
    kind = str(entity.get("type"))
    if kind not in ENTITY_FIELDS:
        raise bad(f"unknown entity type {kind!r}")
    start, length = entity.get("offset"), entity.get("length")
    if type(start) is not int or type(length) is not int or start < 0 or length < 1:
        raise bad(f"entity of type {kind} has a wrong offset or length")
    if (start + length) * 2 > len(wire):
        raise bad("entity ends after the end of the text")
    try:
        inside = wire[start * 2 : (start + length) * 2].decode("utf-16-le")
    except UnicodeDecodeError:
        raise bad("entity begins or ends in the middle of a UTF-16 symbol") from None
    if _BLANK.fullmatch(inside[0]) or _BLANK.fullmatch(inside[-1]):
        raise bad(f"entity of type {kind} is not trimmed: {inside!r}")
    needed = ENTITY_FIELDS[kind]
    if needed and not isinstance(entity.get(needed[0]), needed[1]):
        raise bad(f"entity of type {kind} needs {needed[0]}")


def _check_nesting(entities: Iterable[JSON]) -> None:
    spans = sorted(
        (e["offset"], -e["offset"] - e["length"], e["type"]) for e in entities
    )
    around: list[tuple[int, str]] = []
    for start, negative_end, kind in spans:
        end = -negative_end
        around = [outer for outer in around if outer[0] > start]
        for outer_end, outer_kind in around:
            if end > outer_end:
                raise bad(f"entities overlap: {outer_kind} and {kind}")
            if _exclude_each_other(outer_kind, kind):
                raise bad(f"entity of type {kind} is inside one of type {outer_kind}")
        around.append((end, kind))


def _exclude_each_other(outer: str, inner: str) -> bool:
    return (
        outer == inner
        or {outer, inner} <= _QUOTES
        or {outer, inner} <= _TARGETS
        or not {outer, inner}.isdisjoint({"code", "pre"})
    )


def check_keyboard(markup: JSON | None) -> None:
    if not markup:
        return
    rows = markup.get("inline_keyboard")
    if set(markup) != {"inline_keyboard"} or not isinstance(rows, list):
        raise bad("object expected as reply markup")
    if sum(map(len, rows)) > 100 or any(len(row) > 8 for row in rows):
        raise bad("BUTTON_COUNT_INVALID")
    for button in (button for row in rows for button in row):
        _check_button(button)


def _check_button(button: JSON) -> None:
    if not str(button.get("text", "")).strip():
        raise bad("text buttons are unallowed in the inline keyboard")
    if len(_ACTIONS & set(button)) != 1:
        raise bad("a button needs exactly one action")
    if not 1 <= len(button.get("callback_data", "-").encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")
    if "url" in button:
        _check_button_url(button["url"])


def _check_button_url(url: str) -> None:
    address = urlsplit(url)
    web = address.scheme in {"http", "https"} and "." in (address.hostname or "")
    if not web and address.scheme != "tg":
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def check_commands(commands: Sequence[JSON]) -> None:
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(command["command"]):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")


def check_language_code(code: str) -> None:
    if not _LANGUAGE_CODE.fullmatch(code):
        raise bad("invalid language code specified")


class FloodControl:
    """Telegram's published limits: bursts of 3 a chat, then 1/s; 20/min a group; 30/s.

    ``now`` is in seconds of any clock that only moves on. A paid message may be one of
    1,000 in a second.
    """

    def __init__(self) -> None:
        self._times: defaultdict[int, deque[float]] = defaultdict(deque)
        self._overall: deque[float] = deque()
        self._banned_until: dict[int, float] = {}

    def check(self, chat: int, now: float, *, paid: bool = False) -> None:
        """Count one message, or refuse it with the seconds to wait."""
        times = self._times[chat]
        waits = [
            self._banned_until.get(chat, now) - now,
            _wait(self._overall, now, 1000 if paid else 30, 1.0),
            _wait_in_chat(times, now),
        ]
        if chat < 0:
            waits.append(_wait(times, now, 20, 60.0))
        if max(waits) > 1e-9:
            seconds = ceil(max(waits))
            self._banned_until[chat] = now + seconds
            why = f"Too Many Requests: retry after {seconds}"
            raise Refused(429, why, retry_after=seconds)
        times.append(now)
        self._overall.append(now)
        _forget(times, now - 61)
        _forget(self._overall, now - 2)


def _wait(times: deque[float], now: float, limit: int, period: float) -> float:
    return times[-limit] + period - now if len(times) >= limit else 0.0


def _wait_in_chat(times: deque[float], now: float) -> float:
    """Fill a bucket of three, one a second, and see when the next drop fits."""
    level = 3.0
    for earlier, later in pairwise((*times, now)):
        level = min(3.0, level - 1 + (later - earlier))
    return (1 - level) if times else 0.0


def _forget(times: deque[float], before: float) -> None:
    while times and times[0] < before:
        times.popleft()
