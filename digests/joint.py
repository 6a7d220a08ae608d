"""One text of a story: the article that tells it, and behind it what the others add.

A model can digest it like an article, and every part of it leads back to its own.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from digests import sentences
from digests.differences import (
    Account,
    Difference,
    Statement,
    differences,
    doubts,
)
from digests.news import Article, ArticleSpan, Span
from digests.novelty import News, news_of
from digests.summarize.asked import WORDS_MAX
from digests.summarize.fitness import length

# Of the sentences that one account adds, these come first; more would only be details.
EACH = 3
LEAD_WORDS = 600
ADDED_WORDS = WORDS_MAX - LEAD_WORDS
# A story has no more of them, by far.
DIFFERENCES_MAX = 100
# Between parts: a pronoun must not find its name in a sentence of another article.
_APART = "\n\n***\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a joint text, from ``start`` on: the ``span`` of article ``key``."""

    key: int
    start: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """The text as an article, and its pieces: the lead's beginning, then additions."""

    article: Article
    pieces: tuple[Piece, ...]

    @property
    def lead_end(self) -> int:
        """How far the lead is the same here and in its own article."""
        return self.pieces[0].span[1]

    @property
    def breaks(self) -> tuple[int, ...]:
        """Where the sentences of each of the articles begin."""
        first: dict[int, int] = {}
        for piece in self.pieces:
            first.setdefault(piece.key, piece.start)
        return tuple(first.values())

    def origin(self, span: Span) -> ArticleSpan:
        """Find the article that a part of the text is from, and where it stands there."""
        start, end = span
        piece = next(one for one in reversed(self.pieces) if one.start <= start)
        shift = piece.span[0] - piece.start
        return piece.key, start + shift, end + shift


def additions(
    lead: Account, others: Sequence[Account]
) -> Iterator[tuple[Account, tuple[News, ...]]]:
    """Give what each account tells that none before it does, its best first.

    Only those in the language of the lead are read: no others could be compared.
    """
    known = [lead.article]
    for account in others:
        if account.article.lang != lead.article.lang:
            continue
        if news := news_of(account.article, known, limit=EACH):
            known.append(account.article)
            yield account, news


def joined(lead: Account, others: Sequence[Account]) -> Joint | None:
    """Join what others add to the lead; ``None`` if there is nothing.

    What another account may dispute is left out: in one text it would be settled.
    """
    disputed = _disputed(lead, others)
    found = [
        (account, undisputed)
        for account, news in additions(lead, others)
        if (undisputed := list(_beside(account, news, disputed)))
    ]
    chosen = sorted(_while_there_is_room(found))
    added = [(found[place][0], span) for place, span in chosen]
    return _join(lead, added) if added else None


def _disputed(lead: Account, others: Sequence[Account]) -> frozenset[ArticleSpan]:
    """Find the sentences of others that an account beside theirs may contradict."""
    accounts = [lead, *others]
    rows = chain(
        doubts(accounts),
        map(_statements, differences(accounts, limit=DIFFERENCES_MAX)),
    )
    return frozenset(
        (one.key, *one.sentence)
        for row in rows
        if len({one.key for one in row}) > 1
        for one in row
        if one.key != lead.key
    )


def _statements(difference: Difference) -> tuple[Statement, ...]:
    return tuple(one for each in difference.versions for one in each.statements)


def _beside(
    account: Account, news: Iterable[News], spans: Collection[ArticleSpan]
) -> Iterator[Span]:
    for one in news:
        if not meets((account.key, *one.span), spans):
            yield one.span


def meets(one: ArticleSpan, others: Collection[ArticleSpan]) -> bool:
    """Whether a part of an article shares characters with one of others."""
    key, start, end = one
    return any(key == k and start < b and a < end for k, a, b in others)


def _while_there_is_room(
    found: Sequence[tuple[Account, Sequence[Span]]],
) -> Iterator[tuple[int, Span]]:
    """Take the best sentence of each account, then the second, by the account's place."""
    words = 0
    for rank in range(EACH):
        for place, (account, spans) in enumerate(found):
            for start, end in spans[rank : rank + 1]:
                words += length(account.article.text[start:end])
                if words > ADDED_WORDS:
                    return
                yield place, (start, end)


def _join(lead: Account, added: Sequence[tuple[Account, Span]]) -> Joint:
    text = _beginning(lead.article.text)
    pieces = [Piece(key=lead.key, start=0, span=(0, len(text)))]
    for account, span in added:
        text += _APART
        pieces.append(Piece(key=account.key, start=len(text), span=span))
        text += account.article.text[slice(*span)]
    return Joint(article=replace(lead.article, text=text), pieces=tuple(pieces))


def _beginning(text: str) -> str:
    """Cut a text behind the sentence with which it has said enough."""
    words = end = 0
    for start, stop in sentences.split(text):
        words += length(text[start:stop])
        if words > LEAD_WORDS:
            break
        end = stop
    return text[:end]
