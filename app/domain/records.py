"""What a school's gradebook consists of: one frozen record per thing, described once for both ends and both stores.

A record's fields become an array on the wire and the columns of a table on the desktop and on the portal, in
this order; a new field is appended, with a default, and never moved.
"""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, get_args

from msgspec import Struct

from app.domain.access import AccessRequest
from app.domain.classroom import CarriedMark, Debt, DiaryRead, Duty, LessonNote, Release, Remark, Seating, Substitution
from app.domain.disputes import Conflict, HeldEntry, Revision
from app.domain.earlier_marks import EarlierMark
from app.domain.excuse_proposals import ExcuseProposal
from app.domain.parts import Part
from app.domain.regulations import BellDay, MarkScale, Setting
from app.ids import (
    ClassId,
    GroupId,
    JournalId,
    LessonId,
    MarkId,
    OperationId,
    PupilId,
    SchoolId,
    SubjectId,
    TeacherId,
    WorkId,
    WorkTypeId,
)

NEVER = OperationId("")
"""The version token of something that no operation has written yet."""


class School(Struct, frozen=True, array_like=True, tag="school", tag_field="tag"):
    """A school. year: the calendar year in which the school year begins. zone: IANA name of its time zone."""

    PART: ClassVar[Part] = Part.SCHOOL
    id: SchoolId
    token: OperationId
    name: str
    short: str
    year: int
    zone: str


class Term(Struct, frozen=True, array_like=True, tag="term", tag_field="tag"):
    """A term «четверть» of the classes first_grade to last_grade, both 0 once taken back; both days included."""

    PART: ClassVar[Part] = Part.SCHOOL
    id: str
    token: OperationId
    name: str
    ordinal: int
    first_grade: int
    last_grade: int
    first: date
    last: date


class Holiday(Struct, frozen=True, array_like=True, tag="holiday", tag_field="tag"):
    """Days without lessons; both included. Taken back: first is later than last."""

    PART: ClassVar[Part] = Part.SCHOOL
    id: str
    token: OperationId
    name: str
    first: date
    last: date


class Bell(Struct, frozen=True, array_like=True, tag="bell", tag_field="tag"):
    """When a lesson begins and ends in a shift. weekday: 1 Monday to 7, 0 for every day. Times: "08:30", or empty."""

    PART: ClassVar[Part] = Part.SCHOOL
    id: str
    token: OperationId
    shift: int
    weekday: int
    number: int
    starts: str
    ends: str


class WorkType(Struct, frozen=True, array_like=True, tag="work_type", tag_field="tag"):
    """A kind of work. weight: 0..10, 0 informs only. colour: "#rrggbb". short: at most 3 letters."""

    PART: ClassVar[Part] = Part.SCHOOL
    id: WorkTypeId
    token: OperationId
    name: str
    short: str
    weight: int
    colour: str
    ordinal: int


class Subject(Struct, frozen=True, array_like=True, tag="subject", tag_field="tag"):
    """A subject; short: as tables call it. scale: "five", "pass_fail", or the id of a MarkScale; "" says none: five."""

    PART: ClassVar[Part] = Part.SCHOOL
    id: SubjectId
    token: OperationId
    name: str
    short: str
    scale: str = ""


class Teacher(Struct, frozen=True, array_like=True, tag="teacher", tag_field="tag"):
    """A teacher; patronymic is empty where the person has none. login: the account's name at the portal."""

    PART: ClassVar[Part] = Part.SCHOOL
    id: TeacherId
    token: OperationId
    surname: str
    name: str
    patronymic: str
    login: str


class SchoolClass(Struct, frozen=True, array_like=True, tag="school_class", tag_field="tag"):
    """A class such as 7Б. grade: 1..11. shift: 1 or 2. teacher: the class teacher «классный руководитель».

    year: of which past school year it was; 0 for a class of the present one, -1 once taken back.
    """

    PART: ClassVar[Part] = Part.SCHOOL
    id: ClassId
    token: OperationId
    grade: int
    letter: str
    shift: int
    teacher: TeacherId | None
    year: int = 0


class Closing(Struct, frozen=True, array_like=True, tag="closing", tag_field="tag"):
    """Whether a term is closed for a class: its marks are frozen. reason: of the last opening."""

    PART: ClassVar[Part] = Part.SCHOOL
    id: str
    token: OperationId
    term: str
    school_class: ClassId
    closed: bool
    reason: str
    author: TeacherId


class Pupil(Struct, frozen=True, array_like=True, tag="pupil", tag_field="tag"):
    """A pupil; patronymic is empty where the person has none. sex: "m", "f" or empty."""

    PART: ClassVar[Part] = Part.ROSTER
    id: PupilId
    token: OperationId
    surname: str
    name: str
    patronymic: str
    born: date
    sex: str


class Enrolment(Struct, frozen=True, array_like=True, tag="enrolment", tag_field="tag"):
    """A pupil's time in a class; both days included, last is None while it lasts. Taken back: first is later than last.

    order: number of the order by which it began. end_order: by which it ended.
    """

    PART: ClassVar[Part] = Part.ROSTER
    id: str
    token: OperationId
    pupil: PupilId
    school_class: ClassId
    first: date
    last: date | None
    order: str
    end_order: str = ""


class Group(Struct, frozen=True, array_like=True, tag="group", tag_field="tag"):
    """Who is taught together: a whole class, or a subgroup named e.g. "англ. 1"; name is empty for a whole class."""

    PART: ClassVar[Part] = Part.ROSTER
    id: GroupId
    token: OperationId
    school_class: ClassId
    name: str


class Membership(Struct, frozen=True, array_like=True, tag="membership", tag_field="tag"):
    """A pupil's time in a group; both days included, last is None while it lasts. Taken back: as an enrolment."""

    PART: ClassVar[Part] = Part.ROSTER
    id: str
    token: OperationId
    group: GroupId
    pupil: PupilId
    first: date
    last: date | None


class Journal(Struct, frozen=True, array_like=True, tag="journal", tag_field="tag"):
    """One group x subject x school year. hours: lessons a week."""

    PART: ClassVar[Part] = Part.ROSTER
    id: JournalId
    token: OperationId
    group: GroupId
    subject: SubjectId
    year: int
    hours: int


class Assignment(Struct, frozen=True, array_like=True, tag="assignment", tag_field="tag"):
    """A teacher's right to a journal «назначение»; both days included, last is None while it lasts."""

    PART: ClassVar[Part] = Part.ROSTER
    id: str
    token: OperationId
    journal: JournalId
    teacher: TeacherId
    first: date
    last: date | None


class PlanItem(Struct, frozen=True, array_like=True, tag="plan_item", tag_field="tag"):
    """An item of the calendar-thematic plan «КТП». control: its kind or empty. removed: no longer of the plan."""

    PART: ClassVar[Part] = Part.JOURNAL
    id: str
    token: OperationId
    journal: JournalId
    number: int
    section: str
    topic: str
    hours: int
    control: str
    removed: bool = False


class Lesson(Struct, frozen=True, array_like=True, tag="lesson", tag_field="tag"):
    """A lesson of a journal. number: 0..10 by the bells. topic and homework have version tokens of their own.

    homework_links: web addresses, one a line. homework_due: the lesson it is for, empty for the next one.
    plan_item: the item of the plan that the topic came from, empty for none. reason: why it was cancelled or moved.
    removed: taken out of the timetable, always cancelled too; shown only where somebody has written in it.
    """

    PART: ClassVar[Part] = Part.JOURNAL
    id: LessonId
    token: OperationId
    journal: JournalId
    day: date
    number: int
    room: str
    cancelled: bool = False
    topic: str = ""
    topic_token: OperationId = NEVER
    homework: str = ""
    homework_token: OperationId = NEVER
    homework_links: str = ""
    homework_due: str = ""
    plan_item: str = ""
    reason: str = ""
    removed: bool = False


class Work(Struct, frozen=True, array_like=True, tag="work", tag_field="tag"):
    """A work of a lesson, for which marks are given. weight: 0..10, usually that of its type."""

    PART: ClassVar[Part] = Part.JOURNAL
    id: WorkId
    token: OperationId
    journal: JournalId
    lesson: LessonId
    type: WorkTypeId
    title: str
    weight: int
    annulled: bool = False


class Mark(Struct, frozen=True, array_like=True, tag="mark", tag_field="tag"):
    """One mark; a cell (pupil x lesson) holds any number of them.

    work: None for an answer at the lesson, see domain/works.py. value: of the scale. annulled: taken back. reason: of
    the last change. comment has a version token of its own; comment_private: not for the parent. retakes: the mark
    instead of which this one was given. late: after the school's window of correction. wall: when its PC claims it was
    given.
    """

    PART: ClassVar[Part] = Part.JOURNAL
    id: MarkId
    token: OperationId
    journal: JournalId
    lesson: LessonId
    pupil: PupilId
    work: WorkId | None
    value: str
    author: TeacherId
    annulled: bool = False
    reason: str = ""
    comment: str = ""
    comment_token: OperationId = NEVER
    comment_private: bool = False
    retakes: MarkId = MarkId("")
    late: bool = False
    wall: str = ""


class FinalMark(Struct, frozen=True, array_like=True, tag="final_mark", tag_field="tag"):
    """A pupil's mark for a period of a journal «итоговая отметка».

    period: a term's id, or one of "year", "exam", "final". value: of the scale, "н/а" or "осв"; empty: taken back.
    average: as it was shown when the mark was set, such as "4.36", empty where there was none.
    """

    PART: ClassVar[Part] = Part.JOURNAL
    id: str
    token: OperationId
    journal: JournalId
    pupil: PupilId
    period: str
    value: str
    average: str
    reason: str
    author: TeacherId


class Attendance(Struct, frozen=True, array_like=True, tag="attendance", tag_field="tag"):
    """A pupil's attendance of a lesson. code: see domain/attendance.py, empty for present. minutes: late by.

    filled: for the whole day; a subject teacher's own sign goes over it. excuse: with a version token of its own, the
    code that stands in place of «н» because of a document.
    """

    PART: ClassVar[Part] = Part.JOURNAL
    id: str
    token: OperationId
    journal: JournalId
    lesson: LessonId
    pupil: PupilId
    code: str
    minutes: int
    author: TeacherId
    filled: bool = False
    excuse: str = ""
    document: str = ""
    document_day: date | None = None
    excuse_token: OperationId = NEVER


_OfSchool = School | Term | Holiday | Bell | BellDay | WorkType | Setting | Subject | MarkScale | Teacher | SchoolClass
Record = (
    _OfSchool
    | Closing
    | Pupil
    | Enrolment
    | Group
    | Membership
    | Journal
    | Assignment
    | Duty
    | Substitution
    | Release
    | EarlierMark
    | PlanItem
    | Lesson
    | Work
    | Mark
    | CarriedMark
    | FinalMark
    | Attendance
    | Debt
    | Remark
    | DiaryRead
    | LessonNote
    | Seating
    | AccessRequest
    | ExcuseProposal
    | Conflict
    | HeldEntry
    | Revision
)

RECORD_TYPES: tuple[type[Record], ...] = get_args(Record)
"""Every kind of record, in an order in which none refers to a later one."""


def tag_of(kind: type[Record]) -> str:
    """Return the name of a kind of record on the wire and of its table."""
    return str(kind.__struct_config__.tag)


def types_of(part: Part) -> Iterator[type[Record]]:
    """Yield the kinds of records that belong to a part, in the order of RECORD_TYPES."""
    return (kind for kind in RECORD_TYPES if kind.PART is part)
