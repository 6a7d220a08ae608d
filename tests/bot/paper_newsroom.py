"""A newsroom of a few printed stories: it answers from memory what the real one stores.

And a reader who asks the bot about them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from typing_extensions import override

from bot.chat import Address, Reply, Request
from bot.commands import Commands, Desk
from bot.documents import Button, Document
from digests import (
    Answered,
    ArticleSpan,
    Briefing,
    Compared,
    Database,
    Ground,
    Interest,
    InterestKind,
    Length,
    ModelStatus,
    Newsroom,
    NewsroomStatus,
    NotFound,
    Preview,
    PrintedQuote,
    Reason,
    SourceStatus,
    StoryLine,
    StoryView,
    Supported,
    Topic,
    TryLater,
    Unreadable,
    Weighed,
    filters,
)
from tests.bot.builders import HOME, NOON, Clock

TOPICS = (
    Topic(id="world", label="World"),
    Topic(id="climate", label="Climate"),
    Topic(id="tech", label="Tech"),
)


class PaperNewsroom(Newsroom):
    """``about`` names the topics of each story; ``feeds`` are those at an address."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.stories: dict[int, StoryView] = {}
        self.about: dict[int, frozenset[str]] = {}
        self.feeds: dict[str, tuple[str, ...]] = {}
        self.followed: list[str] = []
        self.troubles: dict[str, str] = {}
        self.changed: set[int] = set()
        self.unread = 0
        self.model: ModelStatus | None = None
        self.asked: list[tuple[str, tuple[int, ...]]] = []
        self.answers: tuple[Answered, ...] = ()
        self.others = Compared()
        self.liked: list[Mapping[str, float]] = []

    def print(self, story: StoryView, *topics: str) -> None:
        self.stories[story.id] = story
        self.about[story.id] = frozenset(topics)

    @override
    def topics(self) -> tuple[Topic, ...]:
        return TOPICS

    @override
    async def interests(self, words: str) -> tuple[Interest, ...]:
        subject, behind = filters.parted(words)
        minded = str(filters.checked(behind))
        return tuple(
            replace(
                found,
                value=f"{found.value} {minded}".strip(),
                label=f"{found.label} {minded}".strip(),
            )
            for found in self._meant(subject)
        )

    def _meant(self, words: str) -> tuple[Interest, ...]:
        for topic in TOPICS:
            if words.casefold() in {topic.id, topic.label.casefold()}:
                kind = InterestKind.TOPIC
                return (Interest(kind=kind, value=topic.id, label=topic.label),)
        if words.startswith("https://") or words in self.feeds:
            return self._feeds_at(words)
        kind = InterestKind.WORDS
        return (Interest(kind=kind, value=words.casefold(), label=words),)

    def _feeds_at(self, address: str) -> tuple[Interest, ...]:
        if address == "https://slow.example":
            raise TryLater(address, "does not answer")
        if address not in self.feeds:
            raise Unreadable(address, "names no feed that I could follow")
        return tuple(
            Interest(kind=InterestKind.SOURCE, value=url, label=url.partition("//")[2])
            for url in self.feeds[address]
        )

    @override
    async def follow(self, interest: Interest) -> Interest:
        if interest.kind != InterestKind.SOURCE:
            return interest
        if interest.subject.startswith("ftp:"):
            raise NotFound(interest.label, "nobody follows this source yet")
        if interest.subject not in self.followed:
            self.followed.append(interest.subject)
        number = self.followed.index(interest.subject) + 1
        return replace(interest, value=f"{number} {interest.filters}".strip())

    @override
    async def preview(self, interest: Interest) -> Preview:
        found = self._matching([interest], self.clock() - timedelta(days=7))
        return Preview(
            articles=len(found),
            newest=tuple(_line(story) for story in found[:3]),
            unread=self.unread,
        )

    @override
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
        self.liked.append(likings or {})
        found = [
            s for s in self._matching(interests, since) if s.id not in (seen or {})
        ]
        dates = [s.published for s in self.stories.values() if s.published]
        return Briefing(
            stories=tuple(found),
            also=(),
            articles=len(found),
            sources=1,
            newest=max(dates, default=None),
        )

    @override
    async def article(self, url: str) -> StoryView:
        for story in self.stories.values():
            if story.url == url:
                return story
        raise Unreadable(url, "is no article")

    @override
    async def story(
        self, story_id: int, *, length: Length = Length.NORMAL, lang: str = ""
    ) -> StoryView:
        if story_id not in self.stories:
            raise NotFound(f"Story {story_id}", "it is no longer kept here")
        return self.stories[story_id]

    @override
    async def weighed(
        self,
        story_id: int,
        interests: Sequence[Interest],
        *,
        likings: Mapping[str, float],
    ) -> Weighed:
        story = await self.story(story_id)
        outlets = tuple(dict.fromkeys(each.outlet for each in story.coverage))
        return Weighed(
            outlets=outlets,
            articles=len(story.coverage),
            newest=story.published or self.clock(),
            interest="",
            breadth=1.0,
            fit=0.5,
            freshness=0.926,
            liking=1.0,
            traits=frozenset(f"topic:{topic}" for topic in self.about[story_id])
            | {f"outlet:{outlets[0].casefold()}"},
        )

    @override
    async def compared(
        self, story_id: int, *, lang: str = "", told: Collection[ArticleSpan] = ()
    ) -> Compared:
        await self.story(story_id)
        return self.others

    @override
    async def headline(self, story_id: int, *, lang: str = "") -> str:
        return (await self.story(story_id)).headline

    @override
    async def story_quotes(self, story_id: int) -> tuple[PrintedQuote, ...]:
        return (await self.story(story_id)).quotes

    @override
    async def quotes_about(self, words: str, *, limit: int) -> tuple[PrintedQuote, ...]:
        every = [quote for story in self.stories.values() for quote in story.quotes]
        wanted = words.casefold()
        return tuple(q for q in every if wanted in q.speaker.casefold())[:limit]

    @override
    async def support(self, story_id: int, *, lang: str = "") -> tuple[Supported, ...]:
        story = await self.story(story_id)
        return tuple(
            Supported(
                sentence=sentence.text,
                grounds=(
                    Ground(
                        sentences=(sentence.text, "And more."),
                        outlet=story.coverage[0].outlet,
                        link=story.url,
                    ),
                ),
            )
            for sentence in story.sentences
        )

    @override
    async def ask(
        self, question: str, *, stories: Sequence[int] = (), days: int, limit: int
    ) -> tuple[Answered, ...]:
        self.asked.append((question, tuple(stories)))
        return self.answers

    @override
    async def search(
        self, words: str, *, days: int, limit: int
    ) -> tuple[StoryLine, ...]:
        interest = Interest(kind=InterestKind.WORDS, value=words.casefold(), label="")
        found = self._matching([interest], self.clock() - timedelta(days=days))
        return tuple(_line(story) for story in found[:limit])

    @override
    async def still_true(
        self, slices: Iterable[tuple[int, int, int, str]]
    ) -> frozenset[tuple[int, int, int, str]]:
        return frozenset(each for each in slices if each[0] not in self.changed)

    @override
    async def status(self) -> NewsroomStatus:
        dates = [s.published for s in self.stories.values() if s.published]
        return NewsroomStatus(
            sources=len(self.followed),
            failing=len(self.troubles),
            gone=0,
            due=0,
            waiting=2,
            failed=1,
            articles=1204,
            stories=len(self.stories),
            printed_quotes=7,
            newest=max(dates, default=None),
            model=self.model,
        )

    @override
    async def sources(
        self, only: Collection[int] | None = None
    ) -> tuple[SourceStatus, ...]:
        return tuple(
            SourceStatus(
                id=number,
                url=url,
                title=url,
                topics=(),
                articles=0,
                next_poll_at=NOON,
                last_ok_at=None,
                failures=0,
                error=Reason(self.troubles.get(url, "")),
                gone=False,
            )
            for number, url in enumerate(self.followed, 1)
            if only is None or number in only
        )

    def _matching(
        self, interests: Sequence[Interest], since: datetime
    ) -> list[StoryView]:
        return [
            story
            for story in self.stories.values()
            if (story.published is None or story.published >= since)
            and any(self._fits(story, interest) for interest in interests)
        ]

    def _fits(self, story: StoryView, interest: Interest) -> bool:
        minded, told = filters.read(interest.filters), story.headline.casefold()
        if any(word in told for word in minded.unwanted):
            return False
        if not all(word in told for word in minded.wanted):
            return False
        match interest.kind:
            case InterestKind.TOPIC:
                return interest.subject in self.about[story.id]
            case InterestKind.WORDS:
                return interest.value in told
            case InterestKind.SOURCE:
                known = {str(n): url for n, url in enumerate(self.followed, 1)}
                return story.url.startswith(
                    known.get(interest.subject, interest.subject)
                )


def _line(story: StoryView) -> StoryLine:
    return StoryLine(
        id=story.id,
        headline=story.headline,
        url=story.url,
        outlets=tuple(each.outlet for each in story.coverage),
        published=story.published,
    )


@dataclass(slots=True)
class Reader:
    """Somebody who types commands and presses buttons in one chat."""

    newsroom: PaperNewsroom
    database: Database
    clock: Clock
    commands: Commands
    address: Address = HOME
    can_manage: bool = True
    own: bool = False
    is_operator: bool = False
    private: bool = True
    language: str = "en"

    async def reply(self, typed: str, *, briefing: int | None = None) -> Reply:
        command, _, argument = typed.removeprefix("/").partition(" ")
        return await self.commands.answer(
            self._request(command, argument, briefing=briefing)
        )

    async def ask(self, typed: str, *, briefing: int | None = None) -> Document:
        return (await self.reply(typed, briefing=briefing)).document

    async def press(self, document: Document, label: str) -> Document:
        """Press the button of this label, as every platform does it."""
        found = button(document, label)
        request = self._request(
            found.command, found.argument, briefing=document.briefing
        )
        return (await self.commands.answer(request)).document

    async def suggestions(self, typed: str) -> dict[str, str]:
        """List what half a command may become: labels by value."""
        command, _, argument = typed.removeprefix("/").partition(" ")
        offers = await self.commands.suggest(self._request(command, argument))
        return {offer.value: offer.label for offer in offers}

    def _request(
        self, command: str, argument: str, *, briefing: int | None = None
    ) -> Request:
        return Request(
            address=self.address,
            command=command,
            argument=argument,
            person="1",
            private=self.private,
            can_manage=self.can_manage,
            own=self.own,
            is_operator=self.is_operator,
            language=self.language,
            briefing=briefing,
        )


def a_reader(database: Database) -> Reader:
    clock = Clock()
    newsroom = PaperNewsroom(clock)
    desk = Desk(newsroom=newsroom, database=database, clock=clock)
    return Reader(newsroom, database, clock, Commands(desk))


def buttons(document: Document) -> list[Button]:
    return [each for row in document.buttons for each in row]


def labels(document: Document) -> list[str]:
    return [each.label for each in buttons(document)]


def button(document: Document, label: str) -> Button:
    (found,) = (each for each in buttons(document) if each.label == label)
    return found
