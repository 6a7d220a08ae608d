"""What a sentence states that can be right or wrong: its numbers, units, dates and names.

A reading is pure and linear in the text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from digests import terms
from digests.summarize import figures, lexicon
from digests.summarize.tokens import Fact, Kind, Token, normal, tokens

HEAD = 3
_SHORT = 3
_STOPS = frozenset('.!?:;…“”„"«»‹›(—–•')
_MAYBE = frozenset("may march mar sun sat mon jan dec sep".split())
_BEFORE_DATES = frozenset("in of by until since last next from this".split())


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as facts; its words are folded to plain small letters.

    ``where`` tells at which tokens each word stands, ``begun`` which words begin with
    the same letters; ``small`` are those that stand in small letters somewhere, ``units``
    all that it measures in, ``taken`` the fact that each token belongs to.
    """

    tokens: tuple[Token, ...]
    facts: tuple[Fact, ...]
    where: dict[str, list[int]]
    begun: dict[str, list[str]]
    small: frozenset[str]
    units: frozenset[str]
    taken: dict[int, Fact]

    def of(self, kind: Kind) -> list[Fact]:
        return [fact for fact in self.facts if fact.kind is kind]


def _read(text: str, lang: str) -> Reading:
    cut = tokens(normal(text))
    days = list(_dates(cut, lang))
    months = {day.begin: day.keys[0] for day in days if day.keys[0][0] == "m"}
    known = [*days, *figures.numbers(cut, lang, months)]
    taken = {at for fact in known for at in range(fact.begin, fact.end)}
    found = sorted([*known, *_names(cut, lang, taken)], key=lambda fact: fact.begin)
    where: dict[str, list[int]] = {}
    for at, token in enumerate(cut):
        if token.is_word:
            where.setdefault(terms.fold(token.low), []).append(at)
    begun: dict[str, list[str]] = {}
    for word in where:
        begun.setdefault(word[:HEAD], []).append(word)
    small = (terms.fold(t.low) for t in cut if t.is_word and t.text.islower())
    units = lexicon.units()
    return Reading(
        tokens=cut,
        facts=tuple(found),
        where=where,
        begun=begun,
        small=frozenset(small),
        units=frozenset(units[t.low] for t in cut if t.low in units),
        taken={at: fact for fact in found for at in range(fact.begin, fact.end)},
    )


read = lru_cache(maxsize=256)(_read)
read_article = lru_cache(maxsize=4)(_read)


# Dates ------------------------------------------------------------------------


def _dates(tokens: Sequence[Token], lang: str) -> Iterator[Fact]:
    table = lexicon.dates(lang)
    for at, token in enumerate(tokens):
        key = table.get(token.low)
        if key is None or not token.is_word:
            continue
        if token.low in _MAYBE and not _is_date(tokens, at):
            continue
        if lang == "de" and token.text == "morgen" and _opens(tokens, at):
            continue
        yield Fact(Kind.DATE, (key,), at, at + 1)


def _is_date(tokens: Sequence[Token], at: int) -> bool:
    """Tell the month from the verb, and a short day from a name."""
    near = [*tokens[max(0, at - 2) : at], *tokens[at + 1 : at + 3]]
    if tokens[at].text.islower():
        return False
    if any(token.text[0].isdecimal() for token in near):
        return True
    before = tokens[at - 1].low if at else ""
    return before in _BEFORE_DATES and not _opens(tokens, at)


# Names ------------------------------------------------------------------------


def _names(tokens: Sequence[Token], lang: str, taken: set[int]) -> Iterator[Fact]:
    """Find capitalised words in a row; small words and dates among them are left out."""
    empty = terms.function_words(lang)
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and end not in taken and _is_capital(tokens, end):
            end += 1
            if _is_initial(tokens, end):
                end += 1
        row = [n for n in range(at, end) if tokens[n].is_word]
        noun = lang == "de" or at - 1 in taken  # “Euro”, “12 Euro”
        row = [n for n in row if _weighs(tokens[n], empty, measures=not noun)]
        if row:
            keys = tuple(terms.fold(tokens[n].low) for n in row)
            yield Fact(
                Kind.NAME, keys, row[0], row[-1] + 1, opens=_opens(tokens, row[0])
            )
        at = max(end, at + 1)


def _is_capital(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].is_word and tokens[at].text[0].isupper()


def _is_initial(tokens: Sequence[Token], at: int) -> bool:
    """See the point in “J. Roth” and “St. Anna”, and the hyphen in a double name."""
    if not 0 < at < len(tokens) - 1 or not _is_capital(tokens, at + 1):
        return False
    short = len(tokens[at - 1].text) <= _SHORT
    return tokens[at].glued and (
        (tokens[at].text == "." and short)
        or (tokens[at].text in "-'&" and tokens[at + 1].glued)
    )


def _weighs(token: Token, empty: frozenset[str], *, measures: bool) -> bool:
    """Leave out “The” and “I”, but neither “IT” nor “US”; “Century” is a name at times."""
    if len(token.text) <= 1:
        return False
    measure = token.low in lexicon.units() or token.low in lexicon.scales()
    plain = token.low in empty or (measure and not measures)
    return token.text.isupper() or not plain


def _opens(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word stands where any word has a capital."""
    while at > 0 and tokens[at - 1].text in "'-([*#":
        at -= 1
    if at == 0 or tokens[at - 1].text in _STOPS:
        short = at > 1 and tokens[at - 1].text == "." and tokens[at - 1].glued
        before = tokens[at - 2].text if short else ""
        return not (before[:1].isupper() and len(before) <= _SHORT)
    return False
