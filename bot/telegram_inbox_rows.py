"""The rows of Telegram's inbox: one for each unanswered update, one for all answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import remembered
from bot.tables import telegram_updates as updates
from bot.telegram_inbox import FRESH, Waiting
from digests import Database, insert


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxRows:
    """Keeps the inbox of one bot: another one counts its updates anew."""

    database: Database
    bot: str

    async def load(self) -> tuple[Sequence[Waiting], str]:
        async with self.database.reading() as connection:
            found = await connection.execute(
                select(updates).where(updates.c.bot == self.bot).order_by(updates.c.id)
            )
            waiting = [
                Waiting(id=row.id, body=row.body, at=row.at, tries=row.tries)
                for row in found
            ]
            return waiting, await remembered.recall(connection, self._answered)

    async def save(
        self, *, taken: Sequence[Waiting], over: Sequence[int], answered: str
    ) -> None:
        # People wait for the answer.
        async with self.database.writing(urgent=True) as connection:
            if over:
                await connection.execute(
                    delete(updates).where(
                        updates.c.bot == self.bot, updates.c.id.in_(over)
                    )
                )
                await remembered.keep(connection, self._answered, answered)
            if taken:
                row = insert(connection, updates)
                await connection.execute(
                    row.on_conflict_do_update(
                        index_elements=[updates.c.bot, updates.c.id],
                        set_={"tries": row.excluded.tries},
                    ),
                    [
                        {
                            "bot": self.bot,
                            "id": each.id,
                            "body": each.body,
                            "at": each.at,
                            "tries": each.tries,
                        }
                        for each in taken
                    ],
                )

    @property
    def _answered(self) -> str:
        return f"telegram_answered_{self.bot}"


async def forget_unanswered(connection: AsyncConnection, *, at: datetime) -> None:
    """Drop what nobody will answer any more, such as what another bot has left."""
    await connection.execute(delete(updates).where(updates.c.at < at - FRESH))
