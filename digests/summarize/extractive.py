"""A digest of whole sentences, chosen from the article as they stand.

The lead of a news text beats every graph, centroid and embedding method tried for
this job, so position leads here too; title, subjects and openers only correct it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from digests import quotes as quotations
from digests import sentences, terms
from digests.errors import worded
from digests.news import Article, Digest, DigestSentence, Length, Quote, Span, Verdict
from digests.summarize import instructions
from digests.summarize.fitness import FIRST_UNSPACED, Candidate, Doorkeeper, candidates

MADE_BY = worded("chosen sentences")
FEW = 2
KEY = 6
# Two sentences that share this much of the shorter one say the same.
SAME = 0.6
# Weights beside a lead sentence's 1, set by ``./run quality``: ROUGE hardly moves with
# any of them; covered facts fall without ``FIGURES``, ``MARKS`` and ``REFERS``.
POSITION = 0.8
TITLE = 0.3
SUBJECTS = 0.1
MARKS = 0.4
REFERS = 0.2
# Up to two numbers or dates count.
FIGURES, MOST_FIGURES = 0.25, 2
# After the first sentence: whom the key quotes show need not be shown twice.
SPEAKERS = 0.3
MOST_SUBJECTS = 12
# A reader goes on by words: each such step takes a fifth of what position is worth.
STEP = 25
FEWEST_CANDIDATES = 6
# What fills up a digest that says enough: an early sentence, or a brief one that says
# how many or when, such as what happens next. Anything else costs more words than it tells.
WORTHY = 0.5
BRIEF = 17


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much a digest of one length holds; ``fewest`` sentences if it can be.

    From ``enough`` words on, only what is worthy or brief is added. ``reach`` is how
    many words of the article, from the first one on, are looked at.
    """

    words: int
    enough: int
    fewest: int
    sentences: int
    reach: int
    quotes: int


SIZES: Mapping[Length, Size] = {
    Length.SHORT: Size(words=50, enough=50, fewest=1, sentences=2, reach=270, quotes=1),
    Length.NORMAL: Size(
        words=75, enough=45, fewest=2, sentences=5, reach=270, quotes=3
    ),
    Length.LONG: Size(
        words=140, enough=140, fewest=2, sentences=7, reach=540, quotes=3
    ),
}


def summarize(
    article: Article, quotes: Sequence[Quote], *, length: Length = Length.NORMAL
) -> Digest:
    """Choose the sentences of a digest, in the article's order, and its key quotes.

    Every sentence is a slice of ``article.text`` and rests on that slice alone.
    There are none if the article has no sentence that can stand by itself.
    """
    size = SIZES[length]
    lang = article.lang or sentences.language_of(article.text)
    chosen = _choose(article, quotes, lang, size)
    return Digest(
        length=length,
        lang=lang,
        sentences=tuple(DigestSentence(text=c.text, support=(c.span,)) for c in chosen),
        quotes=_key_quotes(article, quotes, [c.span for c in chosen], size.quotes),
        made_by=MADE_BY,
    )


def _choose(
    article: Article, quotes: Sequence[Quote], lang: str, size: Size
) -> list[Candidate]:
    """Take the worthiest sentence that still fits, again and again."""
    pool = _pool(article, quotes, lang, size.reach)
    said = {c.place: _key_words(c.words, lang) for c in pool}
    keys = {place: frozenset(key for _, key in said[place]) for place in said}
    speakers = _speakers(quotes, lang)
    worth = _worth(article.title, pool, said, lang, speakers)
    door = Doorkeeper(article.text, lang)
    chosen: dict[int, Candidate] = {}
    while len(chosen) < size.sentences:
        fitting = [
            c
            for c in _fitting(pool, chosen, size)
            if not any(_same(keys[c.place], keys[place]) for place in chosen)
            and (_leaves_wishes(chosen, size) or _adds(c, worth[c.place]))
        ]
        if not fitting:
            break
        best = max(fitting, key=lambda c: (worth[c.place], -c.place))
        if door.lets_in(best):
            chosen[best.place] = best
        else:
            pool.remove(best)
    return [chosen[place] for place in sorted(chosen)]


def _fitting(
    pool: Sequence[Candidate], chosen: Mapping[int, Candidate], size: Size
) -> Iterator[Candidate]:
    """Give the sentences for which there is room, and whose company is there."""
    room = size.words - _words(chosen)
    if not chosen:
        # The first sentence leaves room for a second one.
        room -= _shortest(pool, size)
    for c in pool:
        if (
            c.place not in chosen
            and c.length <= room
            and (not c.leans or c.place - 1 in chosen)
            and not (c.prints and len(chosen) >= size.fewest)
        ):
            yield c


def _words(chosen: Mapping[int, Candidate]) -> int:
    return sum(candidate.length for candidate in chosen.values())


def _leaves_wishes(chosen: Mapping[int, Candidate], size: Size) -> bool:
    """Whether a digest does not say enough yet."""
    return len(chosen) < size.fewest or _words(chosen) < size.enough


def _adds(candidate: Candidate, worth: float) -> bool:
    """Whether a sentence is worth its words where enough has been said."""
    brief = candidate.length <= BRIEF and candidate.figures > 0
    return brief or worth >= WORTHY


def _pool(
    article: Article, quotes: Sequence[Quote], lang: str, reach: int
) -> list[Candidate]:
    for strict in (True, False):
        found = candidates(article, quotes, lang, strict=strict)
        if pool := list(_within_reach(found, reach)):
            return pool
    return []


def _within_reach(found: Iterable[Candidate], reach: int) -> Iterator[Candidate]:
    words = letters = 0
    for count, candidate in enumerate(found):
        words += candidate.length
        letters += len(candidate.text)
        if count >= FEWEST_CANDIDATES and candidate.span[0] * words > reach * letters:
            return
        yield candidate


def _shortest(pool: Sequence[Candidate], size: Size) -> int:
    """Measure the room that a second sentence needs, if the digest must have one."""
    if size.fewest < FEW or len(pool) < FEW:
        return 0
    return min(c.length for c in pool[1:])


def _worth(
    title: str,
    pool: Sequence[Candidate],
    said: Mapping[int, Sequence[tuple[str, str]]],
    lang: str,
    speakers: frozenset[str],
) -> dict[int, float]:
    """Weigh every candidate: position first, then title, subjects, marks, figures."""
    titled = {key for _, key in _key_words(terms.word_list(title), lang)}
    subjects = _subjects(said.values())
    total = sum(subjects.values()) or 1
    step = STEP * sum(len(c.text) for c in pool) / max(1, sum(c.length for c in pool))
    worth = {}
    for c in pool:
        keys = {key for _, key in said[c.place]}
        covered = sum(subjects[key] for key in keys if key in subjects)
        worth[c.place] = (
            POSITION ** (c.span[0] / step)
            + TITLE * len(keys & titled) / max(len(titled), 4)
            + SUBJECTS * covered / total
            + FIGURES * min(c.figures, MOST_FIGURES) / MOST_FIGURES
            - MARKS * c.quotes
            - REFERS * (c.refers and c.place - 1 not in said)
        )
        if c.place > 0 and not speakers.isdisjoint(keys):
            worth[c.place] -= SPEAKERS
    return worth


def _speakers(quotes: Sequence[Quote], lang: str) -> frozenset[str]:
    """Find the last names of those whose words can be shown."""
    names = {q.speaker for q in quotes if q.speaker and q.verdict is Verdict.PRINTED}
    return frozenset(
        key for name in names for _, key in _key_words(terms.word_list(name), lang)[-1:]
    )


def _key_words(words: Iterable[str], lang: str) -> list[tuple[str, str]]:
    """List the words that say something, each beside its beginning.

    Beginnings serve as well as stems here, at a third of the cost. Scripts without
    spaces give overlapping pairs of characters.
    """
    empty = terms.function_words(lang)
    said = []
    for word in words:
        if word >= FIRST_UNSPACED and terms.is_unspaced(word):
            said += [(word, word[at : at + 2]) for at in range(len(word) - 1)]
        elif len(low := word.lower()) > 1 and low not in empty:
            said.append((word, low[:KEY]))
    return said


def _subjects(said: Iterable[Sequence[tuple[str, str]]]) -> dict[str, int]:
    """Find what the sentences keep naming, with how often."""
    counts = Counter(key for words in said for word, key in words if not word.islower())
    return {key: n for key, n in counts.most_common(MOST_SUBJECTS) if n > 1}


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sentences say the same: they share most words of the shorter one."""
    return len(one & other) > SAME * min(len(one), len(other))


def _key_quotes(
    article: Article, quotes: Sequence[Quote], told: Sequence[Span], limit: int
) -> tuple[Quote, ...]:
    """Pick the key quotes that the digest's sentences do not print already."""
    if not quotes:
        return ()
    best = quotations.key_quotes(article, quotes, limit=limit + len(told) * 2)
    new = (
        q
        for q in best
        if not any(a < q.end and q.start < b for a, b in told)
        and not instructions.lead_to(article.text, (q.start, q.end))
    )
    return tuple(islice(new, limit))
