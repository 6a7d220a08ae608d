"""Articles to stories: one pass, in order of arrival, within a window of days.

A story is known by the key of its first article. An article that is very like a second
story too shows that both are one: the later one joins the earlier. Where an article goes
depends on the profiles in the window and their order alone, so a window can be rebuilt
from stored rows; what is rare is taken from when an article came, and may differ a little
then.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from digests.profiles import MOST_SHINGLES, Profile
from digests.story_profile import StoryProfile

REACH = timedelta(hours=72)
# How alike an article and a story must be: the cosine of their names and of the words
# of its nearest article, and the share of its figures.
NAMES, WORDS, FIGURES = 0.45, 0.4, 0.15
NO_FIGURES = 0.3
SAME_STORY = 0.25
# What each day between them asks for on top: the next quake looks like the last one.
# What does not say when it is from may be about the last one.
PER_DAY = 0.15
UNDATED = 1.32
# How like two stories one article must be to make them one: far more than to belong.
MERGED = 2.0
# The share of the fewer names and figures that two languages must have in common.
SAME_NAMES = 0.4
FEWEST_NAMES = 2
# The share of the shorter text's word runs that makes a copy, and the fewest runs.
COPIED = 0.6
FEWEST_RUNS = 6
# How many stories, and articles of each, are compared in full, how many terms look for
# them, and in how many stories a term is too common to help.
CANDIDATES = 3
COMPARED = 12
PROBES = 30
CROWD = 400
# Counts that every term starts with, so that a young window is not surprised by all.
PRIOR_ARTICLES = 200
PRIOR_USES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where an article went; ``copy_of`` is the earliest article that it repeats.

    ``absorbed`` is the story that joined this one with it.
    """

    story: int
    copy_of: int | None = None
    absorbed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One article of a story, as far as counting its sources goes."""

    key: int
    outlet: str
    copy_of: int | None = None


def outlets(reports: Iterable[Report]) -> tuple[str, ...]:
    """Name the publishers that reported by themselves, in order.

    All that print one agency's text are one source, named by the first of them.
    """
    texts: set[int] = set()
    found: dict[str, str] = {}
    for report in reports:
        text = report.key if report.copy_of is None else report.copy_of
        if text not in texts:
            texts.add(text)
            found.setdefault(report.outlet.strip().casefold(), report.outlet.strip())
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Sought:
    """An article whose story is sought, weighed by how rare its words are just now.

    ``terms`` and ``names`` hold weight times rarity squared, so that the product with
    another's plain weights is the product of both weighed by rarity; ``index`` is both.
    """

    profile: Profile
    index: dict[str, float]
    terms: dict[str, float]
    length: float
    names: dict[str, float]
    names_length: float
    figures: tuple[str, ...]


class Window:
    """The recent articles, grouped into stories as they come in."""

    def __init__(self, *, reach: timedelta = REACH) -> None:
        self._reach = reach
        self._profiles: dict[int, Profile] = {}
        self._placed: dict[int, Placement] = {}
        self._stories: dict[int, StoryProfile] = {}
        self._lengths: dict[int, float] = {}
        self._uses: Counter[str] = Counter()
        self._by_term: defaultdict[str, Counter[int]] = defaultdict(Counter)

    def place(self, key: int, profile: Profile) -> Placement:
        """Put an article where it belongs; a key placed before stays where it is."""
        if key not in self._placed:
            sought = self._sought(profile)
            near = self._near(sought)
            likeness = {story: self._likeness(sought, story) for story in near}
            original = self._copied(profile, near)
            if original is not None:
                story = self._placed[original].story
            else:
                story = _nearest(likeness, default=key)
            twin = self._twin(story, likeness, profile.lang)
            self.restore(key, story, profile, copy_of=original)
            if twin is not None:
                first, absorbed = sorted((story, twin))
                self.merge(absorbed, into=first)
                return replace(self._placed[key], absorbed=absorbed)
        return self._placed[key]

    def story_of(self, key: int) -> int:
        """Say which story an article is in by now. Raises ``KeyError``."""
        return self._placed[key].story

    def restore(
        self, key: int, story: int, profile: Profile, *, copy_of: int | None = None
    ) -> None:
        """Put an article back where it was placed before."""
        self._profiles[key] = profile
        self._placed[key] = Placement(story=story, copy_of=copy_of)
        fresh = StoryProfile(first=profile.at, last=profile.at)
        self._stories.setdefault(story, fresh).add(key, profile)
        for term in _index(profile):
            self._uses[term] += 1
            self._by_term[term][story] += 1
        self._lengths[key] = self._length(profile.terms)
        self._measure(self._stories[story], profile.lang)

    def _measure(self, story: StoryProfile, lang: str) -> None:
        middle = {_as_name(name): w for name, w in story.names[lang].items()}
        story.names_length[lang] = self._length(middle)

    def merge(self, story: int, *, into: int) -> None:
        """Move a story's articles into another one, all in the order of their keys."""
        if story not in self._stories:
            return
        both = [self._stories[one] for one in (story, into) if one in self._stories]
        members = sorted(key for one in both for key in one.members)
        taken = [
            (key, self._profiles[key], self._placed[key].copy_of) for key in members
        ]
        for key in members:
            self._take_out(key)
        for one in (story, into):
            self._stories.pop(one, None)
        for key, profile, copy_of in taken:
            self.restore(key, into, profile, copy_of=copy_of)

    def _twin(self, story: int, likeness: Mapping[int, float], lang: str) -> int | None:
        """Find the story that is one with an article's own, by their likeness to it.

        Both must be told in the article's language: across languages two names may be
        all that is compared.
        """
        own = self._stories.get(story)
        if own is None or lang not in own.spoken:
            return None
        others = (
            other
            for other in _in_order(likeness)
            if other != story and likeness[other] >= MERGED
        )
        for other in others:
            candidate = self._stories[other]
            if lang in candidate.spoken and not candidate.contradicts(own.facts):
                return other
        return None

    def forget(self, before: datetime) -> None:
        """Let go of the articles from before; their stories live on in later ones."""
        old = [key for key, profile in self._profiles.items() if profile.at < before]
        for story in {self._take_out(key) for key in old}:
            left = self._stories[story]
            if left.members:
                times = [self._profiles[key].at for key in left.members]
                left.first, left.last = min(times), max(times)
                for lang in left.spoken:
                    self._measure(left, lang)
            else:
                del self._stories[story]

    def _take_out(self, key: int) -> int:
        """Take an article out of all but its story's times; returns the story."""
        story, profile = self._placed.pop(key).story, self._profiles.pop(key)
        del self._lengths[key]
        self._stories[story].drop(key, profile)
        for term in _index(profile):
            self._uses[term] -= 1
            stories = self._by_term[term]
            stories[story] -= 1
            if not stories[story]:
                del stories[story]
            if not stories:
                del self._uses[term], self._by_term[term]
        return story

    def __len__(self) -> int:
        return len(self._placed)

    def _copied(self, profile: Profile, near: Iterable[int]) -> int | None:
        """Find the article that shares most word runs, if that makes it a copy."""
        rivals = [
            key for story in near for key in self._stories[story].members[-CROWD:]
        ]
        copied = {key: self._share(profile, key) for key in rivals}
        best = max(rivals, key=lambda key: (copied[key], -key), default=None)
        if best is None or copied[best] < COPIED:
            return None
        original = self._placed[best].copy_of
        return original if original in self._placed else best

    def _share(self, profile: Profile, key: int) -> float:
        ours, theirs = profile.shingles, self._profiles[key].shingles
        shared = len(ours & theirs)
        if shared < FEWEST_RUNS:
            return 0.0
        highest = min(_highest(ours), _highest(theirs))
        fewer = min(sum(run <= highest for run in runs) for runs in (ours, theirs))
        return shared / fewer

    def _sought(self, profile: Profile) -> _Sought:
        index = _index(profile)
        rarity = self._rarities(index)
        terms = {term: w * rarity[term] for term, w in profile.terms.items()}
        names = {
            name: (1 + math.log(n)) * rarity[_as_name(name)]
            for name, n in profile.names.items()
        }
        return _Sought(
            profile=profile,
            index={term: weight * rarity[term] ** 2 for term, weight in index.items()},
            terms={term: w * rarity[term] for term, w in terms.items()},
            length=math.hypot(*terms.values()),
            names={name: w * rarity[_as_name(name)] for name, w in names.items()},
            names_length=math.hypot(*names.values()),
            figures=tuple(name for name in profile.names if name[0].isdigit()),
        )

    def _near(self, sought: _Sought) -> list[int]:
        """Find the few stories that share the most telling terms."""
        telling = {
            term: worth
            for term, worth in sought.index.items()
            if 0 < len(self._by_term.get(term, ())) <= CROWD
        }
        probes = sorted(telling.items(), key=lambda term: (-term[1], term[0]))[:PROBES]
        found: defaultdict[int, float] = defaultdict(float)
        for term, worth in probes:
            for story in self._by_term[term]:
                found[story] += worth
        return sorted(found, key=lambda story: (-found[story], story))[:CANDIDATES]

    def _likeness(self, sought: _Sought, key: int) -> float:
        """How like a story is, 1 being just enough to belong to it."""
        story, profile = self._stories[key], sought.profile
        gap = story.gap(profile.at)
        if gap > self._reach or story.contradicts(profile.facts):
            return 0.0
        doubt = 1 + PER_DAY * (gap / timedelta(days=1))
        members = story.spoken.get(profile.lang, [])[-COMPARED:]
        if not members:
            return self._closest_names(profile, story) / SAME_NAMES / doubt
        if not profile.dated:
            doubt *= UNDATED
        alike = (
            NAMES * _names_cosine(sought, story)
            + WORDS * max(self._cosine(sought, member) for member in members)
            + FIGURES * self._figures_shared(sought, members)
        )
        return alike / SAME_STORY / doubt

    def _cosine(self, sought: _Sought, member: int) -> float:
        theirs = self._profiles[member].terms
        shared = [
            w * theirs[term] for term, w in sought.terms.items() if term in theirs
        ]
        product = sum(shared)
        return product / (sought.length * self._lengths[member]) if product else 0.0

    def _figures_shared(self, sought: _Sought, members: Iterable[int]) -> float:
        """Which share of an article's figures a story has; a few where it has none."""
        if not sought.figures:
            return NO_FIGURES
        known = [self._profiles[member].names for member in members]
        shared = sum(any(f in names for names in known) for f in sought.figures)
        return shared / len(sought.figures)

    def _length(self, terms: Mapping[str, float]) -> float:
        rarity = self._rarities(terms)
        return math.hypot(*(w * rarity[term] for term, w in terms.items()))

    def _closest_names(self, profile: Profile, story: StoryProfile) -> float:
        """Compare article by article: all names of a story are more than one tells."""
        return max(
            (
                self._names_shared(profile.names, self._profiles[member].names)
                for member in story.members[-COMPARED:]
            ),
            default=0.0,
        )

    def _names_shared(
        self, ours: Mapping[str, int], theirs: Mapping[str, int]
    ) -> float:
        common = [name for name in ours if name in theirs]
        if len(common) < FEWEST_NAMES:
            return 0.0
        fewer = min(self._worth(ours), self._worth(theirs))
        return self._worth(common) / fewer

    def _worth(self, names: Iterable[str]) -> float:
        return sum(self._rarities(map(_as_name, names)).values())

    def _rarities(self, terms: Iterable[str]) -> dict[str, float]:
        log, uses = math.log, self._uses.get
        articles = log(len(self._placed) + PRIOR_ARTICLES)
        return {term: articles - log(uses(term, 0) + PRIOR_USES) for term in terms}


def _nearest(likeness: Mapping[int, float], *, default: int) -> int:
    ordered = _in_order(likeness)
    return ordered[0] if ordered and likeness[ordered[0]] >= 1 else default


def _in_order(likeness: Mapping[int, float]) -> list[int]:
    return sorted(likeness, key=lambda story: (-likeness[story], story))


def _highest(shingles: frozenset[int]) -> float:
    """Say up to where a sample is whole: of a long text only the lowest are kept."""
    return max(shingles) if len(shingles) >= MOST_SHINGLES else math.inf


def _names_cosine(sought: _Sought, story: StoryProfile) -> float:
    lang = sought.profile.lang
    middle = story.names[lang]
    product = sum(
        weight * middle[name] for name, weight in sought.names.items() if name in middle
    )
    theirs = sought.names_length * story.names_length[lang]
    return product / theirs if product else 0.0


def _index(profile: Profile) -> dict[str, float]:
    """All that a story can be found by: terms of its language, names of any."""
    names = {_as_name(name): float(count) for name, count in profile.names.items()}
    return {**profile.terms, **names}


def _as_name(name: str) -> str:
    return f"@{name}"
