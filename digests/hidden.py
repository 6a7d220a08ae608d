"""Text that stands in a page and that no reader of it sees.

Instructions to machines hide there, and so do menus and dialogs that wait for a click.
What style sheets do from afar cannot be known; what the page itself says is.
"""

import re
from collections.abc import Iterator

from lxml import etree, html

_UNSEEN = re.compile(
    r"(?:^|[;{])\s*(?:"
    r"display\s*:\s*none"
    r"|visibility\s*:\s*(?:hidden|collapse)"
    r"|(?:opacity|font-size)\s*:\s*(?:0+(?:\.0*)?|\.0+)[a-z%]{0,4}\s*(?:$|[;!])"
    r"|(?:left|right|top|bottom|text-indent|margin-left|margin-top)"
    r"\s*:\s*-(?:\d{4,}|999)"
    r"|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]"
    r"|clip-path\s*:\s*inset\(\s*(?:50|100)%"
    r"|transform\s*:\s*scale[xy]?\(\s*0\s*[,)]"
    r"|color\s*:\s*transparent"
    r")",
    re.IGNORECASE,
)
_NO_ROOM = re.compile(
    r"(?:^|[;{-])\s*(?:height|width)\s*:\s*[01](?:px)?\s*(?:$|[;!])", re.IGNORECASE
)
_CUT = re.compile(r"overflow(?:-[xy])?\s*:\s*(?:hidden|clip)", re.IGNORECASE)
_FOR_EARS = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-(?:text|only))(?:\s|$)",
    re.IGNORECASE,
)
_SUSPECTS = etree.XPath(
    "//body//*[self::template or @hidden or @style or @aria-hidden"
    " or contains(@class, 'sr-only')"
    " or contains(@class, 'visually') or contains(@class, 'screen-reader')]"
)
_NAMED = etree.XPath("//body//*[@class or @id]")
_CSS_COMMENT = re.compile(r"/\*(?:[^*]++|\*(?!/))*+(?:\*/)?+")
_CSS_NAME = re.compile(r"[a-z]{0,10}([.#][\w-]+)")
_LONGEST_CSS = 300_000


def drop_hidden(root: html.HtmlElement) -> None:
    """Take out, in place, the elements that are in the markup but not on the screen."""
    for element in _SUSPECTS(root):
        if element.tag == "template" or is_hidden(element.attrib):
            element.drop_tree()
    names = _hidden_names(root)
    for element in _NAMED(root) if names else ():
        if not names.isdisjoint(_names(element)):
            element.drop_tree()


def is_hidden(attributes: etree._Attrib | dict[str, str]) -> bool:
    """Tell whether an element hides its text, as far as its own tag says."""
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden", "").strip().lower() == "true"
        or _hides(attributes.get("style", ""))
        or bool(_FOR_EARS.search(attributes.get("class", "")))
    )


def _hides(declarations: str) -> bool:
    return bool(
        _UNSEEN.search(declarations)
        or (_CUT.search(declarations) and _NO_ROOM.search(declarations))
    )


def _names(element: html.HtmlElement) -> Iterator[str]:
    yield "#" + element.get("id", "")
    yield from (f".{name}" for name in element.get("class", "").split())


def _hidden_names(root: html.HtmlElement) -> frozenset[str]:
    """Find the classes and ids that the page's style sheets hide on every screen."""
    css = " ".join(style.text or "" for style in root.iter("style"))[:_LONGEST_CSS]
    return frozenset(
        name[1]
        for selectors, declarations in _rules(_CSS_COMMENT.sub("", css))
        if _hides(declarations)
        for selector in selectors.split(",")
        if (name := _CSS_NAME.fullmatch(selector.strip()))
    )


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Give selectors and declarations, except those for some screens only."""
    depth = 0
    for rule in css.split("}"):
        opened = rule.count("{")
        if depth == 0 and opened == 1:
            selectors, _, declarations = rule.partition("{")
            yield selectors, declarations
        depth = max(0, depth + opened - 1)
