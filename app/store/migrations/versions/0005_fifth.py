"""The fifth schema: which entries the journal has lost and the portal holds."""

from alembic import op

revision = "0005"
down_revision = "0004"

STATEMENTS = (
    "CREATE TABLE regained ( n INTEGER NOT NULL, id VARCHAR NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (n) )",
)


def upgrade() -> None:
    """Add what was not there; rows that are there keep their meaning."""
    for statement in STATEMENTS:
        op.execute(statement)
