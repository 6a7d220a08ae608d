"""What a delivery costs beside the sending: quotes looked up again, rows taken and settled.

A chat in this process takes every message at once, so no platform's limit counts.
"""

import resource
import time
from collections.abc import Callable
from datetime import timedelta

from bot import interpreter, outbox, subscriptions
from bot.app import migrate
from bot.briefing_document import Occasion, briefing_document, in_one_message
from bot.chat import Address, Answer, Leave, freely
from bot.delivery import Delivering
from bot.dispatch import Dispatch
from bot.documents import Document, quotations, to_json
from digests import Database, Length, utc_now
from digests.extract import read_page
from digests.news import Article
from tests.bench import press
from tests.bench.figures import Measured
from tests.quality.filed import Filed, filed
from tests.quality.gold import Row

_PLATFORM = "here"
_PARTS = 2
_ARTICLES = 30
_TYPE = "text/html; charset=utf-8"
_DAY = timedelta(days=1)


class _Here:
    """A platform that takes everything."""

    platform = _PLATFORM

    def __init__(self) -> None:
        self.taken = 0

    async def run(self, answer: Answer, *, ready: Callable[[], None]) -> None:
        ready()

    async def send(
        self, address: Address, document: Document, *, key: str, leave: Leave = freely
    ) -> str:
        await leave()
        self.taken += 1
        return str(self.taken)

    def parts(self, document: Document) -> tuple[Document, ...]:
        return (document,)

    async def private(self, person: str) -> Address:
        return Address(platform=self.platform, chat=person)


async def measure(briefings: int) -> Measured:
    """Deliver so many briefings of two messages, each to a chat of its own."""
    async with filed() as desk:
        document = await _a_briefing(desk)
        await migrate(desk.database)
        await _file(desk.database, document, briefings)
        chat = _Here()
        dispatch = await _dispatch(desk, chat)
        # As the program does before it serves.
        interpreter.set_up()
        started, cpu = time.perf_counter(), time.process_time()
        before = _most_resident()
        await dispatch.drain()
        seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    if chat.taken != briefings * _PARTS:
        raise RuntimeError(f"only {chat.taken} messages arrived")
    return {
        ("deliveries, on SQLite", "deliveries/s", 0): chat.taken / seconds,
        ("the same", "CPU ms/delivery", 2): 1000 * cpu / chat.taken,
        ("the same", "MB on top", 0): _most_resident() - before,
        ("a document", "bytes", 0): len(to_json(document)),
    }


async def _a_briefing(desk: Filed) -> Document:
    """Compose a briefing of invented news, with quotes that have to be looked up."""
    for page in press.pages(_ARTICLES):
        article = read_page(page.html.encode(), content_type=_TYPE)
        desk.clock.now = page.published
        await desk.file(_row(page, article))
    chosen = await desk.newsroom.briefing(
        [desk.everything], since=desk.clock.now - _DAY, length=Length.SHORT, seen={}
    )
    occasion = Occasion(
        at=desk.clock.now, zone="UTC", since=desk.clock.now - _DAY, interests=("all",)
    )
    document = briefing_document(in_one_message(chosen), occasion, briefing_id=1)
    if not list(quotations(document)):
        raise RuntimeError("a briefing without quotes costs less than a real one")
    return document


def _row(page: press.Page, article: Article) -> Row:
    return {
        "id": page.path,
        "title": page.title,
        "text": article.text,
        "lang": "en",
        "outlet": page.outlet,
        "published": page.published.isoformat(),
    }


async def _file(database: Database, document: Document, briefings: int) -> None:
    at = utc_now()
    async with database.writing() as connection:
        for number in range(briefings):
            address = Address(platform=_PLATFORM, chat=str(number))
            chat = await subscriptions.greet(connection, address, at=at)
            await outbox.file(connection, chat.id, [document] * _PARTS, at=at)


async def _dispatch(desk: Filed, chat: _Here) -> Dispatch:
    delivering = Delivering(
        database=desk.database,
        still_true=desk.newsroom.still_true,
        chats={_PLATFORM: chat},
        clock=utc_now,
    )
    # From then on calls are noted, as they are in the program.
    await delivering.recover()
    return Dispatch(delivering, _PLATFORM, is_up=lambda: True)


def _most_resident() -> float:
    """Return the most memory that this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
