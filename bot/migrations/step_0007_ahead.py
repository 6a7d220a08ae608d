"""What waits is found by its time; a chat's slots are found by its subscriptions."""

import sqlalchemy as sa
from alembic.operations import Operations

revision = "0007"
down_revision = "0006"


def upgrade(op: Operations) -> None:
    op.drop_index("ix_slots_state", "slots")
    op.create_index(
        "ix_slots_waiting",
        "slots",
        ["due_at"],
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
