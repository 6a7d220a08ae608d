"""Who wants what, and when: chats and their subscriptions as values.

Every function works inside the caller's transaction. A chat that is gone keeps its
subscriptions, and any sign of life from it brings them back.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, time

from sqlalchemy import ColumnElement, Row, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.chat import Address
from bot.preferences import Preferences, QuietHours
from bot.recalls import take_back
from bot.schedule import EVERY_DAY, Rule, Slot, next_slot
from bot.tables import chats, deliveries, founders, subscriptions
from bot.timetable import claimed_ahead, recount, rule_columns, rule_of, unclaim
from digests import Interest, InterestKind, Length, Reason, insert

MOST = 30
"""Subscriptions that one chat may have."""
LONGEST = 200
"""Characters that an interest's words may have."""
FIRST_RULE = Rule(days=EVERY_DAY, times=(time(8),), zone="UTC")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownChat:
    """A chat that has written to us; ``rule`` is what its new subscriptions get."""

    id: int
    address: Address
    rule: Rule
    language: str
    length: Length
    active: bool
    why: str
    preferences: Preferences = field(default_factory=Preferences)
    paused_until: datetime | None = None

    def counts_from(self, at: datetime) -> datetime:
        """Say from when on its next times are counted: a pause ends first."""
        return at if self.paused_until is None else max(at, self.paused_until)

    @property
    def lang(self) -> str:
        """The language alone, without its country: ``pt`` of ``pt-BR``."""
        return self.language.partition("-")[0].lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One interest of a chat, its rule, and the next time it comes.

    What an ``instant`` one brings is told at once too.
    """

    id: int
    interest: Interest
    rule: Rule
    next: Slot
    instant: bool = False


async def greet(
    connection: AsyncConnection, address: Address, *, at: datetime, language: str = "en"
) -> KnownChat:
    """Return the chat at an address, made or revived if need be."""
    known = await look_up(connection, address)
    if known is None:
        made = insert(connection, chats).values(
            platform=address.platform,
            chat=address.chat,
            thread=address.thread,
            zone=FIRST_RULE.zone,
            **rule_columns(FIRST_RULE),
            language=language[:16],
            length=Length.NORMAL,
            state="active",
            why="",
            created=at,
        )
        await connection.execute(made.on_conflict_do_nothing())
        return await greet(connection, address, at=at)
    return known if known.active else await _revive(connection, known, at)


async def look_up(connection: AsyncConnection, address: Address) -> KnownChat | None:
    """Return the chat at an address, if it has ever written."""
    found = await connection.execute(select(chats).where(*_is_at(address)))
    row = found.one_or_none()
    return None if row is None else _known(row)


async def look_up_all(
    connection: AsyncConnection, address: Address
) -> tuple[KnownChat, ...]:
    """Return the chat at an address; without a thread, with all of its threads."""
    if address.thread:
        known = await look_up(connection, address)
        return () if known is None else (known,)
    found = await connection.execute(
        select(chats)
        .where(chats.c.platform == address.platform, chats.c.chat == address.chat)
        .order_by(chats.c.id)
    )
    return tuple(map(_known, found))


async def chat_of(connection: AsyncConnection, chat_id: int) -> KnownChat | None:
    """Return a chat by its id."""
    found = await connection.execute(select(chats).where(chats.c.id == chat_id))
    row = found.one_or_none()
    return None if row is None else _known(row)


async def subscribe(
    connection: AsyncConnection, chat: KnownChat, interest: Interest, *, at: datetime
) -> Subscription | None:
    """Add a subscription at the chat's times; ``None`` if it has that one already.

    If a briefing is composed for the same time, it is taken back, and comes with this.
    """
    slot = next_slot(chat.rule, chat.counts_from(at))
    added = insert(connection, subscriptions).values(
        chat_id=chat.id,
        kind=interest.kind,
        value=interest.value,
        label=interest.label[:LONGEST],
        **rule_columns(chat.rule),
        next_at=slot.due_at,
        next_local=slot.local,
        created=at,
    )
    added = added.on_conflict_do_nothing()
    made: int | None = await connection.scalar(added.returning(subscriptions.c.id))
    if made is None:
        return None
    if await unclaim(connection, chat.id, at=at):
        await _recount(connection, chat, at)
    return Subscription(id=made, interest=interest, rule=chat.rule, next=slot)


async def unsubscribe(
    connection: AsyncConnection, chat: KnownChat, ids: Iterable[int]
) -> None:
    """Remove these subscriptions, as far as they are the chat's.

    A briefing about them that has not left yet is composed anew without them.
    """
    await take_back(connection, chat.id)
    await connection.execute(
        delete(subscriptions).where(
            subscriptions.c.chat_id == chat.id, subscriptions.c.id.in_(list(ids))
        )
    )


async def tell_at_once(
    connection: AsyncConnection, kept: Subscription, *, instant: bool
) -> None:
    """Turn alerts of a subscription on or off."""
    await connection.execute(
        update(subscriptions)
        .where(subscriptions.c.id == kept.id)
        .values(instant=instant)
    )


async def subscriptions_of(
    connection: AsyncConnection, chat: KnownChat, *, at: datetime | None = None
) -> tuple[Subscription, ...]:
    """List a chat's subscriptions, oldest first: their numbers begin at 1.

    Each ``next`` is what is claimed next, or with ``at``, which is now, what comes next:
    that is claimed some minutes ahead.
    """
    found = await connection.execute(
        select(subscriptions)
        .where(subscriptions.c.chat_id == chat.id)
        .order_by(subscriptions.c.id)
    )
    ahead = await claimed_ahead(connection, chat.id, at=at) if at else {}
    listed = (_subscription(row, chat.rule.zone) for row in found)
    return tuple(replace(kept, next=ahead.get(kept.id, kept.next)) for kept in listed)


async def reschedule(
    connection: AsyncConnection, chat: KnownChat, rule: Rule, *, at: datetime
) -> KnownChat:
    """Give a chat and all its subscriptions another rule, counted from now.

    ``recount`` says which local times come, and which do not come again.
    """
    await connection.execute(
        update(chats)
        .where(chats.c.id == chat.id)
        .values(zone=rule.zone, **rule_columns(rule))
    )
    await connection.execute(
        update(subscriptions)
        .where(subscriptions.c.chat_id == chat.id)
        .values(**rule_columns(rule))
    )
    changed = replace(chat, rule=rule)
    await _recount(connection, changed, at)
    return changed


async def pause(
    connection: AsyncConnection,
    chat: KnownChat,
    until: datetime | None,
    *,
    at: datetime,
) -> KnownChat:
    """Let no briefing come until then; ``None`` ends a pause."""
    await change(connection, chat, paused_until=until)
    paused = replace(chat, paused_until=until)
    await _recount(connection, paused, at)
    return paused


async def change(
    connection: AsyncConnection, chat: KnownChat, **wishes: object
) -> None:
    """Set columns of a chat's row; what has not left yet is composed anew for it."""
    await take_back(connection, chat.id)
    await connection.execute(update(chats).where(chats.c.id == chat.id).values(wishes))


async def followed_sources(connection: AsyncConnection) -> frozenset[int]:
    """Return the ids of all sources that anybody follows, in chats that are gone too."""
    found = await connection.scalars(
        select(subscriptions.c.value).where(subscriptions.c.kind == InterestKind.SOURCE)
    )
    followed = (
        Interest(kind=InterestKind.SOURCE, value=value, label="") for value in found
    )
    return frozenset(int(each.subject) for each in followed)


async def count_chats(connection: AsyncConnection) -> tuple[int, int]:
    """Count the active chats and their subscriptions."""
    active = chats.c.state == "active"
    readers = await connection.scalar(
        select(func.count()).select_from(chats).where(active)
    )
    wishes = await connection.scalar(
        select(func.count()).select_from(subscriptions.join(chats)).where(active)
    )
    return readers or 0, wishes or 0


async def _revive(
    connection: AsyncConnection, chat: KnownChat, at: datetime
) -> KnownChat:
    """Let a chat go on with its next briefing; what was left for it stays unsent."""
    await connection.execute(
        update(chats).where(chats.c.id == chat.id).values(state="active", why="")
    )
    await connection.execute(
        update(founders).where(founders.c.chat_id == chat.id).values(owed_since=None)
    )
    await connection.execute(
        update(deliveries)
        .where(deliveries.c.chat_id == chat.id, deliveries.c.state == "pending")
        .values(state="dead", why=str(Reason.read(chat.why)))
    )
    await _recount(connection, chat, at)
    return replace(chat, active=True, why="")


async def _recount(connection: AsyncConnection, chat: KnownChat, at: datetime) -> None:
    after = chat.counts_from(at)
    await recount(connection, chat.id, chat.rule.zone, at=at, after=after)


def _is_at(address: Address) -> tuple[ColumnElement[bool], ...]:
    return (
        chats.c.platform == address.platform,
        chats.c.chat == address.chat,
        chats.c.thread == address.thread,
    )


def _known(row: Row[tuple[object, ...]]) -> KnownChat:
    return KnownChat(
        id=row.id,
        address=Address(platform=row.platform, chat=row.chat, thread=row.thread),
        rule=rule_of(row.days, row.times, row.zone),
        language=row.language,
        length=Length(row.length),
        active=row.state == "active",
        why=row.why,
        preferences=Preferences(
            quotes=row.quotes,
            rich=row.rich,
            silent=row.silent,
            publish=row.publish,
            tells_of_nothing=row.tells_of_nothing,
            corrects=row.corrects,
            quiet_hours=QuietHours.read(row.quiet_hours),
        ),
        paused_until=row.paused_until,
    )


def _subscription(row: Row[tuple[object, ...]], zone: str) -> Subscription:
    interest = Interest(kind=InterestKind(row.kind), value=row.value, label=row.label)
    return Subscription(
        id=row.id,
        interest=interest,
        rule=rule_of(row.days, row.times, zone),
        next=Slot(local=row.next_local, due_at=row.next_at),
        instant=row.instant,
    )
