"""The portal's tables of notices: what a family has chosen, secret addresses, letters that wait, whose turn it is."""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, String, Table

from portal.store.sign_in_tables import metadata

notice_choices = Table(
    "notice_choices",
    metadata,
    Column("school_id", String, primary_key=True),
    Column("link", String, primary_key=True),
    Column("address", LargeBinary, nullable=False),
    Column("confirmed", BigInteger),
    Column("asked", BigInteger, nullable=False),
    Column("asks", Integer, nullable=False),
    Column("sorts", String, nullable=False),
    Column("hour", Integer, nullable=False),
    Column("shows", Integer, nullable=False),
    Column("names", Integer, nullable=False),
    Column("told", BigInteger, nullable=False),
    Column("failed", String, nullable=False),
)
"""What somebody with a link to a diary wants to be written of it.

link: as in `links`, its hash, or "application:" and the id of an application, whose steps are told then. address:
sealed with the portal's key. confirmed: when its owner said so, empty before. asked, asks: when that was last asked by
a letter, and how often in a row. sorts: of news, with spaces between. hour: of the day's letter, -1 for a letter at
once. shows: 1 where a letter says what is new, 0 where only that something is. names: 1 where it names the child.
told: seq, or step, up to which letters have told. failed: why the address took none, else empty. Times in Unix
milliseconds."""

notice_doors = Table(
    "notice_doors",
    metadata,
    Column("school_id", String, primary_key=True),
    Column("code_hash", String, primary_key=True),
    Column("link", String, nullable=False),
    Column("purpose", String, nullable=False),
    Column("made", BigInteger, nullable=False),
)
"""Secret addresses around a link's notices. made: Unix milliseconds.

purpose: "confirm", "stop", "feed" or "feed-whole"."""

Index("ux_notice_doors_code", notice_doors.c.code_hash, unique=True)
Index("ix_notice_doors_link", notice_doors.c.school_id, notice_doors.c.link)

notice_letters = Table(
    "notice_letters",
    metadata,
    Column("school_id", String, primary_key=True),
    Column("link", String, primary_key=True),
    Column("sort", String, primary_key=True),
    Column("due", BigInteger, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("failed", String, nullable=False),
)
"""Letters that wait to be sent; what a letter of news or of steps says is read as it is sent.

sort: "confirm", "news" or "application". due: when it is to be tried next. made: when it was first due. sealed: what
a letter of confirmation opens, sealed with the portal's key. failed: kind of the last failure, empty before the first.
Times in Unix milliseconds."""

notice_turns = Table(
    "notice_turns",
    metadata,
    Column("school_id", String, primary_key=True),
    Column("holder", String, nullable=False),
    Column("until", BigInteger, nullable=False),
)
"""Which process sends a school's letters. until: Unix milliseconds; then another one may."""
