"""Stories in full, by the digest of all that report it, or of the article that tells it.

A digest that nobody asked for yet, of another length, article or language, is made when
it is wanted, and kept for the next reader. A whole view is remembered as long as the
story is told by the same articles, and its quotes are looked up each time.
"""

import asyncio
from collections.abc import (
    Callable,
    Collection,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import replace
from datetime import datetime

from digests import archive, digest_store, telling
from digests.archive import Slice, StoredArticle
from digests.database import Database
from digests.joint_digests import JointDigests
from digests.news import (
    Article,
    Digest,
    Length,
    PrintedQuote,
    Quote,
    StoryDigest,
    StoryView,
)
from digests.remembering import Kept
from digests.telling import Material, Told
from digests.updates import Found
from digests.writing import Translate, Writing, in_time

# A reader who waits gets what there is; the platform gives up on us soon after.
PATIENCE = 20.0
REMEMBERED = 1_000
_Key = tuple[Told, Length, str, bool]


class Views:
    """Tells stored stories; ``clock`` gives aware times."""

    def __init__(
        self, database: Database, writing: Writing, *, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._summarize = writing.summarize
        self._translate = writing.translate
        self._joint = writing.join and JointDigests(database, writing.join, clock=clock)
        self._clock = clock
        self._known = Kept[_Key, StoryView](REMEMBERED)

    async def of(
        self,
        stories: Collection[Told],
        *,
        length: Length,
        lang: str = "",
        chosen: Collection[int] = (),
    ) -> dict[int, StoryView]:
        """Tell these stories, by id, in ``lang`` or by the leads that were ``chosen``.

        What is new in a story is told in its article's words, so all of it is: the leads
        of such stories are chosen. A story that lost an article just now is left out.
        """
        keys = {each: (each, length, lang, each.lead.id in chosen) for each in stories}
        views = await self._remembered(keys)
        new = {story.id: story for story in stories if story.id not in views}
        if new:
            patient_until = asyncio.get_running_loop().time() + PATIENCE
            views |= await self._told(new, length, lang, chosen, patient_until)
            if asyncio.get_running_loop().time() < patient_until:
                for story_id in new.keys() & views.keys():
                    self._known.keep(keys[new[story_id]], views[story_id])
        return views

    async def _remembered(self, keys: Mapping[Told, _Key]) -> dict[int, StoryView]:
        """Recall the views whose every quote still stands in its article."""
        known = {
            story.id: view
            for story, key in keys.items()
            if (view := self._known.get(key)) is not None
        }
        proofs = {id_: frozenset(_proofs(view.quotes)) for id_, view in known.items()}
        wanted = frozenset[Slice]().union(*proofs.values())
        if wanted:
            async with self._database.reading() as connection:
                wanted = await archive.still_true(connection, wanted)
        return {id_: view for id_, view in known.items() if proofs[id_] <= wanted}

    async def _told(
        self,
        stories: Mapping[int, Told],
        length: Length,
        lang: str,
        chosen: Collection[int],
        patient_until: float,
    ) -> dict[int, StoryView]:
        async with self._database.reading() as connection:
            found = await telling.material(connection, stories.values())
        stories = {
            id_: story
            for id_, story in stories.items()
            if found.articles.keys() >= {card.id for card in story.quoted}
        }
        digests: dict[int, StoryDigest] = {}
        if self._joint is not None:
            free = [each for each in stories.values() if each.lead.id not in chosen]
            digests = await self._joint.of(
                free, found, length=length, lang=lang, patience=PATIENCE
            )
        left = patient_until - asyncio.get_running_loop().time()
        alone = [story for story in stories.values() if story.id not in digests]
        digests |= await self._alone(alone, found, length, lang, chosen, left)
        # Comparing the quotes of many outlets takes its time.
        return await asyncio.to_thread(_views, stories, digests, found)

    async def _alone(
        self,
        stories: Sequence[Told],
        found: Material,
        length: Length,
        lang: str,
        chosen: Collection[int],
        patience: float,
    ) -> dict[int, StoryDigest]:
        """Digest stories by their leads, in ``lang`` if a model can and nobody chose them."""
        telling_ones = [found.articles[story.lead.id] for story in stories]
        digests = await self._digests(telling_ones, length)
        foreign = [
            one
            for one in telling_ones
            if one.id not in chosen and _is_foreign(one.article, lang)
        ]
        if self._translate is not None and foreign:
            digests |= await self._told_abroad(
                foreign, digests, lang, self._translate, patience
            )
        return {
            story.id: telling.by_its_lead(story, digests[story.lead.id])
            for story in stories
        }

    async def with_news(
        self,
        stories: Sequence[Told],
        news: Mapping[int, Found],
        *,
        length: Length,
        lang: str,
    ) -> tuple[StoryView, ...]:
        """Tell stories in order, those with news by the article that has them."""
        chosen = [found.article_id for found in news.values()]
        views = await self.of(stories, length=length, lang=lang, chosen=chosen)
        for id_ in news.keys() & views.keys():
            views[id_] = replace(views[id_], update=news[id_].update)
        return tuple(views[story.id] for story in stories if story.id in views)

    async def _digests(
        self, leads: Sequence[StoredArticle], length: Length
    ) -> dict[int, Digest]:
        ids = [stored.id for stored in leads]
        async with self._database.reading() as connection:
            digests = await digest_store.get_digests(connection, ids, length=length)
        for stored in leads:
            if stored.id not in digests:
                quotes = await self._quotes_of(stored)
                digest = await self._summarize(stored.article, quotes, length)
                digests[stored.id] = await self._keep(stored, digest)
        return digests

    async def _told_abroad(
        self,
        leads: Sequence[StoredArticle],
        own: Mapping[int, Digest],
        lang: str,
        translate: Translate,
        patience: float,
    ) -> dict[int, Digest]:
        """Have these told in ``lang``, all at once; what takes too long stays as it is."""
        (length,) = {digest.length for digest in own.values()}
        ids = [stored.id for stored in leads]
        async with self._database.reading() as connection:
            known = await digest_store.get_digests(
                connection, ids, length=length, lang=lang
            )

        async def tell(stored: StoredArticle) -> None:
            quotes = await self._quotes_of(stored)
            told = await translate(stored.article, quotes, length, lang)
            # What did not hold is not tried again: the article's own digest stays.
            digest = told or own[stored.id]
            known[stored.id] = await self._keep(stored, digest, lang=lang)

        await in_time(patience, [tell(one) for one in leads if one.id not in known])
        return {id_: _of_its_language(known[id_], own[id_]) for id_ in known}

    async def _quotes_of(self, stored: StoredArticle) -> list[Quote]:
        async with self._database.reading() as connection:
            found = await archive.get_quotes(connection, [stored.id])
        return [one.quote for one in found[stored.id]]

    async def _keep(
        self, stored: StoredArticle, digest: Digest, *, lang: str = ""
    ) -> Digest:
        """Keep a digest for the next reader, if its article is still there."""
        async with self._database.writing() as connection:
            if await archive.story_of(connection, stored.id) is not None:
                await digest_store.add_digest(
                    connection, stored.id, digest, at=self._clock(), lang=lang
                )
        return digest


def _of_its_language(told: Digest, own: Digest) -> Digest:
    """Take the article's own digest where nothing else could be told."""
    return own if told.sentences == own.sentences else told


def _is_foreign(article: Article, lang: str) -> bool:
    return bool(lang and article.lang) and article.lang != lang


def _proofs(shown: Iterable[PrintedQuote]) -> Iterator[Slice]:
    for quote in shown:
        yield quote.article_id, quote.start, quote.end, quote.sha256
        yield from _proofs(quote.differs)


def _views(
    stories: Mapping[int, Told], digests: Mapping[int, StoryDigest], found: Material
) -> dict[int, StoryView]:
    return {
        story_id: telling.view(story, digests[story_id], found)
        for story_id, story in stories.items()
    }
