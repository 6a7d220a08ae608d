"""Articles to stories: one pass, in order of arrival, within a window of days.

A story is known by the key of its first article. Where an article goes depends on
nothing but the profiles in the window, so a window can be rebuilt from stored rows.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice

from digests import terms
from digests.news import Article
from digests.profiles import LEAD_WORDS, Profile

REACH = timedelta(hours=72)
# The cosine that an article and the middle of a story need to be one.
SAME_STORY = 0.35
# What each day between them asks for on top: the next quake looks like the last one.
PER_DAY = 0.05
# The share of the fewer names and figures that two languages must have in common.
SAME_NAMES = 0.4
FEWEST_NAMES = 2
# The share of the shorter text's word runs that makes a copy, and the fewest runs.
COPIED = 0.6
FEWEST_RUNS = 6
# How many stories are compared in full, how many terms look for them, and in how
# many stories a term is too common to help.
COMPARED = 8
PROBES = 30
CROWD = 400
# Counts that every term starts with, so that a young window is not surprised by all.
PRIOR_ARTICLES = 200
PRIOR_USES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where an article went; ``copy_of`` is the earliest article that it repeats."""

    story: int
    copy_of: int | None = None


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


def headline(articles: Sequence[Article]) -> int:
    """Choose the clearest headline of a story: the place of its article.

    Clear is what most other articles of the story also say, in a plain statement of
    4 to 14 words. Raises ``ValueError`` when there are no articles.
    """
    said = [_title_stems(article) for article in articles]
    echoes = Counter(stem for stems in said for stem in stems)
    leads = [_lead_stems(article) for article in articles]

    def clearness(place: int) -> tuple[float, int]:
        stems = said[place]
        heard = sum(echoes[stem] - 1 for stem in stems)
        backed = sum(stem in lead for stem in stems for lead in leads)
        shared = (heard + backed) / (len(articles) * max(len(stems), 5))
        return shared + _plainness(articles[place].title), -place

    return max(range(len(articles)), key=clearness)


PLAIN_WORDS = range(4, 15)
_TEASER = re.compile(
    r"[?!…]|\.\.\.|^\W*(?:live|watch|video|opinion|analysis|exclusive|liveblog|comment|kommentar|avis|opinión)\b"
    r"|^[\"“„«‘']|\s[|·•]\s|\b(?:you|your|we|this is|here['’]s|what we know)\b",
    re.IGNORECASE,
)


def _plainness(title: str) -> float:
    """Mark a title down for teasing, shouting, or being too short or long."""
    length = sum(1 for _ in terms.words(title))
    faults = (length not in PLAIN_WORDS) + bool(_TEASER.search(title)) + title.isupper()
    return -0.5 * faults if title.strip() else -10.0


def _title_stems(article: Article) -> frozenset[str]:
    return frozenset(
        stem for _, stem in terms.subject_words(article.title, article.lang)
    )


def _lead_stems(article: Article) -> frozenset[str]:
    lead = islice(terms.subject_words(article.text, article.lang), LEAD_WORDS)
    return frozenset(stem for _, stem in lead)


@dataclass(slots=True)
class _Story:
    """What the articles of a story have in common, by language."""

    first: datetime
    last: datetime
    terms: dict[str, dict[str, float]] = field(default_factory=dict)
    facts: dict[str, set[int]] = field(default_factory=dict)
    members: list[int] = field(default_factory=list)

    def add(self, key: int, profile: Profile) -> None:
        self.members.append(key)
        self.first = min(self.first, profile.at)
        self.last = max(self.last, profile.at)
        length = math.hypot(*profile.terms.values()) or 1.0
        middle = self.terms.setdefault(profile.lang, {})
        for term, weight in profile.terms.items():
            middle[term] = middle.get(term, 0.0) + weight / length
        for kind, numbers in profile.facts.items():
            self.facts.setdefault(kind, set()).update(numbers)

    def gap(self, at: datetime) -> timedelta:
        """How far a moment lies outside the time from the first to the last article."""
        return max(at - self.last, self.first - at, timedelta(0))

    def contradicts(self, profile: Profile) -> bool:
        """Whether both number the same thing, and not alike: another quarter or leg."""
        return any(
            kind in self.facts and not numbers & self.facts[kind]
            for kind, numbers in profile.facts.items()
        )


class Window:
    """The recent articles, grouped into stories as they come in."""

    def __init__(self, *, reach: timedelta = REACH) -> None:
        self._reach = reach
        self._clear()

    def _clear(self) -> None:
        self._profiles: dict[int, Profile] = {}
        self._placed: dict[int, Placement] = {}
        self._stories: dict[int, _Story] = {}
        self._uses: Counter[str] = Counter()
        self._by_term: defaultdict[str, dict[int, None]] = defaultdict(dict)

    def place(self, key: int, profile: Profile) -> Placement:
        """Put an article where it belongs; a key placed before stays where it is."""
        if key not in self._placed:
            near = self._near(profile)
            original = self._copied(profile, near)
            if original is None:
                story = self._nearest(profile, near)
            else:
                story = self._placed[original].story
            self.restore(
                key, key if story is None else story, profile, copy_of=original
            )
        return self._placed[key]

    def restore(
        self, key: int, story: int, profile: Profile, *, copy_of: int | None = None
    ) -> None:
        """Put an article back where it was placed before."""
        self._profiles[key] = profile
        self._placed[key] = Placement(story=story, copy_of=copy_of)
        fresh = _Story(first=profile.at, last=profile.at)
        self._stories.setdefault(story, fresh).add(key, profile)
        for term in _index(profile):
            self._uses[term] += 1
            self._by_term[term][story] = None

    def forget(self, before: datetime) -> None:
        """Let go of the articles from before; their stories live on in later ones."""
        kept = [
            (k, self._placed[k], p) for k, p in self._profiles.items() if p.at >= before
        ]
        self._clear()
        for key, placed, profile in kept:
            self.restore(key, placed.story, profile, copy_of=placed.copy_of)

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
        theirs = self._profiles[key].shingles
        shared = len(profile.shingles & theirs)
        fewer = min(len(profile.shingles), len(theirs))
        return shared / fewer if shared >= FEWEST_RUNS else 0.0

    def _nearest(self, profile: Profile, near: Iterable[int]) -> int | None:
        likeness = {story: self._likeness(profile, story) for story in near}
        best = max(likeness, key=lambda story: (likeness[story], -story), default=None)
        return best if best is not None and likeness[best] >= 1 else None

    def _near(self, profile: Profile) -> list[int]:
        """Find the few stories that share the most telling terms."""
        telling = {
            term: weight * self._rarity(term) ** 2
            for term, weight in _index(profile).items()
            if 0 < len(self._by_term.get(term, ())) <= CROWD
        }
        probes = sorted(telling.items(), key=lambda term: (-term[1], term[0]))[:PROBES]
        found: defaultdict[int, float] = defaultdict(float)
        for term, worth in probes:
            for story in self._by_term[term]:
                found[story] += worth
        return sorted(found, key=lambda story: (-found[story], story))[:COMPARED]

    def _likeness(self, profile: Profile, key: int) -> float:
        """How like a story is, 1 being just enough to belong to it."""
        story = self._stories[key]
        gap = story.gap(profile.at)
        if gap > self._reach or story.contradicts(profile):
            return 0.0
        patience = 1 + PER_DAY * (gap / timedelta(days=1))
        middle = story.terms.get(profile.lang)
        if middle is None:
            return self._closest_names(profile, story) / SAME_NAMES / patience
        return self._cosine(profile.terms, middle) / SAME_STORY / patience

    def _cosine(self, terms: Mapping[str, float], middle: Mapping[str, float]) -> float:
        rarity = {term: self._rarity(term) for term in middle}
        product = sum(
            weight * middle[term] * rarity[term] ** 2
            for term, weight in terms.items()
            if term in middle
        )
        ours = math.hypot(*(w * self._rarity(term) for term, w in terms.items()))
        theirs = math.hypot(*(w * rarity[term] for term, w in middle.items()))
        return product / (ours * theirs) if product else 0.0

    def _closest_names(self, profile: Profile, story: _Story) -> float:
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
        return sum(self._rarity(_as_name(name)) for name in names)

    def _rarity(self, term: str) -> float:
        articles = len(self._placed) + PRIOR_ARTICLES
        return math.log(articles / (self._uses[term] + PRIOR_USES))


def _index(profile: Profile) -> dict[str, float]:
    """All that a story can be found by: terms of its language, names of any."""
    names = {_as_name(name): float(count) for name, count in profile.names.items()}
    return {**profile.terms, **names}


def _as_name(name: str) -> str:
    return f"@{name}"
