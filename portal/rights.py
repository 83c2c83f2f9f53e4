"""Who may do what: role x action, and on which days in which journal; whatever is not listed is forbidden."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.ids import JournalId
from app.operations import (
    Args,
    AttendanceSet,
    HomeworkSet,
    MarkAdd,
    MarkAnnul,
    MarkComment,
    MarkSet,
    RecordsPut,
    TopicSet,
)


class Role(StrEnum):
    """What a person is to a school."""

    TEACHER = "teacher"
    OFFICE = "office"


class Action(StrEnum):
    """What can be done with a school's records."""

    READ_JOURNAL = "read_journal"
    GIVE_MARK = "give_mark"
    CHANGE_MARK = "change_mark"
    SET_ATTENDANCE = "set_attendance"
    WRITE_LESSON = "write_lesson"
    PUT_RECORDS = "put_records"


ALLOWED: dict[Role, frozenset[Action]] = {
    Role.TEACHER: frozenset(
        {
            Action.READ_JOURNAL,
            Action.GIVE_MARK,
            Action.CHANGE_MARK,
            Action.SET_ATTENDANCE,
            Action.WRITE_LESSON,
        }
    ),
    Role.OFFICE: frozenset({Action.PUT_RECORDS}),
}
"""Deny by default: an action that is not listed is forbidden."""

ACTIONS: dict[type[Args], Action] = {
    MarkAdd: Action.GIVE_MARK,
    MarkSet: Action.CHANGE_MARK,
    MarkAnnul: Action.CHANGE_MARK,
    MarkComment: Action.CHANGE_MARK,
    AttendanceSet: Action.SET_ATTENDANCE,
    TopicSet: Action.WRITE_LESSON,
    HomeworkSet: Action.WRITE_LESSON,
    RecordsPut: Action.PUT_RECORDS,
}
"""What each kind of operation does."""


class NotYoursError(Exception):
    """No right has to do with this journal; it is answered like a journal that does not exist."""


class RightEndedError(Exception):
    """There is a right to this journal, but not on this day."""


@dataclass(frozen=True, slots=True)
class Right:
    """A role in one journal, from an assignment; both days included, last is None while it lasts."""

    role: Role
    journal: JournalId
    first: date
    last: date | None

    def covers(self, day: date) -> bool:
        """Return whether the right holds on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


def authorize(rights: Iterable[Right], action: Action, *, journal: JournalId, on: date) -> None:
    """Return where one of the rights allows the action in the journal on that day.

    on: the lesson's date; no clock is asked.

    Raises:
        RightEndedError: one allows it on other days only.
        NotYoursError: none does.
    """
    fitting = [right for right in rights if right.journal == journal and action in ALLOWED[right.role]]
    if not fitting:
        raise NotYoursError
    if not any(right.covers(on) for right in fitting):
        raise RightEndedError


def readable(rights: Iterable[Right]) -> frozenset[JournalId]:
    """Return the journals that may be read: those of every assignment, past and coming ones too."""
    return frozenset(right.journal for right in rights if Action.READ_JOURNAL in ALLOWED[right.role])
