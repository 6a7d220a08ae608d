"""Who claims a quotation: the cue that leads up to it, “X said: …”.

Of several subjects with a verb of saying the nearest to the words counts, and only if
nothing between it and them can have a say of its own.
"""

from collections.abc import Iterator, Sequence

from digests.quotes.appositions import skip_apposition
from digests.quotes.claims import (
    MOST_AHEAD,
    MOST_BETWEEN,
    Claim,
    How,
    is_complete,
    read_according,
    read_named,
    read_passive,
    read_quoted,
    read_subjects,
    read_text,
    starts_with,
)
from digests.quotes.cues import Cues
from digests.quotes.given import is_given
from digests.quotes.phrases import (
    Phrase,
    Verb,
    Who,
    read_phrase,
    read_verb,
)
from digests.quotes.words import Sort, Word, sentence_start

_LONGEST_LABEL = 3
_LAST_WORDS = 6
_MOST_TO_STATING = 10
_MOST_TO_VERB = 8
_LONGEST_BRACKET = 24
_HAD = frozenset({"hat", "hatte", "haben", "hatten"})


def read_before(row: Sequence[Word], at: int, cues: Cues) -> Claim | None:
    """Read the cue that leads up to the quotation ``row[at]``."""
    start = sentence_start(row, at)
    if start >= at:
        return None
    end, how = _lead(row, start, at, cues)
    stated = _stated_before(row, start, end, cues, how)
    if stated is not None:
        return stated
    if starts_with(row, start, cues.words_of):
        return _label(row, start, end, cues, how)
    best: Claim | None = None
    for phrase, verb in subjects_before(row, start, end, cues):
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
        or _label(row, start, end, cues, how)
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


def subjects_before(
    row: Sequence[Word], start: int, end: int, cues: Cues
) -> Iterator[tuple[Phrase, Verb]]:
    """Pair the subjects among ``row[start:end]`` with their verbs of saying."""
    for at in range(max(start, end - MOST_AHEAD), end):
        verb = read_verb(row, at, cues) if row[at].low in cues.said else None
        if verb and cues.inverts and _inverted_place(row, start, at, cues):
            phrase = read_named(row, at + 1, cues)
            if phrase and phrase.last <= end and phrase.who is not Who.UNNAMED:
                yield phrase, verb
        if _clause_may_start(row, start, at, cues) and not _second_of_two(
            row, at, cues
        ):
            for phrase, verb in read_subjects(row, at, cues, end):
                yield _before_apposition(row, start, phrase, cues) or phrase, verb
    yield from _around_bracket(row, start, end, cues)


def _around_bracket(
    row: Sequence[Word], start: int, end: int, cues: Cues
) -> Iterator[tuple[Phrase, Verb]]:
    """Read the German bracket: “Roth hatte am Montag erklärt”, “hat Roth gesagt”."""
    if not cues.nouns_capital:
        return
    for at in range(max(start, end - MOST_AHEAD), end):
        if row[at].low not in _HAD:
            continue
        told = _participle(row, at, end, cues)
        if told is None:
            continue
        phrase = _ending_at(row, start, at, cues) or read_named(row, at + 1, cues)
        if phrase is not None and phrase.last <= told:
            yield phrase, Verb(first=at, last=told + 1, at=told, low=row[told].low)


def _participle(row: Sequence[Word], at: int, end: int, cues: Cues) -> int | None:
    """Find the participle that closes the bracket opened at ``at``."""
    for place in range(at + 1, min(end, at + _LONGEST_BRACKET)):
        word = row[place]
        if word.text in {",", ";", ":"} or word.low in cues.denial | cues.doubt:
            return None
        closes = place + 1 == end or row[place + 1].sort is not Sort.WORD
        if word.low in cues.said and closes:
            return place
    return None


def _ending_at(row: Sequence[Word], start: int, at: int, cues: Cues) -> Phrase | None:
    """Read the subject that begins its sentence and ends before a verb."""
    phrase = read_named(row, start, cues)
    if phrase is None or at not in skip_apposition(row, phrase.last, cues):
        return None
    return phrase


def _before_apposition(
    row: Sequence[Word], start: int, phrase: Phrase, cues: Cues
) -> Phrase | None:
    """Take “Jan Uhl” for “Jan Uhl, Sprecher des Amtes sagte”, its second comma lost."""
    if phrase.who is not Who.UNNAMED or phrase.first - 1 <= start:
        return None
    named = read_phrase(row, start, cues)
    if named is None or named.who is not Who.NAMED or named.last != phrase.first - 1:
        return None
    return named if row[named.last].text == "," else None


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
    return cues.is_preposition(word) or word.low in cues.determiners


def _stated_before(
    row: Sequence[Word], start: int, end: int, cues: Cues, how: How
) -> Claim | None:
    """Read “In der Mitteilung des Amtes heißt es: …”."""
    if how is not How.COLON or not cues.stating:
        return None
    claim = read_text(row, start, cues, how)
    if claim is None:
        return None
    for at in range(claim.last, min(claim.last + _MOST_TO_STATING, end)):
        if starts_with(row, at, cues.stating):
            return claim
    return None


def _before_names(row: Sequence[Word], start: int) -> int:
    """Go back over a name in marks: “X wird von der ‚Stadtzeitung‘ zitiert: …”."""
    if start and row[start - 1].sort is Sort.QUOTE:
        return sentence_start(row, start - 1)
    return start


def _passive_before(
    row: Sequence[Word], start: int, end: int, cues: Cues, how: How
) -> Claim | None:
    if cues.nouns_capital:
        start = _before_names(row, start)
    claim = read_passive(row, start, cues)
    if claim is None and cues.verb_second:
        places = range(start, min(start + _MOST_TO_VERB, end))
        found = (read_quoted(row, at, cues) for at in places)
        claim = next((one for one in found if one), None)
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


def _label(
    row: Sequence[Word], start: int, end: int, cues: Cues, how: How
) -> Claim | None:
    """Read a speaker without a verb: “Innenexpertin Jana Roth wörtlich: …”."""
    quoted = starts_with(row, start, cues.words_of)
    phrase = read_named(row, start + quoted, cues) if how is How.COLON else None
    if phrase is None or phrase.who is not Who.NAMED:
        return None
    rest = row[phrase.last : end]
    while rest and rest[-1].low in cues.adverbs:
        rest = rest[:-1]
    names = phrase.name.lower().split()
    known = is_given(names[0]) and len(names) <= _LONGEST_LABEL
    sure = cues.nouns_capital or known
    if not sure or (rest and not _is_apposition(rest, cues)):
        return None
    return Claim(how=How.LABEL, phrase=phrase, first=phrase.first, last=end)


def _is_apposition(rest: Sequence[Word], cues: Cues) -> bool:
    """Recognise “, president of the council”, and a party in brackets."""
    if rest[0].text == "(":
        return rest[-1].text == ")"
    if rest[0].text != "," or len(rest) >= MOST_BETWEEN:
        return False
    other = cues.said | cues.conjoined | cues.auxiliary | {","}
    if any(word.low in other for word in rest[1:]):
        return False
    return any(cues.role(word.low) for word in rest)


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
    if not _announces(claim.verb, rest, cues):
        return None
    if how is How.LOOSE and not rest:
        how = How.ADJACENT
    if how is How.COMMA and rest and not _only_adverbial(rest, claim.verb, cues):
        return None
    return Claim(
        how=how, phrase=claim.phrase, first=claim.first, last=end, verb=claim.verb
    )


def _announces(verb: Verb, rest: Sequence[Word], cues: Cues) -> bool:
    """Say whether words after a verb let it lead up to what its own subject says."""
    if rest and verb.low in cues.thinking:
        return False
    if verb.low in cues.receiving and any(_governs(word, cues) for word in rest):
        # “Roth ließ den Wirt ausrichten”: the host may be the one who speaks.
        return False
    last = range(max(0, len(rest) - _LAST_WORDS), len(rest))
    if any(starts_with(rest, at, cues.hearsay) for at in last):
        return False
    return is_complete(verb, rest, cues)


def _only_adverbial(rest: Sequence[Word], verb: Verb, cues: Cues) -> bool:
    """“on Monday”, “reporters in Rome”: nothing that the words could be the name of."""
    first = rest[0]
    return (
        cues.is_preposition(first)
        or first.low in cues.adverbs
        or first.text == ","
        or verb.low in cues.told_to
        or first.low in cues.listeners
    )
