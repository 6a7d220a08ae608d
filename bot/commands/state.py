"""Commands about the bot itself: how it is doing."""

from datetime import datetime

from bot import outbox
from bot.briefing_document import stale_warning
from bot.chat import Request
from bot.commands.asking import subscribed
from bot.commands.command import Desk
from bot.documents import Block, Bullets, Document, Run
from bot.outbox import State
from bot.phrases import ago, reason, schedule
from bot.subscriptions import count_chats
from bot.tongue import _, figure, marked, plural
from bot.wording import heading, paragraph
from digests import ModelStatus, NewsroomStatus, SourceStatus

_FAILING_SHOWN = 10
_STATES = {
    State.PENDING: marked("{number} pending"),
    State.SENDING: marked("{number} sending"),
    State.SENT: marked("{number} sent"),
    State.UNCERTAIN: marked("{number} uncertain"),
    State.DEAD: marked("{number} dead"),
}


async def status(desk: Desk, request: Request) -> Document:
    """Say whether news are collected; an operator also sees what waits and fails."""
    newsroom = await desk.newsroom.status()
    chat, kept = await subscribed(desk, request)
    here = plural(
        "This chat follows {count} thing: {schedule}",
        "This chat follows {count} things: {schedule}",
        len(kept),
        schedule=schedule(chat.rule),
    )
    blocks = _state_of(newsroom, desk.clock(), here)
    # What is written in a group is read by all of it.
    if request.is_operator and request.private:
        blocks += await _for_the_operator(desk, newsroom)
    return Document(blocks=tuple(blocks))


async def report(desk: Desk) -> Document:
    """Say all of it, to an operator who asks from outside of any chat."""
    newsroom = await desk.newsroom.status()
    blocks = _state_of(newsroom, desk.clock())
    return Document(blocks=(*blocks, *await _for_the_operator(desk, newsroom)))


def _state_of(newsroom: NewsroomStatus, at: datetime, *more: str) -> list[Block]:
    lines = [_sources(newsroom), _articles(newsroom), *more]
    if newsroom.newest:
        age = ago(newsroom.newest, at)
        lines.insert(0, _("The newest article is {age} old").format(age=age))
    blocks: list[Block] = [heading(_("How it is going")), _bullets(lines)]
    if warning := stale_warning(newsroom.newest, at):
        blocks.insert(1, paragraph(warning))
    return blocks


def _sources(newsroom: NewsroomStatus) -> str:
    return plural(
        "{count} source, {failing} failing, {gone} gone",
        "{count} sources, {failing} failing, {gone} gone",
        newsroom.sources,
        failing=figure(newsroom.failing),
        gone=figure(newsroom.gone),
    )


def _articles(newsroom: NewsroomStatus) -> str:
    return _("{articles} {in_stories}, {quotes}").format(
        articles=plural("{count} article", "{count} articles", newsroom.articles),
        in_stories=plural("in {count} story", "in {count} stories", newsroom.stories),
        quotes=plural(
            "{count} quote with a certain speaker",
            "{count} quotes with a certain speaker",
            newsroom.printed_quotes,
        ),
    )


async def _for_the_operator(desk: Desk, newsroom: NewsroomStatus) -> list[Block]:
    async with desk.database.reading() as connection:
        tally = await outbox.tally(connection)
        untrue = await outbox.count_untrue(connection)
        chats, wishes = await count_chats(connection)
    states = ", ".join(
        _(said).format(number=figure(tally.get(state, 0)))
        for state, said in _STATES.items()
    )
    lines = [
        _readers(chats, wishes),
        _("deliveries: {states}").format(states=states),
        plural(
            "{count} quote left out: no longer word for word in the article",
            "{count} quotes left out: no longer word for word in the article",
            untrue,
        ),
        _waiting(newsroom),
    ]
    if newsroom.model:
        lines += _model(newsroom.model)
    failing = [source for source in await desk.newsroom.sources() if source.error]
    return [heading(_("For the operator")), _bullets([*lines, *_failing(failing)])]


def _readers(chats: int, wishes: int) -> str:
    return _("{chats} {with_subscriptions}").format(
        chats=plural("{count} chat", "{count} chats", chats),
        with_subscriptions=plural(
            "with {count} subscription", "with {count} subscriptions", wishes
        ),
    )


def _waiting(newsroom: NewsroomStatus) -> str:
    return _(
        "{due} sources due; {waiting} entries wait to be read, {failed} could not be"
    ).format(
        due=figure(newsroom.due),
        waiting=figure(newsroom.waiting),
        failed=figure(newsroom.failed),
    )


def _failing(failing: list[SourceStatus]) -> list[str]:
    lines = [f"{each.url}: {reason(each.error)}" for each in failing[:_FAILING_SHOWN]]
    if more := len(failing[_FAILING_SHOWN:]):
        lines.append(
            plural(
                "… and {count} more that fails", "… and {count} more that fail", more
            )
        )
    return lines


def _model(model: ModelStatus) -> list[str]:
    """Say what the model cost today, and what was made without it."""
    lines = [_wrote(model)]
    for counted, what in (
        (model.fallbacks, _("digests of chosen sentences instead: {reasons}")),
        (model.refused, _("sentences refused: {reasons}")),
    ):
        if counted:
            why = ", ".join(f"{number} × {name}" for name, number in counted.items())
            lines.append(what.format(reasons=why))
    return lines


def _wrote(model: ModelStatus) -> str:
    if not model.budget:
        return plural(
            "{model} wrote {count} answer today for {used} tokens ({cached} cached)",
            "{model} wrote {count} answers today for {used} tokens ({cached} cached)",
            model.calls,
            **_tokens(model),
        )
    return plural(
        "{model} wrote {count} answer today for {used} of {budget} tokens "
        "({cached} cached)",
        "{model} wrote {count} answers today for {used} of {budget} tokens "
        "({cached} cached)",
        model.calls,
        **_tokens(model),
    )


def _tokens(model: ModelStatus) -> dict[str, str]:
    return {
        "model": model.model,
        "used": figure(model.asked + model.answered),
        "budget": figure(model.budget),
        "cached": figure(model.cached),
    }


def _bullets(lines: list[str]) -> Bullets:
    return Bullets(lines=tuple((Run(text=line),) for line in lines))
