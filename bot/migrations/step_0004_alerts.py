"""Which subscriptions are told at once, and when a chat was last looked at for them."""

import sqlalchemy as sa
from alembic.operations import Operations

from digests import Moment

revision = "0004"
down_revision = "0003"


def upgrade(op: Operations) -> None:
    op.add_column(
        "subscriptions",
        sa.Column("instant", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.add_column("chats", sa.Column("alerted_at", Moment(), nullable=True))
