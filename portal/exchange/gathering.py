"""Fetches all that a batch of operations is judged by, in a few statements, and keeps it up to date in memory."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection, and_, bindparam, select

from app.columns import record_of
from app.domain.attendance import attendance_id
from app.domain.periods import closing_id, final_mark_id
from app.domain.records import Attendance, Closing, Conflict, FinalMark, Journal, Lesson, Mark, Membership, Record, Work
from app.ids import JournalId, PupilId, SchoolId
from app.judging.verdicts import Outcome, Verdict
from app.operations import (
    AttendanceSet,
    ConflictResolve,
    FinalSet,
    HomeworkSet,
    MarkAdd,
    Operation,
    RecordsPut,
    TermClose,
    TopicSet,
    WorkAnnul,
    WorkCreate,
    WorkSet,
)
from portal.exchange.closed_terms import ClosedTerms
from portal.store.rows import Key, fields_of, read_records, sliced
from portal.store.tables import TABLES, operations

R = TypeVar("R", bound=Record)

journal, membership = TABLES[Journal], TABLES[Membership]

_MEMBERS = (
    select(journal.c.id, membership.c.pupil)
    .join(membership, and_(membership.c.school_id == journal.c.school_id, membership.c.group == journal.c.group))
    .where(journal.c.school_id == bindparam("school"), journal.c.id.in_(bindparam("ids", expanding=True)))
)
_MARKS_OF_WORKS = select(*fields_of(Mark)).where(
    TABLES[Mark].c.school_id == bindparam("school"), TABLES[Mark].c.work.in_(bindparam("ids", expanding=True))
)
_HELD = select(operations.c.id, operations.c.reason).where(
    operations.c.school_id == bindparam("school"),
    operations.c.id.in_(bindparam("ids", expanding=True)),
    operations.c.outcome == Outcome.HELD.value,
)


class Gathered:
    """The rows as they are just before each operation of a batch; `take` moves on to the next one."""

    def __init__(self) -> None:
        self._records: dict[tuple[type[object], str], Record] = {}
        self._members: set[tuple[JournalId, PupilId]] = set()
        self._held: dict[str, str] = {}
        self._closed = ClosedTerms()

    def mark(self, mark: str) -> Mark | None:
        """Return a mark, annulled or not."""
        return self._of(Mark, mark)

    def attendance(self, attendance: str) -> Attendance | None:
        """Return a pupil's attendance of a lesson by its derived id."""
        return self._of(Attendance, attendance)

    def lesson(self, lesson: str) -> Lesson | None:
        """Return a lesson."""
        return self._of(Lesson, lesson)

    def work(self, work: str) -> Work | None:
        """Return a work."""
        return self._of(Work, work)

    def final_mark(self, final_mark: str) -> FinalMark | None:
        """Return a pupil's mark for a period by its derived id."""
        return self._of(FinalMark, final_mark)

    def closing(self, closing: str) -> Closing | None:
        """Return whether a term is closed for a class, by its derived id."""
        return self._of(Closing, closing)

    def conflict(self, conflict: str) -> Conflict | None:
        """Return a collision, decided or not."""
        return self._of(Conflict, conflict)

    def has_marks(self, work: str) -> bool:
        """Return whether a mark stands for a work."""
        return any(
            isinstance(each, Mark) and each.work == work and not each.annulled for each in self._records.values()
        )

    def is_closed(self, journal: JournalId, day: date) -> bool:
        """Return whether the term of this day is closed for the journal's class."""
        return self._closed.on(journal, day)

    def is_period_closed(self, journal: JournalId, period: str) -> bool:
        """Return whether a period is a term that is closed for the journal's class."""
        return self._closed.of(journal, period)

    def enrols(self, journal: JournalId, pupil: PupilId) -> bool:
        """Return whether the pupil is or was a member of the journal's group."""
        return (journal, pupil) in self._members

    def existing(self, record: Record) -> Record | None:
        """Return the row of the same kind and id."""
        return self._records.get((type(record), record.id))

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
        self.add(read_records(connection, school, {key for each in batch for key in _keys(each)}))
        self._gather_marks_of_works(connection, school, batch)
        marks = [record for record in self._records.values() if isinstance(record, Mark)]
        lessons = {record.lesson for record in self._records.values() if isinstance(record, Mark | Work)}
        self.add(read_records(connection, school, {(Lesson, lesson) for lesson in lessons}))
        journals = {record.journal for record in self._records.values() if isinstance(record, Lesson)}
        journals |= {each.args.journal for each in batch if isinstance(each.args, FinalSet)}
        if journals:
            self._closed.gather(connection, school, journals)
        if any(isinstance(each.args, MarkAdd | AttendanceSet | FinalSet) for each in batch):
            for ids in sliced(journals):
                found = connection.execute(_MEMBERS, {"school": school, "ids": ids})
                self._members.update((key, pupil) for key, pupil in found)
        lost = {each.ent for each in batch if each.ent and (Mark, each.ent) in _keys(each)} - {
            mark.id for mark in marks
        }
        for ids in sliced(lost):
            self._held.update(dict(connection.execute(_HELD, {"school": school, "ids": ids}).all()))

    def _gather_marks_of_works(self, connection: Connection, school: SchoolId, batch: Collection[Operation]) -> None:
        works = {each.ent for each in batch if each.ent and isinstance(each.args, WorkAnnul)}
        for ids in sliced(works):
            found = connection.execute(_MARKS_OF_WORKS, {"school": school, "ids": ids})
            self.add(record_of(Mark, row) for row in found)

    def _of(self, kind: type[R], key: str) -> R | None:
        found = self._records.get((kind, key))
        return found if isinstance(found, kind) else None


def _keys(operation: Operation) -> Iterator[Key]:  # noqa: C901, PLR0912 (a line for each kind)
    match operation.args:
        case MarkAdd(lesson=lesson, work=work):
            yield Lesson, lesson
            if work is not None:
                yield Work, work
        case AttendanceSet(lesson=lesson, pupil=pupil):
            yield Lesson, lesson
            yield Attendance, attendance_id(lesson, pupil)
        case WorkCreate(lesson=lesson):
            yield Lesson, lesson
        case TopicSet() | HomeworkSet():
            yield Lesson, operation.ent or ""
        case WorkSet() | WorkAnnul():
            yield Work, operation.ent or ""
        case FinalSet(journal=key, pupil=pupil, period=period):
            yield FinalMark, final_mark_id(key, pupil, period)
        case ConflictResolve():
            yield Conflict, operation.ent or ""
        case TermClose(term=term, school_class=school_class):
            yield Closing, closing_id(term, school_class)
        case RecordsPut(rows=rows):
            yield from ((type(record), record.id) for record in rows)
        case _:
            yield Mark, operation.ent or ""
