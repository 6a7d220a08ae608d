"""What the bot remembers: chats, what they want, what was composed and sent.

Each row is the truth about its thing. ``bot/migrations`` makes these tables; a test
compares the two.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)

from digests import Moment, new_metadata

metadata = new_metadata()


def _choice(name: str, *, default: bool) -> Column[bool]:
    """Make the column of a thing that a chat turns on and off."""
    chosen = true() if default else false()
    return Column(name, Boolean, nullable=False, server_default=chosen)


chats = Table(
    "chats",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("platform", String(20), nullable=False),
    Column("chat", String(64), nullable=False),
    Column("thread", String(64), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("days", Integer, nullable=False),
    Column("times", String(64), nullable=False),
    Column("language", String(16), nullable=False),
    Column("length", String(10), nullable=False),
    Column("state", String(10), nullable=False),
    Column("why", Text, nullable=False),
    Column("created", Moment, nullable=False),
    _choice("quotes", default=True),
    _choice("rich", default=False),
    _choice("silent", default=True),
    _choice("publish", default=False),
    _choice("tells_of_nothing", default=True),
    _choice("corrects", default=True),
    Column("quiet_hours", String(11), nullable=False, server_default=""),
    Column("paused_until", Moment),
    Column("alerted_at", Moment),
    UniqueConstraint("platform", "chat", "thread"),
)
"""``state`` is active or gone, ``why`` says what made it gone. ``days`` is a bit mask,
Monday 1; ``times`` reads ``08:00 18:30`` and ``quiet_hours`` ``22:00-07:00``.
``alerted_at`` is when somebody last looked for news worth an alert."""

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("chat_id", ForeignKey(chats.c.id, ondelete="CASCADE"), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("value", String(200), nullable=False),
    Column("label", String(200), nullable=False),
    Column("days", Integer, nullable=False),
    Column("times", String(64), nullable=False),
    Column("next_at", Moment, nullable=False, index=True),
    Column("next_local", String(16), nullable=False),
    Column("created", Moment, nullable=False),
    _choice("instant", default=False),
    UniqueConstraint("chat_id", "kind", "value"),
    # Old buttons name an id: it must never come back for something else.
    sqlite_autoincrement=True,
)
"""``next_at`` is when the next slot is due, ``next_local`` the time it promised;
``instant`` ones are told between them too."""

briefings = Table(
    "briefings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("chat_id", ForeignKey(chats.c.id, ondelete="CASCADE"), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("stories", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("created", Moment, nullable=False),
    Index("ix_briefings_chat_id_created", "chat_id", "created"),
    sqlite_autoincrement=True,
)
"""``kind`` is briefing, alert, article or search. ``stories`` is a JSON list of story ids, number 1 first; ``document`` is what was
composed, by ``documents.to_json``."""

slots = Table(
    "slots",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "subscription_id",
        ForeignKey(subscriptions.c.id, ondelete="CASCADE"),
        nullable=False,
    ),
    Column("local", String(16), nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("state", String(10), nullable=False),
    # Without an index each briefing that is deleted would look through all slots.
    Column("briefing_id", ForeignKey(briefings.c.id, ondelete="SET NULL"), index=True),
    UniqueConstraint("subscription_id", "local"),
    # By state alone, a chat's slots would be looked for among those of everybody.
    Index(
        "ix_slots_waiting",
        "due_at",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
)
"""``state`` is waiting, composed, empty (nothing new) or skipped (hours late)."""

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("chat_id", ForeignKey(chats.c.id, ondelete="CASCADE"), nullable=False),
    Column("briefing_id", ForeignKey(briefings.c.id, ondelete="CASCADE"), index=True),
    Column("part", Integer, nullable=False),
    Column("document", Text, nullable=False),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("try_at", Moment, nullable=False),
    Column("deadline", Moment, nullable=False),
    Column("started_at", Moment),
    Column("message_id", String(64), nullable=False),
    Column("untrue", Integer, nullable=False),
    Column("why", Text, nullable=False),
    UniqueConstraint("briefing_id", "part"),
    Index("ix_deliveries_state_try_at", "state", "try_at"),
    Index("ix_deliveries_chat_id_state", "chat_id", "state"),
    # A platform remembers keys, and they are made of ids.
    sqlite_autoincrement=True,
)
"""``state`` is pending, sending, sent, uncertain or dead; ``untrue`` counts quotations
that no longer stood in their article when the message was rendered. ``started_at`` is
when the first call began that may have arrived."""


corrections = Table(
    "corrections",
    metadata,
    Column(
        "delivery_id",
        ForeignKey(deliveries.c.id, ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column(
        "chat_id",
        ForeignKey(chats.c.id, ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("document", Text, nullable=False),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("try_at", Moment, nullable=False),
    Column("why", Text, nullable=False),
    Index("ix_corrections_state_try_at", "state", "try_at"),
)
"""What a sent message is to show instead; ``state`` is pending, sent or dead."""


def _chat_and_story() -> tuple[Column[int], Column[int]]:
    """Make the key of what is kept of a chat about a story."""
    chat = ForeignKey(chats.c.id, ondelete="CASCADE")
    return (
        Column("chat_id", chat, primary_key=True),
        Column("story", Integer, primary_key=True, autoincrement=False),
    )


seen = Table(
    "seen",
    metadata,
    *_chat_and_story(),
    Column("at", Moment, nullable=False, index=True),
    Column("before", Moment),
    Column("briefing_id", Integer),
)
"""Stories that a chat's scheduled briefings and alerts have told, last ``at``. ``before``
and ``briefing_id`` are for taking a briefing back: when they were told before it."""

feedback = Table(
    "feedback",
    metadata,
    *_chat_and_story(),
    Column("useful", Integer, nullable=False),
    Column("traits", Text, nullable=False),
    Column("at", Moment, nullable=False, index=True),
)
"""A chat's word on a story, 1 for useful; ``traits`` is a JSON list of what it is like."""

remembered = Table(
    "remembered",
    metadata,
    Column("key", String(100), primary_key=True),
    Column("value", Text, nullable=False),
)
"""Small things by name: which menu a platform has, what a short button stands for."""

founders = Table(
    "founders",
    metadata,
    Column(
        "chat_id",
        ForeignKey(chats.c.id, ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("person", String(64), nullable=False, index=True),
    Column("language", String(16), nullable=False),
    Column("owed_since", Moment, index=True),
)
"""Who last set up a chat that is not theirs alone. ``owed_since`` is when it ended, as
long as that person was not told."""

stand_ins = Table(
    "stand_ins",
    metadata,
    Column("platform", String(20), primary_key=True),
    Column("person", String(64), primary_key=True),
    Column("chat", String(64), nullable=False),
    Column("thread", String(64), nullable=False),
    Column("since", Moment, nullable=False),
)
"""The other chat that a person's commands in private are for; ``since`` is when the
last of them was given."""

telegram_updates = Table(
    "telegram_updates",
    metadata,
    Column("bot", String(20), primary_key=True),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("tries", Integer, nullable=False),
)
"""What Telegram handed over and nobody has answered yet, as JSON; it goes with its
answer. ``tries`` counts how often an answer was begun."""
