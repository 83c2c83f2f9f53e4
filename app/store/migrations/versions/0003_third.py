"""The third schema: releases, and what tells copies of a PC apart."""

from alembic import op

revision = "0003"
down_revision = "0002"

STATEMENTS = (
    "ALTER TABLE identity ADD COLUMN lease VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE identity ADD COLUMN next_lease VARCHAR NOT NULL DEFAULT ''",
    "ALTER TABLE reading_point ADD COLUMN backed_up_seq INTEGER NOT NULL DEFAULT 0",
    (
        'CREATE TABLE "release" ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, pupil VARCHAR NOT NULL, '
        'subject VARCHAR NOT NULL, "first" DATE NOT NULL, "last" DATE, document VARCHAR NOT NULL, PRIMARY KEY (id) )'
    ),
    'CREATE INDEX ix_release_pupil ON "release" (pupil)',
)


def upgrade() -> None:
    """Add what was not there; rows that are there keep their meaning."""
    for statement in STATEMENTS:
        op.execute(statement)
