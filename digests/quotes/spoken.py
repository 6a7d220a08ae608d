"""A quote made ready to be compared: its words without marks, case and white space.

Numbers are read as their language writes them, in figures or in words. Linear.
"""

import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from digests import sentences
from digests.quotes.languages import cues_of

GAP, OPEN, CLOSE = "…", "[", "]"
_COMBINING = "".join(
    letter
    for letter in map(chr, range(0x300, 0x1DFF))
    if unicodedata.category(letter)[0] == "M"
)
_LETTER = rf"(?:[^\W\d_]|[{_COMBINING}])"
_TOKEN = re.compile(
    r"(?P<number>(?:(?<![\w)])[-−])?\d+(?:[.,]\d+)*)"
    r"|[\u3040-\u30ff\u3400-\u9fff]"
    rf"|{_LETTER}+(?:'{_LETTER}+)*|[…\[\]%‰€$£¥₽&]"
)
_APOSTROPHES = str.maketrans("’‘ʼ`´", "'''''", "\u00ad\u200b\u200c\u2060\ufeff")
_GROUPED = re.compile("(?<=\\d)[\u00a0\u202f\u2009’'](?=\\d{3}(?!\\d))")
_GAPS = re.compile(r"[\[(]?(?:…|\.\s?\.\s?\.)\.?[\])]?")
_ASIDE = re.compile(
    r"[\[(](?:sic|laughs?|laughter|laughing|applause|pause)[\])]", re.IGNORECASE
)
_FIRST_LETTER = re.compile(r"\[([^\W\d_])\](?=[^\W\d_])")
_JOINT = re.compile(r"([,.!?…])[”\"»“]\s?([^“”\"«»„]{1,120}?)[“\"«„]")
_PER_CENT = re.compile(
    r"\b(?:per\s?cent|prozent|pour\scent|por\sciento)\b", re.IGNORECASE
)
_OPENING = '“"«„'
_POINTS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_COMMAS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_WITH_POINTS = frozenset(("", "en", "zh", "ja", "ko", "he", "th", "hi"))
_LONGEST_NUMBER = 15

_SAYS = tomllib.loads(
    files("digests.quotes").joinpath("spoken.toml").read_text(encoding="utf-8")
)
_VALUES = {
    lang: {word: value for value, word in enumerate(row.split()) if word != "-"}
    for lang, row in _SAYS["numbers"].items()
}
_VALUES["en"] |= {
    word: tens * 10
    for tens, word in enumerate(
        "thirty forty fifty sixty seventy eighty ninety".split(), 3
    )
}
_SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9,
    "tausend": 1_000, "millionen": 10**6, "mil": 1_000, "mille": 1_000,
    "millones": 10**6, "millions": 10**6,
}  # fmt: skip
_TENS, _TEN = frozenset(range(20, 100, 10)), 10

TURNING = {lang: frozenset(row.split()) for lang, row in _SAYS["turns"].items()}
BUT, AND, THIRD, _OTHER_PERSONS, _BEING = (
    frozenset(_SAYS["any"][name].split())
    for name in ("but", "and", "third_persons", "other_persons", "being")
)
_PERSONS = THIRD | _OTHER_PERSONS
_NEGATIONS = frozenset((GAP, *_SAYS["any"]["negations"].split()))
_SHORT_FOR = {"ll": "will", "re": "are", "m": "am", "ve": "have", "t": "not"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A quote made ready to be compared.

    ``tokens`` are its folded words with gaps and brackets, ``words`` those without
    brackets, ``places`` where each of the words stands in ``text``.
    """

    text: str
    lang: str
    speaker: str
    tokens: tuple[str, ...]
    words: tuple[str, ...]
    places: tuple[int, ...]
    bag: frozenset[str]
    pairs: frozenset[tuple[str, str]]


@lru_cache(maxsize=1_024)
def said(text: str, *, lang: str = "", speaker: str | None = "") -> Said:
    """Make a quote ready; its language is told from its words if it is not given."""
    lang = lang or sentences.language_of(text)
    clean = _cleaned(text, lang)
    found = list(_tokens(clean, lang))
    while found and found[0][0] == GAP:
        del found[0]
    while found and found[-1][0] == GAP:
        del found[-1]
    plain = [(word, at) for word, at in found if word not in {OPEN, CLOSE}]
    folded = [loose for word, _ in plain for loose in _loose(word)]
    return Said(
        text=clean,
        lang=lang,
        speaker=speaker or "",
        tokens=tuple(sys.intern(word) for word, _ in found),
        words=tuple(sys.intern(word) for word, _ in plain),
        places=tuple(at for _, at in plain),
        bag=frozenset(folded),
        pairs=frozenset(pairwise(folded)),
    )


def _cleaned(text: str, lang: str) -> str:
    text = unicodedata.normalize("NFKC", _GROUPED.sub("", text))
    text = _ASIDE.sub(" ", text.translate(_APOSTROPHES))
    text = _PER_CENT.sub("%", text)
    text = _FIRST_LETTER.sub(r"\1", _GAPS.sub(f" {GAP} ", text))
    if text.lstrip()[:1] in _OPENING:
        speech = cues_of(lang).said

        def joined(joint: re.Match[str]) -> str:
            told = not speech.isdisjoint(_words_of(joint[2]))
            return f"{joint[1]} " if told else joint.group()

        text = _JOINT.sub(joined, text)
    return text


def _words_of(text: str) -> list[str]:
    return [match.group().casefold() for match in _TOKEN.finditer(text)]


def _tokens(text: str, lang: str) -> Iterator[tuple[str, int]]:
    """Fold the words of a text; figures and words for numbers become one kind."""
    values = _VALUES.get(lang or "en", {})
    held: tuple[Decimal, int, bool] | None = None
    for match in _TOKEN.finditer(text):
        word = match.group().casefold()
        if held and (joined := _counted(held, word, values)) is not None:
            held = (joined, held[1], False)
            continue
        if held:
            yield f"{held[0].normalize():f}", held[1]
            held = None
        if match["number"] and len(word) <= _LONGEST_NUMBER:
            figure = _figure(word, lang)
            if figure is None:
                yield word, match.start()
            else:
                held = (figure, match.start(), False)
        elif word in values:
            held = (Decimal(values[word]), match.start(), True)
        else:
            yield {"&": "and"}.get(word, word), match.start()
    if held:
        yield f"{held[0].normalize():f}", held[1]


def _counted(
    held: tuple[Decimal, int, bool], word: str, values: dict[str, int]
) -> Decimal | None:
    """Count on: 3 million, two hundred, twenty-one; nothing if the word is no part."""
    value, _, spelt = held
    if word in _SCALES and value < _SCALES[word]:
        return value * _SCALES[word]
    if spelt and value in _TENS and 0 < values.get(word, 0) < _TEN:
        return value + values[word]
    return None


def _figure(digits: str, lang: str) -> Decimal | None:
    """Read a number as its language writes it; nothing for 1.2.3 and dates."""
    digits = digits.replace("−", "-")
    sign, bare = ("-", digits[1:]) if digits[0] == "-" else ("", digits)
    if lang in _WITH_POINTS:
        plain = bare.replace(",", "") if _POINTS.fullmatch(bare) else bare
    elif _COMMAS.fullmatch(bare):
        plain = bare.replace(".", "").replace(",", ".")
    else:
        plain = bare.replace(",", ".") if bare.count(",") == 1 else bare
    if plain.count(".") > 1 or "," in plain:
        return None
    return Decimal(sign + plain)


def _loose(word: str) -> Iterator[str]:
    """Fold what often differs between versions: persons, being, numbers, negations."""
    for part in word.split("'"):
        full = _SHORT_FOR.get(part, part) if "'" in word else part
        if full in _PERSONS:
            yield "person"
        elif full in _BEING:
            yield "being"
        elif full not in _NEGATIONS:
            yield "0" if full[0].isdecimal() or full[0] == "-" else full
