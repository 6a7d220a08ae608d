"""The command that has a subscription told at once, besides its briefing."""

from bot.alerts import MOST_A_DAY
from bot.briefing_document import in_rows
from bot.chat import Request
from bot.commands.asking import Ask, subscribed, subscriptions_meant
from bot.commands.command import Desk
from bot.documents import Button, Document
from bot.subscriptions import Subscription, tell_at_once
from bot.tongue import _
from bot.wording import named, say
from digests import InterestKind


async def alert(desk: Desk, request: Request) -> Document:
    """Turn alerts of one subscription on, or off if they are on."""
    _chat, kept = await subscribed(desk, request)
    chosen = _chosen(request.argument, kept)
    async with desk.database.writing() as connection:
        await tell_at_once(connection, chosen, instant=not chosen.instant)
    if chosen.instant:
        return say(
            _("{interest} comes with your briefing only.").format(
                interest=named(chosen.interest)
            ),
            buttons=((_press(chosen, _("Undo")),),),
        )
    said = _(
        "⚡ {interest} is told at once: every new story, at most {most} times a day, and "
        "never in quiet hours."
    )
    if chosen.interest.kind is InterestKind.TOPIC:
        said = _(
            "⚡ {interest} is told at once: stories that two outlets or more report, at most "
            "{most} times a day, and never in quiet hours."
        )
    return say(
        said.format(interest=named(chosen.interest), most=MOST_A_DAY),
        buttons=(
            (
                _press(chosen, _("Undo")),
                Button(label=_("Quiet hours"), command="settings", argument="quiet"),
            ),
        ),
    )


def _chosen(words: str, kept: tuple[Subscription, ...]) -> Subscription:
    """Find the subscription that is meant, by its number, id or name. Raises ``Ask``."""
    if not kept:
        raise Ask(say(_("This chat follows nothing yet; /subscribe comes first.")))
    found = subscriptions_meant(words, kept)
    if len(found) != 1:
        raise Ask(
            say(
                _(
                    "Which of them shall I tell at once? A lightning stands at those that "
                    "I do."
                ),
                buttons=in_rows([_press(each, _label(each)) for each in kept], width=2),
            )
        )
    return found[0]


def _press(kept: Subscription, label: str) -> Button:
    return Button(label=label, command="alert", argument=f"#{kept.id}")


def _label(kept: Subscription) -> str:
    name = named(kept.interest)
    return f"⚡ {name}" if kept.instant else name
