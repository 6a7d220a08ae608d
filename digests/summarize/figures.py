"""Numbers as values, in figures or in words, each with what it counts or measures.

“12,000”, “12 000” and “twelve thousand” are one; what two countries read differently,
as “1.200”, has both values.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from digests.summarize import lexicon
from digests.summarize.tokens import Fact, Kind, Token

_LONGEST_FIGURE = 24
_GROUP = 3
_HUNDRED, _TWENTY, _TEN = 100, 20, 10
_FOUR_TWENTIES = (4, 20)
_SOIXANTE_DIX = frozenset((60, 80))
_UNIT_WITHIN = 4
_CODE = 2  # letters at least: US, EUR
# What may stand between a number and its unit: “12 millions d'euros”, “3. Mai”.
_JOINTS = frozenset(
    "- of de d ' us u s . canadian australian american di do da".split()
)
_TO = frozenset("- to and or bis und oder à a et ou y e o до и или i".split())
_AND = frozenset("and et y e en und och og i и".split())
# Scales that are numbers by themselves, as “million” is only behind an article.
_BARE = frozenset(
    "mil mille cent cien ciento cento sto сто hundert tausend honderd duizend тысяча".split()
)
_ONES = frozenset(
    "a one un une una uno um uma ein eine einen einer один одна одну".split()
)
_SHORT_SCALES = {"k": 10**3, "m": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
_MONEY = frozenset("€ $ £ ¥ ₽ ₴ ₹".split())
_RANK = re.compile(r"(?:st|nd|rd|th|ers?|e|re|o|a|º|ª|м|й|я|го|ти)\Z")

# Numbers ----------------------------------------------------------------------


def numbers(
    tokens: Sequence[Token], lang: str, months: Mapping[int, str]
) -> list[Fact]:
    """Find the numbers of a text, in order; ``months`` tells where which month stands."""
    return _with_units(tokens, list(_numbers(tokens, lang)), months)


def _numbers(tokens: Sequence[Token], lang: str) -> Iterator[Fact]:
    at = 0
    while at < len(tokens):
        fact = (
            _figure(tokens, at)
            if tokens[at].text[0].isdecimal()
            else _spelt(tokens, at, lang)
        )
        if fact:
            yield fact
        at = fact.end if fact else at + 1


def _figure(tokens: Sequence[Token], at: int) -> Fact:
    values = values_of(tokens[at].text)
    money = at > 0 and tokens[at - 1].text in _MONEY
    end, by, sure = _scale(tokens, at + 1, money=money)
    scaled = [value * by for value in values]
    if not sure:
        scaled += values
    if end == at + 1 and end < len(tokens) and tokens[end].glued:
        end += _RANK.match(tokens[end].low) is not None
    return Fact(Kind.NUMBER, tuple(map(_key, scaled)), at, end)


def values_of(digits: str) -> list[float]:
    """Read figures in every way in which some country does: 1.200 is 1200 or 1.2."""
    if len(digits) > _LONGEST_FIGURE:
        return [float(sum(map(ord, digits))) * 1e18]  # nobody's number, but itself
    *heads, last = re.split(r"[ .,']", digits)
    joined = "".join(heads)
    if not heads:
        return [float(last)]
    marks = [mark for mark in digits if not mark.isdecimal()]
    values = []
    if len(last) == _GROUP and len(set(marks)) == 1:
        values.append(float(joined + last))
    if marks[-1] in ".," and marks.count(marks[-1]) == 1:
        values.append(float(f"{joined}.{last}"))
    return values or [float(joined + last)]


def _key(value: float) -> str:
    return f"{value:.12g}"


def _scale(
    tokens: Sequence[Token], at: int, *, money: bool = False
) -> tuple[int, int, bool]:
    """Read the scales from ``at`` on: where they end, their value, and if they surely are some."""
    start, by = at, 1
    while at < len(tokens):
        after = at + (tokens[at].low == "-")
        word = tokens[after] if after < len(tokens) else tokens[at]
        if word.low in lexicon.scales() and by < lexicon.MOST:
            by, at = by * lexicon.scales()[word.low], after + 1
            at += at < len(tokens) and tokens[at].text == "." and tokens[at].glued
        elif word.low in _SHORT_SCALES and (word.glued or money) and at == start:
            return after + 1, _SHORT_SCALES[word.low], money or word.low != "m"
        else:
            break
    return at, by, True


def _spelt(tokens: Sequence[Token], at: int, lang: str) -> Fact | None:
    """Read a number in words: two hundred and five thousand, quatre-vingt-dix."""
    rank = lexicon.ranks(lang).get(tokens[at].low)
    if rank is not None:
        return Fact(Kind.NUMBER, (_key(rank),), at, at + 1, weak=rank == 1)
    total, held, begin, end = 0, 0, at, at
    while at < len(tokens):
        some = end > begin
        value = _value(tokens, at, lang, inside=some)
        scale = lexicon.scales().get(tokens[at].low)
        if scale and (some or _alone(tokens, at)):
            total, held, end = total + max(held, 1) * scale, 0, at + 1
        elif value is not None and _fits(held, value, begun=some):
            held, end = _plus(held, value), at + 1
        elif not (some and _goes_on(tokens, at, held, total, lang)):
            break
        at += 1
    if end == begin:
        return None
    return Fact(Kind.NUMBER, (_key(total + held),), begin, end, weak=total + held == 1)


def _value(tokens: Sequence[Token], at: int, lang: str, *, inside: bool) -> int | None:
    """Read one number word; “un” and “uno” are articles but for “vingt et un”."""
    word = tokens[at].low
    if not tokens[at].is_word:
        return None
    value = lexicon.compound(word, lang)
    joined = inside and tokens[at - 1].low in _AND | {"-"}
    return 1 if value is None and joined and word in _ONES else value


def _alone(tokens: Sequence[Token], at: int) -> bool:
    """Tell “a million” and “mil personas” from “millions of”."""
    return tokens[at].low in _BARE or (at > 0 and tokens[at - 1].low in _ONES)


def _fits(held: int, value: int, *, begun: bool) -> bool:
    """Tell whether a number word goes on with the number before it."""
    if not held:
        return value > 0 or not begun
    if value == _HUNDRED or (held, value) == _FOUR_TWENTIES:  # deux cents
        return held < value
    if held % _HUNDRED == 0:
        return value < _HUNDRED
    tens = held % _HUNDRED
    round_tens = tens >= _TWENTY and tens % _TEN == 0
    return (round_tens and value < _TEN) or (tens in _SOIXANTE_DIX and value < _TWENTY)


def _plus(held: int, value: int) -> int:
    times = value == _HUNDRED or (held, value) == _FOUR_TWENTIES
    return held * value if held and times else held + value


def _goes_on(
    tokens: Sequence[Token], at: int, held: int, total: int, lang: str
) -> bool:
    """Tell “two hundred and five” from “two and five”."""
    if tokens[at].low not in _AND | {"-"} or at + 1 >= len(tokens):
        return False
    if tokens[at].low == "-" and tokens[at + 1].low in lexicon.scales():
        return True
    value = _value(tokens, at + 1, lang, inside=True)
    return value is not None and bool(held or total) and _fits(held, value, begun=True)


# Units ------------------------------------------------------------------------


def _with_units(
    tokens: Sequence[Token], numbers: Sequence[Fact], months: Mapping[int, str]
) -> list[Fact]:
    """Give each number its unit or month; the first of two, “10 to 12 km”, shares it."""
    found: list[Fact] = []
    for number in reversed(numbers):
        units, keys = frozenset(_units(tokens, number, months)), number.keys
        after = found[-1] if found else None
        if after and not units and _is_range(tokens, number, after):
            units = after.units
            keys += _scaled_like(tokens, keys, after)
        found.append(replace(number, units=units, keys=keys))
    return found[::-1]


def _is_range(tokens: Sequence[Token], number: Fact, after: Fact) -> bool:
    return number.end + 1 == after.begin and tokens[number.end].low in _TO


def _scaled_like(
    tokens: Sequence[Token], keys: Sequence[str], after: Fact
) -> tuple[str, ...]:
    """Read “10 to 12 million” as 10 million too."""
    by = _scale(tokens, after.begin + 1)[1]
    return tuple(_key(float(key) * by) for key in keys) if by > 1 else ()


def _units(
    tokens: Sequence[Token], number: Fact, months: Mapping[int, str]
) -> Iterator[str]:
    known = lexicon.units()
    for at in range(number.end, min(number.end + _UNIT_WITHIN, len(tokens))):
        if at in months:
            yield months[at]
        elif tokens[at].low in known:
            yield known[tokens[at].low]
            return
        elif tokens[at].low not in _JOINTS:
            break
    before = number.begin - 1
    if before in months:
        yield months[before]
    elif before >= 0 and _is_sign(tokens[before]):
        yield from filter(None, [known.get(tokens[before].low)])


def _is_sign(token: Token) -> bool:
    code = token.text.isupper() and len(token.text) >= _CODE
    return token.text in _MONEY or code
