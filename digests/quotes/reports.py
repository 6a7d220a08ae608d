"""Words quoted inside somebody's report: “Roth sagte, es sei ‚eine kluge Lösung‘.”.

Where the mood of the verb is missing, or the words look like a name, nothing is read.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from digests.quotes.claims import (
    MOST_AHEAD,
    Claim,
    How,
    is_complete,
    read_according,
    read_named,
    starts_with,
)
from digests.quotes.cues import Cues, Words
from digests.quotes.frames import (
    Frame,
    first_clause,
    frame_of,
    in_mood,
    is_piece,
    is_plain,
    last_clause,
    tells,
)
from digests.quotes.leads import subjects_before
from digests.quotes.phrases import Phrase, Verb, Who, read_verb
from digests.quotes.scene import Scene
from digests.quotes.tails import HAD, read_had_said
from digests.quotes.words import Sort, Word

PIECES = frozenset(
    {How.REPORTED, How.CALLED, How.SAID_AFTER, How.IN_THE_EYES_OF, How.TOLD_ON}
)
"""Ways in which a piece of a sentence is quoted, never a whole one."""

_MOST_IN_REPORT = 30
_MOST_BEFORE_WORDS = 3
_FOR, _TO, _AFTER = "für", "zu", "nach"
_IS = frozenset({"ist", "sind", "bleibt", "bleiben"})
_WHOSE = {"seiner": "m", "ihrer": "f"}
_OBJECTS = frozenset({"den", "dem", "des"})


def read_report(scene: Scene, number: int) -> Claim | None:
    """Read who says, in the sentence around a quotation, what it is a piece of."""
    if not scene.cues.mood or not is_piece(scene, number):
        return None
    frame = frame_of(scene, number)
    called = _called_before(frame) or _called(frame)
    if called or frame.is_told_by_others or not is_plain(scene, number):
        return called
    opens = scene.words_said(number).partition(" ")[0].lower()
    return (
        _said_after(frame)
        or _in_own_eyes(frame)
        or _in_the_eyes(frame)
        or _reported(frame, opens)
    )


# “nannte es ‚unklug‘” ---------------------------------------------------------


def _called(frame: Frame) -> Claim | None:
    """Read “Roth nannte das ‚unklug‘” and “sprach von einem ‚Irrtum‘”."""
    best = _nearest(frame, _calling(frame.cues))
    if best is None:
        return None
    phrase, verb = best
    between = frame.row[max(phrase.last, verb.last) : frame.at]
    if any(_starts_clause(word, frame.cues) for word in between):
        return None
    if not _connects(between, frame.cues.calling[verb.low], frame.cues):
        return None
    if any(tells(word, frame.cues) for word in _up_to_and(frame)):
        return None
    return Claim(
        how=How.CALLED, phrase=phrase, first=phrase.first, last=frame.at, verb=verb
    )


def _called_before(frame: Frame) -> Claim | None:
    """Read “Von einem ‚Irrtum‘ sprach Roth” and “Als ‚klug‘ bezeichnete Roth das”."""
    row, first = frame.row, frame.at + 1
    if first >= frame.end or row[first].low not in frame.cues.calling:
        return None
    connectors = frame.cues.calling[row[first].low] - {""}
    near = row[max(frame.start, frame.at - 2) : frame.at]
    if not any(word.low in connectors for word in near):
        return None
    phrase = read_named(row, first + 1, frame.cues)
    if phrase is None or row[phrase.first].low in _OBJECTS:
        return None
    return Claim(how=How.CALLED, phrase=phrase, first=first, last=phrase.last)


def _up_to_and(frame: Frame) -> Sequence[Word]:
    """Give the words behind up to “und”, after which the same subject may say more."""
    clause = first_clause(frame.after)
    ends = (at for at, word in enumerate(clause) if word.low in frame.cues.conjoined)
    return clause[: next(ends, len(clause))]


@lru_cache(maxsize=4)
def _calling(cues: Cues) -> Cues:
    return replace(cues, said=frozenset(cues.calling))


def _starts_clause(word: Word, cues: Cues) -> bool:
    return word.text in {";", ":"} or word.low in cues.said or word.low in cues.denial


def _connects(between: Sequence[Word], connectors: Words, cues: Cues) -> bool:
    """Find “als”, “von”, “vor” right before the words, or only their article."""
    if between and between[0].text == ",":
        closing = (at for at, word in enumerate(between) if at and word.text == ",")
        between = between[next(closing, 0) + 1 :]
    whole = not any(word.text == "," for word in between)
    for back in range(1, min(_MOST_BEFORE_WORDS, len(between)) + 1):
        word = between[-back]
        if word.low in connectors:
            return whole or word.low not in cues.determiners
        if word.capital or word.sort is not Sort.WORD:
            break
    return whole and "" in connectors


# “sagte, es sei ‚unklug‘” -----------------------------------------------------


def _reported(frame: Frame, opens: str) -> Claim | None:
    """Read “Roth sagte, dass …” and “Roth sagte, es sei …”; words begin with ``opens``."""
    cues = frame.cues
    best = _nearest(frame, _telling(cues))
    if best is None or best[1].low in cues.asking:
        return None
    phrase, verb = best
    after = max(phrase.last, verb.last)
    rest = frame.row[after : frame.at]
    comma = next((at for at, word in enumerate(rest) if word.text == ","), None)
    if comma is None or len(rest) > _MOST_IN_REPORT or _is_of_others(rest, cues):
        return None
    if not is_complete(verb, frame.row[after : frame.end], cues):
        return None
    if opens not in cues.mood and not _is_told(rest[comma + 1 :], frame.after, cues):
        return None
    return Claim(
        how=How.REPORTED, phrase=phrase, first=phrase.first, last=frame.at, verb=verb
    )


@lru_cache(maxsize=4)
def _telling(cues: Cues) -> Cues:
    return replace(cues, said=cues.said | cues.telling)


def _is_of_others(rest: Sequence[Word], cues: Cues) -> bool:
    """Find a second teller, or an accusation, that stands before the words."""
    return any(
        tells(word, cues) or starts_with(rest, at, cues.hearsay)
        for at, word in enumerate(rest)
    )


def _is_told(before: Sequence[Word], after: Sequence[Word], cues: Cues) -> bool:
    """Say whether the clause around the words is what somebody said or asks for."""
    one_clause = not any(word.text == "," for word in before)
    if after and after[0].low == _TO:
        return one_clause
    if in_mood([*last_clause(before), *first_clause(after)], cues):
        return True
    return one_clause and bool(before) and before[0].low in cues.that


def _nearest(frame: Frame, cues: Cues) -> tuple[Phrase, Verb] | None:
    """Take the verb nearest to the words, and of two nouns beside it the first."""
    row = frame.row
    best: tuple[Phrase, Verb] | None = None
    for phrase, verb in subjects_before(row, frame.start, frame.at, cues):
        if row[phrase.first].low in _OBJECTS:
            continue
        if best and best[1].at == verb.at:
            best = min(best, (phrase, verb), key=lambda one: one[0].first)
        elif best is None or verb.at > best[1].at:
            best = phrase, verb
    if best is None or best[1].denied or best[1].doubted:
        return None
    return best if _is_subject(row, *best, cues) else None


def _is_subject(row: Sequence[Word], phrase: Phrase, verb: Verb, cues: Cues) -> bool:
    """Say whether a phrase is a verb's subject: not in “und nannte Roths Plan”."""
    if phrase.first < verb.at:
        return True
    before = row[verb.first - 1] if verb.first else None
    return before is not None and before.low not in cues.conjoined | {","}


# “es sei ‚unklug‘, so Roth” ---------------------------------------------------


def _said_after(frame: Frame) -> Claim | None:
    """Read “Der Bau sei ‚nicht zu halten‘ gewesen, so Roth.”."""
    row, cues = frame.row, frame.cues
    for comma in range(frame.at + 1, frame.end - 1):
        if row[comma].text in {":", ";", ")"}:
            return None
        if row[comma].text != "," or row[comma + 1].low not in cues.said | HAD:
            continue
        told = in_mood(row[frame.start : comma], cues)
        return _closing(frame, comma + 1) if told else None
    return None


def _closing(frame: Frame, first: int) -> Claim | None:
    """Read “so Roth” where nothing but its adverbial follows in the sentence."""
    row, cues = frame.row, frame.cues
    said = read_had_said(row, first, cues)
    if said is not None:
        return replace(said, how=How.SAID_AFTER)
    verb = read_verb(row, first, cues)
    phrase = read_named(row, verb.last, cues) if verb else None
    if verb is None or phrase is None:
        return None
    rest = row[phrase.last : frame.end]
    if not is_complete(verb, rest, cues) or any(w.low in cues.denial for w in rest):
        return None
    return Claim(
        how=How.SAID_AFTER, phrase=phrase, first=first, last=phrase.last, verb=verb
    )


# “in Roths Augen” -------------------------------------------------------------


def _in_own_eyes(frame: Frame) -> Claim | None:
    """Read “seiner Meinung nach”: his, whom this sentence or the one before names."""
    row = frame.row
    for first in range(frame.start, frame.at - 2):
        word, view, after = row[first : first + 3]
        gender = _WHOSE.get(word.low)
        if gender and view.low in frame.cues.views and after.low == _AFTER:
            last = first + 3
            phrase = Phrase(
                first=first,
                last=last,
                head=(word.start, word.end),
                name=word.text,
                who=Who.PRONOUN,
                gender=gender,
            )
            return Claim(how=How.IN_THE_EYES_OF, phrase=phrase, first=first, last=last)
    return None


def _in_the_eyes(frame: Frame) -> Claim | None:
    """Read “Nach Ansicht von Roth ist das ‚kein guter Plan‘” and “Für Roth ist …”."""
    row, start, cues = frame.row, frame.start, frame.cues
    closes = not frame.after or frame.after[0].sort is Sort.MARK
    seen = row[start].low == _FOR and closes
    phrase = read_named(row, start + 1, cues) if seen else None
    if phrase and phrase.last < frame.at and row[phrase.last].low in _IS:
        last = phrase.last
        return Claim(how=How.IN_THE_EYES_OF, phrase=phrase, first=start, last=last)
    phrase = read_named(row, start, cues)
    if (
        phrase
        and phrase.last < frame.at
        and row[phrase.last].low in cues.according_after
    ):
        last = phrase.last + 1
        return Claim(how=How.IN_THE_EYES_OF, phrase=phrase, first=start, last=last)
    for first in range(start, min(start + MOST_AHEAD, frame.at)):
        claim = read_according(row, first, cues, How.IN_THE_EYES_OF)
        if claim and claim.last <= frame.at:
            others = row[claim.last : frame.at]
            return None if any(word.low in cues.said for word in others) else claim
    return None
