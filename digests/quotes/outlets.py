"""Through which outlet words came: “told the Daily”, “quoted by CTN”, “a copy seen by”.

An outlet is named only where the cue says so and the name looks like one.
"""

from collections.abc import Iterator, Sequence

from digests.quotes.claims import Claim, How
from digests.quotes.cues import Cues
from digests.quotes.runs import name_end
from digests.quotes.words import Sort, Word, bare, sentence_start

_MOST_AFTER = 24
_ENDINGS = ("wire", "news", "post", "press", "times", "media", "cast", "feed")
_PAPERS = ("zeitung", "anzeiger", "magazin", "rundschau", "nachrichten", "agentur")
_FEWEST_LETTERS = 2


def outlet_of(row: Sequence[Word], at: int, claim: Claim, cues: Cues) -> str | None:
    """Name the outlet behind the claim on ``row[at]``, if its sentence names one."""
    start, end = sentence_start(row, at), _sentence_end(row, max(at + 1, claim.last))
    if claim.how is How.CITED:
        return outlet_at(row, at + 1 if claim.first > at else start, claim.first, cues)
    before, after = (start, at), (at + 1, end)
    for first, last in (after, before):
        for place in _after_cues(row, first, last, cues):
            name = outlet_at(row, place, last, cues)
            if name and not _is_speaker(name, claim):
                return name
    return None


def outlet_before(row: Sequence[Word], at: int, cues: Cues) -> str | None:
    """Name the outlet that a speaker talked to in the sentence before a translation."""
    start = sentence_start(row, at)
    if start == at and at > 0:
        start = sentence_start(row, at - 1)
    else:
        start = sentence_start(row, start - 1) if start else 0
    for place in range(start, at):
        if row[place].low in cues.spoken_to:
            name = outlet_at(row, place + 1, at, cues)
            if name:
                return name
    return None


def _is_speaker(name: str, claim: Claim) -> bool:
    return name == claim.phrase.name


def _sentence_end(row: Sequence[Word], at: int) -> int:
    end = at
    while end < min(len(row), at + _MOST_AFTER):
        if row[end].stops or row[end].sort is Sort.QUOTE:
            break
        end += 1
    return end


def _after_cues(
    row: Sequence[Word], first: int, last: int, cues: Cues
) -> Iterator[int]:
    """List the places where an outlet's name may begin."""
    for at in range(first, last):
        low = row[at].low
        if low in cues.told_to:
            yield at + 1
        for cue in cues.through:
            if low == cue[0] and at + len(cue) <= last and _stands(row, at, cue):
                yield at + len(cue)


def _stands(row: Sequence[Word], at: int, cue: Sequence[str]) -> bool:
    return all(row[at + step].low == word for step, word in enumerate(cue))


def outlet_at(row: Sequence[Word], at: int, end: int, cues: Cues) -> str | None:
    """Read an outlet's name at ``at``, past articles and words such as “broadcaster”."""
    first, called = at, False
    while first < min(end, at + 7) and _before_name(row[first]):
        if row[first].sort is not Sort.WORD and row[first].text != ",":
            return None
        if row[first].capital and _looks_like_outlet(row[first : first + 1], cues):
            return bare(row[first].text)
        called = called or bare(row[first].low) in cues.press
        plain = not row[first].capital and row[first].low not in cues.determiners
        if not called and plain and first > at + 3:
            return None
        first += 1
    if first >= min(end, len(row)) or not row[first].capital:
        return None
    words = list(row[first : min(end, name_end(row, first, cues))])
    while len(words) > 1 and words[0].low == "the":
        words.pop(0)
    if called or _looks_like_outlet(words, cues):
        return " ".join(bare(word.text) for word in words)
    return None


def _before_name(word: Word) -> bool:
    """“China's” leads to a name, too."""
    return not word.capital or word.possessive


def _looks_like_outlet(words: Sequence[Word], cues: Cues) -> bool:
    lows = [bare(word.low) for word in words]
    if any(low in cues.press for low in lows):
        return True
    if cues.nouns_capital and any(low.endswith(_PAPERS) for low in lows):
        return True
    return any(
        low.endswith(_ENDINGS) and len(low) > len("news") + _FEWEST_LETTERS
        for low in lows
    )
