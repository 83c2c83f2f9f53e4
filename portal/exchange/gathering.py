"""Fetches all that a batch of operations is judged by, in a few statements, and keeps it up to date in memory."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TypeVar

from msgspec import Struct
from sqlalchemy import Connection, and_, bindparam, select

from app.columns import record_of
from app.domain.classroom import Remark
from app.domain.disputes import HeldEntry
from app.domain.records import Closing, Journal, Lesson, Mark, Membership, PlanItem, Record, School, Subject, Work
from app.domain.regulations import MarkScale
from app.domain.scales import FIVE, Scale, scale_named
from app.domain.witnesses import WITNESS, Seen
from app.ids import JournalId, OperationId, PupilId, SchoolId
from app.judging.verdicts import Outcome, Verdict
from app.operations import (
    AbsenceExcuse,
    AttendanceFill,
    AttendanceSet,
    DebtSet,
    FinalSet,
    HeldDecide,
    MarkAdd,
    Operation,
    RemarkAdd,
    WorkAnnul,
)
from app.planning import DiarySeen, LessonCreate, PlanPut
from portal.exchange.closed_terms import ClosedTerms
from portal.exchange.holding import Original, read_original
from portal.exchange.places import keys_of
from portal.exchange.seen_rows import FIELDS, MADE, entry_id, keys_around, seen_in
from portal.store.rows import fields_of, read_records, sliced
from portal.store.tables import TABLES, operations

R = TypeVar("R", bound=Struct)

OF_PUPIL = MarkAdd | DebtSet | AttendanceSet | AttendanceFill | AbsenceExcuse | RemarkAdd | FinalSet | DiarySeen
"""What names a pupil, who must be a member."""

OF_JOURNAL = FinalSet | DiarySeen | PlanPut | LessonCreate
"""What names its journal."""

NOWHERE = ""
"""Is asked about where nothing else is: what is not there costs what another class's does."""

journal, membership, _school = TABLES[Journal], TABLES[Membership], TABLES[School]
subject, mark_scale = TABLES[Subject], TABLES[MarkScale]

_MEMBERS = (
    select(journal.c.id, membership.c.pupil)
    .join(membership, and_(membership.c.school_id == journal.c.school_id, membership.c.group == journal.c.group))
    .where(journal.c.school_id == bindparam("school"), journal.c.id.in_(bindparam("ids", expanding=True)))
)
_SCALES = (
    select(journal.c.id, subject.c.scale, mark_scale.c.scheme)
    .join(subject, and_(subject.c.school_id == journal.c.school_id, subject.c.id == journal.c.subject))
    .outerjoin(mark_scale, and_(mark_scale.c.school_id == journal.c.school_id, mark_scale.c.id == subject.c.scale))
    .where(
        journal.c.school_id == bindparam("school"),
        journal.c.id.in_(bindparam("ids", expanding=True)),
        subject.c.scale != "",
    )
)
_PAST = (
    select(journal.c.id)
    .join(_school, and_(_school.c.school_id == journal.c.school_id, _school.c.id == journal.c.school_id))
    .where(journal.c.school_id == bindparam("school"), journal.c.id.in_(bindparam("ids", expanding=True)))
    .where(journal.c.year < _school.c.year)
)
_PLANS = select(*fields_of(PlanItem)).where(
    TABLES[PlanItem].c.school_id == bindparam("school"),
    TABLES[PlanItem].c.journal.in_(bindparam("ids", expanding=True)),
)
_MARKS_OF_WORKS = select(*fields_of(Mark)).where(
    TABLES[Mark].c.school_id == bindparam("school"), TABLES[Mark].c.work.in_(bindparam("ids", expanding=True))
)
_ANY_WITNESSED = (
    select(TABLES[HeldEntry].c.id)
    .where(TABLES[HeldEntry].c.school_id == bindparam("school"), TABLES[HeldEntry].c.ground == WITNESS)
    .limit(1)
)
_HELD = select(operations.c.id, operations.c.reason).where(
    operations.c.school_id == bindparam("school"),
    operations.c.id.in_(bindparam("ids", expanding=True)),
    operations.c.outcome == Outcome.HELD.value,
)


class Gathered:
    """The rows as they are just before each operation of a batch; `take` moves on to the next one.

    is_witnessed: whether anything in the school was ever told by who had seen it.
    """

    def __init__(self) -> None:
        self.is_witnessed = False
        self._records: dict[tuple[type[object], str], Record] = {}
        self._members: set[tuple[JournalId, PupilId]] = set()
        self._held: dict[str, str] = {}
        self._closed = ClosedTerms()
        self._scales: dict[JournalId, Scale] = {}
        self._originals: dict[str, Original] = {}
        self._past: set[JournalId] = set()

    def of(self, kind: type[R], key: str) -> R | None:
        """Return the row of a kind with this id, annulled or not."""
        found = self._records.get((kind, key))
        return found if isinstance(found, kind) else None

    def has_marks(self, work: str) -> bool:
        """Return whether a mark stands for a work."""
        return any(
            isinstance(each, Mark) and each.work == work and not each.annulled for each in self._records.values()
        )

    def is_closed(self, journal: JournalId, day: date, pupil: PupilId | None) -> bool:
        """Return whether the term of this day is closed for the pupil's class; None for any class of the journal."""
        return self._closed.on(journal, day, pupil)

    def is_period_closed(self, journal: JournalId, period: str, pupil: PupilId) -> bool:
        """Return whether a period is a term that is closed for the pupil's class."""
        return self._closed.of(journal, period, pupil)

    def enrols(self, journal: JournalId, pupil: PupilId) -> bool:
        """Return whether the pupil is or was a member of the journal's group."""
        return (journal, pupil) in self._members

    def scale(self, journal: JournalId) -> Scale:
        """Return the scale of the journal's subject."""
        return self._scales.get(journal, FIVE)

    def plan(self, journal: JournalId) -> list[PlanItem]:
        """Return every item that the journal's plan has or had."""
        return [each for each in self._records.values() if isinstance(each, PlanItem) and each.journal == journal]

    def is_past(self, journal: JournalId | None) -> bool:
        """Return whether a journal is of a school year that is over."""
        return journal in self._past

    def original(self, held: str) -> Original | None:
        """Return the held operation that a decision of this batch is about, None where there is none."""
        return self._originals.get(held)

    def held(self, entity: str) -> str | None:
        """Return why the operation that would have made this thing is held, None where none is."""
        return self._held.get(entity)

    def take(self, entity: str, verdict: Verdict) -> None:
        """Keep what an operation on this thing has left behind."""
        self.add(verdict.rows)
        self._closed.take(row for row in verdict.rows if isinstance(row, Closing))
        if verdict.outcome is Outcome.HELD:
            self._held[entity] = verdict.reason

    def add(self, records: Iterable[Record]) -> None:
        """Keep rows."""
        self._records.update(((type(record), record.id), record) for record in records)

    def gather(self, connection: Connection, school: SchoolId, batch: Collection[Operation]) -> None:
        """Fetch what these operations are judged by."""
        for each in batch:
            if isinstance(each.args, HeldDecide) and (original := read_original(connection, school, each.ent or "")):
                self._originals[each.ent or ""] = original
        batch = [*batch, *(original.operation for original in self._originals.values())]
        self.add(read_records(connection, school, {key for each in batch for key in keys_of(each)}))
        decided = (self.of(HeldEntry, each.ent or "") for each in batch if isinstance(each.args, HeldDecide))
        self.gather_seen(connection, school, [seen_in(each) for each in decided if each and each.ground == WITNESS])
        self._gather_under(connection, school, batch)
        named = {(kind, key) for each in batch for kind, key in keys_of(each) if kind in {Mark, Work, Remark}}
        owners = (record for record in self._records.values() if isinstance(record, Mark | Work | Remark))
        lessons = {(Lesson, str(owner.lesson)) for owner in owners} or {(Lesson, NOWHERE) for _ in named}
        self.add(read_records(connection, school, lessons))
        self._gather_journals(connection, school, batch)
        lost = {key for kind, key in named if (kind, key) not in self._records} or {NOWHERE for _ in named}
        for ids in sliced(lost):
            self._held.update(dict(connection.execute(_HELD, {"school": school, "ids": ids}).all()))
        self.add(read_records(connection, school, {(HeldEntry, key) for key in self._held}))

    def gather_seen(self, connection: Connection, school: SchoolId, seen: Collection[Seen]) -> None:
        """Fetch what rows are judged by that were seen elsewhere, and what stands in their places."""
        self.add(read_records(connection, school, {key for row in seen for key in keys_around(row)}))
        self._gather_facts(connection, school, {row.journal for row in seen}, needs_members=bool(seen))

    def gather_witnessed(
        self, connection: Connection, school: SchoolId, written: Mapping[OperationId, Operation]
    ) -> None:
        """Fetch the entries that were seen elsewhere and that these operations, by their ids, bring back themselves."""
        self.is_witnessed = connection.execute(_ANY_WITNESSED, {"school": school}).first() is not None
        if not self.is_witnessed:
            return
        named = {(HeldEntry, entry_id(each, key)) for key, each in written.items() if type(each.args) in FIELDS}
        made = {(MADE[type(each.args)], str(key)) for key, each in written.items() if type(each.args) in MADE}
        self.add(read_records(connection, school, named | made))

    def _gather_under(self, connection: Connection, school: SchoolId, batch: Collection[Operation]) -> None:
        """Fetch the marks of works that are to be annulled, and the plans that are to be put."""
        works = {each.ent for each in batch if each.ent and isinstance(each.args, WorkAnnul)}
        for ids in sliced(works):
            found = connection.execute(_MARKS_OF_WORKS, {"school": school, "ids": ids})
            self.add(record_of(Mark, row) for row in found)
        for ids in sliced({each.args.journal for each in batch if isinstance(each.args, PlanPut)}):
            found = connection.execute(_PLANS, {"school": school, "ids": ids})
            self.add(record_of(PlanItem, row) for row in found)

    def _gather_journals(self, connection: Connection, school: SchoolId, batch: Collection[Operation]) -> None:
        """Fetch what is known of the journals: closed terms, scales, members."""
        journals = {record.journal for record in self._records.values() if isinstance(record, Lesson)}
        journals |= {each.args.journal for each in batch if isinstance(each.args, OF_JOURNAL)}
        needs_members = any(isinstance(each.args, OF_PUPIL) for each in batch)
        asked = journals or {JournalId(NOWHERE) for _ in batch}
        self._gather_facts(connection, school, asked, needs_members=needs_members)

    def _gather_facts(
        self, connection: Connection, school: SchoolId, journals: Collection[JournalId], *, needs_members: bool
    ) -> None:
        if not journals:
            return
        for ids in sliced(journals):
            self._past.update(connection.execute(_PAST, {"school": school, "ids": ids}).scalars())
        self._closed.gather(connection, school, journals)
        for ids in sliced(journals):
            named = {"school": school, "ids": ids}
            for key, name, scheme in connection.execute(_SCALES, named):
                self._scales[key] = scale_named(name, scheme)
            if needs_members:
                self._members.update((key, pupil) for key, pupil in connection.execute(_MEMBERS, named))
