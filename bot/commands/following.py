"""Commands about what a chat follows: following more, and listing all of it."""

from datetime import datetime

from bot import subscriptions as wishes
from bot.briefing_document import in_rows, quiet
from bot.chat import Request
from bot.commands.asking import Ask, coming, subscribed, topic_buttons
from bot.commands.command import Desk
from bot.commands.feed_lists import follow_list
from bot.documents import Block, Bullets, Button, Document, Paragraph, Run
from bot.farewells import remember
from bot.phrases import reason
from bot.subscriptions import LONGEST, MOST, KnownChat, Subscription
from bot.tongue import _, plural
from bot.wording import called, cited, heading, headlines, named, paragraph, say
from digests import Interest, InterestKind, Preview, SourceStatus

_CHOICES = 6


async def subscribe(desk: Desk, request: Request) -> Document:
    """Follow a topic, a website's feed or any words, or all feeds of a file."""
    if request.file:
        return await follow_list(desk, request)
    if not request.argument:
        raise Ask(
            say(
                _(
                    "What shall I follow? A topic, a website, a feed or any words: "
                    "/subscribe climate. Words behind it filter: "
                    "/subscribe climate -football"
                ),
                buttons=topic_buttons(desk.newsroom.topics()),
            )
        )
    return await follow(desk, request, request.argument)


async def follow(desk: Desk, request: Request, words: str) -> Document:
    """Follow what words name, and show what it brings. Raises ``Ask``, ``NewsError``."""
    chat, subscriptions = await subscribed(desk, request)
    if len(subscriptions) >= MOST:
        raise Ask(_too_many())
    found = await desk.newsroom.interests(words)
    if len(found) > 1:
        raise Ask(await _choice(desk, words, found))
    interest = await desk.newsroom.follow(found[0])
    if len(interest.value) > LONGEST:
        raise Ask(_too_long())
    async with desk.database.writing() as connection:
        at = desk.clock()
        added = await wishes.subscribe(connection, chat, interest, at=at)
        await remember(connection, chat, request, at=at)
    if added is None:
        return await _already(desk, chat, interest)
    preview = await desk.newsroom.preview(interest)
    return _followed(chat, added, preview, await _about(desk, interest))


def _too_many() -> Document:
    most = plural(
        "This chat follows {count} thing, which is the most I can serve. "
        "Remove one first.",
        "This chat follows {count} things, which is the most I can serve. "
        "Remove one first.",
        MOST,
    )
    button = Button(label=_("Show them"), command="subscriptions")
    return say(most, buttons=((button,),))


def _too_long() -> Document:
    return say(
        plural(
            "I can follow words of up to {count} character; fewer find more.",
            "I can follow words of up to {count} characters; fewer find more.",
            LONGEST,
        )
    )


async def _choice(desk: Desk, words: str, found: tuple[Interest, ...]) -> Document:
    urls = await addresses(desk)
    buttons = [
        Button(
            label=called(interest),
            command="subscribe",
            argument=again(interest, urls),
        )
        for interest in found[:_CHOICES]
    ]
    which = plural(
        "I found {count} feed at {words}. Which one?",
        "I found {count} feeds at {words}. Which one?",
        len(found),
        words=cited(words),
    )
    if len(found) > _CHOICES:
        which += " " + _("These are the first {number}.").format(number=_CHOICES)
    return say(which, buttons=in_rows(buttons, width=1))


async def _already(desk: Desk, chat: KnownChat, interest: Interest) -> Document:
    async with desk.database.reading() as connection:
        kept = await wishes.subscriptions_of(connection, chat, at=desk.clock())
    wanted = interest.kind, interest.value
    same = [e for e in kept if (e.interest.kind, e.interest.value) == wanted]
    return Document(
        blocks=(
            paragraph(_("You follow {name} already.").format(name=named(interest))),
            *map(coming, same),
        ),
        buttons=((Button(label=_("Show all"), command="subscriptions"),),),
    )


def _followed(
    chat: KnownChat, added: Subscription, preview: Preview, about: str
) -> Document:
    blocks: list[Block] = [
        heading(f"✅ {named(added.interest)}"),
        paragraph(_brought(preview)),
    ]
    if preview.newest:
        blocks.append(headlines(preview.newest))
    blocks += [coming(added), *_clock_hint(chat)]
    return Document(
        blocks=tuple(blocks),
        buttons=(
            (
                Button(label=_("Undo"), command="unsubscribe", argument=f"#{added.id}"),
                Button(label=_("Change time"), command="schedule"),
                Button(label=_("Show me now"), command="digest", argument=about),
                Button(label=_("⚡ At once"), command="alert", argument=f"#{added.id}"),
            ),
        ),
    )


def _brought(preview: Preview) -> str:
    brought = plural(
        "{count} article in the last 7 days.",
        "{count} articles in the last 7 days.",
        preview.articles,
    )
    if not preview.unread:
        return brought
    unread = plural(
        "{count} more is still to be read.",
        "{count} more are still to be read.",
        preview.unread,
    )
    return f"{brought} {unread}"


async def _about(desk: Desk, interest: Interest) -> str:
    """Name an interest for ``/digest``, which takes a lone link for an article."""
    if interest.kind != InterestKind.SOURCE:
        return interest.value
    return again(interest, await addresses(desk)) if interest.filters else ""


async def addresses(desk: Desk) -> dict[str, str]:
    """Map the ids of sources to their addresses."""
    return {str(each.id): each.url for each in await desk.newsroom.sources()}


def again(interest: Interest, urls: dict[str, str]) -> str:
    """Say what ``/subscribe`` would need to follow an interest."""
    if interest.kind != InterestKind.SOURCE:
        return interest.value
    url = urls.get(interest.subject, interest.subject)
    return f"{url} {interest.filters}".strip()


def _clock_hint(chat: KnownChat) -> tuple[Paragraph, ...]:
    if chat.rule.zone != "UTC":
        return ()
    return (quiet(_("Where is your clock? /schedule Berlin, or any other city.")),)


async def subscriptions(desk: Desk, request: Request) -> Document:
    """List what the chat follows, when it comes, and what is wrong with it."""
    chat, kept = await subscribed(desk, request)
    if not kept:
        return follows_nothing(desk)
    states = await _states(desk, kept)
    removals = [
        Button(label=f"🗑 {number}", command="unsubscribe", argument=f"#{each.id}")
        for number, each in enumerate(kept, 1)
    ]
    return Document(
        blocks=(
            heading(
                plural(
                    "You follow {count} thing", "You follow {count} things", len(kept)
                )
            ),
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
                Button(label=_("➕ Add"), command="subscribe"),
                Button(label=_("⏰ Schedule"), command="schedule"),
                Button(label=_("⚡ At once"), command="alert"),
            ),
        ),
    )


async def _states(
    desk: Desk, kept: tuple[Subscription, ...]
) -> dict[str, SourceStatus]:
    """Find how the sources are doing that are followed, by their ids."""
    subjects = {
        one.interest.subject
        for one in kept
        if one.interest.kind == InterestKind.SOURCE and one.interest.subject.isdecimal()
    }
    only = sorted(map(int, subjects))
    return {str(one.id): one for one in await desk.newsroom.sources(only)}


def follows_nothing(desk: Desk) -> Document:
    """Say that the chat follows nothing, and offer topics."""
    return say(
        _(
            "This chat follows nothing yet. "
            "Pick a topic, or /subscribe to any words or website."
        ),
        buttons=topic_buttons(desk.newsroom.topics()),
    )


def _paused(chat: KnownChat, at: datetime) -> tuple[Paragraph, ...]:
    if chat.counts_from(at) == at:
        return ()
    return (quiet(_("This is a pause that you asked for; /schedule resume ends it.")),)


def _kept(subscription: Subscription, states: dict[str, SourceStatus]) -> str:
    name = named(subscription.interest)
    name = f"⚡ {name}" if subscription.instant else name
    if subscription.interest.kind != InterestKind.SOURCE:
        return name
    state = states.get(subscription.interest.subject)
    trouble = reason(state.error) if state else _("it is no longer there")
    return f"🟠 {name} – {trouble}" if trouble else name
