"""A page to an article: its text with paragraphs and quote marks, and what it says of itself.

Other people's extractors choose the elements of the page; the text is made here, so
that no word and no quotation mark is anybody's idea of a better one.
"""

import logging
import re
from copy import deepcopy
from itertools import dropwhile

import readability
import trafilatura
import trafilatura.utils
from lxml import etree, html

from digests.boilerplate import is_boilerplate, without_other_articles
from digests.charset import decode
from digests.errors import Unreadable
from digests.guard import check_markup
from digests.metadata import Metadata, read_metadata
from digests.news import Article
from digests.page_tree import (
    mark_double_breaks,
    paragraphs,
    read_markup,
    seen_text,
)
from digests.text_file import read_text
from digests.unreadable import ENOUGH, not_a_page, why_so_little

# They log each page that they find nothing in. We say that ourselves, to the reader.
for _name in ("trafilatura", "readability", "htmldate"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)

_MARKUP = re.compile(
    r"<(?:!doctype\s|(?:html|head|body|title|meta|div|article|section|main|p|span|h1|br"
    r"|table|script|noscript)[\s>/])",
    re.IGNORECASE,
)
_PLAIN = "text/plain"
_LONGEST = 1_000_000
_SHORT = 600
_SMALL_PART = 0.25


def read_page(body: bytes, *, url: str = "", content_type: str = "") -> Article:
    """Find the article in a web page, or take a plain text for one.

    Raises ``Unreadable`` if there is nothing to read.
    """
    check_markup(body, subject=url)
    text = decode(body, content_type)
    why = not_a_page(body, text)
    if why:
        raise Unreadable(url, why)
    if _is_page(text, content_type):
        return _of_page(text, url)
    return _of_text(text, url)


def _is_page(text: str, content_type: str) -> bool:
    if content_type.lower().startswith(_PLAIN):
        return False
    return text.lstrip().startswith("<") or _MARKUP.search(text) is not None


def _of_text(text: str, url: str) -> Article:
    if len(text) > _LONGEST:
        raise Unreadable(url, "is longer than any article")
    title, lines = read_text(text)
    if not lines:
        raise Unreadable(url, "holds no article that we can find")
    return Article(url=url, title=title, text="\n\n".join(lines))


def _of_page(markup: str, url: str) -> Article:
    root = read_markup(markup, subject=url)
    says = read_metadata(root, url=url)
    text = _text(root, title=says.title)
    if len(text) > _LONGEST:
        raise Unreadable(url, "is longer than any article")
    why = _why_so_little(text, root, says) if len(text) < ENOUGH else ""
    if why:
        raise Unreadable(url, why)
    return _article(says, text)


def _why_so_little(text: str, root: html.HtmlElement, says: Metadata) -> str:
    return why_so_little(
        text,
        seen=seen_text(root),
        title=says.title,
        scripted=root.find(".//script") is not None,
        subscribers_only=says.subscribers_only,
    )


def _article(says: Metadata, text: str) -> Article:
    return Article(
        url=says.url,
        title=says.title,
        text=text,
        lang=says.lang,
        author=says.author,
        outlet=says.outlet,
        published=says.published,
        image=says.image,
    )


def _text(root: html.HtmlElement, *, title: str) -> str:
    mark_double_breaks(root)
    text = _joined(_by_trafilatura(root), title)
    if len(text) >= _SHORT:
        return text
    other = _joined(_by_readability(root), title)
    return other if len(text) < _SMALL_PART * len(other) else text


def _joined(body: etree._Element | None, title: str) -> str:
    """Join the paragraphs of the article, its headline and the page's own left out."""
    found = () if body is None else paragraphs(body)
    kept = filter(None, map(_without_junk, without_other_articles(found)))
    return "\n\n".join(dropwhile(lambda paragraph: paragraph == title, kept))


def _without_junk(paragraph: str) -> str:
    return "\n".join(line for line in paragraph.split("\n") if not is_boilerplate(line))


def _by_trafilatura(root: html.HtmlElement) -> etree._Element | None:
    try:
        found = trafilatura.bare_extraction(
            root,
            fast=True,
            favor_precision=True,
            include_comments=False,
            output_format="xml",
        )
    except Exception:  # noqa: BLE001 - hostile pages make it fail in any way; readability is asked next
        return None
    finally:
        # Each remembers a thousand texts, however long they are.
        trafilatura.utils.trim.cache_clear()
        trafilatura.utils.line_processing.cache_clear()
    return getattr(found, "body", None)


def _by_readability(root: html.HtmlElement) -> etree._Element | None:
    try:
        markup = readability.Document(deepcopy(root)).summary(html_partial=True)
        return html.fragment_fromstring(markup, create_parent="div")
    except Exception:  # noqa: BLE001 - as above; then the page holds no article
        return None
