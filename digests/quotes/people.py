"""Whom a mention means: the full name behind a surname, the one person behind “she”.

A pronoun means the one person who fits in the nearest sentence that names anybody who
could be meant; “the minister” the one person whom the article gives that title. Where
two people fit, nobody is meant.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digests.news import Span
from digests.quotes.names import Mention, Person
from digests.quotes.phrases import Phrase, Who
from digests.quotes.scene import Scene

_MOST_SENTENCES_BACK = 6
_MOST_CHARS_BACK = 1_200


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who said something; ``sure`` is how far the name itself can be trusted."""

    name: str
    mention: Span
    who: Who
    sure: float = 1.0


def speaker_of(scene: Scene, phrase: Phrase, line: int) -> Speaker | None:
    """Name the speaker that a phrase means; None if nobody is certain."""
    if phrase.joined:
        return None
    if phrase.who is Who.PRONOUN:
        return _behind_pronoun(scene, phrase, line)
    if phrase.who is Who.NAMED:
        return _behind_name(scene, phrase)
    if phrase.who is Who.UNNAMED:
        person = scene.names.titled(phrase.name) if phrase.definite else None
        if person is not None:
            return Speaker(
                name=person.name, mention=phrase.head, who=Who.NAMED, sure=0.97
            )
    who = phrase.who
    if who is Who.DOCUMENT and not phrase.definite:
        who = Who.UNNAMED
    return Speaker(name=phrase.name, mention=phrase.head, who=who, sure=0.96)


def _behind_name(scene: Scene, phrase: Phrase) -> Speaker | None:
    at, gender = phrase.head[0], phrase.gender
    person = scene.names.person(phrase.name, at=at, gender=gender)
    if person is None:
        return None
    if isinstance(person, str) or not person.evident:
        # Where nouns have capitals, a capital alone makes nobody a person.
        if scene.cues.nouns_capital:
            return None
        return Speaker(name=phrase.name, mention=phrase.head, who=phrase.who)
    name = max(person.name, phrase.name, key=len)
    return Speaker(name=name, mention=phrase.head, who=Who.NAMED)


def _behind_pronoun(scene: Scene, phrase: Phrase, line: int) -> Speaker | None:
    if phrase.gender not in {"m", "f"}:
        return None
    person = _antecedent(scene, phrase, line)
    if person is None:
        return None
    return Speaker(name=person.name, mention=phrase.head, who=Who.PRONOUN, sure=0.98)


def _antecedent(scene: Scene, phrase: Phrase, line: int) -> Person | None:
    for span in _sentences_back(scene, line, phrase.head[0]):
        fitting = [
            mention
            for mention in mentions_between(scene, *span)
            if mention.person is None or mention.person.gender in {"", phrase.gender}
        ]
        if fitting:
            return _only(_people_of(fitting) if scene.cues.nouns_capital else fitting)
    return None


def _people_of(fitting: Sequence[Mention]) -> Sequence[Mention]:
    """Leave out what seems to be no person, “Manchester United”, beside a subject."""
    if not any(one.leads and one.person and one.person.gender for one in fitting):
        return fitting
    return [one for one in fitting if one.leads or one.person is None or _alive(one)]


def _alive(mention: Mention) -> bool:
    person = mention.person
    return person is not None and bool(person.gender or person.speaks)


def _sentences_back(scene: Scene, line: int, at: int) -> Iterator[Span]:
    """Go back sentence by sentence, first what its own sentence says before a word."""
    count, end = 0, at
    for number in range(line, max(-1, line - _MOST_SENTENCES_BACK), -1):
        for word in reversed(scene.lines[number].row):
            if word.start >= at or not (word.stops or scene.ends_sentence(word)):
                continue
            if word.end < end:
                yield word.end, end
                count += 1
            end = word.start
            if count >= _MOST_SENTENCES_BACK or at - end > _MOST_CHARS_BACK:
                return
        start = scene.lines[number].span[0]
        yield start, end
        count, end = count + 1, start


def _only(fitting: Sequence[Mention]) -> Person | None:
    """Give the one person of several mentions, if it is a subject that can speak."""
    people = {id(mention.person): mention.person for mention in fitting}
    person = fitting[-1].person
    if len(people) > 1 or person is None or not person.speaks:
        return None
    if person.name.isupper() or not (person.gender or person.titles):
        return None
    return person if any(one.leads or one.speaks for one in fitting) else None


def mentions_between(scene: Scene, start: int, end: int) -> list[Mention]:
    """List who is named between two places, outside of quotations."""
    mentions = scene.names.mentions
    first = bisect_left(mentions, start, key=lambda mention: mention.start)
    last = bisect_left(mentions, end, key=lambda mention: mention.start)
    return [one for one in mentions[first:last] if not _inside(scene, one.start)]


def _inside(scene: Scene, at: int) -> bool:
    number = bisect_right(scene.marks, at, key=lambda mark: mark.start) - 1
    return number >= 0 and at < scene.marks[number].end


def is_outlet(name: str, press: frozenset[str]) -> bool:
    """Say whether a speaker is a newspaper, which mostly reports what others say."""
    return any(word.lower() in press for word in name.split())
