"""Whose report a quotation goes on with: “Roth war empört. Man habe ‚alles versucht‘.”."""

from collections.abc import Callable, Sequence

from digests.quotes.claims import is_complete
from digests.quotes.cues import Cues
from digests.quotes.frames import (
    Frame,
    first_clause,
    frame_of,
    in_mood,
    is_plain,
    names_source,
    sentence_around,
)
from digests.quotes.leads import subjects_before
from digests.quotes.people import Speaker, mentions_between, speaker_of
from digests.quotes.phrases import Phrase
from digests.quotes.scene import Scene
from digests.quotes.words import Sort, Word

_MOST_SENTENCES_BACK = 8

Told = tuple[Speaker, int]
"""Who said a quotation, and where in its row the words that tell so end."""


def teller_before(
    scene: Scene, number: int, told_at: Callable[[int], Told | None]
) -> Speaker | None:
    """Find whose report a quotation is part of, though its own sentence names nobody.

    Goes back over sentences in the mood of reports to the one that says whose they are;
    ``told_at`` tells who said a quotation on the way.
    """
    if not scene.cues.mood:
        return None
    frame = frame_of(scene, number)
    for place in range(frame.at - 1, frame.start - 1, -1):
        if frame.row[place].sort is Sort.QUOTE:
            told = told_at(frame.row[place].quote)
            return _continued(scene, number, frame, place, told) if told else None
    alone = not frame.before and not frame.after
    if not alone and not _goes_on(scene, number, frame):
        return None
    return _back(scene, number, frame, told_at)


def _continued(
    scene: Scene, number: int, frame: Frame, place: int, told: Told
) -> Speaker | None:
    """Give a further piece of a sentence to whom the one before it, at ``place``, has."""
    speaker, ends = told
    free = max(place + 1, ends)
    if free > frame.at or not is_plain(scene, number):
        return None
    if names_source(frame.row[free : frame.end], frame.cues):
        return None
    between = frame.row[free].start, frame.row[frame.at].start
    return None if mentions_between(scene, *between) else speaker


def _goes_on(scene: Scene, number: int, frame: Frame) -> bool:
    """Say whether the sentence around a piece goes on with a report and starts none."""
    sentence = frame.row[frame.start : frame.end]
    told = in_mood(first_clause(sentence), frame.cues, surely=True)
    several = " " in scene.words_said(number)
    return (
        told
        and several
        and is_plain(scene, number)
        and not names_source(sentence, frame.cues)
    )


def _back(
    scene: Scene, number: int, frame: Frame, told_at: Callable[[int], Told | None]
) -> Speaker | None:
    row, start = frame.row, frame.start
    for _ in range(_MOST_SENTENCES_BACK):
        if not start:
            break
        end = start - 1
        start, _ = sentence_around(scene, row, end)
        quoted = [one.quote for one in row[start : end + 1] if one.sort is Sort.QUOTE]
        if quoted and (told := told_at(quoted[-1])):
            return told[0]
        teller = _teller(row, start, end, scene.cues)
        if teller is not None:
            return speaker_of(scene, teller, scene.places[number][0])
        if not in_mood(row[start:end], scene.cues):
            return None
    return None


def _teller(row: Sequence[Word], start: int, end: int, cues: Cues) -> Phrase | None:
    """Name the one whom a sentence makes the teller of what follows."""
    found = [
        phrase
        for phrase, verb in subjects_before(row, start, end, cues)
        if not (verb.denied or verb.doubted or verb.low in cues.asking)
        and is_complete(verb, row[verb.last : end], cues)
    ]
    if not found or any(one.head != found[0].head for one in found):
        return None
    return found[0]
