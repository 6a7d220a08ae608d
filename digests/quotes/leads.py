"""Who claims a quotation: the cue that leads up to it, “X said: …”.

Of several subjects with a verb of saying the nearest to the words counts, and only if
nothing between it and them can have a say of its own.
"""

from collections.abc import Iterator, Sequence

from digests.quotes.claims import (
    MOST_AHEAD,
    MOST_BETWEEN,
    Claim,
    How,
    read_according,
    read_named,
    read_passive,
    read_subjects,
)
from digests.quotes.cues import Cues
from digests.quotes.phrases import Phrase, Verb, Who, read_phrase, read_verb
from digests.quotes.words import Word, sentence_start


def read_before(row: Sequence[Word], at: int, cues: Cues) -> Claim | None:
    """Read the cue that leads up to the quotation ``row[at]``."""
    start = sentence_start(row, at)
    if start >= at:
        return None
    end, how = _lead(row, start, at, cues)
    best: Claim | None = None
    for phrase, verb in _all_subjects(row, start, end, cues):
        if best is None or best.verb is None or verb.at > best.verb.at:
            best = Claim(
                how=how, phrase=phrase, first=phrase.first, last=end, verb=verb
            )
    best = (
        best
        or _handle(row, end, how)
        or _cited(row, start, end, cues, how)
        or _passive_before(row, start, end, cues, how)
        or _according_before(row, start, end, cues)
    )
    return _checked(row, best, end, how, cues) if best else None


def _cited(
    row: Sequence[Word], start: int, end: int, cues: Cues, how: How
) -> Claim | None:
    """Read “the Daily reported, citing X: …”."""
    for at in range(max(start, end - MOST_BETWEEN), end):
        phrase = read_phrase(row, at + 1, cues) if row[at].low in cues.citing else None
        if phrase is not None and phrase.last == end and how is How.COLON:
            return Claim(how=How.CITED, phrase=phrase, first=at, last=end)
    return None


def _handle(row: Sequence[Word], end: int, how: How) -> Claim | None:
    """Read the author of a post: “RT @citydesk: …”."""
    word = row[end - 1]
    if how is not How.COLON or word.text[:1] != "@":
        return None
    phrase = Phrase(
        first=end - 1,
        last=end,
        head=(word.start, word.end),
        name=word.text,
        who=Who.NAMED,
    )
    return Claim(how=How.SIGNED, phrase=phrase, first=end - 1, last=end)


def _lead(row: Sequence[Word], start: int, at: int, cues: Cues) -> tuple[int, How]:
    last = row[at - 1]
    if last.text in {":", "："}:
        return at - 1, How.COLON
    if last.text == "," and at - 2 > start and row[at - 2].low in cues.that:
        return at - 2, How.THAT
    if last.text == ",":
        return at - 1, How.COMMA
    if last.low in cues.that:
        return at - 1, How.THAT
    return at, How.LOOSE


def _all_subjects(
    row: Sequence[Word], start: int, end: int, cues: Cues
) -> Iterator[tuple[Phrase, Verb]]:
    for at in range(max(start, end - MOST_AHEAD), end):
        verb = read_verb(row, at, cues) if row[at].low in cues.said else None
        if verb and cues.inverts and _inverted_place(row, start, at, cues):
            phrase = read_named(row, at + 1, cues)
            if phrase and phrase.last <= end and phrase.who is not Who.UNNAMED:
                yield phrase, verb
        if _clause_may_start(row, start, at, cues) and not _second_of_two(
            row, at, cues
        ):
            yield from read_subjects(row, at, cues, end)


def _inverted_place(row: Sequence[Word], start: int, at: int, cues: Cues) -> bool:
    """English puts a subject after its verb only where the verb comes first."""
    return cues.verb_second or at == start


def _clause_may_start(row: Sequence[Word], start: int, at: int, cues: Cues) -> bool:
    if at == start:
        return True
    before = row[at - 1]
    return not _governs(before, cues) and (
        before.text in {",", ";", "—", "–", ")"}
        or before.low in cues.conjunctions
        or before.low in cues.conjoined
        or before.low in cues.openers
        or before.low in cues.adverbs
        or before.low in cues.that
    )


def _second_of_two(row: Sequence[Word], at: int, cues: Cues) -> bool:
    """Say whether a name is the latter of two: “Roth, the mayor, and Tom Birch”."""
    before = row[max(0, at - 2) : at]
    if len(before) == 1 or not before or before[1].low not in cues.conjoined:
        return False
    return before[0].text == "," or before[0].capital


def _governs(word: Word, cues: Cues) -> bool:
    return word.low in cues.prepositions or word.low in cues.determiners


def _passive_before(
    row: Sequence[Word], start: int, end: int, cues: Cues, how: How
) -> Claim | None:
    claim = read_passive(row, start, cues)
    if claim is None or claim.last > end:
        return None
    return Claim(how=how, phrase=claim.phrase, first=claim.first, last=end)


def _according_before(
    row: Sequence[Word], start: int, end: int, cues: Cues
) -> Claim | None:
    for at in range(max(start, end - MOST_AHEAD), end):
        claim = read_according(row, at, cues, How.ACCORDING_BEFORE)
        if claim and claim.last <= end:
            return claim
    return None


def _checked(
    row: Sequence[Word], claim: Claim, end: int, how: How, cues: Cues
) -> Claim | None:
    """Refuse a claim when too much, or another verb of saying, stands before the words."""
    if claim.verb is None:
        return claim
    after = claim.verb.last
    if claim.phrase.first >= claim.verb.at:
        after = max(after, claim.phrase.last)
    rest = row[after:end]
    if any(word.low in cues.said for word in rest) or len(rest) > MOST_BETWEEN + 10 * (
        how is How.COLON
    ):
        return None
    if how is How.LOOSE and not rest:
        how = How.ADJACENT
    if how is How.COMMA and rest and not _only_adverbial(rest, claim.verb, cues):
        return None
    return Claim(
        how=how, phrase=claim.phrase, first=claim.first, last=end, verb=claim.verb
    )


def _only_adverbial(rest: Sequence[Word], verb: Verb, cues: Cues) -> bool:
    """“on Monday”, “reporters in Rome”: nothing that the words could be the name of."""
    first = rest[0]
    return (
        first.low in cues.prepositions
        or first.low in cues.adverbs
        or first.text == ","
        or verb.low in cues.told_to
        or first.low in cues.listeners
    )
