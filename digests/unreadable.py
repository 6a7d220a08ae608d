"""Why a page cannot be read, in words for the person who asked for it."""

import re

from digests.errors import worded

_BEGINNINGS = {
    b"%PDF": worded("is a PDF and not a web page"),
    b"PK\x03\x04": worded("is an office document or an archive and not a web page"),
    b"\xd0\xcf\x11\xe0": worded("is an office document and not a web page"),
    b"{\\rtf": worded("is an RTF document and not a web page"),
    b"\x1f\x8b": worded("is a compressed file and not a web page"),
    b"\x89PNG": worded("is a picture and not a web page"),
    b"\xff\xd8\xff": worded("is a picture and not a web page"),
    b"GIF8": worded("is a picture and not a web page"),
}
_HEAD = 4_096
_MOST_BROKEN = 0.05
_BROKEN = re.compile("[\ufffd\0-\x08\x0e-\x1a\x1c-\x1f]")
_FEED = re.compile(r"<(?:rss|feed|rdf:rdf|opml|urlset|sitemapindex)\b", re.IGNORECASE)
_JSON = re.compile(r"\s*+(?:\{\s*+[\"}]|\[\s*+[{\[\"\]])")

ENOUGH = 250
_GATE = re.compile(
    r"just a moment|attention required|are you (?:a |not a )?(?:human|robot)|captcha"
    r"|verify (?:that )?you are|access denied|security check|pardon our interruption"
    r"|unusual traffic|request blocked",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"\b404\b|page (?:was )?not found|page can.?t be found|seite (?:wurde )?nicht gefunden"
    r"|page introuvable|página no encontrada",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"before you continue|your privacy|cookie settings|manage consent"
    r"|accept (?:all|cookies)|alle akzeptieren|tout accepter",
    re.IGNORECASE,
)
# What stands in the menu of every paper ("Subscribe") is no wall.
_PAYWALL = re.compile(
    r"subscribe (?:now )?to (?:continue|keep|read)|to (?:continue|keep) reading"
    r"|subscribers? (?:only|exclusive)|(?:only|exclusively) (?:for|to) subscribers"
    r"|nur für abonnent|weiterlesen mit|réservé aux abonnés|solo para suscriptores"
    r"|riservato agli abbonati",
    re.IGNORECASE,
)


def not_a_page(body: bytes, text: str) -> str:
    """Say what the bytes are instead of a page or a text; empty if they may be one."""
    head = text[:_HEAD]
    for beginning, why in _BEGINNINGS.items():
        if body.startswith(beginning):
            return why
    if not head.strip("\ufeff \t\r\n\0"):
        return worded("is empty")
    if len(_BROKEN.findall(head)) > _MOST_BROKEN * len(head):
        return worded("is neither a web page nor a text")
    if _FEED.search(head) and "<html" not in head.lower():
        return worded("is a feed or a list of addresses and not an article")
    if _JSON.match(head):
        return worded("is data for programs (JSON) and not an article")
    return ""


def why_so_little(
    text: str, *, seen: str, title: str, scripted: bool, subscribers_only: bool
) -> str:
    """Say why a page gave no ``text`` or little; empty if there may be no more to it.

    ``seen`` is all that a reader without scripts sees of the page. A page that wants
    to be paid may still show a teaser, which is no article.
    """
    reasons = {
        worded("wants to know whether a person is reading, and shows us no article"): (
            _GATE.search(title) or (not text and _GATE.search(seen))
        ),
        worded("says that there is no such page"): _GONE.search(title),
        worded("keeps its text for subscribers"): subscribers_only
        or _PAYWALL.search(seen),
        worded("asks for consent before it shows its text"): not text
        and _CONSENT.search(seen),
        worded("shows its text only to browsers that run JavaScript"): (
            not text and scripted and len(seen) < ENOUGH
        ),
        worded("holds no article that we can find"): not text,
    }
    return next((why for why, holds in reasons.items() if holds), "")
