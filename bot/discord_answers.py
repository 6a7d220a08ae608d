"""Interactions and their answers: deferred at once, filled in when the answer is ready.

Discord waits 3 seconds for a sign and 15 minutes for the answer; whether only the
asker sees it is settled by the sign, so before the answer is known.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import discord

from bot import mishaps
from bot.chat import Address, Answer, Request, SendError, Suggestion
from bot.discord_asking import form
from bot.discord_commands import MANAGE, CommandInfo, Interaction, Typed
from bot.discord_discussions import DISCUSS, discussion
from bot.discord_errors import FAILURES
from bot.discord_given import Unfit, content_of, links_in
from bot.discord_places import Place, chosen, headed, here, named
from bot.discord_places import pressed as place_of
from bot.discord_presses import Press
from bot.discord_replies import OUTSIDE, Answering, sentence
from bot.documents import Document
from bot.tongue import _, marked, speaking

log = logging.getLogger(__name__)

_SUGGEST_SECONDS = 2.5
ARTICLE = "article"
_LINKS_READ = 3

Suggest = Callable[[Request], Awaitable[Sequence[Suggestion]]]
Send = Callable[[Address, Document, str], Awaitable[str]]

OLD_BUTTON = marked(
    "This button is from another time and does nothing any more. Try /help."
)
OLD_COMMAND = marked("I no longer know this command. Try /help.")
MANAGERS = marked(
    "Only people who may manage this server can do that. "
    "In a direct message with me you decide for yourself."
)
MANAGERS_THERE = marked(
    "Only people who may manage this server, or the channel #{name}, can do that for it."
)
CANNOT_POST = marked(
    "I cannot post in #{name}: I am missing {missing}. "
    "Allow me that in the channel's settings, then try again."
)
NO_MEMBER = marked(
    "I am no member here, so I can answer you but send nothing by myself. "
    "In a direct message with me you can follow whatever you like."
)

NO_LINK = marked(
    "There is no link in this message. "
    "With /digest you can send me one, or a topic, yourself."
)
ONLY_THE_FIRST = marked(
    "These are the first {read} of {found} links; /article digests any other."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants of a command, and where."""

    command: CommandInfo
    place: Place
    argument: str = ""
    briefing: int | None = None
    file: discord.Attachment | None = None


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
        wish = Wish(
            command=command,
            place=_meant(interaction, typed),
            argument=typed.argument,
            file=typed.file,
        )
        quiet = command.quiet or wish.place.elsewhere or typed.private
        await self._respond(interaction, wish, quiet=quiet)

    async def linked(self, interaction: Interaction, message: discord.Message) -> None:
        """Digest the first links of a message, for the one who chose it only."""
        links = links_in(message)
        if not links:
            await self.excuse(interaction, NO_LINK)
            return
        place = here(interaction)
        answering = _answering(interaction, place, quiet=True)
        with self._counted(), speaking(_language_of(interaction)):
            if not await answering.promise():
                return
            for link in links[:_LINKS_READ]:
                command = self._commands[ARTICLE]
                wish = Wish(command=command, place=place, argument=link)
                document, _is_answer = await self._document(interaction, wish)
                await answering.show(document)
            if len(links) > _LINKS_READ:
                words = _(ONLY_THE_FIRST).format(read=_LINKS_READ, found=len(links))
                await answering.show(sentence(words))

    async def pressed(self, interaction: Interaction, press: Press) -> None:
        """Answer a button; in a server, for the one who pressed it only.

        What only its reader sees may change in place: lists, schedules, questions.
        """
        if press.command == DISCUSS:
            await self._discuss(interaction)
            return
        command = self._commands.get(press.command)
        place = place_of(interaction, press)
        if command is None or place is None:
            await self.excuse(interaction, OLD_BUTTON)
            return
        if press.asks:
            await _ask(interaction, press)
            return
        wish = Wish(
            command=command,
            place=place,
            argument=press.argument,
            briefing=press.briefing,
        )
        quiet = command.quiet or not place.private
        panel = _is_panel(interaction, press, command)
        await self._respond(interaction, wish, quiet=quiet, panel=panel)

    async def worded(self, interaction: Interaction, press: Press, words: str) -> None:
        """Answer a button whose press needed words, for the one who wrote them only."""
        command, place = self._commands.get(press.command), place_of(interaction, press)
        if command is None or place is None:
            await self.excuse(interaction, OLD_BUTTON)
            return
        argument = " ".join(filter(None, (press.argument, words.strip())))
        wish = Wish(
            command=command, place=place, argument=argument, briefing=press.briefing
        )
        await self._respond(interaction, wish, quiet=True)

    async def suggested(
        self, interaction: Interaction, name: str, typed: str
    ) -> Sequence[Suggestion]:
        """List what ``typed`` may become, in time or not at all."""
        place = _half_meant(interaction)
        if place is None:
            return ()
        wish = Wish(command=self._commands[name], place=place, argument=typed)
        try:
            async with asyncio.timeout(_SUGGEST_SECONDS):
                return await self._suggest(self._request(interaction, wish))
        except TimeoutError:
            log.info("no suggestions for /%s in time", name)
            return ()

    async def excuse(self, interaction: Interaction, words: str) -> None:
        """Say one sentence to the asker alone, in their language."""
        answering = Answering(interaction=interaction, quiet=True)
        with self._counted(), speaking(_language_of(interaction)):
            if await answering.promise():
                await answering.show(sentence(_(words)))

    async def _discuss(self, interaction: Interaction) -> None:
        answering = Answering(interaction=interaction, quiet=True)
        with self._counted(), speaking(_language_of(interaction)):
            if await answering.promise():
                await answering.show(await discussion(interaction))

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
        self, interaction: Interaction, wish: Wish, *, quiet: bool, panel: bool = False
    ) -> None:
        answering = _answering(interaction, wish.place, quiet=quiet)
        with self._counted(), speaking(_language_of(interaction)):
            if not await answering.promise(thinking=not panel):
                return
            document, is_answer = await self._document(interaction, wish)
            # Text without a way on would leave a dead end where the panel was.
            leads_on = bool(document.buttons) or wish.command.who == MANAGE
            fills_in = not panel or (is_answer and leads_on)
            left = await answering.show(document, fills_in=fills_in)
            if not answering.quiet and not wish.place.outside:
                await self._post(interaction, wish.place.address, left)

    async def _document(
        self, interaction: Interaction, wish: Wish
    ) -> tuple[Document, bool]:
        """Return what to say, and whether it is an answer or only an excuse."""
        if objection := _objection(wish):
            return sentence(objection), False
        try:
            request = self._request(interaction, wish)
            if wish.file is not None:
                request = replace(request, file=await content_of(wish.file))
            document = (await self._answer(request)).document
            return headed(document, wish.place), True
        except Unfit as unfit:
            return sentence(str(unfit)), False
        except Exception as error:  # noqa: BLE001 - whatever broke, the person must hear of it; the log hears why
            return mishaps.note(error, wish.command.name).document, False

    async def _post(
        self, interaction: Interaction, address: Address, pieces: Sequence[Document]
    ) -> None:
        for number, piece in enumerate(pieces):
            try:
                await self._send(address, piece, f"{interaction.id}-{number}")
            except SendError as error:
                log.warning("nor did its channel: %s", error)
                return

    def _request(self, interaction: Interaction, wish: Wish) -> Request:
        person = str(interaction.user.id)
        return Request(
            address=wish.place.address,
            command=wish.command.name,
            argument=wish.argument.strip(),
            person=person,
            private=wish.place.private,
            can_manage=wish.place.can_manage,
            own=wish.place.outside,
            is_operator=person in self._operators,
            language=_language_of(interaction),
            briefing=wish.briefing,
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


async def _ask(interaction: Interaction, press: Press) -> None:
    """Open the form of a button; whoever waits for nothing may press again."""
    with speaking(_language_of(interaction)):
        drawn = form(press)
    try:
        await interaction.response.send_modal(drawn)
    except FAILURES as error:
        log.warning("a form could not be opened: %s", error)


def _answering(interaction: Interaction, place: Place, *, quiet: bool) -> Answering:
    """Begin an answer; in somebody else's server it is for the asker alone."""
    if not place.outside:
        return Answering(interaction=interaction, quiet=quiet)
    in_server = interaction.guild_id is not None
    return Answering(interaction=interaction, quiet=quiet or in_server, most=OUTSIDE)


def _meant(interaction: Interaction, typed: Typed) -> Place:
    """Say which place a command is about: the channel that was chosen, or this one."""
    if typed.channel is None:
        return here(interaction)
    return chosen(interaction, typed.channel)


def _half_meant(interaction: Interaction) -> Place | None:
    """Say which place half a command is about; ``None`` if that is not theirs to see."""
    channel = interaction.namespace.channel
    if channel is None:
        return here(interaction)
    place = named(interaction, channel.id)
    return place if place and place.can_manage else None


def _objection(wish: Wish) -> str:
    """Say why this person cannot have that there; empty if they can."""
    command, place = wish.command, wish.place
    if (command.who == MANAGE or place.elsewhere) and not place.can_manage:
        if place.outside:
            return _(NO_MEMBER)
        return (
            _(MANAGERS_THERE).format(name=place.name)
            if place.elsewhere
            else _(MANAGERS)
        )
    if command.posts and place.lacks:
        return _(CANNOT_POST).format(name=place.name, missing=", ".join(place.lacks))
    return ""


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
