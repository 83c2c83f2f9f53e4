"""The desktop's tables: one for each kind of record, and what synchronisation needs around them."""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, String, Table

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
    Bell,
    Closing,
    Enrolment,
    FinalMark,
    Group,
    Holiday,
    Journal,
    Lesson,
    Mark,
    Membership,
    PlanItem,
    Pupil,
    Record,
    School,
    SchoolClass,
    Subject,
    Teacher,
    Term,
    Work,
    WorkType,
    tag_of,
)
from app.domain.regulations import BellDay, MarkScale, Setting

SCHEMA = 5
"""`PRAGMA user_version` of a journal that this program writes."""

metadata = MetaData()

TABLES: dict[type[Record], Table] = {kind: Table(tag_of(kind), metadata, *columns_of(kind)) for kind in RECORD_TYPES}
"""What the screen shows: confirmed rows with the pending operations replayed over them."""

school, term, holiday = TABLES[School], TABLES[Term], TABLES[Holiday]
bell, bell_day = TABLES[Bell], TABLES[BellDay]
work_type, subject, teacher, school_class = TABLES[WorkType], TABLES[Subject], TABLES[Teacher], TABLES[SchoolClass]
pupil, enrolment, group, membership = TABLES[Pupil], TABLES[Enrolment], TABLES[Group], TABLES[Membership]
journal, assignment, plan_item = TABLES[Journal], TABLES[Assignment], TABLES[PlanItem]
setting, duty, closing, final_mark = TABLES[Setting], TABLES[Duty], TABLES[Closing], TABLES[FinalMark]
mark_scale, substitution, debt, remark = TABLES[MarkScale], TABLES[Substitution], TABLES[Debt], TABLES[Remark]
lesson_note, held_entry, revision = TABLES[LessonNote], TABLES[HeldEntry], TABLES[Revision]
release, carried_mark, diary_read = TABLES[Release], TABLES[CarriedMark], TABLES[DiaryRead]
earlier_mark = TABLES[EarlierMark]
seating, access_request, excuse_proposal = TABLES[Seating], TABLES[AccessRequest], TABLES[ExcuseProposal]
lesson, work, mark, attendance, conflict = (
    TABLES[Lesson],
    TABLES[Work],
    TABLES[Mark],
    TABLES[Attendance],
    TABLES[Conflict],
)

for _table, *_names in (
    (lesson, "journal", "day"),
    (lesson, "day"),
    (work, "lesson"),
    (work, "journal"),
    (mark, "journal"),
    (mark, "lesson", "pupil"),
    (mark, "work"),
    (carried_mark, "journal"),
    (final_mark, "journal", "period"),
    (attendance, "journal"),
    (attendance, "lesson", "pupil"),
    (membership, "group"),
    (plan_item, "journal"),
    (conflict, "entity"),
    (debt, "journal"),
    (debt, "lesson", "pupil"),
    (remark, "journal"),
    (remark, "lesson", "pupil"),
    (diary_read, "journal"),
    (diary_read, "pupil"),
    (lesson_note, "lesson"),
    (substitution, "lesson"),
    (release, "pupil"),
    (earlier_mark, "subject"),
    (enrolment, "pupil"),
    (held_entry, "journal"),
    (held_entry, "entity"),
    (revision, "journal"),
    (revision, "entity"),
    (revision, "lesson", "pupil"),
):
    Index(f"ix_{_table.name}_{'_'.join(_names)}", *(_table.c[_name] for _name in _names))

identity = Table(
    "identity",
    metadata,
    Column("address", String, nullable=False),
    Column("school", String, nullable=False),
    Column("teacher", String, nullable=False),
    Column("replica", String, nullable=False),
    Column("token", String, nullable=False),
    Column("portal_key", String, nullable=False),
    Column("author_seed", String, nullable=False),
    Column("lease", String, nullable=False, default="", server_default=""),
    Column("next_lease", String, nullable=False, default="", server_default=""),
    Column("next_replica", String, nullable=False, default="", server_default=""),
    Column("root", String, nullable=False, default="", server_default=""),
    Column("root_token", String, nullable=False, default="", server_default=""),
    Column("forks", Integer, nullable=False, default=0, server_default="0"),
)
"""Whose journal this is; one row once the PC is enrolled. lease: what the portal knows this very copy by.
next_lease: what it has been asked to know it by, empty where that is settled. next_replica: the name that a copy has
asked for. root, root_token: as it was enrolled, empty where it still has that name. forks: how many copies came from
the state from which this one came, 0 for none."""

sessions = Table(
    "sessions",
    metadata,
    Column("boot", String, primary_key=True),
    Column("header", LargeBinary, nullable=False),
)
"""One run of the program: the header that its operations' ids depend on."""

outbox = Table(
    "outbox",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("boot", String, nullable=False),
    Column("id", String, nullable=False, unique=True),
    Column("entity", String, nullable=False),
    Column("base", String),
    Column("body", LargeBinary, nullable=False),
    Column("outcome", String),
    Column("reason", String, nullable=False, default=""),
    Column("seq", Integer, nullable=False, default=0),
    Column("shown", Integer, nullable=False, default=1),
    Column("seen", Integer, nullable=False, default=0),
    Column("asked", Integer, nullable=False, default=0, server_default="0"),
    sqlite_autoincrement=True,
)
"""Own operations. outcome: None while it is not known. shown: 1 while it is replayed over the confirmed rows.
seen: 1 once its author has taken a refused one off the list, or a request back. asked: 1 for a request; the
portal shows it first."""

Index("ix_mark_retakes", mark.c.retakes, sqlite_where=mark.c.retakes != "")
Index("ix_outbox_entity", outbox.c.entity, outbox.c.shown)
Index("ix_outbox_waiting", outbox.c.n, sqlite_where=outbox.c.outcome.is_(None))
Index("ix_outbox_shown", outbox.c.seq, sqlite_where=outbox.c.shown == 1)
Index("ix_outbox_attention", outbox.c.entity, sqlite_where=outbox.c.outcome.in_(("held", "rejected")))

underlay = Table(
    "underlay",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("body", LargeBinary),
)
"""The confirmed row of each thing that a shown own operation has changed; body None where there was none."""

put_away = Table("put_away", metadata, Column("id", String, primary_key=True))
"""Held entries that a deputy head refused and their author has taken off the list, where no outbox row can say so."""

news = Table(
    "news",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("kind", String, nullable=False),
    Column("id", String, nullable=False),
    Column("journal", String, nullable=False),
    Column("author", String, nullable=False),
    Column("seen", Integer, nullable=False, default=0),
    sqlite_autoincrement=True,
)
"""What others have written since one's last visit: kind and id of each row that the feed brought."""

Index("ix_news_journal", news.c.journal, sqlite_where=news.c.seen == 0)

strays = Table(
    "strays",
    metadata,
    Column("op", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("id", String, primary_key=True),
    sqlite_with_rowid=False,
)
"""Rows that a shown own operation has changed besides the thing that it is about: its revision, a plan's items."""

Index("ix_strays_id", strays.c.id)

parts = Table(
    "parts",
    metadata,
    Column("part", String, primary_key=True),
    Column("version", String, nullable=False),
    Column("after", String, nullable=False),
    Column("received", Integer, nullable=False),
    Column("complete", Integer, nullable=False),
    Column("checked", Integer, nullable=False, default=0, server_default="0"),
    Column("repaired", Integer, nullable=False, default=0, server_default="0"),
    Column("lost", Integer, nullable=False, default=0, server_default="0"),
)
"""How far each part of the scope has been fetched. complete: 1 once the last page of this version is here.

checked: the last comparison with the portal's digests that it took part in. repaired: how many buckets were put right.
lost: 1 from where the portal's history ended, as when it was put back to a backup, until the part is here anew.
"""

witnessed = Table(
    "witnessed",
    metadata,
    Column("id", String, primary_key=True),
    Column("field", String, primary_key=True),
    Column("token", String, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("state", String, nullable=False),
)
"""What others had written and the portal has lost: shares of rows, as they were confirmed here. body: the whole row.

state: the portal's word, empty until it has heard of it."""

Index("ix_witnessed_waiting", witnessed.c.id, sqlite_where=witnessed.c.state == "")

removals = Table(
    "removals",
    metadata,
    Column("part", String, primary_key=True),
    Column("title", String, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("cause", String, nullable=False),
    Column("kept", Integer, nullable=False, default=0),
    Column("allowed", Integer, nullable=False, default=0),
)
"""Parts of which much would be removed, and about which a person decides first. title: of the journal, empty for lists.

cause: "right" where the part left the scope, "fewer" where the portal holds less than is here. kept: 1 once the person
wants to keep it for now. allowed: 1 once it may be removed."""

fetched = Table(
    "fetched",
    metadata,
    Column("part", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("id", String, primary_key=True),
)
"""What the pages of a part that is fetched anew have brought so far; the rest of the part goes with its last page."""

reading_point = Table(
    "reading_point",
    metadata,
    Column("epoch", String, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("chain", String, nullable=False),
    Column("scope", String, nullable=False),
    Column("seen_seq", Integer, nullable=False, default=0, server_default="0"),
    Column("seen_chain", String, nullable=False, default="", server_default=""),
    Column("backed_up_seq", Integer, nullable=False, default=0, server_default="0"),
)
"""The cursor, one row once a first synchronisation has begun. seen: the newest state of which a page came in; until the
cursor is there, rows are here that the feed has not confirmed. backed_up_seq: how far the portal's backup reaches."""

called = Table(
    "called",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("lesson", String, nullable=False),
    Column("pupil", String, nullable=False),
    sqlite_autoincrement=True,
)
"""Whom chance has called at a lesson, in this order; of this PC alone."""

Index("ix_called_lesson", called.c.lesson)

coverage = Table(
    "coverage",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("day", String, nullable=False, unique=True),
    Column("seq", Integer, nullable=False),
    sqlite_autoincrement=True,
)
"""How far the portal's backup reached on each of the last days on which it was reached, as it named the day."""

regained = Table(
    "regained",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False),
    Column("seq", Integer, nullable=False),
)
"""Own operations that this journal has lost and that the portal was found to hold; the spool alone has their records.

They are of the history that is read here: whatever ends that one ends them."""
