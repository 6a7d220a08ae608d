"""Which stories joined others, so that their numbers stay answerable."""

import sqlalchemy as sa
from alembic.operations import Operations

revision = "0005"
down_revision = "0004"


def upgrade(op: Operations) -> None:
    op.create_table(
        "merged_stories",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("by_article", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story_id"],
            ["stories.id"],
            name=op.f("fk_merged_stories_story_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merged_stories")),
    )
    op.create_index(
        op.f("ix_merged_stories_story_id"), "merged_stories", ["story_id"], unique=False
    )
    op.create_index(
        op.f("ix_merged_stories_by_article"),
        "merged_stories",
        ["by_article"],
        unique=False,
    )
