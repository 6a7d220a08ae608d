"""A page's markup to a tree of what a reader would see, and a tree to paragraphs."""

import re
from collections.abc import Iterator

from lxml import etree, html

from digests.errors import Unreadable
from digests.hidden import drop_hidden
from digests.plain_text import clean

# Six times as many as the largest of 550 news pages; extractors spend up to a
# quarter of a millisecond on each.
MOST_ELEMENTS = 30_000
# Scripts write "<" too, so only very many of them are proof without parsing.
_MOST_TAGS = 4 * MOST_ELEMENTS
_COUNT = etree.XPath("count(//*)")
_DECLARATION = re.compile(r"\s*+(?:<\?xml[^>]{0,500}>)?+", re.IGNORECASE)
# Elements of HTML and of trafilatura's own XML (which calls a heading "head").
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div doc dl dt"
    " fieldset figcaption figure footer form fw h1 h2 h3 h4 h5 h6 head header hr html"
    " item li list main nav ol p pre quote row section summary table tbody tfoot thead"
    " tr ul".split()
)
_BREAKS = frozenset({"lb", "br"})
_SPACED = frozenset("cell graphic img option td th".split())
_SILENT = frozenset("graphic noscript script style template title".split())
_BREAK = "\0"  # no text that was cleaned holds one
# trafilatura makes one line break of two, so a sign has to stand between them that it
# takes for a word and that no news is written with: a pilcrow that looks backwards.
_GAP = "\u204b"
_DOUBLE_BREAKS = etree.XPath("//br[preceding-sibling::*[1][self::br]]")


def read_markup(text: str, *, subject: str) -> html.HtmlElement:
    """Parse a page and leave out what is hidden. Raises ``Unreadable``."""
    if text.count("<") - text.count("</") > _MOST_TAGS:
        raise _too_many(subject)
    text = clean(text)
    declaration = _DECLARATION.match(text)
    markup = text[declaration.end() if declaration else 0 :].encode()
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        root = html.document_fromstring(markup, parser=parser)
    except etree.LxmlError as error:
        raise Unreadable(subject, "is empty") from error
    if _COUNT(root) > MOST_ELEMENTS:
        raise _too_many(subject)
    drop_hidden(root)
    return root


def _too_many(subject: str) -> Unreadable:
    return Unreadable(subject, "has over {count} elements", count=MOST_ELEMENTS)


def mark_double_breaks(root: html.HtmlElement) -> None:
    """Make sure, in place, that an extractor keeps two line breaks apart from one."""
    for second in _DOUBLE_BREAKS(root):
        if not (second.getprevious().tail or "").strip():
            second.tail = f"{_GAP} {second.tail or ''}"


def paragraphs(body: etree._Element) -> Iterator[str]:
    """Give the texts of the blocks under ``body``; a line break stays one.

    Two line breaks begin a new paragraph, as they do for the eye.
    """
    words: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _BLOCKS:
            yield from _parted("".join(words))
            words.clear()
        words.append(_text(event, element, body))
    yield from _parted("".join(words))


def seen_text(root: html.HtmlElement) -> str:
    """Give all that a reader would see, menus included, in no shape at all."""
    return " ".join(paragraphs(root))


def _text(event: str, element: etree._Element, body: etree._Element) -> str:
    if event == "end":
        return "" if element is body else element.tail or ""
    if element.tag in _BREAKS:
        return _BREAK + (element.text or "")
    gap = " " if element.tag in _SPACED else ""
    return gap if element.tag in _SILENT else gap + (element.text or "")


def _parted(text: str) -> Iterator[str]:
    paragraph: list[str] = []
    for part in (*text.replace(_GAP, _BREAK * 2).split(_BREAK), ""):
        # Again, for written as entities the unseen passed the first time.
        line = " ".join(clean(part).split())
        if line:
            paragraph.append(line)
        elif paragraph:
            yield "\n".join(paragraph)
            paragraph.clear()
