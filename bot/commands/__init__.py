"""Every command, no platform in sight: one table, and the desk that answers from it.

A new command is one function and one row here; both platforms, ``/help``, the menus
and the README's test read the table.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from difflib import get_close_matches
from unicodedata import category

from bot.allowance import A_CHAT, A_PERSON, FEW, Allowance, Left
from bot.briefing_document import quiet
from bot.chat import Reply, Request, Suggestion
from bot.commands import following, judging, reading, starting, state, timing
from bot.commands.alerting import alert
from bot.commands.asking import Ask, chat_of
from bot.commands.command import Command, Desk, Who
from bot.commands.privacy import privacy
from bot.commands.settings import settings
from bot.commands.suggesting import suggest
from bot.commands.unsubscribing import unsubscribe
from bot.documents import Bullets, Button, Document, Paragraph, Run
from bot.phrases import told
from bot.remembered import is_short, is_shortened, shorten, spell_out
from bot.subscriptions import look_up
from bot.tongue import _, plural, speaking
from bot.wording import heading, paragraph, say
from digests import NewsError

log = logging.getLogger(__name__)

__all__ = ["COMMANDS", "Command", "Commands", "Desk", "Who"]

_LONGEST_ARGUMENT = 2000


async def help_(desk: Desk, request: Request) -> Document:
    """List every command."""
    return Document(
        blocks=(
            heading(_("What I can do")),
            Bullets(
                lines=tuple(
                    (
                        Run(text=usage(command), bold=True),
                        Run(text=f" {_(command.summary)}"),
                    )
                    for command in COMMANDS
                )
            ),
            paragraph(
                _(
                    "You can also just send me a link or a topic. Every quote I print "
                    "stands word for word in the article that it links to."
                )
            ),
        )
    )


def usage(command: Command) -> str:
    """Say how a command is typed: ``/digest [topic or link]``."""
    if not command.argument:
        return f"/{command.name}"
    return f"/{command.name} [{_(command.argument)}]"


COMMANDS: tuple[Command, ...] = (
    Command(
        name="start",
        summary="Begin: pick topics, see a sample",
        answer=starting.start,
        quiet=True,
        menu=False,
    ),
    Command(
        name="digest",
        summary="Make a briefing now, or digest one link",
        argument="topic or link",
        answer=reading.digest,
        costly=True,
        discreet=True,
    ),
    Command(
        name="article",
        summary="Digest the article behind a link",
        argument="link",
        answer=reading.article,
        costly=True,
        menu=False,
    ),
    Command(
        name="latest",
        summary="Show the last briefing again",
        answer=reading.latest,
    ),
    Command(
        name="more",
        summary="Tell a story of the briefing in full",
        argument="number",
        answer=reading.more,
        menu=False,
    ),
    Command(
        name="quotes",
        summary="Show a story's quotes, or those of a person or about a subject",
        argument="number, person or subject",
        answer=reading.quotes,
    ),
    Command(
        name="sources",
        summary="Show who reported a story, and what its text rests on",
        argument="number",
        answer=reading.sources,
        menu=False,
    ),
    Command(
        name="ask",
        summary="Ask about a story, or about the news of the last 30 days",
        argument="number, question",
        answer=reading.ask,
        costly=True,
        quiet=True,
    ),
    Command(
        name="search",
        summary="Look for words in the articles of the last 30 days",
        argument="words",
        answer=reading.search,
        costly=True,
    ),
    Command(
        name="rate",
        summary="Say whether a story was useful: such stories move up or down a little",
        argument="number, yes or no",
        answer=judging.rate,
        quiet=True,
        menu=False,
    ),
    Command(
        name="why",
        summary="Explain why a story stands where it does",
        argument="number",
        answer=judging.why,
        quiet=True,
        menu=False,
    ),
    Command(
        name="subscribe",
        summary="Follow a topic, a website, a feed or any words",
        argument="topic, website or words",
        file="feeds as your feed reader exports them (OPML), up to 1 MB",
        who=Who.MANAGE,
        answer=following.subscribe,
        elsewhere=True,
        posts=True,
    ),
    Command(
        name="unsubscribe",
        summary="Stop following something",
        argument="number, name or all",
        who=Who.MANAGE,
        answer=unsubscribe,
        elsewhere=True,
        menu=False,
    ),
    Command(
        name="subscriptions",
        summary="List what this chat follows",
        answer=following.subscriptions,
        elsewhere=True,
        quiet=True,
    ),
    Command(
        name="alert",
        summary="Tell at once what a subscription brings, or no longer",
        argument="number or name",
        who=Who.MANAGE,
        answer=alert,
        elsewhere=True,
        quiet=True,
        menu=False,
    ),
    Command(
        name="schedule",
        summary="Show or change when briefings come",
        argument="days, times, city",
        who=Who.MANAGE,
        answer=timing.schedule,
        elsewhere=True,
        posts=True,
        quiet=True,
    ),
    Command(
        name="elsewhere",
        summary="Set up a channel or group from here",
        answer=timing.elsewhere,
        quiet=True,
        menu=False,
    ),
    Command(
        name="settings",
        summary="Choose language, length, format, sound and quiet hours",
        argument="what and how",
        who=Who.MANAGE,
        answer=settings,
        elsewhere=True,
        quiet=True,
    ),
    Command(
        name="topics",
        summary="List the ready topics",
        answer=starting.topics,
        quiet=True,
        menu=False,
    ),
    Command(
        name="status",
        summary="Say whether news are being collected",
        answer=state.status,
        quiet=True,
        menu=False,
    ),
    Command(
        name="privacy",
        summary="Say what is kept of this chat; export or delete it",
        argument="export or delete",
        answer=privacy,
        quiet=True,
        menu=False,
    ),
    Command(
        name="help",
        summary="List every command",
        answer=help_,
        quiet=True,
    ),
)


@dataclass(frozen=True, slots=True)
class Commands:
    """Answers the requests of every platform."""

    desk: Desk
    allowance: Allowance = field(default_factory=Allowance)

    async def answer(self, request: Request) -> Reply:
        """Answer a request in the chat's language, and say so what goes wrong."""
        async with self.desk.database.reading() as connection:
            known = await look_up(connection, request.address)
        here = known if known and known.active else None
        with speaking(known.language if known else request.language):
            return await self._answer(request, replace(self.desk, here=here))

    async def _answer(self, request: Request, desk: Desk) -> Reply:
        command = _BY_NAME.get(request.command)
        if command is None:
            return Reply(document=_unknown(request.command), quiet=True)
        if command.who == Who.MANAGE and not request.can_manage:
            return Reply(document=_not_allowed(command), quiet=True)
        try:
            asked = replace(request, argument=await self._spelled_out(request))
            return await self._answered(command, asked, desk)
        except Ask as ask:
            return await self._fitting(Reply(document=ask.document, quiet=True))
        except NewsError as error:
            log.info("%s: %s", command.name, error)
            return Reply(document=say(told(error)), quiet=True)

    async def suggest(self, request: Request) -> Sequence[Suggestion]:
        """List what a half-typed argument may become, best first, as the asker says it."""
        with speaking(request.language):
            return await suggest(self.desk, request)

    async def _answered(self, command: Command, request: Request, desk: Desk) -> Reply:
        chat = await chat_of(desk, request)
        left = self._allowed(command, request)
        document = await command.answer(replace(desk, here=chat), request)
        if left is not None and left.number <= FEW:
            document = _with_what_is_left(document, left.number)
        drawn = replace(document, rich=document.rich or chat.preferences.rich)
        return await self._fitting(Reply(document=drawn, quiet=command.quiet))

    def _allowed(self, command: Command, request: Request) -> Left | None:
        """Count what costs much. Raises ``Ask`` when somebody has asked too often."""
        if not command.costly or request.is_operator:
            return None
        person = request.address.platform, request.person or request.address
        left = self.allowance.take(person, request.address, at=self.desk.clock())
        if left.until is not None:
            raise Ask(_too_often(left.until))
        return left

    async def _spelled_out(self, request: Request) -> str:
        if len(request.argument) > _LONGEST_ARGUMENT:
            raise Ask(
                say(_("That is too long for me; a few words or one link will do."))
            )
        argument = _one_line(request.argument)
        if not is_shortened(argument):
            return argument
        async with self.desk.database.reading() as connection:
            return await spell_out(connection, argument)

    async def _fitting(self, reply: Reply) -> Reply:
        """Make every button short enough for any platform."""
        if is_short(reply.document):
            return reply
        async with self.desk.database.writing() as connection:
            return replace(reply, document=await shorten(connection, reply.document))


def _one_line(text: str) -> str:
    """Keep what can be shown and stored: no control characters, no half of a pair."""
    kept = (" " if category(each) in {"Cc", "Cs"} else each for each in text)
    return " ".join("".join(kept).split())


def _unknown(name: str) -> Document:
    name = _one_line(name[:40])
    close = get_close_matches(name, list(_BY_NAME), n=3)
    names = dict.fromkeys((*close, "help"))
    buttons = tuple(Button(label=f"/{near}", command=near) for near in names)
    return say(_("I don't know /{command}.").format(command=name), buttons=(buttons,))


def _with_what_is_left(document: Document, number: int) -> Document:
    left = _("That was the last one within the hour.")
    if number:
        left = plural(
            "{count} more within the hour.", "{count} more within the hour.", number
        )
    return replace(document, blocks=(*document.blocks, quiet(left)))


def _too_often(until: datetime) -> Document:
    """Say that it was much, what the limit is, and when it goes on."""
    limit = _(
        "That was a lot: I make {person} briefings, digests, searches and answers an hour "
        "for one person, and {chat} for one chat. It goes on at:"
    ).format(person=A_PERSON, chat=A_CHAT)
    return Document(
        blocks=(
            Paragraph(line=(Run(text=f"{limit} "), Run(text="", when=until))),
            paragraph(_("/latest, /more, /quotes and /sources work at any time.")),
        )
    )


def _not_allowed(command: Command) -> Document:
    return say(
        _(
            "Only people who manage this chat can use /{command}. "
            "In a private chat with me you can follow whatever you like."
        ).format(command=command.name)
    )


_BY_NAME = {command.name: command for command in COMMANDS}
