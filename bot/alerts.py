"""What some subscriptions bring is told at once, a few times a day.

A look is claimed by moving a chat's ``alerted_at``: of several processes that look at the
same chat, one writes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import outbox
from bot.briefings import (
    Briefer,
    Filed,
    Kind,
    Parts,
    drawn_as_wanted,
    in_brief,
    note_told,
    store,
    told_before,
)
from bot.feedback import likings
from bot.notices import alert_document
from bot.subscriptions import KnownChat, Subscription, chat_of, subscriptions_of
from bot.tables import briefings, chats, subscriptions
from bot.tongue import speaking
from bot.wording import called
from digests import Briefing, Database, InterestKind

EVERY = timedelta(minutes=5)
MOST_A_DAY = 5
DEADLINE = timedelta(hours=1)
"""An alert that could not be sent for an hour is none any more."""
# Pages are read some time after they appear.
_OVERLAP = timedelta(hours=1)
_TOLD_AT_ONCE = 2
# One outlet's report of a ready topic is no news for all who follow the topic.
_OUTLETS_OF_A_TOPIC = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerting:
    """Looks for news worth an alert; ``parts`` cuts a document as each platform needs it."""

    database: Database
    newsroom: Briefer
    parts: Mapping[str, Parts]
    clock: Callable[[], datetime]

    async def due(self, limit: int) -> Sequence[int]:
        """List chats that want alerts and were not looked at for a while, by id."""
        at = self.clock()
        wanted = exists().where(
            subscriptions.c.chat_id == chats.c.id, subscriptions.c.instant
        )
        async with self.database.reading() as connection:
            found = await connection.scalars(
                select(chats.c.id)
                .where(
                    chats.c.state == "active",
                    chats.c.platform.in_(self.parts),
                    or_(chats.c.paused_until.is_(None), chats.c.paused_until <= at),
                    or_(chats.c.alerted_at.is_(None), chats.c.alerted_at <= at - EVERY),
                    wanted,
                )
                .order_by(chats.c.alerted_at, chats.c.id)
                .limit(limit)
            )
            return list(found)

    async def alert(self, chat_id: int) -> Filed:
        """Tell a chat what is new and matters; returns the delivery, if there is one."""
        at = self.clock()
        async with self.database.reading() as connection:
            chat = await chat_of(connection, chat_id)
            if chat is None:
                return ()
            looked = await _looked_at(connection, chat)
            room = await _room(connection, chat, at)
            seen = await told_before(connection, chat)
            liked = await likings(connection, chat)
            wanted = [
                kept
                for kept in await subscriptions_of(connection, chat)
                if kept.instant
            ]
        since = (looked or at) - _OVERLAP
        found = None
        if room and not _is_quiet(chat, at):
            found = await self._worth_telling(chat, wanted, since, seen, liked)
        async with self.database.writing() as connection:
            if not await _claim(connection, chat, looked, at) or found is None:
                return ()
            with speaking(chat.language):
                first = await self._file(connection, chat, *found, at)
        return ((chat.address.platform, first),)

    async def _worth_telling(
        self,
        chat: KnownChat,
        wanted: Sequence[Subscription],
        since: datetime,
        seen: Mapping[int, datetime],
        liked: Mapping[str, float],
    ) -> tuple[Subscription, Briefing] | None:
        """Find the first subscription that has news which nobody was told yet."""
        for kept in wanted:
            briefing = await self.newsroom.briefing(
                [kept.interest],
                since=since,
                length=in_brief(chat.length),
                seen=seen,
                likings=liked,
                lang=chat.lang,
            )
            fewest = 1
            if kept.interest.kind is InterestKind.TOPIC:
                fewest = _OUTLETS_OF_A_TOPIC
            fresh = [
                story
                for story in briefing.stories
                if story.id not in seen and len(story.coverage) >= fewest
            ]
            if fresh:
                return kept, replace(
                    briefing, stories=tuple(fresh[:_TOLD_AT_ONCE]), also=()
                )
        return None

    async def _file(
        self,
        connection: AsyncConnection,
        chat: KnownChat,
        kept: Subscription,
        briefing: Briefing,
        at: datetime,
    ) -> int:
        stored = await store(
            connection,
            chat,
            tuple(story.id for story in briefing.stories),
            lambda number: alert_document(
                briefing.stories, called(kept.interest), briefing_id=number
            ),
            at=at,
            kind=Kind.ALERT,
        )
        await note_told(connection, chat, briefing, at)
        return await outbox.file(
            connection,
            chat.id,
            self.parts[chat.address.platform](
                drawn_as_wanted(stored.document, chat, at)
            ),
            at=at,
            briefing_id=stored.id,
            deadline=at + DEADLINE,
        )


def _is_quiet(chat: KnownChat, at: datetime) -> bool:
    hours = chat.preferences.quiet_hours
    return hours is not None and at.astimezone(ZoneInfo(chat.rule.zone)).time() in hours


async def _looked_at(connection: AsyncConnection, chat: KnownChat) -> datetime | None:
    found: datetime | None = await connection.scalar(
        select(chats.c.alerted_at).where(chats.c.id == chat.id)
    )
    return found


async def _room(connection: AsyncConnection, chat: KnownChat, at: datetime) -> int:
    """Say how many more alerts the chat's day has room for."""
    local = at.astimezone(ZoneInfo(chat.rule.zone))
    midnight = datetime.combine(local.date(), time(), local.tzinfo)
    had = await connection.scalar(
        select(func.count())
        .select_from(briefings)
        .where(
            briefings.c.chat_id == chat.id,
            briefings.c.kind == Kind.ALERT,
            briefings.c.created >= midnight,
        )
    )
    return max(0, MOST_A_DAY - (had or 0))


async def _claim(
    connection: AsyncConnection, chat: KnownChat, looked: datetime | None, at: datetime
) -> bool:
    """Move the moment of the last look; false if somebody else has."""
    was = (
        chats.c.alerted_at.is_(None) if looked is None else chats.c.alerted_at == looked
    )
    moved = await connection.execute(
        update(chats).where(chats.c.id == chat.id, was).values(alerted_at=at)
    )
    return moved.rowcount == 1
