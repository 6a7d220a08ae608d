"""A bot on the strict fake of Telegram, with a group and two people."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.chat import Address, Reply, Request
from bot.documents import Button, Document, Paragraph, Run
from bot.http_server import HttpServer, listening
from bot.telegram_chat import TelegramChat
from bot.telegram_inbox import Inbox, Waiting
from bot.telegram_webhook import Webhook
from digests import Reason
from tests.telegram_fake import Person, Room, Telegram, telegram

_TYPING_PAUSES = {0.7, 4.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a commands table."""

    name: str
    summary: str = "Does something."
    who: str = "all"
    quiet: bool = False
    menu: bool = True


COMMANDS = (
    Row(name="digest"),
    Row(name="more", menu=False),
    Row(name="ask", quiet=True, menu=False),
    Row(name="subscribe", who="manage"),
    Row(name="unsubscribe", who="manage", menu=False),
    Row(name="subscriptions", quiet=True),
    Row(name="schedule", who="manage", quiet=True),
    Row(name="start", quiet=True, menu=False),
    Row(name="elsewhere", quiet=True, menu=False),
    Row(name="help", summary="List every command", quiet=True),
)

MORE = Button(label="More", command="more", argument="2")
LIST = Button(label="List", command="subscriptions")


def saying(
    text: str, *buttons: Button, briefing: int | None = None, preview: str = ""
) -> Document:
    """Make a document of one sentence, with its buttons in one row."""
    return Document(
        blocks=(Paragraph(line=(Run(text=text, bold=True),)),),
        buttons=(buttons,) if buttons else (),
        briefing=briefing,
        preview=preview,
    )


async def echo(request: Request) -> Reply:
    return Reply(document=saying(f"{request.command}: {request.argument}"))


@dataclass
class Standing:
    """Remembers who acts for which chat, without an end."""

    kept: dict[str, Address] = field(default_factory=dict)

    async def begin(self, person: str, target: Address) -> None:
        self.kept[person] = target

    async def current(self, person: str) -> Address | None:
        return self.kept.get(person)

    async def end(self, person: str) -> None:
        self.kept.pop(person, None)


@dataclass
class Drawer:
    """Keeps an inbox over restarts of the bot; ``saves`` counts what are transactions.

    While it is ``jammed`` it takes nothing, as a database that is away.
    """

    waiting: dict[int, Waiting] = field(default_factory=dict)
    answered: str = ""
    saves: int = 0
    jammed: bool = False

    async def load(self) -> tuple[Sequence[Waiting], str]:
        return [self.waiting[id_] for id_ in sorted(self.waiting)], self.answered

    async def save(
        self, *, taken: Sequence[Waiting], over: Sequence[int], answered: str
    ) -> None:
        is_jammed = self.jammed
        await asyncio.sleep(0)
        if is_jammed:
            raise OSError("the drawer is jammed")
        self.saves += 1
        for id_ in over:
            self.waiting.pop(id_, None)
        self.waiting |= {each.id: each for each in taken}
        self.answered = answered


@dataclass
class Desk:
    """The bot, what it was asked, what it kept, and what it heard of chats.

    ``briefings`` says to which chat each was given.

    Ada reads German, everybody else English.

    Its pauses end at once, but it shows that it types only if ``types``.

    With a ``server`` updates are brought there, without one it polls.
    """

    telegram: Telegram
    answer: Callable[[Request], Awaitable[Reply]] = echo
    briefings: dict[int, Address] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)
    lost: list[tuple[tuple[Address, ...], str]] = field(default_factory=list)
    moved: list[tuple[str, str]] = field(default_factory=list)
    back: list[str] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)
    seen: list[Request] = field(default_factory=list)
    standing: Standing = field(default_factory=Standing)
    drawer: Drawer = field(default_factory=Drawer)
    now: datetime = datetime(2026, 11, 23, 7, tzinfo=UTC)
    types: bool = False
    times_ready: int = 0
    server: HttpServer | None = None

    def __post_init__(self) -> None:
        self.ada: Person = self.telegram.person("Ada", language="de-AT")
        self.boss: Person = self.telegram.person("Boss")
        self.group: Room = self.telegram.group("Readers", admins=(self.boss,))
        self.chat = self.new_chat()

    def new_chat(self, *, token: str = "") -> TelegramChat:
        return TelegramChat(
            token or self.telegram.token,
            commands=COMMANDS,
            recall=self._recall,
            remember=self._remember,
            lost=self._lose,
            moved=self._move,
            back=self._return,
            stand_ins=self.standing,
            inbox=Inbox(self.drawer, lambda: self.now),
            whose=self._whose,
            operators=frozenset({str(self.boss.id)}),
            api_url=self.telegram.url,
            webhook=self._webhook(token or self.telegram.token),
            pause=self._pause,
        )

    @property
    def hook_url(self) -> str:
        return f"http://127.0.0.1:{self.server.port}/hook" if self.server else ""

    def _webhook(self, token: str) -> Webhook | None:
        if self.server is None:
            return None
        return Webhook(self.hook_url, token=token, server=self.server)

    async def send(
        self, document: Document, to: Person | Room | None = None, thread: object = ""
    ) -> str:
        address = address_of(to or self.ada, thread)
        return await self.chat.send(address, document, key="k1")

    async def replied(self, request: Request) -> Reply:
        self.seen.append(request)
        return await self.answer(request)

    async def asked(self, number: int = 1) -> Request:
        """Wait for the ``number``-th request, counted from 1."""
        await self.telegram.sent(number)
        return self.seen[number - 1]

    def texts(self) -> list[str]:
        return [sent.text for sent in self.telegram.log]

    async def run(self) -> None:
        await self.chat.run(self.replied, ready=self._ready)

    def _ready(self) -> None:
        self.times_ready += 1

    async def _whose(self, briefing: int) -> Address | None:
        return self.briefings.get(briefing)

    async def _recall(self, name: str) -> str:
        return self.kept.get(name, "")

    async def _remember(self, name: str, value: str) -> None:
        self.kept[name] = value

    async def _lose(self, addresses: tuple[Address, ...], why: Reason) -> None:
        self.lost.append((addresses, str(why)))

    async def _move(self, old: Address, new: Address) -> None:
        self.moved.append((old.chat, new.chat))

    async def _return(self, addresses: tuple[Address, ...]) -> None:
        self.back += [address.chat for address in addresses]

    async def _pause(self, seconds: float) -> None:
        if seconds in _TYPING_PAUSES and not self.types:
            await asyncio.Event().wait()
        self.pauses.append(seconds)
        await asyncio.sleep(0)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run the bot until the block ends; it hears when the block begins."""
        polls, times = self.telegram.calls["getUpdates"], self.times_ready
        async with asyncio.TaskGroup() as tasks:
            running = tasks.create_task(self.run())
            if self.server:
                await heard(lambda: self.times_ready > times or running.done())
            else:
                await self.telegram.until(
                    lambda: self.telegram.calls["getUpdates"] > polls or running.done()
                )
            try:
                yield
            finally:
                running.cancel()


def address_of(chat: Person | Room, thread: object = "") -> Address:
    return Address(platform="telegram", chat=str(chat.id), thread=str(thread))


@contextlib.asynccontextmanager
async def a_desk(*, flood: bool = False) -> AsyncIterator[Desk]:
    async with telegram(flood=flood) as fake:
        yield Desk(fake)


@contextlib.asynccontextmanager
async def a_hooked_desk() -> AsyncIterator[Desk]:
    """Make a desk whose updates are brought by a Bot API server of its own."""
    async with telegram(local=True) as fake, listening(0, "127.0.0.1") as server:
        yield Desk(fake, server=server)


@contextlib.asynccontextmanager
async def an_open_desk(*, flood: bool = False) -> AsyncIterator[Desk]:
    async with a_desk(flood=flood) as desk, desk.running():
        yield desk


async def heard(condition: Callable[[], object]) -> None:
    """Let the loop run until something has been heard of."""
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - nothing to wait for: it happens in the library
            await asyncio.sleep(0)
