"""Who claims a quotation: the cue right after it.

The reader sees one line, in which each quotation is a single word. It returns a claim
only where subject, verb and quotation stand as the language's grammar puts them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from digests.quotes.cues import Cues
from digests.quotes.phrases import (
    Phrase,
    Verb,
    Who,
    read_phrase,
    read_verb,
    skip_apposition,
)
from digests.quotes.words import Sort, Word

_DASHES = frozenset({"–", "—", "-", "―"})
_FROM = frozenset({"from", "by", "von"})
MOST_BETWEEN = 14
MOST_AHEAD = 40


class How(StrEnum):
    """How a quotation and its speaker are tied together."""

    VERB_FIRST = "said X"
    SUBJECT_FIRST = "X said"
    QUOTED = "X was quoted"
    TOLD_BY = "was told by X"
    ACCORDING = "according to X"
    COLON = "X said:"
    COMMA = "X said,"
    ADJACENT = "X said “"
    THAT = "X said that"
    LOOSE = "X said the thing was"
    ACCORDING_BEFORE = "according to X,"
    SPLIT = "around the cue"
    SAME_PARAGRAPH = "goes on in the paragraph"
    REOPENED = "goes on with new marks"
    NEXT_PARAGRAPH = "goes on in the next paragraph"
    INTRODUCED = "just introduced"
    CITED = "citing X"
    SIGNED = "signed"
    LABEL = "labelled"
    BLOCK = "block"
    WIDE = "written without capitals"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A speaker's claim on a quotation, read from words ``first:last`` of its row."""

    how: How
    phrase: Phrase
    first: int
    last: int
    verb: Verb | None = None


def read_after(row: Sequence[Word], at: int, cues: Cues) -> Claim | None:
    """Read the cue that follows the quotation ``row[at]``."""
    first = _past_marks(row, at + 1)
    if first >= len(row) or row[first].sort is not Sort.WORD:
        return None
    return (
        read_according(row, first, cues, How.ACCORDING)
        or _verb_first(row, first, cues)
        or _subject_first(row, first, cues)
        or _signed(row, at, cues)
    )


def _signed(row: Sequence[Word], at: int, cues: Cues) -> Claim | None:
    """Read a signature that fills the rest of the line: “…” — Ana Roth, nurse."""
    if at or at + 2 >= len(row) or row[at + 1].text not in _DASHES:
        return None
    phrase = read_phrase(row, at + 2, cues)
    if phrase is None or phrase.who is not Who.NAMED or " " not in phrase.name:
        return None
    rest = row[phrase.last :]
    if rest and (rest[0].text not in {",", "."} or any(w.stops for w in rest[:-1])):
        return None
    return Claim(how=How.SIGNED, phrase=phrase, first=at + 2, last=len(row))


def _past_marks(row: Sequence[Word], at: int) -> int:
    end = at
    while end < min(at + 3, len(row)) and (
        row[end].text == "," or row[end].text in _DASHES
    ):
        end += 1
    return end


def _verb_first(row: Sequence[Word], at: int, cues: Cues) -> Claim | None:
    verb = read_verb(row, at, cues) if cues.inverts else None
    if verb is None:
        return None
    phrase = read_named(row, _past_adverbial(row, verb.last, cues), cues)
    if phrase is None:
        return None
    return Claim(
        how=How.VERB_FIRST, phrase=phrase, first=at, last=phrase.last, verb=verb
    )


def _past_adverbial(row: Sequence[Word], at: int, cues: Cues) -> int:
    """Step over “on Monday”, “entre risas”: what may part a verb from its subject."""
    end = at
    while end < min(at + 3, len(row) - 1) and (
        row[end].low in cues.adverbs or row[end].low in cues.prepositions
    ):
        end += 1
    return end


def _subject_first(row: Sequence[Word], at: int, cues: Cues) -> Claim | None:
    if not cues.straight:
        return None
    passive = read_passive(row, at, cues)
    if passive is not None:
        return passive
    for phrase, verb in read_subjects(row, at, cues, min(len(row), at + MOST_AHEAD)):
        return Claim(
            how=How.SUBJECT_FIRST, phrase=phrase, first=at, last=verb.last, verb=verb
        )
    return None


def read_subjects(
    row: Sequence[Word], at: int, cues: Cues, end: int
) -> Iterator[tuple[Phrase, Verb]]:
    """Pair the phrase at ``at``, or the name in its apposition, with its verb."""
    phrase = read_phrase(row, at, cues)
    if phrase is None or _any_such(row, at, phrase, cues):
        return
    for place in skip_apposition(row, phrase.last, cues):
        verb = read_verb(row, place, cues)
        if verb is not None and verb.last <= end:
            if _and_another(row, phrase.last, place, cues):
                return
            yield _better_named(row, phrase, place, cues), verb
            return


def _any_such(row: Sequence[Word], at: int, phrase: Phrase, cues: Cues) -> bool:
    """Recognise “an Ana Birch lookalike”, who is not Ana Birch."""
    if row[at].low not in cues.determiners or row[at].low in cues.definite:
        return False
    following = row[at + 1 : at + 2]
    named = phrase.who is Who.NAMED and bool(following)
    return named and following[0].start == phrase.head[0]


def _and_another(row: Sequence[Word], start: int, end: int, cues: Cues) -> bool:
    """“Roth, the mayor, and Tom Birch said” has two speakers."""
    return any(
        row[at].low in cues.conjoined
        and row[at + 1].capital
        and row[at - 1].text == ","
        for at in range(start + 1, end - 1)
    )


def _better_named(
    row: Sequence[Word], phrase: Phrase, verb_at: int, cues: Cues
) -> Phrase:
    """Take “Sara Lund” for “the bank's chief, Sara Lund, told”."""
    if phrase.who in {Who.NAMED, Who.PRONOUN} or phrase.last + 1 >= verb_at:
        return phrase
    return _author(row, phrase, cues) or _apposed(row, phrase, cues) or phrase


def _author(row: Sequence[Word], phrase: Phrase, cues: Cues) -> Phrase | None:
    """Take “Acme & Sons” for “a statement from Acme & Sons”."""
    at = phrase.last
    if phrase.who is not Who.DOCUMENT or at >= len(row) or row[at].low not in _FROM:
        return None
    author = read_phrase(row, at + 1, cues)
    return author if author is not None and author.who is Who.NAMED else None


def _apposed(row: Sequence[Word], phrase: Phrase, cues: Cues) -> Phrase | None:
    at = phrase.last
    if at >= len(row) or row[at].text != ",":
        return None
    apposed = read_phrase(row, at + 1, cues)
    if apposed is None or apposed.who is not Who.NAMED or not row[at + 1].capital:
        return None
    return apposed


def read_named(row: Sequence[Word], at: int, cues: Cues) -> Phrase | None:
    """Read the phrase after a verb, and the name that explains it: “the chief, Noor”."""
    phrase = read_phrase(row, at, cues)
    if phrase is not None and _any_such(row, at, phrase, cues):
        return None
    if phrase is None or phrase.who in {Who.NAMED, Who.PRONOUN}:
        return phrase
    return _author(row, phrase, cues) or _apposed(row, phrase, cues) or phrase


def read_passive(row: Sequence[Word], at: int, cues: Cues) -> Claim | None:
    """Read “X was quoted as saying”, and “the clerk was told by X”."""
    phrase = read_phrase(row, at, cues)
    if phrase is None:
        return None
    for place in skip_apposition(row, phrase.last, cues):
        end = place
        while end < len(row) and _helps(row[end], cues):
            end += 1
        cue = starts_with(row, end, cues.quoted_by) if end > place else 0
        if cue:
            named = _better_named(row, phrase, place, cues)
            return Claim(how=How.QUOTED, phrase=named, first=at, last=end + cue)
        if end > place and _told_by(row, end, cues):
            teller = read_named(row, end + 2, cues)
            if teller is not None:
                return Claim(how=How.TOLD_BY, phrase=teller, first=at, last=teller.last)
    return None


def _helps(word: Word, cues: Cues) -> bool:
    return word.low in cues.auxiliary or word.low in cues.adverbs


def _told_by(row: Sequence[Word], at: int, cues: Cues) -> bool:
    return at + 1 < len(row) and row[at].low in cues.told_to and row[at + 1].low == "by"


def starts_with(
    row: Sequence[Word], at: int, phrases: Sequence[tuple[str, ...]]
) -> int:
    """Count the words of the first of ``phrases`` that stands at ``at``, or 0."""
    for phrase in phrases:
        if all(
            at + step < len(row) and row[at + step].low == word
            for step, word in enumerate(phrase)
        ):
            return len(phrase)
    return 0


def read_according(row: Sequence[Word], at: int, cues: Cues, how: How) -> Claim | None:
    """Read “according to X” at ``at``."""
    cue = starts_with(row, at, cues.according)
    phrase = read_named(row, at + cue, cues) if cue else None
    if phrase is None:
        return None
    return Claim(how=how, phrase=phrase, first=at, last=phrase.last)
