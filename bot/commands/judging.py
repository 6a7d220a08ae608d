"""Commands about a story's place: what readers say of it, and why it stands where it does."""

from dataclasses import replace

from bot.chat import Request
from bot.commands.asking import Ask, meant, subscribed
from bot.commands.command import Desk
from bot.documents import Document
from bot.feedback import likings
from bot.feedback import rate as keep_word
from bot.wording import say, why_document

_WORDS = {
    "yes": True,
    "no": False,
    "useful": True,
    "useless": False,
    "+": True,
    "-": False,
}


async def rate(desk: Desk, request: Request) -> Document:
    """Keep whether a numbered story was useful."""
    first, _, word = request.argument.rpartition(" ")
    useful = _WORDS.get(word.strip().casefold())
    if useful is None:
        raise Ask(say("Was it useful? Say for example: /rate 3 yes, or /rate 3 no."))
    listed, number, story = await meant(desk, replace(request, argument=first))
    chat, _ = await subscribed(desk, request)
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
    more = "a little further up" if useful else "a little further down"
    document = say(
        f"Thanks. Stories of this outlet and these topics come {more} from now on; "
        f"/why {number} shows what counts."
    )
    return replace(document, briefing=listed.id)


async def why(desk: Desk, request: Request) -> Document:
    """Explain the place of a numbered story."""
    listed, number, story = await meant(desk, request)
    chat, kept = await subscribed(desk, request)
    async with desk.database.reading() as connection:
        liked = await likings(connection, chat)
    interests = [each.interest for each in kept]
    found = await desk.newsroom.weighed(story, interests, likings=liked)
    return why_document(found, number, at=desk.clock(), briefing_id=listed.id)
