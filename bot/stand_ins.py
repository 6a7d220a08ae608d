"""For which other chat a person acts from a private one, until an hour of silence."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.chat import Address
from bot.tables import stand_ins
from digests import Database, insert

SILENCE = timedelta(minutes=60)
"""After so long without a word the person means their own chat again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIns:
    """Remembers the other chats of one platform's people; ``clock`` tells aware time."""

    platform: str
    database: Database
    clock: Callable[[], datetime]

    async def begin(self, person: str, target: Address) -> None:
        """Let a person act for a chat, instead of any other one."""
        changes = {"chat": target.chat, "thread": target.thread, "since": self.clock()}
        async with self.database.writing() as connection:
            row = insert(connection, stand_ins).values(
                platform=self.platform, person=person, **changes
            )
            keys = [stand_ins.c.platform, stand_ins.c.person]
            await connection.execute(
                row.on_conflict_do_update(index_elements=keys, set_=changes)
            )

    async def current(self, person: str) -> Address | None:
        """Return the chat that a person acts for; asking breaks the silence."""
        now = self.clock()
        async with self.database.reading() as connection:
            found = await connection.execute(
                select(stand_ins).where(
                    *self._is_of(person), stand_ins.c.since > now - SILENCE
                )
            )
            row = found.one_or_none()
        # Most people act for themselves: that needs no turn at writing.
        if row is None:
            return None
        async with self.database.writing() as connection:
            await connection.execute(
                update(stand_ins).where(*self._is_of(person)).values(since=now)
            )
        return Address(platform=self.platform, chat=row.chat, thread=row.thread)

    async def end(self, person: str) -> None:
        """Let a person act for their own chat again."""
        async with self.database.writing() as connection:
            await connection.execute(delete(stand_ins).where(*self._is_of(person)))

    def _is_of(self, person: str) -> tuple[ColumnElement[bool], ...]:
        return (
            stand_ins.c.platform == self.platform,
            stand_ins.c.person == person,
        )


async def forget_silent(connection: AsyncConnection, *, at: datetime) -> None:
    """Drop what silence has ended."""
    await connection.execute(delete(stand_ins).where(stand_ins.c.since <= at - SILENCE))
