"""Interactions and their answers: deferred at once, filled in when the answer is ready.

Discord waits 3 seconds for a sign and 15 minutes for the answer; whether only the
asker sees it is settled by the sign, so before the answer is known.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import discord

from bot import mishaps
from bot.chat import Address, Answer, Request, SendError
from bot.discord_commands import MANAGE, CommandInfo, Interaction, Typed
from bot.discord_errors import FAILURES
from bot.discord_given import Unfit, content_of
from bot.discord_presses import Press
from bot.documents import Document, Paragraph, Run
from bot.render_discord import attachments, parts, render
from bot.tongue import _, marked, speaking

log = logging.getLogger(__name__)

PLATFORM = "discord"
_ACKNOWLEDGED = 40060
_SUGGEST_SECONDS = 2.5

Suggest = Callable[[Request], Awaitable[Sequence[str]]]
Send = Callable[[Address, Document, str], Awaitable[str]]

OLD_BUTTON = marked(
    "This button is from another time and does nothing any more. Try /help."
)
OLD_COMMAND = marked("I no longer know this command. Try /help.")
MANAGERS_ONLY = marked(
    "Only people who may manage this server can do that. "
    "In a direct message with me you decide for yourself."
)


class Answers:
    """Answers what people type and press; ``send`` posts where a token has run out."""

    def __init__(
        self,
        answer: Answer,
        *,
        commands: Mapping[str, CommandInfo],
        suggest: Suggest,
        operators: frozenset[str],
        send: Send,
    ) -> None:
        self._answer = answer
        self._commands = commands
        self._suggest = suggest
        self._operators = operators
        self._send = send
        self._busy: set[asyncio.Task[object]] = set()

    async def asked(self, interaction: Interaction, name: str, typed: Typed) -> None:
        """Answer a slash command."""
        command = self._commands[name]
        request = self._request(interaction, name, typed.argument)
        await self._respond(
            interaction, command, request, quiet=command.quiet, file=typed.file
        )

    async def pressed(self, interaction: Interaction, press: Press) -> None:
        """Answer a button; in a server, for the one who pressed it only.

        What only its reader sees may change in place: lists, schedules, questions.
        """
        command = self._commands.get(press.command)
        if command is None:
            await self.excuse(interaction, OLD_BUTTON)
            return
        request = self._request(
            interaction, press.command, press.argument, briefing=press.briefing
        )
        quiet = command.quiet or not request.private
        panel = _is_panel(interaction, press, command)
        await self._respond(interaction, command, request, quiet=quiet, panel=panel)

    async def suggested(
        self, interaction: Interaction, name: str, typed: str
    ) -> Sequence[str]:
        """List what ``typed`` may become, in time or not at all."""
        request = self._request(interaction, name, typed)
        try:
            async with asyncio.timeout(_SUGGEST_SECONDS):
                return await self._suggest(request)
        except TimeoutError:
            log.info("no suggestions for /%s in time", name)
            return ()

    async def excuse(self, interaction: Interaction, sentence: str) -> None:
        """Say one sentence to the asker alone, in their language."""
        with self._counted(), speaking(_language_of(interaction)):
            if await _deferred(interaction, quiet=True):
                await self._show(interaction, _sentence(_(sentence)), quiet=True)

    async def drain(self, seconds: float) -> None:
        """Let answers under way finish, and end those that take longer."""
        if not self._busy:
            return
        _done, late = await asyncio.wait(self._busy, timeout=seconds)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)

    async def _respond(
        self,
        interaction: Interaction,
        command: CommandInfo,
        request: Request,
        *,
        quiet: bool,
        panel: bool = False,
        file: discord.Attachment | None = None,
    ) -> None:
        with self._counted(), speaking(request.language):
            if not await _deferred(interaction, quiet=quiet, thinking=not panel):
                return
            document, is_answer = await self._document(command, request, file)
            # Text without a way on would leave a dead end where the panel was.
            leads_on = bool(document.buttons) or command.who == MANAGE
            fills_in = not panel or (is_answer and leads_on)
            await self._show(interaction, document, quiet=quiet, fills_in=fills_in)

    async def _document(
        self,
        command: CommandInfo,
        request: Request,
        file: discord.Attachment | None,
    ) -> tuple[Document, bool]:
        """Return what to say, and whether it is an answer or only an excuse."""
        if command.who == MANAGE and not request.can_manage:
            return _sentence(_(MANAGERS_ONLY)), False
        try:
            if file is not None:
                request = replace(request, file=await content_of(file))
            return (await self._answer(request)).document, True
        except Unfit as unfit:
            return _sentence(str(unfit)), False
        except Exception as error:  # noqa: BLE001 - whatever broke, the person must hear of it; the log hears why
            return mishaps.note(error, request.command).document, False

    async def _show(
        self,
        interaction: Interaction,
        document: Document,
        *,
        quiet: bool,
        fills_in: bool = True,
    ) -> None:
        """Send an answer part by part; else post it to the channel.

        The first part fills in the promised message, or the panel, or stands below.
        """
        shown = 0
        pieces = parts(document)
        try:
            for piece in pieces:
                first = fills_in and shown == 0
                await _add(interaction, piece, first=first, quiet=quiet)
                shown += 1
        except FAILURES as error:
            log.warning("an interaction took no answer: %s", error)
            if not quiet:
                await self._post(interaction, pieces[shown:])

    async def _post(self, interaction: Interaction, pieces: Sequence[Document]) -> None:
        for number, piece in enumerate(pieces):
            try:
                key = f"{interaction.id}-{number}"
                await self._send(address_of(interaction), piece, key)
            except SendError as error:
                log.warning("nor did its channel: %s", error)
                return

    def _request(
        self,
        interaction: Interaction,
        command: str,
        argument: str,
        *,
        briefing: int | None = None,
    ) -> Request:
        person = str(interaction.user.id)
        private = interaction.guild_id is None
        return Request(
            address=address_of(interaction),
            command=command,
            argument=argument.strip(),
            person=person,
            private=private,
            can_manage=private or interaction.permissions.manage_guild,
            is_operator=person in self._operators,
            language=_language_of(interaction),
            briefing=briefing,
        )

    @contextlib.contextmanager
    def _counted(self) -> Iterator[None]:
        """Count the running task among those that a stop waits for."""
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("answers are given in tasks")
        self._busy.add(task)
        try:
            yield
        finally:
            self._busy.discard(task)


def address_of(interaction: Interaction) -> Address:
    """Return where an interaction happened; a thread belongs to its channel."""
    channel = interaction.channel
    if isinstance(channel, discord.Thread):
        return Address(
            platform=PLATFORM, chat=str(channel.parent_id), thread=str(channel.id)
        )
    return Address(platform=PLATFORM, chat=str(interaction.channel_id))


def _language_of(interaction: Interaction) -> str:
    return str(interaction.locale.value).partition("-")[0]


def _is_panel(interaction: Interaction, press: Press, command: CommandInfo) -> bool:
    """Say whether a press may change its message: one that nobody else reads.

    Briefings stay, and so do choices of which somebody may want more than one.
    """
    message = interaction.message
    alone = interaction.guild_id is None or (message and message.flags.ephemeral)
    settles = command.quiet or command.who == MANAGE
    is_choice = press.command == "subscribe"
    return bool(alone) and settles and press.briefing is None and not is_choice


async def _deferred(
    interaction: Interaction, *, quiet: bool, thinking: bool = True
) -> bool:
    """Promise an answer; False if Discord no longer waits for one."""
    try:
        await interaction.response.defer(ephemeral=quiet, thinking=thinking)
    except discord.HTTPException as error:
        log.warning("an interaction could not be deferred: %s", error)
        return error.code == _ACKNOWLEDGED
    except FAILURES as error:
        # The promise may have arrived all the same; the answer will tell.
        log.warning("an interaction may not be deferred: %s", error)
    return True


async def _add(
    interaction: Interaction, piece: Document, *, first: bool, quiet: bool
) -> None:
    view, files = drawn(piece), attachments(piece)
    if first:
        await interaction.edit_original_response(view=view, attachments=files)
    else:
        await interaction.followup.send(
            view=view, files=files, ephemeral=quiet, silent=piece.silent
        )


def drawn(piece: Document) -> discord.ui.LayoutView:
    """Draw a part; stopped, because its buttons need no view that waits for them."""
    view = render(piece)
    view.stop()
    return view


def _sentence(text: str) -> Document:
    return Document(blocks=(Paragraph(line=(Run(text=text),)),))
