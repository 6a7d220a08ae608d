"""Chats, stories and briefings for tests, with sensible values for what does not matter."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from io import StringIO

from rich.console import Console
from sqlalchemy import Table, select

from bot import outbox, subscriptions
from bot.chat import Address
from bot.documents import Document, Paragraph, Proof, Quotation, Run
from bot.render_console import render
from bot.schedule import EVERY_DAY, Rule
from bot.subscriptions import KnownChat, Subscription
from digests import (
    Briefing,
    Coverage,
    Database,
    Interest,
    InterestKind,
    PrintedQuote,
    QuoteKind,
    StoryLine,
    StorySentence,
    StoryView,
)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
"""A Tuesday."""
HOME = Address(platform="telegram", chat="7")
GUILD = Address(platform="discord", chat="9")
CLIMATE = Interest(kind=InterestKind.TOPIC, value="climate", label="Climate")
FERRIES = Interest(kind=InterestKind.WORDS, value="ferries", label="ferries")
GAZETTE = Interest(kind=InterestKind.SOURCE, value="3", label="The Gazette")


@dataclass(slots=True)
class Clock:
    """A clock that stands until it is moved."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, time: timedelta) -> None:
        self.now += time


def a_rule(*times: str, zone: str = "UTC") -> Rule:
    return Rule(
        days=EVERY_DAY,
        times=tuple(time.fromisoformat(at) for at in times or ("08:00",)),
        zone=zone,
    )


async def a_chat(
    database: Database, address: Address = HOME, *, at: datetime = NOON
) -> KnownChat:
    async with database.writing() as connection:
        return await subscriptions.greet(connection, address, at=at)


async def a_subscriber(
    database: Database,
    *interests: Interest,
    address: Address = HOME,
    at: datetime = NOON,
    rule: Rule | None = None,
    language: str = "en",
) -> tuple[KnownChat, tuple[Subscription, ...]]:
    """Make a chat that follows these, the climate if none, with this rule."""
    async with database.writing() as connection:
        chat = await subscriptions.greet(connection, address, at=at, language=language)
        if rule is not None:
            chat = await subscriptions.reschedule(connection, chat, rule, at=at)
        for interest in interests or (CLIMATE,):
            await subscriptions.subscribe(connection, chat, interest, at=at)
        return chat, await subscriptions.subscriptions_of(connection, chat)


async def rows_of(database: Database, table: Table, *columns: str) -> list[object]:
    """Read a table by its id: single values of one column, tuples of several."""
    wanted = [table.c[name] for name in columns]
    async with database.reading() as connection:
        found = await connection.execute(
            select(*wanted).order_by(*table.primary_key.columns)
        )
        return [tuple(row) if len(columns) > 1 else row[0] for row in found]


def says(text: str) -> Document:
    return Document(blocks=(Paragraph(line=(Run(text=text),)),))


async def file(
    database: Database,
    chat: KnownChat,
    *parts: str,
    at: datetime = NOON,
    briefing_id: int | None = None,
) -> int:
    async with database.writing() as connection:
        return await outbox.file(
            connection,
            chat.id,
            [says(part) for part in parts],
            at=at,
            briefing_id=briefing_id,
        )


def a_quotation(article: int = 1) -> Quotation:
    proof = Proof(article_id=article, start=0, end=9, sha256="x")
    return Quotation(text="It floats", credit="Mara Lind", proof=proof)


def text_of(document: Document) -> str:
    """Write a document down as the console shows it, without its buttons."""
    console = Console(file=StringIO(), width=200)
    console.print(render(replace(document, buttons=())), soft_wrap=True)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue().strip()


def a_quote(
    text: str = "We will not wait", *, speaker: str = "Mara Lind", article: int = 1
) -> PrintedQuote:
    return PrintedQuote(
        text=text,
        speaker=speaker,
        via=None,
        kind=QuoteKind.DIRECT,
        outlet="The Gazette",
        link="https://gazette.example/1",
        article_id=article,
        start=10,
        end=10 + len(text),
        sha256=sha256(text.encode()).hexdigest(),
    )


def a_story(
    story: int = 1,
    headline: str = "Ferries go electric",
    *,
    quotes: Sequence[PrintedQuote] = (),
    outlets: Sequence[str] = ("The Gazette",),
    published: datetime | None = NOON - timedelta(hours=2),
) -> StoryView:
    url = f"https://gazette.example/{story}"
    return StoryView(
        id=story,
        headline=headline,
        url=url,
        lang="en",
        sentences=(
            StorySentence(
                text=f"{headline}, it is said.", support=((story * 10, 0, 9),)
            ),
        ),
        quotes=tuple(quotes),
        coverage=tuple(
            Coverage(
                article_id=story * 10 + number,
                outlet=outlet,
                title=headline,
                url=url,
                published=published,
            )
            for number, outlet in enumerate(outlets)
        ),
        published=published,
        made_by="chosen sentences",
    )


def a_line(story: int, headline: str = "Buses too") -> StoryLine:
    return StoryLine(
        id=story,
        headline=headline,
        url=f"https://gazette.example/{story}",
        outlets=("The Gazette",),
        published=NOON,
    )


def a_briefing(
    *stories: StoryView,
    also: Sequence[StoryLine] = (),
    newest: datetime | None = NOON - timedelta(hours=1),
) -> Briefing:
    return Briefing(
        stories=stories, also=tuple(also), articles=12, sources=4, newest=newest
    )
