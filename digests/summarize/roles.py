"""Whom a sentence names, and whether its sources give them the same part.

A name has to stand in the article, and in the sources or, where those have a pronoun, in
the sentence before. What stands right beside a name, number or date in a source stands
beside another one in a sentence that mixed them up: “Roth sued Klein”, “Klein sued Roth”.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from digests import sentences, terms
from digests.quotes.languages import cues_of
from digests.summarize import facts, forms, lexicon
from digests.summarize.facts import HEAD, Reading
from digests.summarize.tokens import Fact, Kind, Token, normal

_REACH = 4
_LONGEST_SHORT_FORM = 6
_SMALL_WORD = 3
_SPACE = re.compile(r"\s+")
_INITIALS = re.compile(r"[^\W\d_]+|[.,;:!?()]")
_ARTICLES = frozenset("the der die den dem le la el il o l".split())
_PEOPLE = re.compile(r"(?:man|men|woman|women|ian|ean|ese|ish|ch|an)s?\Z")
# They stand beside any number.
_HEDGES = frozenset(
    """around nearly almost roughly approximately least than over rund etwa knapp fast mindestens gut environ près plus
    casi unos unas quase circa около почти более примерно""".split()
)
# Right behind the one word that opens a sentence they make it a name.
_ACTS = frozenset(
    """is was has had will would could hat ist war wird will kann muss a est avait était va ha es era había tiene
    fue è aveva tem foi был была будет может""".split()
)

Bearing = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence beside its sources and the whole article, all of them read."""

    ours: Reading
    theirs: Sequence[Reading]
    whole: Reading
    sources: Sequence[str]
    text: str
    lang: str


# Whom it names ----------------------------------------------------------------


def names_a_stranger(case: Case) -> bool:
    """Whether a sentence names somebody or something that the article does not."""
    known = (case.whole, *case.theirs)
    return any(
        not _stands_in(known, name, case.lang) and name not in _initials(case.text)
        for fact in case.ours.of(Kind.NAME)
        for name in _said(case, fact)
    )


def names_another(case: Case) -> bool:
    """Whether a sentence names somebody of the article whom its sources do not mean."""
    for fact in case.ours.of(Kind.NAME):
        names = _said(case, fact)
        if not _is_one_name(case, names) or (names and not _is_near(case, names)):
            return True
    return False


def _is_near(case: Case, names: Sequence[str]) -> bool:
    """Whether a name stands in the sources, or where one of their pronouns looks for it."""
    if not _initials(case.text).isdisjoint(names):
        return True
    near = (*case.theirs, *_before(case.sources, case.text, case.lang))
    return any(_stands_in(near, name, case.lang) for name in names)


def _said(case: Case, fact: Fact) -> list[str]:
    """Give the words of a name, but none that is an ordinary word with a capital."""
    names = list(fact.keys)
    alone = len(names) == 1
    if fact.opens and (
        _is_ordinary(case, names[0]) or (alone and not _acts(case, fact))
    ):
        names = names[1:]
    if case.lang == "de" and _is_noun(case, fact):
        return names[1:]
    return names


def _is_ordinary(case: Case, word: str) -> bool:
    stem = terms.stem(word, case.lang)
    return any(
        forms.alike(word, other, case.lang) or stem == terms.stem(other, case.lang)
        for reading in (case.whole, *case.theirs)
        for other in reading.begun.get(word[:HEAD], ())[: forms.MOST_FORMS]
        if other in reading.small
    )


def _acts(case: Case, fact: Fact) -> bool:
    """Whether the one word that opens a sentence is a name: the article or a verb tells."""
    if forms.knows(case.whole, fact.keys[0], case.lang):
        return True
    after = [token.low for token in case.ours.tokens[fact.end : fact.end + 2]]
    if after == ["'", "s"]:
        return True
    return bool(after) and (after[0] in _ACTS or after[0] in cues_of(case.lang).said)


def _is_noun(case: Case, fact: Fact) -> bool:
    """Tell a German noun, which has a capital too, by an article before it.

    Before a name that the article knows it is one as well: “die Stadt Varnholm”.
    """
    head, *name = fact.keys
    if case.ours.tokens[fact.begin].text.isupper():
        return False
    if name:
        known = (case.whole, *case.theirs)
        own = all(_stands_in(known, word, "de") for word in name)
        return own and _has_article(case.ours, fact.begin)
    return _has_article(case.ours, fact.begin) or head in _nouns(case.text)


def _has_article(reading: Reading, at: int) -> bool:
    return at > 0 and reading.tokens[at - 1].low in lexicon.determiners("de")


@lru_cache(maxsize=4)
def _nouns(text: str) -> frozenset[str]:
    whole = facts.read_article(text, "de")
    names = (fact for fact in whole.of(Kind.NAME) if len(fact.keys) == 1)
    return frozenset(fact.keys[0] for fact in names if _has_article(whole, fact.begin))


def _stands_in(readings: Sequence[Reading], name: str, lang: str) -> bool:
    return any(forms.knows(reading, name, lang) for reading in readings)


def _is_one_name(case: Case, names: Sequence[str]) -> bool:
    """Whether the words of a name belong together: no Otto of one and Berg of another."""
    own = [
        name
        for name in names
        if name not in case.whole.small and not _PEOPLE.search(name)
    ]
    lang, known = case.lang, (case.whole, *case.theirs)
    return all(
        any(forms.are_together(reading, *pair, lang) for reading in known)
        for pair in pairwise(own)
        if forms.are_together(case.ours, *pair, lang)
    )


@lru_cache(maxsize=4)
def _initials(text: str) -> frozenset[str]:
    """Give the short forms that names of an article could have: Kellan Harbour Union, KHU."""
    found: set[str] = set()
    row: list[str] = []
    for word in _INITIALS.findall(text):
        if word[0].isupper():
            row = [*row[1 - _LONGEST_SHORT_FORM :], word[0]]
            found |= {terms.fold("".join(row[at:])) for at in range(len(row) - 1)}
        elif len(word) > _SMALL_WORD or not word.isalpha():
            row = []
    return frozenset(found)


def _before(sources: Sequence[str], text: str, lang: str) -> list[Reading]:
    """Read the sentences before those sources whose pronouns may stand for somebody."""
    order, told = _order(text)
    places = (
        order.get(folded(source), 0) for source in sources if _refers(source, lang)
    )
    return [facts.read(told[at - 1], lang) for at in places if at]


def _refers(source: str, lang: str) -> bool:
    return not lexicon.pronouns(lang).isdisjoint(facts.read(source, lang).where)


@lru_cache(maxsize=4)
def _order(text: str) -> tuple[dict[str, int], tuple[str, ...]]:
    told = tuple(text[start:end] for start, end in sentences.split(text))
    return {folded(sentence): at for at, sentence in enumerate(told)}, told


def folded(text: str) -> str:
    """Fold the shapes of marks and white space, and nothing else."""
    text = re.sub("[“”„‟«»「」『』]|''|``", '"', normal(text))
    return _SPACE.sub(" ", text).strip()


# Who did what -----------------------------------------------------------------


def displaced(case: Case) -> Kind | None:
    """Say what sort of fact stands between words that a source puts around another one."""
    known = [_borne(source, case.lang) for source in case.theirs]
    for fact in case.ours.facts:
        if _may_be_anybody(case, fact):
            continue
        if _is_displaced(case, fact, known):
            return fact.kind
    return None


def _is_displaced(
    case: Case, fact: Fact, known: Sequence[Mapping[Bearing, Sequence[Fact]]]
) -> bool:
    """Whether a source contradicts a fact on both sides, or on one and is about it.

    It is if it holds the fact, or no source does, or if it puts there what stands
    elsewhere in the sentence. A source that agrees is no contradiction of another.
    """
    lang = case.lang
    near = [one for one in case.ours.of(fact.kind) if one is not fact]
    holds = [_share([fact], source.of(fact.kind), lang) for source in case.theirs]
    against = [0] * len(known)
    certain = False
    for bearing, row in _bearings(case.ours, fact, lang):
        others = [known_by.get(bearing, ()) for known_by in known]
        if any(_share(row, other, lang) for other in others):
            continue
        for at, other in enumerate(others):
            against[at] += bool(other)
            about = holds[at] or not any(holds) or _share(other, near, lang)
            certain = certain or (bool(other) and about)
    return certain or max(against, default=0) > 1


def _may_be_anybody(case: Case, fact: Fact) -> bool:
    """Tell an ordinary word that opens a sentence, “the Norwegian”, and a short form."""
    if fact.kind is not Kind.NAME:
        return False
    ordinary = fact.opens and fact.keys[0] in case.whole.small
    return ordinary or _describes(case, fact) or set(fact.keys) <= _initials(case.text)


def _borne(source: Reading, lang: str) -> dict[Bearing, list[Fact]]:
    """Give the facts of a source by the words beside them."""
    known: dict[Bearing, list[Fact]] = {}
    for fact in source.facts:
        for bearing, row in _bearings(source, fact, lang):
            known.setdefault(bearing, []).extend(row)
    return known


def _bearings(
    reading: Reading, fact: Fact, lang: str
) -> Iterator[tuple[Bearing, list[Fact]]]:
    """Give the words beside a fact up to the first that carries sense, on either side.

    With them come all the facts of its phrase: “the Norwegian striker Ole Solberg”.
    """
    for step, start in ((1, fact.end), (-1, fact.begin - 1)):
        said = [fact.kind.value, str(step)]
        for at in range(start, start + step * _REACH, step):
            other = reading.taken.get(at)
            if not 0 <= at < len(reading.tokens) or (other and other.kind is fact.kind):
                break
            said.append(reading.tokens[at].low)
            if other or _is_full(reading.tokens[at], lang):
                yield tuple(said), _phrase(reading, fact, -step, lang)
                break


def _phrase(reading: Reading, fact: Fact, step: int, lang: str) -> list[Fact]:
    """Give a name with those that only nouns part from it, away from its bearing."""
    found = [fact]
    if fact.kind is not Kind.NAME:
        return found
    at = fact.end if step > 0 else fact.begin - 1
    end = at + step * _REACH
    while 0 <= at < len(reading.tokens) and at != end and len(found) < _REACH:
        other, token = reading.taken.get(at), reading.tokens[at]
        if other and other.kind is Kind.NAME:
            found.append(other)
            at = other.end if step > 0 else other.begin - 1
            end = at + step * _REACH
        elif not other and (token.low == "-" or _is_full(token, lang)):
            at += step
        else:
            break
    return found


def _is_full(token: Token, lang: str) -> bool:
    small = token.low in terms.function_words(lang) or token.low in _HEDGES
    return token.is_word and not small


def _describes(case: Case, fact: Fact) -> bool:
    return (
        len(fact.keys) == 1
        and fact.begin > 0
        and case.ours.tokens[fact.begin - 1].low in _ARTICLES
        and _PEOPLE.search(fact.keys[0]) is not None
    )


def _share(row: Sequence[Fact], others: Sequence[Fact], lang: str) -> bool:
    return any(_is_same(one, other, lang) for one in row for other in others)


def _is_same(fact: Fact, other: Fact, lang: str) -> bool:
    if fact.kind is not Kind.NAME or other.kind is not Kind.NAME:
        return not set(fact.keys).isdisjoint(other.keys)
    return any(forms.alike(one, two, lang) for one in fact.keys for two in other.keys)
