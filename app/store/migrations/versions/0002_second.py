"""The second schema: debts, reasons, remarks, substitutions, decisions, and what changes replaced."""

from alembic import op

revision = "0002"
down_revision = "0001"

COLUMNS = (
    "ALTER TABLE \"conflict\" ADD COLUMN also VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE subject ADD COLUMN scale VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE plan_item ADD COLUMN removed BOOLEAN NOT NULL DEFAULT 0",
    "ALTER TABLE lesson ADD COLUMN homework_links VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE lesson ADD COLUMN homework_due VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE lesson ADD COLUMN plan_item VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE lesson ADD COLUMN reason VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE mark ADD COLUMN comment_private BOOLEAN NOT NULL DEFAULT 0",
    "ALTER TABLE mark ADD COLUMN retakes VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE mark ADD COLUMN late BOOLEAN NOT NULL DEFAULT 0",
    "ALTER TABLE mark ADD COLUMN wall VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE attendance ADD COLUMN filled BOOLEAN NOT NULL DEFAULT 0",
    "ALTER TABLE attendance ADD COLUMN excuse VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE attendance ADD COLUMN document VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE attendance ADD COLUMN document_day DATE",
    "ALTER TABLE attendance ADD COLUMN excuse_token VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE reading_point ADD COLUMN seen_seq INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE reading_point ADD COLUMN seen_chain VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE outbox ADD COLUMN asked INTEGER NOT NULL DEFAULT 0",
)

TABLES = (
    (
        "CREATE TABLE debt ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, journal VARCHAR NOT NULL, lesson "
        "VARCHAR NOT NULL, pupil VARCHAR NOT NULL, work VARCHAR, until DATE, author VARCHAR NOT NULL, PRIMARY "
        "KEY (id) )"
    ),
    (
        "CREATE TABLE held_entry ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, journal VARCHAR NOT NULL, "
        "entity VARCHAR NOT NULL, lesson VARCHAR NOT NULL, pupil VARCHAR, period VARCHAR NOT NULL, kind "
        'VARCHAR NOT NULL, field VARCHAR NOT NULL, "before" VARCHAR NOT NULL, value VARCHAR NOT NULL, ground '
        "VARCHAR NOT NULL, reason VARCHAR NOT NULL, author VARCHAR NOT NULL, replica VARCHAR NOT NULL, wall "
        "VARCHAR NOT NULL, decision VARCHAR NOT NULL, decided_by VARCHAR NOT NULL, answer VARCHAR NOT NULL, "
        "PRIMARY KEY (id) )"
    ),
    (
        "CREATE TABLE lesson_note ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, journal VARCHAR NOT NULL, "
        "lesson VARCHAR NOT NULL, author VARCHAR NOT NULL, text VARCHAR NOT NULL, PRIMARY KEY (id) )"
    ),
    (
        "CREATE TABLE mark_scale ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, name VARCHAR NOT NULL, "
        "scheme VARCHAR NOT NULL, PRIMARY KEY (id) )"
    ),
    (
        "CREATE TABLE news ( n INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, kind VARCHAR NOT NULL, id VARCHAR "
        "NOT NULL, journal VARCHAR NOT NULL, author VARCHAR NOT NULL, seen INTEGER NOT NULL )"
    ),
    "CREATE TABLE put_away ( id VARCHAR NOT NULL, PRIMARY KEY (id) )",
    (
        "CREATE TABLE remark ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, journal VARCHAR NOT NULL, lesson "
        "VARCHAR NOT NULL, pupil VARCHAR NOT NULL, praise BOOLEAN NOT NULL, text VARCHAR NOT NULL, author "
        "VARCHAR NOT NULL, annulled BOOLEAN NOT NULL, PRIMARY KEY (id) )"
    ),
    (
        "CREATE TABLE revision ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, journal VARCHAR NOT NULL, "
        "entity VARCHAR NOT NULL, lesson VARCHAR NOT NULL, pupil VARCHAR, period VARCHAR NOT NULL, field "
        'VARCHAR NOT NULL, "before" VARCHAR NOT NULL, "after" VARCHAR NOT NULL, reason VARCHAR NOT NULL, '
        "author VARCHAR NOT NULL, replica VARCHAR NOT NULL, wall VARCHAR NOT NULL, before_author VARCHAR NOT NULL, "
        "before_wall VARCHAR NOT NULL, PRIMARY KEY (id) )"
    ),
    (
        "CREATE TABLE strays ( op VARCHAR NOT NULL, kind VARCHAR NOT NULL, id VARCHAR NOT NULL, "
        "PRIMARY KEY (op, kind, id) ) WITHOUT ROWID"
    ),
    (
        "CREATE TABLE substitution ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, journal VARCHAR NOT NULL, "
        "lesson VARCHAR NOT NULL, day DATE NOT NULL, teacher VARCHAR NOT NULL, author VARCHAR NOT NULL, "
        "PRIMARY KEY (id) )"
    ),
)

INDEXES = (
    "CREATE INDEX ix_debt_journal ON debt (journal)",
    "CREATE INDEX ix_debt_lesson_pupil ON debt (lesson, pupil)",
    "CREATE INDEX ix_held_entry_entity ON held_entry (entity)",
    "CREATE INDEX ix_held_entry_journal ON held_entry (journal)",
    "CREATE INDEX ix_lesson_note_lesson ON lesson_note (lesson)",
    "CREATE INDEX ix_mark_retakes ON mark (retakes) WHERE retakes != ''",
    "CREATE INDEX ix_news_journal ON news (journal) WHERE seen = 0",
    "CREATE INDEX ix_remark_journal ON remark (journal)",
    "CREATE INDEX ix_remark_lesson_pupil ON remark (lesson, pupil)",
    "CREATE INDEX ix_revision_entity ON revision (entity)",
    "CREATE INDEX ix_revision_journal ON revision (journal)",
    "CREATE INDEX ix_revision_lesson_pupil ON revision (lesson, pupil)",
    "CREATE INDEX ix_strays_id ON strays (id)",
    "CREATE INDEX ix_substitution_lesson ON substitution (lesson)",
)


def upgrade() -> None:
    """Add what was not there; rows that are there keep their meaning."""
    for statement in (*COLUMNS, *TABLES, *INDEXES):
        op.execute(statement)
