"""The front door: everything that the bot may ask for.

Digests are made of sentences chosen from the articles, or written by a model if there
is one and every sentence passes the gate; ``made_by`` says which. A language that is
asked for chooses who tells a story, and has it told in that language if a model can.
"""

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from sqlalchemy.ext.asyncio import AsyncConnection

from digests import (
    archive,
    cards,
    grounds,
    merges,
    quote_search,
    retention,
    selection,
    sources,
    storage,
    telling,
)
from digests.answer_search import Where, answers_to
from digests.collect import Collector
from digests.comparing import Comparisons
from digests.database import Database
from digests.errors import NotFound, Unreadable
from digests.fetch import Fetcher
from digests.interests import Interests
from digests.links import host, is_web_link, one_address
from digests.migrations import SCRIPTS
from digests.news import (
    ArticleSpan,
    Briefing,
    Interest,
    InterestKind,
    Length,
    PrintedQuote,
    StoryLine,
    StoryView,
)
from digests.reports import (
    Answered,
    Compared,
    NewsroomStatus,
    Polled,
    Preview,
    SourceStatus,
    Supported,
    Weighed,
)
from digests.rereading import Rereading
from digests.shortlists import Shortlists, select_stories
from digests.spending import forget_old_spending
from digests.storage import EntryState
from digests.topics import Catalogue, Topic
from digests.updates import Updates
from digests.views import Views
from digests.writing import Writing

VERSION_TABLE = "digests_version"
PREVIEW = timedelta(days=7)
NEWEST_SHOWN = 3


def utc_now() -> datetime:
    """Tell the time; the one place that reads the real clock."""
    return datetime.now(UTC)  # noqa: TID251 - this is the one place


class Newsroom:
    """News in, stories out. Make one with ``open_newsroom``.

    ``rereading`` looks again at pages that were printed.
    """

    def __init__(
        self,
        database: Database,
        *,
        fetcher: Fetcher,
        catalogue: Catalogue,
        clock: Callable[[], datetime],
        random: Random,
        writing: Writing | None = None,
    ) -> None:
        self._database = database
        self._writing = writing or Writing()
        self._catalogue = catalogue
        self._clock = clock
        self._views = Views(database, self._writing, clock=clock)
        self._shortlists = Shortlists(database, clock=clock)
        self._updates = Updates()
        self._comparisons = Comparisons(database)
        self._interests = Interests(database, fetcher, catalogue)
        self.rereading = Rereading(
            database=database, fetcher=fetcher, clock=clock, random=random
        )
        self._collector = Collector(
            database,
            fetcher,
            catalogue,
            clock=clock,
            random=random,
            summarize=self._writing.summarize,
        )

    async def migrate(self) -> None:
        """Bring the tables up to date, and offer the catalogue's sources.

        A source that was offered before is not added again: it may have moved, or
        somebody removed it. Sources that left the catalogue stay.
        """
        await self._database.migrate(SCRIPTS, VERSION_TABLE)
        async with self._database.writing() as connection:
            for offered in self._catalogue.sources:
                await sources.offer_source(connection, offered, at=self._clock())

    def topics(self) -> tuple[Topic, ...]:
        """List the ready topics."""
        return self._catalogue.topics

    async def interests(self, words: str) -> tuple[Interest, ...]:
        """Say what words may mean: a ready topic, the feeds at an address, free words.

        Several only where a site has several feeds. A feed has its URL for a value
        until it is followed. Raises ``NewsError``.
        """
        return await self._interests.meant(words)

    async def follow(self, interest: Interest) -> Interest:
        """Begin to collect what an interest needs; a feed's URL becomes its source's id.

        A source that had gone is tried again. Raises ``NewsError``.
        """
        if interest.kind is not InterestKind.SOURCE:
            return interest
        at = self._clock()
        async with self._database.writing() as connection:
            source_id = await self._source_to_follow(connection, interest, at)
            await sources.note_followed(connection, source_id, at=at)
        return replace(interest, value=f"{source_id} {interest.filters}".strip())

    async def preview(self, interest: Interest) -> Preview:
        """Say what an interest would have brought in the last seven days.

        A source that is new is looked at first.
        """
        if interest.kind is InterestKind.SOURCE:
            async with self._database.reading() as connection:
                source_id = await selection.source_of(connection, interest)
            await self._collector.look_at_new(source_id, newest=NEWEST_SHOWN)
        since = self._clock() - PREVIEW
        async with self._database.reading() as connection:
            return await selection.preview(
                connection, interest, since=since, newest=NEWEST_SHOWN
            )

    async def briefing(
        self,
        interests: Sequence[Interest],
        *,
        since: datetime,
        length: Length = Length.NORMAL,
        seen: Mapping[int, datetime] | None = None,
        likings: Mapping[str, float] | None = None,
        lang: str = "",
    ) -> Briefing:
        """Choose and tell the stories of these interests that appeared ``since``.

        A story that was told before, at the time that ``seen`` gives, returns only with
        something new, which its view leads with. ``likings`` move the order. Where a
        story is told in ``lang`` by anybody, that article tells it. Raises ``NotFound``
        if nobody follows any of its feeds.
        """
        shortlists = await self._shortlists.of(interests, since=since)
        async with self._database.reading() as connection:
            told = await merges.current_moments(connection, seen or {})
            selected = select_stories(shortlists, seen=told, likings=likings or {})
            choice, news = await self._updates.choose(
                connection, selected.candidates, told, at=self._clock()
            )
            newest = await cards.newest_moment(connection)
            leads = {id_: news[id_].article_id for id_ in choice.stories if id_ in news}
            shown = (*choice.stories, *choice.also)
            stories = await telling.told(connection, shown, lang=lang, leads=leads)
        first = telling.those(stories, choice.stories)
        return Briefing(
            stories=await self._views.with_news(first, news, length=length, lang=lang),
            also=tuple(map(telling.line, telling.those(stories, choice.also))),
            articles=len(selected.matched),
            sources=len({outlet.casefold() for outlet in selected.matched.values()}),
            newest=newest,
        )

    async def weighed(
        self,
        story_id: int,
        interests: Sequence[Interest],
        *,
        likings: Mapping[str, float],
    ) -> Weighed:
        """Say why a story has its place among these interests. Raises ``NotFound``."""
        async with self._database.reading() as connection:
            story_id = await merges.current(connection, story_id)
            return await selection.weighed(
                connection, story_id, interests, likings, at=self._clock()
            )

    async def article(self, url: str) -> StoryView:
        """Digest the article behind a link, read at once if need be. Raises ``NewsError``."""
        if not is_web_link(url) or not host(url):
            raise Unreadable(url[:100], "is no address that I can open")
        article_id = await self._collector.read_link(url)
        async with self._database.reading() as connection:
            story_id = await archive.story_of(connection, article_id)
        return await self._view(story_id, lead=article_id)

    async def story(
        self, story_id: int, *, length: Length = Length.NORMAL, lang: str = ""
    ) -> StoryView:
        """Tell one story. Raises ``NotFound``."""
        return await self._view(story_id, length=length, lang=lang)

    async def compared(
        self, story_id: int, *, lang: str = "", told: Collection[ArticleSpan] = ()
    ) -> Compared:
        """Compare a story's articles; what is ``told`` adds nothing. Raises ``NotFound``."""
        now = await self._now(story_id)
        return await self._comparisons.of(now, lang=lang, told=told)

    async def headline(self, story_id: int, *, lang: str = "") -> str:
        """Give a story's headline as ``story`` tells it. Raises ``NotFound``."""
        async with self._database.reading() as connection:
            now = await merges.current(connection, story_id)
            stories = await telling.told(connection, [now], lang=lang)
        return telling.known(stories, now).headline

    async def story_quotes(self, story_id: int) -> tuple[PrintedQuote, ...]:
        """Print every quote of a story. Raises ``NotFound``."""
        async with self._database.reading() as connection:
            story_id = await merges.current(connection, story_id)
            story = telling.known(await telling.told(connection, [story_id]), story_id)
            found = await telling.material(connection, [story])
        return await asyncio.to_thread(telling.all_quotes, story, found)

    async def quotes_about(self, words: str, *, limit: int) -> tuple[PrintedQuote, ...]:
        """Print quotes of a person, then from articles about the words, newest first."""
        async with self._database.reading() as connection:
            return await quote_search.quotes_about(connection, words, limit=limit)

    async def support(self, story_id: int, *, lang: str = "") -> tuple[Supported, ...]:
        """Show what each sentence of a story's digest rests on. Raises ``NotFound``."""
        view = await self._view(story_id, lang=lang)
        async with self._database.reading() as connection:
            return await grounds.support(connection, view)

    async def search(
        self, words: str, *, days: int, limit: int
    ) -> tuple[StoryLine, ...]:
        """Find stories by words in their articles, those that say so in a title first."""
        since = self._clock() - timedelta(days=days)
        wanted = Interest(kind=InterestKind.WORDS, value=words, label=words)
        async with self._database.reading() as connection:
            found = await selection.matches(connection, wanted, since=since)
            titled = found.in_title
            ranked = sorted(
                found.by_story().items(), key=lambda row: titled.isdisjoint(row[1])
            )
            return await telling.lines(
                connection, [story for story, _ in ranked[:limit]]
            )

    async def ask(
        self, question: str, *, stories: Sequence[int] = (), days: int, limit: int
    ) -> tuple[Answered, ...]:
        """Answer from these stories, or all articles of some days; empty if none says it."""
        since = self._clock() - timedelta(days=days)
        now = dict.fromkeys([await self._now(story) for story in stories])
        where = Where(since=since, stories=tuple(now))
        return await answers_to(
            self._database, self._writing, question, where, limit=limit
        )

    async def still_true(
        self, slices: Iterable[archive.Slice]
    ) -> frozenset[archive.Slice]:
        """Keep the (article, start, end, SHA-256) whose words still stand there."""
        async with self._database.reading() as connection:
            return await archive.still_true(connection, slices)

    async def status(self) -> NewsroomStatus:
        """Say how the newsroom is doing."""
        async with self._database.reading() as connection:
            every, failing, gone, due = await sources.count_sources(
                connection, at=self._clock()
            )
            entries = await storage.count_entries(connection)
            articles, stories, printed, newest = await cards.count_archive(connection)
        return NewsroomStatus(
            sources=every,
            failing=failing,
            gone=gone,
            due=due,
            waiting=entries.get(EntryState.WAITING, 0),
            failed=entries.get(EntryState.FAILED, 0),
            articles=articles,
            stories=stories,
            printed_quotes=printed,
            newest=newest,
            model=await self._writing.spent(),
        )

    async def sources(
        self, only: Collection[int] | None = None
    ) -> tuple[SourceStatus, ...]:
        """Describe every source, or ``only`` these, by title."""
        if only is not None and not only:
            return ()
        async with self._database.reading() as connection:
            return await sources.source_statuses(connection, only)

    async def due_sources(self, limit: int) -> Sequence[int]:
        """List the sources whose turn has come."""
        async with self._database.reading() as connection:
            return await sources.due_sources(connection, at=self._clock(), limit=limit)

    async def waiting_entries(self, limit: int) -> Sequence[int]:
        """List the entries to read now."""
        async with self._database.reading() as connection:
            return await storage.waiting_entries(
                connection, at=self._clock(), limit=limit
            )

    async def poll(self, source_id: int) -> Polled:
        """Ask a source what is new."""
        return await self._collector.poll(source_id)

    async def read(self, entry_id: int) -> int | None:
        """Read a waiting entry into an article."""
        return await self._collector.read(entry_id)

    async def tidy(self, followed: Collection[int] | None = None) -> int:
        """Forget what is of no more use; to be called once a day. Counts the articles.

        ``followed`` are the ids of all sources that somebody follows: others are
        removed, unless the catalogue offered them or they came today.
        """
        at = self._clock()
        if followed is not None:
            async with self._database.writing() as connection:
                before = at - timedelta(days=1)
                await sources.remove_unfollowed(connection, followed, before=before)
        await forget_old_spending(self._database, at=at)
        return await retention.forget_old(self._database, at=at)

    async def _source_to_follow(
        self, connection: AsyncConnection, interest: Interest, at: datetime
    ) -> int:
        try:
            source_id = await selection.source_of(connection, interest)
        except NotFound:
            if not is_web_link(interest.subject):
                raise
            url = one_address(interest.subject)
            return await sources.add_source(
                connection, url, title=interest.title, at=at
            )
        if await sources.get_source(connection, source_id) is None:
            raise NotFound(interest.label, "this source was removed")
        return source_id

    async def _view(
        self,
        story_id: int | None,
        *,
        length: Length = Length.NORMAL,
        lang: str = "",
        lead: int | None = None,
    ) -> StoryView:
        if story_id is None:
            raise telling.no_story(story_id)
        now = await self._now(story_id)
        leads = {} if lead is None else {now: lead}
        async with self._database.reading() as connection:
            told = await telling.told(connection, [now], lang=lang, leads=leads)
        story = [telling.known(told, now)]
        chosen = leads.values()
        views = await self._views.of(story, length=length, lang=lang, chosen=chosen)
        return telling.known(views, now)

    async def _now(self, story_id: int) -> int:
        """Say which story a number means by now: it may have joined another one."""
        async with self._database.reading() as connection:
            return await merges.current(connection, story_id)
