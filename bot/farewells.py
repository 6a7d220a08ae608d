"""When a chat can no longer be written to, who set it up is told: once, and alone.

That a chat has ended is noted in the transaction that ends it; a round a little later
finds out where its founder can be told, and files the message.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import outbox
from bot.chat import Address, Chat, ChatGone, Rejected, Request, SendError
from bot.notices import Ending, ended_document
from bot.subscriptions import KnownChat, greet, look_up
from bot.tables import chats, founders, subscriptions
from bot.tongue import speaking
from digests import Database, Interest, InterestKind, Reason, insert

log = logging.getLogger(__name__)

GRACE = timedelta(minutes=1)
"""A group that gets a new id is reported gone on the way, and so is one that comes back."""
PATIENCE = timedelta(days=1)
"""So long it is tried to find out where somebody can be told."""
_AT_ONCE = 50
# Where we may begin a private chat; elsewhere people must have written to us before.
_BEGINS = {"discord"}


async def remember(
    connection: AsyncConnection, chat: KnownChat, request: Request, *, at: datetime
) -> None:
    """Remember who set a chat up, unless it is theirs alone."""
    if request.private or request.own or not request.person:
        return
    who = {"person": request.person, "language": request.language[:16]}
    row = insert(connection, founders).values(chat_id=chat.id, **who)
    await connection.execute(
        row.on_conflict_do_update(index_elements=[founders.c.chat_id], set_=who)
    )
    if request.home:
        await greet(connection, request.home, at=at, language=request.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Owed:
    """A person, and the chats of whose end they were not told yet."""

    platform: str
    person: str
    language: str
    since: datetime
    whys: Mapping[int, Reason]


@dataclass(frozen=True, slots=True, kw_only=True)
class Farewells:
    """Tells people through the platforms that this process holds."""

    database: Database
    chats: Mapping[str, Chat]
    clock: Callable[[], datetime]

    async def tell(self) -> None:
        """File a message for everybody who is owed one and can be found now."""
        async with self.database.reading() as connection:
            found = await _owed(connection, list(self.chats), self.clock() - GRACE)
        for each in found:
            await self._tell(each)

    async def _tell(self, owed: _Owed) -> None:
        try:
            address = await self.chats[owed.platform].private(owed.person)
        except (ChatGone, Rejected) as error:
            log.info("%s: somebody cannot be told: %s", owed.platform, error)
            address = None
        except SendError as error:
            log.info("%s: somebody is told later: %s", owed.platform, error)
            if self.clock() - owed.since < PATIENCE:
                return
            address = None
        async with self.database.writing() as connection:
            ended = await _settle(connection, owed)
            chat = address and await self._private(connection, address, owed)
            if chat and chat.active and ended:
                await self._file(connection, chat, ended)

    async def _private(
        self, connection: AsyncConnection, address: Address, owed: _Owed
    ) -> KnownChat | None:
        """Return the private chat with a person, if we may write there."""
        known = await look_up(connection, address)
        if known or owed.platform not in _BEGINS:
            return known
        at = self.clock()
        return await greet(connection, address, at=at, language=owed.language)

    async def _file(
        self, connection: AsyncConnection, chat: KnownChat, ended: Sequence[Ending]
    ) -> None:
        with speaking(chat.language):
            document = ended_document(ended)
        parts = self.chats[chat.address.platform].parts(document)
        await outbox.file(connection, chat.id, parts, at=self.clock())


async def _owed(
    connection: AsyncConnection, platforms: Sequence[str], until: datetime
) -> tuple[_Owed, ...]:
    """List who is owed a word since before ``until``, the longest waiting first."""
    found = await connection.execute(
        select(founders, chats.c.platform, chats.c.why)
        .join_from(founders, chats)
        .where(
            founders.c.owed_since <= until,
            chats.c.platform.in_(platforms),
            chats.c.state == "gone",
        )
        .order_by(founders.c.owed_since, founders.c.chat_id)
        .limit(_AT_ONCE)
    )
    rows = defaultdict(list)
    for row in found:
        rows[row.platform, row.person].append(row)
    return tuple(
        _Owed(
            platform=platform,
            person=person,
            language=theirs[0].language,
            since=theirs[0].owed_since,
            whys={row.chat_id: Reason.read(row.why) for row in theirs},
        )
        for (platform, person), theirs in rows.items()
    )


async def _settle(connection: AsyncConnection, owed: _Owed) -> tuple[Ending, ...]:
    """Owe a person nothing more; returns of what they have not been told meanwhile."""
    settled = await connection.execute(
        update(founders)
        .where(
            founders.c.chat_id.in_(owed.whys),
            founders.c.person == owed.person,
            founders.c.owed_since.is_not(None),
        )
        .values(owed_since=None)
        .returning(founders.c.chat_id)
    )
    ended = frozenset(settled.scalars())
    followed = await _followed(connection, ended)
    return tuple(
        Ending(why=why, followed=followed[chat_id])
        for chat_id, why in owed.whys.items()
        if chat_id in ended
    )


async def _followed(
    connection: AsyncConnection, chat_ids: frozenset[int]
) -> dict[int, tuple[Interest, ...]]:
    """Read what each of these chats follows."""
    found = await connection.execute(
        select(subscriptions)
        .where(subscriptions.c.chat_id.in_(chat_ids))
        .order_by(subscriptions.c.id)
    )
    followed: dict[int, tuple[Interest, ...]] = dict.fromkeys(chat_ids, ())
    for row in found:
        kind = InterestKind(row.kind)
        interest = Interest(kind=kind, value=row.value, label=row.label)
        followed[row.chat_id] += (interest,)
    return followed
