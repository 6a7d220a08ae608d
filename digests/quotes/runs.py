"""Capitalised words in a row, and the name that is left when the titles are cut off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digests.quotes.cues import Cues
from digests.quotes.given import is_given
from digests.quotes.titles import person_of, role_of
from digests.quotes.words import Sort, Word, bare, lines, words_between

LONGEST_NAME = 5
# “Karl zu Ahn”, but “Karl zu den Fragen”: as a name “zu der” is written “zur”.
_NEVER_WITH_ARTICLE = "zu"
_INNER = frozenset({"der", "den", "de", "la", "los", "las", "het"})
_OBJECTS = frozenset({"den", "dem", "des", "einem", "einen"})
_AGES = frozenset(str(age) for age in range(5, 110))
_OF = frozenset(
    {"of", "for", "at", "from", "von", "vom", "de", "du", "del", "di", "van"}
)
_MOST_BEFORE_SUBJECT = 6
_LONGEST_ROLE = 6
_MOST_BEFORE_APPOSED = 9
_SHORTEST_ACRONYM = 3
_TO = frozenset({"al"})
_NOUN_ENDINGS = tuple(
    (
        "ung heit keit schaft tion tät stadt ungen heiten keiten schaften tionen werk zentrum"
        " konzern ministerium gericht institut region provinz tonnen millionen milliarden"
    ).split()
)
_OPENING = frozenset("“\"‘'«„(")
_CLOSING = frozenset("”\"’'»“)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A name in its place: ``words`` without titles, and what stands around it.

    ``inside``: in the middle of a sentence. ``placed``: after “in” or “the”, where
    places stand and people seldom do. ``speaks``: beside a verb of saying or an age.
    ``leads``: near the beginning of its sentence, where subjects stand. ``noun``: built
    like a common noun, where these have capitals too: “das Dorf Ahn”, “Lob von Roth”.
    """

    words: tuple[Word, ...]
    gender: str
    titles: frozenset[str]
    inside: bool
    placed: bool
    speaks: bool
    leads: bool
    noun: bool = False

    @property
    def name(self) -> str:
        return " ".join(bare(word.text) for word in self.words)

    @property
    def titled(self) -> bool:
        return bool(self.titles)

    @property
    def possessive(self) -> bool:
        return self.words[-1].possessive


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """Somebody without a name: “the minister”; ``words`` without the article."""

    start: int
    end: int
    words: tuple[str, ...]
    definite: bool
    leads: bool


def rows_of(text: str) -> Iterator[tuple[Word, ...]]:
    """Read the words of a text line by line, nicknames left out."""
    for start, end in lines(text):
        yield _without_nicknames(tuple(words_between(text, start, end)))


def runs_of(row: Sequence[Word], cues: Cues) -> Iterator[Run]:
    """Read the names of a line, in order."""
    for first, last in _capitals(row, cues):
        run = _run(row, first, last, cues)
        if run is not None:
            yield run


def _without_nicknames(row: tuple[Word, ...]) -> tuple[Word, ...]:
    """Read Jolene “Books” Marchetti as Jolene Marchetti."""
    hidden = {
        at
        for first in range(len(row) - 4)
        if row[first].capital and row[first + 1].text in _OPENING
        for last in (first + 3, first + 4)
        if last + 1 < len(row)
        and row[last].text in _CLOSING
        and row[last + 1].capital
        and all(word.capital for word in row[first + 2 : last])
        for at in range(first + 1, last + 1)
    }
    if not hidden:
        return row
    return tuple(word for at, word in enumerate(row) if at not in hidden)


def descriptions_of(row: Sequence[Word], cues: Cues) -> Iterator[Description]:
    """Find “the minister” and “a neighbour”: people without a name."""
    for at, word in enumerate(row):
        if word.low not in cues.determiners:
            continue
        end = _after_role(row, at + 1, cues)
        head = row[end - 1]
        named = _name_comes(row, end, cues)
        if end > at + 1 and not named:
            yield Description(
                start=word.start,
                end=head.end,
                words=tuple(
                    role_of(one, cues) or bare(one.low) for one in row[at + 1 : end]
                ),
                definite=word.low in cues.definite and not _narrowed(row, end, cues),
                leads=_leads(row, at, cues),
            )


def _narrowed(row: Sequence[Word], at: int, cues: Cues) -> bool:
    """Say whether “of” or a genitive tells which one is meant."""
    if at >= len(row):
        return False
    low = row[at].low
    return low in _OF or (cues.nouns_capital and low in cues.determiners)


def _name_comes(row: Sequence[Word], at: int, cues: Cues) -> bool:
    """Look for the name that says who is meant: “her deputy, Nils Avery”."""
    if cues.nouns_capital:
        return _given_comes(row, at)
    if at < len(row) and row[at].text == ",":
        at += 1
    return at < len(row) and row[at].capital


def _given_comes(row: Sequence[Word], at: int) -> bool:
    """Look for the name in “der Leiter des Amtes, Jan Uhl”, among capitalised nouns."""
    if at < len(row) and row[at].capital and is_given(row[at].low):
        return True
    for place in range(at, min(at + _MOST_BEFORE_APPOSED, len(row) - 1)):
        word = row[place]
        if word.text == ",":
            return row[place + 1].capital and is_given(row[place + 1].low)
        if word.sort is not Sort.WORD:
            return False
    return False


def _after_role(row: Sequence[Word], at: int, cues: Cues) -> int:
    """Find the end of the first role among the next plain words; ``at`` if none is."""
    for end in range(at, min(at + 4, len(row))):
        if not _plain(row[end], cues):
            break
        if role_of(row[end], cues):
            more = end + 1 < len(row) and bool(role_of(row[end + 1], cues))
            return end + 2 if more and not row[end + 1].capital else end + 1
    return at


def _plain(word: Word, cues: Cues) -> bool:
    if word.sort is not Sort.WORD or cues.is_preposition(word):
        return False
    if not word.capital or word.low in cues.sides:
        return True
    return cues.nouns_capital and bool(role_of(word, cues))


def _capitals(row: Sequence[Word], cues: Cues) -> Iterator[tuple[int, int]]:
    """Find capitalised words in a row, less the first of a sentence: “The”, “After”."""
    at = 0
    while at < len(row):
        if not row[at].capital:
            at += 1
            continue
        end = name_end(row, at, cues)
        if end > at + 1 or row[at].low not in cues.openers:
            yield at, end
        at = end


def name_end(row: Sequence[Word], at: int, cues: Cues) -> int:
    """Find the end of the capitalised words that begin at ``at``: “Ursula von der L.”."""
    end = at + 1
    while end < len(row) and not row[end - 1].possessive:
        word = row[end]
        if not (word.capital or word.low in cues.particles or word.text == "&"):
            break
        step = next((n for n in (1, 2, 3) if _goes_on(row, end, n, cues)), 0)
        if not step:
            break
        end += step
    return end


def _goes_on(row: Sequence[Word], at: int, step: int, cues: Cues) -> bool:
    """Say whether the name goes on with a capital after ``step - 1`` small words."""
    small = row[at : at + step - 1]
    if at + step > len(row) or not row[at + step - 1].capital:
        return False
    if len(small) == 1 and small[0].text == "&":
        return True
    following = row[at + step - 1].low
    if small and small[0].low in _TO and following in cues.press:
        return False
    if small and cues.nouns_capital and is_given(following):
        # “Helfer von Otto Brand” is not Otto Brand.
        return False
    if len(small) > 1 and small[0].low == _NEVER_WITH_ARTICLE:
        return False
    return not small or (
        small[0].low in cues.particles and all(word.low in _INNER for word in small[1:])
    )


def _run(row: Sequence[Word], first: int, last: int, cues: Cues) -> Run | None:
    words = row[first:last]
    named = person_of(words, cues)
    if not named or len(named) > LONGEST_NAME:
        return None
    if cues.nouns_capital and len(named) == 1 and _is_no_name(row, named[0], cues):
        return None
    titles = words[: words.index(named[0])]
    told = [cues.roles.get(role_of(title, cues), "") for title in reversed(titles)]
    before = row[first - 1] if first else None
    return Run(
        words=named,
        gender=next((gender for gender in told if gender), ""),
        titles=frozenset(role for one in titles if (role := role_of(one, cues)))
        | _apposed(row, first, last, cues),
        inside=bool(titles) or (before is not None and before.sort is Sort.WORD),
        placed=before is not None and before.low in cues.before_places and not titles,
        speaks=_speaks(row, first, last, cues),
        leads=_leads(row, first, cues),
        noun=cues.nouns_capital and _is_noun(row, first + len(titles), named, cues),
    )


def _is_no_name(row: Sequence[Word], word: Word, cues: Cues) -> bool:
    """Recognise “IHK-Chef”, and the land in “der Innenminister Frankreichs”."""
    at = row.index(word)
    if "-" in word.text and role_of(word, cues):
        return True
    of_place = word.low.endswith("s") and at > 1 and bool(role_of(row[at - 1], cues))
    return of_place and any(
        one.low in cues.determiners for one in row[max(0, at - 4) : at]
    )


def _is_noun(
    row: Sequence[Word], first: int, named: Sequence[Word], cues: Cues
) -> bool:
    small = next((at for at, word in enumerate(named) if not word.capital), len(named))
    if any(is_given(word.low) for word in named[small:]):
        return True
    if is_given(named[0].low) or (first and role_of(row[first - 1], cues)):
        return False
    if any(not word.capital or _is_acronym(word.text) for word in named):
        return True
    if named[0].low.endswith(_NOUN_ENDINGS):
        return True
    if not first:
        return False
    before = row[first - 1]
    return before.low in cues.determiners or before.text.isdigit()


def _is_acronym(text: str) -> bool:
    return len(text) >= _SHORTEST_ACRONYM and text.isupper()


def _apposed(row: Sequence[Word], first: int, last: int, cues: Cues) -> frozenset[str]:
    """Find the role in “Her deputy, Nils Avery,” and in “Ida Roth, the mayor”."""
    if first > 1 and row[first - 1].text == "," and role_of(row[first - 2], cues):
        return frozenset({role_of(row[first - 2], cues)})
    if last >= len(row) or row[last].text != ",":
        return frozenset()
    for word in row[last + 1 : last + _LONGEST_ROLE]:
        if word.sort is not Sort.WORD or cues.is_preposition(word):
            break
        plain = cues.nouns_capital or not word.capital
        if plain and role_of(word, cues):
            return frozenset({role_of(word, cues)})
    return frozenset()


def _leads(row: Sequence[Word], first: int, cues: Cues) -> bool:
    if first and cues.is_preposition(row[first - 1]):
        return False
    if first and cues.nouns_capital and _is_object(row[first - 1], cues):
        return False
    after_comma = first > 0 and row[first - 1].text == ","
    most = _MOST_BEFORE_SUBJECT * (2 if after_comma else 1)
    for back in range(1, most + 2):
        if first - back < 0 or row[first - back].stops:
            return True
    return False


def _speaks(row: Sequence[Word], first: int, last: int, cues: Cues) -> bool:
    if first and row[first - 1].low in cues.said and _opens(row, first - 1, cues):
        return True
    if cues.nouns_capital and first and row[first - 1].text == ",":
        # “…, erklärte die Leiterin des Amtes, Jana Uhl.”
        told = range(max(0, first - _MOST_BEFORE_APPOSED), first - 1)
        if any(row[at].low in cues.said and _opens(row, at, cues) for at in told):
            return True
    if cues.nouns_capital and first and _is_object(row[first - 1], cues):
        # “In Anlehnung an den Soziologen Uhl fragte sie”
        return False
    after = row[last : last + 2]
    if not after or row[last - 1].possessive:
        return False
    if after[0].low in cues.said or after[0].low in cues.told_to:
        return True
    age = after[-1].text if after[0].text == "," else ""
    return age in _AGES


def _is_object(before: Word, cues: Cues) -> bool:
    """German: say whether the word before a name makes it an object."""
    return before.low in _OBJECTS or cues.is_preposition(before)


def _opens(row: Sequence[Word], at: int, cues: Cues) -> bool:
    """Say whether a verb begins its clause, so that its subject may follow."""
    return cues.inverts and (at == 0 or row[at - 1].sort is Sort.MARK)
