"""Fetches all that a batch of operations is judged by, in a few statements, and keeps it up to date in memory."""

from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

from sqlalchemy import Connection, and_, bindparam, select

from app.domain.attendance import attendance_id
from app.domain.records import Attendance, Journal, Lesson, Mark, Membership, Record, Work
from app.ids import JournalId, PupilId, SchoolId
from app.judging import Outcome, Verdict
from app.operations import AttendanceSet, HomeworkSet, MarkAdd, Operation, RecordsPut, TopicSet
from portal.store.rows import Key, read_records, sliced
from portal.store.tables import TABLES, operations

R = TypeVar("R", bound=Record)

journal, membership = TABLES[Journal], TABLES[Membership]

_MEMBERS = (
    select(journal.c.id, membership.c.pupil)
    .join(membership, and_(membership.c.school_id == journal.c.school_id, membership.c.group == journal.c.group))
    .where(journal.c.school_id == bindparam("school"), journal.c.id.in_(bindparam("ids", expanding=True)))
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
        if verdict.outcome is Outcome.HELD:
            self._held[entity] = verdict.reason

    def add(self, records: Iterable[Record]) -> None:
        """Keep rows."""
        self._records.update(((type(record), record.id), record) for record in records)

    def gather(self, connection: Connection, school: SchoolId, batch: Collection[Operation]) -> None:
        """Fetch what these operations are judged by."""
        self.add(read_records(connection, school, {key for each in batch for key in _keys(each)}))
        marks = [record for record in self._records.values() if isinstance(record, Mark)]
        self.add(read_records(connection, school, {(Lesson, mark.lesson) for mark in marks}))
        journals = {record.journal for record in self._records.values() if isinstance(record, Lesson)}
        if any(isinstance(each.args, MarkAdd | AttendanceSet) for each in batch):
            for ids in sliced(journals):
                found = connection.execute(_MEMBERS, {"school": school, "ids": ids})
                self._members.update((key, pupil) for key, pupil in found)
        lost = {each.ent for each in batch if each.ent and (Mark, each.ent) in _keys(each)} - {
            mark.id for mark in marks
        }
        for ids in sliced(lost):
            self._held.update(dict(connection.execute(_HELD, {"school": school, "ids": ids}).all()))

    def _of(self, kind: type[R], key: str) -> R | None:
        found = self._records.get((kind, key))
        return found if isinstance(found, kind) else None


def _keys(operation: Operation) -> Iterator[Key]:
    match operation.args:
        case MarkAdd(lesson=lesson, work=work):
            yield Lesson, lesson
            if work is not None:
                yield Work, work
        case AttendanceSet(lesson=lesson, pupil=pupil):
            yield Lesson, lesson
            yield Attendance, attendance_id(lesson, pupil)
        case TopicSet() | HomeworkSet():
            yield Lesson, operation.ent or ""
        case RecordsPut(rows=rows):
            yield from ((type(record), record.id) for record in rows)
        case _:
            yield Mark, operation.ent or ""
