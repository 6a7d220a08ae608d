"""Telegram as a chat: serves people, and sends what the outbox hands it.

Sending is not idempotent here: what may have arrived is never sent again, and every
message waits its turn behind replies and follow-ups.
"""

import asyncio
import json
import logging
import re
import ssl
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from functools import cache
from typing import Any, final

import httpx
from telegram import Update
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, TypeHandler
from telegram.request import HTTPXRequest
from typing_extensions import override

from bot import prompt_connections, render_telegram
from bot.chat import Address, Answer, BadToken, Leave, NotSent, freely
from bot.documents import Document
from bot.telegram_answers import Answers, Whose, nobody
from bot.telegram_asked import PLATFORM
from bot.telegram_elsewhere import Kept
from bot.telegram_inbox import Inbox
from bot.telegram_limits import TelegramLimits
from bot.telegram_menu import CommandInfo, Recall, Remember, set_changed
from bot.telegram_news import Back, Lost, Moved, unheard
from bot.telegram_post import Bot, Post
from bot.telegram_progress import Progress
from bot.telegram_webhook import ALLOWED_UPDATES, Bring, Webhook
from bot.turns import Priority

log = logging.getLogger(__name__)

_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
_UNAUTHORIZED = 401
# A short wait for answers would make uncertain what is only slow.
_READ_SECONDS = 20.0
_POLL_SECONDS = 10
# The last poll is given up and not yet gone when the very last one asks.
_POLLS = 4
_CONNECTIONS = 256
_AT_ONCE = 256
_ANSWERS_SECONDS = 2.0
_CLOSE_SECONDS = 1.5

# Its lines about each request show the token.
logging.getLogger("httpx").setLevel(logging.WARNING)
# We log a failing poll in a line; the library adds a traceback for each.
logging.getLogger("telegram.ext.Updater").setLevel(logging.CRITICAL)


class TokenInUse(Exception):
    """Another program takes this bot's updates: one of the two must stop."""


@final
class TelegramChat:
    """The ``Chat`` of Telegram.

    ``recall`` and ``remember`` keep a text by name over restarts. ``lost`` hears of
    chats that are gone, and why; ``back`` of those that are there; ``moved`` of groups
    whose id changed; ``stand_ins`` keeps for which other chat a person acts, and
    ``whose`` says to which chat a briefing was given. ``inbox`` sees that each update is
    answered, and once. ``api_url`` is another Bot API server than Telegram's; without a
    ``webhook`` it is polled. ``paid`` lets Telegram charge for more than 30 messages a
    second. ``pause`` waits for seconds.
    """

    platform = PLATFORM

    def __init__(
        self,
        token: str,
        *,
        commands: Sequence[CommandInfo],
        recall: Recall,
        remember: Remember,
        lost: Lost,
        moved: Moved,
        stand_ins: Kept,
        inbox: Inbox,
        back: Back = unheard,
        whose: Whose = nobody,
        operators: frozenset[str] = frozenset(),
        api_url: str = "",
        paid: bool = False,
        webhook: Webhook | None = None,
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._token = token
        self._commands = commands
        self._recall = recall
        self._remember = remember
        self._lost = lost
        self._moved = moved
        self._back = back
        self._stand_ins = stand_ins
        self._inbox = inbox
        self._whose = whose
        self._operators = operators
        self._api_url = api_url.rstrip("/")
        self._webhook = webhook
        self._pause = pause
        self._paid = paid
        self._progress = Progress()
        self._limits = TelegramLimits(paid=paid, progress=self._progress)
        self._post: Post | None = None
        self._end: asyncio.Future[Exception] | None = None

    async def run(self, answer: Answer, *, ready: Callable[[], None]) -> None:
        """Serve until cancelled; an outage is waited out once ``ready`` was called.

        Raises ``BadToken``, ``TokenInUse``, what a ``Webhook`` raises, and what the
        library raises when Telegram cannot be reached at the start: run again, a little
        later.
        """
        if not _TOKEN.fullmatch(self._token):
            raise BadToken("This is no Telegram bot token: @BotFather gives one.")
        self._end = asyncio.get_running_loop().create_future()
        application = self._application()
        clock = asyncio.get_running_loop().time
        post = Post(application.bot, clock=clock, paid=self._paid)
        answers = self._answers(answer, post)
        application.add_handler(TypeHandler(Update, self._hearing(answers)))
        try:
            await self._start(application)
            self._post = post
            ready()
            if self._webhook:
                await self._webhook.watch(application.bot, self._end)
            raise await self._end
        except InvalidToken:
            # The library's own words quote the token.
            raise _unknown_token() from None
        finally:
            await self._close(application, answers)

    async def send(
        self, address: Address, document: Document, *, key: str, leave: Leave = freely
    ) -> str:
        """Send one part, when its turn comes; returns the message's id.

        Raises ``SendError``. Telegram knows no key: nothing is sent twice by itself.
        """
        if self._post is None:
            raise NotSent("The bot is not connected to Telegram at the moment.")
        return await self._post.send(
            address, document, priority=Priority.BRIEFING, leave=leave
        )

    async def edit(self, address: Address, message_id: str, document: Document) -> None:
        """Change a message that was sent, in its turn. Raises ``SendError``."""
        if self._post is None:
            raise NotSent("The bot is not connected to Telegram at the moment.")
        await self._post.edit(address, message_id, document)

    def parts(self, document: Document) -> tuple[Document, ...]:
        return render_telegram.parts(document)

    async def private(self, person: str) -> Address:
        """Return the private chat with somebody: it has their id, if they began one."""
        return Address(platform=PLATFORM, chat=person)

    def _application(self) -> "_Application":
        unknown = self._end_unknown
        builder = (
            ApplicationBuilder()
            .token(self._token)
            .request(_Line(self._progress, unknown, read_timeout=_READ_SECONDS))
            .get_updates_request(_Polls(self._progress, unknown, self._inbox.settle))
            .update_queue(_Taking(self._inbox))
            .rate_limiter(self._limits)
            .concurrent_updates(_AT_ONCE)
            .job_queue(None)
        )
        if self._api_url:
            builder = builder.base_url(f"{self._api_url}/bot")
            builder = builder.base_file_url(f"{self._api_url}/file/bot")
        return builder.build()

    def _hearing(
        self, answers: Answers
    ) -> Callable[[Update, object], Coroutine[Any, Any, None]]:
        async def heard(update: Update, _context: object) -> None:
            # What a stop cuts short is no answer: the next start begins it again.
            await answers.heard(update)
            await self._inbox.answered(update.update_id)

        return heard

    def _answers(self, answer: Answer, post: Post) -> Answers:
        return Answers(
            answer,
            post=post,
            commands={command.name: command for command in self._commands},
            operators=self._operators,
            lost=self._lost,
            moved=self._moved,
            back=self._back,
            stand_ins=self._stand_ins,
            whose=self._whose,
            pause=self._pause,
            clock=asyncio.get_running_loop().time,
        )

    async def _start(self, application: "_Application") -> None:
        await application.initialize()
        await set_changed(
            application.bot,
            self._commands,
            recall=self._recall,
            remember=self._remember,
        )
        await application.start()
        await self._begin_again(application)
        if self._webhook:
            self._webhook.open(application.bot, self._bringing(application))
            await self._webhook.set(
                application.bot, recall=self._recall, remember=self._remember
            )
            return
        # This takes a webhook away that was there.
        await _updater(application).start_polling(
            timeout=_POLL_SECONDS,
            allowed_updates=ALLOWED_UPDATES,
            error_callback=self._polling_failed,
        )

    async def _begin_again(self, application: "_Application") -> None:
        """Take up what was taken before and never answered."""
        for waiting in await self._inbox.open():
            update = Update.de_json(json.loads(waiting.body), application.bot)
            application.update_queue.put_nowait(update)

    def _bringing(self, application: "_Application") -> Bring:
        async def bring(update: Update) -> None:
            await application.update_queue.put(update)
            await self._inbox.settle()

        return bring

    def _polling_failed(self, error: TelegramError) -> None:
        if isinstance(error, Conflict):
            self._finish(
                TokenInUse(
                    "Another program takes the updates of this Telegram bot token. "
                    "Stop it, or give it a token of its own."
                )
            )
        else:
            log.warning("Telegram gives no updates at the moment: %s", error)

    def _end_unknown(self) -> None:
        self._finish(_unknown_token())

    def _finish(self, why: Exception) -> None:
        if self._end and not self._end.done():
            self._end.set_result(why)

    async def _close(self, application: "_Application", answers: Answers) -> None:
        """Let answers finish for a moment, then hang up, within a few seconds."""
        self._post = None
        if self._webhook:
            self._webhook.close()
        updater = _updater(application)
        if updater.running:
            await _soon(updater.stop())
        await answers.drain(_ANSWERS_SECONDS)
        if application.running:
            await _soon(application.stop())
        await _soon(application.shutdown())
        # The library leaves its connections open if the start failed.
        await _soon(application.bot.shutdown())


_Application = Application[Bot, Any, Any, Any, Any, Any]


class _Line(HTTPXRequest):
    """A connection that tells when Telegram does not know the token any more.

    The library's polling only stops then, and tells nobody.
    """

    def __init__(
        self,
        progress: Progress,
        unknown: Callable[[], None],
        *,
        connections: int = _CONNECTIONS,
        **options: Any,
    ) -> None:
        client = {
            "verify": _certificates(),
            "event_hooks": {"request": [progress.trace]},
            "mounts": prompt_connections.mounts(
                _certificates(), connections=connections
            ),
        }
        super().__init__(
            connection_pool_size=connections, httpx_kwargs=client, **options
        )
        self._unknown = unknown

    @override
    async def do_request(self, *args: Any, **options: Any) -> tuple[int, bytes]:
        code, body = await super().do_request(*args, **options)
        if code == _UNAUTHORIZED:
            self._unknown()
        return code, body


class _Polls(_Line):
    """The line of the polls: each confirms all that was taken, so that is stored first."""

    def __init__(
        self,
        progress: Progress,
        unknown: Callable[[], None],
        settle: Callable[[], Awaitable[None]],
    ) -> None:
        super().__init__(progress, unknown, connections=_POLLS)
        self._settle = settle

    @override
    async def do_request(self, *args: Any, **options: Any) -> tuple[int, bytes]:
        await self._settle()
        return await super().do_request(*args, **options)


class _Taking(asyncio.Queue[object]):
    """Lets in what the inbox did not know; ``put_nowait`` is for what it does know."""

    def __init__(self, inbox: Inbox) -> None:
        super().__init__()
        self._inbox = inbox

    @override
    async def put(self, item: object) -> None:
        is_known = isinstance(item, Update) and not self._inbox.take(
            item.update_id, item.to_json()
        )
        if not is_known:
            self.put_nowait(item)


@cache
def _certificates() -> ssl.SSLContext:
    """Read whom to trust, once: it takes tens of milliseconds."""
    return httpx.create_ssl_context()


def _updater(application: _Application) -> Any:
    if application.updater is None:
        raise RuntimeError("an application that polls has an updater")
    return application.updater


async def _soon(ending: Coroutine[Any, Any, None]) -> None:
    """Wait for one step of the stop, not for ever."""
    try:
        # The library swallows the first cancellation and asks for updates once more.
        async with asyncio.timeout(2 * _CLOSE_SECONDS), asyncio.timeout(_CLOSE_SECONDS):
            await ending
    except TimeoutError:
        log.warning("Telegram's client did not stop in time")
    except TelegramError as error:
        log.info("Telegram's client stopped with: %s", error)


def _unknown_token() -> BadToken:
    return BadToken("Telegram does not know this bot token.")
