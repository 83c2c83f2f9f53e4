"""Judges changes of the timetable; the office and the deputy head decide, and what was entered for a lesson stays."""

from msgspec.structs import replace

from app.domain.classroom import Substitution
from app.domain.records import Journal, Lesson, Teacher
from app.ids import LessonId
from app.judging.verdicts import SAME, TEXT_LIMIT, Outcome, Rows, Verdict, Written, rejected
from app.operations import Operation
from app.planning import LessonCancel, LessonCreate, LessonMove, LessonSubstitute

LESSON_NUMBERS = range(11)
"""Lessons of a day by the bells, the zero lesson included."""


def judge_new_lesson(args: LessonCreate, written: Written, rows: Rows) -> Verdict:
    """Judge one more lesson."""
    if rows.of(Journal, args.journal) is None:
        return rejected("no_journal")
    if args.number not in LESSON_NUMBERS:
        return rejected("bad_number")
    if len(args.room) > TEXT_LIMIT:
        return rejected("too_long")
    lesson = Lesson(LessonId(written.id), written.id, args.journal, args.day, args.number, args.room)
    return Verdict(Outcome.APPLIED, (lesson,))


def judge_lesson(operation: Operation, args: LessonMove | LessonCancel, written: Written, rows: Rows) -> Verdict:
    """Judge that a lesson is moved, cancelled, or held after all."""
    lesson = rows.of(Lesson, operation.ent or "")
    if lesson is None:
        return rejected("no_lesson")
    if len(args.reason) > TEXT_LIMIT:
        return rejected("too_long")
    match args:
        case LessonMove(number=number) if number not in LESSON_NUMBERS:
            return rejected("bad_number")
        case LessonMove(day=day, number=number, room=room):
            wanted = replace(lesson, day=day, number=number, room=room, reason=args.reason)
        case LessonCancel(cancelled=cancelled):
            wanted = replace(lesson, cancelled=cancelled, reason=args.reason, removed=False)
    return SAME if wanted == lesson else Verdict(Outcome.APPLIED, (replace(wanted, token=written.id),))


def judge_substitution(operation: Operation, args: LessonSubstitute, written: Written, rows: Rows) -> Verdict:
    """Judge who stands in at a lesson."""
    lesson = rows.of(Lesson, args.lesson)
    if lesson is None:
        return rejected("no_lesson")
    if args.teacher and rows.of(Teacher, args.teacher) is None:
        return rejected("no_teacher")
    key = operation.entity(written.id)
    found = rows.of(Substitution, key)
    if args.teacher == (found.teacher if found else ""):
        return SAME
    wanted = Substitution(key, written.id, lesson.journal, lesson.id, lesson.day, args.teacher, written.author)
    return Verdict(Outcome.APPLIED, (wanted,))
