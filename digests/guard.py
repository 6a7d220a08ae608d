"""Markup that would hang a parser, refused before any parser sees it.

One tag with 200,000 attributes keeps every feed and page parser that we know of
busy for a minute, since they look each new attribute up in a list: the time grows
with the square. Real tags stay below 100 attributes, real pages below 300 open
elements.
"""

import re

from digests.errors import Unreadable

CROWDED = 500
ATTRIBUTES = 10_000
NESTING = 5_000

# Quotes matter only after "=", as in HTML's own tokenizer: a stray one in a name
# must not hide the rest of the document. Possessive, so that time is linear.
_ATTRIBUTE = (
    rb"[^\s/>][^\s/>=]*+"
    rb"""(?:\s*+=\s*+(?:"[^"]*+"?+|'[^']*+'?+|[^\s>"'][^\s>]*+)?+)?+"""
)
_ONE_ATTRIBUTE = re.compile(_ATTRIBUTE)
_TAG = re.compile(
    rb"<(/?)([A-Za-z][^\s/>]*+)((?:[\s/]++|" + _ATTRIBUTE + rb")*+)>?+"
    rb"|<!--(?:[^-]++|-(?!->))*+(?:-->)?+"
)
# Elements that HTML closes by itself: their end tags may be missing on any page.
_NEVER_DEEP = frozenset(
    b"area base br col dd dt embed hr img input li link meta option p param source"
    b" tbody td tfoot th thead tr track wbr".split()
)


def check_markup(body: bytes, *, subject: str) -> None:
    """Raise ``Unreadable`` for tags or nesting that no honest document has.

    That is 10,000 attributes in tags of more than 500 each (a lone ``a<b`` in a
    script may look like a tag with 1,000), or 5,000 elements inside each other.
    Linear in the length of ``body``, which may be HTML, XML or anything else.
    """
    crowd = depth = 0
    maybe_deep = body.count(b"<") > NESTING
    # UTF-16 and UTF-32 hide ASCII markup between zero bytes.
    for tag in _TAG.finditer(body.replace(b"\0", b"")):
        end, name, attributes = tag.groups()
        if name is None:
            continue
        if len(attributes) >= 2 * CROWDED:
            crowd += _crowd(attributes)
        if maybe_deep:
            depth = max(0, depth + _step(end, name, attributes))
        if crowd > ATTRIBUTES:
            raise Unreadable(
                subject, "a tag has more than {count} attributes", count=CROWDED
            )
        if depth > NESTING:
            raise Unreadable(
                subject, "over {count} tags stand inside each other", count=NESTING
            )


def _crowd(attributes: bytes) -> int:
    """Count the attributes of a tag, if they are more than an honest tag has."""
    count = sum(1 for _ in _ONE_ATTRIBUTE.finditer(attributes))
    return count if count > CROWDED else 0


def _step(end: bytes, name: bytes, attributes: bytes) -> int:
    if attributes.endswith(b"/") or name.lower() in _NEVER_DEEP:
        return 0
    return -1 if end else 1
