"""The second schema: debts, reasons, remarks, substitutions, decisions, and what changes replaced."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

TEXTS = (
    ("conflict", "also"),
    ("subject", "scale"),
    ("lesson", "homework_links"),
    ("lesson", "homework_due"),
    ("lesson", "plan_item"),
    ("lesson", "reason"),
    ("mark", "retakes"),
    ("mark", "wall"),
    ("attendance", "excuse"),
    ("attendance", "document"),
    ("attendance", "excuse_token"),
)

FLAGS = (
    ("plan_item", "removed"),
    ("mark", "comment_private"),
    ("mark", "late"),
    ("attendance", "filled"),
)


def upgrade() -> None:
    """Add what was not there; rows that are there keep their meaning."""
    for table, column in TEXTS:
        op.add_column(table, sa.Column(column, sa.String(), nullable=False, server_default=""))
    for table, column in FLAGS:
        op.add_column(table, sa.Column(column, sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("attendance", sa.Column("document_day", sa.Date(), nullable=True))
    op.create_table(
        "debt",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("journal", sa.String(), nullable=False),
        sa.Column("lesson", sa.String(), nullable=False),
        sa.Column("pupil", sa.String(), nullable=False),
        sa.Column("work", sa.String(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("author", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("school_id", "id"),
    )
    op.create_index("ix_debt_journal_id", "debt", ["school_id", "journal", "id"], unique=False)
    op.create_index("ix_debt_pupil_lesson", "debt", ["school_id", "pupil", "lesson"], unique=False)
    op.create_table(
        "held_entry",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("journal", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("lesson", sa.String(), nullable=False),
        sa.Column("pupil", sa.String(), nullable=True),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("replica", sa.String(), nullable=False),
        sa.Column("wall", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("school_id", "id"),
    )
    op.create_index("ix_held_entry_journal_id", "held_entry", ["school_id", "journal", "id"], unique=False)
    op.create_table(
        "lesson_note",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("journal", sa.String(), nullable=False),
        sa.Column("lesson", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("school_id", "id"),
    )
    op.create_index("ix_lesson_note_author_id", "lesson_note", ["school_id", "author", "id"], unique=False)
    op.create_table(
        "mark_scale",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("school_id", "id"),
    )
    op.create_table(
        "office_links",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False),
        sa.Column("revoked", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("school_id", "code_hash"),
    )
    op.create_index("ux_office_links_hash", "office_links", ["code_hash"], unique=True)
    op.create_table(
        "remark",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("journal", sa.String(), nullable=False),
        sa.Column("lesson", sa.String(), nullable=False),
        sa.Column("pupil", sa.String(), nullable=False),
        sa.Column("praise", sa.Boolean(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("annulled", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("school_id", "id"),
    )
    op.create_index("ix_remark_journal_id", "remark", ["school_id", "journal", "id"], unique=False)
    op.create_index("ix_remark_pupil_lesson", "remark", ["school_id", "pupil", "lesson"], unique=False)
    op.create_table(
        "revision",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("journal", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("lesson", sa.String(), nullable=False),
        sa.Column("pupil", sa.String(), nullable=True),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("replica", sa.String(), nullable=False),
        sa.Column("wall", sa.String(), nullable=False),
        sa.Column("before_author", sa.String(), nullable=False),
        sa.Column("before_wall", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("school_id", "id"),
    )
    op.create_index("ix_revision_journal_id", "revision", ["school_id", "journal", "id"], unique=False)
    op.create_table(
        "substitution",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("journal", sa.String(), nullable=False),
        sa.Column("lesson", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("teacher", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("school_id", "id"),
    )
    op.create_index("ix_substitution_journal", "substitution", ["school_id", "journal"], unique=False)
    op.create_index("ix_substitution_teacher", "substitution", ["school_id", "teacher"], unique=False)
