"""What chats found useful."""

import sqlalchemy as sa
from alembic.operations import Operations

from digests import Moment

revision = "0002"
down_revision = "0001"


def upgrade(op: Operations) -> None:
    op.create_table(
        "feedback",
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.Column("story", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("useful", sa.Integer(), nullable=False),
        sa.Column("traits", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id"],
            ["chats.id"],
            name="fk_feedback_chat_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("chat_id", "story", name="pk_feedback"),
    )
    op.create_index("ix_feedback_at", "feedback", ["at"])
