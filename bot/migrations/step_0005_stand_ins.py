"""For which other chat a person acts from a private one."""

import sqlalchemy as sa
from alembic.operations import Operations

from digests import Moment

revision = "0005"
down_revision = "0004"


def upgrade(op: Operations) -> None:
    op.create_table(
        "stand_ins",
        sa.Column("platform", sa.String(20), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("chat", sa.String(64), nullable=False),
        sa.Column("thread", sa.String(64), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "person", name="pk_stand_ins"),
    )
