"""Who set up a chat that is not theirs alone."""

import sqlalchemy as sa
from alembic.operations import Operations

from digests import Moment

revision = "0008"
down_revision = "0007"


def upgrade(op: Operations) -> None:
    op.create_table(
        "founders",
        sa.Column("chat_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("owed_since", Moment()),
        sa.PrimaryKeyConstraint("chat_id", name="pk_founders"),
        sa.ForeignKeyConstraint(
            ["chat_id"],
            ["chats.id"],
            name="fk_founders_chat_id_chats",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_founders_person", "founders", ["person"])
    op.create_index("ix_founders_owed_since", "founders", ["owed_since"])
