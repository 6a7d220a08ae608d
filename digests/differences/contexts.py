"""What the words around a figure say that it is about: keys with weights, and states.

A key is a sense (``things.school``), a name without its endings (``@orsa``), a stem
(``en:river``), the head of a word for other languages (``~river``) or another figure
of the sentence (``#15000000``).
"""

from collections.abc import Iterator, Sequence

from digests import terms
from digests.differences import senses as s
from digests.differences.passages import Passage, is_content
from digests.differences.senses import Sense
from digests.news import Span
from digests.summarize import lexicon
from digests.summarize.tokens import Fact, Kind

BESIDE = 1.1  # the weight of the words right beside a figure
# How many steps away a word stands at most, and what it weighs there.
_WEIGHTS = ((2, BESIDE), (4, 1.0), (9, 0.7), (16, 0.4))
NEAR, FAR = 4, 16
_STATE_WITHIN, _TIME_WITHIN, _CLAUSE = 12, 9, 22
_COMMA, _AND, _FIGURE = 5, 2, 3
_STOPS = frozenset(";:—–()")
_JOINS = frozenset("and und y e et ou и а sowie but while".split())
_YEARS = range(1900, 2101)
_COGNATE = 5
_KEYED = (s.STATES, s.MEASURES, s.MOVES, s.SUBJECTS, s.THINGS, s.PEOPLE)
_OTHER_TIMES = frozenset([f"{s.TIMES}.past", f"{s.TIMES}.whole"])


def senses_at(passage: Passage, at: int, *groups: str) -> list[Sense]:
    """Give the senses of some groups that a word has."""
    return [
        sense
        for sense in passage.senses
        if sense.begin <= at < sense.end and sense.group in groups
    ]


def keys(passage: Passage, at: int, *, named: bool = False) -> Iterator[str]:
    """Give the keys by which a word meets the like of it in another account."""
    token = passage.tokens[at]
    found = senses_at(passage, at, *_KEYED)
    yield from (sense.name for sense in found)
    if found or not token.is_word:
        return
    if named:
        yield f"@{terms.name_key(token.text)}"
    if not named or passage.lang == "de":  # where any noun looks like a name
        yield f"{passage.lang}:{terms.stem(token.low, passage.lang)}"
        yield f"~{terms.fold(token.low)[:_COGNATE]}"


def steps(
    passage: Passage,
    fact: Fact,
    place: Span,
    numbers: Sequence[Fact],
    comma: int = _COMMA,
) -> int:
    """Count the words between a figure and others; pauses and figures count for more."""
    low, high = (fact.end, place[0]) if place[0] >= fact.end else (place[1], fact.begin)
    count = max(high - low, 0)
    for token in passage.tokens[low:high]:
        if token.text in _STOPS:
            return _CLAUSE + 1
        count += comma if token.text == "," else _AND if token.low in _JOINS else 0
    return count + _FIGURE * sum(low <= other.begin < high for other in numbers)


def states(
    passage: Passage, fact: Fact, numbers: Sequence[Fact]
) -> tuple[frozenset[str], bool]:
    """Give the nearest states, and if they are near: of “14 dead, 200 hurt” 14 are dead."""
    near: dict[str, int] = {}
    for sense in passage.senses:
        if sense.group in (s.STATES, s.MEASURES):
            away = steps(passage, fact, (sense.begin, sense.end), numbers)
            near[sense.name] = min(near.get(sense.name, away), away)
    least = min(near.values(), default=FAR)
    if least > _STATE_WITHIN:
        return frozenset(), False
    return frozenset(n for n, away in near.items() if away == least), least <= NEAR


def about(
    passage: Passage, fact: Fact, numbers: Sequence[Fact], *, in_clause: bool = False
) -> dict[str, float]:
    """Weigh the keys of the words around a figure; ``in_clause`` ends them at commas."""
    found: dict[str, float] = {}
    comma = _CLAUSE + 1 if in_clause else _COMMA
    names = set(_places_of_names(passage))
    for at in range(len(passage.tokens)):
        other = passage.reading.taken.get(at)
        if fact.begin <= at < fact.end:
            continue
        if other is not None and other.kind is Kind.NUMBER:
            if other.begin == at and _is_of_another_kind(fact, other):
                found[f"#{other.keys[0]}"] = 1.0
        elif _tells(passage, at):
            weight = _weight(
                passage, at, steps(passage, fact, (at, at + 1), numbers, comma)
            )
            for key in keys(passage, at, named=at in names) if weight else ():
                found[key] = max(found.get(key, 0), weight)
    return found


def _places_of_names(passage: Passage) -> Iterator[int]:
    for name in passage.reading.of(Kind.NAME):
        if not name.opens or len(name.keys) > 1:
            yield from range(name.begin, name.end)


def _is_of_another_kind(fact: Fact, other: Fact) -> bool:
    return other.keys != fact.keys and other.units != fact.units


def _tells(passage: Passage, at: int) -> bool:
    """Leave out units, hedges and who says it, which stand beside any figure."""
    token = passage.tokens[at]
    return (
        is_content(token, passage.lang)
        and token.low not in lexicon.units()
        and not senses_at(passage, at, s.BOUNDS, s.VOICES)
    )


def _weight(passage: Passage, at: int, away: int) -> float:
    """Weigh a word by its distance: “Revenue in the first three months grew to 2 billion”."""
    if FAR < away <= _CLAUSE and senses_at(passage, at, s.SUBJECTS):
        away = FAR
    return next((weight for most, weight in _WEIGHTS if away <= most), 0.0)


def times(passage: Passage, fact: Fact, numbers: Sequence[Fact]) -> Iterator[str]:
    """Give what puts a figure in another time than the news: a year, a month, “last year”."""
    for other in passage.reading.facts:
        place = (other.begin, other.end)
        if other.kind is Kind.NAME or steps(passage, fact, place, ()) > FAR:
            continue
        if other.kind is Kind.DATE and other.keys[0].startswith("m"):
            yield other.keys[0]
        elif is_year(passage.tokens[other.begin].text):
            yield passage.tokens[other.begin].text
    for sense in passage.senses:
        place = (sense.begin, sense.end)
        near = steps(passage, fact, place, numbers) <= _TIME_WITHIN
        if near and sense.name in _OTHER_TIMES:
            yield sense.name


def is_year(word: str) -> bool:
    """Whether a word is a year of this century or the last one."""
    return len(word) == len("2026") and word.isdecimal() and int(word) in _YEARS


def is_planned(passage: Passage, day: Fact) -> bool:
    """Tell days to come, of which a thing has one, from days on which things were said."""
    return any(
        sense.name == f"{s.TIMES}.planned"
        and steps(passage, day, (sense.begin, sense.end), (), _CLAUSE) <= _TIME_WITHIN
        for sense in passage.senses
    )


def names_in(passage: Passage) -> frozenset[str]:
    """Give the keys of the names of a sentence, but for what may only open it."""
    if passage.lang == "de":
        return frozenset()
    places = _places_of_names(passage)
    return frozenset(terms.name_key(passage.tokens[at].text) for at in places)
