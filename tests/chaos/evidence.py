"""Reading what is left: the program's database, and what the platforms took."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.chaos.arrivals import Delivery, Message
from tests.chaos.verdict import Entry, Evidence, Place, Slot

LATER = "tries"
_ENTRIES = """
SELECT sources.url, entries.link, entries.state, entries.why, entries.article_id
FROM entries JOIN sources ON sources.id = entries.source_id
"""
_DELIVERIES = """
SELECT deliveries.id, platform, chat, thread, briefing_id, part, deliveries.state,
       message_id, deliveries.why, started_at
FROM deliveries JOIN chats ON chats.id = deliveries.chat_id
"""
_SENDING = _DELIVERIES + "WHERE deliveries.state = 'sending'"
_DUE = """
SELECT briefing_id, max(due_at) FROM slots
WHERE briefing_id IS NOT NULL GROUP BY briefing_id
"""
_SLOTS = """
SELECT subscription_id, local, slots.state, briefing_id, due_at, briefings.created
FROM slots LEFT JOIN briefings ON briefings.id = slots.briefing_id
"""
_OWNERS = """
SELECT subscriptions.id, platform, chat, thread
FROM subscriptions JOIN chats ON chats.id = subscriptions.chat_id
"""
_PARTED = "SELECT platform, chat, thread, why FROM chats WHERE state = 'gone'"
_UNSETTLED = """
SELECT (SELECT count(*) FROM entries WHERE state = 'waiting' AND try_at <= :now),
       (SELECT count(*) FROM slots WHERE state = 'waiting'),
       (SELECT count(*) FROM deliveries WHERE state IN ('pending', 'sending')),
       (SELECT count(*) FROM sources WHERE next_poll_at <= :now),
       (SELECT count(*) FROM subscriptions JOIN chats ON chats.id = chat_id
        WHERE next_at <= :now AND chats.state = 'active'),
       (SELECT count(*) FROM entries WHERE state = 'waiting' AND try_at > :now)
"""


def gather(
    database: Path,
    *,
    telegram: Path,
    discord: Path,
    printed: Mapping[str, set[str]],
    planned: frozenset[tuple[int, str]],
    moved: Mapping[str, str] | None = None,
) -> Evidence:
    """Collect the evidence of a run that has ended.

    ``moved`` tells which group on Telegram lives on under which id.
    """
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
            slots=[*_slots(connection)],
            deliveries=_deliveries(connection),
            messages=[*_telegram(telegram, moved or {}), *_discord(discord)],
            complaints=[*_broken(connection)],
            owners={row[0]: _place(*row[1:]) for row in connection.execute(_OWNERS)},
            parted={_place(*row[:3]): row[3] for row in connection.execute(_PARTED)},
        )


def sending(database: Path) -> list[Delivery]:
    """List the deliveries that say that they are being sent."""
    with closing(_open(database)) as connection:
        return [_delivery(row, None) for row in connection.execute(_SENDING)]


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


def _slots(connection: sqlite3.Connection) -> Iterator[Slot]:
    for number, local, state, briefing, due, composed in connection.execute(_SLOTS):
        yield Slot(
            subscription=number,
            local=local,
            state=state,
            briefing=briefing,
            due=_seconds(due) or 0.0,
            composed=_seconds(composed),
        )


def _deliveries(connection: sqlite3.Connection) -> list[Delivery]:
    due = dict(connection.execute(_DUE))
    rows = connection.execute(f"{_DELIVERIES} ORDER BY deliveries.id")
    return [_delivery(row, due.get(row[4])) for row in rows]


def _delivery(row: tuple[Any, ...], due: str | None) -> Delivery:
    number, platform, chat, thread, briefing, part, state, message, why, began = row
    return Delivery(
        id=number,
        platform=platform,
        chat=_place(platform, chat, thread)[1],
        briefing=briefing,
        part=part,
        state=state,
        message=message,
        why=why,
        began=_seconds(began),
        due=_seconds(due),
    )


def _seconds(moment: str | None) -> float | None:
    return datetime.fromisoformat(f"{moment}+00:00").timestamp() if moment else None


def _place(platform: str, chat: str, thread: str) -> Place:
    return platform, f"{chat}/{thread}" if thread else chat


def _telegram(log: Path, moved: Mapping[str, str]) -> Iterator[Message]:
    for row in _lines(log):
        if row["method"] in {"sendMessage", "sendRichMessage"}:
            chat = moved.get(str(row["chat"]), str(row["chat"]))
            yield Message(
                platform="telegram",
                chat=_place("telegram", chat, str(row.get("thread") or ""))[1],
                id=str(row["message_id"]),
                at=row["at"],
            )


def _discord(log: Path) -> Iterator[Message]:
    """What is in a forum is the forum's: its posts are made as they are needed."""
    for row in _lines(log):
        if row["how"] in {"message", "post"}:
            channel, parent = row["channel"], row["parent"]
            is_thread = parent and not row["in_forum"]
            chat = f"{parent}/{channel}" if is_thread else parent or channel
            yield Message(
                platform="discord",
                chat=chat,
                id=row["id"],
                at=row["at"],
                key=row["nonce"],
            )


def _lines(log: Path) -> Iterator[dict[str, Any]]:
    if log.exists():
        with log.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)
