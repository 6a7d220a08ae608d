"""What a sentence that a machine wrote may say: only what its sources say.

Every check refuses something new or something turned round, the surest check first. A
sentence that is one of its sources passes, unless it holds a link or unproven quote marks.
"""

import re
from collections.abc import Collection, Sequence
from enum import StrEnum
from functools import lru_cache

from digests import sentences, terms
from digests.quotes.marks import find_marked
from digests.summarize import facts, lexicon, roles, turns
from digests.summarize.facts import Reading
from digests.summarize.roles import Case, folded
from digests.summarize.tokens import Fact, Kind, normal

# The share of a sentence's words that its sources must hold: more would refuse many a
# good paraphrase.
SUPPORT = 0.35
LONGEST = 1_500
LONGEST_SOURCE = 4_000
MOST_SOURCES = 12
READ = 60_000


class Objection(StrEnum):
    """Why a generated sentence may not stand."""

    NUMBER = "a number that its sources do not hold"
    DATE = "a date that its sources do not hold"
    DISPUTED = "a year that the article gives in two ways"
    NAME = "a name that the article does not hold"
    UNIT = "a unit or currency that its sources do not give to that number"
    NEGATION = "a negation too many or too few"
    WHO = "somebody in a part that its sources give to another"
    QUOTE = "words between quote marks that are no verified quote"
    LINK = "a link, an address or a handle"
    INSTRUCTION = "words that are meant for a machine"
    UNSUPPORTED = "too little of it stands in its sources"


_SITES = r"(?:com|org|net|info|io|me|gg|ly|tv|app|dev|xyz|de|ru|uk|fr|es|eu|us)"
_LINK = re.compile(
    rf"""
    \w:// | \bwww\. | [\w.+-]@\w | (?<!\w)@\w\w
    | \b(?:mailto|javascript|tel|tg|data):\S
    | \]\(|\]\[ | <[@\#:/a-z]
    | \b[\w-]{{2,63}}\.(?:(?-i:[a-z]{{2,24}})|(?-i:[A-Z]{{2,24}})|рф|укр|бел)\b(?!\.\w)
    | \b[\w-]{{1,63}}\.{_SITES}\b
    | \b\d{{1,3}}(?:\.\d{{1,3}}){{3}}\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DOUBLE = re.compile("[\"“”„‟«»‹›「」『』＂〝〞❝❞`]|''")
_SINGLE = re.compile("(?<!\\w)[‘‚](?!(?:em|til|n|cause|tis|s)\\b)(?=\\w)")
_MAYBE_MARK = re.compile("['’‘‚]")
_ENDS = " ,."
_TIMES = frozenset("second minute hour day week month year decade century".split())
_TODAY = ("near_days2",)
_OTHER_DAYS = frozenset([("near_days1",), ("near_days3",)])


def understands(lang: str) -> bool:
    """Say whether enough of a language is known to let anything but figures be judged."""
    return lexicon.knows(lang)


def objection(
    sentence: str,
    sources: Sequence[str],
    *,
    text: str,
    quoted: Collection[str] = (),
    lang: str = "",
) -> Objection | None:
    """Say why a generated sentence may not stand; None if nothing is found.

    ``sources`` are the article's sentences that it claims to rest on, ``text`` is the
    whole article; ``quoted`` are the words that may stand between quote marks.
    """
    if _LINK.search(normal(sentence)):
        return Objection.LINK
    if _has_unproven_marks(sentence, quoted):
        return Objection.QUOTE
    told = folded(sentence)
    if any(told == folded(source) for source in sources):
        return None
    if len(sentence) > LONGEST or not any(sources):
        return Objection.UNSUPPORTED
    text = text[:READ]
    near = [source[:LONGEST_SOURCE] for source in sources[:MOST_SOURCES]]
    return _untrue(sentence, near, text, lang or sentences.language_of(text))


def objection_abroad(
    sentence: str, sources: Sequence[str], *, lang: str, told_in: str
) -> Objection | None:
    """Say why a sentence in another language than its sources may not stand.

    Only what means the same everywhere is looked at: numbers with their units, dates,
    links and marks.
    """
    if _LINK.search(normal(sentence)):
        return Objection.LINK
    if _has_unproven_marks(sentence, ()):
        return Objection.QUOTE
    if not sentence or len(sentence) > LONGEST or not any(sources):
        return Objection.UNSUPPORTED
    near = [source[:LONGEST_SOURCE] for source in sources[:MOST_SOURCES]]
    ours = facts.read(sentence, told_in)
    theirs = [facts.read(source, lang) for source in near]
    return _wrong_number(ours, theirs) or _wrong_date(ours, theirs)


def _untrue(
    sentence: str, sources: Sequence[str], text: str, lang: str
) -> Objection | None:
    case = Case(
        ours=facts.read(sentence, lang),
        theirs=[facts.read(source, lang) for source in sources],
        whole=facts.read_article(text, lang),
        sources=sources,
        text=text,
        lang=lang,
    )
    if wrong := _wrong_number(case.ours, case.theirs) or _wrong_date(
        case.ours, case.theirs
    ):
        return wrong
    if roles.names_a_stranger(case):
        return Objection.NAME
    if roles.names_another(case):
        return Objection.WHO
    if kind := roles.displaced(case):
        return _DISPLACED[kind]
    if turns.is_turned(sentence, sources, lang):
        return Objection.NEGATION
    return None if _is_supported(sentence, sources, lang) else Objection.UNSUPPORTED


_DISPLACED = {
    Kind.NUMBER: Objection.NUMBER,
    Kind.DATE: Objection.DATE,
    Kind.NAME: Objection.WHO,
}


def _has_unproven_marks(sentence: str, quoted: Collection[str]) -> bool:
    """Whether a quote mark stands around anything but the words of a verified quote."""
    if not (_DOUBLE.search(sentence) or _MAYBE_MARK.search(sentence)):
        return False
    line = " ".join(sentence.split())
    proven = {_words_of(words) for words in quoted}
    rest, last = [], 0
    for marked in find_marked(line):
        if _words_of(line[marked.start : marked.end]) not in proven:
            return True
        rest.append(line[last : marked.outer[0]])
        last = marked.outer[1]
    bare = " ".join([*rest, line[last:]])
    return bool(_DOUBLE.search(bare) or _SINGLE.search(bare))


def _words_of(quote: str) -> str:
    return folded(quote).strip(_ENDS)


def _wrong_number(ours: Reading, theirs: Sequence[Reading]) -> Objection | None:
    """Find a number that the sources do not hold, or not with that unit or month."""
    known = [fact for source in theirs for fact in source.of(Kind.NUMBER)]
    measures = frozenset(unit for source in theirs for unit in source.units)
    for fact in ours.of(Kind.NUMBER):
        same = [other for other in known if not set(fact.keys).isdisjoint(other.keys)]
        if not same and not fact.weak:
            return Objection.NUMBER
        if same and fact.units and not _fits(fact, same, measures):
            return Objection.DATE if _is_dated(fact) else Objection.UNIT
    return None


def _fits(fact: Fact, same: Sequence[Fact], measures: frozenset[str]) -> bool:
    """Whether a number has one of the units that its sources give to it.

    Where they give none, it may be an age, a date told apart, or “in euros” at a distance.
    """
    units = frozenset(unit for other in same for unit in other.units)
    if units:
        return not fact.units.isdisjoint(units)
    return fact.units <= _TIMES | measures or _is_dated(fact)


def _is_dated(fact: Fact) -> bool:
    return any(unit.startswith("months") for unit in fact.units)


def _wrong_date(ours: Reading, theirs: Sequence[Reading]) -> Objection | None:
    known = {fact.keys for source in theirs for fact in source.of(Kind.DATE)}
    told = {fact.keys for fact in ours.of(Kind.DATE)} - known
    if known.isdisjoint(_OTHER_DAYS):
        told.discard(_TODAY)  # it may mean “nowadays”
    return Objection.DATE if told else None


def _is_supported(sentence: str, sources: Sequence[str], lang: str) -> bool:
    """Whether enough of the words that carry sense stand in the sources."""
    ours = _subjects(sentence, lang)
    theirs = frozenset(stem for source in sources for stem in _subjects(source, lang))
    return bool(ours) and len(ours & theirs) >= SUPPORT * len(ours)


@lru_cache(maxsize=256)
def _subjects(text: str, lang: str) -> frozenset[str]:
    return frozenset(stem for _, stem in terms.subject_words(text, lang))
