"""The command that has a subscription told at once, besides its briefing."""

from bot.alerts import MOST_A_DAY
from bot.briefing_document import in_rows
from bot.chat import Request
from bot.commands.asking import Ask, number_in, subscribed
from bot.commands.command import Desk
from bot.documents import Button, Document
from bot.subscriptions import Subscription, tell_at_once
from bot.wording import named, say
from digests import InterestKind


async def alert(desk: Desk, request: Request) -> Document:
    """Turn alerts of one subscription on, or off if they are on."""
    _, kept = await subscribed(desk, request)
    chosen = _chosen(request.argument, kept)
    async with desk.database.writing() as connection:
        await tell_at_once(connection, chosen, instant=not chosen.instant)
    if chosen.instant:
        return say(
            f"{named(chosen.interest)} comes with your briefing only.",
            buttons=((_press(chosen, "Undo"),),),
        )
    few = (
        "stories that two outlets or more report"
        if chosen.interest.kind is InterestKind.TOPIC
        else "every new story"
    )
    return say(
        f"⚡ {named(chosen.interest)} is told at once: {few}, at most {MOST_A_DAY} times a "
        "day, and never in quiet hours.",
        buttons=(
            (
                _press(chosen, "Undo"),
                Button(label="Quiet hours", command="settings", argument="quiet"),
            ),
        ),
    )


def _chosen(words: str, kept: tuple[Subscription, ...]) -> Subscription:
    """Find the subscription that is meant, by its number, id or name. Raises ``Ask``."""
    if not kept:
        raise Ask(say("This chat follows nothing yet; /subscribe comes first."))
    number = number_in(words)
    if number is not None and words.startswith("#"):
        found = [each for each in kept if each.id == number]
    elif number is not None:
        found = list(kept[number - 1 : number]) if number else []
    else:
        name = words.casefold()
        found = [
            each for each in kept if name and name in each.interest.label.casefold()
        ]
    if len(found) != 1:
        raise Ask(
            say(
                "Which of them shall I tell at once? A lightning stands at those that I do.",
                buttons=in_rows([_press(each, _label(each)) for each in kept], width=2),
            )
        )
    return found[0]


def _press(kept: Subscription, label: str) -> Button:
    return Button(label=label, command="alert", argument=f"#{kept.id}")


def _label(kept: Subscription) -> str:
    name = named(kept.interest)
    return f"⚡ {name}" if kept.instant else name
