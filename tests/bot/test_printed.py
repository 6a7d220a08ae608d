"""Articles whose quotes were sent are handed on, so that their pages are looked at."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import update

from bot import outbox
from bot.documents import Document, Paragraph, Run, Story
from bot.printed import Printed
from bot.tables import deliveries
from digests import Database
from tests.bot.builders import NOON, Clock, a_chat, a_quotation


async def send(database: Database, article: int, clock: Clock, state: str) -> None:
    chat = await a_chat(database)
    document = Document(blocks=(a_quotation(article),))
    async with database.writing() as connection:
        id_ = await outbox.file(connection, chat.id, [document], at=clock())
        await connection.execute(
            update(deliveries).where(deliveries.c.id == id_).values(state=state)
        )


async def test_articles_of_sent_quotes_are_handed_on(database: Database) -> None:
    clock, watched = Clock(), list[int]()

    async def watch(articles: Collection[int], urls: Collection[str]) -> None:
        watched.extend(sorted(articles))

    printed = Printed(database=database, watch=watch, clock=clock)
    for article, state in ((12, "sent"), (7, "sent"), (12, "sent"), (9, "pending")):
        await send(database, article, clock, state)
    await printed.hand_on()
    assert watched == [7, 12]

    clock.pass_(timedelta(hours=1))
    await printed.hand_on()
    await send(database, 13, clock, "sent")
    await printed.hand_on()

    assert watched == [7, 12, 7, 12, 13]
    assert clock() > NOON


async def test_stories_are_handed_on_by_their_address(database: Database) -> None:
    clock, watched = Clock(), list[str]()

    async def watch(articles: Collection[int], urls: Collection[str]) -> None:
        watched.extend(urls)

    chat = await a_chat(database)
    story = Story(
        number=1, headline='The "other" boat', url="https://gazette.example/1", text="x"
    )
    link = Paragraph(line=(Run(text="Also", url="https://gazette.example/2"),))
    document = Document(blocks=(story, link))
    async with database.writing() as connection:
        await outbox.file(connection, chat.id, [document], at=clock())
        await connection.execute(update(deliveries).values(state="sent"))
    await Printed(database=database, watch=watch, clock=clock).hand_on()

    assert watched == ["https://gazette.example/1"]
