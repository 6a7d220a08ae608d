"""How the parts are put together, and kept going until somebody says stop.

Whatever has to be done is a row first; the tick of each minute turns what is due into
work, so a program that was killed goes on where its rows say.
"""

import asyncio
import logging
from collections.abc import (
    AsyncIterator,
    Callable,
    Coroutine,
    Iterable,
    Mapping,
    Sequence,
)
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from bot import promises, slots
from bot.alerts import Alerting
from bot.briefings import Composing, Filed, forget_old
from bot.chat import BadToken, Chat, Editable, Shown
from bot.commands import Commands, Desk
from bot.corrections import Correcting
from bot.delivery import Delivering
from bot.dispatch import Dispatch
from bot.farewells import Farewells
from bot.migrations import SCRIPTS
from bot.printed import Printed
from bot.rounds import Round, Rounds, each_minute, each_night, each_seconds
from bot.searching import Searching
from bot.stand_ins import forget_silent
from bot.subscriptions import followed_sources
from bot.supervision import keep_running
from bot.telegram_inbox_rows import forget_unanswered
from bot.work import Kind, Notice, Work
from digests import (
    Catalogue,
    Database,
    Fetcher,
    ModelChoice,
    open_newsroom,
    outlast,
    utc_now,
)

log = logging.getLogger(__name__)

# A stop must be over within ten seconds: work under way gets the first few of them,
# the platforms' goodbyes the rest.
FINISH_SECONDS = 3.0
_ELSEWHERE = "Another process on this database serves %s. This one takes over when that one ends."
_NOT_YET = "nothing is claimed before the database can be written to: %s"
_POLLS, _READS, _REREADS = 16, 8, 2
# One after the other they are composed as fast as four at once, and what is written about
# messages on their way waits 5 ms for its turn instead of 25. A model is waited for.
_BRIEFS, _BRIEFS_WITH_A_MODEL = 1, 4
_COMPOSING = "brief"
_COMPOSE_EVERY = 5


@asynccontextmanager
async def open_house(
    database_url: str,
    catalogue: Catalogue,
    *,
    allow_private: bool,
    clock: Callable[[], datetime] = utc_now,
    model: ModelChoice | None = None,
) -> AsyncIterator[Desk]:
    """Open database and newsroom, up to date. Raises ``WrongDatabase``."""
    async with Database.open(database_url) as database:
        await migrate(database)
        fetcher = Fetcher(allow_private=allow_private, clock=clock)
        async with (
            fetcher,
            open_newsroom(
                database,
                fetcher=fetcher,
                catalogue=catalogue,
                clock=clock,
                model=model,
            ) as newsroom,
        ):
            yield Desk(newsroom=newsroom, database=database, clock=clock)


async def migrate(database: Database) -> None:
    """Bring the bot's own tables up to date."""
    await database.migrate(SCRIPTS, "bot_version")


@dataclass(slots=True, kw_only=True)
class App:
    """The program: its desk, its chats by platform, and whether it collects.

    ``has_model`` says whether a model writes for its newsroom.
    """

    desk: Desk
    chats: Mapping[str, Chat]
    collects: bool = True
    has_model: bool = False
    work: Work = field(init=False)
    _up: set[str] = field(init=False, default_factory=set)
    _composing: Composing = field(init=False)
    _alerting: Alerting = field(init=False)
    _delivering: Delivering = field(init=False)
    _dispatches: Mapping[str, Dispatch] = field(init=False)

    def __post_init__(self) -> None:
        desk = self.desk
        self._composing = Composing(
            database=desk.database,
            newsroom=desk.newsroom,
            parts={name: chat.parts for name, chat in self.chats.items()},
            clock=desk.clock,
        )
        self._alerting = Alerting(
            database=desk.database,
            newsroom=desk.newsroom,
            parts=self._composing.parts,
            clock=desk.clock,
        )
        self._delivering = Delivering(
            database=desk.database,
            still_true=desk.newsroom.still_true,
            chats=self.chats,
            clock=desk.clock,
        )
        self._dispatches = {
            name: Dispatch(self._delivering, name, is_up=partial(self.is_up, name))
            for name in self.chats
        }
        self.work = Work([*self._collecting(), *self._sending()])

    async def serve(self, stop: asyncio.Event) -> None:
        """Work until ``stop`` is set or every chat has ended; then stop cleanly.

        Raises ``BadToken`` if no platform is left because of that.
        """
        rounds = Rounds(self._rounds(), clock=self.desk.clock)
        async with asyncio.TaskGroup() as tasks:
            working = [
                tasks.create_task(self.work.run()),
                tasks.create_task(self._go_round(rounds)),
                *(tasks.create_task(each.run()) for each in self._dispatches.values()),
            ]
            talking = [tasks.create_task(self._talk(c)) for c in self.chats.values()]
            stopped = tasks.create_task(stop.wait())
            try:
                await _first_end([stopped, *working], talking)
            finally:
                rounds.stop()
                self.work.stop()
                for dispatch in self._dispatches.values():
                    dispatch.stop()
                await _finish(working)
                with suppress(TimeoutError):
                    async with asyncio.timeout(FINISH_SECONDS):
                        await self._delivering.rest()
                for task in (*talking, stopped):
                    task.cancel()
        _raise_if_all_refused(talking)

    async def _go_round(self, rounds: Rounds) -> None:
        """Make the rounds; before anything is claimed, promises are mended."""
        if self.chats:
            await outlast(
                partial(promises.mend, self.desk.database),
                tell=partial(log.warning, _NOT_YET),
            )
        await rounds.run()

    def _is_up(self, platform: str) -> None:
        self._up.add(platform)
        self._dispatches[platform].ring()

    def is_up(self, *platforms: str) -> bool:
        """Say whether all of these can send now."""
        return self._up.issuperset(platforms)

    async def tick(self) -> None:
        """Turn what is due, or will be in some minutes, into work."""
        if self.chats:
            at = self.desk.clock()
            await slots.claim(self.desk.database, at=at, ahead=slots.AHEAD)
        await self.work.sweep()

    async def compose(self) -> None:
        """File what waits to be composed: more may wait than the tick could file."""
        await self.work.sweep(_COMPOSING)

    async def tidy(self) -> None:
        """Drop what nobody will ask for any more, and keep promises by today's rules."""
        database = self.desk.database
        await promises.mend(database)
        now = self.desk.clock()
        await forget_old(database, at=now)
        async with database.writing() as connection:
            await forget_silent(connection, at=now)
            await forget_unanswered(connection, at=now)
        async with database.reading() as connection:
            followed = await followed_sources(connection)
        await self.desk.newsroom.tidy(followed)

    def _rounds(self) -> list[Round]:
        tick = Round(name="tick", do=self.tick, bell=each_minute(), at_start=True)
        tidy = Round(name="tidying", do=self.tidy, bell=each_night())
        composing = Round(
            name="composing", do=self.compose, bell=each_seconds(_COMPOSE_EVERY)
        )
        sending = [composing, *_errands(self.desk, self.chats)]
        return [tick, tidy, *(sending if self.chats else ())]

    async def _talk(self, chat: Chat) -> BadToken | None:
        try:
            await self.desk.database.alone(
                chat.platform,
                partial(self._serve, chat),
                wait=partial(log.warning, _ELSEWHERE, chat.platform),
            )
        except BadToken as error:
            log.error(  # noqa: TRY400 - a person must mend a setting; where it stood in the code says nothing
                "%s is off: %s Correct %s_BOT_TOKEN and start again.",
                chat.platform,
                error,
                chat.platform.upper(),
            )
            return error
        return None

    async def _serve(self, chat: Chat) -> None:
        """Serve a platform that is ours alone: what another left half-sent comes first."""
        await _whole(self._delivering.recover(chat.platform))
        await keep_running(
            chat, Commands(self.desk).answer, up=self._is_up, down=self._up.discard
        )

    def _collecting(self) -> Iterable[Kind]:
        newsroom = self.desk.newsroom
        if not self.collects:
            return ()
        return (
            Kind(
                name="poll",
                do=self._poll,
                waiting=newsroom.due_sources,
                at_once=_POLLS,
                priority=1,
            ),
            Kind(
                name="read",
                do=self._read,
                waiting=newsroom.waiting_entries,
                at_once=_READS,
                priority=0,
            ),
            Kind(
                name="reread",
                do=self._reread,
                waiting=newsroom.rereading.due,
                at_once=_REREADS,
                priority=0,
            ),
        )

    def _sending(self) -> Iterable[Kind]:
        if not self.chats:
            return ()
        brief = Kind(
            name=_COMPOSING,
            do=self._brief,
            waiting=self._slots_waiting,
            at_once=_BRIEFS_WITH_A_MODEL if self.has_model else _BRIEFS,
            priority=2,
        )
        alert = Kind(
            name="alert",
            do=self._alert,
            waiting=self._alerting.due,
            at_once=1,
            priority=2,
        )
        return (brief, alert)

    async def _poll(self, source_id: int) -> Iterable[Notice]:
        polled = await self.desk.newsroom.poll(source_id)
        return [Notice("read", entry_id) for entry_id in polled.new]

    async def _read(self, entry_id: int) -> Iterable[Notice]:
        await self.desk.newsroom.read(entry_id)
        return ()

    async def _reread(self, article_id: int) -> Iterable[Notice]:
        await self.desk.newsroom.rereading.look(article_id)
        return ()

    async def _brief(self, slot_id: int) -> Iterable[Notice]:
        self._ring(await self._composing.compose(slot_id))
        return ()

    async def _alert(self, chat_id: int) -> Iterable[Notice]:
        self._ring(await self._alerting.alert(chat_id))
        return ()

    def _ring(self, filed: Filed) -> None:
        for platform, _ in filed:
            self._dispatches[platform].ring()

    async def _slots_waiting(self, limit: int) -> Sequence[int]:
        return await slots.waiting(self.desk.database, list(self.chats), limit=limit)


def _errands(desk: Desk, chats: Mapping[str, Chat]) -> list[Round]:
    """Make the rounds about what was sent, or could not be."""
    newsroom, database, clock = desk.newsroom, desk.database, desk.clock
    farewells = Farewells(database=database, chats=chats, clock=clock)
    searching = Searching(
        database=database,
        still_true=newsroom.still_true,
        shown={n: chat for n, chat in chats.items() if isinstance(chat, Shown)},
        clock=clock,
    )
    printed = Printed(database=database, watch=newsroom.rereading.watch, clock=clock)
    correcting = Correcting(
        database=database,
        losses=newsroom.rereading.losses,
        still_true=newsroom.still_true,
        editable={n: chat for n, chat in chats.items() if isinstance(chat, Editable)},
        clock=clock,
    )
    return [
        Round(name="farewells", do=farewells.tell, bell=each_minute()),
        Round(name="search", do=searching.look, bell=each_minute()),
        Round(name="printed", do=printed.hand_on, bell=each_minute()),
        Round(name="correcting", do=correcting.correct, bell=each_minute()),
    ]


async def _first_end(
    either: Sequence[asyncio.Task[Any]], talking: Sequence[asyncio.Task[Any]]
) -> None:
    """Wait until one of the first ends, or all of the others have, if there are any."""
    while not any(task.done() for task in either):
        left = [task for task in talking if not task.done()]
        if talking and not left:
            return
        await asyncio.wait({*either, *left}, return_when=asyncio.FIRST_COMPLETED)


async def _whole(work: Coroutine[Any, Any, None]) -> None:
    """Do something that a stop does not tear apart: it waits a few seconds for it."""
    doing = asyncio.ensure_future(work)
    try:
        await asyncio.shield(doing)
    except asyncio.CancelledError:
        await asyncio.wait([doing], timeout=FINISH_SECONDS)
        doing.cancel()
        await asyncio.wait([doing], timeout=FINISH_SECONDS)
        raise


async def _finish(working: Sequence[asyncio.Task[None]]) -> None:
    """Let what was begun end; what does not end in time is rows, and goes on next time."""
    _, late = await asyncio.wait(working, timeout=FINISH_SECONDS)
    for task in late:
        task.cancel()


def _raise_if_all_refused(
    talking: Sequence[asyncio.Task[BadToken | None]],
) -> None:
    ends = [task.result() for task in talking if not task.cancelled()]
    refused = [end for end in ends if end is not None]
    if talking and len(refused) == len(talking):
        raise refused[0]
