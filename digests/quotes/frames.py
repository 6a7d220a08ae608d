"""The sentence that a piece is quoted in: “Roth sagte, es sei | ‚ein Anfang‘ | gewesen.”.

German gives what somebody said a mood of its own, the Konjunktiv, by which a frame can
be told from what the reporter says.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from digests.quotes.claims import starts_with
from digests.quotes.cues import Cues
from digests.quotes.scene import Scene
from digests.quotes.words import Word

_FEWEST_WORDS = 2
_FEWEST_AFTER_NOUN = 5
_ALONE_AFTER = frozenset({":", ".", "("})


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The sentence ``row[start:end]`` around the quotation ``row[at]``."""

    row: Sequence[Word]
    start: int
    at: int
    end: int
    cues: Cues

    @property
    def is_told_by_others(self) -> bool:
        """Whether a verb behind the words may be theirs: “dass Uhl es ‚klug‘ nannte”."""
        return any(tells(word, self.cues) for word in first_clause(self.after))

    @property
    def before(self) -> Sequence[Word]:
        return self.row[self.start : self.at]

    @property
    def after(self) -> Sequence[Word]:
        return self.row[self.at + 1 : self.end]


def frame_of(scene: Scene, number: int) -> Frame:
    """Find the sentence that a quotation stands in; others may be part of it."""
    row, at = scene.row_of(number)
    start, end = sentence_around(scene, row, at)
    return Frame(row=row, start=start, at=at, end=end, cues=scene.cues)


def sentence_around(scene: Scene, row: Sequence[Word], at: int) -> tuple[int, int]:
    """Find the sentence that ``row[at]`` stands in, across the quotations in it."""
    start = at
    while start and not _ends(scene, row, start - 1):
        start -= 1
    end = at
    while end < len(row) and not _ends(scene, row, end):
        end += 1
    return start, end


def _ends(scene: Scene, row: Sequence[Word], at: int) -> bool:
    if row[at].stops:
        return True
    goes_on = at + 1 < len(row) and not row[at + 1].capital
    return scene.ends_sentence(row[at]) and not goes_on


def is_piece(scene: Scene, number: int) -> bool:
    """Say whether words stand inside a sentence that is not theirs."""
    row, at = scene.row_of(number)
    return at > 0 and row[at - 1].text not in _ALONE_AFTER


def is_plain(scene: Scene, number: int) -> bool:
    """Say whether words are not built like a name: “keinen Grund”, not “Roter Stern”."""
    row, at = scene.row_of(number)
    said = scene.words_said(number).split()
    if said[0][:1].islower():
        # “sei ‚kaputt‘.” tells something, “der ‚neue‘ Plan” not much.
        return len(said) >= _FEWEST_WORDS or _ends_clause(row, at + 1)
    if len(said) < _FEWEST_WORDS:
        return False
    cues = scene.cues
    small = cues.prepositions | cues.determiners | cues.conjoined
    plain = sum(word[:1].islower() and word not in small for word in said)
    if row[at - 1].capital:
        # “der Verein ‚Leben ohne Angst‘”: a noun before the words may name them.
        return plain > 1 and len(said) >= _FEWEST_AFTER_NOUN
    return plain > 0


def _ends_clause(row: Sequence[Word], at: int) -> bool:
    return at >= len(row) or not row[at].capital


def in_mood(row: Sequence[Word], cues: Cues, *, surely: bool = False) -> bool:
    """Find a verb in the mood of reports; ``surely`` one that is in no other as well."""
    return any(
        word.low in cues.mood and not (surely and word.low in cues.mood_or_wish)
        for word in row
    )


def tells(word: Word, cues: Cues) -> bool:
    """Say whether a verb lets somebody say, ask or call something."""
    known = cues.said | cues.telling | cues.told
    return word.low in known or word.low in cues.calling


def names_source(row: Sequence[Word], cues: Cues) -> bool:
    """Say whether words tell whose report they are."""
    return any(
        tells(word, cues) or starts_with(row, at, cues.according)
        for at, word in enumerate(row)
    )


def first_clause(row: Sequence[Word]) -> Sequence[Word]:
    """Give the words up to the first comma."""
    comma = next((at for at, word in enumerate(row) if word.text == ","), len(row))
    return row[:comma]


def last_clause(row: Sequence[Word]) -> Sequence[Word]:
    """Give the words after the last comma."""
    commas = [at for at, word in enumerate(row) if word.text == ","]
    return row[commas[-1] + 1 :] if commas else row
