"""What stands between a name and its verb: “, a spokesman for X,”, “ of Acme”, “ (D-Mo.)”."""

from collections.abc import Sequence

from digests.quotes.cues import Cues
from digests.quotes.words import Sort, Word

LONGEST_APPOSITION = 34
LONGEST_OF_PHRASE = 12


def skip_apposition(row: Sequence[Word], at: int, cues: Cues) -> list[int]:
    """List the places after ``at`` where the verb of a phrase may begin.

    Passes “, a spokesman for X,”, “ of Acme”, “ (D-Mo.)” and “, who …,”.
    """
    places = [at]
    word = row[at] if at < len(row) else None
    if word is None:
        return places
    if word.text == "(":
        close = _find(row, at, ")")
        return places + (skip_apposition(row, close + 1, cues) if close else [])
    if word.text in {",", "–", "—"}:
        places += _after_closing(row, at, word.text)
    elif cues.is_preposition(word) or word.low in cues.relative | _genitive(cues):
        end = at
        while end < min(at + LONGEST_OF_PHRASE, len(row)) and _is_word(row[end]):
            end += 1
            places.append(end)
        if end < len(row) and row[end].text == ",":
            places += _after_closing(row, end, ",")
    return places


def _genitive(cues: Cues) -> frozenset[str]:
    """German puts whose or of what without a preposition: “der Chef des Amtes”."""
    return cues.determiners if cues.nouns_capital else frozenset()


def _is_word(word: Word) -> bool:
    return word.sort is Sort.WORD


def _after_closing(row: Sequence[Word], at: int, mark: str) -> list[int]:
    found: list[int] = []
    for place in range(at + 1, min(at + LONGEST_APPOSITION, len(row))):
        word = row[place]
        if word.stops or word.sort is Sort.QUOTE or word.text in {":", ";"}:
            break
        if word.text == mark:
            found.append(place + 1)
    return found


def _find(row: Sequence[Word], at: int, mark: str) -> int | None:
    for place in range(at + 1, min(at + 12, len(row))):
        if row[place].text == mark:
            return place
    return None
