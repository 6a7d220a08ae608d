"""Marked words that are nobody's quotation, each with the rule that says so."""

import re
from collections.abc import Sequence

from digests.quotes.attribution import Attribution
from digests.quotes.claims import Claim, How
from digests.quotes.marks import Form
from digests.quotes.people import Speaker, is_outlet
from digests.quotes.phrases import Who
from digests.quotes.scene import Scene
from digests.quotes.tails import read_after
from digests.quotes.words import Sort, Word, sentence_start, words_between

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_SMALL = 4
_LONGEST_NICKNAME = 30
_INSIDE = frozenset({"in", "im", "dans", "en"})
_FEWEST_IN_A_TITLE, _MOST_IN_A_TITLE = 2, 5
_AFTER_TITLES = frozenset("(–—-")
_WITH = frozenset({"mit"})
_MOST_BEFORE_A_LABEL = 3
_LOOSE = frozenset({How.LOOSE, How.THAT, How.ADJACENT, How.ACCORDING_BEFORE})


def refusal(scene: Scene, number: int, found: Attribution | None) -> str:
    """Name the rule by which words may not be printed; empty if none forbids it."""
    return (
        _damage(scene, number)
        or _mention(scene, number, found)
        or _unsaid(scene, number, found)
        or _speakerless(scene, number, found)
    )


def _damage(scene: Scene, number: int) -> str:
    form = scene.marks[number].form
    if number not in scene.places:
        return "marks within marks"
    if scene.is_chrome(scene.places[number][0]):
        return "not the article"
    if form is Form.TYPED:
        return "doubled apostrophes"
    swallowed = form is Form.REOPENED and _swallowed(scene, number)
    if form is Form.DAMAGED or swallowed:
        return "unbalanced marks"
    if scene.words_said(number).startswith("RT @"):
        return "somebody else's post"
    return "damaged letters" if "\ufffd" in scene.words_said(number) else ""


def _swallowed(scene: Scene, number: int) -> bool:
    """Find a cue inside words that never close: “We had no warning, said Lou."""
    mark = scene.marks[number]
    row = tuple(words_between(scene.text, mark.start, mark.end))
    return any(
        word.text == "," and read_after(row, at, scene.cues) is not None
        for at, word in enumerate(row)
    )


def _mention(scene: Scene, number: int, found: Attribution | None) -> str:
    row, at = scene.row_of(number)
    if _nickname(row, at):
        return "nickname"
    if _is_titled(scene, number, found):
        return "title"
    if _is_meant(row, at, found, scene):
        return "words mentioned"
    loose = found is None or found.how in _LOOSE or found.how is How.COMMA
    called = found is not None and found.how is How.CALLED
    if (
        not called
        and _labelled(row, at, scene)
        and (loose or not scene.marks[number].comma)
    ):
        return "words mentioned"
    return ""


def _is_titled(scene: Scene, number: int, found: Attribution | None) -> bool:
    words, nouns = scene.words_said(number), scene.cues.nouns_capital
    if is_title(words, capitals=not nouns) or (nouns and _is_foreign_title(words)):
        return True
    row, at = scene.row_of(number)
    return found is not None and found.how is How.LABEL and _is_cited(row, at)


def _nickname(row: Sequence[Word], at: int) -> bool:
    """Recognise Paul “Bricks” Doyle."""
    return (
        0 < at < len(row) - 1
        and row[at - 1].capital
        and row[at + 1].capital
        and row[at - 1].end + 1 == row[at].start
        and row[at].end + 1 == row[at + 1].start
        and row[at].end - row[at].start < _LONGEST_NICKNAME
    )


def is_title(words: str, *, capitals: bool) -> bool:
    """Say whether words are written like a title: A Long Way From Home."""
    if not capitals or words[-1:] in ".!?…":
        return False
    found = _WORD.findall(words)
    long = [word for word in found if len(word) >= _SMALL or word is found[0]]
    if len(found) < _FEWEST_IN_A_TITLE:
        return False
    return len(long) > 1 and all(word[0].isupper() for word in long)


def _is_foreign_title(words: str) -> bool:
    """Recognise “On Photography” where every noun has a capital."""
    found = _WORD.findall(words)
    few = _FEWEST_IN_A_TITLE <= len(found) <= _MOST_IN_A_TITLE
    return few and words[-1:] not in ".!?…" and all(word[0].isupper() for word in found)


def _is_cited(row: Sequence[Word], at: int) -> bool:
    """Recognise a book: Ana Roth: “A Short History of Tides” (Publisher)."""
    return at + 1 < len(row) and row[at + 1].text in _AFTER_TITLES


def _is_meant(
    row: Sequence[Word], at: int, found: Attribution | None, scene: Scene
) -> bool:
    """Recognise “Mit ‚Kraft‘ meinte er”, which explains a word."""
    verb = found.claim.verb if found and found.claim else None
    near = row[max(0, at - 2) : at]
    return (
        verb is not None
        and verb.low in scene.cues.meaning
        and any(word.low in _WITH for word in near)
    )


def _labelled(row: Sequence[Word], at: int, scene: Scene) -> bool:
    """Find the label before words: the book “X”, a plan called “X”."""
    if at and row[at - 1].text == ":":
        return False
    near = row[max(0, at - _MOST_BEFORE_A_LABEL) : at]
    before = [word for word in near if word.sort is Sort.WORD or word.stops]
    if not before or before[-1].stops:
        return False
    return any(word.low in scene.cues.labels for word in before[-2:])


def _speakerless(scene: Scene, number: int, found: Attribution | None) -> str:
    if found is None:
        return "no speaker"
    if found.rivals or found.second_hand:
        return "two possible speakers" if found.rivals else "second hand"
    if found.speaker is None:
        return "speaker not certain"
    if not printable(found.speaker):
        return "speaker not named"
    if is_outlet(found.speaker.name, scene.cues.press):
        return "an outlet reports it"
    return ""


def printable(speaker: Speaker) -> bool:
    """Say whether a speaker can be shown: a person, a body or a document by name."""
    return speaker.who in {Who.NAMED, Who.PRONOUN, Who.BODY, Who.DOCUMENT}


def _unsaid(scene: Scene, number: int, found: Attribution | None) -> str:
    claim = found.claim if found else None
    if claim is None:
        return ""
    verb = claim.verb
    row, at = scene.row_of(number)
    if (verb and verb.denied) or _denied_before(row, at, scene):
        return "denied"
    if (verb and verb.doubted) or _supposed(row, at, claim, scene):
        return "hypothetical"
    if _in_fiction(row, at, scene):
        return "fiction"
    return "said long ago" if _old(row, at, claim, scene) else ""


def _old(row: Sequence[Word], at: int, claim: Claim, scene: Scene) -> bool:
    """“Had said in 2004: …”, “…, she said in 2004”."""
    start = sentence_start(row, at)
    before = scene.text[row[start].start : row[at].start]
    if claim.verb and claim.verb.past_perfect and _YEAR.search(before):
        return True
    after = row[claim.last : claim.last + 2] if claim.first > at else ()
    return len(after) > 1 and after[0].low == "in" and bool(_YEAR.match(after[1].text))


def _supposed(row: Sequence[Word], at: int, claim: Claim, scene: Scene) -> bool:
    """“If Roth had said”; “Reyes, as Hamlet, said”."""
    first = claim.phrase.first
    if 0 < first < at and row[first - 1].low in scene.cues.doubt:
        return True
    aside = row[claim.phrase.last : claim.phrase.last + 2]
    return len(aside) > 1 and aside[0].text == "," and aside[1].low == "as"


def _in_fiction(row: Sequence[Word], at: int, scene: Scene) -> bool:
    """“In the novel, Roth says”."""
    start = sentence_start(row, at)
    near = [*row[start : min(at, start + 5)], *row[at + 1 : at + 12]]
    return any(
        word.low in scene.cues.fiction and near[max(0, place - 2)].low in _INSIDE
        for place, word in enumerate(near)
    )


def _denied_before(row: Sequence[Word], at: int, scene: Scene) -> bool:
    """Never said “X”; and not only right beside the verb."""
    near = row[max(0, at - 6) : at]
    for place, word in enumerate(near):
        if word.low in scene.cues.denial:
            after = near if scene.cues.nouns_capital else near[place + 1 :]
            return any(
                other.low in scene.cues.said or other.low in scene.cues.base
                for other in after
            )
    return False
