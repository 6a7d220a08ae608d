"""What waits is found by its time, and what was composed ahead can be taken back."""

import sqlalchemy as sa
from alembic.operations import Operations

from digests import Moment

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
    op.create_index("ix_slots_briefing_id", "slots", ["briefing_id"])
    op.add_column("seen", sa.Column("before", Moment()))
    op.add_column("seen", sa.Column("briefing_id", sa.Integer()))
