"""Who is named in an article, and the fullest name that it gives each of them.

A surname alone stands for the one full name that ends in it; where two people share
it, for the one whom the article introduced well before the other, else for nobody.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from digests.quotes.cues import Cues
from digests.quotes.given import gender_of, is_given
from digests.quotes.runs import Description, Run, descriptions_of, rows_of, runs_of
from digests.quotes.words import bare

_FORMER = frozenset({"former", "ex", "then", "late", "ehemalige", "ancien"})
WELL_BEFORE = 300
"""Characters between two introductions that give the surname to the first."""


@dataclass(slots=True, eq=False)
class Person:
    """Someone, or something, with a full name; ``runs`` are where that name stands.

    ``evident``: more likely a person than a place or a company; ``speaks``: surely
    somebody who can say “I”.
    """

    name: str
    first: str
    last: str
    gender: str
    body: bool
    runs: list[Run] = field(default_factory=list)
    titles: frozenset[str] = frozenset()
    evident: bool = False
    speaks: bool = False

    @property
    def introduced(self) -> int:
        return self.runs[0].words[0].start


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a person is named; ``person`` is None where two may be meant."""

    start: int
    end: int
    person: Person | None
    speaks: bool
    leads: bool


class Names:
    """The people of one article."""

    def __init__(self, text: str, cues: Cues) -> None:
        self._cues = cues
        self._by_last: dict[str, dict[str, Person]] = defaultdict(dict)
        self._by_first: dict[str, dict[str, Person]] = defaultdict(dict)
        self.singles: list[Run] = []
        self._described: list[Description] = []
        for row in rows_of(text):
            for run in runs_of(row, cues):
                self._learn(run)
            self._described.extend(descriptions_of(row, cues))
        for person in self._people():
            _settle(person)
        self._learn_singles()
        self.mentions = self._mentions()

    def person(self, name: str, *, at: int, gender: str = "") -> Person | str | None:
        """Give the person behind a name, the name if it is all we know, None if two."""
        parts = name.split()
        if len(parts) > 1:
            return self._by_last[_key(parts[-1])].get(_key(parts[0])) or name
        return self._behind(name, at, gender)

    def _behind(self, name: str, at: int, gender: str) -> Person | str | None:
        people = self._sharing(name)
        fitting = [p for p in people if not gender or p.gender in {"", gender}]
        if not fitting:
            return name
        if len(fitting) == 1:
            return fitting[0]
        fitting.sort(key=lambda person: person.introduced)
        first, second = fitting[0].introduced, fitting[1].introduced
        return fitting[0] if first + WELL_BEFORE < second and first < at else None

    def _sharing(self, name: str) -> list[Person]:
        key = _key(name)
        return [p for p in self._by_last.get(key, {}).values() if p.evident] or [
            p for p in self._by_first.get(key, {}).values() if p.evident
        ]

    def titled(self, phrase: str) -> Person | None:
        """Give the one person behind “the minister”, if only one has that title."""
        words = phrase.lower().split()[1:]
        return (
            self._titled((*words[:-1], self._cues.role(words[-1]))) if words else None
        )

    def _titled(self, words: tuple[str, ...]) -> Person | None:
        if not words or _FORMER & frozenset(words):
            return None
        people = [p for p in self._people() if p.speaks and words[-1] in p.titles]
        return people[0] if len(people) == 1 else None

    def _learn(self, run: Run) -> None:
        if len(run.words) == 1:
            self.singles.append(run)
            return
        first, last = _key(run.words[0].text), _key(run.words[-1].text)
        known = self._by_last[last].get(first)
        if known is None:
            gender = run.gender or gender_of(first)
            known = Person(run.name, first, last, gender, self._is_body(run))
            self._by_last[last][first] = known
            self._by_first[first][last] = known
        elif len(run.name) > len(known.name):
            known.name = run.name
        known.gender = known.gender or run.gender
        known.runs.append(run)
        known.titles |= run.titles

    def _learn_singles(self) -> None:
        """Let a surname with a title or a verb be somebody, if nobody else bears it."""
        for run in self.singles:
            key = _key(run.words[0].text)
            told = run.titled or (run.speaks and not self._cues.nouns_capital)
            if not told or self._sharing(key):
                continue
            bearers = [one for one in self._by_last[key].values() if not one.body]
            if len(bearers) == 1:
                bearers[0].evident = bearers[0].speaks = True
            elif not bearers:
                person = Person(
                    run.name, key, key, run.gender, self._is_single_body(run)
                )
                person.runs.append(run)
                person.titles = run.titles
                person.evident = person.speaks = not person.body
                self._by_last[key][""] = person

    def _is_single_body(self, run: Run) -> bool:
        cues, low = self._cues, bare(run.words[0].low)
        return low in cues.sides or cues.is_crowd(low) or self._is_thing(low)

    def _is_body(self, run: Run) -> bool:
        return any(self._is_thing(bare(word.low)) for word in run.words[1:])

    def _is_thing(self, low: str) -> bool:
        cues = self._cues
        return low in cues.press or cues.is_body(low) or cues.is_document(low)

    def _people(self) -> Iterator[Person]:
        for people in self._by_last.values():
            yield from people.values()

    def _mentions(self) -> tuple[Mention, ...]:
        found = [
            _mention(run, person)
            for person in self._people()
            if person.evident
            for run in person.runs
            if len(run.words) > 1
        ]
        found += [
            _mention(run, named)
            for person in self._people()
            if not person.evident
            for named in self._sharing(person.last)[:1]
            for run in person.runs
        ]
        for run in self.singles:
            word = run.words[0]
            person = self._behind(bare(word.text), word.start, run.gender)
            if isinstance(person, str):
                continue
            found.append(_mention(run, person))
            if person is not None:
                person.speaks = person.speaks or run.speaks or run.titled
                person.gender = person.gender or run.gender
                person.titles |= run.titles
        found += [one for one in map(self._point, self._described) if one]
        return tuple(sorted(found, key=lambda mention: mention.start))

    def _point(self, one: Description) -> Mention | None:
        """Make a mention of “the minister”; of “a man” only where a subject stands."""
        person = self._titled(one.words) if one.definite else None
        if person is None and not one.leads:
            return None
        return Mention(one.start, one.end, person, speaks=False, leads=one.leads)


def _mention(run: Run, person: Person | None) -> Mention:
    leads = run.leads and not run.possessive
    return Mention(run.words[0].start, run.words[-1].end, person, run.speaks, leads)


def _settle(person: Person) -> None:
    """Decide from all its places what bears a name."""
    placed = sum(run.placed for run in person.runs)
    titled = any(run.titled for run in person.runs)
    noun = any(run.noun for run in person.runs)
    given = is_given(person.first) and not noun
    speaking = any(run.speaks for run in person.runs)
    somewhere = any(run.inside for run in person.runs) or len(person.runs) > 1
    likely = titled or given or (not noun and (speaking or (somewhere and not placed)))
    person.evident = not person.body and likely and placed * 2 <= len(person.runs)
    person.speaks = person.evident and (titled or given or speaking)


def _key(word: str) -> str:
    return bare(word).lower().rstrip(".")
