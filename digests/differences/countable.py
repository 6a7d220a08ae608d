"""Which numbers of a sentence count or measure: no ranks, dates, ages, times or ranges."""

from collections.abc import Iterator, Sequence

from digests import terms
from digests.differences import senses as s
from digests.differences.contexts import is_year, keys, senses_at
from digests.differences.passages import Passage, is_content
from digests.differences.senses import Sense
from digests.summarize import lexicon
from digests.summarize.tokens import Fact, Kind, Token

_NOUN_WITHIN, _NUMBER_WITHIN, _BETWEEN_WITHIN = 3, 8, 3
_SHORT_WORD = 2  # “an” is French for a year, and German for “at”
_OLD_WITHIN = 5
_NOUGHTS = "000"
_MONEY = frozenset("$€£¥₽")
_MONTHS = frozenset(f"months{number}" for number in range(1, 13))
_VAGUE = frozenset("hundreds thousands millions cents zero null".split())
_CLOCK = frozenset("am pm gmt bst utc et cet est edt pst uhr o'clock h".split())
_OLD = frozenset("old aged alt edad".split())
_RANGES = frozenset("- to and or bis und à et a y до и".split())
_BETWEEN = frozenset("between zwischen entre между".split())
_NUMBER_OF = frozenset("number zahl anzahl número nombre число".split())
_OF = frozenset("of the de des von der d' из other more".split())
_PART = frozenset("including among darunter incluidos dont включая".split())
_AT_LAST = frozenset("to at is was were auf bei a à en до".split())


def countable(passage: Passage, numbers: Sequence[Fact]) -> list[Fact]:
    """Leave only the numbers that say how many or how much."""
    return [
        number
        for number in numbers
        if _is_plain(passage, number)
        and not _is_clock(passage, number)
        and not _is_apposed(passage, number)
        and not _is_age(passage, number)
        and not any(_is_ranged(passage, number, other) for other in numbers)
    ]


def _before(passage: Passage, at: int) -> str:
    return passage.tokens[at - 1].low if at > 0 else ""


def _after(passage: Passage, at: int) -> str:
    return passage.tokens[at].low if at < len(passage.tokens) else ""


def _is_plain(passage: Passage, fact: Fact) -> bool:
    """Leave out ranks, years, days of a month, parts of codes and broken figures."""
    first, before = passage.tokens[fact.begin], _before(passage, fact.begin)
    if (
        before in _PART
        or first.low in _VAGUE
        or first.low in lexicon.ranks(passage.lang)
    ):
        return False
    if fact.units & _MONTHS or _is_rank(passage, fact) or _is_cut(passage, fact):
        return False
    if first.glued and before in {*"-/:.#"}:
        return False
    return bool(fact.units) or not is_year(first.text)


def _is_rank(passage: Passage, fact: Fact) -> bool:
    """See “15th”, which is read as one fact."""
    first, last = passage.tokens[fact.begin], passage.tokens[fact.end - 1]
    if fact.end - fact.begin == 1 or not last.glued or not first.text[0].isdecimal():
        return False
    return last.low not in lexicon.scales() and last.text != "."


def _is_cut(passage: Passage, fact: Fact) -> bool:
    """See a figure that a space or a stroke cuts: “2, 000”, “1 / 5 / 2011”, “6. 1”."""
    left, right = passage.tokens[: fact.begin][-2:], passage.tokens[fact.end :][:2]
    first = passage.tokens[fact.begin]
    return _cuts(left[::-1], first) or _cuts(right, right[-1] if right else first)


def _cuts(beyond: Sequence[Token], last: Token) -> bool:
    if len(beyond) < 2 or not beyond[1].text[0].isdecimal():  # noqa: PLR2004 - a mark and a figure
        return bool(beyond) and beyond[0].text == "/"
    mark = beyond[0].text
    return mark in "/.-" or (mark == "," and last.text.startswith(_NOUGHTS))


def _is_clock(passage: Passage, fact: Fact) -> bool:
    """See a time of day: “12:42 GMT”, “11 p. m.”, “at 7 pm”."""
    after = [token.low for token in passage.tokens[fact.end : fact.end + 2]]
    if ":" in (_before(passage, fact.begin), *after[:1]):
        beyond = passage.tokens[max(0, fact.begin - 2) : fact.end + 2]
        return sum(token.text[0].isdecimal() for token in beyond) > 1
    spelt = after[:1] in (["a"], ["p"]) and after[1:] == ["."]
    return spelt or bool(after and after[0] in _CLOCK)


def _is_age(passage: Passage, fact: Fact) -> bool:
    """See “33-year-old” and “aged 33”: everybody has an age of their own."""
    near = passage.tokens[fact.end : fact.end + _OLD_WITHIN]
    aged = "year" in fact.units and any(token.low in _OLD for token in near)
    return aged or _before(passage, fact.begin) in _OLD


def _is_apposed(passage: Passage, fact: Fact) -> bool:
    """See the age in “Roth, 24, gave”, and the day in “Dec. 6”."""
    if _before(passage, fact.begin) == "," and _after(passage, fact.end) in {
        ",",
        ".",
        "",
    }:
        return True
    near = range(max(0, fact.begin - 2), fact.begin)
    taken = [passage.reading.taken.get(at) for at in near]
    dated = any(other is not None and other.kind is Kind.DATE for other in taken)
    return dated and not fact.units


def _is_ranged(passage: Passage, fact: Fact, other: Fact) -> bool:
    """See the ends of “between 10 and 12 km” and “10 to 12”, and a whole, “of 200”."""
    if other is fact:
        return False
    if other.end + 1 == fact.begin and _after(passage, other.end) in _OF:
        return True
    early, late = (fact, other) if fact.begin < other.begin else (other, fact)
    gap = late.begin - early.end
    if gap == 1 and _after(passage, early.end) in _RANGES and early.units <= late.units:
        return True
    return _before(passage, early.begin) in _BETWEEN and 0 < gap <= _BETWEEN_WITHIN


def ends_a_clause(passage: Passage, fact: Fact) -> bool:
    """See the figure at the end of “the toll has risen to 34”."""
    return _before(passage, fact.begin) in _AT_LAST


def hedges(passage: Passage, fact: Fact) -> dict[str, Sense]:
    """Find the words of doubt right before a figure, by their senses."""
    found: dict[str, Sense] = {}
    begin = fact.begin - (_before(passage, fact.begin) in _MONEY)
    for sense in reversed(passage.senses):
        if sense.group == s.BOUNDS and sense.end == begin:
            found.setdefault(sense.name, sense)
            begin = sense.begin
    return found


def unit_of(passage: Passage, fact: Fact) -> tuple[str, int]:
    """Give a figure's unit, and where its last word ends; "" for a plain count."""
    known = lexicon.units()
    for at in range(fact.end, min(fact.end + _NOUN_WITHIN, len(passage.tokens))):
        word = passage.tokens[at].low
        if known.get(word) in fact.units:
            small = len(word) <= _SHORT_WORD
            if small and word in terms.function_words(passage.lang):
                return "", fact.end
            return known[word], at + 1
    stop = passage.tokens[fact.end - 1].text == "."  # of “4 mn.”, or of the sentence
    return min(fact.units, default=""), fact.end - stop


def noun_of(passage: Passage, fact: Fact) -> int | None:
    """Find the word that a figure counts: “three schools”, “84 of 200 seats”."""
    found = None
    for at in range(fact.end, min(fact.end + _NOUN_WITHIN, len(passage.tokens))):
        token, other = passage.tokens[at], passage.reading.taken.get(at)
        if other is not None and other.kind is Kind.NUMBER:
            return (
                noun_of(passage, other) if _after(passage, fact.end) in _OF else found
            )
        if is_content(token, passage.lang):
            if senses_at(passage, at, s.STATES, s.MEASURES):
                return found
            found = at
            if _is_head(passage, at):
                return found
        elif found is not None or token.low not in _OF | {"-", "'"}:
            return found
    return found


def _is_head(passage: Passage, at: int) -> bool:
    """Tell “schools” from “field” in “two field schools”, as well as endings can."""
    known = senses_at(passage, at, s.PEOPLE, s.SUBJECTS, s.THINGS)
    return bool(known) or passage.lang != "en" or passage.tokens[at].low.endswith("s")


def numbered(passage: Passage, fact: Fact) -> Iterator[str]:
    """Give the keys of what is counted in “the number of users at 2.6 million”."""
    near = range(max(0, fact.begin - _NUMBER_WITHIN), fact.begin)
    opened = next(
        (at for at in near if passage.tokens[at].low in _NUMBER_OF), fact.begin
    )
    for at in range(opened + 1, fact.begin):
        if senses_at(passage, at, s.STATES):
            return
        if is_content(passage.tokens[at], passage.lang):
            yield from keys(passage, at)
            return
