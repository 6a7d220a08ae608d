"""Sentences that are meant for a machine which reads along, and not for people.

Pages carry them so that whoever digests the page writes what they say. None may stand
in a digest, or be shown to a language model. Words decide, as a reader would see them:
without what has no shape, with look-alike letters as the letters they look like. What
is written so that only a machine can read it is refused whatever it says.
"""

import base64
import binascii
import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from operator import itemgetter
from string import punctuation

from digests.news import Span
from digests.summarize import instruction_openings, instruction_words

# Characters before and after a quote in which an order may lead up to it.
BESIDE = 160

# Characters without a shape, with which an order can hide from a search for its words.
_SHAPELESS = dict.fromkeys(
    [
        *(0xAD, 0x34F, 0x61C, 0x640, 0x115F, 0x1160, 0x180E, 0x2800, 0x3164, 0xFEFF),
        *(0xFFA0, *range(0x200B, 0x2010), *range(0x202A, 0x202F)),
        *(*range(0x2060, 0x2070), *range(0xFE00, 0xFE10), *range(0xE0000, 0xE0200)),
    ]
)
_PLAIN = dict(zip(map(ord, "’‘ʼ`´‐‑‒–—―−"), "'''''-------", strict=True))
# Small capitals are letters of their own, and so is a Turkish i.
_SMALL = dict(zip(map(ord, "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢı"), "abcdefghijklmnoprstuvwyzi", strict=True))  # fmt: skip
_FOLDED = _SHAPELESS | _PLAIN | _SMALL
_ACCENTS = re.compile("[\u0300-\u036f\u0483-\u0487\u064b-\u065f\u0670]")
# Cyrillic, Greek and Armenian letters, each before the Latin one that it looks like.
_ALIKE = {
    ord(pair[0]): pair[1]
    for pair in (
        "аa вb гr еe һh іi јj кk ӏl мm нh оo пn рp ѕs сc тt иu уy хx ԁd ԛq ԝw ѵv ѡw єe αa βb γy εe ηn ιi κk"
        " νv οo ρp τt υu χx ωw օo սu ցg հh ոn"
    ).split()
}
_MIXED = re.compile("[a-z][\u0370-\u058f]|[\u0370-\u058f][a-z]")
_DIGITS = dict(zip(map(ord, "013457@$"), "oieastas", strict=True))
_DIGIT_AS_LETTER = re.compile(
    r"[013457@$](?:(?<=[a-z].)[013457@$]?[a-z]|(?<![^\W_].)[a-z]{2})"
)
# "I g n o r e", "i.g.n.o.r.e"
_LETTERS_APART = re.compile(r"(?:[ .\-_*·|]{1,2}[a-zа-я](?![^\W_])){7}")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzабвгдежзиклмнопрстуфхцчшщыьэюя")
_FEW = 4
_LONGEST_WORD = 24
_CODE = re.compile(r"[A-Za-z0-9+/_-]{24,}+")
_HEX = re.compile(r"[0-9A-Fa-f:]{24,}+")
_SPACED_HEX = re.compile(r"(?: [0-9A-Fa-f]{2}){10,}+")
_ESCAPES = re.compile(r"(?:[%\\][ux]?[0-9A-Fa-f]{2,4}){3}")
_PRINTABLE = re.compile(rb"[\x20-\x7e\s]*[ ][\x20-\x7e\s]*")
_WORD = re.compile(r"\w+")
_GAPS = dict.fromkeys(map(ord, punctuation.replace("_", "")), " ")
_BEGINNING = itemgetter(slice(5))
_SIGN = re.compile(r"[<>|\[\]{}`&#(‹〈⟨≺]|--|==|\*\*|__|~~")
_WIDE_LETTER = re.compile("[\u0600-\u0fff\u1100-\u11ff\u3040-\ud7ff]")


def addresses_a_machine(sentence: str) -> bool:
    """Whether a sentence gives orders to a program that may be reading."""
    return any(map(_orders, _readings(_folded(sentence)))) or _is_in_code(sentence)


def are_orders(text: str, spans: Iterable[Span]) -> Iterator[bool]:
    """Tell for each sentence, in order, whether it is an order or goes on with one.

    What stands right behind an order, in the same paragraph, goes on with it.
    """
    ends = None
    for start, end in spans:
        goes_on = ends is not None and "\n" not in text[ends:start]
        orders = addresses_a_machine(text[start:end])
        ends = end if orders else None
        yield orders or goes_on


def lead_to(text: str, span: Span) -> bool:
    """Whether a part of a line, or what stands close to it there, talks to a machine."""
    start, end = span
    before = text[max(0, start - BESIDE) : start].rpartition("\n")[2]
    after = text[end : end + BESIDE].partition("\n")[0]
    return addresses_a_machine(f"{before}{text[start:end]}{after}")


def _folded(text: str) -> str:
    """Give a text in small letters, as the eye sees it."""
    if "&" in text:
        text = html.unescape(text)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.lower().translate(_FOLDED))
        text = _ACCENTS.sub("", text)
    return " ".join(text.lower().split())


def _readings(seen: str) -> list[str]:
    """List what the words may be, with letters for their look-alikes."""
    readings = [seen]
    if not seen.isascii() and _MIXED.search(seen):
        readings.append(seen.translate(_ALIKE))
    if _DIGIT_AS_LETTER.search(seen):
        readings.append(seen.translate(_DIGITS))
    return readings


def _is_in_code(sentence: str) -> bool:
    """Whether a part is written so that only a machine reads it."""
    if any(map(_of_hex, _SPACED_HEX.findall(sentence))):
        return True
    if ("%" in sentence or "\\" in sentence) and _ESCAPES.search(sentence):
        return True
    if max(map(len, sentence.split()), default=0) < _LONGEST_WORD:
        return False
    return any(map(_of_hex, _HEX.findall(sentence))) or any(
        map(_of_base64, _CODE.findall(sentence))
    )


def _of_hex(digits: str) -> bool:
    pairs = digits.replace(":", "").replace(" ", "")
    return _says_something(bytes.fromhex(pairs[: len(pairs) // 2 * 2]))


def _of_base64(code: str) -> bool:
    usual = code.replace("-", "+").replace("_", "/")
    try:
        return _says_something(base64.b64decode(usual[: len(usual) // 4 * 4]))
    except binascii.Error:
        return False


def _says_something(decoded: bytes) -> bool:
    """Whether bytes are words with spaces between them."""
    return _PRINTABLE.fullmatch(decoded) is not None


def _orders(seen: str) -> bool:
    """Whether the words are an order."""
    if _OPENINGS.match(seen) or (":" in seen and _ROLE.search(seen)):
        return True
    if _SIGN.search(seen) and _MARKUP.search(seen):
        return True
    if not seen.isascii() and _WIDE_LETTER.search(seen) and _WIDE.search(seen):
        return True
    # Twice as fast as the search, where it will do.
    words = seen.translate(_GAPS).split() if seen.isascii() else _WORD.findall(seen)
    begin = frozenset(map(_BEGINNING, words))
    if len(begin & _LETTERS) > _FEW and _LETTERS_APART.search(seen):
        return True
    return not _HINTS.isdisjoint(begin) and any(
        order.search(seen) for hints, order in _GROUPS if not hints.isdisjoint(begin)
    )


def _pattern(orders: Iterable[str]) -> re.Pattern[str]:
    """Take the accents off the orders, as they are taken off what is read."""
    plain = unicodedata.normalize("NFKD", "|".join(orders))
    return re.compile(_ACCENTS.sub("", plain))


_OPENINGS = _pattern(instruction_openings.OPENINGS)
_ROLE = _pattern(instruction_openings.ROLES)
_MARKUP = _pattern(instruction_openings.MARKUP)
_WIDE = _pattern(instruction_words.WIDE)
_GROUPS = tuple(
    (frozenset(map(_BEGINNING, _folded(hints).split())), _pattern(orders))
    for hints, orders in instruction_words.GROUPS
)
_HINTS = frozenset().union(*(hints for hints, _ in _GROUPS))
