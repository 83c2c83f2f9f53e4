"""The fourth schema: what families have read, how pupils are seated, and who was called to the board."""

from alembic import op

revision = "0004"
down_revision = "0003"

STATEMENTS = (
    (
        "CREATE TABLE diary_read ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, journal VARCHAR NOT NULL, "
        "pupil VARCHAR NOT NULL, what VARCHAR NOT NULL, key VARCHAR NOT NULL, wall VARCHAR NOT NULL, PRIMARY KEY (id) )"
    ),
    "CREATE INDEX ix_diary_read_journal ON diary_read (journal)",
    "CREATE INDEX ix_diary_read_pupil ON diary_read (pupil)",
    (
        "CREATE TABLE seating ( id VARCHAR NOT NULL, token VARCHAR NOT NULL, journal VARCHAR NOT NULL, "
        "author VARCHAR NOT NULL, layout VARCHAR NOT NULL, PRIMARY KEY (id) )"
    ),
    (
        "CREATE TABLE called ( n INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, lesson VARCHAR NOT NULL, "
        "pupil VARCHAR NOT NULL )"
    ),
    "CREATE INDEX ix_called_lesson ON called (lesson)",
    # what was not sent to a program that could not read it is fetched now; what is here stays where it is
    "UPDATE reading_point SET scope = ''",
    "UPDATE parts SET version = '', complete = 0",
)


def upgrade() -> None:
    """Add what was not there; rows that are there keep their meaning."""
    for statement in STATEMENTS:
        op.execute(statement)
