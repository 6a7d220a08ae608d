"""Commands that change what a chat receives: subscribing, unsubscribing, topics."""

from datetime import datetime

from bot import subscriptions as wishes
from bot.briefing_document import count, in_rows, quiet
from bot.chat import Request
from bot.commands.asking import Ask, coming, number_in, subscribed, topic_buttons
from bot.commands.command import Desk
from bot.commands.feed_lists import follow_list
from bot.documents import Block, Bullets, Button, Document, Paragraph, Run
from bot.subscriptions import LONGEST, MOST, KnownChat, Subscription
from bot.wording import (
    cited,
    heading,
    headlines,
    named,
    numbers,
    paragraph,
    say,
)
from digests import Interest, InterestKind, Preview, SourceStatus

_CHOICES = 6
_TOPIC_LINK = "t_"


async def start(desk: Desk, request: Request) -> Document:
    """Welcome somebody; a deep link ``t_<topic>`` subscribes at once."""
    topics = {f"{_TOPIC_LINK}{topic.id}": topic.id for topic in desk.newsroom.topics()}
    if request.argument in topics and request.can_manage:
        return await _subscribe_to(desk, request, topics[request.argument])
    following = await _followed_topics(desk, request)
    return Document(
        blocks=(
            heading("📰 News in short, with real quotes"),
            paragraph(
                "I read the articles and send you the few stories that matter: short "
                "digests, quotes word for word, and a link to every source."
            ),
            paragraph("Pick topics, or send me any topic, website or link."),
        ),
        buttons=(
            *topic_buttons(desk.newsroom.topics(), following=following),
            (Button(label="✅ Show me a sample now", command="digest"),),
            (
                Button(label="⏰ When it comes", command="schedule"),
                Button(label="Help", command="help"),
            ),
        ),
    )


async def _followed_topics(desk: Desk, request: Request) -> frozenset[str]:
    _, subscriptions = await subscribed(desk, request)
    return frozenset(
        each.interest.value
        for each in subscriptions
        if each.interest.kind == InterestKind.TOPIC
    )


async def topics(desk: Desk, request: Request) -> Document:
    """List the ready topics."""
    following = await _followed_topics(desk, request)
    return say(
        "Ready topics; a tick stands at those that you follow. "
        "Any other words work too: /subscribe electric ferries",
        buttons=topic_buttons(desk.newsroom.topics(), following=following),
    )


async def subscribe(desk: Desk, request: Request) -> Document:
    """Follow a topic, a website's feed or any words, or all feeds of a file."""
    if request.file:
        return await follow_list(desk, request)
    if not request.argument:
        raise Ask(
            say(
                "What shall I follow? A topic, a website, a feed or any words: "
                "/subscribe climate. Words behind it filter: /subscribe climate -football",
                buttons=topic_buttons(desk.newsroom.topics()),
            )
        )
    return await _subscribe_to(desk, request, request.argument)


async def _subscribe_to(desk: Desk, request: Request, words: str) -> Document:
    chat, subscriptions = await subscribed(desk, request)
    if len(subscriptions) >= MOST:
        raise Ask(
            say(
                f"This chat follows {MOST} things, which is the most I can serve. "
                "Remove one first.",
                buttons=((Button(label="Show them", command="subscriptions"),),),
            )
        )
    found = await desk.newsroom.interests(words)
    if len(found) > 1:
        raise Ask(await _choice(desk, words, found))
    interest = await desk.newsroom.follow(found[0])
    if len(interest.value) > LONGEST:
        raise Ask(
            say(f"I can follow words of up to {LONGEST} characters; fewer find more.")
        )
    async with desk.database.writing() as connection:
        added = await wishes.subscribe(connection, chat, interest, at=desk.clock())
    if added is None:
        return await _already(desk, chat, interest)
    preview = await desk.newsroom.preview(interest)
    return _followed(chat, added, preview, await _about(desk, interest))


async def _choice(desk: Desk, words: str, found: tuple[Interest, ...]) -> Document:
    urls = await _urls(desk)
    buttons = [
        Button(
            label=interest.label, command="subscribe", argument=_again(interest, urls)
        )
        for interest in found[:_CHOICES]
    ]
    first = f" These are the first {_CHOICES}." if len(found) > _CHOICES else ""
    return say(
        f"I found {count(len(found), 'feed')} at {cited(words)}. Which one?{first}",
        buttons=in_rows(buttons, width=1),
    )


async def _already(desk: Desk, chat: KnownChat, interest: Interest) -> Document:
    async with desk.database.reading() as connection:
        kept = await wishes.subscriptions_of(connection, chat)
    wanted = interest.kind, interest.value
    same = [e for e in kept if (e.interest.kind, e.interest.value) == wanted]
    return Document(
        blocks=(
            paragraph(f"You follow {named(interest)} already."),
            *map(coming, same),
        ),
        buttons=((Button(label="Show all", command="subscriptions"),),),
    )


def _followed(
    chat: KnownChat, added: Subscription, preview: Preview, about: str
) -> Document:
    articles = f"{count(preview.articles, 'article')} in the last 7 days."
    if preview.unread:
        articles += f" {preview.unread} more are still to be read."
    blocks: list[Block] = [heading(f"✅ {named(added.interest)}"), paragraph(articles)]
    if preview.newest:
        blocks.append(headlines(preview.newest))
    blocks += [coming(added), *_clock_hint(chat)]
    return Document(
        blocks=tuple(blocks),
        buttons=(
            (
                Button(label="Undo", command="unsubscribe", argument=f"#{added.id}"),
                Button(label="Change time", command="schedule"),
                Button(label="Show me now", command="digest", argument=about),
                Button(label="⚡ At once", command="alert", argument=f"#{added.id}"),
            ),
        ),
    )


async def _about(desk: Desk, interest: Interest) -> str:
    """Name an interest for ``/digest``, which takes a lone link for an article."""
    if interest.kind != InterestKind.SOURCE:
        return interest.value
    return _again(interest, await _urls(desk)) if interest.filters else ""


async def _urls(desk: Desk) -> dict[str, str]:
    """Map the ids of sources to their addresses."""
    return {str(each.id): each.url for each in await desk.newsroom.sources()}


def _again(interest: Interest, urls: dict[str, str]) -> str:
    """Say what ``/subscribe`` would need to follow an interest."""
    if interest.kind != InterestKind.SOURCE:
        return interest.value
    url = urls.get(interest.subject, interest.subject)
    return f"{url} {interest.filters}".strip()


def _clock_hint(chat: KnownChat) -> tuple[Paragraph, ...]:
    if chat.rule.zone != "UTC":
        return ()
    return (quiet("Where is your clock? /schedule Berlin, or any other city."),)


async def unsubscribe(desk: Desk, request: Request) -> Document:
    """Stop following: a number of the list, a name, or all."""
    chat, subscriptions = await subscribed(desk, request)
    if not subscriptions:
        return _follows_nothing(desk)
    chosen = _chosen(request.argument.strip(), subscriptions)
    async with desk.database.writing() as connection:
        await wishes.unsubscribe(connection, chat, [each.id for each in chosen])
    names = ", ".join(named(each.interest) for each in chosen)
    left = len(subscriptions) - len(chosen)
    return say(
        f"Removed: {names}. You follow {count(left, 'thing') if left else 'nothing'} now.",
        buttons=await _undo(desk, chosen),
    )


async def _undo(
    desk: Desk, removed: tuple[Subscription, ...]
) -> tuple[tuple[Button, ...], ...]:
    if len(removed) > 1:
        return ()
    words = _again(removed[0].interest, await _urls(desk))
    return ((Button(label="Undo", command="subscribe", argument=words),),)


def _chosen(
    words: str, subscriptions: tuple[Subscription, ...]
) -> tuple[Subscription, ...]:
    """Find the subscriptions that are meant. Raises ``Ask``.

    ``#12`` is a subscription's id, as buttons use it; ``2`` its place in the list.
    """
    if words.casefold() in {"all", "alles", "everything"}:
        return subscriptions
    number = number_in(words)
    if number is not None and words.startswith("#"):
        found = [each for each in subscriptions if each.id == number]
    elif number is not None:
        found = list(subscriptions[number - 1 : number]) if number else []
    else:
        found = _with_name(words.casefold(), subscriptions)
    if len(found) != 1:
        raise Ask(_which(words, found, subscriptions))
    return tuple(found)


def _with_name(
    name: str, subscriptions: tuple[Subscription, ...]
) -> list[Subscription]:
    labels = {each: each.interest.label.casefold() for each in subscriptions}
    exact = [each for each, label in labels.items() if label == name]
    return exact or [each for each, label in labels.items() if name and name in label]


def _which(
    words: str, found: list[Subscription], subscriptions: tuple[Subscription, ...]
) -> Document:
    unknown = f"{cited(words)} is none of them. " if words and not found else ""
    most = numbers(len(subscriptions))
    return say(
        f"{unknown}Which one shall I remove? Say a number ({most}), a name, or all.",
        buttons=in_rows([_remove(each) for each in found or subscriptions], width=1),
    )


def _remove(subscription: Subscription) -> Button:
    return Button(
        label=f"🗑 {named(subscription.interest)}",
        command="unsubscribe",
        argument=f"#{subscription.id}",
    )


def _follows_nothing(desk: Desk) -> Document:
    return say(
        "This chat follows nothing yet. Pick a topic, or /subscribe to any words or website.",
        buttons=topic_buttons(desk.newsroom.topics()),
    )


async def subscriptions(desk: Desk, request: Request) -> Document:
    """List what the chat follows, when it comes, and what is wrong with it."""
    chat, kept = await subscribed(desk, request)
    if not kept:
        return _follows_nothing(desk)
    states = {str(state.id): state for state in await desk.newsroom.sources()}
    removals = [
        Button(label=f"🗑 {number}", command="unsubscribe", argument=f"#{each.id}")
        for number, each in enumerate(kept, 1)
    ]
    return Document(
        blocks=(
            heading(f"You follow {count(len(kept), 'thing')}"),
            Bullets(
                lines=tuple((Run(text=_kept(each, states)),) for each in kept),
                numbered=True,
            ),
            coming(min(kept, key=lambda each: each.next.due_at)),
            *_paused(chat, desk.clock()),
        ),
        buttons=(
            *in_rows(removals),
            (
                Button(label="➕ Add", command="subscribe"),
                Button(label="⏰ Schedule", command="schedule"),
                Button(label="⚡ At once", command="alert"),
            ),
        ),
    )


def _paused(chat: KnownChat, at: datetime) -> tuple[Paragraph, ...]:
    if chat.counts_from(at) == at:
        return ()
    return (quiet("This is a pause that you asked for; /schedule resume ends it."),)


def _kept(subscription: Subscription, states: dict[str, SourceStatus]) -> str:
    name = named(subscription.interest)
    name = f"⚡ {name}" if subscription.instant else name
    if subscription.interest.kind != InterestKind.SOURCE:
        return name
    state = states.get(subscription.interest.subject)
    trouble = state.error if state else "it is no longer there"
    return f"🟠 {name} – {trouble}" if trouble else name
