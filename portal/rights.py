"""Who may do what: role x action, and on which days in which journal; whatever is not listed is forbidden."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.ids import ClassId, JournalId, PupilId
from app.operations import (
    AbsenceExcuse,
    Args,
    AttendanceFill,
    AttendanceSet,
    ConflictResolve,
    DebtSet,
    FinalSet,
    HeldDecide,
    HeldWithdraw,
    HomeworkSet,
    MarkAdd,
    MarkAnnul,
    MarkComment,
    MarkSet,
    NoteSet,
    RecordsPut,
    RemarkAdd,
    RemarkAnnul,
    TermClose,
    TopicSet,
    WorkAnnul,
    WorkCreate,
    WorkSet,
)
from app.planning import (
    AccessDecide,
    DiarySeen,
    LessonCancel,
    LessonCreate,
    LessonMove,
    LessonSubstitute,
    PlanPut,
    ProposalDecide,
    SeatingSet,
)


class Role(StrEnum):
    """What a person is to a school."""

    TEACHER = "teacher"
    SUBSTITUTE = "substitute"
    """Takes a lesson instead of its teacher, on that day."""
    CLASS_TEACHER = "class_teacher"
    DEPUTY_HEAD = "deputy_head"
    OFFICE = "office"
    PARENT = "parent"
    """Represents a pupil; a guardian too."""
    PUPIL = "pupil"


DUTIES = frozenset({Role.DEPUTY_HEAD})
"""What a teacher may be to the whole school besides teaching; nothing else that a list says is believed."""


class Action(StrEnum):
    """What can be done with a school's records."""

    READ_JOURNAL = "read_journal"
    GIVE_MARK = "give_mark"
    CHANGE_MARK = "change_mark"
    SET_ATTENDANCE = "set_attendance"
    WRITE_LESSON = "write_lesson"
    SET_FINAL = "set_final"
    DECIDE_YEAR = "decide_year"
    """Set a mark for a year or a course: its teacher does, and the deputy head where too many terms are «н/а»."""
    CLOSE_TERM = "close_term"
    EXCUSE = "excuse"
    PROPOSE_EXCUSE = "propose_excuse"
    """Tell the school why a child is away; the school decides."""
    WRITE_REMARK = "write_remark"
    WRITE_PLAN = "write_plan"
    CHANGE_TIMETABLE = "change_timetable"
    DECIDE_HELD = "decide_held"
    DECIDE_ACCESS = "decide_access"
    PUT_RECORDS = "put_records"
    READ_DIARY = "read_diary"
    SAY_READ = "say_read"
    """Say that something of the diary was read."""
    SEE_READERS = "see_readers"
    """See who was shown what of the pupil."""
    TAKE_DATA = "take_data"
    """Take along what is written of the pupil, as a file; a pupil does from 18 on."""


ALLOWED: dict[Role, frozenset[Action]] = {
    Role.TEACHER: frozenset(
        {
            Action.READ_JOURNAL,
            Action.GIVE_MARK,
            Action.CHANGE_MARK,
            Action.SET_ATTENDANCE,
            Action.WRITE_LESSON,
            Action.SET_FINAL,
            Action.DECIDE_YEAR,
            Action.WRITE_REMARK,
            Action.WRITE_PLAN,
        }
    ),
    Role.SUBSTITUTE: frozenset(
        {
            Action.READ_JOURNAL,
            Action.GIVE_MARK,
            Action.CHANGE_MARK,
            Action.SET_ATTENDANCE,
            Action.WRITE_LESSON,
            Action.WRITE_REMARK,
        }
    ),
    Role.CLASS_TEACHER: frozenset({Action.READ_JOURNAL, Action.EXCUSE, Action.WRITE_REMARK, Action.DECIDE_ACCESS}),
    Role.DEPUTY_HEAD: frozenset(
        {
            Action.READ_JOURNAL,
            Action.CLOSE_TERM,
            Action.CHANGE_TIMETABLE,
            Action.DECIDE_HELD,
            Action.DECIDE_YEAR,
            Action.EXCUSE,
            Action.DECIDE_ACCESS,
        }
    ),
    Role.OFFICE: frozenset({Action.PUT_RECORDS, Action.DECIDE_ACCESS, Action.EXCUSE}),
    Role.PARENT: frozenset(
        {Action.READ_DIARY, Action.SAY_READ, Action.SEE_READERS, Action.TAKE_DATA, Action.PROPOSE_EXCUSE}
    ),
    Role.PUPIL: frozenset({Action.READ_DIARY, Action.SEE_READERS, Action.TAKE_DATA}),
}
"""Deny by default: an action that is not listed is forbidden."""

ACTIONS: dict[type[Args], Action] = {
    MarkAdd: Action.GIVE_MARK,
    MarkSet: Action.CHANGE_MARK,
    MarkAnnul: Action.CHANGE_MARK,
    MarkComment: Action.CHANGE_MARK,
    DebtSet: Action.GIVE_MARK,
    WorkCreate: Action.WRITE_LESSON,
    WorkSet: Action.WRITE_LESSON,
    WorkAnnul: Action.WRITE_LESSON,
    FinalSet: Action.SET_FINAL,
    TermClose: Action.CLOSE_TERM,
    ConflictResolve: Action.CHANGE_MARK,
    HeldDecide: Action.DECIDE_HELD,
    HeldWithdraw: Action.READ_JOURNAL,
    AttendanceSet: Action.SET_ATTENDANCE,
    AttendanceFill: Action.EXCUSE,
    AbsenceExcuse: Action.EXCUSE,
    ProposalDecide: Action.EXCUSE,
    TopicSet: Action.WRITE_LESSON,
    HomeworkSet: Action.WRITE_LESSON,
    NoteSet: Action.READ_JOURNAL,
    SeatingSet: Action.READ_JOURNAL,
    RemarkAdd: Action.WRITE_REMARK,
    RemarkAnnul: Action.WRITE_REMARK,
    LessonCreate: Action.CHANGE_TIMETABLE,
    LessonMove: Action.CHANGE_TIMETABLE,
    LessonCancel: Action.CHANGE_TIMETABLE,
    LessonSubstitute: Action.CHANGE_TIMETABLE,
    PlanPut: Action.WRITE_PLAN,
    DiarySeen: Action.SAY_READ,
    AccessDecide: Action.DECIDE_ACCESS,
    RecordsPut: Action.PUT_RECORDS,
}
"""What each kind of operation does."""


class NotYoursError(Exception):
    """No right has to do with this journal; it is answered like a journal that does not exist."""


class RightEndedError(Exception):
    """There is a right to this journal, but not on this day."""


@dataclass(frozen=True, slots=True)
class About:
    """What somebody wants to act on. journal: None for the whole school. on: the lesson's day, None for no day.

    arrived: the portal's day; where no lesson's day decides it does, whether a duty in the school is still held.
    pupil: None for everybody or nobody. school_class: of what is about a class and no journal of it.
    """

    journal: JournalId | None
    on: date | None = None
    arrived: date = date.min
    pupil: PupilId | None = None
    school_class: ClassId | None = None


@dataclass(frozen=True, slots=True)
class Right:
    """A role in one journal, or in every journal where None; both days included, last is None while it lasts.

    pupils: for whom alone it is, in a group with pupils of several classes; None for everybody. school_class: a role in
    what is about this class itself, and in no journal; None for every other right.
    """

    role: Role
    journal: JournalId | None
    first: date
    last: date | None
    pupils: frozenset[PupilId] | None = None
    school_class: ClassId | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it is a role in the whole school."""
        return self.journal is None and self.school_class is None

    def reaches(self, wanted: About) -> bool:
        """Return whether the right is for this journal or this class."""
        if self.is_whole:
            return True
        return (self.journal, self.school_class) == (wanted.journal, wanted.school_class)

    def is_about(self, pupil: PupilId | None) -> bool:
        """Return whether the right is for a pupil. pupil: None for what is about nobody."""
        return pupil is None or self.pupils is None or pupil in self.pupils

    def covers(self, day: date | None) -> bool:
        """Return whether the right holds on a day. day: None for what is about no day."""
        return day is None or (self.first <= day and (self.last is None or day <= self.last))

    def holds(self, wanted: About) -> bool:
        """Return whether the right holds on the day that decides."""
        return self.covers(wanted.arrived if wanted.on is None and self.is_whole else wanted.on)


def authorize(rights: Iterable[Right], action: Action, wanted: About) -> None:
    """Return where one of the rights allows the action.

    Raises:
        RightEndedError: one allows it on other days only.
        NotYoursError: none does.
    """
    fitting = [
        right
        for right in rights
        if right.reaches(wanted) and action in ALLOWED[right.role] and right.is_about(wanted.pupil)
    ]
    if not fitting:
        raise NotYoursError
    if not any(right.holds(wanted) for right in fitting):
        raise RightEndedError


def reads_every_journal(rights: Iterable[Right], on: date) -> bool:
    """Return whether one of the rights lets its owner read the whole school on that day."""
    return any(right.is_whole and Action.READ_JOURNAL in ALLOWED[right.role] and right.covers(on) for right in rights)


def readable(rights: Iterable[Right]) -> frozenset[JournalId]:
    """Return the journals that may be read: those of every assignment, past and coming ones too."""
    return frozenset(
        right.journal for right in rights if right.journal is not None and Action.READ_JOURNAL in ALLOWED[right.role]
    )
