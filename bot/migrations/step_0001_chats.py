"""Chats, what they want, and what was composed and sent to them."""

import sqlalchemy as sa
from alembic.operations import Operations

from digests import Moment

revision = "0001"
down_revision = None


def upgrade(op: Operations) -> None:
    _chats(op)
    _remembered(op)
    _briefings(op)
    _seen(op)
    _subscriptions(op)
    _deliveries(op)
    _slots(op)


def _chats(op: Operations) -> None:
    op.create_table(
        "chats",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(length=20), nullable=False),
        sa.Column("chat", sa.String(length=64), nullable=False),
        sa.Column("thread", sa.String(length=64), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("times", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("length", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("created", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_chats"),
        sa.UniqueConstraint(
            "platform", "chat", "thread", name="uq_chats_platform_chat_thread"
        ),
    )


def _remembered(op: Operations) -> None:
    op.create_table(
        "remembered",
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_remembered"),
    )


def _briefings(op: Operations) -> None:
    op.create_table(
        "briefings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("stories", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("created", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name="fk_briefings_chat_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_briefings"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_briefings_chat_id_created", "briefings", ["chat_id", "created"])


def _seen(op: Operations) -> None:
    op.create_table(
        "seen",
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.Column("story", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name="fk_seen_chat_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("chat_id", "story", name="pk_seen"),
    )
    op.create_index("ix_seen_at", "seen", ["at"])


def _subscriptions(op: Operations) -> None:
    op.create_table(
        "subscriptions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("times", sa.String(length=64), nullable=False),
        sa.Column("next_at", Moment(), nullable=False),
        sa.Column("next_local", sa.String(length=16), nullable=False),
        sa.Column("created", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"],
            ["chats.id"],
            name="fk_subscriptions_chat_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_subscriptions"),
        sa.UniqueConstraint(
            "chat_id", "kind", "value", name="uq_subscriptions_chat_id_kind_value"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_subscriptions_next_at", "subscriptions", ["next_at"])


def _deliveries(op: Operations) -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.Column("briefing_id", sa.Integer(), nullable=True),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("try_at", Moment(), nullable=False),
        sa.Column("deadline", Moment(), nullable=False),
        sa.Column("started_at", Moment(), nullable=True),
        sa.Column("message_id", sa.String(length=64), nullable=False),
        sa.Column("untrue", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["briefing_id"],
            ["briefings.id"],
            name="fk_deliveries_briefing_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chats.id"], name="fk_deliveries_chat_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.UniqueConstraint(
            "briefing_id", "part", name="uq_deliveries_briefing_id_part"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deliveries_briefing_id", "deliveries", ["briefing_id"])
    op.create_index("ix_deliveries_chat_id_state", "deliveries", ["chat_id", "state"])
    op.create_index("ix_deliveries_state_try_at", "deliveries", ["state", "try_at"])


def _slots(op: Operations) -> None:
    op.create_table(
        "slots",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subscription_id", sa.Integer(), nullable=False),
        sa.Column("local", sa.String(length=16), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("briefing_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["briefing_id"],
            ["briefings.id"],
            name="fk_slots_briefing_id",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscriptions.id"],
            name="fk_slots_subscription_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_slots"),
        sa.UniqueConstraint(
            "subscription_id", "local", name="uq_slots_subscription_id_local"
        ),
    )
    op.create_index("ix_slots_state", "slots", ["state"])
