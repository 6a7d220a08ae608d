"""Messages that were sent and are corrected, and which chats want that."""

import sqlalchemy as sa
from alembic.operations import Operations

from digests import Moment

revision = "0009"
down_revision = "0008"


def upgrade(op: Operations) -> None:
    op.add_column(
        "chats",
        sa.Column("corrects", sa.Boolean(), server_default=sa.true(), nullable=False),
    )
    op.create_table(
        "corrections",
        sa.Column("delivery_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("try_at", Moment(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("delivery_id", name="pk_corrections"),
        sa.ForeignKeyConstraint(
            ["delivery_id"],
            ["deliveries.id"],
            name="fk_corrections_delivery_id_deliveries",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["chat_id"],
            ["chats.id"],
            name="fk_corrections_chat_id_chats",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_corrections_chat_id", "corrections", ["chat_id"])
    op.create_index("ix_corrections_state_try_at", "corrections", ["state", "try_at"])
