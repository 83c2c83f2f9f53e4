"""Why a row or a cell of a table is left out, and where it stands."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a row, a column or a cell was left out."""

    EMPTY = "empty"
    BAD_DATE = "bad_date"
    BAD_NUMBER = "bad_number"
    BAD_TIME = "bad_time"
    BAD_CLASS = "bad_class"
    BAD_MARK = "bad_mark"
    STRANGE = "strange"
    TOO_LONG = "too_long"
    TWICE = "twice"
    ELSEWHERE = "elsewhere"
    NAMESAKES = "namesakes"
    UNKNOWN_KIND = "unknown_kind"
    UNKNOWN_CLASS = "unknown_class"
    UNKNOWN_GROUP = "unknown_group"
    UNKNOWN_SUBJECT = "unknown_subject"
    UNKNOWN_TEACHER = "unknown_teacher"
    UNKNOWN_PUPIL = "unknown_pupil"
    UNKNOWN_WEEKDAY = "unknown_weekday"
    UNKNOWN_WORK = "unknown_work"
    NO_JOURNAL = "no_journal"
    NO_LESSON = "no_lesson"
    NO_TEACHER = "no_teacher"
    NOT_ENROLLED = "not_enrolled"
    UNMARKED_GRADE = "unmarked_grade"
    NOT_LAST_GRADE = "not_last_grade"
    OUTSIDE_YEAR = "outside_year"
    OVERLAPS = "overlaps"
    NO_SCHOOL_DAYS = "no_school_days"
    TERM_CLOSED = "term_closed"
    UNKNOWN_WEEK = "unknown_week"
    CLASS_BUSY = "class_busy"
    NO_BIRTH = "no_birth"
    NOT_TAKEN = "not_taken"
    OTHER_SCHOOL = "other_school"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A place that was left out. row: from 1. column: as a spreadsheet names it. text: what stands there."""

    file: str
    sheet: str
    row: int
    column: str
    reason: Reason
    text: str
