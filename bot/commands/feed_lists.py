"""Following a whole list of feeds at once: an OPML file, as every feed reader exports it."""

import asyncio
from dataclasses import dataclass, field

from bot import subscriptions as wishes
from bot.chat import Request
from bot.commands.asking import coming, subscribed
from bot.commands.command import Desk
from bot.documents import Block, Button, Document
from bot.farewells import remember
from bot.subscriptions import MOST, KnownChat
from bot.tongue import _, plural
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
    async with desk.database.writing() as connection:
        await remember(connection, chat, request, at=desk.clock())
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
        heading(
            plural("{count} feed added", "{count} feeds added", len(outcome.added))
        ),
        *(
            paragraph(sentence.format(feeds=_named(names), most=MOST))
            for sentence, names in (
                (_("Now followed: {feeds}."), outcome.added),
                (_("Followed already: {feeds}."), outcome.known),
                (_("No address that I can open: {feeds}."), outcome.refused),
                (_("Left out, since {most} is the most: {feeds}."), outcome.left_out),
            )
            if names
        ),
    ]
    _chat, kept = await subscribed(desk, request)
    if kept:
        blocks.append(coming(min(kept, key=lambda each: each.next.due_at)))
    return Document(
        blocks=tuple(blocks),
        buttons=((Button(label=_("Show all"), command="subscriptions"),),),
    )


def _named(names: list[str]) -> str:
    more = len(names) - _NAMED
    shown = ", ".join(names[:_NAMED])
    if more <= 0:
        return shown
    return plural(
        "{shown} and {count} more", "{shown} and {count} more", more, shown=shown
    )
