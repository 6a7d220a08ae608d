"""What commands share: the asking chat, the list its numbers refer to, its buttons."""

import re
from collections.abc import Iterable

from bot.briefing_document import in_rows
from bot.briefings import StoredBriefing, read_briefing
from bot.chat import Request
from bot.commands.command import Desk
from bot.documents import Button, Document, Paragraph, Run
from bot.phrases import schedule
from bot.subscriptions import KnownChat, Subscription, greet, look_up, subscriptions_of
from bot.tongue import _, topic_called
from bot.wording import names_of, numbers, say
from digests import Topic

_NUMBER = re.compile(r"#?([0-9]{1,9})\.?")


class Ask(Exception):
    """A command cannot go on; ``document`` says what is possible instead."""

    def __init__(self, document: Document) -> None:
        super().__init__("the reader must say more")
        self.document = document


async def chat_of(desk: Desk, request: Request) -> KnownChat:
    """Return the asking chat, which any word from it makes one of ours (again)."""
    if desk.here is not None and desk.here.address == request.address:
        return desk.here
    async with desk.database.reading() as connection:
        known = await look_up(connection, request.address)
    if known is not None and known.active:
        return known
    async with desk.database.writing() as connection:
        return await greet(
            connection, request.address, at=desk.clock(), language=request.language
        )


async def subscribed(
    desk: Desk, request: Request
) -> tuple[KnownChat, tuple[Subscription, ...]]:
    """Return the asking chat and what it follows."""
    chat = await chat_of(desk, request)
    async with desk.database.reading() as connection:
        return chat, await subscriptions_of(connection, chat, at=desk.clock())


async def meant(desk: Desk, request: Request) -> tuple[StoredBriefing, int, int]:
    """Find the list, the number and the story that a request means.

    The list is the one whose button was pressed, or the chat's last one. Raises
    ``Ask`` when there is none, or no such number in it.
    """
    chat = await chat_of(desk, request)
    async with desk.database.reading() as connection:
        listed = await read_briefing(
            connection, chat, request.briefing, at=desk.clock()
        )
    if listed is None and request.briefing is not None:
        raise Ask(_forgotten())
    if listed is None or not listed.stories:
        raise Ask(_nothing_to_number())
    if not request.argument and len(listed.stories) == 1:
        return listed, 1, listed.stories[0]
    number = number_in(request.argument)
    if number is None or not 0 < number <= len(listed.stories):
        raise Ask(_which(request, listed))
    return listed, number, listed.stories[number - 1]


def number_in(argument: str) -> int | None:
    """Read a number of at most nine digits: ``3``, ``#3``, ``3.``."""
    found = _NUMBER.fullmatch(argument.strip())
    return int(found[1]) if found else None


def _forgotten() -> Document:
    return say(
        _("I no longer have that briefing."),
        buttons=(
            (
                Button(label=_("The last one"), command="latest"),
                Button(label=_("Make one now"), command="digest"),
            ),
        ),
    )


def _nothing_to_number() -> Document:
    return say(
        _("There is no briefing here yet whose numbers I could mean."),
        buttons=((Button(label=_("Make one now"), command="digest"),),),
    )


def _which(request: Request, listed: StoredBriefing) -> Document:
    most = len(listed.stories)
    buttons = [
        Button(label=str(number), command=request.command, argument=str(number))
        for number in range(1, most + 1)
    ]
    which = _("Which story? Say {numbers}.").format(numbers=numbers(most))
    document = say(which, buttons=in_rows(buttons))
    return Document(
        blocks=document.blocks, buttons=document.buttons, briefing=listed.id
    )


def subscriptions_meant(
    words: str, kept: tuple[Subscription, ...]
) -> list[Subscription]:
    """Find the subscriptions that somebody may mean, by number or name in any language.

    ``#12`` is a subscription's id, as buttons use it; ``2`` its place in the list.
    """
    number = number_in(words)
    if number is not None and words.startswith("#"):
        return [each for each in kept if each.id == number]
    if number is not None:
        return list(kept[number - 1 : number]) if number else []
    return _with_name(words.casefold(), kept)


def _with_name(name: str, kept: tuple[Subscription, ...]) -> list[Subscription]:
    names = {each: _folded(names_of(each.interest)) for each in kept}
    exact = [each for each, known in names.items() if name in known]
    return exact or [
        each
        for each, known in names.items()
        if name and any(name in label for label in known)
    ]


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.casefold() for name in names)


def coming(subscription: Subscription) -> Paragraph:
    """Say when a subscription comes, and when next, in the reader's own time."""
    rule = schedule(subscription.rule)
    said = _("In your briefing: {schedule}. Next:").format(schedule=rule)
    moment = Run(text="", when=subscription.next.due_at)
    return Paragraph(line=(Run(text=f"{said} "), moment))


def topic_buttons(
    topics: Iterable[Topic], *, following: frozenset[str] = frozenset()
) -> tuple[tuple[Button, ...], ...]:
    """Offer topics, three in a row; a tick stands at those that are followed."""
    buttons = [
        Button(
            label=topic_called(topic.label) + " ✓" * (topic.id in following),
            command="subscribe",
            argument=topic.id,
        )
        for topic in topics
    ]
    return in_rows(buttons, width=3)
