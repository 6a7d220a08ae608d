"""Discord as a chat: serves people, and sends what the outbox hands it.

Every message carries its key as a nonce that Discord enforces for some minutes, so
sending the same key again is safe.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Collection, Hashable, Sequence
from datetime import datetime
from functools import partial
from typing import final

import discord

from bot import render_discord
from bot.chat import (
    Address,
    Answer,
    BadToken,
    Leave,
    NotSent,
    Rejected,
    SendError,
    Uncertain,
    freely,
)
from bot.discord_answers import ARTICLE, Answers, Suggest
from bot.discord_client import Back, Client, Gone, Lost, none, unheard
from bot.discord_commands import (
    CommandInfo,
    Recall,
    Remember,
    links_menu,
    slash_command,
    sync_changed,
)
from bot.discord_discussions import with_discussion
from bot.discord_elsewhere import answer_elsewhere
from bot.discord_errors import FAILURES, is_bad_token, is_brief, translated
from bot.discord_history import found, may_read, snowflake
from bot.discord_places import PLATFORM
from bot.discord_posts import Posts
from bot.discord_publishing import published
from bot.discord_replies import drawn
from bot.documents import Document
from bot.turns import Priority, Room, TurnedAway, Turns, TurnsOver, Window

log = logging.getLogger(__name__)

_PAUSES = (0.5, 1.0, 2.0)
# Discord takes 50 requests a second of a bot, answers to commands not counted; the rest
# is for what else it asks. The library knows the limit of each channel.
_EACH_SECOND = 48
_SEND_SECONDS = 90.0
_ANSWERS_SECONDS = 2.0
_CLOSE_SECONDS = 3.0
_AUTHENTICATION_FAILED = 4004
_NO_TEXT_CHANNEL = 50008

# Voice is none of our business; that its libraries are missing need not be said.
discord.VoiceClient.warn_nacl = False
discord.VoiceClient.warn_dave = False


@final
class DiscordChat:
    """The ``Chat`` of Discord.

    ``suggest`` gets a half-typed request and lists what its argument may become.
    ``recall`` and ``remember`` keep a text by name over restarts. ``lost`` hears of
    channels that are gone, and why; ``gone`` lists them, and ``back`` hears of those that
    can be written to again. ``api_url`` is another REST base than Discord's.
    ``pause`` waits for seconds; ``jitter`` returns 0..1.
    """

    platform = PLATFORM

    def __init__(
        self,
        token: str,
        *,
        commands: Sequence[CommandInfo],
        suggest: Suggest,
        recall: Recall,
        remember: Remember,
        lost: Lost,
        gone: Gone = none,
        back: Back = unheard,
        operators: frozenset[str] = frozenset(),
        api_url: str = "",
        pause: Callable[[float], Awaitable[object]] = asyncio.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._token = token
        self._commands = commands
        self._suggest = suggest
        self._recall = recall
        self._remember = remember
        self._lost = lost
        self._gone = gone
        self._back = back
        self._operators = operators
        self._api_url = api_url
        self._pause = pause
        self._jitter = jitter
        self._turns = Turns(Window(_EACH_SECOND, 1.0), _room)
        self._posts = Posts(recall=recall, remember=remember)
        self._client: Client | None = None
        self._is_token_bad = False

    async def run(self, answer: Answer, *, ready: Callable[[], None]) -> None:
        """Serve until cancelled; ``ready`` is called at each (re)connection.

        Raises ``BadToken`` when Discord does not know the token, and whatever the
        library raises when Discord cannot be reached: run again, a little later.
        """
        client = self.client(answer, ready=ready)
        if self._api_url:
            answer_elsewhere(self._api_url)
        # A task of its own: the library swallows a cancellation that meets it while
        # it reconnects, and then waits for ever; closing it is what ends it.
        async with asyncio.TaskGroup() as tasks:
            serving = tasks.create_task(_serve(client, self._token))
            try:
                await asyncio.wait([serving])
            finally:
                await self._close(client)
                serving.cancel()
        self._judge(serving.result())

    def _judge(self, end: Exception | None) -> None:
        """Raise why serving ended."""
        if self._is_token_bad or _says_bad_token(end):
            raise BadToken("Discord does not know this bot token.") from end
        if end:
            raise end

    def client(self, answer: Answer, *, ready: Callable[[], None]) -> Client:
        """Make the client of the next run; it has not logged in yet."""
        answers = Answers(
            answer,
            commands={command.name: command for command in self._commands},
            suggest=self._suggest,
            operators=self._operators,
            send=self._send_keyed,
        )
        client = Client(
            answers=answers,
            connected=ready,
            lost=self._lost,
            gone=self._gone,
            back=self._back,
            prepare=self._prepare,
            api_url=self._api_url,
        )
        for command in self._commands:
            client.tree.add_command(slash_command(command, answers))
            if command.name == ARTICLE:
                client.tree.add_command(links_menu(answers))
        return client

    async def _prepare(self, client: Client) -> None:
        """Finish what must happen between login and the gateway."""
        self._client = client
        self._is_token_bad = False
        await sync_changed(client.tree, recall=self._recall, remember=self._remember)

    async def _close(self, client: Client) -> None:
        """Let answers finish for a moment, then hang up, within a few seconds."""
        self._client = None
        await client.answers.drain(_ANSWERS_SECONDS)
        try:
            async with asyncio.timeout(_CLOSE_SECONDS):
                await client.close()
        except TimeoutError:
            log.warning("Discord did not say goodbye in time")
            await client.http.close()

    def parts(self, document: Document) -> tuple[Document, ...]:
        return render_discord.parts(document)

    async def private(self, person: str) -> Address:
        """Open the direct messages with somebody. Raises ``SendError``."""
        client = self._connected()
        try:
            opened = await client.http.start_private_message(int(person))
        except FAILURES as error:
            raise translated(error, None) from error
        return Address(platform=PLATFORM, chat=str(opened["id"]))

    async def send(
        self, address: Address, document: Document, *, key: str, leave: Leave = freely
    ) -> str:
        """Send one part when its turn comes; returns its id. Raises ``SendError``.

        What fails for a moment is tried again here, four times in all, with the
        same nonce.
        """
        pauses = iter(_PAUSES)
        while True:
            client = self._connected()
            try:
                async with self._turns.turn(address.chat, Priority.BRIEFING) as turn:
                    await leave()
                    turn.begin()
                    return await self._post(client, _target(address), document, key)
            except TurnedAway as away:
                raise NotSent("Discord asked to wait.", seconds=away.seconds) from away
            except TurnsOver as over:
                raise NotSent(str(over)) from over
            except ValueError as error:
                raise Rejected(str(error)) from error
            except FAILURES as error:
                pause = next(pauses, None)
                if pause is None or not is_brief(error):
                    raise await self._failed(client, address, error) from error
                log.info("Discord failed for a moment: %s", error)
            await self._pause(pause * (0.5 + self._jitter()))

    async def find(
        self,
        address: Address,
        documents: Sequence[Document],
        *,
        since: datetime,
        known: Collection[str],
    ) -> str:
        """Look for our message in a channel's history. Raises ``SendError``."""
        client = self._connected()
        target = _target(address)
        try:
            place = client.place(target) or await client.fetched(target)
            if not may_read(place):
                raise Uncertain("I may not read what was written there.")
            if isinstance(place, discord.ForumChannel):
                target = await self._posts.written_to(place, since=snowflake(since))
            if not target:
                return ""
            me = client.user.id if client.user else 0
            return await found(
                client.http, target, documents, me=me, since=since, known=known
            )
        except ValueError as error:
            raise Uncertain(str(error)) from error
        except FAILURES as error:
            raise await self._failed(client, address, error) from error

    async def edit(self, address: Address, message_id: str, document: Document) -> None:
        """Change a message that was sent, in its turn. Raises ``SendError``."""
        client, target = self._connected(), _target(address)
        try:
            place = client.place(target) or await client.fetched(target)
            if isinstance(place, discord.ForumChannel):
                target = await self._posts.holding(place, int(message_id))
            else:
                document = with_discussion(document, place)
            channel = client.get_partial_messageable(target)
            async with self._turns.turn(address.chat, Priority.BRIEFING) as turn:
                turn.begin()
                async with asyncio.timeout(_SEND_SECONDS):
                    message = channel.get_partial_message(int(message_id))
                    await message.edit(view=drawn(document))
        except TurnedAway as away:
            raise NotSent("Discord asked to wait.", seconds=away.seconds) from away
        except TurnsOver as over:
            raise NotSent(str(over)) from over
        except ValueError as error:
            raise Rejected(str(error)) from error
        except FAILURES as error:
            raise await self._failed(client, address, error) from error

    async def _send_keyed(self, address: Address, document: Document, key: str) -> str:
        return await self.send(address, document, key=key)

    async def _post(
        self, client: Client, target: int, document: Document, key: str
    ) -> str:
        """Send one part to a channel or thread; in a forum, into a post of that day."""
        place = client.place(target)
        if place is None:
            try:
                return await _sent(client, target, document, key)
            except discord.HTTPException as error:
                if error.code != _NO_TEXT_CHANNEL:
                    raise
                # Discord may not have told of its servers yet.
                place = await client.fetched(target)
        if not isinstance(place, discord.ForumChannel):
            document = with_discussion(document, place)
            return await _sent(client, target, document, key)
        async with asyncio.timeout(_SEND_SECONDS):
            follow = partial(_sent, client)
            posts = self._posts
            return await posts.send(client.http, place, document, key, follow=follow)

    def _connected(self) -> Client:
        if self._client is None or self._client.is_closed():
            raise NotSent("The bot is not connected to Discord at the moment.")
        return self._client

    async def _failed(
        self, client: Client, address: Address, error: Exception
    ) -> SendError:
        if is_bad_token(error):
            self._is_token_bad = True
            await client.close()
        return translated(error, client.place(_target(address)))


def _says_bad_token(end: Exception | None) -> bool:
    if isinstance(end, discord.ConnectionClosed):
        return end.code == _AUTHENTICATION_FAILED
    return isinstance(end, discord.LoginFailure)


async def _serve(client: Client, token: str) -> Exception | None:
    """Serve until hung up; returns what went wrong, if it was Discord or the network."""
    try:
        await client.start(token)
    except (discord.DiscordException, *FAILURES) as error:
        return error
    return None


async def _sent(client: Client, target: int, document: Document, key: str) -> str:
    view, files = drawn(document), render_discord.attachments(document)
    channel = client.get_partial_messageable(target)
    async with asyncio.timeout(_SEND_SECONDS):
        message = await channel.send(
            view=view, files=files, nonce=key, silent=document.silent
        )
    if document.publish:
        await published(client.http, message, client.place(target))
    return str(message.id)


def _room(channel: Hashable) -> Room:
    """Leave a channel's own limit to the library, which Discord tells of it."""
    return Room()


def _target(address: Address) -> int:
    return int(address.thread or address.chat)
