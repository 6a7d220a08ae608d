"""What the other articles of a story add to the one that tells it, and where they differ."""

import asyncio
from collections.abc import Collection, Hashable, Iterator, Sequence
from functools import partial
from itertools import islice

from digests import archive, telling
from digests.archive import StoredArticle
from digests.database import Database
from digests.differences import Account, Difference, Later, Version, differences
from digests.joint import additions, meets
from digests.news import Article, ArticleSpan, Span
from digests.quotes import fingerprint, link_to
from digests.remembering import Remembered
from digests.reports import Compared, Disagreement, Said

# The articles that are compared, the additions and differences that are shown.
COMPARED_MAX = 8
ADDED_MAX, DIFFERENCES_MAX = 2, 3
REMEMBERED = 500
_LATER = {Later.UPDATE: "updated", Later.CORRECTION: "corrected"}


class Comparisons:
    """Compares the articles of stories, and remembers it by what they say."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known = Remembered[Hashable, Compared](REMEMBERED)

    async def of(
        self, story_id: int, *, lang: str = "", told: Collection[ArticleSpan] = ()
    ) -> Compared:
        """Compare a story's articles; what is ``told`` adds nothing. Raises ``NotFound``."""
        async with self._database.reading() as connection:
            stories = await telling.told(connection, [story_id], lang=lang)
            cards = telling.known(stories, story_id).cards[:COMPARED_MAX]
            texts = await archive.get_articles(connection, [card.id for card in cards])
        articles = [texts[card.id] for card in cards]
        said = tuple((one.id, fingerprint(one.article.text)) for one in articles)
        find = partial(asyncio.to_thread, _compare, articles, told)
        return await self._known.get((said, frozenset(told)), find)


def _compare(
    articles: Sequence[StoredArticle], told: Collection[ArticleSpan]
) -> Compared:
    accounts = [Account(key=stored.id, article=stored.article) for stored in articles]
    added = islice(_added(accounts, told), ADDED_MAX)
    return Compared(additions=tuple(added), disagreements=tuple(_differing(accounts)))


def _added(
    accounts: Sequence[Account], told: Collection[ArticleSpan]
) -> Iterator[Said]:
    """Give the best that each of the others tells alone, and that is not told yet."""
    lead, *others = accounts
    for account, news in additions(lead, others):
        untold = (one for one in news if not meets((account.key, *one.span), told))
        for best in islice(untold, 1):
            yield _said(account.article, best.span)


def _differing(accounts: Sequence[Account]) -> list[Disagreement]:
    by_key = {account.key: account.article for account in accounts}
    found = differences(accounts, limit=DIFFERENCES_MAX)
    return [_disagreement(difference, by_key) for difference in found]


def _disagreement(difference: Difference, by_key: dict[int, Article]) -> Disagreement:
    later = _LATER[difference.later] if difference.later else ""
    return Disagreement(
        about=difference.about,
        versions=tuple(_version(each, by_key) for each in difference.versions),
        latest=difference.latest,
        later=later,
    )


def _version(version: Version, by_key: dict[int, Article]) -> tuple[Said, ...]:
    """Give the words of each outlet once."""
    said: dict[str, Said] = {}
    for statement in version.statements:
        one = _said(by_key[statement.key], statement.span)
        said.setdefault(one.outlet.casefold(), one)
    return tuple(said.values())


def _said(article: Article, span: Span) -> Said:
    return Said(
        text=article.text[slice(*span)],
        outlet=article.outlet,
        link=link_to(article.url, article.text, *span),
    )
