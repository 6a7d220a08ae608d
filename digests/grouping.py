"""The grouping window beside the database: each new article finds its story.

The rows are the truth. The window catches up with them before every placement, so
it may be thrown away at any time, and other processes may place articles too.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from digests import archive, cards, merges, profiles
from digests.cards import Card
from digests.database import Database, take_turn
from digests.headlines import headline
from digests.profiles import Profile
from digests.stories import REACH, Window

GROUPING_LOCK = 7_238_412_964
# So many headlines are compared; more would make none of them clearer.
HEADLINES_MAX = 12
_TIDY_EVERY = timedelta(hours=1)


class Grouping:
    """Places articles into stories, one transaction at a time."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._forget()

    def _forget(self) -> None:
        self._window = Window()
        self._last_id = 0
        self._tidied_at: datetime | None = None

    @asynccontextmanager
    async def writing(
        self, database: Database, *, at: datetime
    ) -> AsyncIterator[AsyncConnection]:
        """Enter a transaction in which articles may be stored and placed.

        Only one at a time does so, in whichever process, so that articles are
        committed in the order of their ids.
        """
        async with self._turn:
            try:
                async with database.writing() as connection:
                    await take_turn(connection, GROUPING_LOCK)
                    await self._catch_up(connection, at)
                    yield connection
            except BaseException:
                # What was placed was not stored: read the rows again next time.
                self._forget()
                raise

    async def _catch_up(self, connection: AsyncConnection, at: datetime) -> None:
        since = at - REACH
        later = await archive.profiles_after(connection, self._last_id, since=since)
        merged = await merges.merges_after(connection, self._last_id)
        if later or merged:
            await asyncio.to_thread(_restore, self._window, later, merged)
        if later:
            self._last_id = later[-1][0]
        if self._tidied_at is None or at - self._tidied_at > _TIDY_EVERY:
            await asyncio.to_thread(self._window.forget, since)
            self._tidied_at = at

    async def place(
        self, connection: AsyncConnection, article_id: int, profile: Profile
    ) -> int:
        """Put a stored article into its story, and return the story's id."""
        placed = await asyncio.to_thread(self._window.place, article_id, profile)
        self._last_id = article_id
        await archive.add_profile(connection, article_id, profile)
        await archive.put_into_story(
            connection, article_id, story_id=placed.story, copy_of=placed.copy_of
        )
        if placed.absorbed is not None:
            await merges.merge_stories(
                connection, placed.absorbed, into=placed.story, by=article_id
            )
        if placed.story != article_id:
            await _choose_headline(connection, placed.story)
        return placed.story


def _restore(
    window: Window,
    rows: Iterable[tuple[int, int, int | None, str]],
    merged: Iterable[tuple[int, int]],
) -> None:
    """Put back later articles, then merge as others did: rows tell of now."""
    for article_id, story, copy_of, kept in rows:
        profile = profiles.from_json(kept)
        window.restore(article_id, story, profile, copy_of=copy_of)
    for story, into in merged:
        window.merge(story, into=into)


async def _choose_headline(connection: AsyncConnection, story_id: int) -> None:
    listed = await cards.cards_of_stories(connection, [story_id])
    rivals = _in_main_language(listed[story_id])[:HEADLINES_MAX]
    stored = await archive.get_articles(connection, [card.id for card in rivals])
    texts = [stored[card.id].article for card in rivals]
    chosen = texts[headline(texts)]
    await archive.set_headline(connection, story_id, chosen.title, lang=chosen.lang)


def _in_main_language(listed: Sequence[Card]) -> list[Card]:
    """Keep the cards of the language that most have, the first one's if in doubt."""
    spoken = Counter(card.lang for card in listed)
    main, _ = spoken.most_common(1)[0]
    return [card for card in listed if card.lang == main]
