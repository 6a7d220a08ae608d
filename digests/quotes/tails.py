"""Who claims a quotation: the cue right after it, “…”, said X.

Also where verb and subject share one word, or the verb is in two places.
"""

import re
from collections.abc import Sequence

from digests.quotes.claims import (
    MOST_AHEAD,
    Claim,
    How,
    bracket_end,
    is_complete,
    read_according,
    read_cited,
    read_named,
    read_passive,
    read_quoted,
    read_stated,
    read_subjects,
)
from digests.quotes.cues import Cues
from digests.quotes.phrases import Phrase, Who, read_phrase, read_verb
from digests.quotes.words import Sort, Word, low_words

_CLITIC = re.compile(r"(?P<verb>.+?)(?:-t)?-(?P<who>ils?|elles?)")
_DASHES = frozenset({"–", "—", "-", "―"})
HAD = frozenset({"hat", "hatte"})
"""Auxiliaries that open the German bracket."""
_IT = frozenset({"es", "das"})


def read_after(row: Sequence[Word], at: int, cues: Cues) -> Claim | None:
    """Read the cue that follows the quotation ``row[at]``."""
    first = _past_marks(row, at + 1)
    if first >= len(row) or row[first].sort is not Sort.WORD:
        return None
    return (
        read_according(row, first, cues, How.ACCORDING)
        or read_stated(row, first, cues, How.ACCORDING)
        or read_quoted(row, first, cues)
        or read_cited(row, first, cues)
        or _pronoun_in_verb(row, first, cues)
        or _so_said(row, first, cues)
        or read_had_said(row, first, cues)
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
    if phrase is None or not is_complete(verb, row[verb.last :], cues):
        return None
    return Claim(
        how=How.VERB_FIRST, phrase=phrase, first=at, last=phrase.last, verb=verb
    )


def read_had_said(row: Sequence[Word], at: int, cues: Cues) -> Claim | None:
    """Read the German bracket: “…”, hatte Jan Uhl am Montag gesagt."""
    if not cues.nouns_capital or row[at].low not in HAD:
        return None
    phrase = read_named(row, at + 1, cues)
    if phrase is None:
        return None
    last = bracket_end(row, phrase.last, lambda end: int(row[end].low in cues.said))
    if last is None:
        return None
    return Claim(how=How.VERB_FIRST, phrase=phrase, first=at, last=last)


def _so_said(row: Sequence[Word], at: int, cues: Cues) -> Claim | None:
    """Read the German sentence after the words: “So beschreibt es Jan”."""
    if not cues.nouns_capital or row[at].low != "so":
        return None
    _, verb, it = (*low_words(row, at, 3), "", "")[:3]
    if verb not in cues.said or it not in _IT:
        return None
    phrase = read_named(row, at + 3, cues)
    if phrase is None:
        return None
    return Claim(how=How.VERB_FIRST, phrase=phrase, first=at, last=phrase.last)


def _pronoun_in_verb(row: Sequence[Word], at: int, cues: Cues) -> Claim | None:
    """Read French “précise-t-elle” and “a-t-il ajouté”, where one word holds two."""
    found = _CLITIC.fullmatch(row[at].low) if "-" in row[at].low else None
    if found is None or found["who"] not in cues.pronouns:
        return None
    last, stem = at, found["verb"].rpartition("'")[2]
    if stem in cues.auxiliary and not found["verb"].startswith("n'"):
        last = at + 1
        while last < len(row) and row[last].low in cues.adverbs:
            last += 1
        stem = row[last].low if last < len(row) else ""
    if stem not in cues.said:
        return None
    who, end = found["who"], row[at].end
    phrase = Phrase(
        first=at,
        last=at + 1,
        head=(end - len(who), end),
        name=who,
        who=Who.PRONOUN,
        gender=cues.pronouns[who],
    )
    return Claim(how=How.VERB_FIRST, phrase=phrase, first=at, last=last + 1)


def _past_adverbial(row: Sequence[Word], at: int, cues: Cues) -> int:
    """Step over “on Monday”, “entre risas”: what may part a verb from its subject."""
    end = at
    while end < min(at + 3, len(row) - 1) and (
        row[end].low in cues.adverbs or cues.is_preposition(row[end])
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
        if verb.last < len(row) and row[verb.last].sort is Sort.QUOTE:
            # “…?” Ana Roth analyses “…”: what follows is what she says or reads.
            return None
        return Claim(
            how=How.SUBJECT_FIRST, phrase=phrase, first=at, last=verb.last, verb=verb
        )
    return None
