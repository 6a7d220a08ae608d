"""Commands about a story's place: what readers say of it, and why it stands where it does."""

from dataclasses import replace

from bot.chat import Request
from bot.commands.asking import Ask, meant, subscribed
from bot.commands.command import Desk
from bot.documents import Document
from bot.feedback import likings
from bot.feedback import rate as keep_word
from bot.tongue import _
from bot.weights import why_document
from bot.wording import say

_WORDS = {
    **dict.fromkeys("+ yes useful ja да sí si oui так نعم 是".split(), True),
    **dict.fromkeys("- no useless nein нет non ні لا 否".split(), False),
}


async def rate(desk: Desk, request: Request) -> Document:
    """Keep whether a numbered story was useful."""
    first, _between, word = request.argument.rpartition(" ")
    useful = _WORDS.get(word.strip().casefold())
    if useful is None:
        raise Ask(say(_("Was it useful? Say for example: /rate 3 yes, or /rate 3 no.")))
    listed, number, story = await meant(desk, replace(request, argument=first))
    chat, _kept = await subscribed(desk, request)
    found = await desk.newsroom.weighed(story, (), likings={})
    async with desk.database.writing() as connection:
        await keep_word(
            connection,
            chat,
            story,
            useful=useful,
            traits=found.traits,
            at=desk.clock(),
        )
    return replace(say(_thanks(useful=useful, number=number)), briefing=listed.id)


def _thanks(*, useful: bool, number: int) -> str:
    thanks = (
        _(
            "Thanks. Stories of this outlet and these topics come a little further up "
            "from now on; /why {number} shows what counts."
        )
        if useful
        else _(
            "Thanks. Stories of this outlet and these topics come a little further down "
            "from now on; /why {number} shows what counts."
        )
    )
    return thanks.format(number=number)


async def why(desk: Desk, request: Request) -> Document:
    """Explain the place of a numbered story."""
    listed, number, story = await meant(desk, request)
    chat, kept = await subscribed(desk, request)
    async with desk.database.reading() as connection:
        liked = await likings(connection, chat)
    interests = [each.interest for each in kept]
    found = await desk.newsroom.weighed(story, interests, likings=liked)
    return why_document(found, number, at=desk.clock(), briefing_id=listed.id)
