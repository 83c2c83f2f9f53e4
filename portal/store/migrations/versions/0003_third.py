"""The third schema: releases, what tells copies of a PC apart, and how far a backup reaches."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add what was not there; rows that are there keep their meaning."""
    for name in ("lease", "forked_from", "reads"):
        op.add_column("replicas", sa.Column(name, sa.String(), nullable=False, server_default=""))
    op.add_column("schools", sa.Column("backed_up_seq", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "release",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("pupil", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("document", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("school_id", "id"),
    )
    op.create_index("ix_release_pupil", "release", ["school_id", "pupil"], unique=False)
