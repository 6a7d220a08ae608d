"""From a slot to a briefing in the outbox, in one transaction.

Slots are composed some minutes ahead, with what is known then, and leave at their moment.
Composing twice changes nothing: the slots must still be waiting when it is written.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import outbox, slots
from bot.briefing_document import (
    Occasion,
    briefing_document,
    in_one_message,
    stale_warning,
    story_ids,
)
from bot.chat import Address
from bot.documents import Document, from_json, to_json
from bot.feedback import likings
from bot.notices import skipped_document
from bot.slots import DueSlots, SlotsChanged
from bot.subscriptions import KnownChat
from bot.tables import briefings, chats, deliveries, feedback, seen
from bot.tables import slots as slot_rows
from bot.tongue import speaking
from bot.wording import called
from digests import Briefing, Database, Interest, InterestKind, Length, insert

DELAYED = timedelta(minutes=10)
"""From here on a briefing says that it is late."""
TOO_LATE = timedelta(hours=3)
"""From here on a slot is skipped, and the chat is told."""
_FIRST_WINDOW = timedelta(days=1)
_LONGEST_WINDOW = timedelta(days=3)
# Pages are read some time after they appear, so windows overlap; what a chat
# has seen is left out anyway.
_OVERLAP = timedelta(hours=6)

_KEPT = timedelta(days=60)
_KEPT_BY = (
    (briefings, briefings.c.created),
    (seen, seen.c.at),
    (feedback, feedback.c.at),
)
# A changed app may press a button that says any number.
_HIGHEST_ID = 2**31 - 1

Parts = Callable[[Document], tuple[Document, ...]]
Filed = tuple[tuple[str, int], ...]
"""Deliveries, each by its platform and id."""


class Briefer(Protocol):
    """The newsroom, as far as composing needs it."""

    async def briefing(
        self,
        interests: Sequence[Interest],
        *,
        since: datetime,
        length: Length,
        seen: Mapping[int, datetime],
        likings: Mapping[str, float],
        lang: str,
    ) -> Briefing: ...


class Kind(StrEnum):
    """What sort of numbered list a chat was shown."""

    BRIEFING = "briefing"
    ALERT = "alert"
    ARTICLE = "article"
    SEARCH = "search"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredBriefing:
    """A briefing as it was composed; ``stories`` holds the ids, number 1 first."""

    id: int
    stories: tuple[int, ...]
    document: Document
    created: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Composing:
    """Composes due slots; ``parts`` cuts a document as each platform needs it."""

    database: Database
    newsroom: Briefer
    parts: Mapping[str, Parts]
    clock: Callable[[], datetime]

    async def compose(self, slot_id: int) -> Filed:
        """Compose a waiting slot together with its chat's others of that moment.

        Returns the deliveries that may be sent now because of it, none if somebody
        else was faster or their moment is still to come.
        """
        now = self.clock()
        async with self.database.reading() as connection:
            due = await slots.waiting_with(connection, slot_id, at=now)
            if due is None or due.chat.address.platform not in self.parts:
                return ()
            told = await told_before(connection, due.chat)
            liked = await likings(connection, due.chat)
            last = await slots.last_briefed(connection, due.chat)
        with suppress(SlotsChanged), speaking(due.chat.language):
            if not _wants_any(due):
                return await self._skip(due, None)
            if now - due.due_at > TOO_LATE:
                note = skipped_document(due.local, moments=due.moments)
                return await self._skip(due, note)
            since = window_start(last, now)
            return await self._brief(due, told, liked, since, now)
        return ()

    async def _brief(
        self,
        due: DueSlots,
        told: Mapping[int, datetime],
        liked: Mapping[str, float],
        since: datetime,
        now: datetime,
    ) -> Filed:
        chosen = await self.newsroom.briefing(
            due.interests,
            since=since,
            length=in_brief(due.chat.length),
            seen=told,
            likings=liked,
            lang=due.chat.lang,
        )
        briefing = as_wanted(chosen, due.chat)
        occasion = Occasion(
            at=max(now, due.due_at),
            zone=due.chat.rule.zone,
            since=since,
            interests=tuple(map(called, due.interests)),
            due=due.local if now - due.due_at > DELAYED else "",
            topic=only_topic(due.interests),
        )
        async with self.database.writing() as connection:
            if _may_be_silent(briefing, due.chat, occasion):
                await slots.settle(connection, due.ids, "empty")
                return ()
            first = await self._write(connection, due, briefing, occasion, now)
        if occasion.at > now:
            return ()
        return ((due.chat.address.platform, first),)

    async def _write(
        self,
        connection: AsyncConnection,
        due: DueSlots,
        briefing: Briefing,
        occasion: Occasion,
        now: datetime,
    ) -> int:
        stored = await write_briefing(connection, due.chat, briefing, occasion)
        state = "composed" if briefing.stories else "empty"
        await slots.settle(connection, due.ids, state, briefing_id=stored.id)
        # What comes between now and its moment is news for the next one.
        await note_told(connection, due.chat, briefing, now, briefing_id=stored.id)
        return await outbox.file(
            connection,
            due.chat.id,
            self.parts[due.chat.address.platform](
                drawn_as_wanted(stored.document, due.chat, occasion.at)
            ),
            at=occasion.at,
            briefing_id=stored.id,
            deadline=due.due_at + outbox.DEADLINE,
        )

    async def _skip(self, due: DueSlots, note: Document | None) -> Filed:
        async with self.database.writing() as connection:
            await slots.settle(connection, due.ids, "skipped")
            if note is None:
                return ()
            at = self.clock()
            told = drawn_as_wanted(note, due.chat, at)
            first = await outbox.file(connection, due.chat.id, [told], at=at)
        return ((due.chat.address.platform, first),)


def only_topic(interests: Sequence[Interest]) -> str:
    """Name the ready topic that is all that a briefing is about, if there is one."""
    if len(interests) != 1 or interests[0].kind != InterestKind.TOPIC:
        return ""
    return interests[0].subject


def as_wanted(briefing: Briefing, chat: KnownChat) -> Briefing:
    """Cut a briefing to one message, without quotes where the chat wants none."""
    if not chat.preferences.quotes:
        told = (replace(story, quotes=()) for story in briefing.stories)
        briefing = replace(briefing, stories=tuple(told))
    return in_one_message(briefing)


def drawn_as_wanted(document: Document, chat: KnownChat, at: datetime) -> Document:
    """Note how the chat wants a message that comes by itself to be drawn and heard.

    Only news are for those who follow the chat from elsewhere, not what it is told.
    """
    wanted = chat.preferences
    return replace(
        document,
        rich=wanted.rich,
        silent=wanted.is_silent(at, chat.rule.zone),
        publish=wanted.publish and document.briefing is not None,
    )


def _wants_any(due: DueSlots) -> bool:
    """Say whether the chat is there, and has not paused since its slots were claimed."""
    until = due.chat.paused_until
    return due.chat.active and (until is None or until <= due.due_at)


def _may_be_silent(briefing: Briefing, chat: KnownChat, occasion: Occasion) -> bool:
    """Say whether nothing need be said: no news is no news, but a failure is."""
    if briefing.stories or chat.preferences.tells_of_nothing:
        return False
    return not stale_warning(briefing.newest, occasion.at)


def in_brief(length: Length) -> Length:
    """Say how long a briefing tells a story: a size less than ``/article`` and ``/more``.

    Seven stories of the normal size would be two messages on Telegram.
    """
    return Length.NORMAL if length is Length.LONG else Length.SHORT


def window_start(last: datetime | None, now: datetime) -> datetime:
    """Say from when on a briefing looks: a day back, or to the one before it.

    That one was composed before its moment, by far less than windows overlap.
    """
    if last is None:
        return now - _FIRST_WINDOW
    return max(min(last - _OVERLAP, now - _OVERLAP), now - _LONGEST_WINDOW)


async def write_briefing(
    connection: AsyncConnection,
    chat: KnownChat,
    briefing: Briefing,
    occasion: Occasion,
) -> StoredBriefing:
    """Store a briefing and the document that refers to it."""
    return await store(
        connection,
        chat,
        story_ids(briefing),
        lambda number: briefing_document(briefing, occasion, briefing_id=number),
        at=occasion.at,
    )


async def store(
    connection: AsyncConnection,
    chat: KnownChat,
    stories: tuple[int, ...],
    document_of: Callable[[int], Document],
    *,
    at: datetime,
    kind: Kind = Kind.BRIEFING,
) -> StoredBriefing:
    """Store numbered stories, so that follow-ups can name them."""
    row = insert(connection, briefings).values(
        chat_id=chat.id, kind=kind, stories=json.dumps(stories), document="", created=at
    )
    made = (await connection.execute(row.returning(briefings.c.id))).scalar_one()
    document = document_of(made)
    await connection.execute(
        update(briefings)
        .where(briefings.c.id == made)
        .values(document=to_json(document))
    )
    return StoredBriefing(id=made, stories=stories, document=document, created=at)


async def read_briefing(
    connection: AsyncConnection,
    chat: KnownChat,
    briefing_id: int | None = None,
    *,
    at: datetime,
    kind: Kind | None = None,
) -> StoredBriefing | None:
    """Return one of the chat's briefings, by default the last, of any or one kind.

    What is composed for a moment after ``at`` is not there yet.
    """
    if briefing_id is not None and not 0 < briefing_id <= _HIGHEST_ID:
        return None
    wanted = select(briefings).where(
        briefings.c.chat_id == chat.id, briefings.c.created <= at
    )
    if briefing_id is not None:
        wanted = wanted.where(briefings.c.id == briefing_id)
    if kind is not None:
        wanted = wanted.where(briefings.c.kind == kind)
    found = await connection.execute(
        wanted.order_by(briefings.c.created.desc(), briefings.c.id.desc()).limit(1)
    )
    row = found.one_or_none()
    if row is None:
        return None
    return StoredBriefing(
        id=row.id,
        stories=tuple(json.loads(row.stories)),
        document=from_json(row.document),
        created=row.created,
    )


async def whose(connection: AsyncConnection, briefing_id: int) -> Address | None:
    """Return the address of the chat that a briefing was given to."""
    if not 0 < briefing_id <= _HIGHEST_ID:
        return None
    query = select(chats).join(briefings).where(briefings.c.id == briefing_id)
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        return None
    return Address(platform=row.platform, chat=row.chat, thread=row.thread)


async def told_before(
    connection: AsyncConnection, chat: KnownChat
) -> dict[int, datetime]:
    """Tell when the chat's briefings and alerts last told which stories."""
    query = select(seen.c.story, seen.c.at).where(seen.c.chat_id == chat.id)
    return {row.story: row.at for row in await connection.execute(query)}


async def note_told(
    connection: AsyncConnection,
    chat: KnownChat,
    briefing: Briefing,
    at: datetime,
    *,
    briefing_id: int | None = None,
) -> None:
    """Remember which stories a chat was told, and when.

    What a briefing told can be taken back as long as it has not left.
    """
    told = {"chat_id": chat.id, "at": at, "briefing_id": briefing_id}
    rows = [{**told, "story": story.id} for story in briefing.stories]
    if rows:
        row = insert(connection, seen)
        again = row.on_conflict_do_update(
            index_elements=[seen.c.chat_id, seen.c.story],
            set_={"at": at, "before": seen.c.at, "briefing_id": briefing_id},
        )
        await connection.execute(again, rows)


async def forget_old(database: Database, *, at: datetime) -> None:
    """Drop what is of no more use: old briefings, their deliveries, what was seen."""
    async with database.writing() as connection:
        for table, since in _KEPT_BY:
            await connection.execute(delete(table).where(since < at - _KEPT))
        await connection.execute(
            delete(deliveries).where(deliveries.c.deadline < at - _KEPT)
        )
        await connection.execute(
            delete(slot_rows).where(slot_rows.c.due_at < at - _KEPT)
        )
