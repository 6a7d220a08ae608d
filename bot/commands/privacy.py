"""The command that says what is kept of a chat, hands it over, or deletes it."""

from bot import own_data
from bot.chat import Request
from bot.commands.asking import Ask, chat_of
from bot.commands.command import Desk
from bot.documents import Bullets, Button, Document, File, Run
from bot.tongue import _, marked
from bot.wording import heading, paragraph, say

NOT_YOURS_TO_HAVE = marked(
    "Only people who manage this chat can export or delete what is kept."
)


async def privacy(desk: Desk, request: Request) -> Document:
    """Say what is kept of the chat; ``export`` hands it over, ``delete yes`` ends it."""
    match request.argument.casefold().split():
        case []:
            return _what_is_kept()
        case ["export"]:
            _managed(request)
            return await _export(desk, request)
        case ["delete"]:
            _managed(request)
            return _are_you_sure()
        case ["delete", "yes"]:
            _managed(request)
            return await _delete(desk, request)
    raise Ask(
        say(
            _("I understand /privacy, /privacy export and /privacy delete."),
            buttons=(_both(),),
        )
    )


def _both() -> tuple[Button, Button]:
    return (
        Button(label=_("Export"), command="privacy", argument="export"),
        Button(label=_("Delete my data"), command="privacy", argument="delete"),
    )


def _managed(request: Request) -> None:
    if not (request.can_manage or request.own):
        raise Ask(say(_(NOT_YOURS_TO_HAVE)))


def _what_is_kept() -> Document:
    lines = (
        _("The id of this chat, its language, time zone and settings"),
        _("What it follows and when"),
        _("Its briefings, what it was told and what it found useful, for 60 days"),
        _("What was asked, and by whom, is forgotten once it is answered"),
        _(
            "Of a group or channel: who set it up last. That person alone is told when "
            "I can no longer write there"
        ),
        _(
            "A language model, if the operator chose one, is sent articles and the "
            "questions of /ask, without who asked"
        ),
    )
    return Document(
        blocks=(
            heading(_("What I keep of this chat")),
            Bullets(lines=tuple((Run(text=line),) for line in lines)),
            paragraph(_("Nothing of it is shown to anybody else.")),
        ),
        buttons=(_both(),),
    )


async def _export(desk: Desk, request: Request) -> Document:
    chat = await chat_of(desk, request)
    async with desk.database.reading() as connection:
        kept = await own_data.export(connection, chat, person=_alone(request))
    return Document(
        blocks=(paragraph(_("Here is all that I keep of this chat, as a file.")),),
        files=(File(name="verbatim-chat.json", text=kept),),
    )


def _alone(request: Request) -> str:
    """Say who asks, if nobody else reads the answer."""
    return request.person if request.private or request.own else ""


def _are_you_sure() -> Document:
    return say(
        _(
            "This deletes everything that I keep of this chat: what it follows, its "
            "settings and its briefings. It cannot be undone."
        ),
        buttons=(
            (
                Button(
                    label=_("Delete it all"), command="privacy", argument="delete yes"
                ),
                Button(label=_("Keep it"), command="privacy"),
            ),
        ),
    )


async def _delete(desk: Desk, request: Request) -> Document:
    chat = await chat_of(desk, request)
    async with desk.database.writing() as connection:
        await own_data.erase(connection, chat, person=_alone(request))
    return say(
        _(
            "Everything is deleted, and nothing will come any more. If you write to me "
            "again, I begin as with a stranger: /start."
        )
    )
