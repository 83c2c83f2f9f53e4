"""The portal's tables: one for each kind of record, the school's log, and who may ask; each leads with the school."""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, String, Table

from app.columns import columns_of
from app.domain.access import AccessRequest
from app.domain.classroom import CarriedMark, Debt, DiaryRead, Duty, LessonNote, Release, Remark, Seating, Substitution
from app.domain.disputes import Conflict, HeldEntry, Revision
from app.domain.earlier_marks import EarlierMark
from app.domain.excuse_proposals import ExcuseProposal
from app.domain.records import (
    RECORD_TYPES,
    Assignment,
    Attendance,
    Enrolment,
    FinalMark,
    Lesson,
    Mark,
    Membership,
    PlanItem,
    Record,
    Work,
    tag_of,
)
from portal.store import access_tables, archive_tables, diary_tables, notice_tables, operator_tables, sign_in_tables

SCHEMA = 5
"""`PRAGMA user_version` of a database that this portal writes."""

metadata = sign_in_tables.metadata
diary_visits, calendar_feeds, family_links, diary_readings = (
    diary_tables.diary_visits,
    diary_tables.calendar_feeds,
    diary_tables.family_links,
    diary_tables.diary_readings,
)
applicants, access_applications, access_steps = (
    access_tables.applicants,
    access_tables.access_applications,
    access_tables.access_steps,
)
archives, destructions = archive_tables.archives, archive_tables.destructions
operator_acts = operator_tables.operator_acts
notice_choices, notice_doors, notice_letters, notice_turns = (
    notice_tables.notice_choices,
    notice_tables.notice_doors,
    notice_tables.notice_letters,
    notice_tables.notice_turns,
)


def _school() -> Column[str]:
    return Column("school_id", String, primary_key=True)


TABLES: dict[type[Record], Table] = {
    kind: Table(tag_of(kind), metadata, _school(), *columns_of(kind)) for kind in RECORD_TYPES
}
"""The state of each school: what the log's operations have left behind."""

for _kind, *_names in (
    (Enrolment, "pupil"),
    (Enrolment, "school_class"),
    (Membership, "group"),
    (Membership, "pupil"),
    (Assignment, "teacher"),
    (Assignment, "journal"),
    (PlanItem, "journal", "id"),
    (Lesson, "journal", "id"),
    (Lesson, "journal", "day"),
    (Lesson, "day"),
    (Work, "journal", "id"),
    (Work, "lesson"),
    (Mark, "journal", "id"),
    (Mark, "pupil", "lesson"),
    (Mark, "work"),
    (CarriedMark, "journal", "id"),
    (CarriedMark, "pupil"),
    (FinalMark, "journal", "id"),
    (FinalMark, "pupil"),
    (Duty, "teacher"),
    (Attendance, "journal", "id"),
    (Conflict, "journal", "id"),
    (Debt, "journal", "id"),
    (Debt, "pupil", "lesson"),
    (Remark, "journal", "id"),
    (Remark, "pupil", "lesson"),
    (DiaryRead, "journal", "id"),
    (DiaryRead, "pupil"),
    (LessonNote, "author", "id"),
    (Seating, "author", "id"),
    (Substitution, "teacher"),
    (Substitution, "journal"),
    (Release, "pupil"),
    (EarlierMark, "pupil"),
    (AccessRequest, "school_class", "id"),
    (AccessRequest, "pupil"),
    (ExcuseProposal, "school_class", "id"),
    (ExcuseProposal, "pupil"),
    (HeldEntry, "journal", "id"),
    (Revision, "journal", "id"),
):
    _table = TABLES[_kind]
    Index(f"ix_{_table.name}_{'_'.join(_names)}", _table.c.school_id, *(_table.c[_name] for _name in _names))

schools = Table(
    "schools",
    metadata,
    _school(),
    Column("epoch", String, nullable=False),
    Column("head", Integer, nullable=False),
    Column("chain", String, nullable=False),
    Column("roster", Integer, nullable=False),
    Column("backed_up_seq", Integer, nullable=False, default=0, server_default="0"),
)
"""Each school's place in its own order. head, chain: of the last operation. roster: seq of the last one that
touched a record of the roster. backed_up_seq: up to where a backup that was proved by restoring reaches."""

operations = Table(
    "operations",
    metadata,
    _school(),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False),
    Column("replica", String, nullable=False),
    Column("n", Integer, nullable=False),
    Column("author", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("entity", String, nullable=False),
    Column("header", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("outcome", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("received", BigInteger, nullable=False),
    Column("chain", String, nullable=False),
)
"""The log: every operation with its final outcome, never changed. header, body: what its id follows from.

entity: what it is about, empty where it cannot be read. received: Unix milliseconds. chain: over all up to here.
Past its term a year's operations lose header and body; id, outcome and chain stay for ever.
"""


Index("ux_operations_id", operations.c.school_id, operations.c.id, unique=True)
Index("ux_operations_replica_n", operations.c.school_id, operations.c.replica, operations.c.n, unique=True)

effects = Table(
    "effects",
    metadata,
    _school(),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("part", String, primary_key=True),
    Column("rows", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""What the feed carries: the rows that an operation left behind in a part, as they travel."""

replicas = Table(
    "replicas",
    metadata,
    _school(),
    Column("id", String, primary_key=True),
    Column("teacher", String, nullable=False),
    Column("author_key", String, nullable=False),
    Column("name", String, nullable=False),
    Column("token_hash", String, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("revoked", BigInteger),
    Column("lease", String, nullable=False, default="", server_default=""),
    Column("forked_from", String, nullable=False, default="", server_default=""),
    Column("forked_lease", String, nullable=False, default="", server_default=""),
    Column("first_n", BigInteger, nullable=False, default=1, server_default="1"),
    Column("reads", String, nullable=False, default="", server_default=""),
)
"""Enrolled PCs, one row for each teacher's profile. author_key: base64url. created, revoked: Unix milliseconds.

lease: of the copy that speaks for it, empty until one says so. forked_from: the PC of which this one is a copy.
first_n: the first number under its own name; those before are that PC's. forked_lease: the state of which it is a copy,
by its own words. reads: kinds of records that it has said it can read, empty where it has said nothing."""

Index("ux_replicas_token", replicas.c.token_hash, unique=True)

attic = Table(
    "attic",
    metadata,
    _school(),
    Column("id", String, primary_key=True),
    Column("replica", String, nullable=False),
    Column("n", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("received", BigInteger, nullable=False),
)
"""Operations of programs that cannot speak with this portal, until they are in the log. sealed: as they were handed in.

received: Unix milliseconds."""

Index("ix_attic_replica", attic.c.school_id, attic.c.replica)

codes = Table(
    "codes",
    metadata,
    _school(),
    Column("code_hash", String, primary_key=True),
    Column("teacher", String, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False),
    Column("used", BigInteger),
)
"""One-time codes that connect a teacher's PC; times in Unix milliseconds."""

Index("ux_codes_hash", codes.c.code_hash, unique=True)

links = Table(
    "links",
    metadata,
    _school(),
    Column("code_hash", String, primary_key=True),
    Column("pupil", String, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("revoked", BigInteger),
    Column("account", String, nullable=False, default="", server_default=""),
)
"""Links that open one pupil's diary; times in Unix milliseconds.

account: whose sign-in it takes besides, and that the school still names it this pupil or a parent; empty for nobody's.
"""

Index("ux_links_hash", links.c.code_hash, unique=True)

office_links = Table(
    "office_links",
    metadata,
    _school(),
    Column("code_hash", String, primary_key=True),
    Column("created", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False),
    Column("revoked", BigInteger),
    Column("account", String, nullable=False, default="", server_default=""),
    Column("teacher", String, nullable=False, default="", server_default=""),
)
"""Links that open the school office's pages; times in Unix milliseconds. account: who got it by signing in, or none.

teacher: the deputy head whose pages it opens, none for somebody of the office."""

Index("ux_office_links_hash", office_links.c.code_hash, unique=True)

office_drafts = Table(
    "office_drafts",
    metadata,
    _school(),
    Column("name", String, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("changed", BigInteger, nullable=False),
)
"""What the office is preparing over days and has not done yet. body: JSON, as the page of this name reads it."""

office_actions = Table(
    "office_actions",
    metadata,
    _school(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("made", BigInteger, nullable=False),
    Column("visit", String, nullable=False),
    Column("title", String, nullable=False),
    Column("did", LargeBinary, nullable=False),
    Column("before", LargeBinary, nullable=False),
    Column("after", LargeBinary, nullable=False),
    Column("named", LargeBinary, nullable=False),
    Column("undone", BigInteger),
)
"""What people of the office did on its pages, from 1 on, so that it can be taken back as a whole.

visit: the link that was used, as a hash. did: what changed, in words. before, after: the rows that it changed,
before only those that were there. named: ids of what it made that cannot be taken back but by not being shown. made,
undone: Unix milliseconds."""
