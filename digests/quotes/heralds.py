"""A speaker announced without a verb of saying: “Roth was unmoved: …”.

The sentence before the colon must have one person only, and that person as its subject.
"""

from collections.abc import Sequence
from itertools import pairwise

from digests.quotes.claims import Claim, How, read_named, starts_with
from digests.quotes.cues import Cues
from digests.quotes.people import mentions_between
from digests.quotes.phrases import Phrase, Who
from digests.quotes.scene import Scene
from digests.quotes.words import Sort, Word, sentence_start

_LONGEST = 40
_FEWEST_WORDS = 2
_IN_WORDS = ("mit", "den", "worten")
_OBJECTS = frozenset({"den", "dem", "des"})
_MOST_BEFORE_COLON = 4


def read_herald(scene: Scene, number: int) -> Claim | None:
    """Read the sentence that ends in a colon right before a quotation."""
    row, at = scene.row_of(number)
    start = sentence_start(row, at)
    if not scene.cues.heralds or at - start < _FEWEST_WORDS or row[at - 1].text != ":":
        return None
    sentence = row[start : at - 1]
    if len(sentence) > _LONGEST or not _heralds(sentence, scene.cues):
        return None
    if _speaks_of_words(sentence, scene.cues):
        return None
    named = mentions_between(scene, sentence[0].start, sentence[-1].end)
    if len({id(one.person) for one in named}) != 1 or named[0].person is None:
        return None
    phrase = _subject(row, start, at - 1, scene.cues)
    if phrase is None or phrase.head[1] not in {one.end for one in named}:
        return None
    return Claim(how=How.HERALDED, phrase=phrase, first=start, last=at - 1)


def _heralds(sentence: Sequence[Word], cues: Cues) -> bool:
    """Find the verb of attitude, or one of saying that ends the sentence."""
    low = tuple(word.low for word in sentence)
    spoken = low[-1] in cues.said or low[-len(_IN_WORDS) :] == _IN_WORDS
    spoken = spoken or any(
        one in cues.said and before in cues.conjoined for before, one in pairwise(low)
    )
    reflexive = "sich" in low
    return spoken or any(
        one in cues.heralds or (reflexive and f"{one} sich" in cues.heralds)
        for one in low
    )


def _speaks_of_words(sentence: Sequence[Word], cues: Cues) -> bool:
    """Say whether somebody else, or nobody, may be the one who says the words."""
    others = {"m", "f", "p"}
    if any(cues.pronouns.get(word.low, "") in others for word in sentence):
        return True
    heard = cues.denial | cues.doubt | cues.citing | cues.passive | cues.receiving
    if any(word.low in heard for word in sentence):
        return True
    if any(starts_with(sentence, at, cues.hearsay) for at in range(len(sentence))):
        return True
    return any(_is_text(word, cues) for word in sentence[-_MOST_BEFORE_COLON:])


def _is_text(word: Word, cues: Cues) -> bool:
    """Recognise a slogan or a letter, whose words are not its reader's."""
    return word.low in cues.labels or cues.is_document(word.low)


def _subject(row: Sequence[Word], start: int, end: int, cues: Cues) -> Phrase | None:
    """Read the named subject, first in its sentence or after verb and opening phrase."""
    phrase = read_named(row, start, cues)
    if phrase is not None and _is_somebody(phrase):
        verb_follows = phrase.last < end and not row[phrase.last].capital
        return phrase if verb_follows else None
    for at in range(start + 1, end):
        if row[at].sort is not Sort.WORD:
            return None
        if _is_verb_before(row, at, cues):
            phrase = read_named(row, at, cues)
            if phrase is not None and _is_somebody(phrase):
                return phrase
    return None


def _is_somebody(phrase: Phrase) -> bool:
    return phrase.who is Who.NAMED or (phrase.who is Who.UNNAMED and phrase.definite)


def _is_verb_before(row: Sequence[Word], at: int, cues: Cues) -> bool:
    before = row[at - 1]
    plain = before.sort is Sort.WORD and not before.capital
    small = cues.prepositions | cues.determiners | cues.conjunctions | cues.conjoined
    return plain and before.low not in small and row[at].low not in _OBJECTS
