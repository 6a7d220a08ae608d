"""Whether two words are forms of one, and whether a text has one of them."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice, takewhile

from digests.summarize.facts import HEAD, Reading

MOST_FORMS = 200
MOST_PLACES = 60
_NEAR = 3
_FEWEST_PLAIN = 4
_CUT, _ADDED = 2, 3
_INFLECTED = frozenset("ru uk pl cs sk hr sr sl bg fi hu tr et lt lv".split())
_ENDINGS = frozenset(
    "s n an ian ish ese i er ers en es a e in ische ischen ischer".split()
)
_PEOPLES = frozenset(
    [("y", "ian"), ("y", "ians"), ("y", "ies"), ("a", "ian"), ("a", "ians"), ("a", "e"),
     ("ia", "isch"), ("e", "ian"), ("ain", "ish"), ("ce", "k"), ("en", "er"), ("y", "an"),
     ("and", "ish"), ("and", "isch"), ("ia", "o"), ("ia", "a"), ("o", "a"), ("o", "os")]
)  # fmt: skip


def knows(reading: Reading, word: str, lang: str) -> bool:
    """Whether a text has a word, in this form or another that its language builds."""
    return word in reading.where or any(_forms(reading, word, lang))


def _forms(reading: Reading, word: str, lang: str) -> Iterator[str]:
    alikes = reading.begun.get(word[:HEAD], ())
    return (other for other in alikes[:MOST_FORMS] if alike(word, other, lang))


def are_together(reading: Reading, one: str, two: str, lang: str) -> bool:
    """Whether a text has two words side by side, but for an initial or a “von”."""
    heads = _places(reading, one, lang)
    tails = set(_places(reading, two, lang))
    return any(at + step in tails for at in heads for step in range(1, _NEAR + 1))


def _places(reading: Reading, word: str, lang: str) -> list[int]:
    known = [word, *_forms(reading, word, lang)]
    found = (reading.where.get(form, []) for form in dict.fromkeys(known))
    return list(islice(chain.from_iterable(found), MOST_PLACES))


@lru_cache(maxsize=60_000)
def alike(one: str, other: str, lang: str) -> bool:
    """Whether two folded words are forms of one: Москва, Москве; Norway, Norwegian."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    pairs = zip(short, long, strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    if lang in _INFLECTED:
        enough = max(HEAD, len(short) - _CUT)
        return shared >= enough and len(long) - shared <= _ADDED
    rests = tuple(sorted((short[shared:], long[shared:]), key=len))
    if shared < _FEWEST_PLAIN:
        return False
    return (not rests[0] and rests[1] in _ENDINGS) or rests in _PEOPLES
