"""What tells in each language who spoke: speech verbs, pronouns, titles, small words.

``Cues`` is one language's table. The tables hold general knowledge of the language and
nothing taken from any one article. All words are lower case, apostrophes straight.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from digests.quotes.words import Word

Words = frozenset[str]


def words(text: str) -> Words:
    """Make a set of words; an underscore stands for the space inside a phrase."""
    return frozenset(word.replace("_", " ") for word in text.split())


def phrases(text: str) -> tuple[tuple[str, ...], ...]:
    """Make phrases as tuples of words, the longest first."""
    found = [tuple(word.split("_")) for word in text.split()]
    return tuple(sorted(found, key=len, reverse=True))


PARTICLES = words(
    "de da do dos das del della di du la le van von der den bin ben al el ibn zu ter y"
)
"""Small words inside the names of people."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cues:
    """One language's signs of speech.

    Verbs: ``said`` are finite verbs of saying, ``saying`` their participles, ``said_with``
    verbs of several words (“went on”), ``base`` what a negation asks for (“not say”);
    ``soft`` introduce speech only right before a colon; ``passive`` are auxiliaries of
    who is spoken to; ``told_to`` are verbs whose object hears; after
    ``spoken_to`` an outlet hears as well (“spoke to”); ``citing`` stand before
    whom an outlet quotes; ``stating`` say what a text says (“heißt es in”);
    ``asking`` only lead up to an answer (“asked whether”); who is the subject of
    ``receiving`` read or heard the words of others. ``heralds`` are verbs of attitude:
    after them a colon announces their subject's words (“showed herself pleased: …”);
    ``thinking`` verbs say something only right beside it (“…”, she hopes). ``split``
    verbs say something only with one of their particles (“gab … bekannt”); ``hearsay``
    leads up to the words of others (“recalled the words of”, “criticised the slogan”).

    People: ``pronouns`` map to m, f, n (thing) or p (several). ``roles`` stand before a
    name and are no part of it, with the gender that they tell ("" if none); ``sides`` are
    parties and nations, cut off before a given name only. ``definite`` articles point at
    somebody known (“the minister”); after ``before_places`` stand places, seldom people.

    Texts: ``posted`` announce a text in full; ``labels`` name what is only called so;
    in works of ``fiction`` people say what they are made to; ``through`` are phrases
    after which an outlet is named. ``opening`` words begin a whole sentence even in
    small letters (“we”).

    Grammar: ``inverts``: the verb may stand before its subject (“…”, said X);
    ``straight``: or after it (“…”, X said). ``verb_second``: after an opening phrase the
    verb comes first. ``nouns_capital``: common nouns have capitals as well;
    ``nouns_first``: what tells more of a noun stands behind it. ``incises``:
    a cue may stand inside the marks. ``spaced``: words are written apart. ``least``: how
    many words make a quotation that can stand alone.
    """

    said: Words
    saying: Words = frozenset()
    soft: Words = frozenset()
    auxiliary: Words = frozenset()
    passive: Words = frozenset()
    adverbs: Words = frozenset()
    denial: Words = frozenset()
    doubt: Words = frozenset()
    pronouns: Mapping[str, str] = field(default_factory=dict)
    according: tuple[tuple[str, ...], ...] = ()
    according_after: Words = frozenset()
    stating: tuple[tuple[str, ...], ...] = ()
    determiners: Words = frozenset()
    definite: Words = frozenset()
    before_places: Words = frozenset()
    prepositions: Words = frozenset()
    conjunctions: Words = frozenset()
    conjoined: Words = frozenset()
    that: Words = frozenset()
    relative: Words = frozenset()
    particles: Words = PARTICLES
    openers: Words = frozenset()
    roles: Mapping[str, str] = field(default_factory=dict)
    sides: Words = frozenset()
    documents: Words = frozenset()
    bodies: Words = frozenset()
    crowds: Words = frozenset()
    labels: Words = frozenset()
    spoken_to: Words = frozenset()
    quoted_by: tuple[tuple[str, ...], ...] = ()
    translated: Words = frozenset()
    listeners: Words = frozenset()
    press: Words = frozenset()
    told_to: Words = frozenset()
    through: tuple[tuple[str, ...], ...] = ()
    base: Words = frozenset()
    citing: Words = frozenset()
    cites: Words = frozenset()
    asking: Words = frozenset()
    receiving: Words = frozenset()
    heralds: Words = frozenset()
    meaning: Words = frozenset()
    thinking: Words = frozenset()
    telling: Words = frozenset()
    words_of: tuple[tuple[str, ...], ...] = ()
    views: Words = frozenset()
    mood: Words = frozenset()
    mood_or_wish: Words = frozenset()
    told: Words = frozenset()
    calling: Mapping[str, Words] = field(default_factory=dict)
    split: Mapping[str, Words] = field(default_factory=dict)
    hearsay: tuple[tuple[str, ...], ...] = ()
    fiction: Words = frozenset()
    posted: Words = frozenset()
    incises: bool = False
    said_with: tuple[tuple[str, ...], ...] = ()
    opening: Words = frozenset()
    inverts: bool = True
    straight: bool = True
    nouns_capital: bool = False
    nouns_first: bool = False
    verb_second: bool = True
    spaced: bool = True
    least: int = 4

    @property
    def starts_said_with(self) -> Words:
        return frozenset(verb[0] for verb in self.said_with)

    def role(self, low: str) -> str:
        """Give the role that a word is: “innenminister” for “bundesinnenminister”."""
        if low in self.roles:
            return low
        return _end_in(low, self, "roles") if self.nouns_capital else ""

    def is_preposition(self, word: Word) -> bool:
        """Say whether what follows belongs to another: French writes it onto “d'Ahn”."""
        return word.low in self.prepositions or (
            not word.capital and word.low.startswith("d'")
        )

    def is_body(self, low: str) -> bool:
        return low in self.bodies or self._ends_in(low, "bodies")

    def is_document(self, low: str) -> bool:
        return low in self.documents or self._ends_in(low, "documents")

    def is_crowd(self, low: str) -> bool:
        return low in self.crowds or self._ends_in(low, "crowds")

    def _ends_in(self, low: str, table: str) -> bool:
        return self.nouns_capital and bool(_end_in(low, self, table))


_SHORTEST_END = 4
_SHORTEST_BEGINNING = 2


@lru_cache(maxsize=8_192)
def _end_in(low: str, cues: Cues, table: str) -> str:
    """Give the word of a table that a compound ends in, where nouns are compounds."""
    known: Collection[str] = getattr(cues, table)
    for place in range(_SHORTEST_BEGINNING, len(low) - _SHORTEST_END + 1):
        if low[place:] in known:
            return low[place:]
    return ""


def genders(
    masculine: str = "", feminine: str = "", either: str = ""
) -> dict[str, str]:
    """Make a table of roles from three lists of words."""
    table = dict.fromkeys(either.split(), "")
    table |= dict.fromkeys(masculine.split(), "m")
    return table | dict.fromkeys(feminine.split(), "f")


def pronouns(he: str, she: str, it: str = "", they: str = "") -> dict[str, str]:
    """Make a table of pronouns from four lists of words."""
    table = dict.fromkeys(they.split(), "p") | dict.fromkeys(it.split(), "n")
    return table | dict.fromkeys(he.split(), "m") | dict.fromkeys(she.split(), "f")
