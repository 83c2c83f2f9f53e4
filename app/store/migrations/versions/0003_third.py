"""The third schema: releases, and what tells copies of a PC apart."""

from alembic import op

revision = "0003"
down_revision = "0002"

STATEMENTS = (
    "ALTER TABLE identity ADD COLUMN lease VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE identity ADD COLUMN next_lease VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE identity ADD COLUMN next_replica VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE identity ADD COLUMN root VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE identity ADD COLUMN root_token VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE identity ADD COLUMN forks INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE enrolment ADD COLUMN end_order VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE reading_point ADD COLUMN backed_up_seq INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE parts ADD COLUMN checked INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE parts ADD COLUMN repaired INTEGER NOT NULL DEFAULT 0",
    (
        'CREATE TABLE removals ( part VARCHAR NOT NULL, title VARCHAR NOT NULL, "rows" INTEGER NOT NULL, '
        "cause VARCHAR NOT NULL, kept INTEGER NOT NULL, allowed INTEGER NOT NULL, PRIMARY KEY (part) )"
    ),
    (
        'CREATE TABLE "release" ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, pupil VARCHAR NOT NULL, '
        'subject VARCHAR NOT NULL, "first" DATE NOT NULL, "last" DATE, document VARCHAR NOT NULL, PRIMARY KEY (id) )'
    ),
    (
        "CREATE TABLE bell_day ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, day DATE NOT NULL, "
        "shift INTEGER NOT NULL, number INTEGER NOT NULL, starts VARCHAR NOT NULL, ends VARCHAR NOT NULL, "
        "name VARCHAR NOT NULL, PRIMARY KEY (id) )"
    ),
    (
        "CREATE TABLE carried_mark ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, journal VARCHAR NOT NULL, "
        "pupil VARCHAR NOT NULL, day DATE NOT NULL, value VARCHAR NOT NULL, weight INTEGER NOT NULL, "
        "title VARCHAR NOT NULL, source VARCHAR NOT NULL, original VARCHAR NOT NULL, retaken BOOLEAN NOT NULL, "
        "annulled BOOLEAN NOT NULL, PRIMARY KEY (id) )"
    ),
    (
        "CREATE TABLE coverage ( n INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, day VARCHAR NOT NULL, "
        "seq INTEGER NOT NULL, UNIQUE (day) )"
    ),
    "CREATE INDEX ix_carried_mark_journal ON carried_mark (journal)",
    "ALTER TABLE lesson ADD COLUMN removed BOOLEAN NOT NULL DEFAULT 0",
    'CREATE INDEX ix_release_pupil ON "release" (pupil)',
    "CREATE INDEX ix_enrolment_pupil ON enrolment (pupil)",
    # what was not sent to a program that could not read it is fetched now; what is here stays where it is
    "UPDATE reading_point SET scope = ''",
    "UPDATE parts SET version = '', complete = 0",
)


def upgrade() -> None:
    """Add what was not there; rows that are there keep their meaning."""
    for statement in STATEMENTS:
        op.execute(statement)
