"""What was written in a school's journals this year, as other programs may be told of it; nothing taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection

from app.domain.attendance import Absence
from app.domain.classroom import Debt
from app.domain.debts import owed
from app.domain.records import Attendance, FinalMark, Group, Journal, Lesson, Mark, SchoolClass, Subject, Work, WorkType
from app.domain.regulations import MarkScale
from app.domain.scales import Scale, scale_named
from app.ids import JournalId, LessonId, WorkId, WorkTypeId, derived
from portal.oneroster.roster import Roster, read_kind


@dataclass(frozen=True)
class Gradebook:
    """What counts of the year's journals. marks: those that stand. absences: missed lessons and releases.

    types: kinds of work. scales: the school's own.
    """

    roster: Roster
    journals: Mapping[JournalId, Journal]
    lessons: Mapping[LessonId, Lesson]
    works: Mapping[WorkId, Work]
    marks: Sequence[Mark]
    absences: Sequence[Attendance]
    debts: Sequence[Debt]
    finals: Sequence[FinalMark]
    types: Mapping[WorkTypeId, WorkType]
    scales: Mapping[str, MarkScale]

    @cached_property
    def grades(self) -> Mapping[JournalId, int]:
        """Return the grade of each journal's class."""
        held = self.roster
        owners = {each.id: held.get(Group, each.group).school_class for each in self.journals.values()}
        return {key: held.get(SchoolClass, owner).grade for key, owner in owners.items()}

    @cached_property
    def answered(self) -> Sequence[LessonId]:
        """Return the lessons for which something stands that is of no work, by id."""
        entries: list[Mark | Debt] = [*self.marks, *self.debts]
        said = {each.lesson for each in entries if each.work not in self.works}
        return sorted(said | {each.lesson for each in self.absences})

    def scale(self, journal: JournalId) -> Scale:
        """Return the scale by which a journal is marked."""
        named = self.roster.get(Subject, self.journals[journal].subject).scale
        own = self.scales.get(named)
        return scale_named(named, own.scheme if own else None)

    def line_of(self, each: Mark | Debt) -> str:
        """Return the line item to which a mark or a debt belongs: its work, or the answers at the lesson."""
        return each.work if each.work in self.works and each.work is not None else answers_id(each.lesson)


def answers_id(lesson: LessonId) -> str:
    """Return the id of the line item of what stands at a lesson and is of no work."""
    return derived("oneroster_answers", lesson)


def read_gradebook(connection: Connection, roster: Roster) -> Gradebook:
    """Return what counts of the year's journals; a mark instead of which another was given does not."""
    school = roster.school.id
    journals = {each.id: each for each in roster.journals}
    held = {each.id: each for each in read_kind(connection, school, Lesson) if each.journal in journals}
    lessons = {key: each for key, each in held.items() if not each.removed}
    works = {each.id: each for each in read_kind(connection, school, Work) if each.lesson in lessons}
    given = [each for each in read_kind(connection, school, Mark) if each.lesson in lessons and not each.annulled]
    retaken = {each.retakes for each in given}
    marks = [each for each in given if each.id not in retaken]
    debts = [each for each in read_kind(connection, school, Debt) if each.lesson in lessons]
    return Gradebook(
        roster,
        journals,
        lessons,
        {key: each for key, each in works.items() if not each.annulled},
        marks,
        [each for each in read_kind(connection, school, Attendance) if each.lesson in lessons and _is_told(each)],
        owed(debts, marks),
        [each for each in read_kind(connection, school, FinalMark) if each.journal in journals and each.value],
        {each.id: each for each in read_kind(connection, school, WorkType)},
        {each.id: each for each in read_kind(connection, school, MarkScale)},
    )


def _is_told(each: Attendance) -> bool:
    sign = Absence(each.code)
    return sign.is_missed or sign is Absence.RELEASED
