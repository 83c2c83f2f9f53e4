"""One's classes «классный руководитель»: who is in them, what they are taught, and their marks for a period."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import BindParameter, and_, bindparam, or_, select

from app.domain.class_page import ClassSubject, OwnClass
from app.domain.collation import russian_key
from app.domain.counting import CountedMark
from app.domain.finals import Period, periods_after_terms
from app.domain.pages import PupilRow
from app.domain.scales import Scale, scale_named
from app.domain.terms import term_of
from app.errors import NoSuchThingError
from app.ids import ClassId, GroupId, JournalId, LessonId, PupilId, SubjectId
from app.services.answers import MARK_WEIGHT
from app.services.carried_marks import read_carried
from app.services.cells import is_retaken
from app.services.group_classes import teaches_class
from app.services.pupil_rows import COLUMNS, pupil_rows
from app.store.tables import (
    closing,
    enrolment,
    group,
    identity,
    journal,
    lesson,
    mark,
    mark_scale,
    membership,
    pupil,
    school_class,
    subject,
    term,
    work,
    work_type,
)
from app.store.unit import Unit

_MINE = (
    select(school_class.c.id, school_class.c.grade, school_class.c.letter)
    .join(identity, identity.c.teacher == school_class.c.teacher)
    .order_by(school_class.c.grade, school_class.c.letter, school_class.c.id)
)
_TERMS = (
    select(term.c.id, term.c.name, term.c.first, term.c.last, closing.c.closed)
    .outerjoin(closing, and_(closing.c.term == term.c.id, closing.c.school_class == bindparam("school_class")))
    .where(term.c.first_grade <= bindparam("grade"), term.c.last_grade >= bindparam("grade"))
    .order_by(term.c.first, term.c.id)
)
_PUPILS = (
    select(*COLUMNS)
    .join(enrolment, enrolment.c.pupil == pupil.c.id)
    .where(
        enrolment.c.school_class == bindparam("school_class"),
        enrolment.c.first <= bindparam("last"),
        or_(enrolment.c.last.is_(None), enrolment.c.last >= bindparam("first")),
    )
    .distinct()
)
_JOURNALS = (
    select(
        journal.c.id,
        journal.c.group,
        journal.c.hours,
        subject.c.id.label("subject"),
        subject.c.name,
        subject.c.short,
        subject.c.scale,
        mark_scale.c.scheme,
    )
    .join(group, group.c.id == journal.c.group)
    .join(subject, subject.c.id == journal.c.subject)
    .outerjoin(mark_scale, mark_scale.c.id == subject.c.scale)
    .where(teaches_class(bindparam("school_class")))
)
_MEMBERS = (
    select(membership.c.group, membership.c.pupil, membership.c.first, membership.c.last)
    .join(group, group.c.id == membership.c.group)
    .where(teaches_class(bindparam("school_class")))
)
_KEYS: BindParameter[str] = bindparam("journals", expanding=True)
_DAYS = lesson.c.day.between(bindparam("first"), bindparam("last"))
_MARKS = (
    select(
        is_retaken().label("retaken"),
        mark.c.journal,
        mark.c.pupil,
        mark.c.lesson,
        mark.c.value,
        MARK_WEIGHT.label("weight"),
        lesson.c.day,
        work.c.title,
        work_type.c.name,
    )
    .join(lesson, lesson.c.id == mark.c.lesson)
    .outerjoin(work, work.c.id == mark.c.work)
    .outerjoin(work_type, work_type.c.id == work.c.type)
    .where(mark.c.journal.in_(_KEYS), mark.c.annulled.is_(False), _DAYS)
    .order_by(lesson.c.day, lesson.c.number)
)


@dataclass(frozen=True, slots=True)
class ClassJournal:
    """A journal of a class. hours: lessons a week."""

    id: JournalId
    group: GroupId
    hours: int
    subject: ClassSubject
    scale: Scale


@dataclass(frozen=True, slots=True)
class Member:
    """A pupil's time in a group; both days included."""

    pupil: PupilId
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Roster:
    """A class with its journals by id, and the members of its groups."""

    school_class: OwnClass
    journals: Mapping[JournalId, ClassJournal]
    members: Mapping[GroupId, Sequence[Member]]

    def taught(self, on: date) -> dict[PupilId, dict[SubjectId, ClassJournal]]:
        """Return in which journal each pupil is taught each subject on a day."""
        found: dict[PupilId, dict[SubjectId, ClassJournal]] = defaultdict(dict)
        for each in self.journals.values():
            for member in self.members.get(each.group, ()):
                if member.first <= on <= member.last:
                    found[member.pupil][each.subject.id] = each
        return found

    def subjects(self, taught: Iterable[JournalId]) -> tuple[ClassSubject, ...]:
        """Return the subjects of these journals by name."""
        found = {self.journals[key].subject for key in taught}
        return tuple(sorted(found, key=lambda each: (russian_key(each.name), each.id)))


@dataclass(frozen=True, slots=True)
class PupilMarks:
    """A pupil's marks in a journal, by day. lesson: the last one's, empty without any."""

    marks: tuple[CountedMark, ...] = ()
    lesson: str = ""


NO_MARKS = PupilMarks()


def read_own_classes(unit: Unit) -> tuple[OwnClass, ...]:
    """Return the classes of which this profile's teacher is the class teacher, by grade and letter."""
    rows = unit.connection.execute(_MINE)
    return tuple(OwnClass(ClassId(row.id), f"{row.grade}{row.letter}", row.grade) for row in rows)


def own_class(unit: Unit, key: ClassId) -> OwnClass:
    """Return a class of one's own.

    Raises:
        NoSuchThingError: it is none of them (any more).
    """
    found = next((each for each in read_own_classes(unit) if each.id == key), None)
    if found is None:
        raise NoSuchThingError(kind="school_class")
    return found


def read_periods(unit: Unit, school_class: OwnClass) -> tuple[Period, ...]:
    """Return the class's terms and what follows them."""
    bound = {"school_class": school_class.id, "grade": school_class.grade}
    terms = unit.connection.execute(_TERMS, bound)
    return (
        *(Period(row.id, row.name, row.first, row.last, bool(row.closed)) for row in terms),
        *(Period(each) for each in periods_after_terms(school_class.grade)),
    )


def read_pupils(unit: Unit, school_class: OwnClass, first: date, last: date) -> tuple[PupilRow, ...]:
    """Return who is of the class on any of the days, by name; both days included."""
    rows = unit.connection.execute(_PUPILS, {"school_class": school_class.id, "first": first, "last": last})
    return pupil_rows(rows)


def read_roster(unit: Unit, school_class: OwnClass) -> Roster:
    """Return the class's journals and who belongs to their groups when."""
    bound = {"school_class": school_class.id}
    journals = (
        ClassJournal(
            JournalId(row.id),
            GroupId(row.group),
            row.hours,
            ClassSubject(SubjectId(row.subject), row.name, row.short),
            scale_named(row.scale, row.scheme),
        )
        for row in unit.connection.execute(_JOURNALS, bound)
    )
    members: dict[GroupId, list[Member]] = defaultdict(list)
    for row in unit.connection.execute(_MEMBERS, bound):
        members[row.group].append(Member(PupilId(row.pupil), row.first, row.last or date.max))
    return Roster(school_class, {each.id: each for each in journals}, members)


def read_class_marks(
    unit: Unit, roster: Roster, period: Period, terms: Sequence[Period]
) -> dict[tuple[JournalId, PupilId], PupilMarks]:
    """Return the marks of a term in all journals of a class, in two statements. period: one of the terms."""
    bound = {"journals": list(roster.journals), "first": period.first, "last": period.last}
    rows = unit.connection.execute(_MARKS, bound).all()
    spans = [_Days(each, each.first, each.last) for each in terms if each.first and each.last]
    counted = {day for day in {row.day for row in rows} if (found := term_of(day, spans)) and found.period is period}
    marks: dict[tuple[JournalId, PupilId], list[CountedMark]] = defaultdict(list)
    for key, given_there in read_carried(unit, roster.journals, first=period.first, last=period.last).items():
        inside = [each for each in given_there if (at := term_of(each.day, spans)) and at.period is period]
        if inside:
            marks[key] += inside
    lessons: dict[tuple[JournalId, PupilId], LessonId] = {}
    for row in rows:
        if row.day in counted:
            given = CountedMark(row.value, row.weight, row.day, row.title or row.name or "", retaken=bool(row.retaken))
            marks[row.journal, row.pupil].append(given)
            lessons[row.journal, row.pupil] = row.lesson
    return {
        key: PupilMarks(tuple(sorted(found, key=lambda each: each.day)), lessons.get(key, ""))
        for key, found in marks.items()
    }


@dataclass(frozen=True, slots=True)
class _Days:
    period: Period
    first: date
    last: date
