"""XML from strangers to XML that any parser may read.

A feed parser only ever sees what this module lets through: well-formed UTF-8 without
entities, comments and CDATA, at most 256 levels deep and 500 attributes wide. libxml2
does the repair in linear time; the feed parsers do neither (one tag with 200,000
attributes keeps them busy for over a minute).
"""

import html
import re
from dataclasses import dataclass
from html.entities import html5

from lxml import etree

from digests.errors import Unreadable

DEPTH = 256
ATTRIBUTES = 500
ITEMS = 1_000
DATE = 64
DATES = 8

_HEAD = 8_192
_FEED_START = re.compile(
    r"<(?:\?xml\s|rss[\s>]|feed[\s>]|rdf:rdf[\s>]|atom:feed[\s>]|opml[\s>])",
    re.IGNORECASE,
)
_DECLARATION = re.compile(r"<\?xml\b[^>]{0,500}>", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)
_ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOOSE_AMPERSAND = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)"
    r"(?:([A-Za-z][A-Za-z0-9]{1,31});)?"
)
# HTML that forgot to be XML: elements that are never closed.
_NEVER_CLOSED = re.compile(r"<(br|hr|img|wbr)\b([^<>]{0,2000}?)/?>", re.IGNORECASE)
_TAG = re.compile(r"<[A-Za-z][^<>]{0,2000}>")
_VALUE = re.compile(r""""[^"]*"|'[^']*'|=([^\s"'<>]+)""")
# RSS under a prefix of its own that nothing declares.
_OWN_PREFIX = re.compile(r"(</?)rss:")
_XML = "{http://www.w3.org/XML/1998/namespace}"
_MEDIA = "{http://search.yahoo.com/mrss/}"
_TEXTS = ("title", "description", "encoded", "content", "summary", "body")
_ITEMS = ("{*}item", "{*}entry")
_DATES = tuple(
    f"{{*}}{name}"
    for name in ("pubDate", "published", "updated", "date", "modified", "issued")
)
_CROWDED = etree.XPath(f"boolean(//*[count(@*) > {ATTRIBUTES}])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A parsed document; ``mended`` says that it was not well-formed."""

    root: etree._Element
    mended: bool

    @property
    def name(self) -> str:
        """The root's name without its prefix, in lower case."""
        # A prefix that nothing declares stays a part of the name.
        return re.split("[}:]", str(self.root.tag))[-1].lower()

    @property
    def base(self) -> str:
        """The address that the document wants its links to be relative to."""
        return str(self.root.get(f"{_XML}base", ""))

    def said_language(self) -> str:
        """Give the language as the document names it, empty if it does not."""
        said = self.root.findtext("{*}channel/{*}language")
        return str(said or self.root.get(f"{_XML}lang", ""))

    def written(self) -> bytes:
        """Give the document back as well-formed UTF-8."""
        return bytes(etree.tostring(self.root, encoding="utf-8"))


def read_tree(text: str, *, subject: str) -> Tree:
    """Parse ``text`` and mend it where needed. Raises ``Unreadable``.

    Junk before the first tag, a missing end, stray ampersands, HTML's entities,
    forbidden characters and wrong nesting are put right; line numbers stay.
    """
    text = _without_doctype(_from_the_start(text))
    text = _LOOSE_AMPERSAND.sub(_as_number, _ILLEGAL.sub("", text))
    root, faults = _parse(text)
    if faults:
        root, _ = _parse(_tidied(text))
    if any("depth" in fault for fault in faults):
        raise Unreadable(
            subject, "its elements are nested over {count} levels deep", count=DEPTH
        )
    if root is None:
        raise Unreadable(subject, "holds no XML")
    if _CROWDED(root):
        raise Unreadable(
            subject, "one of its tags has over {count} attributes", count=ATTRIBUTES
        )
    return Tree(root=root, mended=bool(faults))


def trim(tree: Tree) -> None:
    """Leave out, in place, what would only keep a parser busy.

    Of very many entries the first and the last thousand stay, for the newest stand
    at one end. Guessing at a long date takes the square of its length.
    """
    for item in list(tree.root.iter(*_ITEMS))[ITEMS:-ITEMS]:
        item.getparent().remove(item)
    for item in tree.root.iter(*_ITEMS):
        for date in list(item.iterchildren(*_DATES))[DATES:]:
            item.remove(date)
    for date in tree.root.iter(*_DATES):
        if len(date.text or "") > DATE:
            date.text = ""


def escape_markup(tree: Tree) -> None:
    """Turn markup that stands unescaped in texts into escaped HTML, in place.

    Parsers stop at the first such tag or lose it; escaped, all read it alike.
    """
    for name in _TEXTS:
        for element in tree.root.iter(f"{{*}}{name}"):
            if _holds_markup(element):
                inside = html.escape(element.text or "", quote=False)
                parts = [etree.tostring(part, encoding="unicode") for part in element]
                del element[:]
                element.text = "".join((inside, *parts))
                element.set("type", "html")


def _holds_markup(element: etree._Element) -> bool:
    """Tell markup inside a text from a list of entries that an unclosed tag ate."""
    if len(element) == 0 or str(element.tag).startswith(_MEDIA):
        return False
    return element.find(".//{*}item") is None and element.find(".//{*}entry") is None


def _parse(text: str) -> tuple[etree._Element | None, list[str]]:
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        return None, [str(error)]
    return root, [str(fault.message) for fault in parser.error_log]


def _tidied(text: str) -> str:
    """Make XML of tags that only HTML allows."""
    text = _TAG.sub(lambda tag: _VALUE.sub(_quoted, tag[0]), text)
    return _OWN_PREFIX.sub(r"\1", _NEVER_CLOSED.sub(r"<\1\2/>", text))


def _quoted(value: re.Match[str]) -> str:
    return f'="{value[1]}"' if value[1] else value[0]


def _from_the_start(text: str) -> str:
    """Drop what stands before the document, such as a server's warnings."""
    text = text.lstrip("\ufeff \t\r\n")
    start = _FEED_START.search(text, 0, _HEAD)
    text = text[start.start() :] if start else text
    declaration = _DECLARATION.match(text)
    return text[declaration.end() :] if declaration else text


def _without_doctype(text: str) -> str:
    """Drop the document type: it declares entities, and entities are bombs."""
    found = _DOCTYPE.search(text, 0, _HEAD)
    if found is None:
        return text
    end = text.find(">", found.end())
    if "[" in text[found.end() : end]:
        end = text.find(">", text.find("]", found.end()))
    if end < 0:
        return text
    lines = text.count("\n", found.start(), end)
    return text[: found.start()] + "\n" * lines + text[end + 1 :]


def _as_number(loose: re.Match[str]) -> str:
    meant = html5.get(f"{loose[1]};")
    if meant is None:
        return "&amp;" + loose[0][1:]
    return "".join(f"&#{ord(character)};" for character in meant)
