"""How well each sentence of an article, with what stands around it, is about a question."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from digests import sentences, terms
from digests.answers import words
from digests.answers.questions import Asked, Question, Term
from digests.news import Article, Span

LONGEST_SENTENCE = 700
_AROUND = 3  # sentences on each side of one that may carry what it leaves out
_NAMED_BEFORE = 8  # sentences back to the last name that one may go on about
_NEAR, _HEAD, _ELSEWHERE = 0.75, 0.6, 0.35
_LEAD = 2  # sentences that say with the title what an article is about
_GIVEN = 0.5
_FEWEST_SHARED = 5  # letters of a stem that may begin a longer word


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A sentence about a question; all shares lie in 0..1.

    ``covered`` weighs how near the question's words stand; ``direct`` are those within
    the sentence, and ``said`` those of them that are no name, figure or circumstance:
    what the article is about as a whole weighs half. ``absent`` are the words, other than
    names and figures, that are nowhere near. ``focused`` says that what the question
    turns on, as the verb after “who”, stands in the sentence.
    """

    span: Span
    covered: float
    direct: float
    said: float
    absent: float
    focused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Met:
    """How near to a sentence a term stands; ``given`` if the article's head has it."""

    term: Term
    level: float
    given: bool

    @property
    def telling(self) -> float:
        return self.term.weight * (_GIVEN if self.given else 1)


def matches(question: Question, article: Article) -> Iterator[Match]:
    """Match each sentence that has a word of the question, in order.

    An article without one of the question's names or figures matches nowhere.
    """
    lang = article.lang or question.lang
    spans = sentences.split(article.text)
    bags = [_bag(article.text[start:end], question, lang) for start, end in spans]
    title = _bag(article.title, question, lang)
    looked_for = _widened(question, {*title, *(key for bag in bags for key in bag)})
    masks = [_mask(bag, looked_for) for bag in bags]
    in_title = _mask(title, looked_for)
    everywhere = _any([in_title, *masks])
    if not _has_fixed(question, everywhere, every=lang == question.lang):
        return
    for at, span in enumerate(spans):
        if masks[at] and span[1] - span[0] <= LONGEST_SENTENCE:
            near = _any(masks[max(0, at - _AROUND) : at + _AROUND + 1])
            # A sentence of the lead does not give its own words away.
            lead = [mask for place, mask in enumerate(masks[:_LEAD]) if place != at]
            head = _any([in_title, *lead])
            match = _match(question, span, (masks[at], near, head, everywhere))
            back = _any(masks[max(0, at - _NAMED_BEFORE) : at])
            if _has_fixed(question, near | head | back, every=False):
                yield match


def _any(masks: Iterable[int]) -> int:
    return reduce(or_, masks, 0)


def _has_fixed(question: Question, mask: int, *, every: bool) -> bool:
    """Whether all names and figures are there: or half if not ``every`` one must."""
    fixed = [1 << at for at, term in enumerate(question.terms) if term.fixed]
    known = sum(bool(mask & bit) for bit in fixed)
    return known == len(fixed) or (not every and 2 * known >= len(fixed))


def _bag(text: str, question: Question, lang: str) -> frozenset[str]:
    known = terms.word_list(text)
    if lang == question.lang:
        return frozenset(key for word in known for key in words.keys(word, lang))
    return frozenset(key for word in known for key in words.keys_abroad(word, lang))


def _widened(question: Question, vocabulary: set[str]) -> tuple[frozenset[str], ...]:
    """Give for each term the keys that meet it here, longer words that hold it included."""
    return tuple(
        frozenset(_keys(term, question.lang, vocabulary)) for term in question.terms
    )


def _keys(term: Term, lang: str, vocabulary: set[str]) -> Iterator[str]:
    own, abroad = words.keys(term.word, lang), words.keys_abroad(term.word, lang)
    if term.fixed:  # “Swan Crossing” is no crossing of swans
        yield own[0]
        yield from abroad[-1:]
        return
    yield from own
    yield from abroad
    if len(own[0]) >= _FEWEST_SHARED:
        yield from (key for key in vocabulary if _holds(key, own[0], lang))


def _holds(word: str, stem: str, lang: str) -> bool:
    """See “Stahl” in “Stahlwerk”, and in German also “Werk”."""
    return word.startswith(stem) or (lang == "de" and word.endswith(stem))


def _mask(bag: frozenset[str], looked_for: Sequence[frozenset[str]]) -> int:
    return sum(
        1 << at for at, keys in enumerate(looked_for) if not keys.isdisjoint(bag)
    )


def _match(question: Question, span: Span, masks: Sequence[int]) -> Match:
    found = [
        _Met(term=term, level=_level(1 << at, masks), given=bool(masks[2] & 1 << at))
        for at, term in enumerate(question.terms)
    ]
    plain = [one for one in found if not one.term.fixed]
    main = [one for one in plain if not one.term.aside] or found
    return Match(
        span=span,
        covered=_share((one.term.weight, one.level) for one in found),
        direct=_share((one.telling, one.level == 1) for one in found),
        said=_share((one.telling, one.level == 1) for one in main),
        absent=_share((one.term.weight, one.level < _HEAD) for one in plain),
        focused=_is_focused(question, plain, main),
    )


def _is_focused(
    question: Question, plain: Sequence[_Met], main: Sequence[_Met]
) -> bool:
    """Whether a sentence has what the question turns on.

    Of people it is what became of them: in German the words without a capital.
    """
    turning = plain[: question.focus]
    if question.asked is Asked.PEOPLE and question.lang == "de":
        turning = [one for one in main if one.term.word.islower()]
    return all(one.level == 1 for one in turning)


def _level(bit: int, masks: Sequence[int]) -> float:
    """Tell how near a word stands; the masks say so from the nearest to the widest."""
    levels = zip(masks, (1, _NEAR, _HEAD, _ELSEWHERE), strict=True)
    return next((level for mask, level in levels if mask & bit), 0)


def _share(found: Iterable[tuple[float, float]]) -> float:
    """Weigh levels into one; without any it is nothing."""
    pairs = list(found)
    whole = sum(weight for weight, _ in pairs)
    return sum(weight * level for weight, level in pairs) / whole if whole else 0.0
