"""Telegram's updates that are taken and not answered yet."""

import sqlalchemy as sa
from alembic.operations import Operations

from digests import Moment

revision = "0006"
down_revision = "0005"


def upgrade(op: Operations) -> None:
    op.create_table(
        "telegram_updates",
        sa.Column("bot", sa.String(20), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("bot", "id", name="pk_telegram_updates"),
    )
