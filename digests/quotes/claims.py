"""Claims on a quotation, and the parts that they are read from.

The reader sees one line, in which each quotation is a single word. It returns a claim
only where subject, verb and quotation stand as the language's grammar puts them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from digests.quotes.appositions import skip_apposition
from digests.quotes.cues import Cues
from digests.quotes.phrases import (
    Phrase,
    Verb,
    Who,
    read_phrase,
    read_verb,
)
from digests.quotes.words import Sort, Word, bare, low_words

_FROM = frozenset({"from", "by", "von"})
_WHOM = frozenset({"den", "einen"})
_WHERE = frozenset({"in", "im"})
_OF_WHOM = frozenset({"des", "der"})
MOST_BETWEEN = 14
MOST_AHEAD = 40
_LONGEST_OF_PHRASE = 9
_CASE_ENDINGS = (0, 1, 2)
MOST_TO_PARTICIPLE = 10
_LONGEST_BRACKET = 30


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
    HERALDED = "X did so:"
    REPORTED = "X said it was"
    CALLED = "X called it"
    SAID_AFTER = "it was so, said X"
    IN_THE_EYES_OF = "in the eyes of X"
    CHAINED = "in X's report"
    TOLD_ON = "in X's report it was"
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


def is_complete(verb: Verb, rest: Sequence[Word], cues: Cues) -> bool:
    """Look for the particle of a split verb in its sentence: “gab … bekannt”."""
    if verb.low not in cues.split:
        return True
    for at, word in enumerate(rest[:_LONGEST_BRACKET]):
        if word.low in cues.split[verb.low]:
            # “teilte das mit ihr” shares it, “teilte das mit, …” tells it.
            following = rest[at + 1 : at + 2]
            plain = bool(following) and following[0].sort is Sort.WORD
            goes_on = plain and following[0].low not in cues.conjoined | cues.adverbs
            return not (cues.is_preposition(word) and goes_on)
        if word.stops or word.sort is Sort.QUOTE:
            return False
    return False


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
    at = _past_of_phrase(row, phrase, cues)
    if at >= len(row) or row[at].text != ",":
        return None
    apposed = read_phrase(row, at + 1, cues)
    if apposed is None or apposed.who is not Who.NAMED or not row[at + 1].capital:
        return None
    if at == phrase.last:
        return apposed
    ends = apposed.last >= len(row) or row[apposed.last].sort is Sort.MARK
    return apposed if ends and " " in apposed.name else None


def _past_of_phrase(row: Sequence[Word], phrase: Phrase, cues: Cues) -> int:
    """Step over “of the agency” in “the head of the agency, Noor”.

    Not over “of the mayor”: who knows whether the name is the aide's or the mayor's.
    """
    at, last = phrase.last, row[phrase.last - 1]
    if at >= len(row) or not cues.role(last.low) or not _narrows(row[at], cues):
        return at
    for end in range(at, min(at + _LONGEST_OF_PHRASE, len(row))):
        if row[end].text == ",":
            return end
        if row[end].sort is not Sort.WORD or row[end].low in cues.said:
            return at
        low = bare(row[end].low)
        if any(cues.role(low[: len(low) - cut]) for cut in _CASE_ENDINGS):
            return at
    return at


def _narrows(word: Word, cues: Cues) -> bool:
    genitive = cues.nouns_capital and word.low in cues.determiners
    return genitive or cues.is_preposition(word)


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
        if end > place and cues.nouns_capital:
            end = _past_source(row, end, cues)
        cue = starts_with(row, end, cues.quoted_by) if end > place else 0
        if cue:
            named = _better_named(row, phrase, place, cues)
            return Claim(how=How.QUOTED, phrase=named, first=at, last=end + cue)
        if end > place and _told_by(row, end, cues):
            teller = read_named(row, end + 2, cues)
            if teller is not None:
                return Claim(how=How.TOLD_BY, phrase=teller, first=at, last=teller.last)
    return None


def _past_source(row: Sequence[Word], at: int, cues: Cues) -> int:
    """Step over who quotes: “wird X | von der ‚Stadtzeitung‘ | mit den Worten zitiert”."""
    for end in range(at, min(at + MOST_TO_PARTICIPLE, len(row))):
        if row[end].sort is Sort.MARK:
            break
        if starts_with(row, end, cues.quoted_by):
            return end
    return at


def _helps(word: Word, cues: Cues) -> bool:
    return word.low in cues.auxiliary or word.low in cues.adverbs


def _told_by(row: Sequence[Word], at: int, cues: Cues) -> bool:
    return at + 1 < len(row) and row[at].low in cues.told_to and row[at + 1].low == "by"


def starts_with(
    row: Sequence[Word], at: int, phrases: Sequence[tuple[str, ...]]
) -> int:
    """Count the words of the first of ``phrases`` that stands at ``at``, or 0."""
    low = row[at].low if at < len(row) else ""
    for phrase in phrases:
        if low == phrase[0] and low_words(row, at, len(phrase)) == phrase:
            return len(phrase)
    return 0


def read_quoted(row: Sequence[Word], at: int, cues: Cues) -> Claim | None:
    """Read “…”, wird die Ministerin zitiert."""
    if row[at].low not in cues.passive or not cues.inverts:
        return None
    phrase = read_named(row, at + 1, cues)
    if phrase is None:
        return None
    last = bracket_end(
        row, phrase.last, lambda end: starts_with(row, end, cues.quoted_by)
    )
    if last is None:
        return None
    return Claim(how=How.QUOTED, phrase=phrase, first=at, last=last)


def bracket_end(
    row: Sequence[Word], at: int, closes: Callable[[int], int]
) -> int | None:
    """Find the end of the participle that closes “hatte … gesagt”, “wird … zitiert”.

    ``closes`` says how many words at a place are such a participle.
    """
    for end in range(at, min(at + MOST_TO_PARTICIPLE, len(row))):
        if row[end].sort is not Sort.WORD:
            return None
        if words := closes(end):
            return end + words
    return None


def read_cited(row: Sequence[Word], at: int, cues: Cues) -> Claim | None:
    """Read “zitiert die Stadtzeitung den Minister Jan Uhl” at the verb."""
    at += row[at].low == "so"
    if at >= len(row) or row[at].low not in cues.cites:
        return None
    last = next(
        (n for n in range(at + 1, len(row)) if row[n].sort is Sort.MARK), len(row)
    )
    for first in range(at + 2, min(last, at + MOST_TO_PARTICIPLE)):
        word = row[first]
        if word.low in _WHOM or (word.capital and cues.role(bare(word.low))):
            phrase = read_named(row, first, cues)
            if phrase is None or phrase.who in {Who.PRONOUN, Who.DOCUMENT}:
                return None
            return Claim(how=How.CITED, phrase=phrase, first=first, last=phrase.last)
    return None


def read_stated(row: Sequence[Word], at: int, cues: Cues, how: How) -> Claim | None:
    """Read “it says in the statement by X” at ``at``: a text speaks, or its author."""
    cue = starts_with(row, at, cues.stating)
    while cue and at + cue < len(row) and row[at + cue].low in cues.adverbs:
        cue += 1
    claim = read_text(row, at + cue, cues, how) if cue else None
    return replace(claim, first=at) if claim else None


def read_text(row: Sequence[Word], at: int, cues: Cues, how: How) -> Claim | None:
    """Read where words stand, “in the statement by X”: the author or the text speaks."""
    if at + 1 >= len(row) or row[at].low not in _WHERE:
        return None
    document = read_phrase(row, at + 1, cues)
    if document is None or document.who is not Who.DOCUMENT:
        return None
    author = _author(row, document, cues) or _issued(row, document, cues)
    phrase = author or document
    return Claim(how=how, phrase=phrase, first=at, last=phrase.last)


def _issued(row: Sequence[Word], document: Phrase, cues: Cues) -> Phrase | None:
    """Read “einer Mitteilung des Amtes” as a document with a name: “Mitteilung des Amtes”."""
    at = document.last
    if at >= len(row) or row[at].low not in _OF_WHOM:
        return None
    issuer = read_phrase(row, at, cues)
    if issuer is None or issuer.last < at + 2 or not row[issuer.last - 1].capital:
        return None
    head = row[at - 1]
    said = " ".join(word.text for word in row[at - 1 : issuer.last])
    return Phrase(
        first=document.first,
        last=issuer.last,
        head=(head.start, row[issuer.last - 1].end),
        name=said,
        who=Who.DOCUMENT,
        definite=True,
    )


def read_according(row: Sequence[Word], at: int, cues: Cues, how: How) -> Claim | None:
    """Read “according to X” at ``at``."""
    cue = starts_with(row, at, cues.according)
    phrase = read_named(row, at + cue, cues) if cue else None
    if phrase is None:
        return None
    return Claim(how=how, phrase=phrase, first=at, last=phrase.last)
