"""The command that stops following something: by number, by name, or all."""

from bot import subscriptions as wishes
from bot.briefing_document import in_rows
from bot.chat import Request
from bot.commands.asking import Ask, subscribed, subscriptions_meant
from bot.commands.command import Desk
from bot.commands.following import addresses, again, follows_nothing
from bot.documents import Button, Document
from bot.subscriptions import Subscription
from bot.tongue import _, plural
from bot.wording import cited, named, numbers, say

_ALL = frozenset(
    "all everything alle alles todo todos tout tous все всё усе всі الكل 全部".split()
)


async def unsubscribe(desk: Desk, request: Request) -> Document:
    """Stop following: a number of the list, a name, or all."""
    chat, subscriptions = await subscribed(desk, request)
    if not subscriptions:
        return follows_nothing(desk)
    chosen = _chosen(request.argument.strip(), subscriptions)
    async with desk.database.writing() as connection:
        await wishes.unsubscribe(connection, chat, [each.id for each in chosen])
    removed = _removed(chosen, len(subscriptions) - len(chosen))
    return say(removed, buttons=await _undo(desk, chosen))


def _removed(chosen: tuple[Subscription, ...], left: int) -> str:
    names = ", ".join(named(each.interest) for each in chosen)
    if not left:
        return _("Removed: {names}. You follow nothing now.").format(names=names)
    return plural(
        "Removed: {names}. You follow {count} thing now.",
        "Removed: {names}. You follow {count} things now.",
        left,
        names=names,
    )


async def _undo(
    desk: Desk, removed: tuple[Subscription, ...]
) -> tuple[tuple[Button, ...], ...]:
    if len(removed) > 1:
        return ()
    words = again(removed[0].interest, await addresses(desk))
    return ((Button(label=_("Undo"), command="subscribe", argument=words),),)


def _chosen(words: str, kept: tuple[Subscription, ...]) -> tuple[Subscription, ...]:
    """Find the subscriptions to remove: all, or a single one. Raises ``Ask``."""
    if words.casefold() in _ALL:
        return kept
    found = subscriptions_meant(words, kept)
    if len(found) != 1:
        raise Ask(_which(words, found, kept))
    return tuple(found)


def _which(
    words: str, found: list[Subscription], subscriptions: tuple[Subscription, ...]
) -> Document:
    which = _(
        "Which one shall I remove? Say a number ({numbers}), a name, or all."
    ).format(numbers=numbers(len(subscriptions)))
    if words and not found:
        unknown = _("{words} is none of them.").format(words=cited(words))
        which = f"{unknown} {which}"
    buttons = [_remove(each) for each in found or subscriptions]
    return say(which, buttons=in_rows(buttons, width=1))


def _remove(subscription: Subscription) -> Button:
    return Button(
        label=f"🗑 {named(subscription.interest)}",
        command="unsubscribe",
        argument=f"#{subscription.id}",
    )
