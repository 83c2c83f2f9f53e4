"""The fifth schema: which entries the journal has lost and the portal holds, and what families ask to be decided."""

from alembic import op

revision = "0005"
down_revision = "0004"

STATEMENTS = (
    "CREATE TABLE regained ( n INTEGER NOT NULL, id VARCHAR NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (n) )",
    (
        "CREATE TABLE access_request ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, pupil VARCHAR NOT NULL, "
        "school_class VARCHAR NOT NULL, role VARCHAR NOT NULL, applicant VARCHAR NOT NULL, ground VARCHAR NOT NULL, "
        "doubts VARCHAR NOT NULL, filed VARCHAR NOT NULL, due DATE NOT NULL, decision VARCHAR NOT NULL, "
        "decided_by VARCHAR NOT NULL, answer VARCHAR NOT NULL, PRIMARY KEY (id) )"
    ),
    (
        "CREATE TABLE excuse_proposal ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, pupil VARCHAR NOT NULL, "
        "school_class VARCHAR NOT NULL, first DATE NOT NULL, last DATE NOT NULL, sign VARCHAR NOT NULL, "
        "document VARCHAR NOT NULL, document_day DATE, proposer VARCHAR NOT NULL, filed VARCHAR NOT NULL, "
        "decision VARCHAR NOT NULL, decided_by VARCHAR NOT NULL, answer VARCHAR NOT NULL, PRIMARY KEY (id) )"
    ),
    (
        "CREATE TABLE earlier_mark ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, pupil VARCHAR NOT NULL, "
        "subject VARCHAR NOT NULL, year INTEGER NOT NULL, period VARCHAR NOT NULL, value VARCHAR NOT NULL, "
        "source VARCHAR NOT NULL, PRIMARY KEY (id) )"
    ),
    "CREATE INDEX ix_earlier_mark_subject ON earlier_mark (subject)",
    "ALTER TABLE school_class ADD COLUMN year INTEGER NOT NULL DEFAULT 0",
    (
        "CREATE TABLE witnessed ( id VARCHAR NOT NULL, field VARCHAR NOT NULL, token VARCHAR NOT NULL, "
        "body BLOB NOT NULL, state VARCHAR NOT NULL, PRIMARY KEY (id, field, token) )"
    ),
    "CREATE INDEX ix_witnessed_waiting ON witnessed (id) WHERE state = ''",
    "ALTER TABLE parts ADD COLUMN lost INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE held_entry ADD COLUMN seen_by VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE held_entry ADD COLUMN witnessed VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE held_entry ADD COLUMN before_minutes INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE held_entry ADD COLUMN value_minutes INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE revision ADD COLUMN before_minutes INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE revision ADD COLUMN after_minutes INTEGER NOT NULL DEFAULT 0",
    # what families ask is a part of its own: it is named once the scope is asked for, and all others stay as they are
    "UPDATE reading_point SET scope = ''",
)


def upgrade() -> None:
    """Add what was not there; rows that are there keep their meaning."""
    for statement in STATEMENTS:
        op.execute(statement)
