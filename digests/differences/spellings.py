"""One person or place whom accounts spell in two ways."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from digests import terms
from digests.differences.passages import Passage, Stretch
from digests.summarize.tokens import Fact, Kind

_SHORT, _LONG = 5, 9
_LONE = 7
_KEPT = 3
_ENDINGS = frozenset("s es n en e".split())
# Their names have cases, which look like other spellings.
_INFLECTED = frozenset("ru uk be pl cs sk sl hr sr bg fi et hu lt lv tr el".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Stretch):
    """A name in an account: its words as written, and where it stands first."""

    words: tuple[str, ...]


Names = Mapping[tuple[str, ...], Mention]


def names(account: Sequence[Passage], small: frozenset[str]) -> Names:
    """Find the full names of an account, and its long single ones, at first mention.

    ``small`` are the words that stand in small letters somewhere, which are no names.
    """
    found: dict[tuple[str, ...], Mention] = {}
    for passage in account:
        if passage.is_headline:
            continue
        for fact in passage.reading.of(Kind.NAME):
            for words, begin in _forms(passage, fact, small):
                mention = Mention(
                    words=words, passage=passage, begin=begin, end=begin + len(words)
                )
                found.setdefault(words, mention)
    return found


def _forms(
    passage: Passage, fact: Fact, small: frozenset[str]
) -> Iterator[tuple[tuple[str, ...], int]]:
    tokens = passage.tokens[fact.begin : fact.end]
    if any(not token.is_word for token in tokens):
        return
    words = tuple(token.text for token in tokens[-2:])
    if any(terms.fold(word) in small for word in words):
        return
    if len(words) > 1:
        yield words, fact.end - 2
    elif not fact.opens and len(words[0]) >= _LONE and passage.lang != "de":
        yield words, fact.begin


def variants(accounts: Sequence[Names]) -> Iterator[tuple[Mention, Mention]]:
    """Pair the spellings of one name in two accounts that each keep to their own."""
    known: dict[tuple[str, ...], list[int]] = {}
    for place, found in enumerate(accounts):
        for words in found:
            known.setdefault(words, []).append(place)
    shelves: dict[tuple[object, ...], list[tuple[str, ...]]] = {}
    for words in known:
        for mark in _marks(words):
            shelves.setdefault(mark, []).append(words)
    pairs = {pair for shelf in shelves.values() for pair in combinations(shelf, 2)}
    for one, other in sorted(pairs):
        for here, there in product(known[one], known[other]):
            if other in accounts[here] or one in accounts[there]:
                continue
            if _comparable(accounts[here][one], accounts[there][other]):
                yield accounts[here][one], accounts[there][other]


def _marks(words: tuple[str, ...]) -> Iterator[tuple[object, ...]]:
    """Give the parts of a name of which a slip leaves one as it was."""
    folded = [terms.fold(word) for word in words]
    if len(folded) > 1:
        yield from enumerate(folded)
    else:
        yield "begins", folded[0][:_KEPT]
        yield "ends", folded[0][-_KEPT:]


def _comparable(one: Mention, other: Mention) -> bool:
    lang = one.passage.lang
    if lang != other.passage.lang or lang in _INFLECTED:
        return False
    if "".join(one.words).casefold() == "".join(other.words).casefold():
        return False
    *given, last = zip(
        map(terms.fold, one.words), map(terms.fold, other.words), strict=True
    )
    if not given:
        return _is_slip(*last, least=_LONE)
    (first, second), (name, alike) = given[0], last
    if first == second:
        return name == alike or _is_slip(name, alike, least=_SHORT - 1)
    return name == alike and _is_slip(first, second)


def _is_slip(one: str, other: str, *, least: int = _SHORT) -> bool:
    """Say whether two words differ by a letter, or two in long ones, but no ending."""
    short, long = sorted((one, other), key=len)
    if (
        len(short) < least
        or _is_usage(one, other)
        or long.removeprefix(short) in _ENDINGS
    ):
        return False
    most = 2 if len(short) >= _LONG and least < _LONE else 1
    return (
        one != other and len(long) - len(short) <= most and _steps(one, other) <= most
    )


def _is_usage(one: str, other: str) -> bool:
    """See what Britain and America spell differently: Center, Centre; Organisation."""
    first, second = (
        _AMERICAN.sub(lambda match: _BRITISH[match.group()], word)
        for word in (one, other)
    )
    return first == second


_BRITISH = {"er": "re", "or": "our", "iz": "is", "yz": "ys", "ense": "ence", "l": "ll"}
_AMERICAN = re.compile(r"er\Z|(?<!u)or|iz|yz|ense\Z|(?<!l)l\Z")


def _steps(one: str, other: str) -> int:
    """Count the letters to change, add or leave out, a swap of neighbours being one."""
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, 1):
        above, row = rows[-1], [i]
        for j, beside in enumerate(other, 1):
            changed = above[j - 1] + (letter != beside)
            cost = min(above[j] + 1, row[j - 1] + 1, changed)
            if i > 1 < j and letter == other[j - 2] and one[i - 2] == beside:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]
