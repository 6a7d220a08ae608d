"""What stands around a quote: the sentences beside it, and what its speaker is called.

Only what is certain is told. A sentence with quote marks of its own is left out, for
nobody has looked at who said what stands between them.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from digests import sentences
from digests.boilerplate import is_boilerplate, is_sentence
from digests.news import Article, PrintedQuote, Span
from digests.quotes.languages import cues_of

_REACH = 1_500
_LONGEST_SENTENCE = 300
_FEWEST_WORDS = 3
_MARKS = re.compile('[“”„‟«»‹›"「」『』‘‚]|^[—–-]')

_MENTIONS = 20
_LONGEST_ROLE = 60
_ROLE = rf"[^,.;:!?()\[\]\n“”„«»\"—–]{{3,{_LONGEST_ROLE}}}"
_AFTER = re.compile(rf",(?: \d\d,)? (?P<role>{_ROLE})(?P<end>,|\.(?=\s|$))")
_BEFORE = re.compile(rf"(?:^|[.!?;:\n”»\"] ?)(?P<role>{_ROLE}), $")
_ENDS_WITH = re.compile(r"(?:[^\W\d_][\w'’-]*[ -]){1,5}$")
_GOES_ON = re.compile(r",?\s(?:and|or|und|oder|et|ou|y|e|o|en|of)\s")
_LEADS_UP = re.compile(r"(?:^|\s)(?:of|and|or|with|von|und|de|et|y|e|van|en)\s$")
_LOOK_BACK = _LONGEST_ROLE + 8
_ARTICLES = frozenset(
    "a an the der die das ein eine le la l un une el los las il lo una de het een".split()
)
_LINKS = frozenset(
    "of for at in from to on with under von der für des bei im in du de des pour à del"
    " para en di della per van voor".split()
)
_NO_ROLE = frozenset(
    "who whom whose which that and or und oder et ou y e which is was were are had has"
    " not no nor like unlike as even nicht wie pas comme dr prof mr mrs ms miss sir madam lord lady herr frau monsieur madame señor señora signor"
    " signora then former acting deputy assistant vice mother father brother sister"
    " son daughter wife husband".split()
)
_HEAD_WITHIN = 4
_KEEPERS = ("master", "keeper", "spokesman", "spokeswoman", "ologist")


def surrounded(article: Article, quote: PrintedQuote) -> PrintedQuote:
    """Add the sentences around a printed quote, and its speaker's role if it is sure."""
    before, after = around(article.text, quote.start, quote.end)
    role = role_of(article.text, quote.speaker, lang=article.lang)
    return replace(quote, before=before, after=after, role=role)


# Sentences --------------------------------------------------------------------


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """Give the whole sentences before and after a span, from its paragraph or the next."""
    first, last = _window(text, start, end)
    spans = [(a + first, b + first) for a, b in sentences.split(text[first:last])]
    if first and text[first - 1] != "\n":
        spans = spans[1:]  # it began earlier
    if text[last : last + 1] not in {"", "\n"}:
        spans = spans[:-1]
    starts = [a for a, _ in spans]
    before, after = bisect_right(starts, start) - 2, bisect_left(starts, end)
    return (
        _told(text, spans[before : before + 1]) if before >= 0 else "",
        _told(text, spans[after : after + 1]),
    )


def sentence_around(text: str, span: Span, certain: Sequence[Span]) -> str:
    """Give the whole sentence around a piece, if all its marks enclose certain quotes."""
    start, end = span
    if not 0 <= start < end <= len(text):
        return ""
    first = text.rfind("\n", max(0, start - _REACH), start) + 1
    line = text.find("\n", end, end + _REACH)
    last = line if line >= 0 else min(len(text), end + _REACH)
    spans = ((a + first, b + first) for a, b in sentences.split(text[first:last]))
    a, b = next(((a, b) for a, b in spans if a < start and end < b), (0, 0))
    told = " ".join(text[a:b].split())
    if not told or len(told) > _LONGEST_SENTENCE or not is_sentence(told):
        return ""
    inside = [(s, e) for s, e in certain if a <= s and e <= b]
    marks = [a + found.start() for found in _MARKS.finditer(text[a:b])]
    proven = {at for s, e in inside for at in range(s - 2, e + 2)}
    return told if all(at in proven for at in marks) else ""


def _window(text: str, start: int, end: int) -> Span:
    """Reach over the paragraphs before and behind, as far as anybody would read."""
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    own = text.rfind("\n", low, start) + 1
    before = len(text[low:own].rstrip()) + low if own else start
    first = text.rfind("\n", low, before) + 1 or low
    line = text.find("\n", end, high)
    if line < 0:
        return first, high
    behind = high - len(text[line:high].lstrip())
    last = text.find("\n", behind, high)
    return first, high if last < 0 else last


def _told(text: str, spans: Sequence[Span]) -> str:
    """Write a sentence, unless it is long, none, or has to do with quote marks."""
    if not spans:
        return ""
    start, end = spans[0]
    told = " ".join(text[start:end].split())
    fits = len(told) <= _LONGEST_SENTENCE and len(told.split()) >= _FEWEST_WORDS
    prose = is_sentence(told) and not is_boilerplate(told)
    if not fits or not prose or _MARKS.search(told):
        return ""
    line = text.rfind("\n", max(0, start - _REACH), start) + 1
    opened = len(_MARKS.findall(text[line or max(0, start - _REACH) : start]))
    # Speech that goes on in the next paragraph does not close its marks in this one.
    return told if opened % 2 == 0 else ""


# Roles ------------------------------------------------------------------------


def role_of(text: str, speaker: str, *, lang: str = "") -> str:
    """Find what an article calls somebody right beside the name; nothing if unsure."""
    if not speaker.strip():
        return ""
    named = re.compile(rf"(?<!\w){re.escape(speaker)}(?!\w)")
    found = (
        role
        for mention in islice(named.finditer(text), _MENTIONS)
        for role in _roles_beside(text, mention.start(), mention.end(), lang)
    )
    return next(found, "")


def _roles_beside(text: str, start: int, end: int, lang: str) -> Iterator[str]:
    ahead = text[max(0, start - _LOOK_BACK) : start]
    if (after := _AFTER.match(text, end)) and not _LEADS_UP.search(ahead):
        listed = after["end"] == "," and _GOES_ON.match(text, after.end())
        if not listed and _is_role(after["role"], lang):
            yield after["role"]
    if (before := _BEFORE.search(ahead)) and text[end : end + 1] in {",", "."}:
        goes_on = _GOES_ON.match(text, end)
        if not goes_on and _is_role(before["role"], lang):
            first, _, rest = before["role"].partition(" ")
            small = first.lower() if first.lower() in _ARTICLES else first
            yield f"{small} {rest}".strip()
    if title := _title(ahead, lang):
        yield title


def _is_role(words: str, lang: str) -> bool:
    """See a noun phrase around the name of an office: “the harbour master of Orvik”."""
    listed = re.findall(r"[^\W\d_]+", words.casefold())
    cues = cues_of(lang)
    if any(
        word in _NO_ROLE - {"former", "acting", "deputy", "vice"} for word in listed
    ):
        return False
    if not cues.said.isdisjoint(listed):
        return False
    if listed and listed[0] in _ARTICLES:
        del listed[0]
    link = next((at for at, word in enumerate(listed) if word in _LINKS), len(listed))
    head = listed[:link]
    # “after the mayor”, “like the mayor” are no names of an office.
    if not 0 < link <= _HEAD_WITHIN or not _ARTICLES.isdisjoint(head):
        return False
    return _is_office(head[-1], lang)


def _is_office(word: str, lang: str) -> bool:
    return (
        word in cues_of(lang).roles or word.endswith(_KEEPERS)
    ) and word not in _NO_ROLE


def _title(ahead: str, lang: str) -> str:
    """Read the offices right before a name, if they are all that it is called."""
    found = _ENDS_WITH.search(ahead)
    if found is None:
        return ""
    words = found.group().split()
    cues = cues_of(lang)
    first = len(words)
    while first and words[first - 1].casefold() in cues.roles:
        first -= 1
    kept, led = words[first:], [word.casefold() for word in words[:first]]
    # Of “head teacher” and “Telmar's minister” we would only tell a part.
    whole = not led or led[-1] in _ARTICLES or led[-1] in cues.said
    if not kept or not whole or not _is_office(kept[-1].casefold(), lang):
        return ""
    return _small(" ".join(kept), lang)


def _small(role: str, lang: str) -> str:
    """Begin a role in small letters, where it only had a capital as a sentence has."""
    if lang == "de" or any(map(str.isupper, role[1:])):
        return role
    return role[:1].lower() + role[1:]
