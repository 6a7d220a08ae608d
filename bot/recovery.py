"""After a crash: what became of the messages that an earlier run left half-sent."""

from datetime import datetime, timedelta

from sqlalchemy import Row, select

from bot import outbox
from bot.call_notes import Noted
from bot.outbox import State
from bot.tables import chats, deliveries
from digests import Database


async def recover(
    database: Database,
    platform: str,
    *,
    at: datetime,
    repeatable: timedelta,
    noted: Noted | None = None,
) -> int:
    """Settle what an earlier run left in ``sending``; returns how many there were.

    What ``noted`` knows more about has arrived, or never left and is sent. Of the rest,
    what began less than ``repeatable`` ago will be sent again under its key, all else is
    uncertain. Only for the one process that sends to this platform, before it sends
    anything.
    """
    async with database.writing() as connection:
        left = await connection.execute(
            select(deliveries.c.id, deliveries.c.attempts, deliveries.c.started_at)
            .join_from(deliveries, chats)
            .where(chats.c.platform == platform, deliveries.c.state == State.SENDING)
        )
        changes = {
            row.id: _known(row, at, repeatable, noted) or _guessed(row, at, repeatable)
            for row in left
        }
        await outbox.settle(connection, changes)
        return len(changes)


def _known(
    row: Row[int, int, datetime],
    at: datetime,
    repeatable: timedelta,
    noted: Noted | None,
) -> dict[str, object]:
    """Return what the notes tell about a row in ``sending``; empty if they do not."""
    if noted is None:
        return {}
    if row.id in noted.arrived:
        return {"state": State.SENT, "message_id": noted.arrived[row.id]}
    # Where an attempt in doubt may be repeated, an earlier one may have arrived, and it
    # is the first whose start was kept. Elsewhere all before this one were refused.
    is_alone = row.attempts == 1 or not repeatable
    if is_alone and noted.never_left(row.id, row.started_at):
        waiting = {"state": State.PENDING, "attempts": row.attempts - 1}
        return {**waiting, "started_at": None, "try_at": at}
    return {}


def _guessed(
    row: Row[int, int, datetime], at: datetime, repeatable: timedelta
) -> dict[str, object]:
    if at - repeatable < row.started_at <= at:
        return {"state": State.PENDING, "try_at": at}
    return {"state": State.UNCERTAIN, "why": "the bot stopped while sending"}
