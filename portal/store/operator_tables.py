"""The portal's table of what its operator wants done to a school's accounts, and who, another person, agreed."""

from sqlalchemy import BigInteger, Column, String, Table

from portal.store.sign_in_tables import metadata

operator_acts = Table(
    "operator_acts",
    metadata,
    Column("school_id", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("command", String, nullable=False),
    Column("words", String, nullable=False),
    Column("state", String, nullable=False),
    Column("asked", BigInteger, nullable=False),
    Column("asked_by", String, nullable=False),
    Column("decided", BigInteger),
    Column("decided_by", String, nullable=False),
)
"""Acts of the operator «действия оператора». command, words: what was ordered, as a list in JSON; never a secret.

state: "waiting", "confirmed", "refused", "expired" or "done". asked_by: number and name of the operator's own account
of the server. decided_by: the same of the other operator, or the account of who signed in for the office. decided: of
the last change of the state. Times in Unix milliseconds."""
