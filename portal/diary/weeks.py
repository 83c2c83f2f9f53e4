"""What the diary's week page shows of one pupil, as plain frozen values."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.attendance import Absence
from app.ids import JournalId, LessonId, PupilId, SchoolId, SubjectId

DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class DiaryWork:
    """What a lesson's marks are given for. title: empty where the kind says enough. weight: 0..10."""

    kind: str
    title: str
    weight: int


@dataclass(frozen=True, slots=True)
class DiaryMark:
    """One mark in force. comment: for the parent. work: None for an answer at the lesson.

    five: on the five-point scale, None where it has no value there. retaken: another one was given instead of it.
    retakes: it was given instead of another.
    """

    value: str
    comment: str
    work: DiaryWork | None
    five: str | None = None
    retaken: bool = False
    retakes: bool = False


@dataclass(frozen=True, slots=True)
class DiaryRemark:
    """What a teacher wrote into the diary about the pupil."""

    id: str
    text: str
    is_praise: bool


@dataclass(frozen=True, slots=True)
class DiaryLesson:
    """A lesson as its pupil sees it. group: empty for a whole class. starts, ends: "08:30", empty without bells.

    homework: None while the teacher said nothing, empty where the teacher said that there is none.
    marks: oldest first. minutes: late by, 0 where not said. links: addresses beside the homework. due: the day of the
    lesson that it is for, None for the next one. substitute: who stands in, empty for nobody. reason: why the lesson
    is cancelled or moved.
    """

    id: LessonId
    journal: JournalId
    subject_id: SubjectId
    number: int
    starts: str
    ends: str
    subject: str
    group: str
    room: str
    cancelled: bool
    topic: str
    homework: str | None
    works: tuple[DiaryWork, ...]
    marks: tuple[DiaryMark, ...]
    absence: Absence
    minutes: int
    links: tuple[str, ...] = ()
    due: date | None = None
    remarks: tuple[DiaryRemark, ...] = ()
    substitute: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DiaryDay:
    """A day and its lessons by number. holiday: its name, else empty."""

    day: date
    lessons: tuple[DiaryLesson, ...]
    holiday: str


@dataclass(frozen=True, slots=True)
class DiaryOwner:
    """Whose diary a link opens. zone: IANA name of the school's time zone. sex: "m", "f" or empty.

    by_sign_in: the link is a person's own, who has signed in and can leave.
    """

    school_id: SchoolId
    pupil: PupilId
    surname: str
    name: str
    sex: str
    school: str
    zone: str
    by_sign_in: bool = False


@dataclass(frozen=True, slots=True)
class DiarySpan:
    """The first and the last day on which a pupil has lessons; None where there is no lesson.

    latest: the last such day up to the end of this week, None where all are to come.
    """

    first: date | None
    last: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class DiaryWeek:
    """The seven days from a Monday on. title: of the class, such as "7Б", empty where the pupil is in none."""

    owner: DiaryOwner
    title: str
    days: tuple[DiaryDay, ...]
    span: DiarySpan

    @property
    def monday(self) -> date:
        """Return the week's first day."""
        return self.days[0].day

    @property
    def has_lessons(self) -> bool:
        """Return whether a lesson stands in the week."""
        return any(day.lessons for day in self.days)

    @property
    def sunday(self) -> date:
        """Return the week's last day."""
        return self.days[-1].day

    @property
    def previous(self) -> date | None:
        """Return the Monday before, None where no lesson lies that way."""
        return self.monday - timedelta(DAYS_A_WEEK) if self.span.first and self.span.first < self.monday else None

    @property
    def next(self) -> date | None:
        """Return the Monday after, None where no lesson lies that way."""
        return self.monday + timedelta(DAYS_A_WEEK) if self.span.last and self.span.last > self.sunday else None


def monday_of(day: date) -> date:
    """Return the Monday of the day's week."""
    return day - timedelta(day.weekday())


def first_shown(span: DiarySpan, today: date) -> date:
    """Return the Monday of the week that opens by itself: the last one with lessons so far, else the first to come."""
    return monday_of(span.latest or span.first or today)
