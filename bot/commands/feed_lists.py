"""Following a whole list of feeds at once: an OPML file, as every feed reader exports it."""

import asyncio
from dataclasses import dataclass, field

from bot import subscriptions as wishes
from bot.briefing_document import count
from bot.chat import Request
from bot.commands.asking import coming, subscribed
from bot.commands.command import Desk
from bot.documents import Block, Button, Document
from bot.subscriptions import MOST, KnownChat
from bot.wording import heading, paragraph
from digests import Interest, InterestKind, NewsError, StarterSource, read_feed_list

_NAMED = 10
_LABEL = 80


@dataclass(slots=True)
class _Outcome:
    """What became of the feeds of a list, by their names."""

    added: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


async def follow_list(desk: Desk, request: Request) -> Document:
    """Follow the feeds of the file that came along, as many as the chat has room for.

    Raises ``Unreadable`` if it is no list of feeds.
    """
    feeds = await asyncio.to_thread(read_feed_list, request.file)
    chat, kept = await subscribed(desk, request)
    outcome, room = _Outcome(), MOST - len(kept)
    for feed in feeds:
        name = feed.title[:_LABEL] or feed.url[:_LABEL]
        if room <= 0:
            outcome.left_out.append(name)
        elif await _follow(desk, chat, feed, name, outcome):
            room -= 1
    return await _told(desk, request, outcome)


async def _follow(
    desk: Desk, chat: KnownChat, feed: StarterSource, name: str, outcome: _Outcome
) -> bool:
    wanted = Interest(kind=InterestKind.SOURCE, value=feed.url, label=name)
    try:
        interest = await desk.newsroom.follow(wanted)
    except NewsError:
        outcome.refused.append(name)
        return False
    async with desk.database.writing() as connection:
        added = await wishes.subscribe(connection, chat, interest, at=desk.clock())
    (outcome.known if added is None else outcome.added).append(name)
    return added is not None


async def _told(desk: Desk, request: Request, outcome: _Outcome) -> Document:
    blocks: list[Block] = [
        heading(f"{count(len(outcome.added), 'feed')} added"),
        *(
            paragraph(f"{what}: {_named(names)}.")
            for what, names in (
                ("Now followed", outcome.added),
                ("Followed already", outcome.known),
                ("No address that I can open", outcome.refused),
                (f"Left out, since {MOST} is the most", outcome.left_out),
            )
            if names
        ),
    ]
    _, kept = await subscribed(desk, request)
    if kept:
        blocks.append(coming(min(kept, key=lambda each: each.next.due_at)))
    return Document(
        blocks=tuple(blocks),
        buttons=((Button(label="Show all", command="subscriptions"),),),
    )


def _named(names: list[str]) -> str:
    more = len(names) - _NAMED
    shown = ", ".join(names[:_NAMED])
    return f"{shown} and {more:,} more" if more > 0 else shown
