"""The fifth schema: what families are written of, letters that wait, programs that read, who applies for access."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add what was not there; rows that are there keep their meaning."""
    op.add_column("school_class", sa.Column("year", sa.Integer(), nullable=False, server_default="0"))
    _add_asked()
    for name in ("seen_by", "witnessed"):
        op.add_column("held_entry", sa.Column(name, sa.String(), nullable=False, server_default=""))
    for name in ("before_minutes", "value_minutes"):
        op.add_column("held_entry", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    for name in ("before_minutes", "after_minutes"):
        op.add_column("revision", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.add_column("office_links", sa.Column("teacher", sa.String(), nullable=False, server_default=""))
    op.add_column("esia_states", sa.Column("system", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "office_drafts",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("changed", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("school_id", "name"),
    )
    op.create_table(
        "diary_readings",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("pupil", sa.String(), nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("school_id", "pupil", "day", "link"),
    )
    op.create_index("ix_diary_readings_at", "diary_readings", ["school_id", "at"], unique=False)
    op.create_table(
        "notice_choices",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("confirmed", sa.BigInteger(), nullable=True),
        sa.Column("asked", sa.BigInteger(), nullable=False),
        sa.Column("asks", sa.Integer(), nullable=False),
        sa.Column("sorts", sa.String(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("shows", sa.Integer(), nullable=False),
        sa.Column("names", sa.Integer(), nullable=False),
        sa.Column("told", sa.BigInteger(), nullable=False),
        sa.Column("failed", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("school_id", "link"),
    )
    op.create_table(
        "notice_doors",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("school_id", "code_hash"),
    )
    op.create_index("ux_notice_doors_code", "notice_doors", ["code_hash"], unique=True)
    op.create_index("ix_notice_doors_link", "notice_doors", ["school_id", "link"], unique=False)
    op.create_table(
        "notice_letters",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("sort", sa.String(), nullable=False),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("failed", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("school_id", "link", "sort"),
    )
    op.create_table(
        "notice_turns",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("school_id"),
    )
    op.create_table(
        "programs",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("secret_hash", sa.String(), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("used", sa.BigInteger(), nullable=True),
        sa.Column("revoked", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("school_id", "id"),
    )
    op.create_table(
        "applicants",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("told", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("school_id", "account"),
    )
    op.create_table(
        "access_applications",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("pupil", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("filed", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("settled", sa.BigInteger(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("school_id", "id"),
    )
    op.create_index("ix_access_applications_account", "access_applications", ["account"], unique=False)
    op.create_table(
        "access_steps",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("application", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("school_id", "application", "number"),
    )
    op.create_table(
        "archives",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("asked", sa.BigInteger(), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.Column("written", sa.BigInteger(), nullable=True),
        sa.Column("seal", sa.String(), nullable=False),
        sa.Column("journals_until", sa.String(), nullable=False),
        sa.Column("summaries_until", sa.String(), nullable=False),
        sa.Column("failed", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("school_id", "year"),
    )
    op.create_table(
        "destructions",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("prepared", sa.BigInteger(), nullable=False),
        sa.Column("prepared_by", sa.String(), nullable=False),
        sa.Column("confirmed", sa.BigInteger(), nullable=True),
        sa.Column("confirmed_by", sa.String(), nullable=False),
        sa.Column("done", sa.BigInteger(), nullable=True),
        sa.Column("dropped", sa.BigInteger(), nullable=True),
        sa.Column("erased", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("school_id", "id"),
    )
    op.create_table(
        "operator_acts",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("command", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked", sa.BigInteger(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("decided", sa.BigInteger(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("school_id", "id"),
    )


def _add_asked() -> None:
    """Add what families ask: access to a diary, and that a reason of an absence stands."""
    op.create_table(
        "access_request",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("pupil", sa.String(), nullable=False),
        sa.Column("school_class", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("applicant", sa.String(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("doubts", sa.String(), nullable=False),
        sa.Column("filed", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("school_id", "id"),
    )
    op.create_index(
        "ix_access_request_school_class_id", "access_request", ["school_id", "school_class", "id"], unique=False
    )
    op.create_index("ix_access_request_pupil", "access_request", ["school_id", "pupil"], unique=False)
    op.create_table(
        "earlier_mark",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("pupil", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("school_id", "id"),
    )
    op.create_index("ix_earlier_mark_pupil", "earlier_mark", ["school_id", "pupil"], unique=False)
    op.create_table(
        "excuse_proposal",
        sa.Column("school_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("pupil", sa.String(), nullable=False),
        sa.Column("school_class", sa.String(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("sign", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("document_day", sa.Date(), nullable=True),
        sa.Column("proposer", sa.String(), nullable=False),
        sa.Column("filed", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("school_id", "id"),
    )
    op.create_index(
        "ix_excuse_proposal_school_class_id", "excuse_proposal", ["school_id", "school_class", "id"], unique=False
    )
    op.create_index("ix_excuse_proposal_pupil", "excuse_proposal", ["school_id", "pupil"], unique=False)
