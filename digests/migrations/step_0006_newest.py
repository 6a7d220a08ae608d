"""Articles by time with their stories, beside their texts."""

from alembic.operations import Operations

revision = "0006"
down_revision = "0005"


def upgrade(op: Operations) -> None:
    op.create_index(
        "ix_articles_at_story_id", "articles", ["at", "story_id"], unique=False
    )
    op.drop_index(op.f("ix_articles_at"), table_name="articles")
