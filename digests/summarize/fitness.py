"""Which sentences of an article may stand in a digest, and what they lean on.

A sentence that is damaged, sells, asks, quotes without proof, or talks to a machine
never may. One that leans on the sentence before may, if that one stands there too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digests import sentences, terms
from digests.news import Article, Quote, Span, Verdict
from digests.summarize import lexicon, wording
from digests.summarize.disputed import disputed_years
from digests.summarize.instructions import addresses_a_machine

READ = 6_000
# A sentence with a number or a date may be brief: “The vote was 8 to 1.”
FEWEST_WORDS, FEWEST_WITH_FIGURES = 8, 5
MOST_WORDS = 50
DATELINES_UNTIL = 8
SHORT_LINE = 60
CAPTION = 150
MOSTLY = 0.6
FIRST_UNSPACED = "\u0e00"

# "KELLAN BAY (Agency) - ", "Oslo (dpa) – ", "NEW YORK, May 5 -- ", "(CNN) "; possessive, so linear.
_DATELINE = re.compile(
    r"(?P<town>[A-ZÀ-ÞА-ЯЁ][\w'’.-]*+(?:[ ,/]{1,3}[A-ZÀ-ÞА-ЯЁ\d][\w'’.-]*+){0,6}+)?[ ,]*+"
    r"(?P<agency>\([^()\n]{2,40}\))?(?:[ ]*+(?:--|[–—-])[ ]++|(?<=\)))(?=[\"“„«‘]?[A-ZÀ-ÞА-ЯЁ])"
    r"|(?P<alone>\([A-Z]\w{1,20}\)[ ])(?=[A-ZÀ-ÞА-ЯЁ])"
)
# What stands where a browser would show a film, glued to the first sentence at times.
_PLAYER = re.compile(
    r"Media playback is (?:not supported|unsupported) on (?:this|your) device\s*+"
)
_WIDE_NUMBER = re.compile("[一二三四五六七八九十百千万萬億亿]{2}")
_SHOUTED = re.compile(r"[A-ZÀ-ÞА-ЯЁ]{3}")
_ENDS_WELL = re.compile(r"[.!…。！।۔።](?:[\"”“’'»«›)\]」』]|\[\d+\])*\Z")
_ASKS = re.compile(r"[?？؟;][\"”“’'»«›)\]」』]*\Z")
_CUT_OFF = re.compile(r"(?:\.\.|…|\[[…+.]+\])[\"”’»)\]]*\Z")
# A space or a character was lost. A leading set of characters makes the search fast.
_GLUED = re.compile(
    r"[.,!?;](?:(?<=[.,!?])[”»\"][^\W\d_]|(?<=[^\W\d_],)[^\W\d_]"
    r"|(?<=[a-zà-ÿа-яё][.!?])[A-ZÀ-ÞА-ЯЁ][a-zà-ÿа-яё]|(?<=\s[,;!?.])(?:\s|\Z))"
)
_LOST = re.compile("[\ufffd\U000e0000-\U000e007f]")
_MARK = re.compile(r"[\"“”„‟«»「」『』]|['‘‚](?<!\w.)(?=\w)")
_OPENERS = " \n\t\"“”„‟«»「『‘'‚([—–-"
# Many languages open direct speech with a dash: marks that nothing closes.
_SPEECH = ("—", "–", "―", "- ")
_DOUBLE = re.compile(r"[\"“”„‟«»]")
_OPENING = re.compile(r"[\"“”„‟«»‘’'‚「『]\s?\Z")
_CLOSING = re.compile(r"\s?[,.!?…]{0,3}\s?[\"“”«»'’‘」』]")
_PAIRED = ("()", "[]", "「」", "『』")
# Where quotations are written »so«.
_POINTING_IN = frozenset(
    {"", "de", "da", "no", "sv", "fi", "cs", "sk", "sl", "hr", "sr", "hu", "pl"}
)
_PERSONAL = frozenset(
    "he she they it his her their er sie es il elle ils elles él ella ellos он она они".split()
)
_ARTICLES = frozenset(
    "the a an der die das ein eine le la les l un une el los las una".split()
)
_TIMES = frozenset(
    "last next earlier yesterday today two three four hours days weeks months years".split()
)
# Capitals that name nobody.
_DATES = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag Januar Februar
    März Mai Juni Juli Oktober Dezember""".split()
)
_FIRST_WORDS, _FIRST_LETTERS = 6, 120
# "…, he said, …", "…, sagte sie.", "…, a-t-il ajouté.": who, only the sentence before tells.
_SOMEBODY_SAID = re.compile(
    r",[ ](?:(?:(?:he|she|they)[ ](?:also[ ])?\w{2,20}"
    r"|\w{2,20}[ ](?:he|she|er|sie|él|ella|он|она))(?=[,.]|[ ]*\Z)"
    r"|[\w’'-]{1,20}-(?:il|elle)s?\b)"
)
_REFERS = re.compile(
    r"\W*(?:The (?!(?:first|last|only|number|most|best|worst|world|latest|\w+ of)\b)"
    r"|L[ea]s? |L['’]|El |Los |Las )[a-zà-ÿ]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may stand; ``place`` counts all sentences of the article from 0.

    ``leans`` says that it makes sense only right after the sentence before it, and
    ``refers`` that it may: it opens with a thing as if that were known.
    ``quotes`` says that it holds words of somebody, ``prints`` that they could be
    shown as a quote of their own. ``length`` is in words, two characters being one
    where no spaces are written. ``figures`` counts the numbers and dates in it.
    ``line`` is the whole sentence, with its dateline, and ``before`` the one before it
    in its paragraph.
    """

    span: Span
    line: Span
    before: Span | None
    text: str
    words: Sequence[str]
    place: int
    length: int
    figures: int
    leans: bool
    refers: bool
    quotes: bool
    prints: bool


def candidates(
    article: Article, quotes: Sequence[Quote], lang: str, *, strict: bool = True
) -> Iterator[Candidate]:
    """Find the sentences that may stand, in order, in the first 6,000 characters.

    What they say to whom is left to a ``Doorkeeper``, who takes more time. Without
    ``strict`` the writer may speak and a full stop may be missing, as in columns.
    """
    text = article.text
    quotes = [quote for quote in quotes if quote.start < READ]
    for place, before, (begin, end) in _told(text, strict=strict):
        start = begin + (_dateline(text[begin:end]) if place < DATELINES_UNTIL else 0)
        sentence = text[start:end]
        size = length(sentence)
        if not FEWEST_WITH_FIGURES <= size <= MOST_WORDS:
            continue
        words = terms.word_list(sentence)
        figures = count_figures(words, lang)
        if size < FEWEST_WORDS and not figures:
            continue
        if not _is_sound(sentence, article.title, lang):
            continue
        bare = _outside_quotes(text, (start, end), quotes)
        if bare is None or (strict and not _reports(sentence, bare, lang)):
            continue
        yield Candidate(
            span=(start, end),
            line=(begin, end),
            before=before,
            text=sentence,
            words=words,
            place=place,
            length=size,
            figures=figures,
            leans=_leans(bare, lang),
            refers=place > 0 and _REFERS.match(bare) is not None,
            quotes=len(bare) < len(sentence),
            prints=_prints((start, end), quotes),
        )


def _prints(span: Span, quotes: Sequence[Quote]) -> bool:
    return any(
        span[0] < quote.start and quote.end < span[1]
        for quote in quotes
        if quote.verdict is Verdict.PRINTED
    )


def length(text: str) -> int:
    """Count words, two characters being one where no spaces are written."""
    words = len(text.split())
    if text.isascii() or max(text) < FIRST_UNSPACED:
        return words
    runs = terms.word_list(text)
    return words + sum(len(run) for run in runs if terms.is_unspaced(run)) // 2


def count_figures(words: Sequence[str], lang: str) -> int:
    """Count the numbers and dates among words, in figures or in letters."""
    known = lexicon.figures(lang)
    return sum(
        word[0].isdecimal()
        or word.lower() in known
        or (word >= FIRST_UNSPACED and _WIDE_NUMBER.search(word) is not None)
        for word in words
    )


class Doorkeeper:
    """Turns away what sells, talks to machines, or gives a year that is given otherwise.

    What goes on with an order to a machine is turned away like the order. The look at a sentence costs more than all others, so it is for the few that are
    about to be taken, and each is looked at once.
    """

    def __init__(self, text: str, lang: str) -> None:
        self._text = text
        self._lang = lang
        self._orders: dict[Span | None, bool] = {None: False}

    def lets_in(self, candidate: Candidate) -> bool:
        return not (
            wording.is_about_the_site(candidate.text)
            or self._is_an_order(candidate.line)
            or self._is_an_order(candidate.before)
            or disputed_years(self._text, candidate.span, self._lang)
        )

    def _is_an_order(self, span: Span | None) -> bool:
        if span is not None and span not in self._orders:
            self._orders[span] = addresses_a_machine(self._text[slice(*span)])
        return self._orders[span]


def _told(text: str, *, strict: bool) -> Iterator[tuple[int, Span | None, Span]]:
    """Count off the sentences up to the links and comments, captions left out.

    Each comes with the one before it in its paragraph.
    """
    whole, text = len(text), text[:READ]
    place = 0
    for start, end in sentences.paragraphs(text):
        line = text[start:end]
        if start > whole // 2 and _heads_the_tail(line):
            return
        caption = strict and len(line) < CAPTION and not _ENDS_WELL.search(line)
        before = None
        for span in sentences.within(text, (start, end)):
            if not caption and (span[1] < READ or whole == READ):
                yield place, before, span
            place += 1
            before = span


def _heads_the_tail(line: str) -> bool:
    return len(line) < SHORT_LINE and wording.opens_the_tail(line)


def _dateline(sentence: str) -> int:
    """Measure the town and agency before a first sentence; 0 if there are none.

    So too what takes the place of a film there.
    """
    player = _PLAYER.match(sentence)
    if player is not None:
        return player.end()
    match = _DATELINE.match(sentence[:120])
    if match is None:
        return 0
    town, agency, alone = match.groups()
    named = agency or alone or (town and _SHOUTED.match(town))
    return match.end() if named else 0


def _is_sound(sentence: str, title: str, lang: str) -> bool:
    """Whether a sentence is whole, of a bearable size, and about the news."""
    first = sentence.lstrip(_OPENERS)[:1]
    letters = sum(map(str.isalpha, sentence)) + sentence.count(" ")
    return (
        not first.islower()
        and not sentence.startswith(_SPEECH)
        and letters >= MOSTLY * len(sentence)
        and not sentence.isupper()
        and not _CUT_OFF.search(sentence)
        and not _GLUED.search(sentence)
        and not _LOST.search(sentence)
        and _is_balanced(sentence, lang)
        and sentence.rstrip(".").casefold() != title.rstrip(".").casefold()
    )


def _is_balanced(sentence: str, lang: str) -> bool:
    """Whether what is opened is closed, and no quotation begins before the sentence."""
    marks = _DOUBLE.findall(sentence)
    first = next((mark for mark in marks if mark in "“”«»"), "")
    from_before = (first == "”" and "“" in marks) or (
        first == "»" and lang not in _POINTING_IN
    )
    closed = all(sentence.count(pair[0]) == sentence.count(pair[1]) for pair in _PAIRED)
    return len(marks) % 2 == 0 and closed and not from_before


def _outside_quotes(text: str, span: Span, quotes: Sequence[Quote]) -> str | None:
    """Cut the quotations out of a sentence; ``None`` if any of its marks lacks proof."""
    start, end = span
    rest = []
    for quote in quotes:
        if quote.end <= start or quote.start >= end:
            continue
        whole = start < quote.start and quote.end < end
        if not whole or quote.verdict is Verdict.REJECTED:
            return None
        rest.append(_OPENING.sub("", text[start : quote.start]))
        closing = _CLOSING.match(text, quote.end)
        start = closing.end() if closing else quote.end
    bare = " ".join([*rest, text[start:end]])
    return None if _MARK.search(bare) else bare


def _reports(sentence: str, bare: str, lang: str) -> bool:
    """Whether a sentence states something, in nobody's own voice."""
    complete = _ENDS_WELL.search(sentence) and not _ASKS.search(sentence)
    return bool(complete) and not wording.is_in_own_voice(bare, lang)


def _leans(bare: str, lang: str) -> bool:
    """Whether a sentence needs the one before it to be understood."""
    bare = bare.lstrip(" ,—–-")
    said = terms.word_list(bare[:_FIRST_LETTERS])[:_FIRST_WORDS]
    if not said:
        return True
    first = said[0].lower()
    if wording.points_back(bare, first, lang) or _SOMEBODY_SAID.search(bare):
        return True
    opens = first in terms.function_words(lang) or first in _TIMES
    return opens and first not in _ARTICLES and _has_stranger(said[1:])


def _has_stranger(said: Sequence[str]) -> bool:
    """Whether a personal pronoun comes before any name."""
    for word in said:
        if word in _PERSONAL:
            return True
        if word[0].isupper() and word not in _DATES:
            return False
    return False
