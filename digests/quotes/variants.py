"""Two printed quotes beside each other: the same words, a part, or other words.

Marks, white space, case and punctuation may differ between outlets, nothing else. All
steps are linear in the words, and likeness is never proof that two quotes are the same.
"""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from digests import sentences
from digests.news import Span
from digests.quotes.spoken import AND, BUT, CLOSE, GAP, OPEN, THIRD, TURNING, Said
from digests.terms import name_key

_STOP = re.compile(r"[.!?؟。！？]+")
_ASKS = re.compile(r"[?؟？]")
_FEWEST_WORDS = 3
_FEWEST_OF_ANOTHER = 5
_SPELT_ALIKE = 0.7  # Zhurbina, Shurbina
_WORDS_ALIKE, _PAIRS_ALIKE = 0.6, 0.33


class Likeness(StrEnum):
    """How two quotes relate.

    ``SUBSET``: one is a clean part of the other. ``MISLEADING``: a part too, but what
    was cut turns the sense. ``ALTERED``: other words, or the same of another speaker.
    ``TRANSLATED``: in two languages, so that words cannot be compared.
    """

    SAME = "same"
    SUBSET = "subset"
    MISLEADING = "misleading"
    ALTERED = "altered"
    TRANSLATED = "translated"
    UNRELATED = "unrelated"


def compare(one: Said, other: Said) -> Likeness:
    """Say how two quotes relate; the order does not matter."""
    found = _by_words(one, other)
    if found is Likeness.UNRELATED:
        foreign = one.lang and other.lang and one.lang != other.lang
        return Likeness.TRANSLATED if foreign else found
    if _may_be_one(one.speaker, other.speaker):
        return found
    whole = found in {Likeness.SAME, Likeness.SUBSET}
    long = min(len(one.words), len(other.words)) >= _FEWEST_OF_ANOTHER
    return Likeness.ALTERED if whole and long else Likeness.UNRELATED


def _by_words(one: Said, other: Said) -> Likeness:
    if not one.words or not other.words:
        return Likeness.UNRELATED
    short, long = sorted((one, other), key=_size)
    if not _near(short, long):
        return Likeness.UNRELATED
    if one.words == other.words or _same_but_brackets(one, other):
        return Likeness.ALTERED if _asks_otherwise(one, other) else Likeness.SAME
    kept = _kept(short, long)
    if kept and _long_enough(short, long):
        turned = _turns(short, long, kept) or _asks_otherwise_at_end(short, long, kept)
        return Likeness.MISLEADING if turned else Likeness.SUBSET
    return Likeness.ALTERED if _alike(short, long) else Likeness.UNRELATED


def _size(quote: Said) -> tuple[int, tuple[str, ...]]:
    return len(quote.words), quote.tokens


def _near(short: Said, long: Said) -> bool:
    """Leave out quickly what has too few words in common; brackets hold other words."""
    shared = len(short.bag & long.bag)
    bracketed = OPEN in short.tokens or OPEN in long.tokens
    least = _WORDS_ALIKE / 2 if bracketed else _WORDS_ALIKE
    return shared >= least * min(len(short.bag), len(long.bag))


def _long_enough(short: Said, long: Said) -> bool:
    return (
        len(short.words) >= _FEWEST_WORDS
        or len(long.words) <= 2 * len(short.words) + 1  # “guilty”, “not guilty”
    )


def _alike(short: Said, long: Said) -> bool:
    """Tell whether other words are still a version of the same saying."""
    if not short.bag or not _long_enough(short, long):
        return False
    if _one_word_differs(short, long):
        return True
    pairs, others = sorted((short.pairs, long.pairs), key=len)
    if len(short.words) < _FEWEST_WORDS:
        return len(short.bag & long.bag) == len(short.bag)
    words = len(short.bag & long.bag) / max(1, min(len(short.bag), len(long.bag)))
    return (
        words >= _WORDS_ALIKE and len(pairs & others) >= _PAIRS_ALIKE * len(pairs) > 0
    )


def _one_word_differs(short: Said, long: Said) -> bool:
    """See “they must go”, “they may go”: too short to have pairs of words in common."""
    if not _FEWEST_WORDS <= len(short.words) == len(long.words):
        return False
    pairs = zip(short.words, long.words, strict=True)
    return sum(one != other for one, other in pairs) == 1


# The same ---------------------------------------------------------------------


def _same_but_brackets(one: Said, other: Said) -> bool:
    """See an editor's insertion, or a name where the speaker said he or it."""
    return _reads(one.tokens, other.words) or _reads(other.tokens, one.words)


def _reads(tokens: Sequence[str], words: Sequence[str]) -> bool:
    if OPEN not in tokens:
        return False
    at, place = 0, 0
    while place < len(tokens):
        if tokens[place] == OPEN:
            inside, place = _bracket(tokens, place)
            if tuple(words[at : at + len(inside)]) == inside:
                at += len(inside)
            elif any(_weighs(word) for word in inside):
                return False
            elif at < len(words) and words[at] in THIRD:
                at += words[at] != (tokens[place] if place < len(tokens) else "")
        elif at < len(words) and tokens[place] == words[at]:
            at, place = at + 1, place + 1
        else:
            return False
    return at == len(words)


def _bracket(tokens: Sequence[str], start: int) -> tuple[tuple[str, ...], int]:
    end = start + 1
    while end < len(tokens) and tokens[end] not in {OPEN, CLOSE}:
        end += 1
    return tuple(tokens[start + 1 : end]), end + (tokens[end : end + 1] == (CLOSE,))


def _weighs(word: str) -> bool:
    """Tell a word that no editor may add in silence, not even in brackets."""
    return word[0].isdecimal() or any(word in row for row in TURNING.values())


def _asks_otherwise(one: Said, other: Said) -> bool:
    """Tell a question from a statement; a mark cut off at the end does not count."""
    asked, stopped = _stops(one)
    asked_too, stopped_too = _stops(other)
    last = len(one.words)
    return any(
        at < last or at in (stopped & stopped_too)
        for at in asked.symmetric_difference(asked_too)
    )


def _stops(quote: Said) -> tuple[frozenset[int], frozenset[int]]:
    """Count the words before each question mark, and before each end of a sentence."""
    asked, stopped, passed = set(), set(), 0
    for stop in _STOP.finditer(quote.text):
        while passed < len(quote.places) and quote.places[passed] < stop.start():
            passed += 1
        stopped.add(passed)
        if _ASKS.search(stop.group()):
            asked.add(passed)
    return frozenset(asked), frozenset(stopped)


# Parts ------------------------------------------------------------------------


def _kept(short: Said, long: Said) -> list[Span]:
    """Find the pieces between the gaps of one in the other, in order; none if one fails."""
    line = f" {' '.join(long.words)} "
    found: list[Span] = []
    at = passed = 0
    for piece in _pieces(short.words):
        sought = f" {' '.join(piece)} "
        start = line.find(sought, at)
        if start < 0:
            return []
        passed += line.count(" ", at, start)
        found.append((passed, passed + len(piece)))
        at = start + len(sought) - 1
        passed += len(piece)
    return found


def _pieces(words: Iterable[str]) -> list[list[str]]:
    pieces: list[list[str]] = [[]]
    for word in words:
        if word == GAP:
            pieces.append([])
        else:
            pieces[-1].append(word)
    return [piece for piece in pieces if piece]


def _turns(short: Said, long: Said, kept: Sequence[Span]) -> bool:
    """Tell whether what was cut out of a sentence, or follows it with a but, matters."""
    owner = _sentence_numbers(long)
    inside = [False] * len(owner)
    for start, end in kept:
        inside[start:end] = [True] * (end - start)
    touched = {owner[at] for start, end in kept for at in range(start, end)}
    torn = [at for at, own in enumerate(owner) if own in touched and not inside[at]]
    if torn and (long.lang or "en") not in TURNING:
        return True
    last = kept[-1][1]
    after = next((at for at in range(last, len(owner)) if owner[at] not in touched), -1)
    if after >= 0 and long.words[after] in BUT:
        return True
    return any(_is_turn(long, at, owner) for at in torn) or _mid_clause(
        short, long, kept, owner
    )


def _sentence_numbers(quote: Said) -> list[int]:
    """Tell which sentence each word stands in."""
    ends = [end for _, end in sentences.split(quote.text)]
    owner: list[int] = []
    number = 0
    for place in quote.places:
        while number < len(ends) and place >= ends[number]:
            number += 1
        owner.append(number)
    return owner


def _is_turn(quote: Said, at: int, owner: Sequence[int]) -> bool:
    """Tell a word that makes the sense; “in May” is a name and no “may”."""
    word, place = quote.words[at], quote.places[at]
    if word not in TURNING[quote.lang or "en"] and not word.endswith("n't"):
        return False
    begins = at == 0 or owner[at - 1] != owner[at]
    raw = quote.text[place : place + len(word)]
    return begins or not raw[:1].isupper() or (len(raw) > 1 and raw.isupper())


def _mid_clause(
    short: Said, long: Said, kept: Sequence[Span], owner: Sequence[int]
) -> bool:
    """Tell a cut in the middle of a clause that passes for a whole sentence."""
    start, end = kept[0][0], kept[-1][1]
    heads = start == 0 or owner[start - 1] != owner[start]
    if heads and end < len(owner) and owner[end] == owner[end - 1]:
        between = long.text[long.places[end - 1] : long.places[end]]
        if not re.search(r"[^\w\s'\]]", between) and long.words[end] not in AND:
            return True
    if heads or not short.text[short.places[0]].isupper():
        return False
    between = long.text[long.places[start - 1] : long.places[start]]
    raised = long.text[long.places[start]].islower()
    joined = long.words[start - 1] in AND or re.search(r"[^\w\s'\[]", between)
    return raised and not joined


def _asks_otherwise_at_end(short: Said, long: Said, kept: Sequence[Span]) -> bool:
    """Tell a statement that was cut out of a question."""
    owner = _sentence_numbers(long)
    asked = {owner[at - 1] for at in _stops(long)[0] if at}
    return owner[kept[-1][1] - 1] in asked and not _stops(short)[0]


# People -----------------------------------------------------------------------


def _may_be_one(one: str, other: str) -> bool:
    """Tell whether two names may mean one person; “the mayor” may be anybody."""
    names, others = _name(one), _name(other)
    if not names or not others:
        return True
    few, many = sorted((set(names), set(others)), key=len)
    first, last = names[0], names[-1]
    if few <= many or (last == others[-1] and first[:1] == others[0][:1]):
        return True
    spelt = SequenceMatcher(None, last, others[-1], autojunk=False).ratio()
    return first == others[0] and spelt >= _SPELT_ALIKE


def _name(speaker: str) -> list[str]:
    return [
        name_key(word)
        for word in re.findall(r"[^\W\d_]+", speaker)
        if not word.islower() and name_key(word)
    ]
