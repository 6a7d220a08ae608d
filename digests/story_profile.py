"""What the articles of a story have in common, as grouping sees it."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from digests.profiles import Profile

_NO_WEIGHT = 1e-9


@dataclass(slots=True)
class StoryProfile:
    """What the articles of a story have in common; names and members by language."""

    first: datetime
    last: datetime
    names: dict[str, dict[str, float]] = field(default_factory=dict)
    names_length: dict[str, float] = field(default_factory=dict)
    facts: dict[str, Counter[int]] = field(default_factory=dict)
    members: list[int] = field(default_factory=list)
    spoken: dict[str, list[int]] = field(default_factory=dict)

    def add(self, key: int, profile: Profile) -> None:
        self.members.append(key)
        self.spoken.setdefault(profile.lang, []).append(key)
        self.first = min(self.first, profile.at)
        self.last = max(self.last, profile.at)
        middle = self.names.setdefault(profile.lang, {})
        for name, weight in _name_weights(profile).items():
            middle[name] = middle.get(name, 0.0) + weight
        for kind, numbers in profile.facts.items():
            self.facts.setdefault(kind, Counter()).update(numbers)

    def drop(self, key: int, profile: Profile) -> None:
        """Let go of an article; the times are the window's to set."""
        self.members.remove(key)
        self.spoken[profile.lang].remove(key)
        middle = self.names[profile.lang]
        for name, weight in _name_weights(profile).items():
            middle[name] -= weight
            # What is left of the last use is an error of rounding.
            if middle[name] < _NO_WEIGHT:
                del middle[name]
        for kind, numbers in profile.facts.items():
            self.facts[kind] -= Counter(numbers)
            if not self.facts[kind]:
                del self.facts[kind]
        if not self.spoken[profile.lang]:
            del self.spoken[profile.lang], self.names[profile.lang]
            del self.names_length[profile.lang]

    def gap(self, at: datetime) -> timedelta:
        """How far a moment lies outside the time from the first to the last article."""
        return max(at - self.last, self.first - at, timedelta(0))

    def contradicts(self, facts: Mapping[str, Iterable[int]]) -> bool:
        """Whether both number the same thing, and not alike: another quarter or leg."""
        return any(
            kind in self.facts and not any(n in self.facts[kind] for n in numbers)
            for kind, numbers in facts.items()
        )


def _name_weights(profile: Profile) -> dict[str, float]:
    """Weigh an article's names, so that each article counts as much as any other."""
    counted = {name: 1 + math.log(n) for name, n in profile.names.items()}
    length = math.hypot(*counted.values()) or 1.0
    return {name: weight / length for name, weight in counted.items()}
