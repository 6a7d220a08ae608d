"""Which sources were ever offered, and speakers in a form that can be looked up."""

import sqlalchemy as sa
from alembic.operations import Operations

revision = "0002"
down_revision = "0001"


def upgrade(op: Operations) -> None:
    op.create_table(
        "offered_sources",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["sources.id"],
            name=op.f("fk_offered_sources_source_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_offered_sources")),
    )
    op.create_index(
        op.f("ix_offered_sources_source_id"),
        "offered_sources",
        ["source_id"],
        unique=False,
    )
    op.add_column(
        "quotes",
        sa.Column("speaker_key", sa.Text(), server_default="", nullable=False),
    )
