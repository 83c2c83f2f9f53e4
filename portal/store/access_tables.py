"""The portal's tables of applications for access to a diary: whose they are, and each step that was taken."""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, String, Table

from portal.store.sign_in_tables import metadata

applicants = Table(
    "applicants",
    metadata,
    Column("school_id", String, primary_key=True),
    Column("account", String, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("told", BigInteger, nullable=False),
)
"""What ESIA told of a person who is about to apply, for some hours. school_id: empty, as for all that is a person's.

sealed: names and date of birth, with the portal's key. told: Unix milliseconds."""

access_applications = Table(
    "access_applications",
    metadata,
    Column("school_id", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("account", String, nullable=False),
    Column("pupil", String, nullable=False),
    Column("role", String, nullable=False),
    Column("state", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("filed", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("settled", BigInteger, nullable=False, default=0, server_default="0"),
)
"""Applications as the applicant sees them; one that reached the school is a record under the same id besides.

account: the applicant's. pupil: empty where nobody was found. state: the decision that was carried out, "" before one.
reason: why the portal itself has refused, else empty. filed: Unix milliseconds. sealed: what was stated, with the
portal's key. settled: seq of that decision, so that none is carried out twice."""

Index("ix_access_applications_account", access_applications.c.account)

access_steps = Table(
    "access_steps",
    metadata,
    Column("school_id", String, primary_key=True),
    Column("application", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("step", String, nullable=False),
    Column("who", String, nullable=False),
    Column("answer", String, nullable=False),
)
"""The journal of the procedure, never changed. number: from 1 on. at: Unix milliseconds.

who: the teacher, "office", "applicant", or empty for the portal itself. answer: the ground that was given, of a denial
the portal's reason."""
