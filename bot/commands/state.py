"""Commands about the bot itself: how it is doing."""

from datetime import datetime

from bot import outbox
from bot.briefing_document import ago, count, stale_warning
from bot.chat import Request
from bot.commands.asking import subscribed
from bot.commands.command import Desk
from bot.documents import Block, Bullets, Document, Run
from bot.schedule import describe
from bot.subscriptions import count_chats
from bot.wording import heading, paragraph
from digests import ModelStatus, NewsroomStatus

_FAILING_SHOWN = 10


async def status(desk: Desk, request: Request) -> Document:
    """Say whether news are collected; an operator also sees what waits and fails."""
    newsroom = await desk.newsroom.status()
    chat, kept = await subscribed(desk, request)
    here = f"This chat follows {count(len(kept), 'thing')}: {describe(chat.rule)}"
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
    lines = [
        (
            f"{count(newsroom.sources, 'source')}, {newsroom.failing} failing, "
            f"{newsroom.gone} gone"
        ),
        (
            f"{count(newsroom.articles, 'article')} in "
            f"{count(newsroom.stories, 'story', 'stories')}, "
            f"{count(newsroom.printed_quotes, 'quote')} with a certain speaker"
        ),
        *more,
    ]
    if newsroom.newest:
        lines.insert(0, f"The newest article is {ago(newsroom.newest, at)} old")
    blocks: list[Block] = [heading("How it is going"), _bullets(lines)]
    if warning := stale_warning(newsroom.newest, at):
        blocks.insert(1, paragraph(warning))
    return blocks


async def _for_the_operator(desk: Desk, newsroom: NewsroomStatus) -> list[Block]:
    async with desk.database.reading() as connection:
        tally = await outbox.tally(connection)
        untrue = await outbox.count_untrue(connection)
        chats, wishes = await count_chats(connection)
    states = ", ".join(f"{tally.get(state, 0)} {state}" for state in outbox.State)
    lines = [
        f"{count(chats, 'chat')} with {count(wishes, 'subscription')}",
        f"deliveries: {states}",
        f"{count(untrue, 'quote')} left out: no longer word for word in the article",
        (
            f"{newsroom.due} sources due; {newsroom.waiting} entries wait to be read, "
            f"{newsroom.failed} could not be"
        ),
    ]
    if newsroom.model:
        lines += _model(newsroom.model)
    failing = [source for source in await desk.newsroom.sources() if source.error]
    lines += [f"{each.url}: {each.error}" for each in failing[:_FAILING_SHOWN]]
    if len(failing) > _FAILING_SHOWN:
        lines.append(f"… and {len(failing) - _FAILING_SHOWN} more that fail")
    return [heading("For the operator"), _bullets(lines)]


def _model(model: ModelStatus) -> list[str]:
    """Say what the model cost today, and what was made without it."""
    budget = f" of {model.budget:,}" if model.budget else ""
    wrote = (
        f"{model.model} wrote {count(model.calls, 'answer')} today for "
        f"{model.asked + model.answered:,}{budget} tokens ({model.cached:,} cached)"
    )
    lines = [wrote]
    for counted, what in (
        (model.fallbacks, "digests of chosen sentences instead"),
        (model.refused, "sentences refused"),
    ):
        if counted:
            why = ", ".join(f"{number} × {name}" for name, number in counted.items())
            lines.append(f"{what}: {why}")
    return lines


def _bullets(lines: list[str]) -> Bullets:
    return Bullets(lines=tuple((Run(text=line),) for line in lines))
