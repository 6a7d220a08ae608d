"""Stories in full, each by the digest of the article that tells it.

A digest that nobody asked for yet, of another length or article, is made when it is
wanted, and kept for the next reader.
"""

import asyncio
from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from digests import archive, telling
from digests.collect import Summarize
from digests.database import Database
from digests.news import Article, Digest, Length, StoryView


class Views:
    """Tells stored stories; ``clock`` gives aware times."""

    def __init__(
        self, database: Database, summarize: Summarize, *, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._summarize = summarize
        self._clock = clock

    async def of(
        self,
        story_ids: Collection[int],
        *,
        length: Length,
        lang: str = "",
        lead: int | None = None,
    ) -> dict[int, StoryView]:
        """Tell these stories, by ``lead`` or in ``lang`` where it can be; by id.

        What is not stored is left out.
        """
        async with self._database.reading() as connection:
            stories = await telling.told(connection, story_ids, lang=lang, lead=lead)
            found = await telling.material(connection, stories.values())
            leads = [story.lead.id for story in stories.values()]
            digests = await archive.get_digests(connection, leads, length=length)
        for article_id in leads:
            if article_id not in digests:
                digests[article_id] = await self._digest(
                    article_id, found.articles[article_id].article, length
                )
        # Comparing the quotes of many outlets takes its time.
        return await asyncio.to_thread(_views, stories, digests, found)

    async def _digest(
        self, article_id: int, article: Article, length: Length
    ) -> Digest:
        async with self._database.reading() as connection:
            stored = await archive.get_quotes(connection, [article_id])
        every = [found.quote for found in stored[article_id]]
        digest = await self._summarize(article, every, length)
        async with self._database.writing() as connection:
            if await archive.story_of(connection, article_id) is not None:
                await archive.add_digest(
                    connection, article_id, digest, at=self._clock()
                )
        return digest


def _views(
    stories: Mapping[int, telling.Told],
    digests: Mapping[int, Digest],
    found: telling.Material,
) -> dict[int, StoryView]:
    return {
        story_id: telling.view(story, digests[story.lead.id], found)
        for story_id, story in stories.items()
    }
