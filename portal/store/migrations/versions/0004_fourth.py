"""The fourth schema: whose sign-in opens a link, until when somebody is whom a school has named, what families read."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add what was not there; rows that are there keep their meaning."""
    op.add_column("identities", sa.Column("ended", sa.BigInteger(), nullable=True))
    for table in ("links", "office_links"):
        op.add_column(table, sa.Column("account", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "seating",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("journal", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("layout", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("school_id", "id"),
    )
    op.create_index("ix_seating_author_id", "seating", ["school_id", "author", "id"], unique=False)
    op.create_table(
        "diary_read",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("journal", sa.String(), nullable=False),
        sa.Column("pupil", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("wall", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("school_id", "id"),
    )
    op.create_index("ix_diary_read_journal_id", "diary_read", ["school_id", "journal", "id"], unique=False)
    op.create_index("ix_diary_read_pupil", "diary_read", ["school_id", "pupil"], unique=False)
    op.create_table(
        "diary_visits",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("school_id", "link"),
    )
    op.create_table(
        "calendar_feeds",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("school_id", "code_hash"),
    )
    op.create_index("ix_calendar_feeds_link", "calendar_feeds", ["school_id", "link"], unique=False)
    op.create_index("ux_calendar_feeds_code", "calendar_feeds", ["code_hash"], unique=True)
    op.create_table(
        "family_links",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("school_id", "link", "number"),
    )
