"""The portal's tables of archives: which years are written and how far, and the acts by which they are destroyed."""

from sqlalchemy import BigInteger, Column, Integer, String, Table

from portal.store.sign_in_tables import metadata

archives = Table(
    "archives",
    metadata,
    Column("school_id", String, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("asked", BigInteger),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("turn", BigInteger, nullable=False),
    Column("written", BigInteger),
    Column("seal", String, nullable=False),
    Column("journals_until", String, nullable=False),
    Column("summaries_until", String, nullable=False),
    Column("failed", String, nullable=False),
)
"""The archive of each school year. year: in which it begins.

asked: when a page last asked for it, empty where a command did. done, total: of its papers. turn: until when whoever
writes it is let alone. written: when it was written and read back whole. seal: SHA-256 over its manifests then, empty
before. journals_until, summaries_until: the last day on which each part is kept, ISO 8601. failed: kind of error of
the last try. Times in Unix milliseconds."""

destructions = Table(
    "destructions",
    metadata,
    Column("school_id", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("year", Integer, nullable=False),
    Column("content", String, nullable=False),
    Column("ground", String, nullable=False),
    Column("prepared", BigInteger, nullable=False),
    Column("prepared_by", String, nullable=False),
    Column("confirmed", BigInteger),
    Column("confirmed_by", String, nullable=False),
    Column("done", BigInteger),
    Column("dropped", BigInteger),
    Column("erased", BigInteger),
)
"""Acts by which what is past its term is destroyed «акт об уничтожении». content: "journals" or "summaries".

prepared_by: who of the office, as the account or the hash of the link. confirmed_by: the deputy head. done: when the
files were gone and the act was sealed. dropped: when it was taken back unconfirmed. erased: when the database held
nothing of the year's journals any more. Times in Unix milliseconds."""
