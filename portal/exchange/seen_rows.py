"""Rows that other PCs have seen: which operations had written them, what they are judged by, whether they fit."""

from collections.abc import Iterator

import msgspec

from app.domain.attendance import MOST_MINUTES, Absence, attendance_id
from app.domain.classroom import Debt, Remark, debt_id
from app.domain.disputes import HeldEntry
from app.domain.final_marks import FINAL_VALUES
from app.domain.periods import final_mark_id
from app.domain.records import Attendance, FinalMark, Lesson, Mark, Term, Work
from app.domain.witnesses import Seen, belongs_alike, witness_id
from app.ids import OperationId
from app.judging.verdicts import TEXT_LIMIT, Rows
from app.judging.works import MOST_WEIGHT
from app.operations import (
    AbsenceExcuse,
    Args,
    AttendanceFill,
    AttendanceSet,
    DebtSet,
    FinalSet,
    HomeworkSet,
    MarkAdd,
    MarkAnnul,
    MarkComment,
    MarkSet,
    Operation,
    RemarkAdd,
    RemarkAnnul,
    TopicSet,
    WorkAnnul,
    WorkCreate,
    WorkSet,
)
from portal.exchange.places import NO_TERMS
from portal.store.rows import Key

FIELDS: dict[type[Args], str] = {
    MarkAdd: "value",
    MarkSet: "value",
    MarkAnnul: "value",
    MarkComment: "comment",
    AttendanceSet: "attendance",
    AttendanceFill: "attendance",
    AbsenceExcuse: "excuse",
    TopicSet: "topic",
    HomeworkSet: "homework",
    WorkCreate: "work",
    WorkSet: "work",
    WorkAnnul: "work",
    FinalSet: "final_mark",
    DebtSet: "debt",
    RemarkAdd: "remark",
    RemarkAnnul: "remark",
}
"""Which share of a row each kind of operation writes."""

MADE: dict[type[Args], type[Mark | Work | Remark]] = {MarkAdd: Mark, WorkCreate: Work, RemarkAdd: Remark}
"""What each kind makes under its own id."""

NAME_LIMIT = 64
"""Longest id, in characters."""

_decoder: msgspec.json.Decoder[Seen] = msgspec.json.Decoder(Seen)


def entry_id(operation: Operation, key: OperationId) -> OperationId:
    """Return the id of the entry about what an operation, by its id, had written. operation: of a kind in FIELDS."""
    return witness_id(FIELDS[type(operation.args)], operation.entity(key), key)


def said_by(operation: Operation) -> str | None:  # noqa: PLR0911 (a line for each sort)
    """Return what an operation says, as an entry about it does; None where it does not say it itself."""
    match operation.args:
        case MarkAdd(value=text) | MarkSet(value=text) | FinalSet(value=text):
            return text
        case AttendanceSet(code=text) | AttendanceFill(code=text) | AbsenceExcuse(code=text):
            return text
        case MarkComment(comment=text) | TopicSet(topic=text) | HomeworkSet(homework=text) | RemarkAdd(text=text):
            return text
        case WorkCreate(title=text) | WorkSet(title=text):
            return text
        case DebtSet(until=day):
            return str(day or "")
        case MarkAnnul() | WorkAnnul():
            return ""
        case _:
            return None


def seen_in(entry: HeldEntry) -> Seen:
    """Return the row that an entry was made of."""
    return _decoder.decode(entry.witnessed)


def keys_around(row: Seen) -> Iterator[Key]:
    """Yield what a row is judged by: what stands in its place, its lesson, its work and its term."""
    yield type(row), row.id
    if isinstance(row, FinalMark):
        yield Term, row.period
    if not isinstance(row, Lesson | FinalMark):
        yield Lesson, row.lesson
    if isinstance(row, Mark | Debt) and row.work is not None:
        yield Work, row.work


def unfit(row: Seen, rows: Rows) -> str:
    """Return why a row cannot stand in its journal as that is now, as a word of rejections; empty where it can.

    The journal's scale, too, may be one that the school has changed since the backup, and will change again.
    """
    if isinstance(row, FinalMark) and row.period not in NO_TERMS and rows.of(Term, row.period) is None:
        return "no_term"
    lesson = row if isinstance(row, FinalMark) else rows.of(Lesson, row.id if isinstance(row, Lesson) else row.lesson)
    if lesson is None or lesson.journal != row.journal:
        return "no_lesson"
    if isinstance(row, Mark | Attendance | FinalMark | Debt | Remark) and not rows.enrols(row.journal, row.pupil):
        return "no_pupil"
    if isinstance(row, Mark | Debt) and row.work is not None:
        work = rows.of(Work, row.work)
        if work is None or work.lesson != row.lesson:
            return "no_work"
    if isinstance(row, Mark) and row.value not in rows.scale(row.journal):
        return "bad_value"
    return ""


def is_sound(row: Seen, rows: Rows) -> bool:
    """Return whether a row could have been written by anybody, and is the one that stands under its id."""
    found = rows.of(type(row), row.id)
    return _is_bounded(row) and _is_valid(row) and (found is None or belongs_alike(row, found))


def _is_bounded(row: Seen) -> bool:
    texts = {name: text for name in row.__struct_fields__ if isinstance(text := getattr(row, name), str)}
    return max(len(texts["id"]), len(row.token)) <= NAME_LIMIT and all(
        len(each) <= TEXT_LIMIT for each in texts.values()
    )


def _is_valid(row: Seen) -> bool:
    match row:
        case Attendance():
            signs = {row.code, row.excuse} <= set(Absence)
            return signs and 0 <= row.minutes <= MOST_MINUTES and row.id == attendance_id(row.lesson, row.pupil)
        case FinalMark():
            is_value = not row.value or row.value in FINAL_VALUES
            return is_value and row.id == final_mark_id(row.journal, row.pupil, row.period)
        case Debt():
            return row.id == debt_id(row.lesson, row.pupil, row.work)
        case Work():
            return 0 <= row.weight <= MOST_WEIGHT
        case Remark():
            return bool(row.text.strip())
        case _:
            return True
