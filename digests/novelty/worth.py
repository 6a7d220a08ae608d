"""How much a sentence tells that is new: figures first, then names, days and words.

Weights are relative to a new figure's 1, and set by ``./run quality novelty`` and by the
invented stories of its tests.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from digests import terms
from digests.novelty import statements, wording
from digests.novelty.statements import Figure, Name, Statement
from digests.novelty.told import LONG, Standing, Told

FIGURES = {Standing.NEWER: 1.3, Standing.NEW: 1.0, Standing.HEARD: 0.35}
MINOR = 0.25
NAME, DAY, DEED, WORDS = 0.55, 0.5, 0.9, 0.8
# What the second and third new figure, and the second name, are worth of a first one.
MORE, MOST_FIGURES = 0.3, 3
CORRECTION = 0.6
# What is added; ``LATE`` since who tells the same in other words does so within hours.
CHANGE, PLAN, DATED_PLAN, TITLED, LATE = 0.25, 0.25, 0.45, 0.4, 0.1
# What is taken off.
SCENE, STRANGER, QUOTED, ABROAD = 0.5, 1.5, 0.35, 0.4
# A sentence that shares so much with a known one needs a new figure, day or deed.
RETOLD = 0.5
# Words alone are news if so many are new, and no known sentence has so many of them.
MOSTLY, SELDOM, FEWEST_WORDS = 0.6, 0.3, 5
# “Ruth Amsell was given …”: who is not said to be anybody is an example of many.
_STRANGER = re.compile(
    r"\W*[A-ZÀ-ÞА-ЯЁ][\w'’-]+\s([A-ZÀ-ÞА-ЯЁ][\w'’-]+)\s(?!(?:of|de|di|da|von|del)\s)(?=[a-zà-ÿа-яё])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finds:
    """What is new in a statement: the worth of its figures, names, days and deeds.

    ``fresh`` are the keys of what is new; ``words`` is the share of its words that are
    new, ``likeness`` what one known sentence has of it, ``known`` the share of its
    figures, names and days that are known; ``great`` says that a new figure is long.
    """

    figures: float
    names: float
    days: float
    deeds: float
    words: float
    likeness: float
    known: float
    great: bool
    fresh: frozenset[str]

    @property
    def hard(self) -> float:
        """The worth of what is the same in every language."""
        return self.figures + self.names + self.days + self.deeds


class Scale:
    """Weighs the statements of one article against what is known."""

    def __init__(self, told: Told, title: Statement, outlet: str) -> None:
        self._told = told
        self._outlet = {statements.sound(word) for word in terms.word_list(outlet)}
        self._titled = self.finds(title).fresh

    def weigh(self, said: Statement, *, quotes: bool) -> float:
        """Weigh a statement: 0 if nothing in it is new, about 1 for each new fact.

        ``quotes`` says that it holds somebody's words: those are seldom the news.
        """
        finds = self.finds(said)
        corrects = self.corrects(said)
        if not corrects and not self._is_news(said, finds, quotes=quotes):
            return 0.0
        worth = finds.hard if finds.hard >= DAY else 0.0
        worth += WORDS * finds.words + CORRECTION * corrects
        worth += self._pressing(said, finds)
        return worth - self._idle(said, finds) - QUOTED * quotes

    def corrects(self, said: Statement) -> bool:
        """Whether it takes back what was told, and nothing known took it back."""
        takes_back = wording.corrects(said.text, said.lang) or self._told.denies(said)
        return takes_back and not self._told.has_corrected(said)

    def likeness(self, said: Statement) -> float:
        return self._told.likeness(said)

    def finds(self, said: Statement) -> Finds:
        """Find what is new in a statement."""
        new = [one for one in self._figures(said) if one[1] > 0]
        names, days = self._names(said), self._told.fresh_days(said)
        telling = [figure.values[0] for figure, worth in new if worth > MINOR]
        every = len(said.figures) + len(said.names) + len(said.days)
        fresh = len(new) + len(names) + len(days)
        worths = sorted((worth for _, worth in new), reverse=True)
        return Finds(
            figures=_added(worths[:MOST_FIGURES]),
            names=_added(sorted(map(_worth_of, names), reverse=True)[:2]),
            days=DAY * bool(days),
            deeds=DEED * bool(self._told.fresh_deeds(said)),
            words=len(self._told.fresh_words(said)) / max(len(said.words), 1),
            likeness=self._told.likeness(said),
            known=(every - fresh) / max(every, 1),
            great=any(len(value) >= LONG for value in telling),
            fresh=frozenset({*telling, *(name.sounds[-1] for name in names), *days}),
        )

    def _figures(self, said: Statement) -> Iterator[tuple[Figure, float]]:
        """Weigh each figure; what a correction says otherwise is its news."""
        corrects, denies = self.corrects(said), self._told.denies(said)
        for figure in said.figures:
            standing = self._told.standing(figure, said)
            otherwise = standing is Standing.DIFFERS or (denies and standing in FIGURES)
            if corrects and otherwise:
                yield figure, FIGURES[Standing.NEWER]
            else:
                worth = FIGURES.get(standing, 0.0)
                yield figure, min(worth, MINOR) if figure.minor else worth

    def _names(self, said: Statement) -> list[Name]:
        # In another language a person has two words.
        fewest = 1 if said.lang in self._told.languages() else 2
        return [
            name
            for name in self._told.fresh_names(said)
            if len(name.words) >= fewest and not self._outlet.issuperset(name.sounds)
        ]

    def _is_news(self, said: Statement, finds: Finds, *, quotes: bool) -> bool:
        if finds.likeness >= RETOLD:
            return finds.hard - finds.names >= DAY
        if finds.hard - finds.names >= DAY:
            return True
        if finds.hard >= DAY:  # a ministry has another name in another language
            return said.lang in self._told.languages()
        # What stands in another language may say the same in words that we cannot compare.
        return (
            not quotes
            and self._told.languages() == {said.lang}
            and len(said.words) >= FEWEST_WORDS
            and finds.words >= MOSTLY
            and finds.likeness <= SELDOM
        )

    def _pressing(self, said: Statement, finds: Finds) -> float:
        """Add to what has changed, is planned, comes late, or stands in the title."""
        worth = CHANGE * wording.tells_a_change(said.text, said.lang)
        if wording.looks_ahead(said.text, said.lang):
            worth += DATED_PLAN if finds.days else PLAN
        if finds.hard >= DAY and self._told.is_long_ago(said.at):
            worth += LATE
        return worth + TITLED * (not finds.fresh.isdisjoint(self._titled))

    def _idle(self, said: Statement, finds: Finds) -> float:
        """Take off from what sets a scene, or tells in another language what is known."""
        worth = SCENE * wording.sets_the_scene(said.text, said.lang)
        sure = finds.great or finds.days or finds.deeds
        if said.lang not in self._told.languages() and not sure:
            worth += ABROAD * finds.known
        stranger = _STRANGER.match(said.text)
        if stranger and statements.sound(stranger[1]) in finds.fresh:
            worth += STRANGER
        return worth


def _worth_of(name: Name) -> float:
    """Weigh a name: one word is often no name at all, but a title or a heading."""
    return NAME if len(name.words) > 1 else NAME / 2


def _added(worths: Iterable[float]) -> float:
    """Add up what is new, the first in full."""
    return sum(w if place == 0 else MORE * w for place, w in enumerate(worths))
