"""What the known articles of a story have told, to hold a new statement against."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from enum import Enum, auto
from itertools import islice

from digests import sentences
from digests.news import Article
from digests.novelty import statements, wording
from digests.novelty.statements import Figure, Name, Statement
from digests.summarize.fitness import READ

# Characters that are read of all known articles together; the longest are cut to fit.
READ_IN_ALL = 72_000
# Figures that differ by less are two accounts of one, rounded or measured anew.
ROUNDED = 0.08
# Figures that differ by more of the greater one are of two things.
ANOTHER = 0.75
# Great figures in two languages that nothing else tells apart, as 60,000 and 80,000.
GREAT, SAME_SIZE = 1_000, 0.5
# Two outlets that report nearly the same figure within so much time had it from two
# mouths; who reports after the longer time has most likely more to tell.
ONE_TIME, LONG_AGO = timedelta(hours=6), timedelta(hours=12)
# Words, units and counted things that two figures share, if both tell of the same.
ALIKE = 2
# Digits from which on two equal figures are hardly equal by chance.
LONG = 3
_COMPARED = 400
_FEWEST_SOUNDS = 4

Place = tuple[Figure, Statement]


class Standing(Enum):
    """How a figure stands to what is known.

    One that ``DIFFERS`` tells something known otherwise, and nobody knows who is right;
    one that is ``NEWER`` tells what became of it. One that is ``HEARD`` stands elsewhere,
    and perhaps for something else.
    """

    KNOWN = auto()
    HEARD = auto()
    DIFFERS = auto()
    NEWER = auto()
    NEW = auto()


class Told:
    """All statements of some articles, to be asked for what is among them."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = tuple(articles)
        self._size = 0
        self._places: dict[str, defaultdict[str, list[int]]] = {}
        self._figures: defaultdict[str, list[Place]] = defaultdict(list)
        self._sounds: set[str] = set()
        self._days: set[str] = set()
        self._deeds: set[str] = set()
        self._corrections: list[Statement] = []
        for said in dict.fromkeys(_statements(articles)):
            self._add(said)

    def _add(self, said: Statement) -> None:
        places = self._places.setdefault(said.lang, defaultdict(list))
        for key in said.keys:
            places[key].append(self._size)
        for figure in said.figures:
            for value in figure.values:
                self._figures[value].append((figure, said))
        for sound in said.sounds:
            self._sounds |= {sound, _shorter(sound)}
        self._days |= said.days
        self._deeds |= said.deeds
        if said.corrects:
            self._corrections.append(said)
        self._size += 1

    def prints(self, sentence: str) -> bool:
        """Whether a sentence stands in a known article as it is, read or not."""
        return any(sentence in article.text for article in self._articles)

    def is_long_ago(self, at: datetime | None) -> bool:
        """Whether all that is known was told half a day before a moment, or earlier."""
        times = [article.published for article in self._articles]
        return at is not None and all(
            time is not None and at - time >= LONG_AGO for time in times
        )

    def languages(self) -> frozenset[str]:
        """Name the languages of what is known."""
        return frozenset(self._places)

    def fresh_words(self, said: Statement) -> frozenset[str]:
        """Give the words of a statement that nothing known in its language has.

        There are none if nothing known is in its language: all would be new.
        """
        known = self._places.get(said.lang)
        return frozenset() if known is None else said.words - known.keys()

    def likeness(self, said: Statement) -> float:
        """Measure how much of a statement one known sentence of its language has, in 0..1."""
        known: Mapping[str, list[int]] = self._places.get(said.lang, {})
        shared: Counter[int] = Counter()
        for key in said.keys & known.keys():
            shared.update(known[key])
        return max(shared.values(), default=0) / max(len(said.keys), 1)

    def has_corrected(self, said: Statement) -> bool:
        """Whether the figures of a correction stand in a known correction, or most of its words."""
        values = _values(said)
        return any(
            (values and values <= _values(told))
            or len(said.keys & told.keys) >= len(said.keys) / 2
            for told in self._corrections
        )

    def denies(self, said: Statement) -> bool:
        """Whether a statement says that a known figure is wrong."""
        return any(
            figure.denied and any(value in self._figures for value in figure.values)
            for figure in said.figures
        )

    def fresh_deeds(self, said: Statement) -> frozenset[str]:
        """Give the deeds of a statement that nothing known tells, in any language."""
        return said.deeds - self._deeds

    def fresh_days(self, said: Statement) -> frozenset[str]:
        """Give the days of a statement that nobody named, and that were not just now."""
        return said.days - self._days - statements.gone_by(said.at)

    def fresh_names(self, said: Statement) -> tuple[Name, ...]:
        """Give the names of a statement of which nobody wrote a word in any spelling."""
        return tuple(
            name for name in said.names if not any(map(self._has, name.sounds))
        )

    def _has(self, sound: str) -> bool:
        return sound in self._sounds or _shorter(sound) in self._sounds

    def standing(self, figure: Figure, said: Statement) -> Standing:
        """Judge a figure of a statement by the figures that are known."""
        equals = [
            place
            for value in figure.values
            for place in islice(self._figures.get(value, ()), _COMPARED)
        ]
        if any(_is_the_one(figure, said, *place) for place in equals):
            return Standing.KNOWN
        before = [
            place
            for place in self._others(figure)
            if _tell_the_same(figure, said, *place)
        ]
        if before:
            newer = all(_is_newer(figure, said, *place) for place in before)
            return Standing.NEWER if newer else Standing.DIFFERS
        return Standing.HEARD if equals and not figure.units else Standing.NEW

    def _others(self, figure: Figure) -> Iterator[Place]:
        for value, found in self._figures.items():
            if value not in figure.values:
                yield from islice(found, _COMPARED)


def _statements(articles: Sequence[Article]) -> Iterator[Statement]:
    reach = _reach([len(article.text) for article in articles])
    for article in articles:
        text = article.text[:reach]
        lang = article.lang or sentences.language_of(text)
        yield statements.read(article.title, lang, article.published)
        for start, end in sentences.split(text):
            yield statements.read(text[start:end], lang, article.published)


def _reach(sizes: Sequence[int]) -> int:
    """Find how much of each article can be read, if the short ones are read whole."""
    left = READ_IN_ALL
    for place, size in enumerate(sorted(sizes)):
        share = left // (len(sizes) - place)
        if size > share:
            return min(share, READ)
        left -= size
    return READ


def _values(said: Statement) -> frozenset[str]:
    return frozenset(value for figure in said.figures for value in figure.values[:1])


def _shorter(sound: str) -> str:
    """Cut the last consonant: languages add one to tell the case."""
    return sound[:-1] if len(sound) >= _FEWEST_SOUNDS else sound


def _is_the_one(
    figure: Figure, said: Statement, rival: Figure, told: Statement
) -> bool:
    """Whether two equal figures are likely to be one fact, and not two by chance."""
    if figure.units and rival.units:
        return not figure.units.isdisjoint(rival.units)
    if said.lang != told.lang or len(figure.values[0]) >= LONG:
        return True
    # Two figures in one sentence are seldom two others in one sentence.
    together = len(_values(said) & _values(told)) > 1
    return together or not figure.beside.isdisjoint(rival.beside)


def _tell_the_same(
    figure: Figure, said: Statement, rival: Figure, told: Statement
) -> bool:
    """Whether two unequal figures may be two accounts of one fact."""
    if figure.units and rival.units and figure.units.isdisjoint(rival.units):
        return False
    ours, theirs = figure.values[0], rival.values[0]
    if not _is_close(figure, rival, ANOTHER):
        return False
    abroad = said.lang != told.lang
    shared = (
        len(figure.beside & rival.beside)
        + len(figure.counts & rival.counts)
        + len(figure.units & rival.units)
    )
    if not abroad and shared >= ALIKE:
        return True
    slipped = _is_slip(ours, theirs)
    if abroad and float(ours) >= GREAT and not figure.units:
        return _is_close(figure, rival, SAME_SIZE)
    sure = abroad or "." in ours or (slipped and len(ours) >= LONG)
    return (_is_close(figure, rival) or slipped) and (sure or shared > 0)


def _is_close(figure: Figure, rival: Figure, share: float = ROUNDED) -> bool:
    """Whether two figures differ by at most a share of the greater one."""
    ours, theirs = float(figure.values[0]), float(rival.values[0])
    return abs(ours - theirs) <= share * max(ours, theirs)


def _are_of_one_time(said: Statement, told: Statement) -> bool:
    """Whether two statements are so near in time that they are two accounts."""
    if said.at is None or told.at is None:
        return True
    return abs(said.at - told.at) < ONE_TIME


def _is_slip(ours: str, theirs: str) -> bool:
    """See digits that changed places, as in 68 and 86."""
    return len(ours) > 1 and sorted(ours) == sorted(theirs)


def _is_newer(figure: Figure, said: Statement, rival: Figure, told: Statement) -> bool:
    """Whether a figure is what became of another, and no other account of it."""
    if said.at is not None and told.at is not None and said.at <= told.at:
        return False
    grows = float(figure.values[0]) > float(rival.values[0])
    if _is_slip(figure.values[0], rival.values[0]) and not grows:
        return False
    if _is_close(figure, rival) and _are_of_one_time(said, told):
        return False
    changed = wording.tells_a_change(figure.around, said.lang)
    return changed or (grows and wording.counts_victims(figure.around, said.lang))
