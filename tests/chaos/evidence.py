"""Reading what is left: the program's database, and what the platforms took."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.chaos.verdict import Delivery, Entry, Evidence, Message, Slot

LATER = "tries"
_ENTRIES = """
SELECT sources.url, entries.link, entries.state, entries.why, entries.article_id
FROM entries JOIN sources ON sources.id = entries.source_id
"""
_DELIVERIES = """
SELECT deliveries.id, platform, chat, briefing_id, part, deliveries.state,
       message_id, deliveries.why, started_at
FROM deliveries JOIN chats ON chats.id = deliveries.chat_id ORDER BY deliveries.id
"""
_UNSETTLED = """
SELECT (SELECT count(*) FROM entries WHERE state = 'waiting' AND try_at <= :now),
       (SELECT count(*) FROM slots WHERE state = 'waiting'),
       (SELECT count(*) FROM deliveries WHERE state IN ('pending', 'sending')),
       (SELECT count(*) FROM sources WHERE next_poll_at <= :now),
       (SELECT count(*) FROM subscriptions WHERE next_at <= :now),
       (SELECT count(*) FROM entries WHERE state = 'waiting' AND try_at > :now)
"""


def gather(
    database: Path,
    *,
    telegram: Path,
    discord: Path,
    printed: Mapping[str, set[str]],
    planned: frozenset[tuple[int, str]],
) -> Evidence:
    """Collect the evidence of a run that has ended."""
    with closing(_open(database)) as connection:
        return Evidence(
            printed=printed,
            entries=[
                Entry(
                    feed=feed,
                    link=link,
                    state=state,
                    why=why,
                    has_article=bool(article),
                )
                for feed, link, state, why, article in connection.execute(_ENTRIES)
            ],
            articles=[row[0] for row in connection.execute("SELECT url FROM articles")],
            planned=planned,
            slots=[
                Slot(subscription=row[0], local=row[1], state=row[2], briefing=row[3])
                for row in connection.execute(
                    "SELECT subscription_id, local, state, briefing_id FROM slots"
                )
            ],
            deliveries=[_delivery(row) for row in connection.execute(_DELIVERIES)],
            messages=[*_telegram(telegram), *_discord(discord)],
            complaints=[*_broken(connection)],
        )


def unsettled(database: Path, *, at: datetime) -> dict[str, int]:
    """Count what still wants work; ``tries`` are entries to be tried again in hours."""
    names = ("entries", "slots", "deliveries", "polls", "claims", LATER)
    with closing(_open(database)) as connection:
        counts = connection.execute(_UNSETTLED, {"now": _text(at)}).fetchone()
    return dict(zip(names, counts, strict=True))


def let_time_pass(database: Path, *, at: datetime) -> None:
    """Make every source and every postponed entry due, as hours would.

    Only while the program does not run.
    """
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        now = {"now": _text(at)}
        connection.execute("UPDATE sources SET next_poll_at = :now", now)
        connection.execute(
            "UPDATE entries SET try_at = :now WHERE state = 'waiting' AND try_at > :now",
            now,
        )


def _open(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30)


def _text(moment: datetime) -> str:
    """Write a moment as the database keeps it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def _broken(connection: sqlite3.Connection) -> Iterator[str]:
    (health,) = connection.execute("PRAGMA integrity_check").fetchone()
    if health != "ok":
        yield f"the database is damaged: {health}"
    for row in connection.execute("PRAGMA foreign_key_check"):
        yield f"a row of {row[0]} refers to nothing in {row[2]}"


def _delivery(row: tuple[Any, ...]) -> Delivery:
    number, platform, chat, briefing, part, state, message, why, began = row
    return Delivery(
        id=number,
        platform=platform,
        chat=chat,
        briefing=briefing,
        part=part,
        state=state,
        message=message,
        why=why,
        began=datetime.fromisoformat(began + "+00:00").timestamp() if began else None,
    )


def _telegram(log: Path) -> Iterator[Message]:
    for row in _lines(log):
        if row["method"] == "sendMessage":
            yield Message(
                platform="telegram",
                chat=str(row["chat"]),
                id=str(row["message_id"]),
                at=row["at"],
            )


def _discord(log: Path) -> Iterator[Message]:
    for row in _lines(log):
        if row["how"] == "message":
            yield Message(
                platform="discord",
                chat=row["channel"],
                id=row["id"],
                at=row["at"],
                key=row["nonce"],
            )


def _lines(log: Path) -> Iterator[dict[str, Any]]:
    if log.exists():
        with log.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)
