"""Which stories are near kin of each other."""

import sqlalchemy as sa
from alembic.operations import Operations

revision = "0004"
down_revision = "0003"


def upgrade(op: Operations) -> None:
    op.create_table(
        "story_kin",
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("kin_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kin_id"],
            ["stories.id"],
            name=op.f("fk_story_kin_kin_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["story_id"],
            ["stories.id"],
            name=op.f("fk_story_kin_story_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("story_id", "kin_id", name=op.f("pk_story_kin")),
    )
    op.create_index(op.f("ix_story_kin_kin_id"), "story_kin", ["kin_id"], unique=False)
