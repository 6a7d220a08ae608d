"""Bytes to text, whatever their sender says about them.

Bytes that are strict UTF-8 are UTF-8: no other text looks like it by accident, and
servers declare the wrong character set every day.
"""

import codecs
import re

_HEAD = 1_024
_DECLARED = re.compile(
    rb"""(?:encoding|charset)\s{0,4}=\s{0,4}["']?([A-Za-z][\w:.-]{1,40})""",
    re.IGNORECASE | re.ASCII,
)
_MARKS = (  # the longer ones first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
# What browsers read instead, because senders mean it (WHATWG Encoding Standard).
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
# Python also calls IDNA, Punycode and escape sequences encodings; no page is in one.
_FAMILIES = (
    *("cp", "iso8859", "iso2022", "koi8", "gb", "big5", "euc", "shift", "johab"),
    *("mac", "utf-16", "utf-32", "kz1048", "ptcp154"),
)
_DEFAULT = "cp1252"
_MOSTLY = 4
_UNKNOWN = "\ufffd"
# Characters that windows-1252 puts where Latin-1 has controls, and the way back.
_WINDOWS = {
    byte: codecs.decode(bytes([byte]), "cp1252", "ignore") or chr(byte)
    for byte in range(0x80, 0xA0)
}
_CONTROL = re.compile("[\x80-\x9f]")
_TO_BYTE = {ord(character): byte for byte, character in _WINDOWS.items()}
_TWICE = re.compile("[ÂÃâ][\x80-\xbf€-™Œ-žƒˆ˜–-•†‡…‰‹›]")


def decode(body: bytes, content_type: str = "") -> str:
    """Give the text of ``body``; what fits no encoding becomes U+FFFD.

    Tried in this order: byte order marks, strict UTF-8, UTF-8 with a few faults,
    the encoding named in the first kilobyte, that of ``content_type``, and
    windows-1252. Text that was encoded to UTF-8 twice is put right.
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return _once(body.decode(encoding, "replace").removeprefix("\ufeff"))
    try:
        return _once(body.decode("utf-8"))
    except UnicodeDecodeError:
        return _decode_other(body, content_type)


def modern(text: str) -> str:
    """Replace control characters by what their windows-1252 senders meant."""
    # Half of a page's time would go into str.translate, which looks at every letter.
    return _CONTROL.sub(lambda control: _WINDOWS[ord(control[0])], text)


def _decode_other(body: bytes, content_type: str) -> str:
    text = body.decode("utf-8", "replace")
    faults = text.count(_UNKNOWN)
    letters = sum(1 for character in text if character > "\x7f") - faults
    if letters > _MOSTLY * faults:
        return text
    names = [match[1].decode() for match in _DECLARED.finditer(body, 0, _HEAD)]
    names += [
        match[1].decode()
        for match in _DECLARED.finditer(content_type.encode("ascii", "ignore"))
    ]
    for name in names:
        encoding = _known(name)
        if encoding:
            return body.decode(encoding, "replace")
    return body.decode(_DEFAULT, "replace")


def _known(name: str) -> str:
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return ""
    return _WIDER.get(found, found if found.startswith(_FAMILIES) else "")


def _once(text: str) -> str:
    """Undo a second encoding, if all of the text went through one."""
    if not _TWICE.search(text):
        return text
    try:
        return text.translate(_TO_BYTE).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
