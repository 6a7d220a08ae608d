"""Noun phrases and verb groups, read from left to right without a parser.

``read_phrase`` takes the words that can name a speaker, ``read_verb`` the words around
a verb of saying. Both return None rather than guess.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from digests.quotes.cues import Cues
from digests.quotes.given import is_given
from digests.quotes.runs import name_end
from digests.quotes.titles import person_of
from digests.quotes.words import Sort, Word, bare, low_words

MOST_PLAIN_WORDS = 9
MOST_VERB_WORDS = 6
_MOST_WORDS_TO_A_NAME = 4
_OF_NOBILITY = frozenset({"der", "den", "dem", "zu"})
_PERFECT = frozenset({"had", "hatte", "avait", "había", "aveva"})


class Who(StrEnum):
    """What kind of speaker a phrase names."""

    NAMED = "named"
    PRONOUN = "pronoun"
    BODY = "body"
    DOCUMENT = "document"
    CROWD = "crowd"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase over words ``first:last``; ``head`` is the mention that we would show."""

    first: int
    last: int
    head: tuple[int, int]
    name: str
    who: Who
    gender: str = ""
    joined: bool = False
    definite: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """A verb group over words ``first:last`` with its verb at ``at``."""

    first: int
    last: int
    at: int
    low: str
    denied: bool = False
    doubted: bool = False
    past_perfect: bool = False


def read_phrase(row: Sequence[Word], at: int, cues: Cues) -> Phrase | None:
    """Read the noun phrase that begins at ``at``; appositions are left for later."""
    if at >= len(row) or row[at].sort is not Sort.WORD:
        return None
    word = row[at]
    if cues.nouns_capital and word.text == "Von":
        return _of_nobility(row, at, cues)
    if word.low in cues.pronouns:
        return Phrase(
            first=at,
            last=at + 1,
            head=(word.start, word.end),
            name=word.text,
            who=Who.PRONOUN,
            gender=cues.pronouns[word.low],
        )
    return _read_nouns(row, at, cues) if _may_name(word, cues) else None


def _of_nobility(row: Sequence[Word], at: int, cues: Cues) -> Phrase | None:
    """Read “Von der Ahn sagte”, a name that opens a sentence with its small word."""
    end = at + 1
    while end < len(row) and row[end].low in _OF_NOBILITY:
        end += 1
    if end + 1 >= len(row) or not row[end].capital:
        return None
    verb = row[end + 1]
    if verb.capital or verb.low not in cues.said:
        return None
    return Phrase(
        first=at,
        last=end + 1,
        head=(row[at].start, row[end].end),
        name=bare(row[end].text),
        who=Who.NAMED,
    )


def _may_name(word: Word, cues: Cues) -> bool:
    """Say whether a noun phrase may begin with a word: not “if”, “has” or “after”."""
    low = word.low
    if cues.is_preposition(word) or low in cues.conjunctions:
        return False
    if low in cues.relative and low not in cues.determiners:
        return False
    if not word.capital and (low in cues.doubt or low in cues.auxiliary):
        return False
    return not (cues.nouns_capital and _only_opens(word, cues))


def _only_opens(word: Word, cues: Cues) -> bool:
    """Recognise “Dazu” and “2008”, which begin a sentence and name nobody."""
    opens = word.low in cues.openers and word.low not in cues.determiners
    return opens or word.low in cues.adverbs or word.text.isdigit()


def _read_nouns(row: Sequence[Word], at: int, cues: Cues) -> Phrase | None:
    end, name = at, range(0)
    while end < len(row) and row[end].sort is Sort.WORD:
        if _in_name(row, end, cues):
            name = range(end, name_end(row, end, cues))
            end = name.stop
        elif (
            (end > at and _breaks(row[end], cues))
            or end - at >= MOST_PLAIN_WORDS + len(name)
            or _after_noun(row, at, end, cues)
            or (name and not _reads_on(row, name, end, cues))
        ):
            break
        else:
            end += 1
    return _phrase(row, at, end, name, cues) if end > at else None


def _after_noun(row: Sequence[Word], at: int, end: int, cues: Cues) -> bool:
    """German: what follows a noun in small letters is a verb: “die Menge | rief Uhl”."""
    if not cues.nouns_capital or end == at or not row[end - 1].capital:
        return False
    return row[end - 1].low not in cues.determiners


def _reads_on(row: Sequence[Word], name: range, at: int, cues: Cues) -> bool:
    """Say whether words after a name belong to its phrase: “Roth's aide”."""
    return row[name.stop - 1].possessive or name_follows(row, at, cues)


def name_follows(row: Sequence[Word], at: int, cues: Cues) -> bool:
    """Say whether a few plain words lead to a name, as in “Clinton spokesman Brian”."""
    for word in row[at : at + _MOST_WORDS_TO_A_NAME]:
        if word.sort is not Sort.WORD or _breaks(word, cues):
            return False
        if word.capital:
            return True
        if word.low in cues.determiners:
            return False
    return False


def _in_name(row: Sequence[Word], at: int, cues: Cues) -> bool:
    word = row[at]
    return (
        word.capital
        and word.low not in cues.pronouns
        and word.low not in cues.determiners
    )


def _breaks(word: Word, cues: Cues) -> bool:
    low = word.low
    return (
        low in cues.said
        or low in cues.saying
        or low in cues.auxiliary
        or cues.is_preposition(word)
        or low in cues.conjunctions
        or low in cues.relative
        or low in cues.that
        or low in cues.starts_said_with
        or low in cues.pronouns
        or low in cues.denial
        or low in cues.doubt
    )


def _phrase(
    row: Sequence[Word], at: int, end: int, name: range, cues: Cues
) -> Phrase | None:
    plural = (
        end < len(row)
        and row[end].low in cues.conjoined
        and end + 1 < len(row)
        and row[end + 1].capital
    )
    if len(name) and name.stop == end and not row[end - 1].possessive:
        person = person_of(row[name.start : name.stop], cues)
        if person:
            return _named(row, at, end, person, cues, joined=plural)
    if len(name) and not cues.nouns_capital and name.stop == end:
        return None
    return _described(row, at, end, cues)


def _named(
    row: Sequence[Word],
    at: int,
    end: int,
    person: Sequence[Word],
    cues: Cues,
    *,
    joined: bool,
) -> Phrase:
    titles = [w for w in row[at:end] if w.start < person[0].start]
    gender = next(
        (
            g
            for w in reversed(titles)
            if (g := cues.roles.get(cues.role(bare(w.low).rstrip(".")), ""))
        ),
        "",
    )
    plain = cues.nouns_capital and len(person) == 1 and _is_noun(row, at, person, cues)
    who = Who.NAMED
    if _is_office(person, cues):
        return _described(row, at, end, cues)
    # “Die Gouverneurin Alaskas” bears no name; “Minister Maas” does.
    of_place = cues.nouns_capital and len(person) == 1 and person[0].low[-1] == "s"
    if plain or (of_place and row[at].low in cues.determiners):
        return _described(row, at, end, cues)
    if _is_of_side(titles, person, cues):
        return _described(row, at, end, cues)
    if (len(person) == 1 or cues.nouns_capital) and _is_thing(person[-1], cues):
        return _described(row, at, end, cues)
    return Phrase(
        first=at,
        last=end,
        head=(person[0].start, person[-1].end),
        name=" ".join(bare(w.text) for w in person),
        who=who,
        gender=gender,
        joined=joined,
    )


def _is_of_side(titles: Sequence[Word], person: Sequence[Word], cues: Cues) -> bool:
    """Spanish “el diputado UDI” is somebody of that party; “el sindicato CGT” is a body."""
    if not cues.nouns_first or not titles or len(person) > 1:
        return False
    noun = titles[-1]
    plain = not noun.capital and noun.low not in cues.determiners
    return plain and person[0].text.isupper() and not cues.is_body(noun.low)


def _is_office(person: Sequence[Word], cues: Cues) -> bool:
    """Tell “U.S. Secretary” (of State …) from a name such as “Larry King”."""
    last = bare(person[-1].low).rstrip(".")
    return bool(cues.role(last)) and not is_given(person[0].low)


def _is_noun(row: Sequence[Word], at: int, person: Sequence[Word], cues: Cues) -> bool:
    """German: a lone capitalised word after an article, or a role, is a noun."""
    low = bare(person[0].low)
    known = bool(cues.role(low)) or _is_thing(person[0], cues)
    previous = (
        row[at].low in cues.determiners and person[0] == row[at + 1]
        if at + 1 < len(row)
        else False
    )
    return known or previous


def _is_thing(word: Word, cues: Cues) -> bool:
    low = bare(word.low)
    return cues.is_body(low) or cues.is_document(low) or cues.is_crowd(low)


def _described(row: Sequence[Word], at: int, end: int, cues: Cues) -> Phrase:
    words = [bare(w.low) for w in row[at:end]]
    head = words[-1]
    if cues.is_document(head):
        who = Who.DOCUMENT
    elif cues.is_crowd(head):
        who = Who.CROWD
    elif cues.is_body(head) and row[at].low in cues.determiners | {head}:
        who = Who.BODY
    else:
        who = Who.UNNAMED
    return Phrase(
        first=at,
        last=end,
        head=(row[at].start, row[end - 1].end),
        name=" ".join(w.text for w in row[at:end]),
        who=who,
        definite=row[at].low in cues.definite and not narrowed(row, end, cues),
    )


def narrowed(row: Sequence[Word], at: int, cues: Cues) -> bool:
    """Say whether more words tell which one is meant: “the president of the union”."""
    if at >= len(row):
        return False
    word = row[at]
    return (
        word.text == ","
        or word.low in cues.determiners
        or word.low in cues.relative
        or (cues.is_preposition(word) and word.low != "on")
    )


def read_verb(row: Sequence[Word], at: int, cues: Cues) -> Verb | None:
    """Read a verb of saying with its auxiliaries and adverbs, beginning at ``at``.

    A passive is none: who “was told” or “was asked” did not speak.
    """
    for place in range(at, min(at + MOST_VERB_WORDS, len(row))):
        word = row[place]
        if word.sort is Sort.MARK and word.text == "," and place > at:
            continue
        if word.sort is not Sort.WORD:
            return None
        before = [one.low for one in row[at:place]]
        more = _said_with(row, place, cues)
        said = word.low in cues.said or (word.low in cues.saying and place > at)
        if said or more or _softly(row, place, cues):
            if before and _is_passive(before, word.low, cues):
                return None
            return _verb(at, place, place + (more or 1), word.low, before, cues)
        if not _is_helper(word.low, cues):
            return None
    return None


def _verb(
    at: int, place: int, last: int, low: str, before: Sequence[str], cues: Cues
) -> Verb:
    return Verb(
        first=at,
        last=last,
        at=place,
        low=low,
        denied=any(one in cues.denial for one in before),
        doubted=any(one in cues.doubt for one in before),
        past_perfect=any(one in _PERFECT for one in before),
    )


def _is_helper(low: str, cues: Cues) -> bool:
    return (
        low in cues.auxiliary
        or low in cues.adverbs
        or low in cues.denial
        or low in cues.doubt
        or low.endswith(("ly", "'d"))
    )


def _is_passive(before: Sequence[str], low: str, cues: Cues) -> bool:
    return low not in cues.saying and any(one in cues.passive for one in before)


def _said_with(row: Sequence[Word], at: int, cues: Cues) -> int:
    """Count the words of a verb of several words that begins here."""
    low = row[at].low
    for verb in cues.said_with:
        if low == verb[0] and low_words(row, at, len(verb)) == verb:
            return len(verb)
    return 0


def _softly(row: Sequence[Word], at: int, cues: Cues) -> bool:
    """“He laughed: …” says something; “he laughed, …” may not."""
    return row[at].low in cues.soft and at + 1 < len(row) and row[at + 1].text == ":"
