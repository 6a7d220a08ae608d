"""How chats want to be served."""

import sqlalchemy as sa
from alembic.operations import Operations

from digests import Moment

revision = "0003"
down_revision = "0002"


def upgrade(op: Operations) -> None:
    for name, default in (
        ("quotes", sa.true()),
        ("rich", sa.false()),
        ("silent", sa.true()),
        ("publish", sa.false()),
        ("tells_of_nothing", sa.true()),
    ):
        op.add_column(
            "chats",
            sa.Column(name, sa.Boolean(), server_default=default, nullable=False),
        )
    op.add_column(
        "chats",
        sa.Column(
            "quiet_hours", sa.String(length=11), server_default="", nullable=False
        ),
    )
    op.add_column("chats", sa.Column("paused_until", Moment(), nullable=True))
