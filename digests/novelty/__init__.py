"""What an article tells that its story had not told before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from digests import quotes as quotations
from digests import sentences
from digests.news import Article, Span
from digests.novelty import statements
from digests.novelty.told import Told
from digests.novelty.worth import Scale
from digests.summarize.fitness import Candidate, Doorkeeper, candidates

# The worth from which a sentence is shown: one new fact, and little against it.
ENOUGH = 0.95
# What a sentence further down is worth of the same one before it.
POSITION = 0.97
# A copy repeats this share of its sentences, and so many at the least; each repeats this
# share of its words. What stands below them is its site's own.
COPY, FEWEST, REPEATED = 0.6, 4, 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """A sentence that tells something new: ``text`` is ``article.text`` at ``span``.

    ``corrects`` says that it takes back what was told before. ``worth`` is about 1 for
    one new fact, more for several or for one that the title names.
    """

    span: Span
    text: str
    corrects: bool
    worth: float


def news_of(
    article: Article, known: Sequence[Article], *, limit: int = 3
) -> tuple[News, ...]:
    """Find the sentences that tell what none of the known articles told, best first.

    All can stand in a digest by themselves. There are none if the article only copies or
    rewrites what is known, or if nothing is known, since then all of it is new.
    """
    if not known or limit <= 0:
        return ()
    lang = article.lang or sentences.language_of(article.text)
    title = statements.read(article.title, lang, article.published)
    told = Told(known)
    scale = Scale(told, title, article.outlet)
    found = [
        news
        for candidate in _before_the_tail(article, lang, scale)
        if not told.prints(candidate.text)
        and (news := _weighed(candidate, article, lang, scale)) is not None
    ]
    return tuple(islice(_let_in(found, article, lang), limit))


def _before_the_tail(article: Article, lang: str, scale: Scale) -> list[Candidate]:
    """Give the sentences that can stand, without what the site of a copy adds below it."""
    quotes = quotations.find(article)
    every = list(candidates(article, quotes, lang))
    repeats = [
        place
        for place, candidate in enumerate(every)
        if scale.likeness(_said(candidate, article, lang)) >= REPEATED
    ]
    if len(repeats) < max(COPY * len(every), FEWEST):
        return every
    return every[: repeats[-1]]


def _said(candidate: Candidate, article: Article, lang: str) -> statements.Statement:
    return statements.read(candidate.text, lang, article.published)


def _weighed(
    candidate: Candidate, article: Article, lang: str, scale: Scale
) -> tuple[float, News, Candidate] | None:
    """Weigh a sentence that leans on no other; ``None`` if it is not worth showing."""
    said = _said(candidate, article, lang)
    corrects = scale.corrects(said)
    opens = corrects and candidate.place == 0  # and so has nothing to lean on
    worth = scale.weigh(said, quotes=candidate.quotes)
    if worth < ENOUGH or (candidate.leans and not opens):
        return None
    worth *= POSITION**candidate.place
    news = News(
        span=candidate.span,
        text=candidate.text,
        corrects=corrects,
        worth=round(worth, 2),
    )
    return worth, news, candidate


def _let_in(
    found: Sequence[tuple[float, News, Candidate]], article: Article, lang: str
) -> Iterator[News]:
    door = Doorkeeper(article.text, lang)
    best = sorted(found, key=lambda one: (-one[0], one[1].span))
    return (news for _, news, candidate in best if door.lets_in(candidate))
