"""The commands that begin: a welcome with all that can be picked, and the ready topics."""

from bot.chat import Request
from bot.commands.asking import Ask, subscribed, topic_buttons
from bot.commands.command import Desk
from bot.commands.following import follow
from bot.documents import Button, Document
from bot.tongue import _, marked
from bot.wording import heading, paragraph, say
from digests import InterestKind

_TOPIC_LINK = "t_"
NOT_YOURS_TO_START = marked(
    "Only people who manage this chat choose what comes here. /digest shows you the news "
    "at once, and in a private chat with me you choose for yourself."
)


async def start(desk: Desk, request: Request) -> Document:
    """Welcome somebody; a deep link ``t_<topic>`` subscribes at once.

    A panel whose every button would be refused is no welcome: who does not manage the
    chat hears what they can do instead.
    """
    if not request.can_manage:
        raise Ask(say(_(NOT_YOURS_TO_START), buttons=((_sample(),),)))
    topics = {f"{_TOPIC_LINK}{topic.id}": topic.id for topic in desk.newsroom.topics()}
    if request.argument in topics:
        return await follow(desk, request, topics[request.argument])
    following = await _followed_topics(desk, request)
    return Document(
        blocks=(
            heading(_("📰 News in short, with real quotes")),
            paragraph(
                _(
                    "I read the articles and send you the few stories that matter: short "
                    "digests, quotes word for word, and a link to every source."
                )
            ),
            paragraph(_("Pick topics, or send me any topic, website or link.")),
        ),
        buttons=(
            *topic_buttons(desk.newsroom.topics(), following=following),
            (_sample(),),
            (
                Button(label=_("⏰ When it comes"), command="schedule"),
                Button(label=_("Help"), command="help"),
            ),
        ),
    )


def _sample() -> Button:
    return Button(label=_("✅ Show me a sample now"), command="digest")


async def topics(desk: Desk, request: Request) -> Document:
    """List the ready topics."""
    following = await _followed_topics(desk, request)
    return say(
        _(
            "Ready topics; a tick stands at those that you follow. "
            "Any other words work too: /subscribe electric ferries"
        ),
        buttons=topic_buttons(desk.newsroom.topics(), following=following),
    )


async def _followed_topics(desk: Desk, request: Request) -> frozenset[str]:
    _chat, subscriptions = await subscribed(desk, request)
    return frozenset(
        each.interest.value
        for each in subscriptions
        if each.interest.kind == InterestKind.TOPIC
    )
